// The results for people: a line for each quantity, a column for each program, ratios at the end.

import FoundationEssentials

struct Table {
    /// In the order of the columns.
    let names: [String]
    let results: [Measured]

    private static let widths = (what: 38, article: 8, number: 10)

    /// The lines of the table; what is missing is `—`, with the reason beneath.
    var text: String {
        var lines: [String] = []
        var notes: [String] = []
        let others = names.filter { $0 != "less" && $0 != "rg" }
        lines.append(
            left("", Table.widths.what) + left("", Table.widths.article)
                + names.map { right($0, Table.widths.number) }.joined() + "      "
                + others.map { right("\($0)/less", max(Table.widths.number, $0.count + 7)) }.joined())
        for result in results {
            var line = left("\(result.what), \(result.unit)", Table.widths.what)
            line += left(result.article, Table.widths.article)
            for name in names {
                if let reason = result.reasons[name] {
                    let note = "\(name), \(result.article): \(reason)"
                    if !notes.contains(note) { notes.append(note) }
                }
                let isNamed = result.medians[name] != nil || result.reasons[name] != nil
                line += right(result.medians[name].map(number) ?? (isNamed ? "—" : ""), Table.widths.number)
            }
            line += "      "
            for name in others {
                line += right(result.ratios[name].map { fixed($0, 2) } ?? "", max(Table.widths.number, name.count + 7))
            }
            lines.append(line)
        }
        return (lines + notes.map { "— \($0)" }).joined(separator: "\n")
    }

    private func number(_ value: Double) -> String {
        value < 100 ? fixed(value, value < 10 ? 2 : 1) : fixed(value, 0)
    }

    private func fixed(_ value: Double, _ digits: Int) -> String {
        let scale = digits == 0 ? 1 : digits == 1 ? 10.0 : 100.0
        let scaled = Int((value * scale).rounded())
        guard digits > 0 else { return "\(scaled)" }
        let fraction = "\(scaled % Int(scale))"
        return "\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    private func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
