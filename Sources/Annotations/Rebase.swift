// After a save: what was done meanwhile, put on top of what is on disk now.

import TextModel

extension AnnotationSet {
    /// What `mine` is once what was sent to disk came back as `onDisk`, with the records that it got and with what
    /// others had written.
    ///
    /// It says what the three-way merge over `sent` says, where writing a mark down is no edit of it (that would bring
    /// back one that was deleted meanwhile). It looks only at what was edited since it was sent, so that whoever types
    /// does not wait for it however many marks there are.
    ///
    /// - Parameter current: the text as it is now.
    public static func rebased(
        _ mine: AnnotationSet, since sent: AnnotationSet, onto onDisk: AnnotationSet, current: SourceHash?
    ) -> AnnotationSet {
        if onDisk.isVersion(of: sent) { return mine }
        var result = onDisk
        var copies: [Annotation] = []
        mine.forEachDifference(from: sent) { before, now in
            guard let id = before?.id ?? now?.id else { return }
            let theirs = onDisk[id]
            let base = before.map { before in
                theirs.flatMap { $0.saysTheSame(as: before) ? $0 : nil } ?? before
            }
            let outcome = AnnotationMerge(base: base, current: current).merge(mine: now, theirs: theirs)
            result.replace(id, with: outcome.result)
            if let copy = outcome.copy { copies.append(copy) }
        }
        for copy in copies where result[copy.id] == nil { result.replace(copy.id, with: copy) }
        return result
    }
}
