// What of a text has been on screen: spans in order, joined where they touch, and never more than can be kept cheaply.

import TextModel

/// The stretches of a text that have been on screen.
public struct Seen: Equatable, Sendable {
    /// More stretches than this are not kept: the two that are nearest to one another become one.
    public static let limit = 1000

    /// In order; no two of them touch.
    public private(set) var spans: [Span] = []

    /// Nothing yet.
    public init() {}

    /// Takes stretches in any order.
    public init(_ spans: some Sequence<Span>) { for span in spans { add(span) } }

    /// Bytes that have been on screen.
    public var byteCount: Int { spans.reduce(0) { $0 + $1.count } }

    /// Bytes of a span that have been on screen.
    public func byteCount(in span: Span) -> Int {
        var count = 0
        var index = spans.partitionPoint { $0.end <= span.start }
        while index < spans.count, let common = spans[index].intersection(span) {
            count += common.count
            index += 1
        }
        return count
    }

    /// Notes that a span (in bytes of the text) has been on screen.
    public mutating func add(_ span: Span) {
        guard !span.isEmpty else { return }
        spans.insert(joining: span)
        if spans.count > Seen.limit { joinNearest() }
    }

    private mutating func joinNearest() {
        guard let index = (1..<spans.count).min(by: { gap(before: $0) < gap(before: $1) }) else { return }
        spans[index - 1] = spans[index - 1].union(spans[index])
        spans.remove(at: index)
    }

    private func gap(before index: Int) -> Int { spans[index].start - spans[index - 1].end }
}

/// What is kept of an article's text that has been on screen.
public struct KeptSeen: Equatable, Sendable {
    /// What has been on screen.
    public var seen: Seen
    /// Bytes of the whole text: of a text of another length nothing is known.
    public var length: Int

    /// - Parameter length: bytes of the whole text.
    public init(_ seen: Seen, length: Int) {
        self.seen = seen
        self.length = length
    }
}

/// What is on screen now, and since when. What stays there for a moment counts as seen; what is paged over does not.
struct Glance: Sendable {
    /// Seconds of the clock that something has to stay on screen. Times are whole seconds: this is more than one.
    static let moment = 2

    /// What decides what is on screen.
    struct View: Equatable {
        var file: Int
        var top: ByteOffset
        var beneath: Int
        var rows: Int
        var width: Int
    }

    struct Piece: Equatable {
        var span: Span
        /// Nil once it has been counted.
        var since: Int?
    }

    private(set) var view: View
    /// In order, without overlap.
    private(set) var pieces: [Piece]
    /// The second in which it came to the screen.
    let seconds: Int
    /// Whether `pieces` are still those of another view, which came in the same second and went.
    private(set) var isBehind = false

    /// - Parameters:
    ///   - spans: what is on screen, in order and without overlap.
    ///   - old: what was on screen before: of what stays, it is known since when.
    init(_ view: View, _ spans: [Span], after old: Glance?, seconds: Int) {
        self.view = view
        self.seconds = seconds
        let known = old?.view.file == view.file ? old?.pieces ?? [] : []
        var pieces: [Piece] = []
        func add(_ span: Span, _ since: Int?) {
            if let last = pieces.last, last.since == since, last.span.end == span.start {
                pieces[pieces.count - 1].span = last.span.union(span)
            } else {
                pieces.append(Piece(span: span, since: since))
            }
        }
        for span in spans {
            var start = span.start
            for piece in known {
                guard let common = piece.span.intersection(Span(start, span.end)) else { continue }
                if start < common.start { add(Span(start, common.start), seconds) }
                add(common, piece.since)
                start = common.end
            }
            if start < span.end { add(Span(start, span.end), seconds) }
        }
        self.pieces = pieces
    }

    /// Takes another view of the same file without looking at it, in the second in which the one before it came.
    /// Returns false, and takes nothing, where time has gone on.
    mutating func follow(_ next: View, at seconds: Int) -> Bool {
        guard next.file == view.file, seconds == self.seconds else { return false }
        view = next
        isBehind = true
        return true
    }

    /// What has been on screen for a moment by now and was not counted before; it is counted from now on.
    mutating func ripe(at seconds: Int) -> [Span] {
        var found: [Span] = []
        for index in pieces.indices {
            guard let since = pieces[index].since, seconds - since >= Glance.moment else { continue }
            found.append(pieces[index].span)
            pieces[index].since = nil
        }
        return found
    }
}
