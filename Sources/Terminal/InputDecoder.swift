// Bytes from the keyboard → events: a pure machine that knows nothing of descriptors and clocks.

import Screen

/// Decodes the bytes of a terminal. Feed it what arrives; when nothing has arrived for `patience`, call `giveUp`.
struct InputDecoder {
    /// The most bytes of one paste that are kept; the rest of it is dropped, and said to be.
    static let pasteLimit = 4 << 20
    /// The most bytes of one escape sequence that are kept for its name.
    private static let sequenceLimit = 64

    private let sequences: KeySequences
    /// Bytes that may yet become more than they are.
    private var pending: [UInt8] = []
    private var paste: PasteCollector?
    /// What the terminal was asked last; its replies are no keys from then on.
    var questions: Questions?
    /// Inside a sequence that is longer than any: its bytes are dropped up to its last one.
    private var overlong: [UInt8]?
    /// Whether that is a control string, which ends as those do.
    private var isOverlongString = false
    /// Whether the terminal was asked for its background and has not answered yet: exactly one reply is taken.
    var awaitsBackground = false

    init(sequences: KeySequences = KeySequences()) { self.sequences = sequences }

    /// How long, in milliseconds, to wait for more bytes before `giveUp`; nil when nothing is half read.
    var patience: Int? {
        if overlong != nil { return isOverlongString ? Self.patienceForStrings : 250 }
        if paste != nil || pending.isEmpty { return nil }
        if pending.count > 1, pending[0] == 0x1B, Self.stringOpeners.contains(pending[1]) {
            // The first two bytes alone can have been typed, with Alt.
            return pending.count > 2 ? Self.patienceForStrings : awaitsBackground ? 250 : 25
        }
        return Self.typed.contains(pending) ? 25 : 250
    }

    /// Nobody types a control string, and a network may hold back the end of one for a while, in milliseconds.
    private static let patienceForStrings = 2000

    /// What follows ESC at the beginning of a control string (ECMA-48, 5.6): DCS, SOS, OSC, PM and APC.
    private static let stringOpeners: Set<UInt8> = [0x50, 0x58, 0x5D, 0x5E, 0x5F]

    /// Only what a person can have typed is waited for so shortly: Escape, and Alt with `[` or `O`.
    private static let typed: Set<[UInt8]> = [[0x1B], [0x1B, 0x1B], [0x1B, 0x5B], [0x1B, 0x4F]]

    /// Takes bytes in the order they came in, in any pieces.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        feed(bytes, into: &events)
        return events
    }

    /// Takes bytes as `feed` does, and appends their events to these.
    mutating func feed(_ bytes: some Sequence<UInt8>, into events: inout [Event]) {
        for byte in bytes {
            if paste != nil {
                if paste?.take(byte) == true {
                    events.append(.paste(paste?.text ?? ""))
                    if let paste, paste.lost > 0 {
                        events.append(.pasteCut(kept: Self.pasteLimit, lost: paste.lost))
                    }
                    paste = nil
                }
                continue
            }
            // By far most of what is typed: a byte that no other follows.
            if byte < 0x80, byte != 0x1B, pending.isEmpty, overlong == nil {
                events.append(.key(Self.single(byte)))
                continue
            }
            pending.append(byte)
            while !pending.isEmpty, let step = next(hurried: false) { apply(step, &events) }
        }
    }

    /// What the bytes so far mean when no more are to come.
    mutating func giveUp() -> [Event] {
        var events: [Event] = []
        if let sequence = overlong {
            overlong = nil
            pending.removeAll()
            return [.unknownKey(Self.name(sequence))]
        }
        while !pending.isEmpty, paste == nil, let step = next(hurried: true) { apply(step, &events) }
        return events
    }

    private enum Step {
        case event(Event, length: Int)
        case background(Event.Shade?, length: Int)
        case paste(length: Int)
        case overlong(isString: Bool)
        case swallow
        case reply(column: Int, length: Int)
    }

    private mutating func apply(_ step: Step, _ events: inout [Event]) {
        switch step {
        case .event(let event, let length):
            pending.removeFirst(length)
            events.append(event)
        case .background(let shade, let length):
            pending.removeFirst(length)
            awaitsBackground = false
            if let shade { events.append(.background(shade)) }
        case .paste(let length):
            pending.removeFirst(length)
            paste = PasteCollector(limit: Self.pasteLimit)
        case .overlong(let isString):
            overlong = pending
            isOverlongString = isString
            pending.removeAll()
        case .swallow:
            pending.removeAll()
        case .reply(let column, let length):
            pending.removeFirst(length)
            if let cells = questions?.take(column: column) { events.append(.cells(cells)) }
        }
    }

    /// The meaning of the first bytes of `pending`; nil when it takes more of them. `hurried` means none will come.
    private mutating func next(hurried: Bool) -> Step? {
        if overlong != nil { return nextOverlong() }
        let first = pending[0]
        if first != 0x1B { return character(at: 0, alt: false, hurried: hurried) }
        guard pending.count > 1 else { return hurried ? .event(.key(Key(.escape)), length: 1) : nil }
        switch exact() {
        case .whole(let key, let length): return .event(.key(key), length: length)
        case .beginning where !hurried: return nil
        default: break
        }
        if awaitsBackground {
            switch BackgroundReply.match(pending) {
            case .whole(let length, let shade): return .background(shade, length: length)
            case .beginning where !hurried: return nil
            default: break
            }
        }
        if pending[1] != 0x1B { return escaped(from: 1, alt: false, hurried: hurried) }
        // ESC before a sequence is Alt; before anything else the first ESC was the Escape key.
        guard pending.count > 2 else { return hurried ? .event(.key(Key(.escape)), length: 1) : nil }
        if pending[2] == 0x5B || pending[2] == 0x4F { return escaped(from: 2, alt: true, hurried: hurried) }
        return .event(.key(Key(.escape)), length: 1)
    }

    private enum Match {
        case none, beginning
        case whole(Key, length: Int)
    }

    /// Looks for a sequence that terminfo names.
    private func exact() -> Match {
        for count in stride(from: min(pending.count, sequences.longest), to: 2, by: -1) {
            if let key = sequences.exact[Array(pending[..<count])] { return .whole(key, length: count) }
        }
        return sequences.beginnings.contains(pending) ? .beginning : .none
    }

    /// What follows an ESC: a control sequence, or one character that Alt was held with.
    private func escaped(from start: Int, alt: Bool, hurried: Bool) -> Step? {
        switch pending[start] {
        case 0x5B, 0x4F:
            if pending.count > start + 1 { return sequence(from: start, alt: alt, hurried: hurried) }
            guard hurried else { return nil }
            if alt { return .event(.key(Key(.escape)), length: 1) }
            return .event(.key(Key(Character(Unicode.Scalar(pending[start])), .alt)), length: start + 1)
        case let opener where Self.stringOpeners.contains(opener):
            guard pending.count > start + 1 else {
                return hurried ? character(at: start, alt: true, hurried: true) : nil
            }
            // Of APC there is one reply that a terminal might send unasked (kitty's graphics, `ESC _ G`); Alt with _ is
            // a key that is held down, too, and what is typed behind it is no part of it.
            if opener == 0x5F, pending[start + 1] != UInt8(ascii: "G") {
                return character(at: start, alt: true, hurried: true)
            }
            return string(from: start + 1, hurried: hurried)
        default:
            return character(at: start, alt: true, hurried: hurried)
        }
    }

    /// A control string is one unknown key, whatever it says: it is a late reply, or one that nobody asked for.
    private func string(from start: Int, hurried: Bool) -> Step? {
        if let length = Self.stringEnd(pending, from: start) { return unknown(length) }
        if hurried { return unknown(pending.count) }
        return pending.count >= Self.sequenceLimit ? .overlong(isString: true) : nil
    }

    /// How many bytes of these belong to a control string that ends in them: it ends with ST (`ESC \`) or BEL, or
    /// before any other control character, which it cannot hold. Nil when it goes on.
    private static func stringEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard let end = bytes[start...].firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
        if bytes[end] == 0x07 { return end + 1 }
        guard bytes[end] == 0x1B else { return end }
        guard bytes.count > end + 1 else { return nil }
        return bytes[end + 1] == UInt8(ascii: "\\") ? end + 2 : end
    }

    /// CSI or SS3 (ECMA-48, 5.4): parameters 30–3F, intermediates 20–2F, one final byte 40–7E.
    private func sequence(from start: Int, alt: Bool, hurried: Bool) -> Step? {
        let body = start + 1
        let isControl = pending[start] == 0x5B
        // The Linux console's F1 to F5 are CSI [ A to CSI [ E.
        if isControl, pending[body] == 0x5B {
            guard pending.count > body + 1 else { return hurried ? unknown(pending.count) : nil }
            let number = Int(pending[body + 1]) - 0x40
            let held: Key.Modifiers = alt ? .alt : []
            guard (1...5).contains(number) else { return unknown(body + 2) }
            return .event(.key(Key(.function(number), held)), length: body + 2)
        }
        // The old form of mouse reports goes on after its final byte.
        if isControl, !alt, pending[body] == UInt8(ascii: "M") {
            guard pending.count >= body + 4 else { return hurried ? unknown(pending.count) : nil }
            let mouse = MouseReport.mouse(x10: pending[body + 1..<body + 4])
            return mouse.map { .event(.mouse($0), length: body + 4) } ?? unknown(body + 4)
        }
        var end = body
        while end < pending.count, (0x20...0x3F).contains(pending[end]) { end += 1 }
        guard end < pending.count else {
            if hurried { return unknown(end) }
            return end >= Self.sequenceLimit ? .overlong(isString: false) : nil
        }
        // A byte that no sequence may hold ends this one and is read for itself.
        guard (0x40...0x7E).contains(pending[end]) else { return unknown(end) }
        return finished(parameters: pending[body..<end], final: pending[end], isControl, alt, length: end + 1)
    }

    private func finished(
        parameters: ArraySlice<UInt8>, final: UInt8, _ isControl: Bool, _ alt: Bool, length: Int
    ) -> Step {
        if isControl, final == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) { return .paste(length: length) }
        if isControl, let mouse = MouseReport.mouse(parameters, final: final) {
            return .event(.mouse(mouse), length: length)
        }
        if isControl, questions != nil, final == UInt8(ascii: "R"), let column = Questions.column(of: parameters) {
            // An Escape that was pressed just before is a key of its own.
            return alt ? .event(.key(Key(.escape)), length: 1) : .reply(column: column, length: length)
        }
        let digitsOnly = parameters.allSatisfy { (0x30...0x39).contains($0) }
        let found =
            isControl
            ? KeySequences.control(parameters, final: final)
            : digitsOnly ? KeySequences.single(parameters, final: final) : nil
        guard var key = found else { return unknown(length) }
        if alt { key.modifiers.insert(.alt) }
        return .event(.key(key), length: length)
    }

    private mutating func nextOverlong() -> Step? {
        guard let sequence = overlong, let last = pending.last else { return nil }
        if isOverlongString {
            guard let end = Self.stringEnd(pending, from: 0) else { return pending[0] == 0x1B ? nil : .swallow }
            overlong = nil
            return .event(.unknownKey(Self.name(sequence)), length: end)
        }
        if (0x20...0x3F).contains(last) { return .swallow }
        overlong = nil
        let event = Event.unknownKey(Self.name(sequence))
        return .event(event, length: (0x40...0x7E).contains(last) ? 1 : 0)
    }

    private func unknown(_ length: Int) -> Step {
        .event(.unknownKey(Self.name(pending[..<length])), length: length)
    }

    /// One character, in UTF-8, at an index of `pending`; everything before it belongs to it.
    private func character(at start: Int, alt: Bool, hurried: Bool) -> Step? {
        let held: Key.Modifiers = alt ? .alt : []
        let first = pending[start]
        if first < 0x80 { return .event(.key(Self.single(first, held)), length: start + 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(first) else { return unknown(start + 1) }
        let available = pending[start...].prefix(length)
        if let wrong = available.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) { return unknown(wrong) }
        guard available.count == length else { return hurried ? unknown(pending.count) : nil }
        guard let text = String(validating: available, as: UTF8.self), let scalar = text.unicodeScalars.first,
            scalar.value >= 0xA0
        else { return unknown(start + length) }
        return .event(.key(Key(Character(scalar), held)), length: start + length)
    }

    /// The key of one byte of ASCII.
    private static func single(_ byte: UInt8, _ held: Key.Modifiers = []) -> Key {
        byte < 0x20 || byte == 0x7F ? control(byte, held) : Key(Character(Unicode.Scalar(byte)), held)
    }

    /// The key of one control byte.
    private static func control(_ byte: UInt8, _ held: Key.Modifiers) -> Key {
        switch byte {
        case 0x00: Key(" ", held.union(.control))
        case 0x09: Key(.tab, held)
        case 0x0D: Key(.enter, held)
        case 0x1B: Key(.escape, held)
        case 0x7F: Key(.backspace, held)
        case 0x01...0x1A: Key(Character(Unicode.Scalar(byte + 0x60)), held.union(.control))
        default: Key(Character(Unicode.Scalar(byte + 0x40)), held.union(.control))
        }
    }

    /// Bytes as a message may show them: caret notation, `<9b>` for what is not ASCII.
    private static func name(_ bytes: some Sequence<UInt8>) -> String {
        var result = ""
        for byte in bytes {
            switch byte {
            case 0..<0x20: result += "^" + String(Unicode.Scalar(byte + 0x40))
            case 0x7F: result += "^?"
            case 0x80...: result += "<" + String(byte, radix: 16) + ">"
            default: result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }
}
