// The rows of a list: what each shows, and rows that are made only when they are shown.

import Annotations
import TextModel

/// A row of a list.
public struct ListRow: Equatable, Sendable {
    public var text: String
    /// How far it is set in, from 0.
    public var level: Int
    /// What stands right-aligned at the end of the row, in columns.
    public var fields: [String]
    /// What is to stand out in `text`, in its UTF-8 bytes.
    public var emphasis: [Span]
    /// Whether the row stands back behind the others.
    public var isQuiet: Bool
    /// The tag whose colour the row's first character has.
    public var tag: Tag?
    /// What stands before the text in a column of its own; nil where there is no such column.
    public var lead: Lead?
    /// What follows the text in another style, with up to half of the row; empty when nothing does.
    public var tail: String

    public enum Lead: Equatable, Sendable {
        /// The letters of these tags; of no tag, the sign of a note alone.
        case tags([Tag])
        /// The sign of an unfinished note.
        case draft
    }

    public init(
        _ text: String, level: Int = 0, fields: [String] = [], emphasis: [Span] = [], isQuiet: Bool = false,
        lead: Lead? = nil, tail: String = ""
    ) {
        self.lead = lead
        self.tail = tail
        self.text = text
        self.level = level
        self.fields = fields
        self.emphasis = emphasis
        self.isQuiet = isQuiet
    }
}

/// The rows of a list, made when they are shown: a million of them cost nothing.
public struct ListRows: Sendable {
    public let count: Int
    /// The row with a number from 0 to `count - 1`.
    public let row: @Sendable (Int) -> ListRow
    /// What the filter looks at; by default the row's text and fields.
    public let searched: @Sendable (Int) -> String
    /// The same folded, where whoever made the rows remembers it; nil where it is folded for each filter anew.
    let folded: (@Sendable (Int) -> [UInt8])?
    /// Whether whoever made the rows also finds those that hold the words of a filter: looking at all of them would
    /// take longer than one waits for a key.
    var areFoundElsewhere = false
    /// What the rows are of, where several rows may be of one thing; nil where each is of its own.
    public internal(set) var things: Things?

    /// What rows are of: the marks, where each stands under all of its tags.
    public struct Things: Sendable {
        /// All of them.
        public let count: Int
        /// How many the rows with these numbers are of.
        let of: @Sendable ([Int]) -> Int
    }

    public init(
        count: Int, searched: (@Sendable (Int) -> String)? = nil, row: @escaping @Sendable (Int) -> ListRow
    ) {
        self.count = count
        self.row = row
        self.searched = searched ?? { ([row($0).text] + row($0).fields).joined(separator: " ") }
        folded = nil
    }

    /// - Parameter folded: what the filter looks at, as `Folding` folds it.
    init(count: Int, folded: @escaping @Sendable (Int) -> [UInt8], row: @escaping @Sendable (Int) -> ListRow) {
        self.count = count
        self.row = row
        self.folded = folded
        searched = { String(decoding: folded($0), as: UTF8.self) }
    }

    public init(_ rows: [ListRow]) { self.init(count: rows.count) { rows[$0] } }
}
