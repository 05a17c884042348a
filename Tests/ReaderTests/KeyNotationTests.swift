// Keys written and read: every key has one notation, and every notation one key.

import Reader
import Screen
import Testing

@Suite struct KeyNotationTests {
    @Test(arguments: [
        ("a", Key("a")), ("A", Key("A")), ("é", Key("é")), ("-", Key("-")), ("C-f", Key("f", .control)),
        ("M-x", Key("x", .alt)), ("M-X", Key("X", .alt)), ("C-M-a", Key("a", [.control, .alt])),
        ("C--", Key("-", .control)), ("M--", Key("-", .alt)), ("C-_", Key("_", .control)),
        ("C-Space", Key(" ", .control)), ("Space", Key(" ")), ("S-Tab", Key(.tab, .shift)), ("Enter", Key(.enter)),
        ("Esc", Key(.escape)), ("Backspace", Key(.backspace)), ("Del", Key(.delete)), ("Up", Key(.up)),
        ("C-Left", Key(.left, .control)), ("PgUp", Key(.pageUp)), ("PgDn", Key(.pageDown)), ("Home", Key(.home)),
        ("Ins", Key(.insert)), ("F1", Key(.function(1))), ("S-F12", Key(.function(12), .shift)), ("C", Key("C")),
    ])
    func readsAndWrites(notation: String, key: Key) {
        #expect(Key(notation: notation) == key)
        #expect(key.notation == notation)
    }

    @Test(arguments: [
        ("C-i", "Tab"), ("C-m", "Enter"), ("C-[", "Esc"), ("S-a", "A"), ("M-S-a", "M-A"), ("C-A", "C-a"),
        ("C-SPC", "C-Space"), ("C-@", "C-Space"), ("C-/", "C-_"), ("M-C-a", "C-M-a"), ("C-M-i", "M-Tab"),
        ("↑", "Up"), ("C-→", "C-Right"), ("escape", "Esc"), ("PageDown", "PgDn"), ("f5", "F5"), ("RET", "Enter"),
        ("S-é", "É"), ("M-C-S-↓", "C-M-S-Down"),
    ])
    func synonymsBecomeOne(synonym: String, notation: String) {
        #expect(Key(notation: synonym)?.notation == notation)
    }

    @Test(arguments: [
        "", " ", "ab", "C-", "C-C-a", "X-a", "S-1", "S-ß", "C-S-a", "S-Space", "F0", "F64", "\n", "\u{1B}", "a b",
        "C-ab",
    ])
    func refusesWhatIsNoKey(notation: String) {
        #expect(Key(notation: notation) == nil)
    }

    /// All names and function keys under all modifiers, and all characters of a varied set under theirs.
    static let allKeys: [Key] = {
        var codes = Key.Name.allCases.map { Key.Code.named($0) } + (1...63).map { Key.Code.function($0) }
        var keys: [Key] = []
        for raw in UInt8(0)..<8 {
            keys += codes.map { Key($0, Key.Modifiers(rawValue: raw)) }
        }
        let scalars = [0x20...0x7E, 0xA1...0x17F, 0x3A3...0x3C9, 0x4E00...0x4E20, 0x1F600...0x1F610].joined()
        codes = scalars.compactMap { Unicode.Scalar($0) }.map { .character(Character($0)) } + [.character("e\u{301}")]
        for raw in UInt8(0)..<4 {
            keys += codes.map { Key($0, Key.Modifiers(rawValue: raw)) }
        }
        return keys
    }()

    @Test func everyNormalKeyIsReadBackFromItsNotation() {
        var tested = 0
        for key in KeyNotationTests.allKeys where key == key.normalized {
            #expect(Key(notation: key.notation) == key)
            #expect(Key(notation: key.notation)?.notation == key.notation)
            tested += 1
        }
        #expect(tested > 1900)
    }

    @Test func everyNotationIsOfOneKey() {
        let keys = Set(KeyNotationTests.allKeys.map(\.normalized))
        #expect(Set(keys.map(\.notation)).count == keys.count)
    }

    @Test func normalizingTwiceIsNormalizingOnce() {
        for key in KeyNotationTests.allKeys { #expect(key.normalized.normalized == key.normalized) }
    }

    @Test func readsSequences() {
        #expect(Key.sequence("g g") == [Key("g"), Key("g")])
        #expect(Key.sequence("C-x C-c") == [Key("x", .control), Key("c", .control)])
        #expect(Key.sequence("] a") == [Key("]"), Key("a")])
        #expect(Key.sequence("") == nil)
        #expect(Key.sequence("g nonsense") == nil)
    }

    @Test(arguments: [
        ("g g", "gg"), ("] a", "]a"), ("C-x C-c", "C-x C-c"), ("C-c a", "C-c a"), ("Space", "Space"), ("Down", "↓"),
        ("C-Left", "C-←"), ("g Space", "g Space"),
    ])
    func showsSequences(notation: String, shown: String) {
        #expect(Key.sequence(notation).map { Key.display(of: $0) } == shown)
    }

    @Test func randomSequencesComeBack() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var generator = Xorshift(state: seed | 1)
        let keys = KeyNotationTests.allKeys.map(\.normalized)
        for _ in 0..<2000 {
            let sequence = (0..<Int.random(in: 1...4, using: &generator)).compactMap { _ in
                keys.randomElement(using: &generator)
            }
            #expect(Key.sequence(Key.notation(of: sequence)) == sequence, "seed \(seed)")
        }
    }
}

/// Marsaglia's xorshift64, so that a printed seed brings the same run back.
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
