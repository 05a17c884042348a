// What the commands print, what they leave on disk, and how they end.

import Foundation
import TestSupport
import Testing

private let sample = "First line here.\n\nThe rate may rise. 🇫🇷 The rate may fall.\nA  wide   gap.\n"

@Suite struct CommandTests {
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", sample)
        return place
    }

    @Test func marksAreAddedListedAndRemoved() throws {
        let place = try workplace()
        let first = try place.gloss("add", "a.txt", "--quote", "may rise", "--tag", "risk", "--note", "who?\nme")
        #expect(first.status == 0 && first.err.hasPrefix("gloss: annotated texts are kept in "))
        let id = first.out.dropLast()
        #expect(id.hasPrefix("urn:uuid:") && id.count == 45 && id.dropFirst(23).first == "4")
        let again = try place.gloss("add", "a.txt", "--quote", "may rise", "--tag", "policy", "--tag", "risk")
        #expect(again.out == first.out)
        let span = try place.gloss("add", "a.txt", "--span", "37..39", "--tag", "opinion")
        #expect(span.status == 0)
        #expect(try place.gloss("add", "a.txt", "--quote", "First", "--note", "x").status == 0)
        let list = try place.gloss("list", "./a.txt")
        #expect(
            list.out == """
                a.txt:1:1: [] First — x
                a.txt:3:10: [risk,policy] may rise — who?⏎me
                a.txt:3:20: [opinion] 🇫🇷

                """)
        #expect(try place.gloss("list", "--tag", "policy", ".").out == "a.txt:3:10: [risk,policy] may rise — who?⏎me\n")
        #expect(try place.gloss("remove", "a.txt", String(id), "nothing").status == 2)
        #expect(try place.gloss("list", "a.txt").out == list.out)
        #expect(try place.gloss("remove", "a.txt", String(id.dropFirst("urn:uuid:".count)), String(id)).status == 0)
        #expect(try place.gloss("list", "a.txt.gloss.json").out == "a.txt:1:1: [] First — x\na.txt:3:20: [opinion] 🇫🇷\n")
        #expect(try place.read("a.txt") == sample)
    }

    @Test func sayingTheSameTwiceWritesNothing() throws {
        let place = try workplace()
        _ = try place.gloss("add", "a.txt", "--quote", "First", "--tag", "risk", "--note", "x")
        let before = try place.read("a.txt.gloss.json")
        #expect(try place.gloss("add", "a.txt", "--quote", "First", "--tag", "risk", "--note", "x").status == 0)
        #expect(try place.read("a.txt.gloss.json") == before)
        let other = try place.gloss("add", "a.txt", "--quote", "First", "--note", "y")
        #expect(other.status == 2 && other.err.contains("has another note already"))
        #expect(try place.read("a.txt.gloss.json") == before)
    }

    @Test func allMarksEveryPlace() throws {
        let place = try workplace()
        let added = try place.gloss("add", "a.txt", "--quote", "The rate", "--all", "--tag", "risk")
        #expect(added.out.split(separator: "\n").count == 2)
        #expect(try place.gloss("list", "a.txt").out == "a.txt:3:1: [risk] The rate\na.txt:3:23: [risk] The rate\n")
    }

    @Test func codersHaveTheirOwnFiles() throws {
        let place = try workplace()
        _ = try place.gloss("add", "a.txt", "--quote", "First", "--tag", "risk")
        let bob = try place.gloss("add", "a.txt", "--quote", "First", "--tag", "policy", "--coder", "bob")
        #expect(place.names == ["a.txt", "a.txt.bob.gloss.json", "a.txt.gloss.json"])
        #expect(try place.gloss("list", "a.txt").out.split(separator: "\n").count == 2)
        #expect(try place.gloss("list", "--coder", "bob", "a.txt").out == "a.txt:1:1: [policy] First\n")
        let removed = try place.gloss("remove", "a.txt", String(bob.out.dropLast()))
        #expect(removed.status == 2 && removed.err.contains("add --coder bob"))
    }

    @Test func lostMarksAreListedWithoutAPlace() throws {
        let place = try workplace()
        _ = try place.gloss("add", "a.txt", "--quote", "may rise", "--tag", "risk", "--note", "n")
        try place.write("a.txt", "Something else.\n")
        let list = try place.gloss("list", "a.txt")
        #expect(list.out == "a.txt: [risk] may rise — n (lost)\n" && list.status == 0)
    }

    @Test func nothingMatchedIsAFinding() throws {
        let place = try workplace()
        for arguments in [["list", "a.txt"], ["list", "."], ["export", "--format", "jsonl", "a.txt"]] {
            let outcome = try place.run(Workplace.program, arguments)
            #expect(outcome.status == 1 && outcome.out == "" && outcome.err == "", "\(arguments)")
        }
        #expect(place.names == ["a.txt"])
    }

    @Test func textIsExact() throws {
        let place = try workplace()
        let odd = "\u{FEFF}a\r\nb\u{1B}[2J\tc\u{0}"
        try place.write("odd.txt", odd + sample)
        let outcome = try place.gloss("text", "odd.txt")
        #expect(outcome.out.unicodeScalars.elementsEqual((odd + sample).unicodeScalars.dropFirst()))
        #expect(try place.gloss("text", "-", input: sample).out == sample)
    }

    @Test func headingsArePrintedWithTheirLines() throws {
        let place = try workplace()
        let body = "\nThe ministry had known for years that the lines would not hold, and said nothing.\n\n"
        try place.write("b.txt", body + "1. C\u{E9}sts\n" + body + "1.1 Who Pays\n" + body)
        let outline = try place.gloss("outline", "b.txt")
        #expect(outline.out == "4\t1. C\u{E9}sts\n8\t  1.1 Who Pays\n" && outline.status == 0)
        #expect(
            try place.gloss("outline", "--json", "b.txt").out == """
                {"line":4,"level":1,"start":84,"end":92,"title":"1. C\u{E9}sts"}
                {"line":8,"level":2,"start":177,"end":189,"title":"1.1 Who Pays"}

                """)
        #expect(try place.gloss("outline", "-", input: "# A\n").out == "1\tA\n")
        let none = try place.gloss("outline", "a.txt")
        #expect(none.status == 1 && none.out == "" && none.err == "")
        #expect(try place.gloss("outline", "missing.txt").status == 2)
    }

    @Test func tablesAreThere() throws {
        let place = try workplace()
        #expect(try place.gloss("--version").out == "gloss 0.1.0\n")
        #expect(
            try place.gloss("codebook").out.split(separator: "\n").map { String($0.prefix(16)) }
                == ["# built in", "r  risk     red ", "p  policy   blue", "o  opinion  cyan"])
        let keys = try place.gloss("keys", "--keymap", "emacs").out
        #expect(keys.contains("C-x C-c") && keys.hasPrefix("Moving\n"))
        let names = try place.gloss("keys", "--keymap", "emacs", "--names").out
        #expect(names.hasPrefix("row-down") && names.contains("C-x C-c"))
        for command in [
            "read", "list", "add", "remove", "retag", "export", "text", "outline", "keys", "codebook", "tutor",
        ] {
            let help = try place.gloss(command, "--help")
            #expect(help.status == 0 && help.out.contains("Example: "), "\(command)")
        }
        #expect(try place.gloss("--generate-completion-script", "bash").out.contains("web-annotation"))
    }

    @Test func exportWritesAFileAndSparesOthers() throws {
        let place = try workplace()
        _ = try place.gloss("add", "a.txt", "--quote", "First", "--tag", "risk")
        #expect(try place.gloss("export", "--format", "csv", "-o", "out.csv", "a.txt").status == 0)
        #expect(try place.read("out.csv").hasSuffix(",exact,\r\n"))
        for name in ["a.txt", "a.txt.gloss.json"] {
            let before = try place.read(name)
            #expect(try place.gloss("export", "--format", "csv", "-o", name, "a.txt").status == 2)
            #expect(try place.read(name) == before)
        }
        #expect(place.names == ["a.txt", "a.txt.gloss.json", "out.csv"])
    }

    @Test(.enabled(if: limitsFiles)) func aSidecarThatCannotBeSavedIsStatus3() throws {
        let place = try workplace()
        // A limit on the size of files stops root as well.
        let outcome = try place.run(
            "/bin/sh",
            [
                "-c",
                "trap '' XFSZ; ulimit -f 0; exec \(Workplace.program) add a.txt --quote First --tag risk 2>/dev/null",
            ])
        #expect(outcome.status == 3)
        #expect(place.names == ["a.txt"])
    }
}
