// Places in a text, marked in the text itself: `the ⟦quic|k⟧ fox` selects "quick" with the cursor on its last letter.

import TextModel

/// A text with a span and a cursor in it.
public struct MarkedText: Equatable, CustomStringConvertible {
    /// The text without its marks.
    public let text: String
    /// What stands between ⟦ and ⟧; several may follow one another, but not lie in one another.
    public let spans: [Span]
    /// Where | stands.
    public let cursor: ByteOffset?

    public init(_ marked: String) {
        var bytes: [UInt8] = []
        var spans: [Span] = []
        var start: ByteOffset?
        var cursor: ByteOffset?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": start = ByteOffset(bytes.count)
            case "⟧": spans.append(Span(start ?? .zero, ByteOffset(bytes.count)))
            case "|": cursor = ByteOffset(bytes.count)
            default: bytes += Array(String(scalar).utf8)
            }
        }
        text = String(decoding: bytes, as: UTF8.self)
        self.spans = spans
        self.cursor = cursor
    }

    public init(_ text: String, spans: [Span], cursor: ByteOffset?) {
        self.text = text
        self.spans = spans
        self.cursor = cursor
    }

    public var document: Document { Document(text) }
    /// The only span, or the first.
    public var span: Span { spans.first ?? Span(cursor ?? .zero, cursor ?? .zero) }

    public var description: String {
        var signs: [(at: Int, order: Int, sign: String)] = []
        for span in spans {
            signs.append((span.start.value, 1, "⟦"))
            signs.append((span.end.value, 0, "⟧"))
        }
        if let cursor { signs.append((cursor.value, 2, "|")) }
        signs.sort { ($0.at, $0.order) < ($1.at, $1.order) }
        let bytes = Array(text.utf8)
        var printed = ""
        var last = 0
        for sign in signs {
            let place = min(sign.at, bytes.count)
            printed += String(decoding: bytes[last..<place], as: UTF8.self) + sign.sign
            last = place
        }
        return printed + String(decoding: bytes[last...], as: UTF8.self)
    }
}

extension Document {
    /// Whether a span holds nothing but white space.
    public func isBlank(_ span: Span) -> Bool { text(span).unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}
