// What is read beside the reader: for files that are open only, and to the end.

import Annotations
import Foundation
import Reader
import Sidecar
import Testing
import TextModel

@testable import gloss

@Suite struct LoadingTests {
    private func loader(_ place: Workplace, _ reports: Reports) throws -> ArticleLoader {
        ArticleLoader(
            request: try Reading().request([]), folder: StateFolder(environment: ["XDG_STATE_HOME": place.path]),
            desk: Desk { reports.add($0) }, report: { reports.add($0) })
    }

    /// More than is held, with a byte that does not decode.
    private let broken = Data(String(repeating: "Sentence here.\n", count: 100_000).utf8) + [0xFF, 0x0A]

    @Test func nothingIsReadForAFileThatWasClosed() throws {
        let place = try Workplace()
        let path = place.articles + "/large.txt"
        try broken.write(to: URL(fileURLWithPath: path))
        let reports = Reports()
        let loader = try loader(place, reports)
        let document = try ArticleFile.document(path)
        loader.desk.open(index: 0)
        loader.desk.release(index: 0)
        loader.finish(path, document, .builtIn, 0, areMarksAwaited: true)
        #expect(reports.actions.isEmpty)
        #expect(!document.isRead)
        // The same file, while it is open.
        loader.desk.open(index: 1)
        loader.finish(path, document, .builtIn, 1, areMarksAwaited: true)
        #expect(document.isRead)
        #expect(reports.actions.contains { if case .marksRead(1, _) = $0 { true } else { false } })
    }

    @Test func aSidecarThatComesTooLateIsNotTaken() throws {
        let place = try Workplace()
        try place.write("a.txt", "Text here.\n")
        let path = place.articles + "/a.txt"
        let document = try ArticleFile.document(path)
        let sidecar = try OpenSidecar.open(try SidecarLocation(article: path), document: document)
        let reports = Reports()
        let desk = Desk { reports.add($0) }
        desk.open(index: 0)
        desk.release(index: 0)
        desk.take(sidecar, codebook: .builtIn, document: document, index: 0)
        desk.save(AnnotationSet(), index: 0)
        desk.finish()
        guard case .saved(0, .failed(let reason)) = reports.actions.first else {
            Issue.record("it was saved: \(reports.actions)")
            return
        }
        #expect(reason == "there is no sidecar to save to")
    }

    @Test func aTextWithoutMarksIsReadThroughToo() throws {
        let place = try Workplace()
        let path = place.articles + "/large.txt"
        try broken.write(to: URL(fileURLWithPath: path))
        let reports = Reports()
        let loader = try loader(place, reports)
        loader.desk.open(index: 0)
        loader.finish("its name", try ArticleFile.document(path), .builtIn, 0, areMarksAwaited: false)
        let decoded = reports.actions.compactMap { if case .decoded(0, let document) = $0 { document } else { nil } }
        #expect(decoded.first.map { $0.text(Span($0.end - 4, $0.end)) } == "\u{FFFD}\n")
        #expect(!reports.actions.contains { if case .marksRead = $0 { true } else { false } })
    }

    @Test func onlyWhatLeadsOutWaitsWhileSuspending() {
        for effect: Effect in [.quit, .suspend] { #expect(Runtime.isLeaving(effect)) }
        let others: [Effect] = [
            .findHeadings(WorkID(1), index: 0, Document("Text.")), .library(.first(listing: 1, [0])), .redraw, .ring,
            .keepDraft(index: 0, place: "0", text: nil), .save(index: 0, AnnotationSet()), .close(index: 0),
        ]
        for effect in others { #expect(!Runtime.isLeaving(effect)) }
    }
}
