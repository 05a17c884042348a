// The numbers of the article's marks over the text: counted beside the reader where there are many, scrolled like help.

import Annotations
import Screen
import TextModel

/// The numbers while they are shown.
public struct StatsDialog: Equatable, Sendable {
    /// What was counted.
    public let statistics: MarkStatistics
    /// Rows above the first one shown.
    public var scrolled = 0
    /// Keys that begin a longer sequence.
    var pending: [Key] = []
}

/// Marks that are to be counted.
public struct MarkCount: Sendable {
    /// The marks.
    public let annotations: AnnotationSet
    /// The text that they are in.
    public let document: Document

    /// Takes as long as there are marks.
    public func statistics() -> MarkStatistics {
        MarkStatistics(annotations.all, length: document.codePointCount)
    }
}

extension State {
    /// More marks, or bytes of text, than this are counted beside the reader.
    private static let mostCountedAtOnce = (marks: 500, bytes: 1 << 20)

    mutating func openStats() -> [Effect] {
        guard let file else { return [] }
        if let fraction = file.arriving {
            message = .information("the marks are still being read (\(Int(fraction * 100))%)")
            return []
        }
        let count = MarkCount(annotations: file.annotations, document: file.document)
        if file.annotations.count <= State.mostCountedAtOnce.marks,
            file.document.byteCount <= State.mostCountedAtOnce.bytes
        {
            dialog = .stats(StatsDialog(statistics: count.statistics()))
            return []
        }
        message = .information("counting marks \u{2026}")
        let work = begin("counting marks")
        return [.countMarks(work, index: current, count)]
    }

    /// Shows what was counted, unless whoever asked does something else by now.
    mutating func counted(_ work: WorkID, _ index: Int, _ statistics: MarkStatistics) {
        guard end(work), index == current, inView == .article, dialog == nil, pendingKeys.isEmpty else { return }
        message = nil
        dialog = .stats(StatsDialog(statistics: statistics))
    }

    // MARK: On the screen

    /// The chart as it fits on the screen.
    public func chart(_ stats: StatsDialog) -> [[ChartPiece]] {
        StatsChart(stats.statistics, width: min(size.columns - 2, 100)).rows
    }

    /// Rows that the chart has: all but the last, which says how it is left.
    public var statsRows: Int { max(1, size.rows - 1) }

    mutating func stats(_ key: Key, _ stats: StatsDialog) {
        let keys = stats.pending + [key]
        var stats = stats
        stats.pending = []
        dialog = .stats(stats)
        var command: Command?
        switch keymap.lookup(keys) {
        case .bound(let binding): command = binding.command
        case .prefix(let next) where next.contains(where: { $0.what.map(State.movesInStats) == true }):
            stats.pending = keys
            dialog = .stats(stats)
            return
        default:
            // A sequence that leads nowhere does nothing.
            if keys.count > 1, !closes(key) { return }
        }
        switch (command, key.code) {
        case (.rowDown, _), (.scrollDown, _): scrollStats(by: 1)
        case (.rowUp, _), (.scrollUp, _): scrollStats(by: -1)
        case (.halfPageDown, _): scrollStats(by: statsRows / 2)
        case (.halfPageUp, _): scrollStats(by: -statsRows / 2)
        case (.pageDown, _), (_, .character(" ")): scrollStats(by: max(1, statsRows - 1))
        case (.pageUp, _): scrollStats(by: -max(1, statsRows - 1))
        case (.documentStart, _): scrollStats(by: -stats.scrolled)
        case (.documentEnd, _): scrollStats(by: 100_000)
        default: dialog = nil
        }
    }

    /// Whether a command moves in the chart; all others close it.
    private static func movesInStats(_ binding: Binding) -> Bool {
        switch binding.command {
        case .rowDown, .scrollDown, .rowUp, .scrollUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .documentStart,
            .documentEnd:
            true
        default: false
        }
    }

    mutating func scrollStats(by rows: Int) {
        guard case .stats(var stats) = dialog else { return }
        stats.scrolled = max(0, min(stats.scrolled + rows, chart(stats).count - statsRows))
        dialog = .stats(stats)
    }
}
