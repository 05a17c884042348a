// The keys of readline in everything that is typed: words of all scripts, kill and yank, undo inside the field.

import Reader
import Screen
import Testing

@Suite struct TextFieldKeysTests {
    /// A field with the text, the cursor at `|`, after the keys; shown the same way.
    private func after(_ keys: String, in marked: String, isMultiline: Bool = true) -> String {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        var field = TextField(String(parts[0]), isMultiline: isMultiline)
        if parts.count > 1 {
            // Typed behind the cursor, then gone back over.
            field.insert(String(parts[1]))
            for _ in parts[1] { _ = field.take(Key(.left)) }
        }
        for key in Key.sequence(keys) ?? [] where !field.take(key) { Issue.record("\(key) means nothing") }
        return field.head + "|" + String(field.characters[field.cursor...])
    }

    @Test(arguments: [
        ("M-b", "one two|", "one |two"), ("M-b M-b", "one two|", "|one two"), ("M-f", "|one two", "one| two"),
        ("M-f M-f", "|one, two!", "one, two|!"), ("C-Left", "don't stop|", "don't |stop"),
        ("C-Right", "|don't", "don't|"), ("M-b", "|", "|"), ("M-f", "one|", "one|"),
        ("M-b", "一つ目の文です|", "一つ目の文|です"), ("M-b", "ภาษาไทย|", "ภาษา|ไทย"),
        ("C-a", "one\ntwo|", "one\n|two"), ("C-e", "o|ne\ntwo", "one|\ntwo"), ("C-Home", "one\ntwo|", "|one\ntwo"),
        ("M->", "o|ne\ntwo", "one\ntwo|"), ("C-b C-b C-f", "abc|", "ab|c"),
    ])
    func moves(_ keys: String, _ before: String, _ expected: String) {
        #expect(after(keys, in: before) == expected)
    }

    @Test(arguments: [
        ("C-w", "one two-three|", "one |"), ("C-w", "one two  |", "one |"),
        ("M-Backspace", "one two-three|", "one two-|"),
        ("M-d", "|one two", "| two"), ("M-d", "one| two", "one|"), ("C-k", "o|ne\ntwo", "o|\ntwo"),
        ("C-k C-k", "o|ne\ntwo", "o|two"), ("C-u", "one\ntw|o", "one\n|o"), ("C-d", "a|bc", "a|c"),
        ("C-h", "a|bc", "|bc"), ("C-t", "ab|", "ba|"), ("C-t", "a|bc", "ba|c"),
        // A script without blanks is not one word (found in trials: C-w took the whole note).
        ("C-w", "一つ目の文です。二つ目の文です。三つ目|", "一つ目の文です。二つ目の文です。|三つ目"),
        ("C-w", "one 漢字|", "one |"),
    ])
    func erases(_ keys: String, _ before: String, _ expected: String) {
        let found = after(keys, in: before)
        // How ICU's dictionary cuts the last word is its own affair; that no more than it goes is ours.
        if expected.hasSuffix("三つ目") {
            #expect(found.hasPrefix("一つ目の文です。二つ目の文です。"))
            #expect(found != before)
        } else {
            #expect(found == expected)
        }
    }

    @Test(arguments: [
        ("C-w C-y", "one two|", "one two|"), ("C-w C-w C-a C-y", "one two|", "one two|"),
        ("C-k C-e C-y C-y", "|ab", "abab|"), ("M-d M-d C-y", "|one two x", "one two| x"),
        // What a key erases letter by letter is not kept.
        ("C-w Backspace C-y", "ab cd|", "abcd|"),
    ])
    func yanksWhatWasKilled(_ keys: String, _ before: String, _ expected: String) {
        #expect(after(keys, in: before) == expected)
    }

    @Test(arguments: ["C-_", "C-z", "C-x C-u"])
    func undoesInsideTheField(_ undo: String) {
        #expect(after("a b c \(undo)", in: "x|") == "x|", "what was typed in one go goes in one go")
        #expect(after("a b c Left Left d \(undo)", in: "x|") == "xa|bc")
        #expect(after("C-w C-w \(undo) \(undo)", in: "one two|") == "one two|")
        #expect(after("\(undo)", in: "|") == "|")
    }

    @Test func undoOfAPasteIsOneStep() {
        var field = TextField("a", isMultiline: true)
        field.insert("b\u{1B}[31m\tc\u{0}\u{9B}\nd")
        #expect(field.text == "ab[31m\tc\nd", "what a terminal could act on is not taken in")
        _ = field.take(Key("_", .control))
        #expect(field.text == "a")
    }
}
