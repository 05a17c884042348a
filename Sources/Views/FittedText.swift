// A sentence where there is no room for all of it: what happened stays, what one could do about it gives way.

import TextLayout

/// As much of a sentence as fits into a number of cells, whole clauses rather than pieces of them, with `…` where
/// something had to go. Sentences say first what happened, and last which keys help.
func fitted(_ text: String, to room: Int, clusters: ClusterWidths = .unknown) -> String {
    guard GlyphRun(text, clusters: clusters).width > room else { return text }
    let characters = Array(text)
    var (width, clause, word) = (0, 0, 0)
    for (index, character) in characters.enumerated() {
        // A blank and the sign have to follow.
        if width + 2 <= room, character == " " || character == "," || character == ";" || character == ":" {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if character == " " {
                word = index
                if next == "(" { clause = index }
            } else if next == " " {
                (word, clause) = (index, index)
            }
        }
        width += GlyphRun(String(character), clusters: clusters).width
        if width > room { break }
    }
    // What is left of a sentence must still say something.
    let enough = room / 2
    let end = clause > 0 && cells(characters[..<clause], clusters) >= enough ? clause : word
    guard end > 0, cells(characters[..<end], clusters) >= enough else {
        return GlyphRun(text, clusters: clusters).clipped(to: room).text
    }
    return String(characters[..<end]) + " \u{2026}"
}

private func cells(_ characters: ArraySlice<Character>, _ clusters: ClusterWidths) -> Int {
    GlyphRun(String(characters), clusters: clusters).width
}
