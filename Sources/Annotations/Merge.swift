// Three-way merge: two sets that grew out of one become one again, and nothing that anybody wrote is lost.

import TextModel

/// What came out of a merge.
public struct MergeResult: Equatable, Sendable {
    public var set: AnnotationSet
    /// The number of annotations in which the result differs from "mine": what others added, changed or deleted.
    public var fromTheirs: Int
    /// Those whose note or span both sides had changed: each keeps mine, and theirs stands beside it as an
    /// annotation of its own.
    public var conflicts: [AnnotationID]
}

extension AnnotationSet {
    /// Merges by id over a common ancestor.
    ///
    /// One side changed: that change. Both added: both. Deleted here and untouched there: deleted. Deleted here and
    /// edited there: the edit stays. Edited on both sides: field by field.
    ///
    /// - Parameters:
    ///   - base: what both grew out of; empty where there is no common ancestor, so that nothing counts as deleted.
    ///   - current: the text as it is now, to tell whose selectors are newer; nil where it is not known.
    public static func merge(
        base: AnnotationSet, mine: AnnotationSet, theirs: AnnotationSet, current: SourceHash?
    ) -> MergeResult {
        var merged = mine
        var copies: [Annotation] = []
        var conflicts: [AnnotationID] = []
        var fromTheirs = 0
        // Where both are the same, with the same record, there is nothing to bring together.
        theirs.forEachDifference(from: mine) { own, other in
            guard let id = own?.id ?? other?.id else { return }
            let outcome = AnnotationMerge(base: base[id], current: current).merge(mine: own, theirs: other)
            if outcome.result != own { merged.replace(id, with: outcome.result) }
            if let copy = outcome.copy {
                conflicts.append(id)
                copies.append(copy)
            }
            if !AnnotationMerge.sayTheSame(outcome.result, own) || outcome.copy != nil { fromTheirs += 1 }
        }
        // A copy that is there already was made by whoever met the same conflict first; theirs may have a note on it.
        for copy in copies where merged[copy.id] == nil { merged.replace(copy.id, with: copy) }
        return MergeResult(set: merged, fromTheirs: fromTheirs, conflicts: conflicts)
    }
}

/// The merge of one annotation.
struct AnnotationMerge {
    let base: Annotation?
    let current: SourceHash?

    struct Outcome {
        var result: Annotation?
        /// Their version, where a note or a span could not be merged.
        var copy: Annotation?
    }

    static func sayTheSame(_ left: Annotation?, _ right: Annotation?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): left.saysTheSame(as: right)
        default: false
        }
    }

    func merge(mine: Annotation?, theirs: Annotation?) -> Outcome {
        switch (mine, theirs) {
        case (nil, nil): return Outcome()
        case (let mine?, nil): return Outcome(result: isEdit(mine) ? mine : nil)
        case (nil, let theirs?): return Outcome(result: isEdit(theirs) ? theirs : nil)
        case (let mine?, let theirs?):
            if mine.saysTheSame(as: theirs) || (base?.saysTheSame(as: mine) ?? false) {
                return Outcome(result: theirs)
            }
            if base?.saysTheSame(as: theirs) ?? false {
                var result = mine
                result.stored = stored(mine, theirs)
                return Outcome(result: result)
            }
            if let base, isOnlyDescribed(theirs, since: base) {
                let isUnmoved = mine.anchor == base.anchor && mine.target == base.target
                var result = isUnmoved ? mine.described(as: theirs) : mine
                result.stored = stored(mine, theirs)
                return Outcome(result: result)
            }
            return fields(mine: mine, theirs: theirs)
        }
    }

    /// Whether a side says what the base says, but that a save has described the same place anew: no edit, so that
    /// what was done or taken back meanwhile stays as it is to the second.
    private func isOnlyDescribed(_ side: Annotation, since base: Annotation) -> Bool {
        guard base.anchor.status == .moved, side.anchor.status == .exact, samePlace(side, base) else { return false }
        var same = side
        (same.target, same.anchor, same.origin) = (base.target, base.anchor, base.origin)
        return same.saysTheSame(as: base)
    }

    /// Whether a side did more to the annotation than find its passage again, so that a deletion on the other side
    /// must not take it away.
    private func isEdit(_ side: Annotation) -> Bool {
        guard let base else { return true }
        if side.saysTheSame(as: base) {
            // One that was never saved has no record that could say more than it does.
            return side.stored != nil && base.stored != nil && side.stored != base.stored
        }
        if isOnlyDescribed(side, since: base) { return false }
        return side.tags != base.tags || !side.note.utf8.elementsEqual(base.note.utf8) || side.creator != base.creator
            || (side.target != base.target && !isSamePassage(side)) || isPlacedByReader(side)
            || side.anchor.isKeptLost && !base.anchor.isKeptLost
    }

    /// Whether somebody said where the passage is, and no save has described it anew since.
    private func isPlacedByReader(_ side: Annotation) -> Bool {
        guard let base else { return false }
        return side.target == base.target && side.anchor.status == .moved && side.anchor != base.anchor
    }

    /// Whether the selectors of a side differ from the base only because the passage was found in another text.
    private func isSamePassage(_ side: Annotation) -> Bool {
        guard let base else { return false }
        return side.target.source != base.target.source
            && side.target.quote.exact.utf8.elementsEqual(base.target.quote.exact.utf8)
    }

    private func fields(mine: Annotation, theirs: Annotation) -> Outcome {
        var result = mine
        var conflict = false
        result.modified = max(mine.modified, theirs.modified)
        result.tags = tags(mine.tags, theirs.tags)
        result.stored = stored(mine, theirs)
        if let base, mine.creator == base.creator { result.creator = theirs.creator }
        switch choice(mine.note, theirs.note, base?.note) {
        case .mine: break
        case .theirs: result.note = theirs.note
        case .neither: conflict = true
        }
        switch place(mine, theirs) {
        case .mine: break
        case .theirs:
            result.target = theirs.target
            result.anchor = theirs.anchor
            result.origin = theirs.origin
        case .neither: conflict = true
        }
        // One took off the one tag, the other the other one: then nobody wants the mark, as when the last tag goes.
        let isEmpty = result.tags.isEmpty && result.note.isEmpty && !(mine.tags.isEmpty && theirs.tags.isEmpty)
        return Outcome(
            result: isEmpty && !conflict ? nil : result, copy: conflict ? theirs.otherVersion : nil)
    }

    private enum Choice { case mine, theirs, neither }

    /// A note that is empty on one side and has no ancestor was not taken away: it was never written there.
    private func choice(_ mine: String, _ theirs: String, _ base: String?) -> Choice {
        if mine.utf8.elementsEqual(theirs.utf8) { return .mine }
        let base = base ?? ""
        if mine.utf8.elementsEqual(base.utf8) { return .theirs }
        return theirs.utf8.elementsEqual(base.utf8) ? .mine : .neither
    }

    private func place(_ mine: Annotation, _ theirs: Annotation) -> Choice {
        if mine.target == theirs.target {
            // The same selectors, resolved differently: mine were resolved in the text that is open here.
            guard let base else { return .mine }
            return mine.anchor == base.anchor && mine.origin == base.origin ? .theirs : .mine
        }
        guard let base else {
            return mine.target.quote == theirs.target.quote || samePlace(mine, theirs) ? newer(mine, theirs) : .neither
        }
        if mine.target == base.target { return word(mine, base, theirs) }
        if theirs.target == base.target { return .mine }
        switch (isSamePassage(mine), isSamePassage(theirs)) {
        case (true, true): return newer(mine, theirs)
        case (true, false): return .theirs
        case (false, true): return .mine
        case (false, false): return samePlace(mine, theirs) ? newer(mine, theirs) : .neither
        }
    }

    /// Whose place counts where only their selectors are others: what the reader has said of the passage is an edit,
    /// too, and a save that described it anew meanwhile is none.
    private func word(_ mine: Annotation, _ base: Annotation, _ theirs: Annotation) -> Choice {
        let isOnlyDescribed = theirs.anchor.status == .exact && samePlace(theirs, base)
        if isOnlyDescribed { return mine.anchor == base.anchor ? .theirs : .mine }
        return isPlacedByReader(mine) && !samePlace(mine, theirs) ? .neither : .theirs
    }

    private func samePlace(_ mine: Annotation, _ theirs: Annotation) -> Bool {
        mine.anchor.place != nil && mine.anchor.place == theirs.anchor.place
    }

    /// The side whose selectors describe the text as it is now.
    private func newer(_ mine: Annotation, _ theirs: Annotation) -> Choice {
        current != nil && theirs.target.source == current && mine.target.source != current ? .theirs : .mine
    }

    /// Three-way as a set, in my order, with what they added at the end.
    private func tags(_ mine: [Tag], _ theirs: [Tag]) -> [Tag] {
        let before = Set(base?.tags ?? [])
        let kept = mine.filter { !before.contains($0) || theirs.contains($0) }
        return kept + theirs.filter { !before.contains($0) && !kept.contains($0) }
    }

    /// The record to write into: mine only where it is not the one both began with.
    private func stored(_ mine: Annotation, _ theirs: Annotation) -> StoredJSON? {
        guard let own = mine.stored, own != base?.stored else { return theirs.stored ?? mine.stored }
        return own
    }
}

extension Annotation {
    /// This version of it as an annotation of its own, for whoever has another one that cannot be made one with it. Its id
    /// follows from what it says, so that two programs that meet the same conflict make the same one.
    public var otherVersion: Annotation {
        let by = creator.map { " by \($0)" } ?? ""
        let remark = "[Another version\(by): this mark was changed in two places at once.]"
        let position = target.position
        let content = [
            id.iri, note, target.source.hex, "\(position.start.value)-\(position.end.value)", target.quote.exact,
        ]
        return Annotation(
            id: Annotation.derivedID(content.joined(separator: "\0")), tags: tags,
            note: note.isEmpty ? remark : note + "\n" + remark, created: created, modified: modified,
            creator: creator, target: target, anchor: anchor, origin: origin)
    }

    /// A UUID of version 8 (RFC 9562, 5.8) from the SHA-256 of the content.
    private static func derivedID(_ content: String) -> AnnotationID {
        var digits = Array(SourceHash(of: Array(content.utf8)).hex.prefix(32))
        digits[12] = "8"
        digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) % 4]
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return AnnotationID("urn:uuid:" + parts.joined(separator: "-"))
    }
}
