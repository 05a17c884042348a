// Keymap files of a user: what they extend, and the messages when they cannot be used.

import Reader
import Settings
import Testing

@Suite struct KeymapFilesTests {
    /// The bindings of a keymap as `keys action`.
    private func bindings(_ keymap: Keymap) -> Set<String> {
        Set(keymap.bindings.map { binding in Keymap.notation(binding.keys) + " " + binding.binding.description })
    }

    @Test func aUsersFileChangesSingleKeys() throws {
        try withTemporaryFolder { (folder) throws in
            let files = KeymapFiles(folder: folder.settings)
            let vim = try files.keymap(named: "vim")
            try folder.write(
                "extends = \"vim\"\n[keys]\n\"C-n\" = \"mark-next\"\n\"x\" = \"none\"\n\"j\" = \"page-down\"\n",
                to: "gloss/keymaps/mine.toml")
            let mine = try files.keymap(named: "mine")
            #expect(mine.name == "mine")
            #expect(mine.digitsCount)
            #expect(bindings(mine).subtracting(bindings(vim)) == ["C-n mark-next", "j page-down"])
            #expect(bindings(vim).subtracting(bindings(mine)) == ["x delete-mark", "j row-down"])
            #expect(files.names == ["vim", "less", "emacs", "arrows", "mine"])
        }
    }

    @Test func filesExtendOneAnotherAndStandInForOurs() throws {
        try withTemporaryFolder { (folder) throws in
            let files = KeymapFiles(folder: folder.settings)
            try folder.write(
                "extends = \"vim\"\ndigits-count = false\n[keys]\nF2 = \"help\"\n", to: "gloss/keymaps/vim.toml")
            try folder.write("extends = \"vim\"\n[keys]\nF3 = \"help\"\n", to: "gloss/keymaps/mine.toml")
            try folder.write("extends = \"\"\n[keys]\nq = \"quit\"\n", to: "gloss/keymaps/bare.toml")
            try folder.write("[keys]\nF4 = \"quit\"\n", to: "gloss/keymaps/onbase.toml")
            let mine = try files.keymap(named: "mine")
            #expect(bindings(mine).isSuperset(of: ["F2 help", "F3 help", "j row-down", "q quit"]))
            #expect(!mine.digitsCount)
            #expect(bindings(try files.keymap(named: "bare")) == ["q quit"])
            let onBase = bindings(try files.keymap(named: "onbase"))
            #expect(onBase.subtracting(bindings(try files.keymap(named: "base"))) == ["F4 quit"])
        }
    }

    @Test(arguments: [
        (
            "extends = \"vim\"\n[keys]\n\"x\" = \"page-dwon\"",
            ":3: 'x' is bound to 'page-dwon', which is no action; did you mean 'page-down'?"
        ),
        (
            "[keys]\n\"C-i\" = \"help\"\nTab = \"help\"",
            ":3: 'Tab' is bound twice in this keymap, first in line 2; keep one"
        ),
        (
            "extends = \"vim\"\n[keys]\n\"g\" = \"help\"",
            ":3: 'g' hides 'g g', which begins with it (the other of the two is in vim.toml (built in):LINE); "
                + "bind one of them to 'none'"
        ),
        (
            "extends = \"vim\"\n[keys]\n\"F2\" = \"help\"\n\"F2 a\" = \"quit\"",
            ":4: 'F2' hides 'F2 a', which begins with it (the other of the two is in HERE/gloss/keymaps/mine.toml:LINE); "
                + "bind one of them to 'none'"
        ),
        (
            "digits-count = true\n[keys]\n7 = \"help\"",
            ":3: '7' begins with a digit, and in this keymap digits count; choose another key, or set digits-count = false"
        ),
        (
            "[keys]\n\"Spcae\" = \"help\"",
            ":2: 'Spcae' is no key; write keys as a, C-f, M-x, S-Tab, F1, Space, or several with spaces between"
        ),
        ("[keys]\na.b = \"help\"", ":2: 'a' is bound to no text; write both in quotes, as \"C-f\" = \"page-down\""),
        ("[keys]\na = 1", ":2: 'a' is bound to no text; write both in quotes, as \"C-f\" = \"page-down\""),
        ("digit-count = true", ":1: 'digit-count' is no setting here; did you mean 'digits-count'?"),
        ("selection = \"some\"", ":1: 'selection' is neither \"inclusive\" nor \"exclusive\"; write one of them"),
        ("digits-count = 1", ":1: 'digits-count' is neither true nor false; write one of them"),
        ("extends = 1", ":1: 'extends' is not text; write the name of a keymap in quotes"),
        ("extends = \"vmi\"", ":1: 'vmi' is no keymap; did you mean 'vim'?"),
        (
            "extends = \"../vim\"",
            ":1: '../vim' is no keymap's name (letters, digits, _ and - only); there are vim, less, emacs, arrows, mine"
        ),
        ("extends = \"mine\"", ":1: 'extends' goes in a circle (mine, mine); let one of them extend \"base\""),
    ])
    func explainsWhatIsWrong(text: String, problem: String) throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write(text, to: "gloss/keymaps/mine.toml")
            let files = KeymapFiles(folder: folder.settings)
            let message = folder.message { () throws(SettingsError) in _ = try files.keymap(named: "mine") }
            let lineless = message?.replacing(/:\d+\); bind/, with: ":LINE); bind")
            #expect(lineless == "HERE/gloss/keymaps/mine.toml" + problem)
        }
    }

    @Test func aKeyWrittenTwiceIsAnErrorWithItsLine() throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("[keys]\n\"a\" = \"help\"\n\"a\" = \"quit\"\n", to: "gloss/keymaps/mine.toml")
            let files = KeymapFiles(folder: folder.settings)
            let message = folder.message { () throws(SettingsError) in _ = try files.keymap(named: "mine") }
            #expect(message?.hasPrefix("HERE/gloss/keymaps/mine.toml:3:") == true)
        }
    }

    @Test func aLongerCircleNamesItsFiles() throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("extends = \"a\"", to: "gloss/keymaps/start.toml")
            try folder.write("extends = \"b\"", to: "gloss/keymaps/a.toml")
            try folder.write("# two\nextends = \"a\"", to: "gloss/keymaps/b.toml")
            let files = KeymapFiles(folder: folder.settings)
            let message = folder.message { () throws(SettingsError) in _ = try files.keymap(named: "start") }
            #expect(
                message
                    == "HERE/gloss/keymaps/b.toml:2: 'extends' goes in a circle (a, b, a); let one of them extend \"base\""
            )
        }
    }

    @Test func anUnknownNameIsExplained() throws {
        try withTemporaryFolder { (folder) throws in
            let files = KeymapFiles(folder: folder.settings)
            #expect(
                folder.message { () throws(SettingsError) in _ = try files.keymap(named: "lses") }
                    == "HERE/gloss/keymaps: 'lses' is no keymap; did you mean 'less'?")
            #expect(
                folder.message { () throws(SettingsError) in _ = try files.keymap(named: "nano-like") }
                    == "HERE/gloss/keymaps: 'nano-like' is no keymap; there are vim, less, emacs, arrows")
        }
        let homeless = KeymapFiles(folder: SettingsFolder(environment: [:]))
        #expect(try homeless.keymap(named: "vim").name == "vim")
    }
}
