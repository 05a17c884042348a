// A text has changed under its marks: all that holds places in it, the history of edits among it, is taken to the next
// version at once, so that what was one place stays one.

import TextModel

extension Target: Hashable {
    public func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(position.start.value)
        hasher.combine(position.end.value)
    }
}

/// What is to be taken from one version of a text to the next.
public struct Reanchoring: Sendable {
    public private(set) var old: Document
    public let new: Document
    /// Whether the bytes of the old version are still at hand: a large file that was written over has lost them.
    public private(set) var isOldReadable: Bool
    public let marks: AnnotationSet
    public let history: History
    /// Marks of other coders.
    public let others: [AnnotationSet]
    /// Older versions that marks were made in, by their hash.
    public var snapshots: [SourceHash: Document] = [:]

    public init(
        from old: Document, to new: Document, isOldReadable: Bool = true, marks: AnnotationSet,
        history: History = History(), others: [AnnotationSet] = []
    ) {
        (self.old, self.new, self.isOldReadable) = (old, new, isOldReadable)
        (self.marks, self.history, self.others) = (marks, history, others)
    }

    /// The same in the new version.
    public struct Outcome: Sendable {
        public var marks: AnnotationSet
        public var history: History
        public var others: [AnnotationSet]
        public var change: TextChange
        /// Whether there were bytes of the old version to compare with.
        public var isOldReadable = true
    }

    /// The same with the bytes of the old version from a copy of it.
    public func reading(_ copy: Document) -> Reanchoring {
        var request = self
        (request.old, request.isOldReadable) = (copy, true)
        return request
    }

    /// Finds every place again; nil when it was cancelled. It may take a second, and is to be called beside the reader.
    public func outcome(isCancelled: () -> Bool = { false }) -> Outcome? {
        var work = Work(self)
        guard let change = TextChange(from: old, to: new, isOldReadable: isOldReadable, isCancelled: isCancelled),
            work.anchorAll(isCancelled)
        else { return nil }
        let marks = work.renewed(marks)
        var history = history
        history.replaceAnnotations { work.renewed($0) }
        let descriptions = Descriptions(of: marks, history)
        history.replaceAnnotations { descriptions.uniform($0) }
        return Outcome(
            marks: marks, history: history, others: others.map { work.renewed($0) }, change: change,
            isOldReadable: isOldReadable)
    }
}

/// One reanchoring on its way.
private struct Work {
    private let request: Reanchoring
    private let known: Descriptions
    private var anchors: [Target: Anchor] = [:]

    init(_ request: Reanchoring) {
        self.request = request
        known = Descriptions(of: request.marks, request.history)
    }

    /// False when it was cancelled.
    mutating func anchorAll(_ isCancelled: () -> Bool) -> Bool {
        var targets: Set<Target> = []
        for set in [request.marks] + request.others {
            for mark in set.all { targets.insert(query(known.uniform(mark))) }
        }
        request.history.forEachAnnotation { targets.insert(query(known.uniform($0))) }
        let all = targets.sorted { ($0.position.start, $0.position.end) < ($1.position.start, $1.position.end) }
        var snapshots = request.snapshots
        if request.isOldReadable { snapshots[request.old.hash] = request.old }
        guard let found = Anchoring.anchor(all, in: request.new, snapshots: snapshots, isCancelled: isCancelled)
        else { return false }
        anchors = Dictionary(uniqueKeysWithValues: zip(all, found))
        return true
    }

    func renewed(_ set: AnnotationSet) -> AnnotationSet { AnnotationSet(set.all.map { renewed($0) }) }

    func renewed(_ mark: Annotation) -> Annotation {
        var renewed = known.uniform(mark)
        renewed.anchor = anchor(renewed)
        return renewed
    }

    /// What is looked for: the passage as it stands in the old version, which is at hand and next to the new one; of a
    /// mark that was lost there, what it was once made on.
    private func query(_ mark: Annotation) -> Target {
        guard request.isOldReadable, let span = mark.span, mark.target.source != request.old.hash
        else { return mark.target }
        return Anchoring.target(for: span, in: request.old)
    }

    private func anchor(_ mark: Annotation) -> Anchor {
        if let same = Anchoring.unchanged(mark.target, in: request.new) { return same }
        guard let found = anchors[query(mark)], let place = found.place else { return .orphan }
        let isVerbatim = request.new.withBytes(place.span) { Anchoring.isSame($0, mark.target.quote.exact) }
        if isVerbatim {
            return place.codePoints == mark.target.position ? .exact(place) : Anchor(.moved, score: 1, place: place)
        }
        let scores = [mark.anchor, found].filter { $0.status == .changed }.map(\.score)
        guard !scores.isEmpty else { return Anchor(.moved, score: 1, place: place) }
        return Anchor(.changed, score: min(0.99, max(0.01, scores.reduce(1, *))), place: place)
    }
}

/// How each mark of a history is described in each place it had: a save may have described it anew since an edit was
/// noted, and two passages may have become one. Of two descriptions of one place, one could be found again in the next
/// text and the other not, and then nothing could be taken back any more.
private struct Descriptions {
    private struct Version: Hashable {
        var id: AnnotationID
        var place: Place
        /// Whether it was found there reworded: to accept that is an edit, which can be taken back in any text.
        var isChanged: Bool

        init?(_ mark: Annotation) {
            guard let place = mark.anchor.place else { return nil }
            (id, self.place, isChanged) = (mark.id, place, mark.anchor.status == .changed)
        }
    }

    private var all: [Version: Annotation] = [:]

    /// Of several descriptions that of the set counts, else the last one of the history.
    init(of marks: AnnotationSet, _ history: History) {
        var all: [Version: Annotation] = [:]
        history.forEachAnnotation { mark in
            if let version = Version(mark) { all[version] = mark }
        }
        for version in all.keys {
            if let mark = marks[version.id], Version(mark) == version { all[version] = mark }
        }
        self.all = all
    }

    /// The mark in the one description that its place has.
    func uniform(_ mark: Annotation) -> Annotation {
        guard let known = Version(mark).flatMap({ all[$0] }) else { return mark }
        return mark.described(as: known)
    }
}
