// A JSON value that remembers the exact bytes it was read from, so that what nobody touched is written back as it was.

/// One value of a JSON text (RFC 8259) with its bytes, its order and its duplicate keys.
public struct JSON: Sendable {
    public enum Kind: Sendable {
        case null
        case bool(Bool)
        /// The digits are in `bytes`.
        case number
        /// The escaped characters are in `bytes`.
        case string
        case array([JSON])
        /// In the order of the text, keys that occur twice included.
        case object([Member])
    }

    /// One `"key": value` of an object.
    public struct Member: Sendable {
        /// The key with its escapes resolved.
        public let key: String
        /// The key as it is written, quotation marks included.
        public let keyBytes: ArraySlice<UInt8>
        public let value: JSON

        /// Whether the key holds exactly these scalars: `==` on String would take NFC and NFD for one.
        public func isNamed(_ name: String) -> Bool {
            // Most names differ in length, which is told at once.
            key.utf8.count == name.utf8.count && key.utf8.elementsEqual(name.utf8)
        }
    }

    public let kind: Kind
    /// The value as it is written, without white space around it. Its indices are those of the text it is part of.
    public let bytes: ArraySlice<UInt8>
    /// The line of the text on which it begins, from 1.
    public let line: Int

    /// Reads a whole text: one value, with nothing but white space around it. A leading byte order mark is skipped.
    ///
    /// - Throws: `JSONError` with the line where the text stops being JSON.
    public static func read(_ bytes: [UInt8]) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes)
        return try reader.text()
    }

    /// The characters of a string; nil for any other value. A surrogate without its partner becomes U+FFFD.
    public var string: String? {
        guard case .string = kind else { return nil }
        return JSONReader.unescaped(bytes)
    }

    /// The value of a number without fraction and exponent, up to 2⁵³; nil for any other.
    public var integer: Int? {
        guard case .number = kind, bytes.count <= 17, let value = Int(text), abs(value) <= 1 << 53 else { return nil }
        return value
    }

    /// The value of a number; nil for any other value.
    public var number: Double? {
        guard case .number = kind else { return nil }
        return Double(text)
    }

    /// The value as it is written.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var elements: [JSON]? {
        if case .array(let elements) = kind { return elements }
        return nil
    }

    public var members: [Member]? {
        if case .object(let members) = kind { return members }
        return nil
    }

    /// The member of that name; the last one where there are several, as most readers of JSON take it.
    public func member(_ name: String) -> Member? { members?.last { $0.isNamed(name) } }

    /// The value of the member of that name; nil where there is none.
    public subscript(name: String) -> JSON? { member(name)?.value }

    /// The first key that occurs twice in this object or in one within it.
    public var duplicateKey: String? {
        switch kind {
        case .array(let elements):
            for element in elements { if let key = element.duplicateKey { return key } }
        case .object(let members):
            // Most objects are small, and looking through them takes less time than a set of their keys.
            var seen: Set<[UInt8]>? = members.count > 16 ? [] : nil
            for (index, member) in members.enumerated() {
                let isNew =
                    seen?.insert(Array(member.key.utf8)).inserted
                    ?? !members[..<index].contains { $0.isNamed(member.key) }
                if !isNew { return member.key }
                if let key = member.value.duplicateKey { return key }
            }
        default: break
        }
        return nil
    }
}

/// Where and why a text is not JSON.
public struct JSONError: Error, Equatable, Sendable {
    /// From 1.
    public let line: Int
    /// What is wrong there, as the end of a sentence.
    public let problem: String
}
