// The headings of a text, and where a place stands among them.

/// A heading that was found in the text.
public struct Heading: Hashable, Sendable {
    /// Its line without white space at the ends; two lines where a number and its title stand one under the other.
    public var span: Span
    /// As one reads it: without the signs that make it one, white space as single blanks.
    public var title: String
    /// How deep it is, from 1.
    public var level: Int
    /// The line it is in, from 0.
    public var line: Int

    public init(_ span: Span, _ title: String, level: Int, line: Int) {
        self.span = span
        self.title = title
        self.level = level
        self.line = line
    }
}

/// All headings of a text, in order.
public struct Outline: Equatable, Sendable {
    public let headings: [Heading]
    /// Whether there were more than `limit`.
    public let isCut: Bool
    /// For each heading the number of the one that it is under; -1 at the top.
    private let parents: [Int32]

    /// The most headings that are kept.
    public static let limit = 20_000

    /// - Parameter headings: in order of their places.
    public init(_ headings: [Heading], isCut: Bool = false) {
        self.headings = headings
        self.isCut = isCut
        var open: [Int32] = []
        parents = headings.indices.map { index in
            while let last = open.last, headings[Int(last)].level >= headings[index].level { open.removeLast() }
            defer { open.append(Int32(index)) }
            return open.last ?? -1
        }
    }

    public static let empty = Outline([])

    /// The number of the heading that a place is under: the last one that begins at it or before. Nil above the first.
    public func index(at place: ByteOffset) -> Int? {
        let low = headings.partitionPoint { $0.span.start <= place }
        return low == 0 ? nil : low - 1
    }

    /// The headings that a place is under, the outermost first. The cost follows the depth alone.
    public func path(at place: ByteOffset) -> [Heading] {
        var path: [Heading] = []
        var next = index(at: place) ?? -1
        while next >= 0 {
            path.append(headings[next])
            next = Int(parents[next])
        }
        return path.reversed()
    }
}

extension Document {
    /// Finds the headings in one pass, a piece of the text at a time.
    ///
    /// - Parameter goesOn: told before each piece how much has been done, 0 to 1; when it says no, the answer is nil.
    public func outline(goesOn: (Double) -> Bool = { _ in true }) -> Outline? {
        var lines = HeadingLines()
        var finder = OutlineFinder()
        var start = ByteOffset.zero
        while start < end {
            guard goesOn(Double(start.value) / Double(byteCount)) else { return nil }
            let piece = Span(start, min(end, start + HeadingLines.pieceLength))
            copy(piece).withUnsafeBufferPointer { lines.read($0) { finder.take($0) } }
            start = piece.end
        }
        lines.finish { finder.take($0) }
        return finder.finish()
    }
}
