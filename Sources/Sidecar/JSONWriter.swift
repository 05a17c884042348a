// Writes JSON: new values, and objects of which only some members change.

enum JSONWriter {
    /// A string with quotation marks: only what must be escaped is, and what is not ASCII stays as it is.
    static func string(_ string: String) -> String {
        var out = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{8}": out += "\\b"
            case "\u{C}": out += "\\f"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A score from 0 to 1 with at most four decimals and no zeros at its end: `1`, `0.83`, `0`.
    static func score(_ score: Double) -> String {
        guard score.isFinite else { return "0" }
        let tenThousandths = Int((min(max(score, 0), 1) * 10_000).rounded())
        guard tenThousandths % 10_000 != 0 else { return String(tenThousandths / 10_000) }
        var digits = String(tenThousandths)
        digits = String(repeating: "0", count: 4 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "0." + digits
    }

    /// The value on one line: as it is when it has no line break, else without the white space between its tokens.
    static func oneLine(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let isOneLine = bytes.withUnsafeBufferPointer { bytes in
            bytes.allSatisfy { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        }
        guard !isOneLine else { return Array(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var inString = false
        var escaped = false
        for byte in bytes {
            if inString {
                out.append(byte)
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else if ![0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                out.append(byte)
                inString = byte == UInt8(ascii: "\"")
            }
        }
        return out
    }
}

extension JSON {
    /// The object with some members set and some taken out; all others keep their place and their bytes.
    ///
    /// - Parameters:
    ///   - changes: names with the JSON text of their values. A name that is there is replaced where it stands (the
    ///     last one, where it is there twice), a new one goes to the end.
    ///   - order: names in the order that a new one goes by: before the first one there that comes after it.
    ///   - spaced: whether a space follows each comma and colon that is written.
    func rewritten(
        setting changes: [(name: String, text: String)], removing names: [String] = [], order: [String] = [],
        spaced: Bool = false
    ) -> String {
        let space = spaced ? " " : ""
        var left = changes
        var parts: [(name: String?, text: String)] = []
        for member in (members ?? []).reversed() {
            if names.contains(where: { member.isNamed($0) }) { continue }
            var text = member.value.text
            if let index = left.firstIndex(where: { member.isNamed($0.name) }) { text = left.remove(at: index).text }
            let name = order.first { member.isNamed($0) }
            parts.append((name, String(decoding: member.keyBytes, as: UTF8.self) + ":" + space + text))
        }
        parts.reverse()
        for (name, text) in left {
            let later = order.drop { $0 != name }.dropFirst()
            let next = later.isEmpty ? nil : parts.firstIndex { $0.name.map(later.contains) ?? false }
            parts.insert((name, JSONWriter.string(name) + ":" + space + text), at: next ?? parts.endIndex)
        }
        return "{" + parts.map(\.text).joined(separator: "," + space) + "}"
    }
}
