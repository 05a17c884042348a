// The rows of the library: columns of facts beside titles, as wide as what is known of all articles needs.

import Annotations
import Screen
import TextLayout
import TextModel

/// Cells of the columns whose contents are not known beforehand.
struct LibraryWidths: Sendable {
    static let mostMarks = 14
    var marks = 0
    var lastRead = 0
    var name = 0

    mutating func take(_ facts: LibraryFacts) {
        if let tally = facts.marks, tally.total > 0 {
            marks = max(marks, tally.text(within: LibraryWidths.mostMarks).utf8.count)
        }
        // As wide as a date.
        if facts.lastRead != nil { lastRead = 10 }
    }
}

/// Makes the rows that are on screen.
struct LibraryRows: Sendable {
    let entries: [LibraryEntry]
    let sorted: [Int]
    let now: Timestamp
    /// Cells.
    let nameWidth: Int
    /// The number of columns that are shown, those of most weight first.
    let fieldCount: Int

    func searched(_ place: Int) -> String {
        entries[sorted[place]].searched
    }

    /// The columns in the order of their weight: where there is no room for all, the last go first.
    func row(_ place: Int) -> ListRow {
        let entry = entries[sorted[place]]
        let facts = entry.facts
        // Fields stand at the right of their columns, and names read better from the left.
        let name = GlyphRun(entry.name).clipped(to: nameWidth)
        let paddedName = name.text + String(repeating: " ", count: max(0, nameWidth - name.width))
        let marks = facts.map { $0.marks?.text(within: LibraryWidths.mostMarks) ?? "\u{2026}" } ?? ""
        let progress = facts?.progress.map { "\($0)%" } ?? ""
        let lastRead = facts?.lastRead.map { LibraryText.age(of: $0, at: now) } ?? ""
        var text = facts?.title ?? entry.name
        if let problem = facts?.problem { text = "\(entry.name): \(problem)" }
        let fields = [progress, marks, lastRead, LibraryText.size(entry.size), paddedName]
        return ListRow(text, fields: Array(fields.prefix(fieldCount)), isQuiet: facts?.problem != nil)
    }
}

/// Sizes and ages in a few cells.
public enum LibraryText {
    /// `812 B`, `14 KB`, `3.2 MB`; units of 1000 bytes.
    public static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = "B"
        for larger in ["KB", "MB", "GB", "TB"] where value >= 1000 {
            value /= 1000
            unit = larger
        }
        let isRough = unit == "B" || unit == "KB" || value >= 100
        let tenths = Int((value * 10).rounded())
        return isRough ? "\(Int(value.rounded())) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// `now`, `5 min ago`, `3 h ago`, `2 days ago`; a week back and more, or in the future, the date (in UTC).
    public static func age(of time: Timestamp, at now: Timestamp) -> String {
        guard let then = time.secondsSince1970, let today = now.secondsSince1970 else { return "" }
        switch today - then {
        case -60..<60: return "now"
        case 60..<3600: return "\((today - then) / 60) min ago"
        case 3600..<86400: return "\((today - then) / 3600) h ago"
        case 86400..<7 * 86400:
            let days = (today - then) / 86400
            return days == 1 ? "1 day ago" : "\(days) days ago"
        default: return String(time.text.prefix(10))
        }
    }
}
