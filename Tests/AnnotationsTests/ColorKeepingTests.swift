// Colours stay with their tags whatever becomes of the others.

import Annotations
import TestSupport
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

private func codebook(_ names: String...) -> Codebook {
    Codebook(names.map { Codebook.Entry(tag($0), key: nil, color: nil, description: "") })
}

private func colors(_ book: Codebook) -> [String: String] {
    Dictionary(uniqueKeysWithValues: book.entries.map { ($0.tag.name, book.color(of: $0.tag)) })
}

@Suite struct ColorKeepingTests {
    @Test func theOthersKeepTheirsWhenOneIsMergedAway() throws {
        let book = codebook("a", "b", "c", "d")
        let changes = try #require(Retagging(tag("b"), to: tag("d"))).changes(of: book)
        var merged = book
        let done = merged.apply(changes)
        var expected = colors(book)
        expected["b"] = nil
        #expect(colors(merged) == expected)
        // Only what would have changed was written down.
        #expect(merged.entries.map(\.color) == [nil, expected["c"], expected["d"]])
        merged.apply(Edit([], codebook: done, summary: "").inverse.codebook)
        #expect(merged == book)
    }

    @Test func aRenamedTagKeepsItsOwn() throws {
        let book = codebook("a", "b", "c")
        var renamed = book
        renamed.apply(try #require(Retagging(tag("a"), to: tag("z"))).changes(of: book))
        #expect(renamed.entries.map { renamed.color(of: $0.tag) } == book.entries.map { book.color(of: $0.tag) })
        // One that goes beneath another has that one's from then on, and the rest keep theirs.
        var moved = book
        moved.apply(try #require(Retagging(tag("a"), to: tag("c/a"))).changes(of: book))
        #expect(moved.color(of: tag("b")) == book.color(of: tag("b")))
        #expect(moved.color(of: tag("c")) == book.color(of: tag("c")))
        #expect(moved.color(of: tag("c/a")) == book.color(of: tag("c")))
        // One that comes out from under another gets one that nobody has.
        var freed = moved
        freed.apply(try #require(Retagging(tag("c/a"), to: tag("new"))).changes(of: moved))
        #expect(Set(colors(freed).values).count == 3 && freed.color(of: tag("b")) == book.color(of: tag("b")))
    }

    @Test func aNewTagHasItsColourWrittenDown() throws {
        var book = codebook("a", "b")
        let before = colors(book)
        let change = try #require(book.adding(tag("c")))
        book.apply(book.keepingColors([change]))
        let color = try #require(book[tag("c")]?.color)
        #expect(!before.values.contains(color))
        // Whoever takes out the first by hand: the new one stays as it is.
        var other = book
        other.entries.removeFirst()
        #expect(other.color(of: tag("c")) == color)
        // A sub-tag has its parent's and says nothing.
        let sub = try #require(book.adding(tag("a/x")))
        #expect(book.keepingColors([sub]) == [sub])
    }

    /// A sub-tag of a tag that is not in the codebook has nobody to have a colour from.
    @Test func aSubTagWithoutAParentKeepsItsColour() throws {
        var book = codebook("a", "b", "c")
        for name in ["energy/grid", "energy/water"] {
            book.apply(book.keepingColors([try #require(book.adding(tag(name)))]))
        }
        let color = try #require(book[tag("energy/grid")]?.color)
        #expect(book[tag("energy/water")]?.color == color, "the family has one")
        #expect(!["a", "b", "c"].contains { book.color(of: tag($0)) == color })
        let before = colors(book)
        for retagging in [Retagging(tag("a"), to: tag("b")), Retagging(tag("c"), to: tag("energy/grid"))] {
            var after = book
            after.apply(try #require(retagging).changes(of: book))
            #expect(after.color(of: tag("energy/grid")) == color && after.color(of: tag("energy/water")) == color)
        }
        // One that was written by hand, without a colour, keeps it as well.
        let old = codebook("a", "b", "energy/grid", "c")
        var merged = old
        merged.apply(try #require(Retagging(tag("a"), to: tag("b"))).changes(of: old))
        var expected = colors(old)
        expected["a"] = nil
        #expect(colors(merged) == expected && before.count == 5)
        // What takes its place above it later gives it none but its own.
        var grown = book
        grown.apply(grown.keepingColors([try #require(grown.adding(tag("energy")))]))
        #expect(grown.color(of: tag("energy/grid")) == color)
    }

    @Test func aColourThatIsGivenByHandIsTakenFromTheOthers() throws {
        let book = codebook("a", "b", "c")
        var changed = book
        let wanted = book.color(of: tag("a"))
        let change = try #require(book.setting(tag("c")) { $0.color = wanted })
        changed.apply(book.keepingColors([change]))
        #expect(changed.color(of: tag("c")) == wanted && changed.color(of: tag("a")) != wanted)
        #expect(changed.color(of: tag("b")) == book.color(of: tag("b")))
        #expect(Set(colors(changed).values).count == 3)
        // Taken away again, it is not written down.
        let back = try #require(changed.setting(tag("c")) { $0.color = nil })
        let before = colors(changed)
        changed.apply(changed.keepingColors([back]))
        #expect(changed[tag("c")]?.color == nil)
        #expect(changed.color(of: tag("a")) == before["a"] && changed.color(of: tag("b")) == before["b"])
    }

    /// Whatever is added, renamed and merged, by the hundred: no other tag changes its colour, and as long as there are
    /// colours enough no two have the same.
    @Test(arguments: 0..<20) func anyNumberOfChangesMovesNoColour(_ seed: UInt64) throws {
        var random = Random(seed: seed)
        var book = codebook("a", "b", "c", "d", "e")
        for step in 0..<60 {
            let before = book
            let names = book.entries.map(\.tag)
            let one = names[random.number(0...names.count - 1)]
            var touched: [Annotations.Tag] = []
            switch random.number(0...2) {
            case 0:
                guard let change = book.adding(tag("n\(step)")) else { continue }
                book.apply(book.keepingColors([change]))
            case 1:
                touched = [tag("m\(step)")]
                book.apply(Retagging(one, to: touched[0])!.changes(of: book))
                #expect(book.color(of: touched[0]) == before.color(of: one), "seed \(seed), step \(step)")
            default:
                guard names.count > 3, let retagging = Retagging(one, to: names[random.number(0...names.count - 1)])
                else {
                    continue
                }
                book.apply(retagging.changes(of: book))
            }
            for entry in book.entries where before[entry.tag] != nil {
                #expect(
                    book.color(of: entry.tag) == before.color(of: entry.tag),
                    "seed \(seed), step \(step): \(entry.tag.name)")
            }
            if book.entries.count <= Codebook.palette.count, before.entries.count <= Codebook.palette.count,
                Set(colors(before).values).count == before.entries.count
            {
                #expect(Set(colors(book).values).count == book.entries.count, "seed \(seed), step \(step)")
            }
        }
    }
}
