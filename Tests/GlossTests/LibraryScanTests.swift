// What a walk through directories finds, and what is read of it.

import Foundation
import Reader
import Testing

@testable import gloss

@Suite struct LibraryScanTests {
    /// The names found below a directory, sorted, and the directories that could not be read.
    private func scan(_ paths: [String], coder: String? = nil) -> (found: [FoundArticle], unreadable: [String]) {
        var found: [FoundArticle] = []
        var scan = LibraryScan(coder: coder) {
            found += $0
            return true
        }
        let unreadable = scan.run(paths)
        return (found.sorted { $0.entry.name < $1.entry.name }, unreadable)
    }

    private func workplace() throws -> Workplace {
        let place = try Workplace()
        for folder in ["sub/deeper", ".hidden", "empty"] {
            try FileManager.default.createDirectory(
                atPath: place.articles + "/" + folder, withIntermediateDirectories: true)
        }
        try place.write("a.txt", "# The title of a\n\nText here.\n")
        try place.write("sub/b.md", "B is short.\n")
        try place.write("sub/deeper/README", "A name without a suffix.\n")
        for name in ["a.txt.gloss.json", "notes.toml", ".hidden.txt", ".hidden/c.txt", "picture.png"] {
            try place.write(name, "{}")
        }
        try place.write("program", "\u{7F}ELF\u{2}\u{1}")
        try place.write("false.txt", "%PDF-1.7\n")
        return place
    }

    @Test func articlesAreFoundAtEveryDepth() throws {
        let place = try workplace()
        let (found, unreadable) = scan([place.articles])
        #expect(unreadable == [])
        #expect(found.map(\.entry.name) == ["a.txt", "false.txt", "sub/b.md", "sub/deeper/README"])
        #expect(found.map(\.entry.size) == [29, 9, 12, 25])
        #expect(found.map(\.hasSidecar) == [true, false, false, false])
        #expect(found.map(\.entry.path).allSatisfy { $0.hasPrefix(place.articles + "/") })
        #expect(scan([place.articles], coder: "ana").found.map(\.hasSidecar) == [false, false, false, false])
    }

    @Test func linksLeadToFilesAndNeverRound() throws {
        let place = try workplace()
        let files = FileManager.default
        for (name, target) in [
            ("sub/up", ".."), ("self", "."), ("loop.txt", "loop.txt"), ("gone.txt", "nowhere"), ("twin.txt", "a.txt"),
            ("null.txt", "/dev/null"), ("folder.txt", "sub"),
        ] {
            try files.createSymbolicLink(atPath: "\(place.articles)/\(name)", withDestinationPath: target)
        }
        #expect(mkfifo(place.articles + "/pipe.txt", 0o600) == 0)
        let (found, unreadable) = scan([place.articles])
        #expect(found.map(\.entry.name) == ["a.txt", "false.txt", "sub/b.md", "sub/deeper/README", "twin.txt"])
        #expect(found.last?.isLink == true)
        #expect(unreadable == [])
        // A directory that is named may be a link.
        try files.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: place.articles)
        #expect(scan([place.path + "/link"]).found.count == 5)
    }

    @Test func severalPlacesAreListedOnce() throws {
        let place = try workplace()
        let (found, _) = scan([place.articles + "/sub", place.articles + "/a.txt", place.articles + "/sub/b.md"])
        #expect(
            found.map(\.entry.name) == ["a.txt", "sub/b.md", "sub/deeper/README"].map { place.articles + "/" + $0 })
        #expect(found[0].hasSidecar)
        #expect(found[0].folder == place.articles)
    }

    @Test func namesThatAreNotUTF8KeepTheirBytes() throws {
        let place = try workplace()
        let path = Array("\(place.articles)/sub/na".utf8) + [0xFF] + Array("me.txt".utf8)
        let descriptor = path.withCString { creat($0, 0o600) }
        #expect(descriptor >= 0)
        close(descriptor)
        let odd = scan([place.articles]).found.first { $0.entry.exactPath != nil }
        #expect(odd?.entry.exactPath == path)
        #expect(odd?.entry.name == "sub/na\u{FFFD}me.txt")
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every directory"))
    func directoriesThatCannotBeReadAreSaid() throws {
        let place = try workplace()
        #expect(chmod(place.articles + "/sub", 0) == 0)
        let (found, unreadable) = scan([place.articles])
        #expect(chmod(place.articles + "/sub", 0o700) == 0)
        #expect(found.map(\.entry.name) == ["a.txt", "false.txt"])
        #expect(unreadable == [place.articles + "/sub"])
    }

    @Test func aWalkThatNobodyWaitsForStops() throws {
        let place = try workplace()
        for number in 0..<200 { try place.write("n\(number).txt", "x") }
        var found = 0
        var scan = LibraryScan(coder: nil, reportTime: 0) {
            found += $0.count
            return $0.isEmpty
        }
        _ = scan.run([place.articles, place.articles + "/sub"])
        #expect(found == 64)
    }

    @Test func aWalkStopsWhereThereIsNoArticle() throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(
            atPath: place.articles + "/empty/deeper", withIntermediateDirectories: true)
        try place.write("empty/deeper/a.txt", "x")
        var reports: [Int] = []
        var scan = LibraryScan(coder: nil, reportTime: 0) {
            reports.append($0.count)
            return reports.count < 2
        }
        _ = scan.run([place.articles])
        #expect(reports == [0, 0])
    }

    @Test func foldersThatLookAlikeHaveCodebooksOfTheirOwn() throws {
        let place = try Workplace()
        for (folder, key) in [("caf\u{E9}", "x"), ("cafe\u{301}", "y")] {
            try FileManager.default.createDirectory(
                atPath: place.articles + "/" + folder, withIntermediateDirectories: true)
            try place.write("\(folder)/a.txt", "Text here.\n")
            try place.write("\(folder)/codebook.toml", "[risk]\nkey = \"\(key)\"\n")
            #expect(try place.gloss("add", "\(folder)/a.txt", "--quote", "Text here.", "--tag", "risk").status == 0)
        }
        let state = StateFolder(environment: ["XDG_STATE_HOME": place.path + "/state"])
        var reader = LibraryReader(request: try Reading().request([]), folder: state)
        let facts = scan([place.articles]).found.map { reader.facts(of: $0, isPatient: false).facts }
        #expect(Set(facts.map { $0?.marks?.text(within: 16) }) == ["x1", "y1"])
        let list = try place.gloss("list", ".")
        #expect(list.out.split(separator: "\n").count == 2 && list.status == 0, "\(list)")
    }

    @Test func titlesMarksAndPlacesAreRead() throws {
        let place = try workplace()
        try FileManager.default.removeItem(atPath: place.articles + "/a.txt.gloss.json")
        #expect(try place.gloss("add", "a.txt", "--quote", "Text here.", "--tag", "risk").status == 0)
        let state = StateFolder(environment: ["XDG_STATE_HOME": place.path + "/state"])
        state.keep(
            ReadingPosition(cursor: .init(18), top: .zero, length: 30), of: place.articles + "/a.txt")
        let request = try Reading().request([])
        var reader = LibraryReader(request: request, folder: state)
        let found = scan([place.articles]).found
        let facts = found.map { reader.facts(of: $0, isPatient: false) }
        #expect(facts.map { $0.facts?.title } == ["The title of a", nil, "B is short.", "A name without a suffix."])
        // A PDF under a false name is none of them.
        #expect(facts[1].facts == nil)
        #expect(facts[0].facts?.marks?.text(within: 16) == "r1")
        #expect(facts[0].facts?.progress == 62)
        #expect(facts[0].facts?.lastRead != nil)
        #expect(facts[2].facts?.progress == nil)
        #expect(facts[2].facts?.marks?.total == 0)
    }
}
