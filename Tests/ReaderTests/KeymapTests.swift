// Keymaps: what is looked up, how layers lie upon one another, what is refused, what help shows.

import Annotations
import Reader
import Screen
import Testing

/// A layer from lines such as `"g g: document-start"`, numbered from 1.
func layer(_ lines: String..., file: String = "test.toml") throws -> [Keymap.Change] {
    try lines.enumerated().map { index, line in
        let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
        return try Keymap.Change(
            keys: parts[0], action: parts[1], origin: Keymap.Origin(file: file, line: index + 1))
    }
}

/// What a lookup found, in one line.
func found(_ keymap: Keymap, _ notation: String) -> String {
    switch keymap.lookup(Key.sequence(notation) ?? []) {
    case .unbound: "unbound"
    case .bound(let binding): binding.description
    case .prefix(let next):
        "prefix " + next.map { "\($0.key.notation)=\($0.what?.description ?? "…")" }.joined(separator: " ")
    }
}

@Suite struct KeymapTests {
    @Test func looksUpBoundPrefixAndUnbound() throws {
        let keymap = try Keymap(
            name: "test", digitsCount: true,
            layers: [layer("j: row-down", "g g: document-start", "g x y: quit", "g ?: help", "C-i: sentence-next")])
        #expect(found(keymap, "j") == "row-down")
        #expect(found(keymap, "g") == "prefix g=document-start x=… ?=help")
        #expect(found(keymap, "g x") == "prefix y=quit")
        #expect(found(keymap, "g g") == "document-start")
        #expect(found(keymap, "k") == "unbound")
        #expect(found(keymap, "j j") == "unbound")
        #expect(found(keymap, "Tab") == "sentence-next")
        #expect(found(keymap, "") == "prefix j=row-down g=… Tab=sentence-next")
    }

    @Test func laterLayersReplaceAndTakeAway() throws {
        let base = try layer("j: row-down", "k: row-up", "x: delete-mark", "q: quit")
        let own = try layer("k: page-up", "x: none", "F6: tag risk/cyber")
        let keymap = try Keymap(name: "own", digitsCount: false, layers: [base, own])
        #expect(
            keymap.bindings.map { "\(Key.notation(of: $0.keys)) \($0.binding)" }
                == ["j row-down", "q quit", "k page-up", "F6 tag risk/cyber"])
        #expect(keymap.keys(for: .rowUp).isEmpty)
        #expect(keymap.keys(for: .tag).isEmpty)
        #expect(keymap.keys(for: Binding(.tag, argument: "risk/cyber")) == [[Key(.function(6))]])
    }

    @Test func refusesADuplicateInOneLayer() throws {
        let twice = try layer("C-i: row-down", "q: quit", "Tab: row-up")
        let expected = KeymapError.duplicate(
            keys: "Tab", first: .init(file: "test.toml", line: 1), origin: .init(file: "test.toml", line: 3))
        #expect(throws: expected) { try Keymap(name: "t", digitsCount: false, layers: [twice]) }
        #expect(expected.problem == "'Tab' is bound twice in this keymap, first in line 1; keep one")
    }

    @Test func refusesAHiddenSequenceWhicheverComesFirst() throws {
        let long = try layer("q: quit", "g g x: row-down", file: "long.toml")
        let short = try layer("g g: row-up", file: "short.toml")
        let (longPlace, shortPlace) = (
            Keymap.Origin(file: "long.toml", line: 2), Keymap.Origin(file: "short.toml", line: 1)
        )
        #expect(throws: KeymapError.hidden(short: "g g", long: "g g x", other: longPlace, origin: shortPlace)) {
            try Keymap(name: "t", digitsCount: false, layers: [long, short])
        }
        #expect(throws: KeymapError.hidden(short: "g g", long: "g g x", other: shortPlace, origin: longPlace)) {
            try Keymap(name: "t", digitsCount: false, layers: [short, long])
        }
        let mended = try layer("g g x: none", "g g: row-up")
        let keymap = try Keymap(name: "t", digitsCount: false, layers: [long, mended])
        #expect(found(keymap, "g g") == "row-up")
    }

    @Test func refusesADigitThatCounts() throws {
        let digits = try layer("1: help")
        #expect(throws: KeymapError.countedDigit(keys: "1", origin: .init(file: "test.toml", line: 1))) {
            try Keymap(name: "t", digitsCount: true, layers: [digits])
        }
        #expect(found(try Keymap(name: "t", digitsCount: false, layers: [digits]), "1") == "help")
        #expect(found(try Keymap(name: "t", digitsCount: true, layers: [layer("0: row-start")]), "0") == "row-start")
    }

    private static let words = "only 'tag' and 'show-only' take a word after them, the name of a tag"

    @Test(arguments: [
        ("q: page-dwon", "'q' is bound to 'page-dwon', which is no action; did you mean 'page-down'?"),
        ("q: zzzzzz", "'q' is bound to 'zzzzzz', which is no action; 'gloss keys' lists the actions"),
        ("q: quit now", "'q' is bound to 'quit now'; \(KeymapTests.words)"),
        ("q: tag a;b", "'q' is bound to 'tag a;b'; \(KeymapTests.words)"),
        (
            "C-xy: quit",
            "'C-xy' is no key; write keys as a, C-f, M-x, S-Tab, F1, Space, or several with spaces between"
        ),
    ])
    func explainsWhatIsWrongWithALine(line: String, problem: String) {
        #expect {
            try layer(line)
        } throws: { error in
            (error as? KeymapError)?.problem == problem
        }
    }

    @Test func addsTheKeysOfACodebook() throws {
        let keymap = try Keymap(
            name: "t", digitsCount: true,
            layers: [layer("t: tag", "C-t: tag", "p: page-up", "o x: quit", "q: quit")])
        #expect(found(keymap, "t") == "tag")
        let codebook = Codebook(
            [("risk", "r"), ("policy", "p"), ("opinion", "o"), ("first", "1"), ("unkeyed", nil)].compactMap {
                name, key in Tag(name).map { .init($0, key: key, color: nil, description: "") }
            })
        let full = keymap.adding(codebook)
        #expect(found(full, "r") == "tag risk")
        #expect(found(full, "p") == "page-up")
        #expect(found(full, "o") == "prefix x=quit")
        #expect(found(full, "1") == "unbound")
        // The recent tags have the digits that are left.
        let recent = (2...9).map { "\($0)=tag ,\($0 - 1)" }.joined(separator: " ")
        let afterTag = "prefix r=tag risk p=tag policy o=tag opinion 1=tag first \(recent)"
        #expect(found(full, "t") == afterTag)
        #expect(found(full, "C-t") == afterTag)
        #expect(found(full, "t o") == "tag opinion")
        #expect(full.adding(codebook) == full)
        #expect(full.keys(for: .tag).count == 2)
    }

    @Test func helpShowsEveryBoundCommandOnceInTheTablesOrder() throws {
        let keymap = try Keymap(
            name: "t", digitsCount: true,
            layers: [
                layer(
                    "Down: row-down", "q: quit", "j: row-down", "t: tag", "C-x C-c: quit", "] a: mark-next",
                    "F6: tag own")
            ])
        let shown = KeyHelp.sections(for: keymap, codebook: .builtIn).flatMap { section in
            ["# \(section.title)"] + section.rows.map { "\($0.keys) | \($0.help)" }
        }
        let risk = try #require(Tag("risk").flatMap { Codebook.builtIn[$0] })
        #expect(
            shown.filter { !$0.contains("policy") && !$0.contains("opinion") } == [
                "# Moving", "j ↓ | \(Command.rowDown.info.help)",
                "# Marking", "t | \(Command.tag.info.help)",
                "# Finding", "]a | \(Command.markNext.info.help)",
                "# The program", "1–9 | \(Command.count.info.help)", "q  C-x C-c | \(Command.quit.info.help)",
                "# Tags", "t1–9 | one of the tags given lately, by its number", "r tr | risk: \(risk.description)",
                "F6 | own",
            ])
    }

    @Test(arguments: [
        ("page-dwon", "page-down"), ("pagedown", "page-down"), ("Quit", "quit"), ("undoo", "undo"), ("xyzzy", nil),
        ("", nil),
    ])
    func findsTheNearestName(name: String, nearest: String?) {
        #expect(nearestName(to: name, among: Command.allCases.map(\.rawValue)) == nearest)
    }

    @Test func commandNamesAndAliasesAreDistinct() {
        let names = Command.allCases.flatMap { [$0.rawValue] + $0.info.aliases }
        #expect(Set(names).count == names.count)
        #expect(!names.contains("none"))
    }
}
