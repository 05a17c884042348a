// What an export is: marks of some articles on the one side, a format's text on the other, and what did not fit.

import Annotations
import TextModel

/// One mark on its way out.
public struct ExportMark: Sendable {
    public let annotation: Annotation
    /// The mark as a W3C annotation in one line of JSON, as a sidecar holds it.
    public let json: String

    public init(_ annotation: Annotation, json: String) {
        self.annotation = annotation
        self.json = json
    }
}

/// One article with the marks that are exported of it.
public struct ExportArticle: Sendable {
    /// The path by which the article is named in the export.
    public let file: String
    public let document: Document
    /// In document order, orphans last.
    public let marks: [ExportMark]

    public init(file: String, document: Document, marks: [ExportMark]) {
        self.file = file
        self.document = document
        self.marks = marks
    }

    /// The flat records of the marks, in the same order.
    public var records: [Record] { marks.map { Record($0.annotation, file: file, document: document) } }
}

/// Something that a format could not hold.
public struct ExportLoss: Equatable, Sendable {
    /// How many there were of it; at least 1.
    public let count: Int
    /// What they are and what was written instead, as the end of a sentence that begins with the count.
    public let what: String

    public init(_ count: Int, _ what: String) {
        self.count = count
        self.what = what
    }

    public var message: String { "\(count) \(what)" }
}

/// A format that marks can be written in.
public protocol ExportFormat: Sendable {
    /// What `--format` calls it.
    var name: String { get }
    /// One line for `--help`: what it is good for.
    var summary: String { get }

    /// Writes the marks of all articles as one set.
    ///
    /// - Parameters:
    ///   - articles: in the order in which they are written.
    ///   - write: takes the text piece by piece; what it throws ends the export.
    /// - Returns: what the format could not hold.
    func export(_ articles: [ExportArticle], to write: (String) throws -> Void) throws -> [ExportLoss]
}

/// All formats there are. `--format`, `--help` and shell completion read this table.
public enum ExportFormats {
    public static let all: [any ExportFormat] = [
        WebAnnotationFormat(), JSONLinesFormat(), CSVFormat(), MarkdownFormat(),
    ]

    public static var names: [String] { all.map(\.name) }

    /// Nil for a name that no format has.
    public static func format(named name: String) -> (any ExportFormat)? { all.first { $0.name == name } }
}
