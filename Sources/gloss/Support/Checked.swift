// What `gloss check` and `gloss transfer` have to say: a line, or a JSON object, for each thing that somebody should
// look at.

import Annotations
import Interchange
import TextModel

/// Something that is not as it was, or not as it should be.
enum Checked {
    /// A mark that is not where it was, word for word.
    /// With what the text reads there now; nil for a lost one.
    case mark(Record, Anchor, now: String?)
    /// Something about a file.
    case file(Kind, path: String, line: Int?, message: String)

    enum Kind: String {
        /// A sidecar holds something that is not as it should be.
        case finding
        /// A sidecar cannot be written.
        case readOnly = "read-only"
        /// A copy of what could not be read.
        case kept
        /// What a save left that did not end.
        case unfinished
        /// A sidecar whose article is gone.
        case noArticle = "no-article"
        /// A kept text that is wrong.
        case snapshot
    }

    /// Nil for a mark that is where it was.
    init?(_ mark: Annotation, in article: String, _ document: Document) {
        guard mark.anchor.status != .exact else { return nil }
        let record = Record(mark, file: article, document: document)
        self = .mark(record, mark.anchor, now: mark.span.map(document.text))
    }

    /// `file:line:column: changed 87%: [tags] quote; now: what the text reads there`, and `file:line: what is wrong`.
    var text: String {
        switch self {
        case .mark(let record, let anchor, let now):
            "\(List.place(record)): \(Checked.words(anchor)): \(List.passage(record))"
                + (anchor.status == .changed ? now.map { "; now: \(List.oneLine($0))" } ?? "" : "")
        case .file(_, let path, let line, let message):
            "\(List.oneLine(path))\(line.map { ":\($0)" } ?? ""): \(List.oneLine(message))"
        }
    }

    /// One object in one line: `kind`, `score` and `now` before the columns of a record, or `kind`, `file`, `line`, `message`.
    var json: String {
        switch self {
        case .mark(let record, let anchor, let now):
            JSONText.object(
                [
                    ("kind", "\"mark\""), ("score", Checked.score(anchor)),
                    ("now", now.map(JSONText.string) ?? "null"),
                ] + record.members.filter { $0.0 != "now" })
        case .file(let kind, let path, let line, let message):
            JSONText.object([
                ("kind", "\"\(kind.rawValue)\""), ("file", JSONText.string(path)), ("line", JSONText.number(line)),
                ("message", JSONText.string(message)),
            ])
        }
    }

    static func words(_ anchor: Anchor) -> String {
        switch anchor.status {
        case .exact: "exact"
        case .moved: "moved"
        case .changed: "changed \(min(99, max(1, Int((anchor.score * 100).rounded()))))%"
        case .orphan: "lost"
        }
    }

    /// With four decimals at the most.
    private static func score(_ anchor: Anchor) -> String {
        anchor.status == .moved ? "1" : anchor.status == .orphan ? "0" : "\((anchor.score * 10_000).rounded() / 10_000)"
    }
}
