// Keys as text: `C-f`, `S-Tab`, `g g`. Keymap files are written in it, and help is shown in it.

import Screen

extension Key {
    /// Reads one key: an optional `C-` (Control), `M-` (Alt) and `S-` (Shift) in any order, then a printable
    /// character or a name (`Space`, `Enter`, `PgUp`, `F5`, `↓` …; names in any case). nil for anything else, and for
    /// chords that no terminal can tell apart from others: Shift with a character that has no capital, or Shift
    /// together with Control on a character.
    public init?(notation: String) {
        var rest = Substring(notation)
        var modifiers: Modifiers = []
        while rest.count > 2, rest.dropFirst().first == "-", let modifier = Key.modifier(rest.first) {
            guard !modifiers.contains(modifier) else { return nil }
            modifiers.insert(modifier)
            rest = rest.dropFirst(2)
        }
        guard let code = Key.code(named: rest) else { return nil }
        if case .character(let character) = code, modifiers.contains(.shift) {
            let capital = character.uppercased()
            guard !modifiers.contains(.control), capital.count == 1, capital != String(character) else { return nil }
            self = Key(Character(capital), modifiers.subtracting(.shift)).normalized
        } else {
            self = Key(code, modifiers).normalized
        }
    }

    /// The one way this key is written; `Key(notation:)` reads it back.
    public var notation: String {
        modifierPrefix + baseName
    }

    /// The same key in the one form that bindings are compared in: a chord that terminals send as another key
    /// (ECMA-48's C0 codes: `C-i` is Tab, `C-m` Enter, `C-[` Esc, `C-@` C-Space, `C-/` C-_) becomes that key, and
    /// with Control a letter is in lower case.
    public var normalized: Key {
        guard case .character(let character) = code, modifiers.contains(.control) else { return self }
        // A small letter other than i (Tab) and m (Enter) is as it is meant already.
        if let byte = character.asciiValue, byte >= 0x61, byte <= 0x7A, byte != 0x69, byte != 0x6D { return self }
        let withoutControl = modifiers.subtracting(.control)
        switch character {
        case "i", "I": return Key(.tab, withoutControl)
        case "m", "M": return Key(.enter, withoutControl)
        case "[": return Key(.escape, withoutControl)
        case "@": return Key(" ", modifiers)
        case "/": return Key("_", modifiers)
        default:
            let small = character.lowercased()
            return Key(small.count == 1 ? Character(small) : character, modifiers)
        }
    }

    /// Reads keys separated by spaces (`g g`, `C-x C-c`); nil when one of them is no key, or when there is none.
    public static func sequence(_ notation: String) -> [Key]? {
        var keys: [Key] = []
        for part in notation.split(separator: " ") {
            guard let key = Key(notation: String(part)) else { return nil }
            keys.append(key)
        }
        return keys.isEmpty ? nil : keys
    }

    /// The keys as a keymap file writes them, separated by spaces.
    public static func notation(of keys: [Key]) -> String {
        keys.map(\.notation).joined(separator: " ")
    }

    /// The keys as help shows them: characters that are simply typed stand together (`gg`, `]a`), anything else is
    /// separated by spaces (`C-x C-c`), arrows are arrows.
    public static func display(of keys: [Key]) -> String {
        keys.map(\.display).joined(separator: keys.allSatisfy(\.isPlainCharacter) ? "" : " ")
    }

    /// Whether the key is one printable character other than a space, without modifiers.
    public var isPlainCharacter: Bool {
        guard case .character(let character) = code else { return false }
        return modifiers.isEmpty && character != " "
    }

    private var display: String {
        switch code {
        case .named(.up): modifierPrefix + "↑"
        case .named(.down): modifierPrefix + "↓"
        case .named(.left): modifierPrefix + "←"
        case .named(.right): modifierPrefix + "→"
        default: notation
        }
    }

    private var modifierPrefix: String {
        (modifiers.contains(.control) ? "C-" : "") + (modifiers.contains(.alt) ? "M-" : "")
            + (modifiers.contains(.shift) ? "S-" : "")
    }

    private var baseName: String {
        switch code {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .function(let number): "F\(number)"
        case .named(let name): Key.shortName(name)
        }
    }

    private static func modifier(_ letter: Character?) -> Modifiers? {
        switch letter {
        case "C": .control
        case "M": .alt
        case "S": .shift
        default: nil
        }
    }

    private static func shortName(_ name: Name) -> String {
        switch name {
        case .enter: "Enter"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .escape: "Esc"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .insert: "Ins"
        }
    }

    /// Every name a key may be written by, in lower case, with the synonyms people know from elsewhere.
    private static let names: [String: Code] = {
        var names: [String: Code] = [
            "space": .character(" "), "spc": .character(" "), "return": .named(.enter), "ret": .named(.enter),
            "escape": .named(.escape), "delete": .named(.delete), "pageup": .named(.pageUp),
            "pagedown": .named(.pageDown), "pgdown": .named(.pageDown), "insert": .named(.insert),
            "↑": .named(.up), "↓": .named(.down), "←": .named(.left), "→": .named(.right),
        ]
        for name in Name.allCases { names[shortName(name).lowercased()] = .named(name) }
        for number in functionKeys { names["f\(number)"] = .function(number) }
        return names
    }()

    /// terminfo(5) knows the function keys kf1 to kf63.
    private static let functionKeys = 1...63

    private static func code(named text: Substring) -> Code? {
        // Most keys are one character of ASCII, which is nobody's name.
        if text.utf8.count == 1, let byte = text.utf8.first, 0x21...0x7E ~= byte {
            return .character(Character(Unicode.Scalar(byte)))
        }
        if let code = names[text.lowercased()] { return code }
        guard let character = text.first, text.count == 1, character != " ", isPrintable(character) else { return nil }
        return .character(character)
    }

    /// Whether a character is one that a key can type: no control character and no line break.
    private static func isPrintable(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            default: true
            }
        }
    }
}

/// Whether the character can be a key by itself, and so a tag's key: printable, and no white space.
public func isTypedCharacter(_ character: Character) -> Bool {
    Key(notation: String(character)) == Key(character) && !character.isWhitespace
}
