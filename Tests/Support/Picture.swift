// A screen as text that reads as a picture: each row between bars, and beneath it what its cells look like.

import Screen

extension Frame {
    /// - Parameter sign: one sign for a look; a space for one that needs none. `^` is where the cursor stands.
    public func picture(_ sign: (Style) -> Character) -> String {
        var lines: [String] = []
        let edge = "+" + String(repeating: "-", count: size.columns) + "+"
        lines.append(edge)
        for row in 0..<size.rows {
            lines.append("|" + self.row(row).filter { $0.width > 0 }.map(\.grapheme).joined() + "|")
            var signs = self.row(row).map { sign($0.style) }
            if let cursor, cursor.row == row, signs.indices.contains(cursor.column) { signs[cursor.column] = "^" }
            while signs.last == " " { signs.removeLast() }
            if !signs.isEmpty { lines.append(" " + String(signs)) }
        }
        lines.append(edge)
        return lines.joined(separator: "\n") + "\n"
    }
}
