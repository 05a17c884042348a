// What has been on screen, kept in the state folder from one session to the next.

import Foundation
import Reader
import Testing
import TextModel

@testable import gloss

@Suite struct SeenFileTests {
    private func span(_ start: Int, _ end: Int) -> Span { Span(ByteOffset(start), ByteOffset(end)) }

    @Test func isReadAsItWasWritten() throws {
        let place = try Workplace()
        try place.write("a.txt", "abc")
        let folder = StateFolder(environment: ["XDG_STATE_HOME": place.path])
        let article = place.articles + "/a.txt"
        #expect(folder.seen(of: article) == nil)
        let kept = KeptSeen(Seen([span(0, 10), span(500, 900)]), length: 1000)
        folder.keep(kept, of: article)
        #expect(folder.seen(of: article) == kept)
        #expect(folder.seen(of: place.articles + "/b.txt") == nil && folder.position(of: article) == nil)
    }

    @Test func whatCannotBeIsPassedOver() throws {
        let place = try Workplace()
        let folder = StateFolder(environment: ["XDG_STATE_HOME": place.path])
        let article = place.articles + "/a.txt"
        try place.write("a.txt", "abc")
        folder.keep(KeptSeen(Seen([span(0, 10)]), length: 1000), of: article)
        let files = place.path + "/gloss/seen"
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: files).first)
        for (numbers, spans) in [
            ("[5]", []), ("[9,3,-4,2,20,30]", [span(20, 30)]), ("[0,9999999]", []), ("[1,2,3]", [span(1, 2)]),
        ] {
            let text = "{\"file\":\"x\",\"length\":1000,\"seen\":\(numbers)}"
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(files)/\(name)"))
            #expect(folder.seen(of: article)?.seen.spans == spans, "\(numbers)")
        }
        try Data("{ broken".utf8).write(to: URL(fileURLWithPath: "\(files)/\(name)"))
        #expect(folder.seen(of: article) == nil)
    }
}
