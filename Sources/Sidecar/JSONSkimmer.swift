// Passes over JSON without making values of it: fast, and only for who wants to know a little of a lot.

/// A place in JSON bytes. Every function answers false (or nil) where the bytes are not what it expects; then a reader
/// that is exact should take over.
struct JSONSkimmer {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    var isAtEnd: Bool { at >= bytes.count }

    /// The next byte after white space.
    mutating func next() -> UInt8? {
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): at += 1
            default: return bytes[at]
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next() == byte else { return false }
        at += 1
        return true
    }

    /// A string with its quotation marks; goes behind it.
    mutating func string() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = at - 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return start..<at
            case UInt8(ascii: "\\"): at += 2
            default: at += 1
            }
        }
        return nil
    }

    /// Goes behind a value of any kind.
    mutating func skip() -> Bool {
        guard let first = next() else { return false }
        if first == UInt8(ascii: "\"") { return string() != nil }
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""): if string() == nil { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                at += 1
                if depth == 0 { return true }
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                // Where no bracket is open, a number or a word ends here.
                if depth == 0 { return true }
                at += 1
            default: at += 1
            }
        }
        return depth == 0
    }

    /// Calls `visit` with the key of each member (its quotation marks included); it must go behind the member's value.
    mutating func members(_ visit: (inout JSONSkimmer, Range<Int>) -> Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        while true {
            guard let key = string(), take(UInt8(ascii: ":")), visit(&self, key) else { return false }
            if take(UInt8(ascii: "}")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    /// Calls `visit` at each element; it must go behind it.
    mutating func elements(_ visit: (inout JSONSkimmer) -> Bool) -> Bool {
        guard take(UInt8(ascii: "[")) else { return false }
        if take(UInt8(ascii: "]")) { return true }
        while true {
            guard visit(&self) else { return false }
            if take(UInt8(ascii: "]")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    /// Whether the string in a place is this text.
    func isText(_ place: Range<Int>, _ text: StaticString) -> Bool {
        if hasEscape(place) { return self.text(place).utf8.elementsEqual(text.description.utf8) }
        guard place.count == text.utf8CodeUnitCount + 2 else { return false }
        return UnsafeBufferPointer(rebasing: bytes[(place.lowerBound + 1)..<(place.upperBound - 1)])
            .elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func hasPrefix(_ place: Range<Int>, _ text: StaticString) -> Bool {
        if hasEscape(place) { return self.text(place).utf8.starts(with: text.description.utf8) }
        guard place.count >= text.utf8CodeUnitCount + 2 else { return false }
        return UnsafeBufferPointer(rebasing: bytes[(place.lowerBound + 1)...].prefix(text.utf8CodeUnitCount))
            .elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether something in the string is written with an escape.
    func hasEscape(_ place: Range<Int>) -> Bool { bytes[place].contains(UInt8(ascii: "\\")) }

    func text(_ place: Range<Int>) -> String { JSONReader.unescaped(Array(bytes[place])[...]) }
}
