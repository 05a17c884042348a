// config.toml: defaults, what it may say, and the messages when it says something else.

import Foundation
import Settings
import Testing

@Suite struct ConfigurationTests {
    @Test func findsTheFolder() {
        #expect(SettingsFolder(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"]).path == "/x/gloss")
        #expect(SettingsFolder(environment: ["XDG_CONFIG_HOME": "/x/"]).path == "/x/gloss")
        #expect(SettingsFolder(environment: ["XDG_CONFIG_HOME": "", "HOME": "/h"]).path == "/h/.config/gloss")
        #expect(SettingsFolder(environment: ["XDG_CONFIG_HOME": "rel", "HOME": "/h"]).path == "/h/.config/gloss")
        #expect(SettingsFolder(environment: [:]).path == nil)
    }

    @Test func withoutAFileThereAreDefaults() throws {
        try withTemporaryFolder { (folder) throws in
            #expect(try Configuration.load(from: folder.settings) == Configuration())
            #expect(try Configuration.load(from: SettingsFolder(environment: [:])) == Configuration())
        }
        #expect(Configuration().keymap == "vim")
        #expect(Configuration().measure == 76)
        #expect(Configuration().justify == false)
        #expect(Configuration().coder == nil)
        #expect(Configuration().snapshots == .data)
    }

    @Test(arguments: ["\n", "\r\n"])
    func readsEverySetting(lineBreak: String) throws {
        try withTemporaryFolder { (folder) throws in
            let lines = [
                "\u{FEFF}keymap = \"less\"", "measure = 60", "justify = true", "coder = \"ana_2\"",
                "snapshots = \"off\" # none",
                "theme = \"high-contrast\"", "mouse = false",
            ]
            try folder.write(lines.joined(separator: lineBreak), to: "gloss/config.toml")
            var expected = Configuration()
            expected.keymap = "less"
            expected.measure = 60
            expected.justify = true
            expected.coder = "ana_2"
            expected.snapshots = .off
            expected.theme = .highContrast
            expected.mouse = false
            #expect(try Configuration.load(from: folder.settings) == expected)
        }
    }

    @Test(arguments: [
        ("\nkeympa = \"vim\"", ":2: 'keympa' is no setting here; did you mean 'keymap'?"),
        (
            "wallpaper = 1",
            ":1: 'wallpaper' is no setting here; there are keymap, measure, justify, coder, snapshots, theme, mouse"
        ),
        ("keymap = 3", ":1: 'keymap' is not text; write it in quotes, as keymap = \"…\""),
        ("justify = 1", ":1: 'justify' is neither true nor false; write one of them, as justify = true"),
        ("measure = 19", ":1: 'measure' is not a number of cells from 20 to 200; write one, as measure = 76"),
        ("measure = 201", ":1: 'measure' is not a number of cells from 20 to 200; write one, as measure = 76"),
        ("measure = \"76\"", ":1: 'measure' is not a number of cells from 20 to 200; write one, as measure = 76"),
        (
            "# who\n\ncoder = \"ana b\"",
            ":3: 'ana b' is no coder's name; use 1 to 32 of the letters A to Z and a to z, digits, _ and -"
        ),
        ("mouse = 1", ":1: 'mouse' is neither true nor false; write one of them, as mouse = true"),
        (
            "theme = \"pink\"",
            ":1: 'theme' is 'pink'; write one of \"dark\", \"light\", \"high-contrast\", \"monochrome\""
        ),
        ("snapshots = \"on\"", ":1: 'snapshots' is 'on'; write one of \"data\", \"beside\", \"off\""),
        (
            #"snapshots = "\u001b[2J\u202e""#,
            ":1: 'snapshots' is '<1b>[2J<202e>'; write one of \"data\", \"beside\", \"off\""
        ),
        (#"keymap = "vim\u0000x""#, ": there is a NUL character (U+0000) in it; take it out"),
    ])
    func explainsWhatIsWrong(text: String, problem: String) throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write(text, to: "gloss/config.toml")
            let message = folder.message { () throws(SettingsError) in _ = try Configuration.load(from: folder.settings)
            }
            #expect(message == "HERE/gloss/config.toml" + problem)
        }
    }

    @Test func syntaxErrorsNameLineAndColumn() throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("keymap = \"vim\"\nmeasure = = 3\n", to: "gloss/config.toml")
            let message = folder.message { () throws(SettingsError) in _ = try Configuration.load(from: folder.settings)
            }
            #expect(message?.hasPrefix("HERE/gloss/config.toml:2:11: this is not TOML; mend it here (") == true)
        }
    }

    @Test func refusesWhatIsNoTextFile() throws {
        try withTemporaryFolder { (folder) throws in
            let load = { () throws(SettingsError) in _ = try Configuration.load(from: folder.settings) }
            try folder.makeFolder("gloss/config.toml")
            #expect(
                folder.message(load)
                    == "HERE/gloss/config.toml: this is no regular file; put a text file in its place")
            try FileManager.default.removeItem(atPath: folder.path + "/gloss/config.toml")
            #expect(mkfifo(folder.path + "/gloss/config.toml", 0o600) == 0)
            #expect(
                folder.message(load)
                    == "HERE/gloss/config.toml: this is no regular file; put a text file in its place")
            try FileManager.default.removeItem(atPath: folder.path + "/gloss/config.toml")
            try folder.write(Data([0x6B, 0xFF]), to: "gloss/config.toml")
            #expect(folder.message(load) == "HERE/gloss/config.toml: this is not UTF-8 text; save it as UTF-8")
            try folder.write(String(repeating: "#\n", count: 600_000), to: "gloss/config.toml")
            #expect(
                folder.message(load)
                    == "HERE/gloss/config.toml: this is larger than 1 MB; settings are not that large")
        }
    }
}
