// Where sidecars are.

import Testing

@testable import Sidecar

@Suite struct LocationTests {
    let folder: TestFolder
    init() throws { folder = try TestFolder() }

    @Test func besideTheArticle() throws {
        #expect(try SidecarLocation(article: "a/b.txt").path == "a/b.txt.gloss.json")
        #expect(try SidecarLocation(article: "b.md", coder: "ana_1-x").path == "b.md.ana_1-x.gloss.json")
    }

    @Test(arguments: ["", "a.b", "a/b", "..", "é", "a b", String(repeating: "a", count: 33)])
    func badCoders(_ name: String) {
        #expect(throws: SidecarError.badCoder(name)) { try SidecarLocation(article: "a", coder: name) }
    }

    @Test func inADirectory() throws {
        let location = try SidecarLocation(article: folder.path + "/x/../y/a.txt", directory: folder.path + "/marks")
        #expect(location.path == folder.path + "/marks/y/a.txt.gloss.json")
        #expect(throws: SidecarError.outside(article: "/elsewhere/a.txt", directory: folder.path + "/marks")) {
            try SidecarLocation(article: "/elsewhere/a.txt", directory: folder.path + "/marks")
        }
        #expect(throws: SidecarError.self) {
            try SidecarLocation(article: folder.path + "/../a.txt", directory: folder.path + "/marks")
        }
    }

    @Test func backToTheArticle() throws {
        let plain = SidecarLocation(sidecar: "d/article.txt.gloss.json")
        #expect(plain?.article == "d/article.txt" && plain?.coder == nil)
        let ana = SidecarLocation(sidecar: "d/article.txt.ana.gloss.json")
        #expect(ana?.article == "d/article.txt" && ana?.coder == "ana")
        #expect(SidecarLocation(sidecar: "d/article.json") == nil)
        #expect(SidecarLocation(sidecar: "d/.gloss.json") == nil)
    }

    @Test func namesThatLookAlikeHaveSidecarsOfTheirOwn() throws {
        let names = ["caf\u{E9}.txt", "cafe\u{301}.txt"]
        for name in names {
            try folder.write(name, "")
            try folder.write(name + ".gloss.json", "")
        }
        try folder.write(names[0] + ".ana.gloss.json", "")
        let coders = try names.map { try SidecarLocation.all(of: folder.path + "/" + $0).map(\.coder) }
        #expect(coders == [[nil, "ana"], [nil]])
        #expect(Set(try names.map { try SidecarLocation(article: $0) }).count == 2)
    }

    @Test func allCoders() throws {
        let article = folder.path + "/a.txt"
        for name in [
            "a.txt", "a.txt.gloss.json", "a.txt.zoe.gloss.json", "a.txt.ana.gloss.json", "a.txt.b.c.gloss.json",
        ] {
            try folder.write(name, "")
        }
        try folder.write("a.txt2.gloss.json", "")
        #expect(try SidecarLocation.all(of: article).map(\.coder) == [nil, "ana", "zoe"])
    }
}
