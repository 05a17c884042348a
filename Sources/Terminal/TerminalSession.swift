// The terminal, taken for as long as a session lives: events in, frames out.

import CNcurses
import Glibc
import Screen

/// A screen on a terminal. There is one at a time in a process, and one thread uses it.
public final class TerminalSession {
    /// Whether styles keep their colours.
    public enum Colors: Sendable {
        /// As many as the terminal has.
        case automatic
        /// None, for NO_COLOR: attributes only.
        case none
    }

    private let input: Int32
    /// Whether `input` was opened here, as /dev/tty.
    private let ownsInput: Bool
    private let signals: Int32
    private var decoder: InputDecoder
    private let painter: Painter
    private var events: [Event] = []
    /// What is waited for: the keyboard, signals, and what wakes the caller.
    private var descriptors = [pollfd](repeating: pollfd(fd: -1, events: Int16(POLLIN), revents: 0), count: 3)
    /// Where bytes are read to.
    private var buffer = [UInt8](repeating: 0, count: 16384)
    /// No more input comes; said once, and again only to one who would wait for ever.
    private var isGone = false
    private var saysGone = false
    private var isClosed = false
    /// Whether the stop that comes next was asked for from outside, of this process alone.
    private var isStopAsked = false
    /// Whether more than one event came at once.
    private var hasReadMuch = false
    /// When the terminal was asked for its background, in milliseconds.
    private var backgroundAsked = 0
    /// When the terminal was asked about texts, in milliseconds.
    private var asked = 0

    /// The size of the terminal in cells, as of the last `.resize` event or the start.
    public private(set) var size: Size

    /// How many colours styles are reduced to; 0 where the terminal has none or none are wanted.
    public var colors: Int { painter.colors }

    /// Takes the terminal: raw mode, alternate screen, bracketed paste, signal handlers and crash guard.
    ///
    /// - Parameters:
    ///   - input: the descriptor keys come from; when it is no terminal, /dev/tty is read instead.
    ///   - output: the descriptor of the terminal to draw on.
    ///   - colors: whether styles keep their colours.
    /// - Throws: what is wrong with the terminal, as a sentence; nothing has been changed then.
    public init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, colors: Colors = .automatic
    ) throws(TerminalError) {
        guard isatty(output) == 1 else { throw .outputIsNoTerminal }
        ownsInput = isatty(input) != 1
        self.input = ownsInput ? Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : input
        guard self.input >= 0 else { throw .noKeyboard }
        if let error = Self.open(input: self.input, output: output) {
            if ownsInput { close(self.input) }
            throw error
        }
        signals = signals_open()
        decoder = InputDecoder(
            sequences: KeySequences { name in screen_capability(name).map { Array(String(cString: $0).utf8) } })
        painter = Painter(Capabilities(useColors: colors == .automatic)) {
            screen_send_frame($0.baseAddress, $0.count)
        }
        size = Self.measure()
        guard signals >= 0 else {
            restore(forGood: true)
            throw .failed
        }
    }

    deinit { restore(forGood: true) }

    private static func open(input: Int32, output: Int32) -> TerminalError? {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        switch Int(screen_open(input, output)) {
        case Int(screen_ok): return nil
        case Int(screen_no_locale): return .localeNotUTF8
        case Int(screen_term_unset): return .termUnset
        case Int(screen_term_unknown): return .termUnknown(name)
        case Int(screen_term_dumb): return .termDumb(name)
        default: return .failed
        }
    }

    private static func measure() -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        screen_measure(&columns, &rows)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    // MARK: Out

    /// Shows a frame; only what differs from the frame before is sent, in one piece. A cell that holds anything a
    /// terminal could act on is shown as U+FFFD. A terminal that is gone is reported by `nextEvent`.
    public func paint(_ frame: Frame) {
        guard !isClosed else { return }
        let error = painter.paint(frame, on: size)
        if error == EIO || error == ENXIO || error == EPIPE || error == EBADF { lose() }
    }

    /// Draws the last frame again from nothing, for a screen that something else wrote on.
    public func redraw() {
        painter.forget()
        if let frame = painter.last { paint(frame) }
    }

    /// Asks the terminal how many cells it gives to each of these texts. The answer comes as an event, `.cells`, or it
    /// does not come. Asked once a session, and only where a question leaves no trace.
    public func ask(_ texts: [String]) {
        // A reply from the first row would look like a key; a text must not meet the right edge.
        guard !isClosed, decoder.questions == nil, size.rows > 1, size.columns >= 16 else { return }
        let bytes = Questions.bytes(texts, row: size.rows)
        guard painter.send(bytes, on: size) else { return }
        decoder.questions = Questions(texts: texts)
        asked = Self.milliseconds()
    }

    /// Takes the replies that are still on their way, so that they are not typed into whatever has the terminal next.
    private func takeReplies() {
        while !isGone, let questions = decoder.questions, questions.open > 0 {
            let left = Self.patienceForReplies - (Self.milliseconds() - asked)
            guard left > 0, poll(wake: nil, for: left).input else { return }
            read()
        }
    }

    /// How long, in milliseconds, replies may be on their way: a terminal that is asked through a network takes a while.
    private static let patienceForReplies = 300

    /// Rings the terminal's bell.
    public func ring() { screen_ring() }

    /// Gives the terminal back, as it was before the session. `takeBack` undoes it; the end of the session implies it.
    public func restore() {
        takeLateReply()
        takeReplies()
        screen_leave()
        signals_catch_stop(0)
    }

    /// Takes the terminal again after `restore` (an editor ran in between) and draws the last frame. The next event
    /// is `.resume`d, and one for the size if it changed.
    public func takeBack() {
        guard !isClosed else { return }
        signals_catch_stop(1)
        screen_enter()
        events.append(.resumed)
        noticeSize()
        redraw()
    }

    /// Gives the terminal back, stops the process and its group as a terminal's own C-z would, and takes the
    /// terminal again when it is continued. Where the system does not stop it (nobody could continue it), it comes
    /// back at once. After a `.stop` event only this process stops: whoever sent the signal chose whom to send it to.
    public func suspend() {
        guard isStopAsked else { return suspend(group: true) }
        isStopAsked = false
        // Whoever has let it go on meanwhile would not do so again.
        var isContinued = false
        drainSignals { signal in
            if signal == SIGCONT { isContinued = true }
            return signal != SIGTSTP
        }
        if !isContinued { suspend(group: false) }
    }

    private func suspend(group: Bool) {
        restore()
        signals_stop(group ? 1 : 0)
        // This continuation has been noticed.
        drainSignals { $0 != SIGCONT && $0 != SIGTSTP }
        takeBack()
    }

    private func restore(forGood: Bool) {
        guard !isClosed else { return }
        takeLateReply()
        takeReplies()
        isClosed = true
        screen_close()
        signals_close()
        if ownsInput { close(input) }
    }

    // MARK: Beside the frames

    /// Has the terminal report the mouse, or leaves it to the terminal; at first it is the terminal's.
    public func setMouse(_ isWanted: Bool) { screen_want_mouse(isWanted ? 1 : 0) }

    /// Asks the terminal to keep a text in its clipboard (OSC 52). Whether it does is never said.
    public func copy(_ text: String) {
        let bytes = Clipboard.request(text, insideScreen: getenv("STY") != nil && getenv("TMUX") == nil)
        if screen_send(bytes, bytes.count) == EIO { lose() }
    }

    /// Asks the terminal for the colour of its background (OSC 11). The answer, if one comes, is a `.background`
    /// event. The console of Linux is not asked: it would show part of the question.
    public func askBackground() {
        guard !isClosed, !decoder.awaitsBackground, !Self.isConsole else { return }
        guard screen_send(BackgroundReply.question, BackgroundReply.question.count) == 0 else { return }
        decoder.awaitsBackground = true
        backgroundAsked = Self.milliseconds()
    }

    private static var isConsole: Bool { getenv("TERM").map { strncmp($0, "linux", 5) == 0 } ?? false }

    /// Waits for an answer that is on its way, so that the shell does not get it for typed keys. One that comes later
    /// still is an answer to a session that goes on.
    private func takeLateReply() {
        while decoder.awaitsBackground, !isGone {
            let left = backgroundAsked + 150 - Self.milliseconds()
            guard left > 0, poll(wake: nil, for: left).input else { break }
            read()
        }
    }

    // MARK: In

    /// Waits for the next event.
    ///
    /// - Parameters:
    ///   - timeout: how long to wait, in milliseconds; nil waits for ever.
    ///   - wake: a descriptor that ends the wait when it is readable; the caller drains it.
    /// - Returns: nil when the time is over or `wake` is readable.
    public func nextEvent(timeout: Int?, wake: Int32?) -> Event? {
        if let event = takeEvent(waitsForEver: timeout == nil && wake == nil) { return event }
        let start = Self.milliseconds()
        var (now, lastByte) = (start, start)
        while true {
            if let patience = decoder.patience, now - lastByte >= patience {
                events += decoder.giveUp()
                if let event = takeEvent(waitsForEver: false) { return event }
                continue
            }
            var wait = timeout.map { max(0, $0 - (now - start)) }
            if let patience = decoder.patience { wait = min(wait ?? .max, max(0, patience - (now - lastByte))) }
            let ready = poll(wake: wake, for: wait)
            if ready.signal { drainSignals { _ in true } }
            if ready.input { read() }
            if let event = takeEvent(waitsForEver: timeout == nil && wake == nil) { return event }
            now = Self.milliseconds()
            if ready.input { lastByte = now }
            if ready.wake { return nil }
            if let timeout, now - start >= timeout, decoder.patience == nil || timeout == 0 { return nil }
        }
    }

    /// Whether there is an event that can be had without waiting, or what was read last was so much that more may have
    /// come behind it.
    public var isBehind: Bool { !events.isEmpty || hasReadMuch }

    private func takeEvent(waitsForEver: Bool) -> Event? {
        if !events.isEmpty { return events.removeFirst() }
        if saysGone || (isGone && waitsForEver) {
            saysGone = false
            return .hangUp(.terminalGone)
        }
        return nil
    }

    private func lose() {
        guard !isGone else { return }
        isGone = true
        saysGone = true
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// Waits for any of the descriptors. poll(2) leaves out those that are negative.
    private func poll(wake: Int32?, for milliseconds: Int?) -> (input: Bool, signal: Bool, wake: Bool) {
        descriptors[0].fd = isGone ? -1 : input
        descriptors[1].fd = signals
        descriptors[2].fd = wake ?? -1
        let wait = milliseconds.map { Int32(clamping: $0) } ?? -1
        let count = Glibc.poll(&descriptors, nfds_t(descriptors.count), wait)
        guard count > 0 else { return (false, false, false) }
        return (descriptors[0].revents != 0, descriptors[1].revents != 0, descriptors[2].revents != 0)
    }

    /// Reads what is there. End of input and a hung-up terminal (EIO) end the input for good.
    private func read() {
        let result = Glibc.read(input, &buffer, buffer.count)
        let failure = result < 0 ? errno : 0
        if result <= 0, failure != EAGAIN, failure != EINTR { lose() }
        let first = events.count
        buffer.withUnsafeBufferPointer { decoder.feed($0[..<max(0, result)], into: &events) }
        hasReadMuch = events.count > first + 1
        for index in events[first...].indices {
            guard case .mouse(var mouse) = events[index] else { continue }
            mouse.time = Self.milliseconds()
            events[index] = .mouse(mouse)
        }
    }

    // MARK: Signals

    private func drainSignals(where isWanted: (Int32) -> Bool) {
        var numbers: [UInt8] = []
        while true {
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = Glibc.read(signals, &buffer, buffer.count)
            guard count > 0 else { break }
            numbers += buffer[..<count]
        }
        var handled: Set<UInt8> = []
        for number in numbers where isWanted(Int32(number)) && handled.insert(number).inserted {
            handle(Int32(number))
        }
    }

    private func handle(_ signal: Int32) {
        switch signal {
        case SIGWINCH: noticeSize()
        case SIGTSTP:
            isStopAsked = true
            events.append(.stop)
        case SIGCONT:
            isStopAsked = false
            events.removeAll { $0 == .stop }
            retake()
        default: events.append(.hangUp(.signal(signal)))
        }
    }

    /// After a stop that could not be caught the terminal is in nobody knows what state.
    private func retake() {
        restore()
        takeBack()
    }

    private func noticeSize() {
        let now = Self.measure()
        guard now != size else { return }
        size = now
        screen_resize(Int32(now.columns), Int32(now.rows))
        painter.forget()
        events.append(.resize(now))
    }
}
