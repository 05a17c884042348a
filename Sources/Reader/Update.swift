// The one way a reader changes.

import Annotations
import Screen
import TextLayout
import TextModel

/// Takes an action into the state and says what the world should do for it.
///
/// - Parameter now: the time, for the dates of annotations.
public func update(_ state: inout State, _ action: Action, at now: Timestamp) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .event(let event): effects = state.take(event, now)
    case .run(let binding, let count): effects = state.run(binding, count: count, now)
    case .opened(let index, let result): effects = state.opened(index, result)
    case .readOn(let index, let fraction): state.readOn(index, fraction)
    case .decoded(let index, let document): effects = state.decoded(index, document)
    case .marksRead(let index, let marks):
        state.marksRead(index, marks)
        effects = state.lookWhereNoticed(index)
    case .articleChanged(let index, let news): state.articleChanged(index, news)
    case .strayFound(let index, let stray): state.strayFound(index, stray)
    case .straySearch(let index, let isRunning):
        if state.files.indices.contains(index) { state.files[index].file?.isSeekingStrays = isRunning }
    case .adoptionIsLate(let index): state.adoptionIsLate(index)
    case .adopted(let index, let result): effects = state.adopted(index, result)
    case .reanchored(let index, let edition, let outcome): state.reanchored(index, edition, outcome)
    case .saved(let index, let result): effects = state.saved(index, result)
    case .refreshed(let index, let annotations, let isFromJournal):
        effects = state.refreshed(index, annotations, isFromJournal: isFromJournal)
    case .noticed(let index): effects = state.noticed(index)
    case .codebookChanged(let index, let result): state.codebookChanged(index, result)
    case .codebookRead(let index, let found): state.codebookRead(index, found)
    case .library(let news): state.take(news, now)
    case .idle: effects = state.retry() + state.lookAtOthers() + state.findHeadings(upTo: State.outlineUnasked)
    case .found(let id, let outcome): state.found(id, outcome)
    case .tallied(let id, let tally): if !state.takePhrase(id, tally) { state.tallied(id, tally) }
    case .codersRead(let index, let coders): state.codersRead(index, coders)
    case .progress(let id, let progress): state.advanced(id, progress)
    case .pastSearches(let searches): state.pastSearches = searches
    case .edited(let index, let place, let text): effects = state.edited(index, place, text, now)
    case .sifted(let id, let result): state.sifted(id, result)
    case .notesFound(let id, let hits): effects = state.notesFound(id, hits)
    case .passagesFound(let id, let marks): state.passagesFound(id, marks)
    case .counted(let id, let index, let statistics): state.counted(id, index, statistics)
    case .outlined(let id, let index, let outline): effects = state.outlined(id, index, outline)
    }
    if isIdle(action) { state.offerStray() }
    effects += state.goOnAdopting()
    effects += state.takeNewTexts()
    effects += state.settleLibrary()
    state.settleFinding()
    effects += state.settleList()
    state.settleReview()
    // A list beside the text leaves it fewer columns.
    let width = state.columnWidth
    let clusters = state.clusters
    state.file?.lay(outTo: width, clusters)
    let flow = state.flow
    let rows = state.textRows
    if case .note(let editor) = state.dialog {
        state.file?.keepInView(editor, rows: rows, flow: flow)
    } else {
        state.file?.keepCursorInView(rows: rows, flow: flow)
    }
    return effects + state.learnSeen(isIdle: isIdle(action), now)
}

private func isIdle(_ action: Action) -> Bool { if case .idle = action { true } else { false } }

extension State {
    fileprivate mutating func take(_ event: Event, _ now: Timestamp) -> [Effect] {
        switch event {
        case .key(let key):
            message = nil
            // Whoever goes on typing does not want to leave any more.
            isQuitting = false
            stopAwaiting()
            return take(key, now)
        case .paste(let text):
            stopAwaiting()
            deadChord = nil
            return paste(text)
        case .pasteCut(let kept, let lost):
            message = .problem(
                "only the first \(kept >> 20) MB of what was pasted are here; "
                    + "\(lost) bytes were left out: paste the rest apart")
            return []
        case .mouse(let mouse):
            if mouse.kind != .release { stopAwaiting() }
            if mouse.kind != .release { deadChord = nil }
            return take(mouse, now)
        case .background(let shade):
            take(shade)
            return []
        case .resize(let size):
            resize(to: size)
            return []
        case .unknownKey(let bytes):
            message = .problem("unknown key: \(bytes)")
            return []
        case .stop:
            // What is not on disk yet is saved by whoever performs `suspend`.
            return keepPosition() + [.suspend]
        case .resumed:
            return [.redraw] + lookAtAll()
        case .cells(let cells):
            clusters = ClusterWidths(cells: cells)
            layAllOut()
            return []
        case .hangUp:
            // What is not on disk yet is saved by whoever performs `quit`.
            return leave()
        }
    }

    mutating func resize(to newSize: Size) {
        size = newSize
        layAllOut()
    }

    private mutating func layAllOut() {
        let width = columnWidth
        for index in files.indices { files[index].file?.lay(outTo: width, clusters) }
    }

    fileprivate mutating func opened(_ index: Int, _ result: Result<Article, Message>) -> [Effect] {
        switch result {
        case .success(let article):
            let file = FileState(
                files[index].name, article, keymap: options.keymap, width: columnWidth, isJustified: options.justify,
                clusters: clusters)
            files[index].file = file
            if let latest = article.marks?.latest { learn(latest) }
            message = article.marks.flatMap { greeting($0, index) }
        case .failure(let problem):
            message = problem
            files[index].problem = problem
            // What cannot be opened must not leave an empty screen behind.
            if files[index].isFromLibrary {
                if index == current { inView = .library }
            } else if index == current {
                current = lastShown
            }
        }
        return []
    }

    /// Does what a key or a name asks for.
    mutating func run(_ binding: Binding, count: Int?, _ now: Timestamp) -> [Effect] {
        jumping(binding.command) { $0.perform(binding, count: count, now) }
    }

    private mutating func perform(_ binding: Binding, count: Int?, _ now: Timestamp) -> [Effect] {
        let times = max(1, min(count ?? 1, State.mostSteps))
        if file?.isReadingNote == true, !State.throughNotes.contains(binding.command) { file?.isReadingNote = false }
        if let refusal = refusalWhileAttaching(binding.command) {
            message = refusal
            return []
        }
        if inView == .library, !State.libraryCommands.contains(binding.command) {
            message = .problem("\(binding.command.rawValue) is for an article; Enter opens the chosen one")
            return []
        }
        switch binding.command {
        case .help: dialog = .help(Help())
        case .redraw: return refreshLibrary(now) + [.redraw]
        case .command: dialog = .command(CommandPrompt(count.map(String.init) ?? ""))
        case .count: beginCount(count)
        case .suspend: return keepPosition() + [.suspend]
        case .quit: return isFromLibrary ? goToLibrary(now) : quit()
        case .quitAll: return quit()
        case .library: return goToLibrary(now)
        case .librarySort: return sortLibrary(now)
        case .libraryReverse: return sortLibrary(reversed: true, now)
        case .fileNext: return isFromLibrary ? goInLibrary(times, now) : go(toFile: current + times)
        case .filePrevious: return isFromLibrary ? goInLibrary(-times, now) : go(toFile: current - times)
        case .searchForward: return openSearchPrompt(isForward: true)
        case .searchBackward: return openSearchPrompt(isForward: false)
        case .searchNext: return searchAgain(reversed: false, times: times)
        case .searchPrevious: return searchAgain(reversed: true, times: times)
        case .matches: return openMatches()
        case .marks: openMarkList()
        case .showOnly: showOnly(binding.argument)
        case .showAll: showAll()
        case .digest: toggleDigest()
        case .searchNotes: openNoteSearch()
        case .jumpBack: return jump(back: times)
        case .jumpOn: return jump(back: -times)
        case .namePlace: dialog = .place(isNaming: true)
        case .goToPlace: dialog = .place(isNaming: false)
        case .outline: return openOutline()
        case .stats: return openStats()
        case .headingNext: return goToHeading(times)
        case .headingPrevious: return goToHeading(-times)
        case .cancel: return cancel()
        case .copyOrCancel:
            if file?.selectedSpan != nil { return copy(asCitation: false) }
            return cancel()
        case .copy: return copy(asCitation: false)
        case .copyCitation: return copy(asCitation: true)
        case .mouse: return toggleMouse()
        case .coverage: toggleCoverage()
        case .coders: return toggleOthers()
        case .chooseCoder: return chooseCoder(binding.argument)
        case .zen: toggleZen()
        case .theme: nextTheme()
        case .tagDefinition: return openTagCard()
        case .codebook: return openCodebook()
        case .tag, .tagByName, .repeatTag, .note, .editNote, .deleteMark, .undo, .redo, .moveStart, .moveEnd,
            .splitMark, .joinMarks, .triageStar, .triageQuestion, .triageAttention, .triage, .driftReview,
            .samePhrase:
            return mark(binding, times: times, now)
        case .sentenceHints: openSentenceHints()
        case .select, .swapEnds, .selectSentence, .shrink, .selectParagraph, .selectWord, .selectQuotation,
            .selectParenthesis:
            repeatStep(times) { $0.select(binding.command) }
        case .extendRight, .extendLeft, .extendDown, .extendUp, .extendWordNext, .extendWordPrevious,
            .extendRowStart, .extendRowEnd, .extendPageDown, .extendPageUp:
            extend(binding.command, times)
        case .cycleMarks, .markNext, .markPrevious, .sameTagNext, .sameTagPrevious:
            repeatStep(times) { $0.stepToMark(binding.command) }
        case .driftNext, .driftPrevious: repeatStep(times) { $0.stepToDrifted(binding.command) }
        case .foldNote: if !openOrCloseStretch() { foldNote() }
        case .foldAllNotes: foldAllNotes()
        default:
            let old = file?.cursor ?? .zero
            move(binding.command, times: times, count: count)
            learnPace(binding.command, from: old, now)
        }
        return []
    }

    private mutating func cancel() -> [Effect] {
        if let effects = stopWork() { return effects }
        if file?.selection != nil {
            file?.selection = nil
            file?.inHand = nil
        } else {
            search?.isShown = false
            noteSearch?.isShown = false
        }
        return []
    }

    private mutating func go(toFile wanted: Int) -> [Effect] {
        var index = wanted
        // Files that could not be opened are passed over.
        while files.indices.contains(index), files[index].problem != nil || files[index].isClosed {
            index += wanted > current ? 1 : -1
        }
        guard files.indices.contains(index) else {
            message = .information(index < 0 ? "this is the first file" : "this is the last file")
            return []
        }
        let effects = keepPosition()
        if file != nil { lastShown = current }
        current = index
        if files[index].file == nil { return effects + [.open(index: index)] }
        message = .information(nameAmongFiles)
        return effects
    }
}

// MARK: Leaving

extension State {
    /// Leaves, or asks first when something is not on disk.
    mutating func quit() -> [Effect] {
        let steps = takeWaitingSteps()
        guard steps.isEmpty else { return steps + quit() }
        if let unsaved = files.lazy.compactMap(\.file).first(where: { !$0.saving.isSafe }) {
            if let failure = unsaved.saving.failure {
                dialog = .confirmQuit(reason: failure)
                return []
            }
            isQuitting = true
            message = .information("saving \(unsaved.name) …")
            return []
        }
        return leave()
    }

    /// Leaves at once.
    mutating func leave() -> [Effect] { takeWaitingSteps() + keepPosition() + [.quit] }

    mutating func keepPosition() -> [Effect] {
        guard let file else { return [] }
        let position = ReadingPosition(
            cursor: file.cursor, top: file.top.row.span.start, length: file.document.byteCount)
        return [.keepPosition(index: current, position)] + keepSeen()
    }
}
