// What a terminal can be told, in its own strings: where the cursor goes, what is erased, how cells look.

import CNcurses
import Screen

/// The strings and flags of terminfo(5) that drawing needs, asked for once a session.
struct Capabilities {
    typealias Bytes = [UInt8]

    /// Erases the screen and leaves the cursor at its top left.
    var clear: Bytes
    /// Erases from the cursor to the end of its row; empty where the terminal cannot.
    var eraseToEnd: Bytes
    /// The cell after the last one of a row is on the next row, and the last row's last cell would scroll the screen.
    var wrapsAtOnce: Bool
    /// Erased cells take the background that is in force.
    var erasesWithBackground: Bool
    /// The cursor may be moved while cells look otherwise than plain ones.
    var movesInAnyLook: Bool
    /// The terminal takes the control sequences of ECMA-48.
    var speaksANSI: Bool
    /// Rows can be moved within part of the screen (csr with ind and ri).
    var scrolls: Bool
    var showCursor: Bytes
    var hideCursor: Bytes
    var scrollUp: Bytes
    var scrollDown: Bytes
    var plain: Bytes
    var depth: ColorDepth
    /// The attributes that are lost where there is a colour (ncv).
    var withoutColor: Attributes
    /// What makes cells have an attribute.
    var attributes: [(Attributes, Bytes)]
    /// Whether the string that places the cursor is that of ECMA-48, `ESC [ row ; column H`.
    var placesAsECMA: Bool
    /// Has rows scroll between two of them, both included, from 0. Where the cursor is then is not known.
    var scrollingRows: (_ first: Int, _ last: Int) -> Bytes
}

extension Capabilities {
    /// The bits of ncv.
    private static let lostWithColor: [(Int, Attributes)] = [
        (1, .underline), (2, .reverse), (4, .dim), (5, .bold), (15, .italic),
    ]

    /// The terminal of the open screen.
    ///
    /// - Parameter useColors: whether styles keep their colours.
    init(useColors: Bool) {
        func string(_ name: String) -> Bytes? {
            let bytes = expand(name)
            return bytes.isEmpty ? nil : bytes
        }
        eraseToEnd = string("el") ?? []
        clear = string("clear") ?? []
        wrapsAtOnce = screen_flag("am") != 0 && screen_flag("xenl") == 0
        erasesWithBackground = screen_flag("bce") != 0
        movesInAnyLook = screen_flag("msgr") != 0
        speaksANSI = screen_speaks_ansi() != 0
        scrollUp = string("ind") ?? []
        scrollDown = string("ri") ?? []
        scrolls = !scrollUp.isEmpty && !scrollDown.isEmpty && screen_capability("csr") != nil
        hideCursor = string("civis") ?? []
        showCursor = hideCursor.isEmpty ? [] : string("cnorm") ?? []
        // What takes attributes away takes colours away as well in ECMA-48, and need not elsewhere.
        plain = string("sgr0") ?? []
        if !speaksANSI { plain += string("op") ?? [] }
        let hasColors = useColors && (screen_capability("setaf") ?? screen_capability("setf")) != nil
        depth = ColorDepth(
            colors: hasColors ? max(0, Int(screen_number("colors"))) : 0, hasStandard: string("op") != nil)
        // Attributes that take a cell of their own, or that nothing ends, are none.
        let canStyle = !plain.isEmpty && screen_number("xmc") <= 0
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "sitm"), (.underline, "smul"), (.reverse, "rev"),
        ]
        attributes = names.compactMap { attribute, name in canStyle ? string(name).map { (attribute, $0) } : nil }
        let lost = max(0, Int(screen_number("ncv")))
        withoutColor = []
        for (bit, attribute) in Capabilities.lostWithColor where lost & 1 << bit != 0 {
            withoutColor.insert(attribute)
        }
        scrollingRows = { expand("csr", $0, $1) }
        placesAsECMA = expand("cup", 11, 22) == Bytes("\u{1B}[12;23H".utf8)
    }

    /// What makes the cells that follow look this way, whatever those before it looked like.
    func look(_ style: Style) -> Bytes {
        let resolved = depth.resolve(style)
        var wanted = resolved.attributes
        if resolved.foreground >= 0 || resolved.background >= 0 { wanted.subtract(withoutColor) }
        var bytes = plain
        for (attribute, string) in attributes where wanted.contains(attribute) { bytes += string }
        if resolved.foreground >= 0 { bytes += color(resolved.foreground, "setaf", "setf") }
        if resolved.background >= 0 { bytes += color(resolved.background, "setab", "setb") }
        return bytes
    }

    /// - Parameter older: a capability that counts the basic colours with red and blue changed over.
    private func color(_ number: Int, _ name: String, _ older: String) -> Bytes {
        let bytes = expand(name, number)
        guard bytes.isEmpty else { return bytes }
        let swapped = number < 8 ? (number & 0b010) | (number & 1) << 2 | (number >> 2) & 1 : number
        return expand(older, swapped)
    }

    /// Appends what places the cursor; both from 0.
    func move(toColumn column: Int, row: Int, in bytes: inout Bytes) {
        guard placesAsECMA else {
            bytes += expand("cup", row, column)
            return
        }
        bytes.append(0x1B)
        bytes.append(UInt8(ascii: "["))
        bytes.append(number: row + 1)
        bytes.append(UInt8(ascii: ";"))
        bytes.append(number: column + 1)
        bytes.append(UInt8(ascii: "H"))
    }

}

/// A capability with its parameters; empty where the terminal has none.
private func expand(_ name: String, _ first: Int = 0, _ second: Int = 0) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 128) { buffer, count in
        count = buffer.withMemoryRebound(to: CChar.self) {
            screen_expand(name, Int32(first), Int32(second), $0.baseAddress, $0.count)
        }
    }
}

extension [UInt8] {
    /// Appends a number, 0 or more, in decimal digits.
    fileprivate mutating func append(number: Int) {
        if number >= 10 { append(number: number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
