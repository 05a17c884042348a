// What the marks of a text come to in numbers: how many of each tag, how much of the text, where, and what goes together.

import TextModel

/// Two tags, whichever is named first.
public struct TagPair: Hashable, Comparable, Sendable {
    /// The one that comes first by name.
    public let first: Tag
    /// The other one.
    public let second: Tag

    /// Two different tags in either order.
    public init(_ one: Tag, _ other: Tag) {
        first = min(one, other)
        second = max(one, other)
    }

    /// By the name of the first tag, then of the second.
    public static func < (left: TagPair, right: TagPair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}

/// The marks of one text in numbers, or of several texts together.
public struct MarkStatistics: Equatable, Sendable {
    /// Stretches of equal length that a text is divided into.
    public static let stretches = 60

    /// What is known of one tag.
    public struct TagNumbers: Equatable, Sendable {
        /// The tag that the numbers are of.
        public let tag: Tag
        /// Marks that have the tag itself.
        public var own = 0
        /// Marks that have it or a sub-tag of it.
        public var under = 0
        /// Code points that it or a sub-tag of it lies on.
        public var marked = 0
        /// For each stretch of the text the marks in it that have the tag or a sub-tag of it.
        public var along = [Int](repeating: 0, count: MarkStatistics.stretches)
    }

    /// All marks.
    public private(set) var marks = 0
    /// Marks with a note.
    public private(set) var notes = 0
    /// Marks without a tag.
    public private(set) var untagged = 0
    /// Marks that have no place in the text as it is now; they are in the counts, and in nothing else.
    public private(set) var lost = 0
    /// Code points of the text.
    public private(set) var length = 0
    /// Code points that a mark lies on.
    public private(set) var marked = 0
    /// For each stretch of the text the marks in it; a long mark counts in several.
    public private(set) var along = [Int](repeating: 0, count: MarkStatistics.stretches)
    private var numbers: [Tag: TagNumbers] = [:]
    /// For every two tags the passages that both lie on, by one mark or by several.
    public private(set) var together: [TagPair: Int] = [:]

    /// No marks in a text of no length.
    public init() {}

    /// - Parameters:
    ///   - marks: in any order.
    ///   - length: code points of their text.
    public init(_ marks: some Sequence<Annotation>, length: Int) {
        self.length = length
        var edges: [Edge] = []
        for mark in marks {
            count(mark)
            guard let place = mark.anchor.place?.codePoints, !place.isEmpty else { continue }
            edges.append(Edge(at: place.start.value, isStart: true, tags: mark.tags))
            edges.append(Edge(at: place.end.value, isStart: false, tags: mark.tags))
        }
        sweep(edges)
    }

    /// The tags in use and those that they are sub-tags of: the most used first, sub-tags after their parent.
    public var tags: [TagNumbers] {
        let sorted = numbers.values.sorted { ($1.under, $0.tag) < ($0.under, $1.tag) }
        return MarkStatistics.nested(sorted, under: nil)
    }

    private static func nested(_ sorted: [TagNumbers], under parent: Tag?) -> [TagNumbers] {
        sorted.filter { $0.tag.ancestors.last == parent }
            .flatMap { numbers in [numbers] + nested(sorted, under: numbers.tag) }
    }

    /// How much of the text is marked, 0 to 1.
    public var coverage: Double { length > 0 ? Double(marked) / Double(length) : 0 }

    // MARK: Counting

    private mutating func count(_ mark: Annotation) {
        marks += 1
        if !mark.note.isEmpty { notes += 1 }
        if mark.tags.isEmpty { untagged += 1 }
        for tag in mark.tags { numbers[tag, default: TagNumbers(tag: tag)].own += 1 }
        let families = MarkStatistics.families(of: mark.tags)
        for tag in families { numbers[tag, default: TagNumbers(tag: tag)].under += 1 }
        guard let place = mark.anchor.place?.codePoints else {
            lost += 1
            return
        }
        guard length > 0 else { return }
        let first = stretch(of: place.start.value)
        for stretch in first...max(first, stretch(of: place.end.value - 1)) {
            along[stretch] += 1
            for tag in families { numbers[tag]?.along[stretch] += 1 }
        }
    }

    private func stretch(of place: Int) -> Int {
        max(0, min(place * MarkStatistics.stretches / length, MarkStatistics.stretches - 1))
    }

    /// Tags and the tags that they are sub-tags of, none twice.
    private static func families(of tags: [Tag]) -> [Tag] {
        var families = tags
        for tag in tags {
            for parent in tag.ancestors where !families.contains(parent) { families.append(parent) }
        }
        return families
    }

    /// Where a mark begins or ends.
    private struct Edge {
        let at: Int
        let isStart: Bool
        let tags: [Tag]
    }

    /// Goes through the text from edge to edge, and knows which tags lie on what is between them.
    private mutating func sweep(_ edges: [Edge]) {
        // Of marks that touch, one ends before the other begins.
        let edges = edges.sorted { $0.at != $1.at ? $0.at < $1.at : !$0.isStart && $1.isStart }
        var depth = 0
        var since = 0
        var open: [Tag: Int] = [:]
        var families: [Tag: (depth: Int, since: Int)] = [:]
        for edge in edges {
            if edge.isStart {
                if depth == 0 { since = edge.at }
                depth += 1
                for tag in edge.tags {
                    if open[tag] == nil { for other in open.keys { together[TagPair(tag, other), default: 0] += 1 } }
                    open[tag, default: 0] += 1
                }
                for tag in MarkStatistics.families(of: edge.tags) {
                    families[tag, default: (0, edge.at)].depth += 1
                }
            } else {
                depth -= 1
                if depth == 0 { marked += edge.at - since }
                for tag in edge.tags { open[tag] = open[tag].flatMap { $0 > 1 ? $0 - 1 : nil } }
                for tag in MarkStatistics.families(of: edge.tags) {
                    guard let family = families[tag] else { continue }
                    families[tag] = family.depth > 1 ? (family.depth - 1, family.since) : nil
                    if family.depth == 1 { numbers[tag]?.marked += edge.at - family.since }
                }
            }
        }
    }

    // MARK: Several texts

    /// Adds the numbers of another text.
    public mutating func add(_ other: MarkStatistics) {
        marks += other.marks
        notes += other.notes
        untagged += other.untagged
        lost += other.lost
        length += other.length
        marked += other.marked
        for index in along.indices { along[index] += other.along[index] }
        together.merge(other.together, uniquingKeysWith: +)
        for (tag, theirs) in other.numbers {
            var mine = numbers[tag] ?? TagNumbers(tag: tag)
            mine.own += theirs.own
            mine.under += theirs.under
            mine.marked += theirs.marked
            for index in mine.along.indices { mine.along[index] += theirs.along[index] }
            numbers[tag] = mine
        }
    }
}
