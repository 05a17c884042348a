// Drafts on disk are their coder's own.

import Foundation
import Testing

@testable import gloss

@Suite struct DraftFilesTests {
    private func folder(_ place: Workplace, _ coder: String?) -> StateFolder {
        StateFolder(environment: ["XDG_STATE_HOME": place.path], coder: coder)
    }

    @Test func nobodySeesAnothersDraft() throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here.")
        let article = place.articles + "/a.txt"
        let coders: [String?] = [nil, "ana", "bob"]
        for coder in coders {
            #expect(folder(place, coder).drafts(of: article) == [:])
            #expect(folder(place, coder).keepDraft("of \(coder ?? "nobody")", at: "0..12", of: article))
        }
        for coder in coders {
            #expect(folder(place, coder).drafts(of: article) == ["0..12": "of \(coder ?? "nobody")"])
        }
        #expect(folder(place, "ana").keepDraft(nil, at: "0..12", of: article))
        #expect(coders.map { folder(place, $0).drafts(of: article).count } == [1, 0, 1])
    }

    @Test func whatWasKeptBeforeIsThatOfThePlainSidecar() throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here.")
        let article = place.articles + "/a.txt"
        let files = place.path + "/gloss/drafts"
        try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
        let name = StateFolder.fileName(ofAbsolute: StateFolder.absolute(article))
        let text = "{\"file\":\"x\",\"drafts\":{\"0..3\":\"begun\",\"4..6\":\" \"}}"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(files)/\(name)"))
        #expect(folder(place, nil).drafts(of: article) == ["0..3": "begun"], "one in which nothing stands is none")
        #expect(folder(place, "bob").drafts(of: article) == [:])
    }

    @Test func theDraftsOfAllGoAlongWithTheirMarks() throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here.")
        try place.write("b.txt", "One is here.")
        let (old, new) = (place.articles + "/a.txt", place.articles + "/b.txt")
        for coder in [nil, "ana", "bob", "carl"] { _ = folder(place, coder).keepDraft("begun", at: "0..12", of: old) }
        _ = folder(place, "bob").keepDraft("newer", at: "0..12", of: new)
        folder(place, "ana").carryDrafts(from: old, to: new)
        #expect(folder(place, nil).drafts(of: new) == ["0..12": "begun"])
        #expect(folder(place, "carl").drafts(of: new) == ["0..12": "begun"], "though nothing is marked by him")
        #expect(folder(place, "ana").drafts(of: new) == [:], "her own come with what is adopted")
        #expect(folder(place, "bob").drafts(of: new) == ["0..12": "newer"], "what is there stays")
    }
}
