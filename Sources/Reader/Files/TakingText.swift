// One open file takes over another text: every place that it holds goes along.

import Annotations
import TextLayout
import TextModel

extension FileState {
    mutating func take(_ outcome: Reanchoring.Outcome, _ index: Int) -> [Effect] {
        let change = outcome.change
        let start = change.place(top.row.span.start)
        let atHead = selection.map { $0.head == cursor } ?? false
        selection = selection?.taken(by: change)
        if let inHand, let span = outcome.marks[inHand]?.span, selection?.isSettled == true {
            selection = settled(span, cursorAtStart: selection.map { $0.head < $0.origin } ?? false, in: change.new)
        }
        cursor = atHead ? selection?.head ?? change.place(cursor) : change.place(cursor)
        goalColumn = nil
        newText = nil
        oldText = nil
        outline = nil
        isOutlineToOpen = false
        isOutlineStopped = false
        headingSteps = nil
        renewSeen(in: change.new, change.place)
        let opened = digest?.opened.map(change.stretch).filter { !$0.isEmpty }
        digest = nil
        document = change.new
        annotations = outcome.marks
        noteDrift(from: change.old, isOldReadable: outcome.isOldReadable)
        history = outcome.history
        takeOthers(outcome.others)
        layout = Layout(
            document, width: layout.width, isJustified: layout.isJustified, clusters: layout.clusters)
        top = FlowRow(row: layout.row(at: start))
        settleCursor()
        let effects = takePlaces(change, index) + takeDrafts(change, index)
        if let opened { makeDigest(opened: opened) }
        return [.takeText(index: index, document)] + effects
            + (areOthersWanted ? [.readCoders(index: index, isNews: false)] : [])
    }

    private func settled(_ span: Span, cursorAtStart: Bool, in document: Document) -> Selection {
        var selection = Selection(span, in: document, isSettled: true)
        if cursorAtStart { swap(&selection.origin, &selection.head) }
        return selection
    }

    private mutating func takeOthers(_ sets: [AnnotationSet]) {
        guard areOthersWanted else { return }
        areOthersReread = true
        for index in readOthers.indices where index < sets.count { readOthers[index].annotations = sets[index] }
        if others != nil { showOthers() }
    }

    private mutating func takePlaces(_ change: TextChange, _ index: Int) -> [Effect] {
        let before = places
        places = places.mapValues { change.place(min($0, change.old.end)) }
        return places == before ? [] : [.keepPlaces(index: index, places)]
    }

    /// A draft that is known by its passage is known by where that is now, or by the sentence that stands there.
    private mutating func takeDrafts(_ change: TextChange, _ index: Int) -> [Effect] {
        var taken: [String: String] = [:]
        var renamed: [String: String] = [:]
        for (place, text) in drafts.sorted(by: { $0.key < $1.key }) {
            var name = place
            if annotations[AnnotationID(place)] == nil, let span = draftSpans[place] {
                let there = document.codePoints(change.span(span) ?? passage(at: change.place(span.start)))
                name = "\(there.start.value)..\(there.end.value)"
            }
            // Two that come to one passage are both kept.
            taken[name] = taken[name].map { $0 == text ? text : "\($0)\n\n\(text)" } ?? text
            if name != place { renamed[place] = name }
        }
        drafts = taken
        takenDrafts = renamed
        locateDrafts()
        let kept = Set(renamed.values).sorted().map { Effect.keepDraft(index: index, place: $0, text: taken[$0]) }
        return kept
            + renamed.keys.filter { taken[$0] == nil }.sorted().map { .keepDraft(index: index, place: $0, text: nil) }
    }

    /// The sentence at a place; where there is none, the last one before it, or a grapheme.
    func passage(at offset: ByteOffset) -> Span {
        let sentence = document.sentence(at: offset) ?? document.sentence(before: offset)
        return sentence ?? document.snapped(Span(offset, document.grapheme(after: offset)))
    }
}
