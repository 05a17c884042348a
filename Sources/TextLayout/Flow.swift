// Rows, what is inserted between them and what is hidden of them, as one column that scrolls.

import TextModel

/// Rows that are not the document's, shown beneath the row that holds a place: a note under its passage.
public struct Insertion: Equatable, Sendable {
    /// What the owner knows it by.
    public let owner: String
    /// Its height in rows; more than 0.
    public let height: Int

    public init(owner: String, height: Int) {
        self.owner = owner
        self.height = height
    }
}

/// A line of the screen's text column: a row of the document, or a row of an insertion beneath it.
public struct FlowRow: Equatable, Sendable {
    public let row: Row
    /// 0 for the row itself, else the number of the inserted row beneath it, from 1.
    public let beneath: Int

    public init(row: Row, beneath: Int = 0) {
        self.row = row
        self.beneath = beneath
    }
}

/// A layout with insertions and hidden stretches: what the viewport moves over. Both are asked for row by row, so that
/// those that are far from the screen cost nothing. A hidden stretch is one row, which holds all of it and shows
/// nothing.
public struct Flow {
    public let layout: Layout
    /// Nil where nothing is hidden anywhere.
    private let findHidden: ((ByteOffset) -> Span?)?
    /// Nil where nothing is inserted anywhere.
    private let find: ((Row) -> [Insertion])?
    /// What stands beneath the last row, whether that is hidden or not.
    private let afterLast: Insertion?
    /// Nil where there is nothing to be asked for.
    private let known: Known?

    /// What has been asked for already, by where the row starts: one step through the column asks for the same row
    /// several times, and a note may be long.
    private final class Known {
        var insertions: [ByteOffset: (row: Row, found: [Insertion])] = [:]
        /// The hidden stretches that were come across.
        var hidden: [Span] = []
    }

    /// - Parameters:
    ///   - hidden: finds the hidden stretch that holds a place, if there is one: whole rows, and all of them that are
    ///     hidden in a run.
    ///   - afterLast: an insertion beneath the last row, under all others.
    ///   - insertions: finds the insertions beneath a row, from top to bottom; asked once for each row.
    public init(
        _ layout: Layout, hidden: ((ByteOffset) -> Span?)? = nil, afterLast: Insertion? = nil,
        insertions: @escaping (Row) -> [Insertion]
    ) {
        self.layout = layout
        self.afterLast = afterLast
        findHidden = hidden
        find = insertions
        known = Known()
    }

    /// A layout without insertions.
    public init(_ layout: Layout) {
        self.layout = layout
        findHidden = nil
        find = nil
        afterLast = nil
        known = nil
    }

    /// Whether anything may be inserted.
    public var inserts: Bool { find != nil }

    /// Whether anything may be hidden.
    public var hidesText: Bool { findHidden != nil }

    /// Whether a row stands for a hidden stretch.
    public func hides(_ row: Row) -> Bool { hidden(at: row.span.start) == row.span }

    private func hidden(at offset: ByteOffset) -> Span? {
        guard let findHidden, let known else { return nil }
        if let span = known.hidden.first(where: { $0.contains(offset) }) { return span }
        guard let span = findHidden(offset) else { return nil }
        known.hidden.append(span)
        return span
    }

    /// The row that holds a place, or the one that stands for the hidden stretch around it.
    public func row(at offset: ByteOffset) -> Row {
        guard let span = hidden(at: offset) else { return layout.row(at: offset) }
        return Row(span: span, visibleEnd: span.start, startsLine: true)
    }

    /// The row below; nil below the last.
    public func row(after row: Row) -> Row? {
        guard findHidden != nil else { return layout.row(after: row) }
        return row.span.end < layout.document.end ? self.row(at: row.span.end) : nil
    }

    /// The row above; nil above the first.
    public func row(before row: Row) -> Row? {
        row.span.start > .zero ? self.row(at: row.span.start - 1) : nil
    }

    /// The insertions beneath a row, from top to bottom.
    public func insertions(_ row: Row) -> [Insertion] {
        guard let find, let known else { return [] }
        if let known = known.insertions[row.span.start], known.row == row { return known.found }
        var found = hides(row) ? [] : find(row)
        if let afterLast, row.span.end == layout.document.end { found.append(afterLast) }
        known.insertions[row.span.start] = (row, found)
        return found
    }

    private func height(beneath row: Row) -> Int { insertions(row).reduce(0) { $0 + $1.height } }

    /// The insertion that an inserted row belongs to, and which of its rows it is, from 0.
    public func insertion(at flowRow: FlowRow) -> (insertion: Insertion, index: Int)? {
        var index = flowRow.beneath - 1
        guard index >= 0 else { return nil }
        for insertion in insertions(flowRow.row) {
            if index < insertion.height { return (insertion, index) }
            index -= insertion.height
        }
        return nil
    }

    public func below(_ place: FlowRow) -> FlowRow? {
        if place.beneath < height(beneath: place.row) { return FlowRow(row: place.row, beneath: place.beneath + 1) }
        return row(after: place.row).map { FlowRow(row: $0) }
    }

    public func above(_ place: FlowRow) -> FlowRow? {
        if place.beneath > 0 { return FlowRow(row: place.row, beneath: place.beneath - 1) }
        return row(before: place.row).map { FlowRow(row: $0, beneath: height(beneath: $0)) }
    }

    /// The flow row that many rows further down (negative: up), or the last one that there is.
    public func moved(_ place: FlowRow, by rows: Int) -> FlowRow {
        var place = place
        for _ in 0..<abs(rows) {
            guard let next = rows > 0 ? below(place) : above(place) else { break }
            place = next
        }
        return place
    }

    /// As many rows as most screens have.
    private static let usualHeight = 100

    /// What a screen of this height shows, from its first row on.
    public func rows(from top: FlowRow, height: Int) -> [FlowRow] {
        var shown: [FlowRow] = []
        shown.reserveCapacity(min(max(0, height), Flow.usualHeight))
        var next: FlowRow? = top
        while let place = next, shown.count < height {
            shown.append(place)
            next = below(place)
        }
        return shown
    }

    /// How far below `top` the row of a place is, if that is less than `limit`; nil when it is above or further down.
    public func distance(from top: FlowRow, to row: Row, limit: Int) -> Int? {
        guard row.span.start >= top.row.span.start else { return nil }
        var place: FlowRow? = top
        var distance = 0
        while let current = place, distance < limit {
            if current.row == row, current.beneath == 0 { return distance }
            place = below(current)
            distance += 1
        }
        return nil
    }
}
