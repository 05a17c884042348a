// Copying through the terminal (OSC 52): a text goes out as base64 and as nothing else.

/// `ESC ] 52 ; c ; BASE64 ST`, xterm's "manipulate selection data" for the clipboard.
enum Clipboard {
    /// The bytes that ask a terminal to keep a text in its clipboard.
    /// - Parameter insideScreen: whether GNU screen stands between: it hands on only what is wrapped for it, in strings
    ///   of some hundred bytes.
    static func request(_ text: String, insideScreen: Bool = false) -> [UInt8] {
        let request = Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + Array("\u{1B}\\".utf8)
        guard insideScreen else { return request }
        var wrapped: [UInt8] = []
        let body = request.dropLast(2)
        var start = body.startIndex
        while start < body.endIndex {
            let end = min(start + 240, body.endIndex)
            wrapped += Array("\u{1B}P".utf8) + body[start..<end] + Array("\u{1B}\\".utf8)
            start = end
        }
        // An ST of its own would end the wrapping, so the text inside ends with a BEL.
        wrapped.insert(0x07, at: wrapped.count - 2)
        return wrapped
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4, with padding.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = 0
            for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0) }
            for digit in 0..<4 {
                let isPadding = digit > group.count
                result.append(isPadding ? UInt8(ascii: "=") : digits[bits >> (18 - 6 * digit) & 63])
            }
        }
        return result
    }
}
