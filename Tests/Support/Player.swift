// A reader without a terminal: runs named actions and keys on a state, answers what it asks for, and shows where it is.

import Annotations
import Reader
import Screen
import Settings
import TextModel

/// A reader with one file or several, all of them open.
public struct Player {
    public var state: State
    /// What the last step asked for, in words: `save 0`, `keep-draft 0 0..5 text`, `quit` …
    public private(set) var asked: [String] = []
    /// The annotations of the last save or look that was asked for and not answered yet.
    public private(set) var sent: AnnotationSet?
    /// The same by the number of the file.
    private var unanswered: [Int: AnnotationSet] = [:]
    private var seconds = 1_700_000_000
    /// Seconds that go by before each action.
    public var secondsBetween = 1
    /// Whether what is to be done beside the reader waits for `answer`, instead of being done at once.
    public var holdsBack = false
    /// What the last step asked for.
    public private(set) var held: [Effect] = []

    /// - Parameter articles: texts; `|` in the first one is where the cursor begins.
    public init(
        _ articles: String..., size: Size = Size(columns: 80, rows: 24), keymap: String = "vim",
        annotations: AnnotationSet = AnnotationSet(), codebook: Codebook = .builtIn, readOnly: String? = nil,
        drafts: [String: String] = [:], coder: String? = "ana", justify: Bool = false,
        oldTexts: [SourceHash: Document] = [:], notice: Message? = nil
    ) {
        let names = articles.indices.map { "article-\($0 + 1).txt" }
        state = State(
            size: size, options: State.Options(keymap: Player.keymap(keymap), justify: justify, coder: coder),
            files: names, ids: IDSource(seed: (1, 2)))
        for (index, article) in articles.enumerated() {
            let marked = index == 0 ? MarkedText(article) : MarkedText(article, spans: [], cursor: nil)
            let document = marked.document
            let position = marked.cursor.map {
                ReadingPosition(cursor: $0, top: .zero, length: document.byteCount)
            }
            var marks = ArticleMarks()
            if index == 0 { (marks.annotations, marks.oldTexts, marks.notice) = (annotations, oldTexts, notice) }
            marks.readOnly = readOnly
            let opened = Article(
                document: document, marks: marks, codebook: codebook, position: position,
                drafts: index == 0 ? drafts : [:])
            act(.opened(index: index, .success(opened)))
        }
    }

    /// A library of these places, of which nothing is known yet.
    public init(library: [String], size: Size = Size(columns: 100, rows: 30), keymap: String = "vim") {
        state = State(
            size: size, options: State.Options(keymap: Player.keymap(keymap), coder: "ana"), files: [],
            ids: IDSource(seed: (1, 2)), library: library)
    }

    /// - Parameter document: a text whose marks are still to come.
    public init(
        arriving document: Document, size: Size = Size(columns: 80, rows: 24), position: ReadingPosition? = nil,
        places: [Character: ByteOffset] = [:]
    ) {
        state = State(
            size: size, options: State.Options(keymap: Player.keymap("vim"), coder: "ana"), files: ["article-1.txt"],
            ids: IDSource(seed: (1, 2)))
        var article = Article(document: document, marks: nil, codebook: .builtIn, position: position)
        article.places = places
        act(.opened(index: 0, .success(article)))
    }

    private static func keymap(_ name: String) -> Keymap {
        let files = KeymapFiles(folder: SettingsFolder(environment: [:]))
        guard let keymap = try? files.keymap(named: name) else { preconditionFailure("no keymap \(name)") }
        return keymap
    }

    public mutating func act(_ action: Action) {
        seconds += secondsBetween
        let effects = update(&state, action, at: Timestamp(secondsSince1970: seconds))
        held = effects
        defer {
            if !holdsBack {
                answer(effects)
                // A step that changes the codebook waits for a look at the disk.
                if state.file?.isWaiting == true { answerSaves() }
            }
        }
        asked = effects.map { effect in
            switch effect {
            case .save(let index, let set), .refresh(let index, let set):
                sent = set
                unanswered[index] = set
            default: break
            }
            return Player.words(effect)
        }
    }

    /// Runs named actions as `:` takes them: `row-down`, `3 sentence-next`, `tag risk`.
    public mutating func press(_ actions: String...) {
        for action in actions { run(action) }
    }

    public mutating func run(_ action: String) {
        let digits = action.prefix { $0.isNumber }
        let words = action.dropFirst(digits.count).split(separator: " ", maxSplits: 1)
        guard let name = words.first, let command = Command(named: String(name)) else {
            preconditionFailure("no action \(action)")
        }
        state.message = nil
        let argument = words.count > 1 ? String(words[1]) : nil
        act(.run(Binding(command, argument: argument), count: Int(digits)))
    }

    /// Presses keys in key notation: `s s r Esc`.
    public mutating func keys(_ notation: String) {
        guard let keys = Key.sequence(notation) else { preconditionFailure("no keys: \(notation)") }
        for key in keys { act(.event(.key(key))) }
    }

    /// Types text, each character a key.
    public mutating func type(_ text: String) {
        for character in text { act(.event(.key(character == "\n" ? Key("j", .control) : Key(character)))) }
    }

    /// Answers the save that was asked for: what was sent is on disk now, with what others added.
    public mutating func saved(_ onDisk: AnnotationSet? = nil) {
        let written = described(sent ?? AnnotationSet(), state.current)
        act(.saved(index: state.current, .done(onDisk ?? written, notice: nil)))
    }

    /// What a save writes down: marks that were found, or placed by the reader, are described where they are.
    private func described(_ marks: AnnotationSet, _ index: Int) -> AnnotationSet {
        guard let document = state.files[index].file?.document else { return marks }
        var described = marks
        for mark in marks.driftedMarks where mark.anchor.status == .moved {
            guard let place = mark.anchor.place else { continue }
            var new = mark
            new.origin = mark.origin ?? StoredJSON("\"\(mark.target.quote.exact)\"")
            new.target = Anchoring.target(for: place.span, in: document)
            new.anchor = .exact(place)
            described.replace(mark.id, with: new)
        }
        return described
    }

    /// The list that is open; nil when none is.
    public var chooser: Chooser? {
        if case .list(let listing) = state.dialog { return listing.chooser }
        return nil
    }

    /// Answers every save and look that was asked for and not answered yet, whichever file it is of.
    public mutating func answerSaves() {
        let waiting = unanswered
        unanswered = [:]
        for (index, set) in waiting.sorted(by: { $0.key < $1.key }) {
            act(.saved(index: index, .done(described(set, index), notice: nil)))
        }
    }

    public mutating func saveFails(_ reason: String = "disk full") {
        act(.saved(index: state.current, .failed(reason)))
    }

    public mutating func idle() { act(.idle) }
    public mutating func resize(_ columns: Int, _ rows: Int) {
        act(.event(.resize(Size(columns: columns, rows: rows))))
    }

    /// Does what was asked for beside the reader: searches, and counts of hits.
    public mutating func answer(_ effects: [Effect]) {
        let asked = asked
        for effect in effects {
            switch effect {
            case .search(let id, var query):
                let matcher = SearchMatcher(query.pattern, effort: .full)
                while true {
                    guard let outcome = query.step(matcher) else { continue }
                    act(.found(id, outcome))
                    break
                }
            case .tally(let id, var tally):
                let matcher = SearchMatcher(tally.pattern, effort: .full)
                while tally.step(matcher) {}
                act(.tallied(id, tally))
            case .siftMarks(let id, let sifting): if let sifted = sifting.sifted() { act(.sifted(id, sifted)) }
            case .siftNotes(let id, let sifting): if let hits = sifting.found() { act(.notesFound(id, hits)) }
            case .findPassages(let id, let query): act(.passagesFound(id, query.found()))
            case .countMarks(let id, let index, let count): act(.counted(id, index: index, count.statistics()))
            case .reanchor(let index, let edition, let request):
                if let outcome = request.outcome() { act(.reanchored(index: index, edition: edition, outcome)) }
            case .readSearches: act(.pastSearches([]))
            default: break
            }
        }
        self.asked = asked
    }

    private static func words(_ effect: Effect) -> String {
        switch effect {
        case .open(let index): "open \(index)"
        case .close(let index): "close \(index)"
        case .library(.list(let listing, let paths)): "list \(listing): \(paths.joined(separator: " "))"
        case .library(.first(_, let numbers)): "first \(numbers.map(String.init).joined(separator: " "))"
        case .save(let index, let set): "save \(index): \(set.count)"
        case .refresh(let index, _): "refresh \(index)"
        case .reanchor(let index, _, _): "reanchor \(index)"
        case .adopt(let index): "adopt \(index)"
        case .takeText(let index, _): "take-text \(index)"
        case .findHeadings(_, let index, _): "find-headings \(index)"
        case .countMarks(_, let index, _): "count-marks \(index)"
        case .siftMarks(let id, _): "sift-marks \(id.value)"
        case .siftNotes(let id, _): "sift-notes \(id.value)"
        case .findPassages(let id, _): "find-passages \(id.value)"
        case .keepPosition(let index, let position): "keep-position \(index) \(position.cursor.value)"
        case .keepDraft(let index, let place, let text): "keep-draft \(index) \(place) \(text ?? "-")"
        case .edit(let index, let place, let text): "edit \(index) \(place) \(text)"
        case .copy(let text): "copy \(text)"
        case .mouse(let isOn): "mouse \(isOn ? "on" : "off")"
        case .search(let id, _): "search \(id.value)"
        case .tally(let id, _): "tally \(id.value)"
        case .stop(let id): "stop \(id.value)"
        case .readSearches: "read-searches"
        case .keepSearches(let searches): "keep-searches \(searches.map(\.text).joined(separator: " "))"
        case .keepPlaces(let index, let places):
            "keep-places \(index) "
                + places.map { "\($0.key)\($0.value.value)" }.sorted().joined(separator: " ")
        case .keepSeen(let index, let kept):
            "keep-seen \(index) " + kept.seen.spans.map { "\($0.start.value)..\($0.end.value)" }.joined(separator: " ")
        case .readCoders(let index, let isNews): "read-coders \(index)\(isNews ? " news" : "")"
        case .changeCodebook(let indices, let changes):
            "change-codebook \(indices.map(String.init).joined(separator: ",")): "
                + changes.map { "\($0.before?.tag.name ?? "-")→\($0.after?.tag.name ?? "-")" }.joined(separator: " ")
        case .suspend: "suspend"
        case .redraw: "redraw"
        case .ring: "ring"
        case .quit: "quit"
        }
    }
}

// MARK: What it shows

extension Player {
    public var file: FileState { state.file! }
    public var document: Document { file.document }
    public var message: String { state.message?.text ?? "" }

    /// The text with selection and cursor marked in it.
    public var text: String {
        MarkedText(
            document.text(document.span), spans: file.selection.map { [$0.span(in: document)] } ?? [],
            cursor: file.cursor
        ).description
    }

    /// The marks in document order, a line each: `risk,policy “quote” note`.
    public var marks: [String] { Player.describe(file.annotations) }

    public static func describe(_ set: AnnotationSet) -> [String] {
        set.inDocumentOrder.map { mark in
            let note = mark.note.isEmpty ? "" : " — \(mark.note)"
            return mark.tags.map(\.name).joined(separator: ",") + " “\(mark.target.quote.exact)”" + note
        }
    }

    /// Makes a mark as another coder's program would have.
    public static func mark(
        _ id: String, _ quote: String, in document: Document, tags: [String] = ["risk"], note: String = "",
        creator: String? = "ana"
    ) -> Annotation {
        let text = Array(document.text(document.span).utf8)
        let wanted = Array(quote.utf8)
        guard let start = (0...(text.count - wanted.count)).first(where: { text[$0...].starts(with: wanted) }) else {
            preconditionFailure("“\(quote)” is not in the text")
        }
        let span = Span(ByteOffset(start), ByteOffset(start + wanted.count))
        return Annotation(
            id: AnnotationID("urn:test:" + id), tags: tags.compactMap(Tag.init), note: note,
            created: Timestamp(secondsSince1970: 1_700_000_000), creator: creator,
            target: Anchoring.target(for: span, in: document),
            anchor: .exact(Anchoring.place(of: span, in: document)))
    }
}
