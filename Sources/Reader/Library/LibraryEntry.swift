// An article as the library lists it: what its name says at once, and what is read of it beside the reader.

import Annotations
import TextLayout

/// One article of a library.
public struct LibraryEntry: Sendable {
    /// The path by which it is opened.
    public let path: String
    /// The bytes of the path where they are not UTF-8, so that `path` can only show it.
    public let exactPath: [UInt8]?
    /// The path below the directory that was named.
    public let name: String
    /// Bytes.
    public let size: Int
    /// What the name is sorted by: small letters, and numbers by their value.
    let sortName: String
    /// The path as the file system has it: names that look alike may be two files' (`é` in one code point, or in two).
    var pathBytes: [UInt8] { exactPath ?? Array(path.utf8) }
    /// Nil until it has been read.
    public internal(set) var facts: LibraryFacts? {
        didSet { sortTitle = facts.map { Self.sorted($0.title ?? name) } }
    }
    /// What the title is sorted by; nil until it is known.
    private(set) var sortTitle: String?

    public init(path: String, exactPath: [UInt8]? = nil, name: String, size: Int) {
        self.path = path
        self.exactPath = exactPath
        self.name = name
        self.size = size
        sortName = Self.sorted(name)
    }

    /// What the filter looks at.
    var searched: String { (facts?.title ?? "") + " " + name }

    /// Whether the article has this path, byte by byte.
    func isAt(_ bytes: [UInt8]) -> Bool {
        if let exactPath { return exactPath == bytes }
        return path.utf8.count == bytes.count && path.utf8.elementsEqual(bytes)
    }

    /// Small letters, and before every number the count of its digits, so that `part 2` comes before `part 10`.
    static func sorted(_ text: String) -> String {
        var key: [UInt8] = []
        let bytes = Array(text.lowercased().utf8)
        key.reserveCapacity(bytes.count + 8)
        var at = 0
        while at < bytes.count {
            guard isDigit(bytes[at]) else {
                key.append(bytes[at])
                at += 1
                continue
            }
            while at + 1 < bytes.count, bytes[at] == UInt8(ascii: "0"), isDigit(bytes[at + 1]) { at += 1 }
            let start = at
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            key.append(UInt8(ascii: "0") + UInt8(min(at - start, 70)))
            key += bytes[start..<at]
        }
        return String(decoding: key, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// What is known of an article once somebody has looked into it and at what is kept about it.
public struct LibraryFacts: Equatable, Sendable {
    /// Its first heading or first line; nil where it has none.
    public var title: String?
    /// How far it has been read, in percent of its bytes, 0 to 100; nil when it never was open.
    public var progress: Int?
    /// When it was last open.
    public var lastRead: Timestamp?
    /// Its marks; nil while they are not counted yet, which takes long for a large sidecar.
    public var marks: MarkTally?
    /// Why it cannot be read, as the end of a sentence.
    public var problem: String?

    public init(
        title: String?, progress: Int? = nil, lastRead: Timestamp? = nil, marks: MarkTally? = MarkTally(),
        problem: String? = nil
    ) {
        self.title = title
        self.progress = progress
        self.lastRead = lastRead
        self.marks = marks
        self.problem = problem
    }
}

/// Marks in numbers, tag by tag, in the order of the codebook: `r3 p1`.
public struct MarkTally: Equatable, Sendable {
    public struct Part: Equatable, Sendable {
        /// The tag's letter, as the gutter shows it.
        public var letter: String
        public var count: Int
    }

    /// All marks.
    public private(set) var total = 0
    /// The tags that are there; last, as `•`, marks without a tag.
    public private(set) var parts: [Part] = []

    /// No marks.
    public init() {}

    /// - Parameters:
    ///   - tags: marks by tag; a mark with several tags counts for each.
    ///   - untagged: marks without a tag.
    public init(total: Int, tags: [Tag: Int], untagged: Int, codebook: Codebook) {
        self.total = total
        let ordered = tags.keys.sorted { (codebook.rank(of: $0), $0) < (codebook.rank(of: $1), $1) }
        for tag in ordered {
            parts.append(Part(letter: String(codebook.letter(of: tag)), count: tags[tag] ?? 0))
        }
        if untagged > 0 { parts.append(Part(letter: "\u{2022}", count: untagged)) }
    }

    init(_ annotations: AnnotationSet, codebook: Codebook) {
        var tags: [Tag: Int] = [:]
        for tag in annotations.tags { tags[tag] = annotations.count(of: tag) }
        self.init(
            total: annotations.count, tags: tags, untagged: annotations.untaggedCount, codebook: codebook)
    }

    /// `r3 p1`, as many tags as fit into so many cells, and `…` for more.
    public func text(within cells: Int) -> String {
        GlyphRun(parts.map { $0.letter + String($0.count) }.joined(separator: " ")).clipped(to: cells).text
    }
}
