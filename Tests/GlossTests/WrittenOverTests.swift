// A large article that was written over in place: its old text is taken from where it was kept when it was marked.

import Annotations
import Foundation
import Reader
import Testing
import TextModel

@testable import Sidecar
@testable import gloss

@Suite struct WrittenOverTests {
    private let old = Document(
        """
        Rents may rise by a tenth within two years, the council was told on Monday evening.

        Nobody has asked so far who would bear it. The meeting went on until ten.

        Rents may rise by a tenth within three years, the mayor wrote in a letter last week.

        """)
    /// The marked sentence is gone; one that reads much the same is still there.
    private let new = Document(
        """
        Nobody has asked so far who would bear it. The meeting went on until ten.

        Rents may rise by a tenth within three years, the mayor wrote in a letter last week.

        """)

    private func outcome(_ place: Workplace, _ snapshots: Snapshots) throws -> Reanchoring.Outcome? {
        let location = try SidecarLocation(article: place.articles + "/a.txt")
        var sidecar = try OpenSidecar.open(location, document: old, snapshots: snapshots)
        let span = Span(.zero, ByteOffset(43))
        let mark = Annotation(
            id: AnnotationID("urn:uuid:a"), tags: [Tag("risk")!], created: Timestamp("2026-01-01T00:00:00Z"),
            creator: "ana", target: Anchoring.target(for: span, in: old),
            anchor: .exact(Anchoring.place(of: span, in: old)))
        let marks = AnnotationSet([mark])
        _ = try sidecar.save(
            marks, codebook: .builtIn, document: old,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
        // One that was opened in the new text holds nothing of the old one in memory.
        sidecar = try OpenSidecar.open(location, document: new, snapshots: snapshots)
        let reports = Reports()
        let desk = Desk { reports.add($0) }
        desk.open(index: 0)
        desk.take(sidecar, codebook: .builtIn, document: old, index: 0)
        desk.reanchor(Reanchoring(from: old, to: new, isOldReadable: false, marks: marks), edition: 0, index: 0)
        return reports.first { if case .reanchored(_, _, let outcome) = $0 { outcome } else { nil } }
    }

    @Test func theKeptTextTellsALookalikeFromThePassage() throws {
        let place = try Workplace()
        let found = try #require(try outcome(place, Snapshots(.data, folder: place.path + "/snapshots")))
        #expect(found.isOldReadable && found.marks.all.map(\.anchor.status) == [.orphan])
        #expect(new.text(found.change.span(old.span(ofText: "Nobody has asked"))!) == "Nobody has asked")
    }

    @Test func withoutOneThereIsOnlyTheQuote() throws {
        let place = try Workplace()
        let found = try #require(try outcome(place, .none))
        #expect(!found.isOldReadable && found.marks.all.map(\.anchor.status) == [.changed])
    }
}

extension Document {
    /// Where a text stands first.
    fileprivate func span(ofText words: String) -> Span {
        let bytes = Array(words.utf8)
        var found = Span(.zero, .zero)
        forEachOccurrence(of: bytes) { start in
            found = Span(start, start + bytes.count)
            return false
        }
        return found
    }
}
