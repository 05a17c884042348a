// The built program on texts that it does not hold: read in windows, marked, printed.

import Foundation
import Testing

@Suite(.serialized) struct LargeTextTests {
    /// About 3 MB: numbered sentences, so that every place is known by what stands there.
    private let sentences = 40_000
    private var text: String {
        (1...sentences).map {
            "Sentence number \($0) says what it says to whom it may concern.\n" + ($0 % 5 == 0 ? "\n" : "")
        }
        .joined()
    }

    @Test func scriptsMarkAndPrintThem() throws {
        let place = try Workplace()
        try place.write("large.txt", text)
        let quote = "Sentence number 39999 says"
        let added = try place.gloss("add", "large.txt", "--quote", quote, "--tag", "risk")
        #expect(added.status == 0, "\(added.err)")
        #expect(try place.gloss("list", "large.txt").out == "large.txt:47998:1: [risk] \(quote)\n")
        #expect(try place.gloss("text", "large.txt").out == text)
    }

    @Test func bytesThatDoNotDecodeBecomeOneMarkEach() throws {
        let place = try Workplace()
        var bytes = Data(text.utf8)
        bytes.replaceSubrange(2_000_000..<2_000_002, with: [0xFF, 0xE2])
        bytes.append(0xF0)
        try bytes.write(to: URL(fileURLWithPath: place.articles + "/broken.txt"))
        let printed = try place.gloss("text", "broken.txt")
        #expect(printed.out == String(decoding: bytes, as: UTF8.self))
        // Code points after those bytes are what they would be with one for each.
        let quote = "Sentence number 39999 says"
        #expect(try place.gloss("add", "broken.txt", "--quote", quote, "--tag", "risk").status == 0)
        let sidecar = try place.read("broken.txt.gloss.json")
        let start =
            printed.out.unicodeScalars.count
            - printed.out[try #require(printed.out.range(of: quote)).lowerBound...]
            .unicodeScalars.count
        #expect(sidecar.contains("\"start\":\(start),"))
    }

    @Test func headingsShowWhatDoesNotDecodeAsTheTextDoes() throws {
        let place = try Workplace()
        var bytes = Data("# The Cost ".utf8)
        bytes += [0xFF]
        bytes += Data(" of It\n\n\(text)".utf8)
        try bytes.write(to: URL(fileURLWithPath: place.articles + "/broken.txt"))
        #expect(try place.gloss("outline", "broken.txt").out == "1\tThe Cost \u{FFFD} of It\n")
    }

    @Test func aFileWithoutASizeIsReadToItsEnd() throws {
        let printed = try Workplace().gloss("text", "/proc/self/limits")
        #expect(printed.status == 0 && printed.out.contains("Max open files"))
    }

    @Test func standardInputOfAnyLengthIsPrinted() throws {
        let place = try Workplace()
        #expect(try place.gloss("text", "-", input: text).out == text)
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed")) func isReadAndMarkedAtItsEnd() throws {
        let place = try Workplace()
        try place.write("large.txt", text)
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' large.txt")
        try terminal.wait("the first screen") {
            $0.text.contains("Sentence number 1 ") && $0.wordAtCursor == "Sentence"
        }
        try terminal.type("G")
        try terminal.wait("the end") { $0.text.contains("number 40000 ") }
        try terminal.wait("the marks, and the count of paragraphs") { $0.text.contains("¶ 8000/8000  100%  0 marks") }
        try terminal.type("(r")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") }
        // A backup, or whoever only touches the file, is no reason to lose the marks that come then.
        try terminal.type("ggs")
        let path = place.articles + "/large.txt"
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path)
        try terminal.type("r")
        try terminal.wait("another saved mark") { $0.saysSaved("2 marks") }
        try terminal.type("x")
        try terminal.wait("one mark less") { $0.saysSaved("1 mark") }
        try terminal.type("G")
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(try place.gloss("list", "large.txt").out.contains("[risk] Sentence number 40000 says"))
        // It opens again where it was left.
        try terminal.command("'\(Workplace.program)' large.txt")
        try terminal.wait("the end again") { $0.text.contains("number 40000 ") && $0.saysSaved("1 mark") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }
}
