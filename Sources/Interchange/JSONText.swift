// Pieces of JSON text (RFC 8259) put together by hand, because the order of the keys is part of the formats.

/// Writes JSON values; nothing here reads any.
public enum JSONText {
    /// A string with its quotes. Only what must be escaped is; other characters stay as they are.
    public static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}":
                result +=
                    "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            // A line of JSON stays a line for tools that end lines at these.
            case "\u{85}", "\u{2028}", "\u{2029}":
                result += "\\u" + (scalar == "\u{85}" ? "0085" : String(scalar.value, radix: 16))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    public static func number(_ number: Int?) -> String { number.map { String($0) } ?? "null" }

    static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

    /// Keys are plain ASCII names.
    public static func object(_ members: some Sequence<(String, String)>) -> String {
        "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
