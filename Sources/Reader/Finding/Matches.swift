// All hits of a search as a list, each with the text around it.

import Screen
import Synchronization
import TextModel

extension State {
    /// Opens the list of the hits of the last search.
    mutating func openMatches() -> [Effect] {
        guard search != nil, let file else {
            message = .information("nothing has been searched for yet")
            return []
        }
        search?.isShown = true
        let effects = tallyHits()
        if let tally = search?.tally {
            openList(matchList(tally, in: file), places: matchPlaces(tally))
        }
        return effects
    }

    /// Puts the hits into the open list now that they are counted.
    mutating func showMatches(_ tally: SearchTally) {
        guard case .list(var listing) = dialog, listing.chooser.title == matchTitle(tally, isCounted: false),
            case .places(_, let origin) = listing.meaning, let file
        else { return }
        let list = matchList(tally, in: file)
        // What was typed into the filter of the empty list goes on to narrow the full one.
        let filter = listing.chooser.filter.text
        listing.chooser = list
        if !filter.isEmpty { listing.chooser.paste(filter) }
        listing.meaning = .places(matchPlaces(tally), origin: origin)
        dialog = .list(listing)
        previewChosenPlace()
    }

    private func matchTitle(_ tally: SearchTally, isCounted: Bool) -> String {
        guard isCounted else { return "Looking for “\(tally.pattern.typed)” …" }
        return "“\(tally.pattern.typed)”" + (tally.isCapped ? ", the first 10,000 hits" : "")
    }

    private func matchList(_ tally: SearchTally, in file: FileState) -> Chooser {
        let isCounted = search?.counting == nil
        let nearest = tally.count(before: file.document.grapheme(after: file.cursor)) ?? tally.hits.count
        let empty =
            !isCounted ? "" : tally.isTooHard ? "this pattern takes too long here; make it simpler" : "no hit"
        return Chooser(
            title: matchTitle(tally, isCounted: isCounted), rows: matchRows(tally), chosen: max(0, nearest - 1),
            emptyMessage: empty)
    }

    private func matchPlaces(_ tally: SearchTally) -> @Sendable (Int) -> ByteOffset? {
        { number in tally.hits.indices.contains(number) ? tally.document.snapped(tally.hits[number]).start : nil }
    }

    private func matchRows(_ tally: SearchTally) -> ListRows {
        let size = max(1, tally.document.byteCount)
        let numberWidth = String(tally.hits.count).count
        let texts = MatchTexts(tally)
        return ListRows(
            count: tally.hits.count,
            folded: { texts.folded($0) },
            row: { number in
                let hit = tally.hits[number]
                let excerpt = Excerpt(around: hit, in: tally.document)
                let label = String(number + 1)
                let padding = String(repeating: " ", count: max(0, numberWidth - label.count))
                let lead = padding + label + "  "
                let start = ByteOffset(lead.utf8.count + excerpt.hit.start.value)
                return ListRow(
                    lead + excerpt.text, fields: ["\(hit.start.percent(of: size))%"],
                    emphasis: [Span(start, start + excerpt.hit.count)])
            })
    }
}

/// What the filter looks at in the list of matches: the text around each hit, read and folded once.
private final class MatchTexts: Sendable {
    private let tally: SearchTally
    private let known: Mutex<[[UInt8]?]>

    init(_ tally: SearchTally) {
        self.tally = tally
        known = Mutex([[UInt8]?](repeating: nil, count: tally.hits.count))
    }

    func folded(_ number: Int) -> [UInt8] {
        if let known = known.withLock({ $0[number] }) { return known }
        let folded = Folding.folded(Excerpt.text(around: tally.hits[number], in: tally.document))
        known.withLock { $0[number] = folded }
        return folded
    }
}

/// A hit with some of its line before and after it, in one line.
struct Excerpt {
    let text: String
    /// The hit, in UTF-8 bytes of `text`.
    let hit: Span

    private static let before = 16
    private static let after = 160
    private static let longest = 120

    init(around raw: Span, in document: Document) {
        let hit = document.snapped(raw)
        let line = document.segment(at: hit.start)
        let start = Excerpt.wordStart(max(line.start, hit.start - Excerpt.before), line, hit, document)
        let end = document.graphemeBoundary(
            atOrBefore: min(max(line.end, hit.end), hit.end + Excerpt.after, document.end))
        let shownEnd = document.graphemeBoundary(atOrBefore: min(hit.end, hit.start + Excerpt.longest))
        let head = (start > line.start ? "…" : "") + Excerpt.flat(document.text(Span(start, hit.start)))
        let middle = Excerpt.flat(document.text(Span(hit.start, max(shownEnd, hit.start))))
        var tail = shownEnd < hit.end ? "…" : Excerpt.flat(document.text(Span(hit.end, max(hit.end, end))))
        let lead = head.drop { $0 == " " }
        if tail.last == " " { tail.removeLast() }
        text = lead + middle + tail
        self.hit = Span(ByteOffset(lead.utf8.count), ByteOffset(lead.utf8.count + middle.utf8.count))
    }

    /// What the excerpt around a hit is made of, on one line and to within a grapheme at its end. It is read without
    /// graphemes and segments being looked up, of which none that the screen needs would be left after thousands of hits.
    static func text(around hit: Span, in document: Document) -> String {
        // The byte before tells whether the line begins there.
        let start = max(.zero, hit.start - Excerpt.before - 1)
        let shownEnd = min(hit.end, hit.start + Excerpt.longest)
        let end = shownEnd < hit.end ? shownEnd : min(document.end, hit.end + Excerpt.after)
        let bytes = document.copy(Span(start, end))
        let head = bytes[..<(hit.start - start)]
        var first = head.lastIndex(of: 0x0A).map { $0 + 1 }
        if first == nil, hit.start - start > Excerpt.before {
            first = head.dropFirst().firstIndex(of: 0x20).flatMap { $0 + 1 < head.endIndex ? $0 + 1 : nil } ?? 1
        }
        let last = bytes[(shownEnd - start)...].firstIndex(of: 0x0A) ?? bytes.endIndex
        return String(decoding: bytes[(first ?? 0)..<last], as: UTF8.self)
    }

    /// The first start of a word at or after a place, if there is one before the hit.
    private static func wordStart(_ place: ByteOffset, _ line: Span, _ hit: Span, _ document: Document) -> ByteOffset {
        guard place > line.start else { return line.start }
        let start = document.graphemeBoundary(atOrBefore: place)
        let text = document.withBytes(Span(start, hit.start)) { Array($0) }
        guard let space = text.firstIndex(of: 0x20), space + 1 < text.count else { return start }
        return start + space + 1
    }

    /// White space of every kind as one blank.
    static func flat(_ text: String) -> String {
        var flat = ""
        for character in text {
            if !character.isWhitespace { flat.append(character) } else if flat.last != " " { flat.append(" ") }
        }
        return flat
    }
}
