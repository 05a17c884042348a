// The keymaps that gloss brings along: that they load, reach everything, and need no chord a terminal may swallow.

import Annotations
import Keymaps
import Reader
import Screen
import Settings
import Testing

extension Keymap {
    static func notation(_ keys: [Key]) -> String { Key.notation(of: keys) }
}

@Suite struct ShippedKeymapsTests {
    private func load(_ name: String) throws -> Keymap {
        try KeymapFiles(folder: SettingsFolder(environment: [:])).keymap(named: name)
    }

    /// Commands that a keymap has no key for, each with the way to them.
    private static let exempt: [String: [Command: String]] = {
        let extending = "select and any motion extend the selection"
        let scrolling = "rows move with the cursor and centre; both are run by name"
        let extensions = Command.allCases.filter { $0.rawValue.hasPrefix("extend-") }.map { ($0, extending) }
        let shared = Dictionary(uniqueKeysWithValues: extensions).merging([
            .librarySort: "in the library only, where s and Tab mean it",
            .libraryReverse: "in the library only, where S and S-Tab mean it",
            .copyOrCancel: "copy and cancel have keys of their own",
        ]) { $1 }
        let noEnds: [Command: String] = [
            .scrollDown: scrolling, .scrollUp: scrolling, .wordEnd: "word-next and word-previous reach every word",
        ]
        let counting: [Command: String] = [.count: "digits count"]
        return [
            "vim": shared.merging(counting) { $1 },
            "less": shared.merging(counting) { $1 }.merging(noEnds) { $1 },
            "emacs": shared.merging(noEnds) { $1 },
            "arrows": noEnds.merging([
                .librarySort: "in the library only, where s and Tab mean it",
                .libraryReverse: "in the library only, where S and S-Tab mean it",
                .count: "a count is given by name, as in :5 row-down",
                .suspend: "C-z is undo; it is run by name",
                .searchBackward: "search, then previous hit; it is run by name",
            ]) { $1 },
        ]
    }()

    @Test(arguments: Keymaps.names)
    func reachesEveryCommand(name: String) throws {
        let keymap = try load(name)
        let exempt = try #require(ShippedKeymapsTests.exempt[name])
        for command in Command.allCases {
            let isBound = !keymap.keys(for: command).isEmpty
            #expect(isBound != (exempt[command] != nil), "\(command.rawValue) in \(name)")
            if command == .count, !isBound { #expect(keymap.digitsCount || name == "arrows") }
        }
    }

    /// `extend-*` is exempt: its plain twin is `select` with a motion.
    @Test(arguments: Keymaps.names + ["base"])
    func everyAltOrShiftChordHasAPlainTwin(name: String) throws {
        let keymap = try load(name)
        let extending = Set(Command.allCases.filter { $0.rawValue.hasPrefix("extend-") })
        let isPlain = { (keys: [Key]) in
            keys.allSatisfy { !$0.modifiers.contains(.alt) && !$0.modifiers.contains(.shift) }
        }
        for (keys, binding) in keymap.bindings where !isPlain(keys) && !extending.contains(binding.command) {
            #expect(
                keymap.keys(for: binding).contains(where: isPlain), "\(Key.notation(of: keys)) = \(binding) in \(name)")
        }
    }

    @Test(arguments: Keymaps.names + ["base"])
    func builtInTagsHaveTheirKeys(name: String) throws {
        let keymap = try load(name).adding(.builtIn)
        for entry in Codebook.builtIn.entries {
            let key = try #require(entry.key)
            let ways = keymap.keys(for: Binding(.tag, argument: entry.tag.name))
            #expect(ways.contains([Key(key)]) && ways.contains([Key("t"), Key(key)]), "\(ways) in \(name)")
        }
    }

    /// Keys of ASCII are looked up in a table of their own.
    @Test(arguments: Keymaps.names + ["base"])
    func aKeyAloneDoesWhatIsBoundToItAlone(name: String) throws {
        for keymap in [try load(name), try load(name).adding(.builtIn)] {
            for (byte, modifiers) in (UInt8(0x20)..<0x7F).flatMap({ [($0, Key.Modifiers()), ($0, .control)] }) {
                let key = Key(Character(Unicode.Scalar(byte)), modifiers)
                let bound = keymap.bindings.filter { $0.keys.first == key.normalized }
                let alone = bound.filter { $0.keys.count == 1 }.map(\.binding)
                switch keymap.lookup([key]) {
                case .bound(let binding): #expect(bound.count == 1 && alone == [binding], "\(key.notation) in \(name)")
                case .prefix: #expect(bound.count > alone.count, "\(key.notation) in \(name)")
                case .unbound: #expect(bound.isEmpty, "\(key.notation) in \(name)")
                }
            }
        }
    }

    @Test func arrowsGivesTagsByNumber() throws {
        let keymap = try load("arrows").adding(.builtIn)
        let given = (1...9).map { keymap.lookup([Key(Character(String($0)))]) }.map { lookup -> String? in
            if case .bound(let binding) = lookup { binding.argument } else { nil }
        }
        #expect(given == ["risk", "policy", "opinion"] + Array(repeating: nil, count: 6))
    }

    @Test(arguments: Keymaps.names + ["base"])
    func helpShowsEveryBoundCommandOnce(name: String) throws {
        let keymap = try load(name)
        let rows = KeyHelp.sections(for: keymap, codebook: .builtIn).flatMap(\.rows)
        for command in Command.allCases {
            let isReached = !keymap.keys(for: command).isEmpty || (command == .count && keymap.digitsCount)
            #expect(rows.filter { $0.help == command.info.help }.count == (isReached ? 1 : 0), "\(command.rawValue)")
        }
        #expect(zip(rows.suffix(3).map(\.keys), ["r tr", "p tp", "o to"]).allSatisfy { $0.hasSuffix($1) })
    }

    @Test func digitsCountWhereTheTableSaysSo() throws {
        #expect(try Keymaps.names.filter { try load($0).digitsCount } == ["vim", "less"])
    }

    @Test func whatMotionsSelectEndsBeforeTheCursorInEditorsKeymaps() throws {
        #expect(try Keymaps.names.filter { try load($0).isSelectionExclusive }.sorted() == ["arrows", "emacs"])
    }

    /// Some keys of every keymap, so that a slip in a file shows.
    @Test(arguments: [
        ("vim", "C-f", Command.pageDown), ("vim", "g g", .documentStart), ("vim", "?", .searchBackward),
        ("vim", "g ?", .help), ("vim", "C-r", .redo), ("vim", "Enter", .foldNote), ("vim", "] a", .markNext),
        ("vim", "z r", .driftReview), ("less", "] d", .driftNext), ("emacs", "[ d", .driftPrevious),
        ("arrows", "z r", .driftReview), ("less", "u", .halfPageUp), ("less", "U", .undo), ("less", "h", .help),
        ("less", "b", .pageUp),
        ("emacs", "C-x C-c", .quitAll), ("emacs", "C-r", .searchBackward),
        ("emacs", "C-/", .undo), ("emacs", "u", .undo),
        ("emacs", "C-c a", .note), ("emacs", "C-SPC", .select), ("emacs", "C-u", .count),
        ("arrows", "Enter", .selectSentence), ("arrows", "C-z", .undo), ("arrows", "C-c", .copyOrCancel),
        ("arrows", "S-F3", .searchPrevious), ("arrows", "S-Down", .extendDown), ("base", "C-Up", .halfPageUp),
        ("vim", "z Q", .quitAll), ("arrows", "C-q", .quitAll), ("arrows", "q", .quit),
    ])
    func bindsAsTheTableSays(name: String, keys: String, command: Command) throws {
        guard case .bound(let binding) = try load(name).lookup(#require(Key.sequence(keys))) else {
            Issue.record("\(keys) is not bound in \(name)")
            return
        }
        #expect(binding == Binding(command))
    }
}
