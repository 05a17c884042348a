// The texts that the marks of one sidecar were made in: read from snapshots when they are needed, and only then.

import Annotations
import Synchronization
import TextModel

/// Old texts of a sidecar. Copies of an open sidecar share them, and so may threads.
final class OldTexts: Sendable {
    let snapshots: Snapshots
    private let location: SidecarLocation

    private struct Known: Sendable {
        var read: [SourceHash: Document] = [:]
        /// The article as it was seen last, which is an old text as soon as it changes.
        var latest: Document?
        var byteCount = 0
        /// Tells whether nobody wants any more what is being looked for; nil where it is wanted in any case.
        var isUnwanted: (@Sendable () -> Bool)?
        var wasGivenUp = false
    }
    private let known = Mutex(Known())

    /// 256 MB of texts are held at the most.
    private static let mostBytes = 256 << 20

    init(_ snapshots: Snapshots, of location: SidecarLocation) {
        self.snapshots = snapshots
        self.location = location
    }

    /// Takes note of the article as it is. One that is read in windows cannot be told from what its file becomes.
    func note(_ document: Document) {
        guard document.source == nil else { return }
        known.withLock { known in
            if let latest = known.latest, latest.hash != document.hash { known.read[latest.hash] = latest }
            known.latest = document
        }
    }

    /// Those of the texts that are kept.
    func texts(of hashes: Set<SourceHash>) -> [SourceHash: Document] {
        known.withLock { known in
            var texts: [SourceHash: Document] = [:]
            // In one order, so that the same ones are left out every time there are too many.
            for hash in hashes.sorted(by: { $0.hex < $1.hex }) {
                if let latest = known.latest, latest.hash == hash { known.read[hash] = latest }
                if known.read[hash] == nil, known.byteCount < OldTexts.mostBytes,
                    let text = snapshots.text(hash, of: location)
                {
                    known.read[hash] = text
                    known.byteCount += text.byteCount
                }
                texts[hash] = known.read[hash]
            }
            return texts
        }
    }

    /// Does something in which marks are looked for, but gives the search up once it is unwanted.
    ///
    /// - Returns: whether all that was looked for was looked for to the end. Else the marks that came of it are worth
    ///   nothing.
    func search<Failure>(
        unless isUnwanted: @escaping @Sendable () -> Bool, _ body: () throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        known.withLock { ($0.isUnwanted, $0.wasGivenUp) = (isUnwanted, false) }
        defer { known.withLock { $0.isUnwanted = nil } }
        try body()
        return known.withLock { !$0.wasGivenUp }
    }

    /// What `Anchoring.anchor` asks.
    fileprivate var isGivenUp: () -> Bool {
        guard let isUnwanted = known.withLock({ $0.isUnwanted }) else { return { false } }
        return { [self] in
            guard isUnwanted() else { return false }
            known.withLock { $0.wasGivenUp = true }
            return true
        }
    }

    /// Those that were read, without the article as it is.
    func read(except current: SourceHash?) -> [SourceHash: Document] {
        known.withLock { known in known.read.filter { $0.key != current } }
    }
}

extension Anchor {
    /// Of a mark that is still to be looked for among all others that are.
    static let sought = Anchor(.orphan, score: -2, place: nil)

    /// With no more digits in its score than a record holds, so that what is read is what was written.
    var asStored: Anchor {
        var stored = self
        stored.score = Double(JSONWriter.score(score)) ?? score
        return stored
    }
}

extension PageBuilder {
    /// Finds all marks again that one look did not find.
    mutating func findAgain(in document: Document, _ texts: OldTexts?) {
        let sought = marks.indices.filter { marks[$0].anchor == .sought }
        guard !sought.isEmpty else { return }
        let targets = sought.map { marks[$0].target }
        let hashes = Set(targets.map(\.source)).subtracting([document.hash])
        let anchors =
            Anchoring.anchor(
                targets, in: document, snapshots: texts?.texts(of: hashes) ?? [:],
                isCancelled: texts?.isGivenUp ?? { false }) ?? []
        for (index, anchor) in zip(sought, anchors) { place(index, at: anchor.asStored) }
    }
}
