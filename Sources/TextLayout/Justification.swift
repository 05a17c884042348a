// Rows that end flush: a cell more in some of the gaps between their words, or nothing at all.

import TextModel

/// Stretches rows. A gap is a single blank between two words, and gets one cell more at the most: a row that needs
/// more than that stays ragged rather than being torn open.
enum Justification {
    /// Stretches a row to a width, if its gaps are enough for that.
    ///
    /// - Parameters:
    ///   - placed: the glyphs of the row, no tab among them: what follows a tab stands where it should.
    ///   - text: where the row's text begins; what marks a list item keeps its width.
    ///   - width: in cells, the row's indent included.
    ///   - fromRight: whether the gaps that get a cell are counted from the right.
    static func stretch(_ placed: inout [PlacedGlyph], from text: ByteOffset, to width: Int, fromRight: Bool) {
        guard let last = placed.last else { return }
        let missing = width - (last.column + last.glyph.width)
        guard missing > 0 else { return }
        let gaps = gaps(in: placed, from: text)
        guard missing <= gaps.count else { return }
        var added = 0
        var gap = 0
        for index in placed.indices {
            let old = placed[index]
            var glyph = old.glyph
            if gap < gaps.count, gaps[gap] == index {
                if takesMore(fromRight ? gaps.count - 1 - gap : gap, of: gaps.count, missing) {
                    glyph = Glyph("  ", width: 2, kind: .space)
                }
                gap += 1
            }
            placed[index] = PlacedGlyph(glyph: glyph, span: old.span, column: old.column + added)
            added += glyph.width - old.glyph.width
        }
    }

    /// Whether the gap with this number is one of the `missing` that are spread evenly over all `count`.
    private static func takesMore(_ number: Int, of count: Int, _ missing: Int) -> Bool {
        (number + 1) * missing / count > number * missing / count
    }

    /// The indexes of the glyphs that are gaps.
    private static func gaps(in placed: [PlacedGlyph], from text: ByteOffset) -> [Int] {
        placed.indices.dropFirst().dropLast().filter { index in
            let gap = placed[index]
            return gap.glyph.kind == .space && gap.span.count == 1 && gap.span.start > text
                && placed[index - 1].glyph.kind != .space && placed[index + 1].glyph.kind != .space
        }
    }
}
