// Paragraphs of a text of any length: it is parted into sections, whose borders show from what is near them, and the
// paragraphs of a section are found when somebody looks there.

import Synchronization

/// The sections that were looked at last, and how many paragraphs lie before each.
struct SectionCache {
    var borders: [Int: Int] = [:]
    var paragraphs: [Int: [Span]] = [:]
    /// Paragraphs before the section with this number, as far as they have been counted from the start.
    var counts = [0]

    /// A section has 64 KB on the whole, so that is some 16 MB of text and far less in memory.
    private static let capacity = 256

    mutating func makeRoom() {
        if paragraphs.count > SectionCache.capacity { paragraphs.removeAll(keepingCapacity: true) }
        if borders.count > 4 * SectionCache.capacity { borders.removeAll(keepingCapacity: true) }
    }
}

extension Document {
    /// Bytes of a section, on the whole.
    private static let sectionSize = 65536

    private var sectionCount: Int { max(1, (byteCount - 1) / Document.sectionSize + 1) }

    /// Where the section with this number begins: at the first blank line near a multiple of the section's size, or
    /// else at the first line or piece of a line.
    private func border(_ number: Int) -> Int {
        if number <= 0 { return 0 }
        if number >= sectionCount { return byteCount }
        if let known = sections.withLock({ $0.borders[number] }) { return known }
        let found = findBorder(number * Document.sectionSize)
        sections.withLock {
            $0.makeRoom()
            $0.borders[number] = found
        }
        return found
    }

    private func findBorder(_ nominal: Int) -> Int {
        let first = segmentStart(atOrAfter: nominal)
        let limit = nominal + Document.sectionSize / 2
        var line = first
        while line < limit {
            let next = store.lineFeed(from: line, before: min(byteCount, limit)).map { $0 + 1 } ?? limit
            if next <= limit, store.withBytes(line, min(next, byteCount), { $0.allSatisfy(Paragraphs.isBlank) }) {
                return line
            }
            line = next
        }
        return first
    }

    private func paragraphs(inSection number: Int) -> [Span] {
        if let known = sections.withLock({ $0.paragraphs[number] }) { return known }
        let found = Paragraphs.find(
            in: Span(ByteOffset(border(number)), ByteOffset(border(number + 1))), of: self)
        sections.withLock {
            $0.makeRoom()
            $0.paragraphs[number] = found
        }
        return found
    }

    /// The section that holds a place; the end of the text belongs to the last.
    private func section(at offset: ByteOffset) -> Int {
        var number = min(offset.value / Document.sectionSize, sectionCount - 1)
        while number > 0, border(number) > offset.value { number -= 1 }
        return number
    }

    /// The last paragraph that begins at or before a place, with its section and its number there.
    private func find(atOrBefore offset: ByteOffset) -> (section: Int, index: Int, span: Span)? {
        let number = section(at: offset)
        let here = paragraphs(inSection: number)
        let index = Document.count(of: here, beginningAtOrBefore: offset) - 1
        if index >= 0 { return (number, index, here[index]) }
        guard let before = sectionWithParagraphs(before: number) else { return nil }
        let there = paragraphs(inSection: before)
        return there.last.map { (before, there.count - 1, $0) }
    }

    /// As many sections without a paragraph are walked over: a text may be white space for gigabytes, and nobody can
    /// wait for its end. Where paragraphs have been counted, nothing has to be walked over.
    private static let longestWalk = 64

    /// The last section before the one with this number that has a paragraph; nil where there is none, or none near
    /// enough.
    private func sectionWithParagraphs(before number: Int) -> Int? {
        let counted = sections.withLock { cache -> Int? in
            guard number < cache.counts.count else { return nil }
            return cache.counts.partitionPoint { $0 < cache.counts[number] }
        }
        if let counted { return counted > 0 ? counted - 1 : nil }
        return (max(0, number - Document.longestWalk)..<number).last { !paragraphs(inSection: $0).isEmpty }
    }

    /// The first section after the one with this number that has a paragraph; nil where there is none, or none near
    /// enough.
    private func sectionWithParagraphs(after number: Int) -> Int? {
        let first = number + 1
        let counted = sections.withLock { cache -> Int? in
            guard first < cache.counts.count, let last = cache.counts.last,
                last > cache.counts[first] || cache.counts.count > sectionCount
            else { return nil }
            return cache.counts.partitionPoint { $0 <= cache.counts[first] } - 1
        }
        if let counted { return counted < sectionCount ? counted : nil }
        guard first < sectionCount else { return nil }
        return (first..<min(sectionCount, first + Document.longestWalk)).first { !paragraphs(inSection: $0).isEmpty }
    }

    private static func count(of paragraphs: [Span], beginningAtOrBefore offset: ByteOffset) -> Int {
        paragraphs.partitionPoint { $0.start <= offset }
    }
}

// MARK: Paragraphs

extension Document {
    /// The paragraph that holds a place, its end included when that is the end of the text or of its last line.
    public func paragraph(at offset: ByteOffset) -> Span? {
        guard let paragraph = find(atOrBefore: offset)?.span else { return nil }
        guard offset >= paragraph.end else { return paragraph }
        return store.lineFeed(from: paragraph.end.value, before: min(offset.value, byteCount)) == nil ? paragraph : nil
    }

    /// The first paragraph that begins after a place.
    public func paragraph(after offset: ByteOffset) -> Span? {
        let number = section(at: offset)
        let here = paragraphs(inSection: number)
        let index = Document.count(of: here, beginningAtOrBefore: offset)
        if index < here.count { return here[index] }
        return sectionWithParagraphs(after: number).flatMap { paragraphs(inSection: $0).first }
    }

    /// The last paragraph that begins before a place.
    public func paragraph(before offset: ByteOffset) -> Span? {
        offset > .zero ? find(atOrBefore: offset - 1)?.span : nil
    }

    /// Walks the paragraphs from the one at, or first after, a place, until the body says false.
    public func forEachParagraph(from offset: ByteOffset = .zero, _ body: (Span) -> Bool) {
        var number = section(at: offset)
        while number < sectionCount {
            for paragraph in paragraphs(inSection: number) where paragraph.end > offset {
                if !body(paragraph) { return }
            }
            number += 1
        }
    }
}

// MARK: Numbers of paragraphs

extension Document {
    /// Texts up to this many bytes are counted at once, longer ones beside the reader.
    private static let countedAtOnce = 1 << 15

    /// The number of the paragraph that holds a place, or of the last one that begins before it; nil before the
    /// first. Counted from 0, from the start of the text if need be.
    public func paragraphIndex(atOrBefore offset: ByteOffset) -> Int? {
        let number = section(at: offset)
        while sections.withLock({ $0.counts.count <= number }), countParagraphs() {}
        guard let found = find(atOrBefore: offset) else { return nil }
        return sections.withLock { $0.counts[found.section] } + found.index
    }

    /// The same, without counting: nil also where the count has not come so far yet.
    public func knownParagraphIndex(atOrBefore offset: ByteOffset) -> Int? {
        let number = section(at: offset)
        guard isCountedAtOnce || sections.withLock({ $0.counts.count > number }) else { return nil }
        return paragraphIndex(atOrBefore: offset)
    }

    /// The number of paragraphs, once it is known.
    public var knownParagraphCount: Int? {
        if isCountedAtOnce { while countParagraphs() {} }
        return sections.withLock { $0.counts.count == sectionCount + 1 ? $0.counts.last : nil }
    }

    private var isCountedAtOnce: Bool { if case .whole = store { byteCount <= Document.countedAtOnce } else { false } }

    /// Counts the paragraphs of one section more; false when all have been counted.
    public func countParagraphs() -> Bool {
        let number = sections.withLock { $0.counts.count - 1 }
        guard number < sectionCount else { return false }
        let known = sections.withLock { $0.paragraphs[number]?.count }
        let count =
            known
            ?? Paragraphs.find(in: Span(ByteOffset(border(number)), ByteOffset(border(number + 1))), of: self).count
        sections.withLock { if $0.counts.count == number + 1 { $0.counts.append($0.counts[number] + count) } }
        return true
    }
}
