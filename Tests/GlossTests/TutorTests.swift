// The tutor names keys that do what it says, in every keymap that gloss brings along.

import Keymaps
import Reader
import Settings
import Testing

@testable import gloss

@Suite struct TutorTests {
    @Test(arguments: Keymaps.names)
    func namesTheKeysInForce(name: String) throws {
        let keymap = try KeymapFiles(folder: SettingsFolder(environment: [:])).keymap(named: name)
        let template = TutorArticle.template
        let pieces = template.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) }
        let actions = Set(pieces).subtracting(["keymap", "file"])
        #expect(actions.count > 20)
        for action in actions {
            let command = try #require(Command(named: action), "\(action)")
            #expect(!keymap.keys(for: command).isEmpty, "\(name): \(action)")
        }
        let text = TutorArticle.text(for: keymap, path: "/tmp/x.txt")
        #expect(text.contains("of the keymap \(name)."))
        #expect(text.contains("gloss list /tmp/x.txt\n"))
        for action in actions { #expect(!text.contains("{\(action)}")) }
        // The tags it teaches are given by their own keys.
        let full = keymap.adding(.builtIn)
        for (key, tag) in [("r", "risk"), ("p", "policy"), ("o", "opinion")] {
            let binding = Binding(.tag, argument: tag)
            #expect(full.keys(for: binding).contains { $0.count == 1 && $0[0].notation == key }, "\(name): \(key)")
        }
    }
}
