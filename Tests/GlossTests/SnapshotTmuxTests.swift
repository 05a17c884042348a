// What a reader sees of kept texts: one line, once.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct SnapshotTmuxTests {
    @Test func theFirstTextIsToldOnceAndAChangedArticleFindsItsMarks() throws {
        let place = try Workplace()
        try place.write("a.txt", CheckTests.text)
        let terminal = try Tmux(place, isNew: true)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type(")r")
        try terminal.wait("the news") {
            $0.text.contains("text kept in ~/data/gloss/snapshots; snapshots = \"off\" in config.toml ends that")
                && $0.saysSaved("1 mark")
        }
        try terminal.type(")p")
        try terminal.wait("the next mark") { $0.text.contains("tagged policy") && $0.saysSaved("2 marks") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        try place.write("a.txt", CheckTests.edited)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("what became of them") { $0.text.contains("1 changed, 1 lost") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }
}
