// A label for a passage, and what may be one.

/// A label, such as `risk`; sub-tags are paths, such as `risk/cyber`.
public struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let name: String

    /// Takes a name that can travel through every export: not empty, no `;`, `,` or control character, no white
    /// space at its ends; nil for any other.
    public init?(_ name: String) {
        guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last,
            !first.properties.isWhitespace, !last.properties.isWhitespace,
            !name.unicodeScalars.contains(where: Tag.isForbidden)
        else { return nil }
        self.name = name
    }

    /// Whether a tag can never hold this scalar.
    public static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ";" || scalar == "," || scalar.properties.generalCategory == .control
            || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    public static func < (left: Tag, right: Tag) -> Bool {
        left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }

    /// Names are the same when their scalars are: `==` on String would take NFC and NFD for one.
    public static func == (left: Tag, right: Tag) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    public var description: String { name }
}
