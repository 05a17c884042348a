// What a tag means, and the reader's own last passages with it: at hand while tagging.

import Annotations
import Screen
import TextModel

/// A tag's definition with examples, over the text until the next key.
public struct TagCard: Sendable {
    /// The tags that one can look at.
    public let tags: [Tag]
    /// The number, from 0, of the tag that is shown.
    public internal(set) var place = 0
    /// What the codebook says of the tag; nil where it says nothing.
    public internal(set) var entry: Codebook.Entry?
    /// The reader's own passages under the tag and its sub-tags, the last changed first; three at most.
    public internal(set) var passages: [Passage] = []
    /// The search for them that is under way.
    var finding: WorkID?
    let back: Back

    /// What has the keys again afterwards.
    enum Back: Sendable {
        case text
        case picker(TagPicker)
        case list(Listing)
    }

    /// A passage under the tag, as a card shows it.
    public struct Passage: Equatable, Sendable {
        /// `¶ 12`, or how far down where paragraphs are not counted yet.
        public let place: String
        /// The first words, without line breaks.
        public let text: String
        /// Its note without line breaks; empty where there is none.
        public let note: String
    }

    /// The tag that is shown.
    public var tag: Tag { tags[place] }
}

/// The reader's own last passages under a tag and its sub-tags, to be found.
public struct PassageQuery: Sendable {
    let marks: AnnotationSet
    let tag: Tag
    let coder: String?
    let count: Int

    /// The last changed first.
    public func found() -> [Annotation] { marks.lastChanged(count, under: tag, by: coder) }
}

extension State {
    private static let shownPassages = 3
    /// Bytes of a passage, more than any card has room for.
    private static let passageBytes = 480

    /// Opens the card for the mark in hand; without one, for the tags that were given last.
    mutating func openTagCard() -> [Effect] {
        let here = file?.markInHand?.tags ?? []
        let tags = here.isEmpty ? lastTags : here
        guard !tags.isEmpty else {
            message = .information("no tagged mark here; the list of tags shows what each means\(tagListHint)")
            return []
        }
        return openTagCard(tags, back: .text)
    }

    private var tagListHint: String {
        keymap.keys(for: .codebook).first.map { " (\(Key.display(of: $0)))" } ?? ""
    }

    mutating func openTagCard(_ tags: [Tag], back: TagCard.Back) -> [Effect] {
        show(TagCard(tags: tags, back: back))
    }

    mutating func tagCardDialog(_ key: Key, _ card: TagCard, _ now: Timestamp) -> [Effect] {
        if key == Key(.tab), card.tags.count > 1 {
            var card = card
            card.place = (card.place + 1) % card.tags.count
            return show(card)
        }
        switch card.back {
        case .picker(let picker): dialog = .tagPicker(picker)
        case .list(let listing): dialog = .list(listing)
        case .text:
            dialog = nil
            // Whoever knows enough goes on at once: the key that closes the card does what it always does.
            let onlyCloses = closes(key) || [Key(.enter), Key(" "), Key("q")].contains(key)
            if !onlyCloses { return take(key, now) }
        }
        return []
    }

    /// Shows what there is to say of the card's tag; passages among many marks come later.
    private mutating func show(_ card: TagCard) -> [Effect] {
        guard let file else { return [] }
        var card = card
        card.entry = file.codebook[card.tag]
        card.passages = []
        let query = PassageQuery(
            marks: file.annotations, tag: card.tag, coder: options.coder, count: State.shownPassages)
        let stopped = card.finding.map { end($0) ? [Effect.stop($0)] : [] } ?? []
        card.finding = nil
        guard file.annotations.count(under: card.tag) > FileState.mostSiftedAtOnce else {
            card.passages = query.found().compactMap { passage($0) }
            dialog = .tagCard(card)
            return stopped
        }
        let work = begin("looking for passages", canBeStopped: false)
        card.finding = work
        dialog = .tagCard(card)
        return stopped + [.findPassages(work, query)]
    }

    /// Puts passages on the card that waits for them.
    mutating func passagesFound(_ work: WorkID, _ marks: [Annotation]) {
        guard end(work), case .tagCard(var card) = dialog, card.finding == work else { return }
        card.finding = nil
        // What was deleted meanwhile is no example any more.
        card.passages = marks.compactMap { file?.annotations[$0.id] }.compactMap { passage($0) }
        dialog = .tagCard(card)
    }

    private func passage(_ mark: Annotation) -> TagCard.Passage? {
        guard let file, let span = mark.span else { return nil }
        let number = file.document.knownParagraphIndex(atOrBefore: span.start)
        let place = number.map { "¶ \($0 + 1)" } ?? "\(span.start.percent(of: max(1, file.document.byteCount)))%"
        let text = file.document.text(Span(span.start, min(span.end, span.start + State.passageBytes)))
        return TagCard.Passage(place: place, text: State.oneLine(text), note: State.oneLine(mark.note))
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
