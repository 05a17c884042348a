// Records in exactly the shape that gloss gives them, read without making JSON values of them: most sidecars hold no
// others, and a study may have a hundred thousand.

import Annotations
import Glibc
import TextModel

/// A record of gloss's own shape: all keys in the order of the format, none besides, on one line.
struct OwnRecord {
    var id: AnnotationID
    var tags: [Tag] = []
    var note = ""
    var created: String
    var modified: String
    var creator: String?
    var target: Target
    var anchor: StoredAnchor
    var origin: StoredJSON?
    /// The record as it is written.
    var stored: StoredJSON
}

/// Reads records of gloss's own shape from a text. Every answer is nil (or false) for one that is not exactly so; then
/// the reader that takes any JSON should look at it.
struct OwnRecordReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The index of the next byte.
    private(set) var at = 0
    private var shared = SharedTexts()

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The record that begins at a place; goes behind it.
    mutating func record(at place: Int) -> OwnRecord? {
        at = place
        guard take("{\"id\":"), let id = string(), !id.place.isEmpty, take(",\"type\":\"Annotation\",\"motivation\":"),
            take("\"tagging\"") || take("\"commenting\""), take(",\"created\":"), let created = string(),
            take(",\"modified\":"), let modified = string()
        else { return nil }
        var creator: Inside?
        if take(",\"creator\":{\"type\":\"Person\",\"nickname\":") {
            guard let name = string(), take("}") else { return nil }
            creator = name
        }
        guard take(",\"body\":"), let (tags, note) = bodies(), take(",\"target\":"), let target = target(),
            take(",\"gloss:anchor\":"), let anchor = anchor()
        else { return nil }
        var origin: StoredJSON?
        if take(",\"gloss:origin\":") {
            let start = at
            guard self.target() != nil else { return nil }
            origin = StoredJSON(plain(start..<at))
        }
        // What is in no string was compared byte by byte, so this finds out whether all strings are UTF-8.
        guard take("}"), let stored = String(validating: slice(place..<at), as: UTF8.self) else { return nil }
        let createdText = text(created, like: shared.created)
        shared.created = createdText
        let creatorText = creator.map { text($0, like: shared.creator) }
        if let creatorText { shared.creator = creatorText }
        return OwnRecord(
            id: AnnotationID(text(id)), tags: tags, note: note, created: createdText,
            modified: text(modified, like: createdText), creator: creatorText,
            target: target, anchor: anchor, origin: origin, stored: StoredJSON(stored))
    }

    // MARK: The parts of a record

    private mutating func bodies() -> (tags: [Tag], note: String)? {
        guard take("[") else { return nil }
        var tags: [Tag] = []
        var note = ""
        if take("]") { return (tags, note) }
        repeat {
            guard take("{\"type\":\"TextualBody\",\"purpose\":") else { return nil }
            if take("\"tagging\",\"value\":") {
                guard let name = string() else { return nil }
                let (written, read) = (slice(name.place), text(name))
                guard let known = shared.tag(written, read, isPlain: name.isPlain), !tags.contains(known[0])
                else { return nil }
                // One array for all marks with just this tag.
                if tags.isEmpty { tags = known } else { tags += known }
            } else {
                guard note.isEmpty, take("\"commenting\",\"format\":\"text/plain\",\"value\":"), let words = string(),
                    !words.place.isEmpty
                else { return nil }
                note = text(words)
            }
            guard take("}") else { return nil }
        } while take(",")
        return take("]") ? (tags, note) : nil
    }

    private mutating func target() -> Target? {
        guard take("{\"source\":\"urn:sha256:"), at + 64 <= bytes.count else { return nil }
        let digits = slice(at..<at + 64)
        guard let source = shared.hash(digits) else { return nil }
        at += 64
        guard take("\",\"selector\":[{\"type\":\"TextPositionSelector\""), let position = position(),
            take("},{\"type\":\"TextQuoteSelector\",\"exact\":"), let exact = string(), take(",\"prefix\":"),
            let prefix = string(), take(",\"suffix\":"), let suffix = string(), take("}]}")
        else { return nil }
        return Target(
            source: source, position: position,
            quote: Quote(exact: text(exact), prefix: text(prefix), suffix: text(suffix)))
    }

    private mutating func anchor() -> StoredAnchor? {
        guard take("{\"status\":\""),
            let status = Anchor.Status.allCases.first(where: { take($0) }), take("\",\"score\":"), let score = score()
        else { return nil }
        var position: CodePointSpan?
        if status != .orphan {
            position = self.position()
            if position == nil { return nil }
        }
        let isKeptLost = status == .orphan && take(",\"kept\":true")
        return take("}")
            ? StoredAnchor(status: status, score: score, position: position, isKeptLost: isKeptLost) : nil
    }

    private mutating func take(_ status: Anchor.Status) -> Bool {
        switch status {
        case .exact: take("exact")
        case .moved: take("moved")
        case .changed: take("changed")
        case .orphan: take("orphan")
        }
    }

    /// `0`, `1`, or `0.` and up to four digits of which the last is not 0: as gloss writes it, so that it is its own
    /// best text.
    private mutating func score() -> String? {
        let start = at
        if take("0.") {
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            guard 1...4 ~= at - start - 2, bytes[at - 1] != UInt8(ascii: "0") else { return nil }
            return plain(start..<at)
        }
        guard take("0") || take("1") else { return nil }
        return bytes[start] == UInt8(ascii: "0") ? "0" : "1"
    }

    private mutating func position() -> CodePointSpan? {
        guard take(",\"start\":"), let start = number(), take(",\"end\":"), let end = number(), start <= end
        else { return nil }
        return CodePointSpan(CodePointOffset(start), CodePointOffset(end))
    }

    // MARK: Tokens

    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count, memcmp(bytes.baseAddress! + at, text.utf8Start, count) == 0 else {
            return false
        }
        at += count
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }

    /// A whole number of at most 15 digits, more than any text has bytes.
    private mutating func number() -> Int? {
        let start = at
        var value = 0
        while at < bytes.count, at - start < 16, isDigit(bytes[at]) {
            value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
            at += 1
        }
        let count = at - start
        return count == 0 || count > 15 || (count > 1 && bytes[start] == UInt8(ascii: "0")) ? nil : value
    }

    /// What stands between the quotation marks of a string.
    private struct Inside {
        let place: Range<Int>
        /// Whether nothing in it is escaped.
        let isPlain: Bool
    }

    /// Goes behind a string. Whether it is UTF-8 is not looked at here.
    private mutating func string() -> Inside? {
        guard take("\"") else { return nil }
        let start = at
        var isPlain = true
        while true {
            skipOrdinary()
            guard at < bytes.count else { return nil }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return Inside(place: start..<at - 1, isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                guard skipEscape() else { return nil }
            default: return nil
            }
        }
    }

    /// Goes to the next quotation mark, backslash or control character, eight bytes at a time.
    private mutating func skipOrdinary() {
        let each: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(bytes)
        while at &+ 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let quote = word ^ (each &* 0x22)
            let slash = word ^ (each &* 0x5C)
            // Each is zero in its highest bits unless some byte is a quotation mark, a backslash, or below a space.
            let found = ((quote &- each) & ~quote) | ((slash &- each) & ~slash) | ((word &- each &* 0x20) & ~word)
            if found & (each &* 0x80) != 0 { break }
            at &+= 8
        }
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] != 0x22, bytes[at] != 0x5C { at &+= 1 }
    }

    private mutating func skipEscape() -> Bool {
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
            return true
        // Rare, and left to the reader that knows surrogates.
        default: return false
        }
    }

    private func slice(_ place: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[place])
    }

    private func plain(_ place: Range<Int>) -> String { String(decoding: slice(place), as: UTF8.self) }

    private func text(_ string: Inside) -> String {
        if string.isPlain { return plain(string.place) }
        return JSONReader.unescaped(Array(bytes[(string.place.lowerBound - 1)...string.place.upperBound])[...])
    }

    /// The text of a string that is mostly this one, which is then handed on instead of a copy.
    private func text(_ string: Inside, like known: String) -> String {
        string.isPlain && SharedTexts.same(known, slice(string.place)) ? known : text(string)
    }
}

/// Texts that many records have in common: kept once.
private struct SharedTexts {
    var created = ""
    var creator = ""
    private var lastHash: SourceHash?
    private var tags: [[Tag]] = []

    /// More tags than most codebooks have, and few enough to look through.
    private static let tagLimit = 32

    /// The hash whose 64 digits these are; nil where they are none.
    mutating func hash(_ digits: UnsafeBufferPointer<UInt8>) -> SourceHash? {
        if let lastHash, SharedTexts.same(lastHash.hex, digits) { return lastHash }
        lastHash = SourceHash(hex: String(decoding: digits, as: UTF8.self))
        return lastHash
    }

    /// The tag of that name in an array of its own; nil for a name that no tag may have.
    ///
    /// - Parameter bytes: the name as it is written, which is what it is compared by unless something is escaped in it.
    mutating func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ name: String, isPlain: Bool) -> [Tag]? {
        if isPlain, let known = tags.first(where: { SharedTexts.same($0[0].name, bytes) }) { return known }
        guard let tag = Tag(name) else { return nil }
        if tags.count < SharedTexts.tagLimit { tags.append([tag]) }
        return [tag]
    }

    static func same(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.utf8.count == bytes.count else { return false }
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
        return text.utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, start, $0.count) == 0 }
            ?? text.utf8.elementsEqual(bytes)
    }
}
