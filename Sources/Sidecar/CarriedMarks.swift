// Marks of one version of an article carried to another one, which has a sidecar of its own.

import Annotations
import TextModel

extension OpenSidecar {
    /// The marks of this sidecar as they are in another version of the article: the same ids, tags, notes and dates.
    ///
    /// Their selectors describe the old version, but for those that are changed or lost in that already. What was
    /// changed in the old version is never more than changed in the new one.
    ///
    /// - Parameter old: the article of this sidecar, in which it was opened.
    /// - Returns: in the order of the old text, with the lost ones last.
    public func carried(from old: Document, to new: Document) -> [Annotation] {
        let marks = annotations.inDocumentOrder.map { OpenSidecar.described($0, in: old) }
        let targets = marks.map { mark in
            guard mark.anchor.status == .changed, let span = mark.span else { return mark.target }
            return Anchoring.target(for: span, in: old)
        }
        let hashes = Set(targets.map(\.source)).subtracting([old.hash, new.hash])
        var versions = texts.texts(of: hashes)
        versions[old.hash] = old
        let anchors = Anchoring.anchor(targets, in: new, snapshots: versions) ?? []
        return zip(marks, anchors).map { mark, found in
            var mark = mark
            if let own = Anchoring.unchanged(mark.target, in: new) {
                // Back in the text that it is from.
                mark.anchor = own
            } else if mark.anchor.status == .changed, found.place != nil {
                mark.anchor = Anchor(.changed, score: mark.anchor.score * found.score, place: found.place).asStored
            } else {
                mark.anchor = found.asStored
            }
            return mark
        }
    }

    /// A mark whose passage stands in the text word for word, with selectors that describe it there.
    private static func described(_ mark: Annotation, in document: Document) -> Annotation {
        guard mark.anchor.status == .exact, mark.target.source != document.hash, let place = mark.anchor.place else {
            return recorded(mark, in: document)
        }
        var mark = mark
        mark.anchor = Anchor(.moved, score: 1, place: place)
        return recorded(mark, in: document)
    }

    /// The texts that the marks were made in, as far as they are kept, and the article itself.
    public func textsOfMarks(_ document: Document) -> [Document] {
        let hashes = Set(annotations.all.map(\.target.source)).subtracting([document.hash])
        return [document] + texts.texts(of: hashes).sorted { $0.key.hex < $1.key.hex }.map(\.value)
    }
}
