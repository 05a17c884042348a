// The text that an article had last is remembered while its sidecar speaks of an older one, and only then.

import Annotations
import Foundation
import Sidecar
import Testing
import TextModel

@testable import Reader
@testable import gloss

@Suite struct LatestTextTests {
    private func load(_ place: Workplace, _ name: String, _ reports: Reports) throws -> StateFolder {
        let folder = StateFolder(environment: ["XDG_STATE_HOME": place.path])
        let loader = ArticleLoader(
            request: try Reading().request([]), folder: folder, desk: Desk { reports.add($0) },
            report: { reports.add($0) })
        _ = loader.load(FileSlot(name: place.articles + "/" + name), index: 0)
        return folder
    }

    @Test func anArticleThatChangedAndWasRenamedIsOfferedItsMarks() throws {
        let place = try Workplace()
        let text = "One is here. Two is there.\n"
        try place.write("old.txt", text)
        _ = try place.gloss("add", "old.txt", "--quote", "Two is there.", "--tag", "risk")
        let path = place.articles + "/old.txt"
        var folder = try load(place, "old.txt", Reports())
        #expect(folder.latestText(of: path) == nil)
        // Opened after it changed, and nothing was saved.
        try place.write("old.txt", "Something is new. " + text)
        folder = try load(place, "old.txt", Reports())
        #expect(folder.latestText(of: path) == Document("Something is new. " + text).hash)
        rename(path, place.articles + "/new.txt")
        let reports = Reports()
        _ = try load(place, "new.txt", reports)
        let stray = reports.first { if case .strayFound(0, let stray) = $0 { stray } else { nil } }
        #expect(stray?.articles == ["old.txt"] && stray?.counts.map(\.marks) == [1])
        // Back again, with a save: its sidecar says it now.
        rename(place.articles + "/new.txt", path)
        _ = try place.gloss("add", "old.txt", "--quote", "Something is new.", "--tag", "policy")
        folder = try load(place, "old.txt", Reports())
        #expect(folder.latestText(of: path) == nil)
    }
}
