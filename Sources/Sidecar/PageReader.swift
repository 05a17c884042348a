// From the bytes of a sidecar to its marks, its header, and what is wrong with it.

import Annotations
import TextModel

/// Something in a sidecar that is not as it should be.
public struct Finding: Equatable, Sendable {
    /// The line of the sidecar, from 1; nil where it is about the whole file.
    public let line: Int?
    /// What is wrong, as a sentence without the file's name.
    public let message: String
    /// Whether something of the file could not be read, so that its bytes are kept before the first save.
    public let isDamage: Bool

    public init(line: Int?, _ message: String, isDamage: Bool = false) {
        self.line = line
        self.message = message
        self.isDamage = isDamage
    }
}

/// What was read from the bytes of a sidecar.
struct PageReading {
    /// Nil when nothing of the header could be read.
    var page: Page?
    var marks = AnnotationSet()
    /// Marks whose record does not say what they say: the next save writes it anew.
    var unsettled: Set<AnnotationID> = []
    var findings: [Finding] = []
    /// Why nothing may be written into the file; nil when it may.
    var readOnlyReason: String?
    /// Whether the text is no JSON, so that records may be missing that were meant to be in it.
    var isBroken = false
    /// Whether two records with one id were made into one, so that the file no longer says what `marks` say.
    var isDamaged: Bool { findings.contains(where: \.isDamage) }
}

/// Reads a sidecar: strictly where it is JSON, record by record where it is not.
struct PageReader {
    let codec: RecordCodec
    private let document: Document?
    private let texts: OldTexts?

    /// The marks' anchors are resolved in the document, or kept as they are stored where there is none.
    init(document: Document?, source: SourceHash? = nil, texts: OldTexts? = nil) {
        codec = RecordCodec(resolve: AnchorReader(document: document, source: source).anchor)
        self.document = document
        self.texts = texts
    }

    /// - Parameter texts: those that marks were made in, with which they are found again in the document.
    static func read(_ bytes: [UInt8], document: Document?, texts: OldTexts? = nil) -> PageReading {
        do throws(JSONError) {
            if let reading = try recordByRecord(bytes, document, texts) { return reading }
            let reader = PageReader(document: document, texts: texts)
            return reader.read(try JSON.read(bytes), bytes, PageBuilder(codec: reader.codec))
        } catch {
            if let reading = ConflictSides(bytes)?.reading(in: document, texts) { return reading }
            return PageRecovery.read(bytes, broken: error, document: document, texts: texts)
        }
    }

    /// The text that the anchors of a sidecar are places of.
    static func source(of value: JSON?) -> SourceHash? { value?["sha256"]?.string.flatMap(SourceHash.init(hex:)) }

    /// Reads a text of which each record is forgotten once it was taken in.
    ///
    /// - Returns: nil for what is no object.
    private static func recordByRecord(
        _ bytes: [UInt8], _ document: Document?, _ texts: OldTexts?
    ) throws(JSONError) -> PageReading? {
        // Where a line is not what it seems, or anything is wrong, the whole is read strictly from the start.
        if let reading = (try? recordByRecord(bytes, document, texts, byLine: true)) ?? nil { return reading }
        return try recordByRecord(bytes, document, texts, byLine: false)
    }

    /// - Parameter byLine: whether a line that looks like a record is taken for one until it is decoded, which can be
    ///   done on many processors.
    static func recordByRecord(
        _ bytes: [UInt8], _ document: Document?, _ texts: OldTexts? = nil, byLine: Bool
    ) throws(JSONError) -> PageReading? {
        var reader = JSONReader(bytes)
        reader.skipSpace()
        var places: [RecordPlace] = []
        let root = try reader.object(apart: "items") { (_, reader) throws(JSONError) -> Bool in
            let start = reader.place
            let isSupposed = byLine && reader.skipRecordLine()
            if !isSupposed { try reader.skipValue(depth: 2) }
            places.append(RecordPlace(start: start, supposedEnd: isSupposed ? reader.at : nil))
            return true
        }
        guard let root else { return nil }
        reader.skipSpace()
        guard reader.isAtEnd else { throw reader.error("something follows the end of the JSON text") }
        let page = PageReader(document: document, source: source(of: root["gloss:source"]), texts: texts)
        var builder = PageBuilder(codec: page.codec, capacity: places.count)
        try RecordDecoder(bytes: bytes, codec: page.codec).decode(places) { builder.add($0) }
        return page.read(root, bytes, builder)
    }

    private func read(_ root: JSON, _ bytes: [UInt8], _ records: PageBuilder) -> PageReading {
        guard root.members != nil, RecordFields.isOf(type: "AnnotationPage", root) else {
            return PageReading(readOnlyReason: "it is JSON, but no annotation page, so it is left alone")
        }
        guard root["items"]?.elements != nil else {
            return PageReading(readOnlyReason: "it has no list of \"items\", so it is left alone")
        }
        var builder = records
        builder.header = header(root, bytes)
        for name in duplicates(root) {
            builder.findings.append(
                Finding(line: nil, "The key \"\(name)\" stands twice in the header; the last counts."))
        }
        if let document { builder.findAgain(in: document, texts) }
        var reading = builder.reading
        if let last = root.members?.last, let page = reading.page {
            reading.page?.tail = tail(after: last, of: root, bytes) ?? page.tail
        }
        return reading
    }

    private func duplicates(_ root: JSON) -> [String] {
        let names = (root.members ?? []).map(\.key)
        return Set(names.filter { name in names.filter { $0 == name }.count > 1 }).sorted()
    }

    /// The members of the page with the white space between them, which stays unless the header is all on one line.
    private func header(_ root: JSON, _ bytes: [UInt8]) -> [Page.HeaderMember] {
        var header: [Page.HeaderMember] = []
        var start = root.bytes.startIndex + 1
        let first = root.members?.first?.keyBytes.startIndex ?? start
        let isLaidOut = bytes[start..<first].contains(UInt8(ascii: "\n"))
        for member in root.members ?? [] {
            let value = member.value
            var before = Array(bytes[start..<value.bytes.startIndex])
            if !isLaidOut {
                before = [UInt8(ascii: "\n")] + bytes[member.keyBytes.startIndex..<value.bytes.startIndex]
            }
            var comma = value.bytes.endIndex
            while comma < root.bytes.endIndex - 1, bytes[comma] != UInt8(ascii: ",") { comma += 1 }
            // What follows the last value belongs to the page's closing bracket.
            let isLast = comma == root.bytes.endIndex - 1
            if !(member.isNamed("items") && header.contains(where: \.isItems)) {
                header.append(
                    Page.HeaderMember(
                        name: member.key, before: before, value: Array(value.bytes),
                        after: isLast ? [] : Array(bytes[value.bytes.endIndex..<comma])))
            }
            start = comma + 1
        }
        return header
    }

    private func tail(after last: JSON.Member, of root: JSON, _ bytes: [UInt8]) -> [UInt8]? {
        let tail = bytes[last.value.bytes.endIndex..<(root.bytes.endIndex - 1)]
        return tail.contains(UInt8(ascii: "\n")) ? Array(tail) : nil
    }
}

/// Where a stored target is, as far as a look at one place tells: as the sidecar says when it speaks of the text that is
/// open. All others are looked for together, once every record is read.
struct AnchorReader: Sendable {
    let document: Document?
    /// The text that the stored anchors are places of.
    let source: SourceHash?

    func anchor(_ target: Target, _ stored: StoredAnchor?) -> Anchor {
        guard let document else { return unresolved(target, stored) }
        if let anchor = Anchoring.unchanged(target, in: document) { return anchor }
        if let stored, source == document.hash, target.source != document.hash,
            let kept = trusted(target, stored, document)
        {
            return kept
        }
        return .sought
    }

    /// A stored anchor of the open text that was not found by its hash alone: it may rest on the reader's word or on
    /// a text that is no longer at hand. One that says to be word for word has to be.
    private func trusted(_ target: Target, _ stored: StoredAnchor, _ document: Document) -> Anchor? {
        let score = Double(stored.score) ?? 0
        guard stored.status != .orphan else {
            return Anchor(.orphan, score: score, place: nil, isKeptLost: stored.isKeptLost)
        }
        guard let position = stored.position, let span = document.span(position) else { return nil }
        let place = Place(span: span, codePoints: position)
        if stored.status == .changed { return Anchor(.changed, score: score, place: place) }
        guard Anchoring.reads(target.quote, at: span, in: document) else { return nil }
        return position == target.position ? .exact(place) : Anchor(.moved, score: 1, place: place)
    }

    /// Without the text no byte is known; nothing that is written back needs one.
    private func unresolved(_ target: Target, _ stored: StoredAnchor?) -> Anchor {
        guard let stored else { return .unknown }
        let place = stored.position.map { position in
            Place(
                span: Span(ByteOffset(position.start.value), ByteOffset(position.end.value)), codePoints: position)
        }
        return Anchor(
            stored.status, score: Double(stored.score) ?? 0, place: place, isKeptLost: stored.isKeptLost)
    }
}

/// Gathers records into a page, whether they come from a list or from the ruins of one.
struct PageBuilder {
    let codec: RecordCodec
    var header: [Page.HeaderMember] = []
    var findings: [Finding] = []
    private(set) var foreign: [Page.ForeignRecord] = []
    private(set) var marks: [Annotation] = []
    private var numbers: [AnnotationID: Int] = [:]
    private(set) var unsettled: Set<AnnotationID> = []
    private var lastID = AnnotationID("")

    /// - Parameter capacity: the number of records that are to be expected.
    init(codec: RecordCodec, capacity: Int = 0) {
        self.codec = codec
        marks.reserveCapacity(capacity)
        numbers.reserveCapacity(capacity)
    }

    var recordCount: Int { marks.count + foreign.count }

    mutating func add(_ record: JSON) { add(DecodedRecord(record, codec)) }

    mutating func add(_ record: DecodedRecord) {
        if let key = record.duplicateKey {
            findings.append(Finding(line: record.line, "The key \"\(key)\" stands twice in a record; the last counts."))
        }
        let id = record.id
        defer { lastID = id ?? lastID }
        guard let mark = record.mark else {
            let text = record.foreignText
            if foreign.contains(where: { $0.id == id && $0.text.utf8.elementsEqual(text.utf8) }) { return }
            foreign.append(Page.ForeignRecord(text: text, sortID: id ?? lastID, id: id))
            if record.looksLikeMark {
                findings.append(
                    Finding(
                        line: record.line, "A record looks like a mark and cannot be read as one; it is kept as it is.")
                )
            }
            return
        }
        if mark.target.position == RecordFields.nowhere, !mark.target.quote.exact.isEmpty {
            findings.append(
                Finding(
                    line: record.line, "The position of a mark cannot be read; the mark was looked for by its quote."))
        }
        if !record.isSettled { unsettled.insert(mark.id) }
        guard let other = numbers[mark.id].map({ marks[$0] }) else { return put(mark) }
        guard other.stored != mark.stored else { return }
        unite(other, mark, line: record.line)
    }

    private mutating func put(_ mark: Annotation) {
        if let number = numbers[mark.id] {
            marks[number] = mark
        } else {
            numbers[mark.id] = marks.count
            marks.append(mark)
        }
    }

    /// Gives the mark of this number its place.
    mutating func place(_ number: Int, at anchor: Anchor) { marks[number].anchor = anchor }

    /// Two records of one id: the later one counts, and what only the other says is not lost.
    private mutating func unite(_ first: Annotation, _ second: Annotation, line: Int) {
        let later = second.modified < first.modified ? first : second
        let earlier = second.modified < first.modified ? second : first
        let merged = AnnotationSet.merge(
            base: AnnotationSet(), mine: AnnotationSet([later]), theirs: AnnotationSet([earlier]), current: nil)
        for annotation in merged.set.all {
            put(annotation)
            unsettled.insert(annotation.id)
        }
        findings.append(
            Finding(
                line: line,
                "The id \(first.id) stands twice with different content; both were made into one mark"
                    + (merged.conflicts.isEmpty ? "." : ", and what could not be, into a second one."), isDamage: true))
    }

    /// What was gathered, with the reason not to write into it where its schema is not ours.
    var reading: PageReading {
        var page = Page(header: header)
        page.foreign = foreign
        if !header.contains(where: \.isItems) {
            page.header.append(Page.HeaderMember(name: "items", before: Array("\n\"items\": ".utf8), value: []))
        }
        var reading = PageReading(page: page, marks: AnnotationSet(marks), unsettled: unsettled, findings: findings)
        if let schema = page.value("gloss:schema"), schema.integer.map({ $0 > Page.schema || $0 < 1 }) ?? true {
            reading.readOnlyReason =
                "it has schema \(schema.text), and this program writes schema \(Page.schema); a newer gloss can write it"
        }
        return reading
    }
}
