// The help screen's text, so that scrolling knows how long it is.

import Annotations
import TextLayout
import TextModel

/// A line of the help screen.
public enum HelpLine: Equatable, Sendable {
    case title(String)
    /// Keys and what they do; `keys` is empty where the text of the line above goes on.
    case entry(keys: String, help: String)
    case blank
}

extension State {
    /// Cells that the help screen has for keys.
    public var helpKeyWidth: Int { max(8, min(22, size.columns / 3)) }

    /// The keys in force, or those that the filter leaves, as many lines as it takes at this width.
    public func helpLines(_ filter: String = "") -> [HelpLine] {
        let sections = KeyHelp.sections(for: keymap, codebook: file?.codebook ?? Codebook([]))
        var lines: [HelpLine] = [.title("Keys in force (\(keymap.name))"), .blank]
        let wanted = filter.lowercased().split(whereSeparator: \.isWhitespace)
        for section in librarySections + listSections + sections + [driftSection] {
            let rows = section.rows.filter { row in wanted.allSatisfy(row.holds) }
            guard !rows.isEmpty else { continue }
            lines.append(.title(section.title))
            for row in rows {
                let keys = wrapped(row.keys, helpKeyWidth)
                let help = wrapped(row.help, max(8, size.columns - helpKeyWidth - 4))
                for index in 0..<max(keys.count, help.count) {
                    lines.append(
                        .entry(
                            keys: index < keys.count ? keys[index] : "", help: index < help.count ? help[index] : ""))
                }
            }
            lines.append(.blank)
        }
        return lines
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        noteRows(noteLayout(text, width: width + 2)).map { row in
            Document(text).text(Span(row.span.start, row.visibleEnd))
        }
    }
}
