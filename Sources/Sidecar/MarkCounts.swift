// How many marks a sidecar holds, tag by tag, without resolving a single one: what a list of many articles shows.

import Annotations
import Glibc

/// The marks of one sidecar in numbers.
public struct MarkCounts: Equatable, Sendable {
    /// All marks.
    public private(set) var marks = 0
    /// Marks without a tag: notes.
    public private(set) var untagged = 0
    /// Marks by tag; a mark with several tags counts for each.
    public private(set) var tags: [Tag: Int] = [:]

    public init() {}

    /// Counts one mark.
    public mutating func add(_ tags: [Tag]) {
        marks += 1
        if tags.isEmpty { untagged += 1 }
        for tag in tags { self.tags[tag, default: 0] += 1 }
    }

    /// The marks in the file; nil where there is no file, and where it is no sidecar.
    ///
    /// - Throws: `.notAFile`, `.linkElsewhere`, `.foreignOwner`, `.tooLarge`, `.unreadable`.
    public static func read(_ location: SidecarLocation) throws(SidecarError) -> MarkCounts? {
        guard let contents = try SidecarFile.at(location)?.read() else { return nil }
        return counted(contents.bytes)
    }

    /// The size of the file in bytes; 0 where there is none.
    public static func size(of location: SidecarLocation) -> Int {
        var status = stat()
        return stat(location.path, &status) == 0 ? Int(status.st_size) : 0
    }

    static func counted(_ bytes: [UInt8]) -> MarkCounts? {
        if let skimmed = bytes.withUnsafeBufferPointer({ skimmed($0) }) { return skimmed }
        // Escapes in keys, broken bytes: rare, and worth the slow and exact way.
        let reading = PageReader.read(bytes, document: nil)
        guard reading.page != nil else { return nil }
        var counts = MarkCounts()
        for mark in reading.marks.all { counts.add(mark.tags) }
        return counts
    }

    /// Nil where anything is out of the ordinary.
    private static func skimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> MarkCounts? {
        var counts = MarkCounts()
        var ids = Set<Int>()
        var isPage = false
        var skimmer = JSONSkimmer(bytes)
        let isWhole = skimmer.members { skimmer, key in
            if skimmer.hasEscape(key) { return false }
            if skimmer.isText(key, "type") {
                guard let place = skimmer.string() else { return false }
                isPage = skimmer.isText(place, "AnnotationPage")
                return isPage
            }
            guard skimmer.isText(key, "items") else { return skimmer.skip() }
            return skimmer.elements { skimmer in
                guard skimmer.next() == UInt8(ascii: "{") else { return skimmer.skip() }
                guard let record = RecordSkim(&skimmer) else { return false }
                if record.isMark {
                    // Two records of one id may be one mark or two.
                    guard ids.insert(record.id).inserted else { return false }
                    counts.add(record.tags)
                }
                return true
            }
        }
        return isWhole && isPage && skimmer.next() == nil ? counts : nil
    }
}

/// As much of a record as it takes to count it.
private struct RecordSkim {
    /// A hash of the record's id.
    var id = 0
    var tags: [Tag] = []
    private var isAnnotation = false
    private var hasSource = false
    private var hasID = false

    var isMark: Bool { isAnnotation && hasSource && hasID }

    /// Goes behind the record; nil where it is out of the ordinary.
    init?(_ skimmer: inout JSONSkimmer) {
        let isWhole = skimmer.members { skimmer, key in
            if skimmer.hasEscape(key) { return false }
            if skimmer.isText(key, "id") {
                guard let place = skimmer.string(), !hasID else { return false }
                hasID = place.count > 2
                var hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(skimmer.bytes)[place]))
                id = hasher.finalize()
                return true
            }
            if skimmer.isText(key, "type") {
                guard let place = skimmer.string() else { return false }
                isAnnotation = skimmer.isText(place, "Annotation")
                return true
            }
            if skimmer.isText(key, "body") { return readBodies(&skimmer) }
            if skimmer.isText(key, "target") { return readTarget(&skimmer) }
            return skimmer.skip()
        }
        guard isWhole else { return nil }
    }

    private mutating func readBodies(_ skimmer: inout JSONSkimmer) -> Bool {
        tags = []
        if skimmer.next() != UInt8(ascii: "[") { return readBody(&skimmer) }
        return skimmer.elements { readBody(&$0) }
    }

    private mutating func readBody(_ skimmer: inout JSONSkimmer) -> Bool {
        guard skimmer.next() == UInt8(ascii: "{") else { return skimmer.skip() }
        var isTag = false
        var isText = false
        var value: Range<Int>?
        let isWhole = skimmer.members { skimmer, key in
            guard !skimmer.hasEscape(key), skimmer.next() == UInt8(ascii: "\"") else { return skimmer.skip() }
            let place = skimmer.string()
            guard let place else { return false }
            if skimmer.isText(key, "purpose") { isTag = skimmer.isText(place, "tagging") }
            if skimmer.isText(key, "type") { isText = skimmer.isText(place, "TextualBody") }
            if skimmer.isText(key, "value") { value = place }
            return true
        }
        if isTag, isText, let value, let tag = Tag(skimmer.text(value)), !tags.contains(tag) { tags.append(tag) }
        return isWhole
    }

    private mutating func readTarget(_ skimmer: inout JSONSkimmer) -> Bool {
        guard skimmer.next() == UInt8(ascii: "{") else { return skimmer.skip() }
        return skimmer.members { skimmer, key in
            guard skimmer.isText(key, "source"), skimmer.next() == UInt8(ascii: "\"") else { return skimmer.skip() }
            guard let place = skimmer.string() else { return false }
            hasSource = skimmer.hasPrefix(place, "urn:sha256:")
            return true
        }
    }
}
