// The numbers of a study as rows of text: bars, strips along the text, and which tags go together. The command line
// prints what the reader shows.

import Annotations
import TextLayout

/// A piece of a chart's row, and what it stands for.
public struct ChartPiece: Equatable, Sendable {
    /// What a piece stands for, which says how it is drawn.
    public enum Role: Equatable, Sendable {
        /// Text like that of the article.
        case plain
        /// The head of a part.
        case title
        /// What stands back.
        case quiet
        /// In the colour of a tag.
        case tag(Tag)
    }

    /// What is drawn: one row, no line break.
    public let text: String
    /// What it stands for.
    public let role: Role

    /// A piece of a row.
    public init(_ text: String, _ role: Role) {
        self.text = text
        self.role = role
    }
}

/// A chart of what the marks come to.
public struct StatsChart: Sendable {
    let statistics: MarkStatistics
    /// Cells.
    let width: Int
    /// Whether only ASCII is drawn, but for names.
    let isPlain: Bool
    private let tags: [MarkStatistics.TagNumbers]
    /// Cells of the column of names.
    private let nameWidth: Int
    /// Marks of the tag that has the most.
    private let most: Int

    /// - Parameters:
    ///   - width: cells, as many as there are; a chart takes 20 at least.
    ///   - isPlain: whether only ASCII is drawn, but for names.
    public init(_ statistics: MarkStatistics, width: Int, isPlain: Bool = false) {
        self.statistics = statistics
        self.width = max(20, width)
        self.isPlain = isPlain
        tags = statistics.tags
        most = max(1, tags.map(\.under).max() ?? 1)
        let widest = tags.map { GlyphRun($0.tag.shortName).width + 2 * $0.tag.ancestors.count }.max() ?? 0
        nameWidth = max(3, min(widest, self.width / 3, 28))
    }

    /// The rows from top to bottom.
    public var rows: [[ChartPiece]] {
        var rows = wrapped(StatsChart.summary(of: statistics)).map { [ChartPiece($0, .plain)] }
        guard statistics.marks > 0 else { return rows }
        if !tags.isEmpty { rows += [[], [title("Marks by tag")]] + tags.map(bar) }
        if statistics.marks > statistics.lost {
            rows += [[], [title("Along the text")], strip(name("all", level: 0), statistics.along, .plain)]
            rows += tags.map { strip(name($0.tag), $0.along, .tag($0.tag)) }
        }
        return rows + pairs(tags.filter { $0.own > 0 }.map(\.tag))
    }

    /// `41 marks, 10 with a note, 2 lost; 23% of the text is marked`
    public static func summary(of statistics: MarkStatistics) -> String {
        let marks = statistics.marks
        var text = "\(marks) \(marks == 1 ? "mark" : "marks")"
        if statistics.notes > 0 { text += ", \(statistics.notes) with a note" }
        if statistics.untagged > 0 { text += ", \(statistics.untagged) without a tag" }
        if statistics.lost > 0 { text += ", \(statistics.lost) lost" }
        return marks == 0 ? text : text + "; \(percent(statistics.marked, of: statistics.length)) of the text is marked"
    }

    private static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return "0%" }
        let tenths = Int((Double(part) * 1000 / Double(whole)).rounded())
        if tenths == 0 { return "<0.1%" }
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)%" : "\((tenths + 5) / 10)%"
    }

    private func title(_ text: String) -> ChartPiece { ChartPiece(text, .title) }

    private func wrapped(_ text: String) -> [String] {
        var rows = [""]
        for word in text.split(separator: " ") {
            let row = rows[rows.count - 1]
            if row.isEmpty {
                rows[rows.count - 1] = String(word)
            } else if row.count + 1 + word.count <= width {
                rows[rows.count - 1] += " " + word
            } else {
                rows.append(String(word))
            }
        }
        return rows
    }

    // MARK: Names

    private func name(_ tag: Tag) -> ChartPiece { name(tag.shortName, level: tag.ancestors.count) }

    /// A name in its column, set in by its level and followed by two blanks.
    private func name(_ text: String, level: Int) -> ChartPiece {
        let inset = min(2 * level, nameWidth / 2)
        let run = GlyphRun(text).clipped(to: nameWidth - inset)
        let after = String(repeating: " ", count: max(0, nameWidth - inset - run.width) + 2)
        return ChartPiece(String(repeating: " ", count: inset) + run.text + after, .plain)
    }

    // MARK: Bars

    private func bar(_ numbers: MarkStatistics.TagNumbers) -> [ChartPiece] {
        let digits = String(most).count
        let percent = StatsChart.percent(numbers.marked, of: statistics.length)
        let room = max(1, width - nameWidth - 2 - digits - 1 - 1 - 6)
        let bar = length(numbers.under, of: most, room)
        return [
            name(numbers.tag), ChartPiece(padded(String(numbers.under), digits) + " ", .plain),
            ChartPiece(bar, .tag(numbers.tag)),
            ChartPiece(
                String(repeating: " ", count: max(0, room - bar.count)) + padded(percent, 7), .quiet),
        ]
    }

    /// A bar in eighths of a cell; whatever there is at all is seen.
    private func length(_ number: Int, of most: Int, _ room: Int) -> String {
        guard number > 0 else { return "" }
        if isPlain { return String(repeating: "#", count: max(1, (number * room + most / 2) / most)) }
        let eighths = max(1, (number * room * 8 + most / 2) / most)
        let parts = ["", "\u{258F}", "\u{258E}", "\u{258D}", "\u{258C}", "\u{258B}", "\u{258A}", "\u{2589}"]
        return String(repeating: "\u{2588}", count: eighths / 8) + parts[eighths % 8]
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    // MARK: Along the text

    /// How many marks there are from the start of the text to its end, the fullest place as high as it gets.
    private func strip(_ name: ChartPiece, _ along: [Int], _ role: ChartPiece.Role) -> [ChartPiece] {
        let room = max(1, min(width - nameWidth - 2, along.count))
        // On a narrow screen neighbours share a cell.
        let cells = (0..<room).map { cell in
            along[(cell * along.count / room)..<max(cell * along.count / room + 1, (cell + 1) * along.count / room)]
                .max()
                ?? 0
        }
        let most = max(1, cells.max() ?? 1)
        let signs: [Character] =
            isPlain
            ? Array(".:-=+*#@")
            : ["\u{2581}", "\u{2582}", "\u{2583}", "\u{2584}", "\u{2585}", "\u{2586}", "\u{2587}", "\u{2588}"]
        let text = cells.map { number -> Character in
            number == 0 ? " " : signs[min(signs.count - 1, (number * signs.count - 1) / most)]
        }
        return [name, ChartPiece(String(text), role)]
    }

    // MARK: Together

    /// Cells of a column of the map: a shade, three digits, a blank.
    private static let columnWidth = 5

    /// For every two tags how many passages both are on, as far as there is room for columns: the most used tags.
    private func pairs(_ tags: [Tag]) -> [[ChartPiece]] {
        let together = statistics.together
        let columns = max(0, (width - nameWidth - 6) / StatsChart.columnWidth)
        let involved = tags.filter { tag in together.keys.contains { $0.first == tag || $0.second == tag } }
        let shown = Array(involved.prefix(columns + 1))
        guard shown.count > 1 else { return [] }
        let most = together.values.max() ?? 1
        let left = involved.count > shown.count ? " (the \(shown.count) most used of \(involved.count))" : ""
        var rows: [[ChartPiece]] = [[], [title("Passages that two tags are on" + left)]]
        let digits = String(shown.count).count
        let blank = String(repeating: " ", count: nameWidth + 2 + digits + 1)
        let heads = (1..<shown.count).map { padded(String($0), 4) + " " }.joined()
        rows.append([ChartPiece(blank + heads, .quiet)])
        for (index, tag) in shown.enumerated() {
            var row = [
                ChartPiece(padded(String(index + 1), digits) + " ", .quiet),
                name(index > 0 || tag.ancestors.isEmpty ? fullName(tag) : tag.shortName, level: 0),
            ]
            for other in shown[..<index] {
                let count = together[TagPair(tag, other)] ?? 0
                row.append(ChartPiece(cell(count, of: most), count == 0 ? .quiet : .plain))
            }
            rows.append(row)
        }
        return rows
    }

    private func fullName(_ tag: Tag) -> String {
        GlyphRun(tag.name).width <= nameWidth ? tag.name : tag.shortName
    }

    private func cell(_ count: Int, of most: Int) -> String {
        guard count > 0 else { return "   \u{B7} ".replacing("\u{B7}", with: isPlain ? "." : "\u{B7}") }
        let shades = isPlain ? [".", ":", "*", "#"] : ["\u{2591}", "\u{2592}", "\u{2593}", "\u{2588}"]
        let shade = shades[min(3, (count * 4 - 1) / most)]
        return shade + padded(count > 999 ? "\(min(99, count / 1000))k" : String(count), 3) + " "
    }
}

extension Tag {
    /// The last part of the path: `cyber` of `risk/cyber`.
    var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }
}
