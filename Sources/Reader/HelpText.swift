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

    /// The keys in force, as many lines as it takes at this width.
    public var helpLines: [HelpLine] {
        let sections = KeyHelp.sections(for: keymap, codebook: file?.codebook ?? Codebook([]))
        var lines: [HelpLine] = [.title("Keys in force (\(keymap.name))"), .blank]
        for section in librarySections + sections {
            lines.append(.title(section.title))
            for row in section.rows {
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
