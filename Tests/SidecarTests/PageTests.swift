// The sidecar as a text: its shape, its identity, and what is left of a broken one.

import Annotations
import Foundation
import Testing
import TextModel

@testable import Sidecar

@Suite struct PageTests {
    let study: Study
    init() throws { study = try Study() }

    @Test func shape() throws {
        _ = try study.saved([study.mark(2, note: "a \"note\"\nof two lines"), study.mark(1, tags: [], note: "n")])
        let text = try study.folder.text(Study.name)
        let hash = study.document.hash.hex
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.count == 14 && lines[0] == "{" && lines[12] == "}" && lines[13] == "")
        #expect(lines[1].hasPrefix("\"@context\": [\"http://www.w3.org/ns/anno.jsonld\", {\"gloss\": \"urn:gloss:\", "))
        #expect(lines[3] == "\"type\": \"AnnotationPage\",")
        #expect(lines[4] == "\"gloss:schema\": 1,")
        #expect(
            lines[6] == "\"gloss:source\": {\"file\": \"article.txt\", \"sha256\": \"\(hash)\", \"length\": "
                + "\(study.document.codePointCount), \"unit\": \"codepoint\"},")
        #expect(
            lines[7] == "\"gloss:codebook\": {\"risk\": {\"key\": \"r\", \"color\": \"red\", \"description\": "
                + "\"Something that may go \\\"wrong\\\"\"}, \"risk/cyber\": {}},")
        #expect(lines[8] == "\"items\": [")
        #expect(lines[9].contains("000000000001\"") && lines[9].contains("\"motivation\":\"commenting\""))
        let record = try JSON.read(Array(lines[10].utf8))
        #expect(
            record.members?.map(\.key) == [
                "id", "type", "motivation", "created", "modified", "creator", "body", "target", "gloss:anchor",
            ])
        #expect(record["target"]?["source"]?.string == "urn:sha256:" + hash)
        #expect(record["gloss:anchor"]?.text == "{\"status\":\"exact\",\"score\":1,\"start\":25,\"end\":38}")
        #expect(record["body"]?.elements?.last?["value"]?.string == "a \"note\"\nof two lines")
    }

    @Test func loadAndSaveIsTheIdentityWithKeysOfOthers() throws {
        _ = try study.saved([study.mark(1, note: "n"), study.mark(2)])
        var text = try study.folder.text(Study.name)
        for (place, key) in [
            ("\"type\": \"AnnotationPage\"", ", \"x:header\": {\"a\": 1.0}"),
            ("\"purpose\":\"tagging\"", ",\"x:body\": [ 1e3 ]"), ("\"nickname\":\"ana\"", ",\"x:creator\":null"),
            ("\"type\":\"TextQuoteSelector\"", ",\"x:selector\":\"\\u00e9\""), ("\"score\":1", ",\"x:anchor\":true"),
            ("\"type\":\"Annotation\"", ",\"x:record\":\"first\",\"x:record\":\"second\""),
            ("\"target\":{", "\"x:target\":{},"),
        ] {
            text = text.split(separator: place, omittingEmptySubsequences: false).joined(separator: place + key)
        }
        try study.folder.write(Study.name, text)
        // An edit and its inverse go through two real saves.
        var sidecar = try study.open()
        #expect(sidecar.annotations.count == 2)
        let before = sidecar.annotations
        var edited = try #require(before[study.mark(1).id])
        edited.note = "another"
        edited.tags.append(try #require(Tag("policy")))
        let during = try study.save(&sidecar, before.replacing(edited))
        #expect(during.hasWritten)
        let between = try study.folder.text(Study.name)
        for key in ["header", "body", "creator", "selector", "anchor", "target"] {
            #expect(between.contains("x:" + key))
        }
        #expect(between.split(separator: "\n")[10] == text.split(separator: "\n")[10])
        #expect(between.contains("\"x:record\":\"first\",\"x:record\":\"second\""))
        edited.note = "n"
        edited.tags.removeLast()
        edited.stored = during.annotations[edited.id]?.stored
        try study.save(&sidecar, during.annotations.replacing(edited))
        #expect(try study.folder.text(Study.name) == text)
    }

    @Test(arguments: ["-5", "1e400", "12345678901234567890123", "\"x\""])
    func aMarkWithoutAReadablePositionIsFoundByItsQuote(start: String) throws {
        _ = try study.saved([study.mark(1)])
        let text = try study.folder.text(Study.name)
        let broken = try #require(
            text.range(of: #""type":"TextPositionSelector","start":\d+"#, options: .regularExpression))
        try study.folder.write(
            Study.name, text.replacingCharacters(in: broken, with: #""type":"TextPositionSelector","start":\#(start)"#))
        let sidecar = try study.open()
        #expect(sidecar.annotations[study.mark(1).id]?.span == study.mark(1).span)
        #expect(sidecar.findings.contains { $0.message.contains("position") && $0.line != nil })
    }

    @Test func prettyPrintedLoadsAndIsLaidOutAtTheNextSave() throws {
        _ = try study.saved([study.mark(1), study.mark(2)])
        let text = try study.folder.text(Study.name)
        // A comma before a quotation mark never stands within a string of this sample.
        let wide = text.replacing(",\"", with: ",\n    \"")
        try study.folder.write(Study.name, wide)
        var sidecar = try study.open()
        #expect(sidecar.annotations.count == 2 && sidecar.findings.isEmpty)
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(3)))
        let lines = try study.folder.text(Study.name).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("{\"id\":") }.count == 3)
    }

    @Test func foreignRecordsStayWhereTheyAre() throws {
        _ = try study.saved([study.mark(1), study.mark(3)])
        let foreign =
            "{\"id\":\"urn:uuid:00000000-0000-4000-8000-000000000002\",\"type\":\"Annotation\",\"body\":\"http://a/b\"}"
        var lines = try study.folder.text(Study.name).split(separator: "\n").map(String.init)
        lines.insert(foreign + ",", at: 10)
        lines.insert("{\"no\":  \"id\"},", at: 11)
        let text = lines.joined(separator: "\n") + "\n"
        try study.folder.write(Study.name, text)
        var sidecar = try study.open()
        #expect(sidecar.annotations.count == 2)
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(4)))
        #expect(try study.folder.text(Study.name).contains(foreign + ",\n{\"no\":  \"id\"},\n"))
        try study.save(&sidecar, sidecar.annotations.removing(study.mark(4).id))
        #expect(try study.folder.text(Study.name) == text)
    }

    @Test func everyTruncationLoadsOrSaysWhy() throws {
        _ = try study.saved([study.mark(1, note: "n"), study.mark(2), study.mark(3)])
        let whole = try study.folder.bytes(Study.name)
        var most = 0
        for length in 0..<whole.count {
            let reading = PageReader.read(Array(whole[..<length]), document: study.document)
            #expect(reading.marks.count >= most, "a longer part holds as many marks, at \(length)")
            most = reading.marks.count
            if length > 0, length < whole.count - 1 {
                #expect(!reading.findings.isEmpty || reading.readOnlyReason != nil)
            }
            if reading.marks.isEmpty, length > 0 { #expect(reading.readOnlyReason != nil) }
        }
        #expect(most == 3)
    }

    @Test func brokenBytesAreKeptBeforeTheFirstSave() throws {
        _ = try study.saved([study.mark(1), study.mark(2)])
        var lines = try study.folder.text(Study.name).split(separator: "\n").map(String.init)
        lines[9] = String(lines[9].dropLast(20))
        let broken = lines.joined(separator: "\n")
        try study.folder.write(Study.name, broken)
        var sidecar = try study.open()
        #expect(sidecar.annotations.ids == [study.mark(2).id])
        #expect(sidecar.findings.contains { $0.line == 10 && $0.isDamage })
        let outcome = try study.save(&sidecar, sidecar.annotations.replacing(study.mark(3)))
        let kept = try #require(outcome.keptCopy)
        #expect(kept == "\(Study.name).kept-\(SourceHash(of: Array(broken.utf8)).hex.prefix(8))")
        #expect(try study.folder.text(kept) == broken)
        #expect(try study.open().findings.isEmpty)
        #expect(try study.open().annotations.count == 2)
    }

    @Test func bothSidesOfAGitConflictAreRead() throws {
        _ = try study.saved([study.mark(1), study.mark(2, note: "left")])
        let lines = try study.folder.text(Study.name).split(separator: "\n").map(String.init)
        let right = lines[10].replacing("left", with: "right")
        let other = lines[10].replacing("000000000002\"", with: "000000000003\"")
        let text =
            lines[..<10] + [
                "<<<<<<< HEAD", lines[10], "||||||| base", "{\"id\":\"old\"}", "=======", right + ",", other,
            ]
        let all = (text + [">>>>>>> branch"] + lines[11...]).joined(separator: "\n")
        try study.folder.write(Study.name, all)
        let sidecar = try study.open()
        let notes = sidecar.annotations.all.map(\.note).sorted()
        #expect(sidecar.annotations[study.mark(3).id] != nil)
        #expect(notes.contains("left") || notes.contains("right"))
        #expect(notes.contains { $0.hasPrefix("left") } && notes.contains { $0.hasPrefix("right") })
        #expect(sidecar.findings.contains { $0.line == 11 })
        #expect(!sidecar.isReadOnly)
    }

    @Test func aConflictAroundTheWholePageLosesNoSide() throws {
        _ = try study.saved([study.mark(1), study.mark(2)])
        let left = try study.folder.text(Study.name)
        let right = left.replacing("000000000002\"", with: "000000000003\"")
        try study.folder.write(Study.name, "<<<<<<< HEAD\n\(left)=======\n\(right)>>>>>>> branch\n")
        let sidecar = try study.open()
        #expect(sidecar.annotations.ids == [study.mark(1).id, study.mark(2).id, study.mark(3).id])
        #expect(!sidecar.isReadOnly)
    }

    @Test(arguments: [
        "[]", "{\"type\":\"Collection\"}", "{\"type\":\"AnnotationPage\",\"items\":{}}",
        "{\"type\":\"AnnotationPage\",\"gloss:schema\":1}", "{\"a\":", "nonsense\n",
        "{\"type\":\"AnnotationPage\",\"gloss:schema\":2,\"items\":[]}",
    ])
    func whatIsNotOursStaysAsItIs(_ text: String) throws {
        try study.folder.write(Study.name, text)
        var sidecar = try study.open()
        #expect(sidecar.isReadOnly)
        #expect(throws: SidecarError.self) { try study.save(&sidecar, AnnotationSet([study.mark(1)])) }
        #expect(try study.folder.text(Study.name) == text)
        #expect(study.folder.names == ["article.txt", Study.name])
    }

    @Test func movedMarksAreDescribedAnewAndKeepTheirOrigin() throws {
        _ = try study.saved([study.mark(1)])
        let target = try #require(JSON.read(study.folder.bytes(Study.name))["items"]?.elements?[0]["target"]?.text)
        let edited = Document("A new first sentence. " + Study.text)
        var sidecar = try OpenSidecar.open(study.location, document: edited)
        let moved = try #require(sidecar.annotations[study.mark(1).id])
        #expect(moved.anchor.status == .moved)
        let unchanged = try sidecar.save(
            sidecar.annotations, codebook: Study.codebook, document: edited, newIDs: Study.ids)
        #expect(!unchanged.hasWritten)
        var noted = moved
        noted.note = "seen"
        let outcome = try sidecar.save(
            AnnotationSet([noted]), codebook: Study.codebook, document: edited, newIDs: Study.ids)
        let mark = try #require(outcome.annotations[moved.id])
        #expect(mark.anchor.status == .exact && mark.target.source == edited.hash && mark.origin?.text == target)
        let page = try JSON.read(study.folder.bytes(Study.name))
        #expect(page["gloss:source"]?["sha256"]?.string == edited.hash.hex)
    }

    @Test func anEditOfAMovedMarkIsTakenBackAfterTheSaveThatDescribedItAnew() throws {
        _ = try study.saved([study.mark(1)])
        let edited = Document("A new first sentence. " + Study.text)
        var sidecar = try OpenSidecar.open(study.location, document: edited)
        let moved = try #require(sidecar.annotations[study.mark(1).id])
        var noted = moved
        noted.note = "seen"
        let edit = Edit([Edit.Change(before: moved, after: noted)], summary: "note added")
        var marks = sidecar.annotations
        try marks.apply(edit)
        marks = try sidecar.save(marks, codebook: Study.codebook, document: edited, newIDs: Study.ids).annotations
        try marks.apply(edit.inverse)
        let mark = try #require(marks[moved.id])
        #expect(mark.note.isEmpty && mark.target.source == edited.hash && mark.origin != nil)
    }

    @Test func damagedAtRandomNeverCrashes() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var numbers = Numbers(state: seed)
        _ = try study.saved((1...4).map { study.mark($0, note: "note \($0)") })
        let whole = try study.folder.bytes(Study.name)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &numbers) {
                let at = Int.random(in: 0..<bytes.count, using: &numbers)
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
                case 1: bytes.remove(at: at)
                default: bytes.insert(Array("{}[]\",:\n\\".utf8).randomElement(using: &numbers) ?? 0, at: at)
                }
            }
            let reading = PageReader.read(bytes, document: study.document)
            #expect(reading.marks.count <= 12, "seed \(seed)")
            if reading.readOnlyReason == nil { #expect(reading.marks.count + (reading.page?.foreign.count ?? 0) >= 1) }
        }
    }
}
