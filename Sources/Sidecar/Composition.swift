// The text of a sidecar as it is about to be written: header, codebook, and a record for each mark.

import Annotations
import TextModel

/// What the text of a sidecar is made of beside its marks.
struct Composition {
    /// The article's path.
    let article: String
    let codebook: Codebook
    let document: Document
    let newIDs: PageIDs
    /// Marks whose `stored` record says what they say, but for the unsettled ones.
    let known: AnnotationSet
    let unsettled: Set<AnnotationID>
    /// Marks that came from another version of the article.
    var carrying: Set<AnnotationID> = []

    /// The text with these marks, which was read back and found to hold every one.
    ///
    /// - Parameters:
    ///   - page: the header as it was; nil for a sidecar that has to be made.
    ///   - path: the sidecar's, for the message.
    func version(_ mine: AnnotationSet, page: Page?, path: String) throws(SidecarError) -> Save.Version {
        let name = SidecarLocation.split(article).name
        let new = Page(new: newIDs, label: name)
        var page = page ?? new
        page.complete(like: new)
        page.setSource(file: name, document: document)
        page.add(carried: carrying)
        let marks = recorded(mine)
        page.setCodebook(codebook, used: marks.tagsAndParents)
        let records = page.records(marks)
        let bytes = page.text(records)
        guard records.count == marks.count + page.foreign.count, Page.check(bytes, holds: records) else {
            throw .incomplete(path)
        }
        return Save.Version(bytes: bytes, page: page, marks: marks)
    }

    /// The marks with the records that they get: those that were edited, and those whose record was not right before.
    private func recorded(_ mine: AnnotationSet) -> AnnotationSet {
        var marks = mine
        mine.forEachDifference(from: known) { _, now in
            if let now { marks.replace(now.id, with: OpenSidecar.recorded(now, in: document)) }
        }
        for id in unsettled {
            guard let mark = mine[id], mark == known[id] else { continue }
            marks.replace(id, with: OpenSidecar.recorded(mark, in: document))
        }
        return marks
    }
}
