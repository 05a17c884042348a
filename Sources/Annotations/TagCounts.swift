// How often each tag was given, and lately.

/// The numbers of marks with each tag.
public struct TagCounts: Equatable, Sendable {
    /// Marks with exactly this tag, for every tag that any has.
    public private(set) var own: [Tag: Int] = [:]
    /// Marks with this tag or any sub-tag of it, each counted once; for every tag that any has, and all above those.
    public private(set) var within: [Tag: Int] = [:]

    public init(_ marks: some Sequence<Annotation>) {
        for mark in marks {
            for tag in mark.tags { own[tag, default: 0] += 1 }
            if mark.tags.count == 1, mark.tags[0].depth == 0 {
                within[mark.tags[0], default: 0] += 1
            } else {
                for tag in TagCounts.above(mark.tags) { within[tag, default: 0] += 1 }
            }
        }
    }

    /// The counts that a set keeps anyway: no mark is looked at.
    public init(_ set: AnnotationSet) {
        for tag in set.tagsAndParents {
            if set.count(of: tag) > 0 { own[tag] = set.count(of: tag) }
            within[tag] = set.count(under: tag)
        }
    }

    /// These tags and all above them, none twice.
    private static func above(_ tags: [Tag]) -> Set<Tag> {
        var found: Set<Tag> = []
        for tag in tags {
            var next: Tag? = tag
            while let tag = next, found.insert(tag).inserted { next = tag.parent }
        }
        return found
    }
}

/// What a coder did last, as far as the marks themselves tell.
public struct LatestTags: Equatable, Sendable {
    /// The tags of the mark that was made or changed last.
    public var last: [Tag] = []
    /// Tags by the last time a mark with them was made or changed, the latest first.
    public var recent: [Tag] = []

    public init() {}

    /// - Parameters:
    ///   - coder: whose marks count.
    ///   - limit: the most tags to find.
    public init(_ marks: some Sequence<Annotation>, coder: String?, limit: Int = 9) {
        var times: [Tag: Timestamp] = [:]
        var newest: Annotation?
        // Signs of a first pass have keys of their own.
        for mark in marks where mark.creator == coder && mark.tags.contains(where: { !$0.isTriage }) {
            if newest.map({ ($0.modified, $0.id) < (mark.modified, mark.id) }) ?? true { newest = mark }
            for tag in mark.tags where !tag.isTriage && times[tag].map({ $0 < mark.modified }) ?? true {
                times[tag] = mark.modified
            }
        }
        last = newest?.tags.filter { !$0.isTriage } ?? []
        recent = Array(times.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(limit))
    }
}
