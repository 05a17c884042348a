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
    var counted: NotesSought?
    /// The search beside the reader that is under way, and what is to be done then.
    var finding: (work: WorkID, of: NotesSought, then: Then)?

    /// What comes after the hits are known.
    indirect enum Then: Sendable {
        case preview(NoteSearchPrompt)
        case enter(NoteSearchPrompt)
        case step(Int)
    }

    init(_ typed: String) {
        self.typed = typed
        words = Folding.words(typed)
    }
}

/// Which notes are searched: what was found in others is of no use.
struct NotesSought: Equatable, Sendable {
    let file: Int
    /// Of the marks.
    let edition: Int
    let filter: MarkFilter?
}

/// Notes that are to be searched.
public struct NoteSifting: Sendable {
    let words: [[UInt8]]
    let marks: AnnotationSet
    let filter: MarkFilter?
    /// Nil for all.
    let among: [AnnotationID]?

    /// Notes that are looked at between two questions whether to go on.
    private static let stride = 1000

    /// The marks with notes that hold all words, in document order.
    ///
    /// - Parameter goesOn: is told from time to time how much is done, from 0 to 1; false ends it, with nil.
    public func found(goesOn: (Double) -> Bool = { _ in true }) -> [AnnotationID]? {
        var hits: [(span: Span, id: AnnotationID)] = []
        var looked = 0
        let count = max(1, among?.count ?? marks.count)
        func look(_ mark: Annotation) -> Bool {
            looked += 1
            if looked % NoteSifting.stride == 0, !goesOn(Double(looked) / Double(count)) { return false }
            guard !mark.note.isEmpty, let span = mark.span, filter?.lets(mark) ?? true,
                Folding.holds(words, Folding.folded(mark.note))
            else { return true }
            hits.append((span, mark.id))
            return true
        }
        if let among {
            for id in among { if let mark = marks[id], !look(mark) { return nil } }
        } else {
            for mark in marks.all where !look(mark) { return nil }
        }
        hits.sort { ($0.span.start, $0.span.end, $0.id) < ($1.span.start, $1.span.end, $1.id) }
        return hits.map(\.id)
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
        // Among many that are filtered, whether there is one turns out when they are searched.
        let isFew = file.filter != nil && marks.count <= FileState.mostSiftedAtOnce
        guard marks.noteCount > 0, !isFew || marks.all.contains(where: { !$0.note.isEmpty && file.isShown($0) }) else {
            message = .information("there is no note to search in\(filterHint)")
            return
        }
        dialog = .noteSearch(NoteSearchPrompt(origin: file.place, before: noteSearch))
    }

    mutating func noteSearchDialog(_ key: Key, _ prompt: NoteSearchPrompt) -> [Effect] {
        var prompt = prompt
        if key == Key(.enter) { return enter(prompt) }
        if closes(key) || (key == Key(.backspace) && prompt.field.text.isEmpty) { return leave(prompt) }
        let before = prompt.field.text
        guard prompt.field.take(key) else { return [] }
        guard prompt.field.text == before else { return typed(prompt) }
        dialog = .noteSearch(prompt)
        return []
    }

    /// Takes what is in the field for the words, and lets the text show the first hit from where the prompt was opened.
    mutating func typed(_ prompt: NoteSearchPrompt) -> [Effect] {
        dialog = .noteSearch(prompt)
        file?.restore(prompt.origin)
        let search = NoteSearch(prompt.field.text)
        let shorter = noteSearch.flatMap { search.typed.hasPrefix($0.typed) ? $0 : nil }
        let stopped = stopFindingNotes()
        noteSearch = search.words.isEmpty ? nil : search
        return stopped + findNotes(among: shorter, then: .preview(prompt))
    }

    /// Shows the first hit from where the prompt was opened.
    private mutating func preview(_ prompt: NoteSearchPrompt) {
        guard let file, let hits = noteSearch?.hits, !hits.isEmpty else { return }
        let next = hits.partitionPoint { id in
            file.annotations[id]?.span.map { $0.end <= prompt.origin.cursor } ?? true
        }
        goTo(hits[next % hits.count])
    }

    mutating func leave(_ prompt: NoteSearchPrompt) -> [Effect] {
        dialog = nil
        let stopped = stopFindingNotes()
        noteSearch = prompt.before
        file?.restore(prompt.origin)
        return stopped
    }

    private mutating func enter(_ prompt: NoteSearchPrompt) -> [Effect] {
        dialog = nil
        if prompt.field.text.isEmpty {
            noteSearch = prompt.before
            return noteSearch == nil ? [] : goToNoteHit(1)
        }
        if noteSearch?.finding != nil {
            noteSearch?.finding?.then = .enter(prompt)
        } else {
            settle(prompt)
        }
        return []
    }

    /// Enter, once it is known what holds the words.
    private mutating func settle(_ prompt: NoteSearchPrompt) {
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
    mutating func goToNoteHit(_ steps: Int) -> [Effect] {
        noteSearch?.isShown = true
        return stopFindingNotes() + findNotes(then: .step(steps))
    }

    private mutating func step(_ steps: Int) {
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

    /// Finds the notes that hold the words, unless that was done since the last change: at once among few, else beside
    /// the reader.
    ///
    /// - Parameters:
    ///   - shorter: a search whose words are the beginning of these: only its hits can be hits.
    ///   - then: what comes next.
    private mutating func findNotes(among shorter: NoteSearch? = nil, then: NoteSearch.Then) -> [Effect] {
        guard let file, let search = noteSearch else { return [] }
        let wanted = NotesSought(file: current, edition: file.marksEdition, filter: file.filter)
        if search.counted == wanted {
            go(on: then)
            return []
        }
        let among = shorter?.counted == wanted ? shorter?.hits : nil
        let sifting = NoteSifting(words: search.words, marks: file.annotations, filter: file.filter, among: among)
        if among?.count ?? file.annotations.count <= FileState.mostSiftedAtOnce {
            noteSearch?.counted = wanted
            noteSearch?.hits = sifting.found() ?? []
            go(on: then)
            return []
        }
        let work = begin("looking through the notes", canBeStopped: false)
        noteSearch?.counted = nil
        noteSearch?.finding = (work, wanted, then)
        return [.siftNotes(work, sifting)]
    }

    private mutating func go(on then: NoteSearch.Then) {
        switch then {
        case .preview(let prompt): preview(prompt)
        case .enter(let prompt):
            preview(prompt)
            settle(prompt)
        case .step(let steps): step(steps)
        }
    }

    /// Gives up what is being looked for in the notes: something else is wanted.
    private mutating func stopFindingNotes() -> [Effect] {
        guard let finding = noteSearch?.finding else { return [] }
        noteSearch?.finding = nil
        return end(finding.work) ? [.stop(finding.work)] : []
    }

    /// Takes the notes that were found, unless others are wanted by now.
    mutating func notesFound(_ work: WorkID, _ hits: [AnnotationID]) -> [Effect] {
        guard end(work), let finding = noteSearch?.finding, finding.work == work else { return [] }
        noteSearch?.finding = nil
        guard let file, finding.of.file == current else { return [] }
        let now = NotesSought(file: current, edition: file.marksEdition, filter: file.filter)
        guard finding.of == now else { return findNotes(then: finding.then) }
        noteSearch?.counted = now
        noteSearch?.hits = hits
        // Whoever does something else by now is left where they are.
        let isAwaited =
            switch (dialog, finding.then) {
            case (.noteSearch, .preview), (nil, .enter), (nil, .step): true
            default: false
            }
        if isAwaited { go(on: finding.then) }
        return []
    }

    /// `2 of 5 notes`; nil where nothing is searched for in them.
    public var noteHitsInWords: String? {
        guard let search = noteSearch, search.isShown, let file else { return nil }
        if search.finding != nil { return "looking \u{2026}" }
        guard search.counted?.file == current else { return nil }
        let notes = search.hits.count == 1 ? "note" : "notes"
        guard let id = file.inHand, let number = search.hits.firstIndex(of: id) else {
            return "\(search.hits.count) \(notes)"
        }
        return "\(number + 1) of \(search.hits.count) \(notes)"
    }
}
