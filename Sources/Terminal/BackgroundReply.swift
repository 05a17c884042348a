// The question what colour the terminal's background has (OSC 11), and the one reply to it.

import Screen

/// `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`, ended by ST (`ESC \`) or BEL, as xterm answers.
enum BackgroundReply {
    /// Asks for the background (xterm, "Operating System Commands": 11 with `?`), ended by ST.
    static let question = Array("\u{1B}]11;?\u{1B}\\".utf8)

    enum Match: Equatable {
        /// These bytes begin no reply.
        case none
        /// They may become one.
        case beginning
        /// A reply of that many bytes; `shade` is nil when the colour is written in a way that nobody knows.
        case whole(length: Int, shade: Event.Shade?)
    }

    private static let opening = Array("\u{1B}]11;".utf8)
    /// More than any colour takes.
    private static let limit = 64

    /// Looks for a reply at the beginning of the bytes.
    static func match(_ bytes: [UInt8]) -> Match {
        guard bytes.prefix(opening.count).elementsEqual(opening.prefix(bytes.count)) else { return .none }
        guard bytes.count > opening.count else { return .beginning }
        let body = bytes[opening.count...]
        guard let end = body.firstIndex(where: { $0 < 0x20 }) else {
            return body.count > limit ? .none : .beginning
        }
        let shade = shade(String(decoding: body[..<end], as: UTF8.self))
        if bytes[end] == 0x07 { return .whole(length: end + 1, shade: shade) }
        guard bytes[end] == 0x1B else { return .none }
        guard bytes.count > end + 1 else { return .beginning }
        return bytes[end + 1] == UInt8(ascii: "\\") ? .whole(length: end + 2, shade: shade) : .none
    }

    /// `rgb:` and three numbers of 1 to 4 hexadecimal digits, each out of the most that so many digits can say; a
    /// fourth number, with `rgba:`, is how opaque it is. Light is what black reads better on than white does.
    static func shade(_ color: String) -> Event.Shade? {
        let isOpaque = color.hasPrefix("rgb:")
        guard isOpaque || color.hasPrefix("rgba:") else { return nil }
        let parts = color.drop { $0 != ":" }.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == (isOpaque ? 3 : 4) else { return nil }
        var levels: [Double] = []
        for part in parts.prefix(3) {
            guard (1...4).contains(part.count), let value = Int(part, radix: 16), value >= 0 else { return nil }
            levels.append(Double(value) / Double((1 << (4 * part.count)) - 1))
        }
        // The gamma of sRGB is near enough to 2.2; the middle of black's and white's contrast is a luminance of 0.18.
        let light = levels.map { $0 * $0 * ($0 * 0.2 + 0.8) }
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.18 ? .light : .dark
    }
}
