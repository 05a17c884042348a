// Places in the canonical text, a type for each unit, so that no unit is ever taken for another.

/// A place in the canonical text, counted from its start in one unit.
public protocol TextOffset: Comparable, Hashable, Sendable {
    /// The count from the start of the canonical text; never negative.
    var value: Int { get set }
    init(_ value: Int)
}

extension TextOffset {
    @inlinable public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    @inlinable public static func + (left: Self, right: Int) -> Self { Self(left.value + right) }
    @inlinable public static func - (left: Self, right: Int) -> Self { Self(left.value - right) }
    @inlinable public static func - (left: Self, right: Self) -> Int { left.value - right.value }
    @inlinable public static var zero: Self { Self(0) }
}

/// A place counted in UTF-8 bytes of the canonical text: the unit inside the program.
@frozen public struct ByteOffset: TextOffset {
    public var value: Int
    @inlinable public init(_ value: Int) { self.value = value }
}

extension ByteOffset {
    /// How much of so many bytes lies before it, from 0 to 100; of any number of bytes that a file may have.
    public func percent(of bytes: Int) -> Int { Int(max(0, min(100, Double(value) * 100 / Double(max(1, bytes))))) }
}

/// A place counted in Unicode code points (scalars) of the canonical text: the unit of sidecars and of the
/// command line (W3C Web Annotation Data Model, 4.2.5 Text Position Selector).
@frozen public struct CodePointOffset: TextOffset {
    public var value: Int
    @inlinable public init(_ value: Int) { self.value = value }
}

/// A half-open stretch of the canonical text: `start` belongs to it, `end` does not.
@frozen public struct TextSpan<Offset: TextOffset>: Hashable, Sendable {
    public var start: Offset
    public var end: Offset

    /// - Precondition: `start` is not after `end`.
    @inlinable public init(_ start: Offset, _ end: Offset) {
        precondition(start <= end, "a span ends before it starts")
        self.start = start
        self.end = end
    }

    /// The number of units in the span.
    @inlinable public var count: Int { end - start }
    @inlinable public var isEmpty: Bool { start == end }
    @inlinable public func contains(_ offset: Offset) -> Bool { start <= offset && offset < end }
    @inlinable public func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
    /// Whether the two share at least one unit.
    @inlinable public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
    /// The smallest span that holds both.
    @inlinable public func union(_ other: Self) -> Self { Self(min(start, other.start), max(end, other.end)) }
    /// What both have in common; nil when that is nothing.
    @inlinable public func intersection(_ other: Self) -> Self? {
        let low = max(start, other.start)
        let high = min(end, other.end)
        return low < high ? Self(low, high) : nil
    }
}

/// A span in UTF-8 bytes: the one that is meant when nothing else is said.
public typealias Span = TextSpan<ByteOffset>
/// A span in code points, as stored in files.
public typealias CodePointSpan = TextSpan<CodePointOffset>
