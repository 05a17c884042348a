// Search in the notes: while one types, the text moves to the first note that holds the words; n and N go on.

import Annotations
import Screen
import TextModel

/// What the notes were searched for.
public struct NoteSearch: Sendable {
    public let typed: String
    /// What a note must hold, each word somewhere, folded.
    public let words: [[UInt8]]
    /// Whether the hits are shown.
    public internal(set) var isShown = true
    /// The marks with such notes in document order, and of which marks of which file.
    var hits: [AnnotationID] = []
    var counted: (file: Int, edition: Int, filter: MarkFilter?)?

    init(_ typed: String) {
        self.typed = typed
        words = Folding.words(typed)
    }
}

/// A search in the notes that is being typed.
public struct NoteSearchPrompt: Sendable {
    public var field = TextField()
    /// Where the reader was.
    let origin: TextPlace
    let before: NoteSearch?
}

extension State {
    mutating func openNoteSearch() {
        guard let file else { return }
        let marks = file.annotations
        guard marks.noteCount > 0, marks.all.contains(where: { !$0.note.isEmpty && file.isShown($0) }) else {
            message = .information("there is no note to search in\(filterHint)")
            return
        }
        dialog = .noteSearch(NoteSearchPrompt(origin: file.place, before: noteSearch))
    }

    mutating func noteSearchDialog(_ key: Key, _ prompt: NoteSearchPrompt) {
        var prompt = prompt
        if key == Key(.enter) { return enter(prompt) }
        if closes(key) || (key == Key(.backspace) && prompt.field.characters.isEmpty) { return leave(prompt) }
        let before = prompt.field.text
        guard prompt.field.take(key) else { return }
        if prompt.field.text == before { dialog = .noteSearch(prompt) } else { typed(prompt) }
    }

    /// Takes what is in the field for the words, and lets the text show the first hit from where the prompt was opened.
    mutating func typed(_ prompt: NoteSearchPrompt) {
        dialog = .noteSearch(prompt)
        file?.restore(prompt.origin)
        let search = NoteSearch(prompt.field.text)
        let shorter = noteSearch.flatMap { search.typed.hasPrefix($0.typed) ? $0 : nil }
        noteSearch = search.words.isEmpty ? nil : search
        findNotes(among: shorter)
        guard let file, let hits = noteSearch?.hits, !hits.isEmpty else { return }
        let next = hits.partitionPoint { id in
            file.annotations[id]?.span.map { $0.end <= file.cursor } ?? true
        }
        goTo(hits[next % hits.count])
    }

    mutating func leave(_ prompt: NoteSearchPrompt) {
        dialog = nil
        noteSearch = prompt.before
        file?.restore(prompt.origin)
    }

    private mutating func enter(_ prompt: NoteSearchPrompt) {
        dialog = nil
        if prompt.field.text.isEmpty {
            noteSearch = prompt.before
            guard noteSearch != nil else { return }
            return goToNoteHit(1)
        }
        guard let hits = noteSearch?.hits, !hits.isEmpty else {
            noteSearch = prompt.before
            message = .information("no note holds “\(prompt.field.text)”\(filterHint)")
            return
        }
        search?.isShown = false
        remember(prompt.origin.cursor)
        message = noteHitsInWords.map { .information($0) }
    }

    /// Goes to a note further down or up that holds the words, from the last on to the first.
    mutating func goToNoteHit(_ steps: Int) {
        noteSearch?.isShown = true
        findNotes()
        guard let file, let search = noteSearch else { return }
        guard !search.hits.isEmpty else {
            message = .information("no note holds “\(search.typed)”\(filterHint)")
            return
        }
        let count = search.hits.count
        // Notes at one place follow one another from the one in hand on.
        let here = file.inHand.flatMap { search.hits.firstIndex(of: $0) }
        let before = search.hits.partitionPoint { id in
            file.annotations[id]?.span.map { $0.start < file.cursor } ?? true
        }
        let wanted = here.map { $0 + steps } ?? (steps > 0 ? before + steps - 1 : before + steps)
        let start = file.cursor
        goTo(search.hits[((wanted % count) + count) % count])
        if self.file?.cursor != start { remember(start) }
        let hasWrapped = !(0..<count).contains(wanted)
        let wrapped = hasWrapped ? "; the search went on from the \(steps > 0 ? "start" : "end")" : ""
        message = noteHitsInWords.map { .information($0 + wrapped) }
    }

    private mutating func goTo(_ id: AnnotationID) {
        guard let mark = file?.annotations[id], let span = mark.span else { return }
        take(mark, span)
        file?.setFolded(id, false)
    }

    /// Finds the notes that hold the words, unless that was done since the last change.
    ///
    /// - Parameter shorter: a search whose words are the beginning of these: only its hits can be hits.
    private mutating func findNotes(among shorter: NoteSearch? = nil) {
        guard let file, let search = noteSearch else { return }
        if let counted = search.counted, counted.file == current, counted.edition == file.marksEdition,
            counted.filter == file.filter
        {
            return
        }
        let now = (file: current, edition: file.marksEdition, filter: file.filter)
        let holds = { (mark: Annotation) in
            !mark.note.isEmpty && mark.span != nil && file.isShown(mark)
                && Folding.holds(search.words, Folding.folded(mark.note))
        }
        noteSearch?.counted = now
        if let shorter, let counted = shorter.counted, counted == now {
            noteSearch?.hits = shorter.hits.filter { file.annotations[$0].map(holds) ?? false }
            return
        }
        let hits = file.annotations.all.filter(holds).map { (span: $0.span!, id: $0.id) }.sorted { left, right in
            (left.span.start, left.span.end, left.id) < (right.span.start, right.span.end, right.id)
        }
        noteSearch?.hits = hits.map(\.id)
    }

    /// `2 of 5 notes`; nil where nothing is searched for in them.
    public var noteHitsInWords: String? {
        guard let search = noteSearch, search.isShown, let counted = search.counted, counted.file == current,
            let file
        else { return nil }
        let notes = search.hits.count == 1 ? "note" : "notes"
        guard let id = file.inHand, let number = search.hits.firstIndex(of: id) else {
            return "\(search.hits.count) \(notes)"
        }
        return "\(number + 1) of \(search.hits.count) \(notes)"
    }
}
