// Which key a finished escape sequence stands for: xterm's forms with modifiers, rxvt's, and terminfo's own.

import Screen

/// The sequences of one terminal.
struct KeySequences {
    /// Whole sequences, beginning with ESC, that the general forms do not cover.
    private(set) var exact: [[UInt8]: Key] = [:]
    /// The proper beginnings of those.
    private(set) var beginnings: Set<[UInt8]> = []
    private(set) var longest = 0

    /// rxvt's Shift form, `ESC [ 3 $`, ends in what elsewhere is an intermediate byte.
    init() {
        for (number, code) in KeySequences.numbered {
            add(Array("\u{1B}[\(number)$".utf8), Key(code, .shift))
        }
    }

    /// Adds what terminfo says of a terminal.
    /// - Parameter capability: the bytes of a terminfo string capability, by its name.
    init(terminfo capability: (String) -> [UInt8]?) {
        self.init()
        for (name, key) in KeySequences.capabilities {
            if let bytes = capability(name) { add(bytes, key) }
        }
    }

    /// A sequence must begin with ESC and have more than it: single bytes mean the same on every terminal.
    private mutating func add(_ bytes: [UInt8], _ key: Key) {
        guard bytes.count > 2, bytes[0] == 0x1B else { return }
        exact[bytes] = key
        longest = max(longest, bytes.count)
        for count in 2..<bytes.count { beginnings.insert(Array(bytes[..<count])) }
    }

    /// Names of terminfo(5). The 13th to 24th function key is F1 to F12 with Shift, as xterm and the console have it.
    private static var capabilities: [(String, Key)] {
        var result: [(String, Key)] = [
            ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
            ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
            ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kcbt", Key(.tab, .shift)), ("kent", Key(.enter)),
            ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)), ("kLFT", Key(.left, .shift)),
            ("kRIT", Key(.right, .shift)), ("kHOM", Key(.home, .shift)), ("kEND", Key(.end, .shift)),
            ("kPRV", Key(.pageUp, .shift)), ("kNXT", Key(.pageDown, .shift)), ("kIC", Key(.insert, .shift)),
            ("kDC", Key(.delete, .shift)),
        ]
        for number in 1...12 {
            result.append(("kf\(number)", Key(.function(number))))
            result.append(("kf\(number + 12)", Key(.function(number), .shift)))
        }
        return result
    }

    /// The first parameter of `CSI number ~`.
    private static let numbered: [Int: Key.Code] = [
        1: .named(.home), 2: .named(.insert), 3: .named(.delete), 4: .named(.end), 5: .named(.pageUp),
        6: .named(.pageDown), 7: .named(.home), 8: .named(.end),
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]

    /// The same keys with Shift, as the console and vt220 number them: F13 to F20.
    private static let numberedShifted: [Int: Int] = [25: 1, 26: 2, 28: 3, 29: 4, 31: 5, 32: 6, 33: 7, 34: 8]

    private static let lettered: [UInt8: Key.Code] = [
        UInt8(ascii: "A"): .named(.up), UInt8(ascii: "B"): .named(.down), UInt8(ascii: "C"): .named(.right),
        UInt8(ascii: "D"): .named(.left), UInt8(ascii: "H"): .named(.home), UInt8(ascii: "F"): .named(.end),
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    /// rxvt's arrows: with Shift after CSI, with Control after SS3.
    private static let lowerArrows: [UInt8: Key.Name] = [
        UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down, UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left,
    ]

    /// xterm's modifier parameter: one more than a sum of 1 Shift, 2 Alt, 4 Control, 8 Meta.
    private static func modifiers(_ parameter: Int) -> Key.Modifiers? {
        guard (1...16).contains(parameter) else { return nil }
        let bits = parameter - 1
        var result: Key.Modifiers = []
        if bits & 1 != 0 { result.insert(.shift) }
        if bits & 10 != 0 { result.insert(.alt) }
        if bits & 4 != 0 { result.insert(.control) }
        return result
    }

    /// The key of `CSI parameters final`; the parameters are the bytes between. Nil for a sequence nobody knows.
    static func control(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
        var numbers: [Int] = []
        for part in parameters.isEmpty
            ? [] : parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        {
            guard part.count <= 7, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        switch final {
        case UInt8(ascii: "~"): return tilde(numbers)
        case UInt8(ascii: "^"), UInt8(ascii: "@"):
            guard numbers.count == 1, let code = numbered[numbers[0]] else { return nil }
            return Key(code, final == UInt8(ascii: "^") ? .control : [.control, .shift])
        case UInt8(ascii: "u"):
            return numbers.isEmpty ? nil : coded(numbers[0], numbers.count > 1 ? numbers[1] : 1)
        case UInt8(ascii: "Z"):
            return numbers.isEmpty ? Key(.tab, .shift) : modified(.named(.tab), numbers, adding: .shift)
        default:
            if numbers.isEmpty, let arrow = lowerArrows[final] { return Key(arrow, .shift) }
            return lettered[final].flatMap { modified($0, numbers) }
        }
    }

    /// The key of `SS3 parameters final`: arrows and function keys, and the keypad when it is in application mode.
    static func single(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
        if let code = lettered[final] {
            if parameters.isEmpty { return Key(code) }
            guard parameters.count <= 2 else { return nil }
            return modifiers(parameters.reduce(0) { $0 * 10 + Int($1 - 0x30) }).map { Key(code, $0) }
        }
        guard parameters.isEmpty else { return nil }
        if let arrow = lowerArrows[final] { return Key(arrow, .control) }
        switch final {
        case UInt8(ascii: "M"): return Key(.enter)
        case UInt8(ascii: "X"): return Key("=")
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            // DEC's keypad: each key's character with 64 added.
            return Key(Character(Unicode.Scalar(final - 64)))
        default: return nil
        }
    }

    /// `CSI letter` or `CSI 1 ; modifiers letter`.
    private static func modified(_ code: Key.Code, _ numbers: [Int], adding: Key.Modifiers = []) -> Key? {
        switch numbers.count {
        case 0: return Key(code, adding)
        case 1: return numbers[0] <= 1 ? Key(code, adding) : nil
        case 2: return numbers[0] == 1 ? modifiers(numbers[1]).map { Key(code, $0.union(adding)) } : nil
        default: return nil
        }
    }

    private static func tilde(_ numbers: [Int]) -> Key? {
        guard let first = numbers.first, numbers.count <= 3 else { return nil }
        // xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
        if numbers.count == 3 { return first == 27 ? coded(numbers[2], numbers[1]) : nil }
        guard let held = modifiers(numbers.count == 2 ? numbers[1] : 1) else { return nil }
        if let code = numbered[first] { return Key(code, held) }
        return numberedShifted[first].map { Key(.function($0), held.union(.shift)) }
    }

    /// A character by its code point with modifiers: `CSI code ; modifiers u`, or modifyOtherKeys.
    private static func coded(_ code: Int, _ parameter: Int) -> Key? {
        guard var held = modifiers(parameter) else { return nil }
        switch code {
        case 9: return Key(.tab, held)
        case 13: return Key(.enter, held)
        case 27: return Key(.escape, held)
        case 8, 127: return Key(.backspace, held)
        default: break
        }
        guard code >= 0x20, let scalar = Unicode.Scalar(UInt32(code)), isSafe(scalar) else { return nil }
        var text = String(Character(scalar))
        if held.contains(.control) {
            text = text.lowercased()
        } else if held.contains(.shift) {
            text = text.uppercased()
        }
        held.remove(.shift)
        guard text.count == 1, let character = text.first else { return nil }
        return Key(.character(character), held)
    }
}
