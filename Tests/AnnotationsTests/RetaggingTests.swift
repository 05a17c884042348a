// Tags as paths, codebook changes and retagging: as values, without a reader.

import Annotations
import TestSupport
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }
private func codebook(_ names: String...) -> Codebook {
    Codebook(names.map { Codebook.Entry(tag($0), key: nil, color: nil, description: "about \($0)") })
}
private func names(_ codebook: Codebook) -> [String] { codebook.entries.map(\.tag.name) }

@Suite struct RetaggingTests {
    @Test func subTagsKnowTheirParents() {
        #expect(tag("risk/cyber").parent == tag("risk") && tag("risk").parent == nil)
        #expect(tag("a/b/c").root == tag("a") && tag("a/b/c").depth == 2)
        #expect(tag("risk/cyber").isWithin(tag("risk")) && tag("risk").isWithin(tag("risk")))
        #expect(!tag("risky").isWithin(tag("risk")) && !tag("risk").isWithin(tag("risk/cyber")))
        #expect(
            ["a//b", "/a", "a/", "a/ b"].allSatisfy { Annotations.Tag($0).map(\.isPath) != true } && tag("a/b c").isPath
        )
    }

    @Test func subTagsGoWhereTheirParentGoes() {
        #expect(tag("risk/cyber").moved(from: tag("risk"), to: tag("danger")) == tag("danger/cyber"))
        #expect(tag("risk").moved(from: tag("risk"), to: tag("a/b")) == tag("a/b"))
        #expect(tag("risky").moved(from: tag("risk"), to: tag("danger")) == nil)
        #expect(tag("a/b/c").moved(from: tag("a/b"), to: tag("a")) == tag("a/c"))
        // Into its own sub-tag: that one, and what is beneath it, are there already.
        #expect(tag("risk/general").moved(from: tag("risk"), to: tag("risk/general")) == nil)
        #expect(tag("risk/general/x").moved(from: tag("risk"), to: tag("risk/general")) == nil)
        #expect(tag("risk").moved(from: tag("risk"), to: tag("risk/general")) == tag("risk/general"))
        #expect(tag("risk/cyber").moved(from: tag("risk"), to: tag("risk/general")) == tag("risk/general/cyber"))
    }

    @Test func tagsOfAMarkStayInOrderAndNoneIsThereTwice() throws {
        let retagging = try #require(Retagging(tag("risk"), to: tag("policy")))
        #expect(retagging.applied(to: [tag("x"), tag("risk"), tag("policy")]) == [tag("x"), tag("policy")])
        #expect(retagging.applied(to: [tag("risk/a"), tag("risk")]) == [tag("policy/a"), tag("policy")])
        #expect(retagging.applied(to: [tag("x")]) == nil)
        #expect(Retagging(tag("x"), to: tag("x")) == nil)
    }

    @Test(arguments: [
        ("risk", "danger", ["danger", "danger/cyber", "policy"]), ("risk", "policy", ["policy/cyber", "policy"]),
        ("risk/cyber", "risk", ["risk", "policy"]),
        ("risk", "risk/general", ["risk/general", "risk/general/cyber", "policy"]),
        ("risk/cyber", "cyber", ["risk", "cyber", "policy"]),
    ]) func codebookChangesAreTakenBack(_ old: String, _ new: String, _ result: [String]) throws {
        let start = codebook("risk", "risk/cyber", "policy")
        let changes = try #require(Retagging(tag(old), to: tag(new))).changes(of: start)
        var changed = start
        changed.apply(changes)
        #expect(names(changed) == result)
        changed.apply(Edit([], codebook: changes, summary: "").inverse.codebook)
        #expect(changed == start)
    }

    @Test func aCodebookThatChangedOtherwiseIsLeftSound() throws {
        var other = codebook("danger", "policy")
        other.apply(try #require(Retagging(tag("risk"), to: tag("danger"))).changes(of: codebook("risk", "policy")))
        #expect(names(other) == ["danger", "policy"])
        other.apply([try #require(codebook().adding(tag("policy")))])
        #expect(names(other) == ["danger", "policy"])
        var keyed = Codebook([Codebook.Entry(tag("a"), key: "k", color: nil, description: "")])
        keyed.apply([
            Codebook.Change(
                before: nil, after: Codebook.Entry(tag("b"), key: "k", color: nil, description: ""), place: 0)
        ])
        #expect(keyed.entries.map(\.key) == [nil, "k"])
    }

    @Test func aTagThatIsThereAlreadyIsMetThroughItsSubTags() throws {
        let document = MarkedText("One. Two.").document
        func marks(_ one: String, _ two: String) -> [Annotation] {
            [
                Player.mark("1", "One.", in: document, tags: [one]),
                Player.mark("2", "Two.", in: document, tags: [two]),
            ]
        }
        let retagging = try #require(Retagging(tag("risk"), to: tag("danger")))
        let none = codebook("risk")
        #expect(retagging.met(in: none, marks("risk/cyber", "danger/cyber")) == tag("danger/cyber"))
        #expect(retagging.met(in: none, marks("risk/cyber", "dangerous")) == nil)
        #expect(retagging.met(in: codebook("risk", "danger/x"), []) == tag("danger/x"))
        #expect(retagging.met(in: codebook("danger"), []) == tag("danger"))
        // A sub-tag that takes its parent's place meets nothing but what it does not move.
        let up = try #require(Retagging(tag("risk/cyber"), to: tag("risk")))
        #expect(up.met(in: codebook(), marks("risk/cyber", "risk/cyber/x")) == nil)
        #expect(up.met(in: codebook(), marks("risk/cyber", "risk/flood")) == tag("risk/flood"))
    }

    @Test func whatWasDoneIsTakenBackWhereTheNewTagWasThereAlready() throws {
        let changes = try #require(Retagging(tag("risk"), to: tag("danger"))).changes(of: codebook("risk", "policy"))
        let start = Codebook(
            [("policy", "p"), ("risk", "r"), ("danger", "d")].map { name, key in
                Codebook.Entry(tag(name), key: key, color: nil, description: "ours: \(name)")
            })
        var changed = start
        let done = changed.apply(changes)
        #expect(names(changed) == ["policy", "danger"] && changed[tag("danger")]?.key == "d")
        changed.apply(Edit([], codebook: done, summary: "").inverse.codebook)
        #expect(changed == start)
        // Where there is nothing to be done, nothing is to be taken back.
        var other = codebook("policy")
        #expect(other.apply([Codebook.Change(before: start.entries[1], after: nil, place: 0)]).isEmpty)
    }

    @Test func countsGoUpThePathOnceAMark() {
        let document = MarkedText("One. Two. Three.").document
        let marks = [
            Player.mark("1", "One.", in: document, tags: ["risk", "risk/cyber"]),
            Player.mark("2", "Two.", in: document, tags: ["risk/cyber/x", "risk/flood"]),
            Player.mark("3", "Three.", in: document, tags: ["policy"]),
        ]
        let counts = TagCounts(marks)
        #expect(counts.own[tag("risk")] == 1 && counts.within[tag("risk")] == 2)
        #expect(counts.own[tag("risk/cyber")] == 1 && counts.within[tag("risk/cyber")] == 2)
        #expect(counts.within[tag("policy")] == 1 && counts.own[tag("opinion")] == nil)
    }

    @Test func newTagsHaveAColourThatNoOtherHas() {
        var book = Codebook.builtIn
        let given = ["red", "blue", "cyan"]
        var colors: [String] = []
        for name in ["a", "b", "c", "d", "e", "f", "g"] {
            book.apply([book.adding(tag(name))!])
            colors.append(book.color(of: tag(name)))
        }
        #expect(Set(colors + given).count == 10)
        book.apply([book.adding(tag("a/b"))!])
        #expect(book.color(of: tag("a/b")) == colors[0] && book.color(of: tag("risk/x/y")) == "red")
        #expect(book.color(of: tag("unknown")) == Codebook.builtIn.color(of: tag("unknown")))
        // Twelve more: all have one.
        for number in 0..<12 { book.apply([book.adding(tag("n\(number)"))!]) }
        #expect(book.entries.allSatisfy { Codebook.colorNames.contains(book.color(of: $0.tag)) })
    }
}
