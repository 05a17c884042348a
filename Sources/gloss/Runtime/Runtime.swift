// The loop: event, update, effects, frame. One thread owns the state and the terminal.

import Annotations
import Dispatch
import Glibc
import Reader
import Screen
import Synchronization
import Terminal
import TextLayout
import TextModel
import Views

/// Actions that other threads have for the loop, and a pipe that wakes it for them.
final class Mailbox: Sendable {
    private let actions = Mutex<[Action]>([])
    let wake: (read: Int32, write: Int32)

    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wake = (ends[0], ends[1])
    }

    deinit {
        close(wake.read)
        close(wake.write)
    }

    func post(_ action: Action) {
        actions.withLock { $0.append(action) }
        var byte: UInt8 = 1
        // A full pipe wakes as well as another byte would.
        _ = write(wake.write, &byte, 1)
    }

    /// Waits until there is something to take, or the time is up (poll(2)).
    func wait(milliseconds: Int32) {
        var descriptor = pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, milliseconds)
    }

    /// - Parameter isWoken: whether the pipe may have said so; else it is left as it is where there is nothing to take.
    func takeAll(isWoken: Bool = true) -> [Action] {
        if !isWoken, actions.withLock({ $0.isEmpty }) { return [] }
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) {
            while read(wake.read, $0.baseAddress, $0.count) > 0 {}
        }
        return actions.withLock { actions in
            defer { actions = [] }
            return actions
        }
    }
}

/// A running reader.
final class Runtime {
    private let session: TerminalSession
    private let folder: StateFolder
    private let drafts: DraftKeeper
    private let desk: Desk
    private let loader: ArticleLoader
    private let searcher: Searcher
    private let library: LibraryDesk
    private let others: OtherCoders
    private let editor: EditorProgram
    private let mailbox: Mailbox
    private var state: State
    private var isRunning = true
    private var hasGreeted = false
    /// Whether every draft since an editor was closed is on disk.
    private var areDraftsKept = true
    private var lateDrafts = LateDrafts()
    private var clock: (seconds: time_t, words: Timestamp)?

    /// Milliseconds without an event after which it is time to look around.
    private static let idleTime = 1000
    /// The same for an article that has just been opened: what the first screen did not wait for is begun then.
    private static let firstIdleTime = 50
    /// Whether there was time to look around since an article was opened.
    private var isSettled = false
    /// When it was last looked what others have done.
    private var lastLook = DispatchTime.now()
    /// Milliseconds after which the screen is drawn however much is typed.
    private static let longestUndrawn = 50
    /// Milliseconds that the first screen of a library waits for the directory.
    private static let patience: Int32 = 60

    init(_ request: ReaderRequest, session: TerminalSession, mailbox: Mailbox) {
        self.session = session
        self.mailbox = mailbox
        folder = StateFolder(environment: request.environment, coder: request.coder)
        drafts = DraftKeeper(folder: folder)
        desk = Desk { [mailbox] in mailbox.post($0) }
        loader = ArticleLoader(request: request, folder: folder, desk: desk) { [mailbox] in mailbox.post($0) }
        searcher = Searcher { [mailbox] in mailbox.post($0) }
        editor = EditorProgram(environment: request.environment, folder: folder.notes, coder: request.coder)
        library = LibraryDesk(request, folder: folder) { [mailbox] in mailbox.post($0) }
        others = OtherCoders(
            coder: request.coder, directory: request.sidecarDirectory, snapshots: request.snapshots
        ) { [mailbox] in mailbox.post($0) }
        var generator = SystemRandomNumberGenerator()
        state = State(
            size: session.size,
            options: State.Options(
                keymap: request.keymap, measure: request.measure, justify: request.justify,
                coder: request.coder ?? request.environment["USER"], isPiped: request.standardInput != nil,
                namedCoder: request.coder,
                appearance: Runtime.appearance(session, request), isMouseOurs: request.usesMouse),
            files: request.articles, ids: IDSource(seed: (generator.next(), generator.next())),
            library: request.library)
    }

    /// Runs until the reader leaves.
    func run() -> ReaderEnd {
        if let listing = state.library?.request {
            library.perform(listing)
            // Most directories are read in no time, and the first screen can show what is in them.
            mailbox.wait(milliseconds: Runtime.patience)
            for action in mailbox.takeAll() { take(action) }
        } else {
            let first = loader.load(state.files[0], index: 0)
            if case .failure(let problem) = first { return .couldNotStart(problem.text) }
            take(.opened(index: 0, first))
        }
        while isRunning {
            let theme = Theme(state.appearance.theme, colors: session.colors)
            keepLateDrafts(isUrgent: false)
            let frame = frame(for: state, theme: theme)
            session.paint(frame)
            greet()
            if frame.holdsDisputed { session.ask(ClusterWidths.probes) }
            let event = session.nextEvent(timeout: patience, wake: mailbox.wake.read)
            if let event {
                take(.event(event))
                takeWaitingEvents()
            }
            guard isRunning else { break }
            let actions = mailbox.takeAll(isWoken: event == nil)
            for action in actions { take(action) }
            if event == nil, actions.isEmpty { lookAround() } else { lookInBetween() }
        }
        if let unsaved { return .notSaved(unsaved) }
        let journaled = state.files.lazy.compactMap(\.file).compactMap(\.saving.journalSentence).first
        return journaled.map { .journaled($0) } ?? .fine
    }

    /// Milliseconds until there is something to do even if nothing is typed.
    private var patience: Int {
        min(isSettled ? Runtime.idleTime : Runtime.firstIdleTime, lateDrafts.delay ?? .max)
    }

    /// Takes what was typed faster than the screen can be drawn: whoever types does not wait for screens in between.
    private func takeWaitingEvents() {
        guard session.isBehind else { return }
        let end = DispatchTime.now() + .milliseconds(Runtime.longestUndrawn)
        while isRunning, DispatchTime.now() < end, let event = session.nextEvent(timeout: 0, wake: nil) {
            take(.event(event))
        }
    }

    /// Some time has gone by without an event: the moment to see what others have done.
    private func lookAround() {
        isSettled = true
        lookAtFiles()
        take(.idle)
    }

    /// The same while there is always something to do: whoever types on wants to see what others have done as well.
    private func lookInBetween() {
        guard isRunning, DispatchTime.now() >= lastLook + .milliseconds(Runtime.idleTime) else { return }
        lookAtFiles()
        // Not all that others write is told by the system.
        if state.file?.others != nil { readCoders(state.current, isNews: true) }
    }

    /// Has it looked whether the article, or what is kept beside it, is as it was; what is not comes as an action.
    private func lookAtFiles() {
        lastLook = DispatchTime.now()
        keepLateDrafts(isUrgent: true)
        if state.file != nil { desk.articles.look(index: state.current) }
    }

    /// The time in whole seconds, which is put into words once a second and not at every key.
    private var moment: Timestamp {
        let seconds = time(nil)
        if seconds != clock?.seconds { clock = (seconds, Timestamp(secondsSince1970: seconds)) }
        return clock!.words
    }

    private func take(_ action: Action) {
        for effect in update(&state, action, at: moment) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .open(let index):
            isSettled = false
            drafts.finish()
            take(.opened(index: index, loader.load(state.files[index], index: index)))
        case .close(let index):
            desk.release(index: index)
            others.forget(index: index)
        case .library(let request): library.perform(request)
        case .save(let index, let annotations): desk.save(annotations, index: index)
        case .refresh(let index, let annotations): desk.refresh(annotations, index: index)
        case .reanchor(let index, let edition, let request): desk.reanchor(request, edition: edition, index: index)
        case .adopt(let index):
            if let file = state.files[index].file {
                others.forget(index: index)
                loader.adopt(file.name, file.document, file.codebook, index: index)
            }
        case .takeText(let index, let document):
            // What was read of other coders is places of the text before.
            others.forget(index: index)
            desk.take(document, index: index)
            if isKeptByName(index), state.files[index].file?.annotations.isEmpty == false {
                folder.keep(latestText: document.hash, of: state.files[index].name)
            }
        case .findHeadings(let id, let index, let document): searcher.findHeadings(id, of: document, index: index)
        case .countMarks(let id, let index, let count): searcher.countMarks(id, count, index: index)
        case .siftMarks(let id, let sifting): searcher.sift(id, sifting)
        case .siftNotes(let id, let sifting): searcher.sift(id, sifting)
        case .findPassages(let id, let query): searcher.findPassages(id, query)
        case .keepPosition(let index, let position):
            if isKeptByName(index) { folder.keep(position, of: state.files[index].name) }
        case .keepDraft(let index, let place, let text):
            if !lateDrafts.take(text, at: LateDrafts.Place(file: index, place: place)) {
                keepDraft(text, at: place, index)
            }
        case .edit(let index, let place, let text): edit(index, place, text)
        case .copy(let text): session.copy(text)
        case .mouse(let isOn): session.setMouse(isOn)
        case .search(let id, let query): searcher.search(id, query)
        case .tally(let id, let tally): searcher.tally(id, tally)
        case .stop(let id): searcher.stop(id)
        case .readSearches: take(.pastSearches(folder.searches()))
        case .keepSearches(let searches): folder.keep(searches)
        case .keepPlaces(let index, let places):
            if isKeptByName(index) { folder.keep(places, of: state.files[index].name) }
        case .keepSeen(let index, let seen):
            if isKeptByName(index) { folder.keep(seen, of: state.files[index].name) }
        case .readCoders(let index, let isNews): readCoders(index, isNews: isNews)
        case .changeCodebook(let indices, let changes):
            desk.changeCodebook(changes, indices: indices, article: state.files[indices[0]].name)
        case .suspend:
            bringToDisk()
            session.suspend()
        case .redraw: session.redraw()
        case .ring: session.ring()
        case .quit:
            isRunning = false
            bringToDisk()
        }
    }

    private func keepDraft(_ text: String?, at place: String, _ index: Int) {
        guard isKeptByName(index) else {
            areDraftsKept = false
            return
        }
        drafts.keep(text, at: place, of: state.files[index].name)
    }

    private func keepLateDrafts(isUrgent: Bool) {
        for (place, text) in lateDrafts.due(isUrgent: isUrgent) { keepDraft(text, at: place.place, place.file) }
    }

    /// Hands a note to the editor. The file that it was written in goes when its text is on disk elsewhere.
    private func edit(_ index: Int, _ place: String, _ text: String) {
        // The editor may be open for hours: what is marked is on disk before.
        bringToDisk()
        let (outcome, file) = editor.edit(text, of: state.files[index].name, at: place, in: session)
        drafts.finish()
        areDraftsKept = true
        take(.edited(index: index, place: place, outcome))
        keepLateDrafts(isUrgent: true)
        areDraftsKept = drafts.finish() && areDraftsKept
        guard let file else { return }
        if !areDraftsKept {
            bringToDisk()
            guard unsaved == nil, state.files[index].file?.draftCount == 0 else { return }
        }
        editor.remove(file)
    }

    /// Whether anything can be kept about a file: what was piped in has no name, and names that are not UTF-8 look the
    /// same where they are shown.
    private func isKeptByName(_ index: Int) -> Bool {
        loader.request.standardInput == nil && state.files[index].exactPath == nil
    }

    private func readCoders(_ index: Int, isNews: Bool) {
        // A name that is not UTF-8 has no sidecar, of nobody.
        guard isKeptByName(index), let document = state.files[index].file?.document else {
            if !isNews { take(.codersRead(index: index, [])) }
            return
        }
        others.read(state.files[index].name, document, index: index, isNews: isNews)
    }

    /// Waits for what is being saved, and tries once more what could not be.
    private func bringToDisk() {
        keepLateDrafts(isUrgent: true)
        defer { drafts.finish() }
        // At the most: the save under way, the one that takes the edits since, and one more attempt.
        for _ in 0..<3 {
            desk.finish()
            for action in mailbox.takeAll() { settle(action) }
            guard unsaved != nil else { return }
            settle(.idle)
        }
        desk.finish()
        for action in mailbox.takeAll() { settle(action) }
    }

    /// Takes an action while everything else has to wait: leaving or suspending again is of no use then.
    private func settle(_ action: Action) {
        for effect in update(&state, action, at: moment) {
            if !Runtime.isLeaving(effect) { perform(effect) }
        }
    }

    /// Whether an effect leads out of the loop, for good or for a while. All others are to be performed whenever they
    /// are asked for: the state counts on it.
    static func isLeaving(_ effect: Effect) -> Bool {
        switch effect {
        case .quit, .suspend, .edit: true
        default: false
        }
    }

    private var unsaved: String? {
        state.files.lazy.compactMap(\.file).first { !$0.saving.isSafe }.map { file in
            file.saving.failure ?? "\(file.name): the last marks could not be saved"
        }
    }

    /// What the terminal is told and asked once the first screen is there: nobody has to wait for it.
    private func greet() {
        guard !hasGreeted else { return }
        hasGreeted = true
        session.setMouse(state.isMouseOurs)
        let appearance = state.appearance
        if appearance.hasColor, !appearance.isChosen { session.askBackground() }
    }

    /// What the reader looks like at first: as was chosen, or as far as the environment says what the terminal is.
    private static func appearance(_ session: TerminalSession, _ request: ReaderRequest) -> Appearance {
        guard session.colors >= 8 else { return Appearance(.monochrome, hasColor: false) }
        if let theme = request.theme { return Appearance(theme, isChosen: true) }
        // rxvt and others say "foreground;background" in basic colours.
        let background = request.environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        guard let background else { return Appearance() }
        return Appearance(background == 7 || background > 8 ? .light : .dark, isChosen: true)
    }
}
