// Bad input: each with a sentence that names the file, status 2, and nothing written.

import Foundation
import Testing

@Suite struct BadInputTests {
    private func refused(_ place: Workplace, _ arguments: [String], _ words: String...) throws {
        let names = place.names
        let outcome = try place.run(Workplace.program, arguments)
        #expect(outcome.status == 2, "\(arguments)")
        #expect(outcome.out == "", "\(arguments)")
        #expect(outcome.err.hasPrefix("gloss: ") && outcome.err.last == "\n", "\(arguments): \(outcome.err)")
        for word in words { #expect(outcome.err.contains(word), "\(arguments): \(outcome.err)") }
        #expect(place.names == names, "\(arguments)")
    }

    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", "The rate may rise. The rate\nmay fall. e\u{301}\n")
        return place
    }

    @Test func filesThatAreNoArticles() throws {
        let place = try workplace()
        try FileManager.default.createDirectory(atPath: place.articles + "/empty", withIntermediateDirectories: true)
        #expect(mkfifo(place.articles + "/fifo", 0o600) == 0)
        try place.write("x.pdf", "%PDF-1.7\n")
        try place.write("x.elf", "\u{7F}ELF\u{2}\u{1}")
        try place.write("x.zip", "PK\u{3}\u{4}")
        for command in [[], ["text"], ["list"], ["add", "--quote", "x", "--tag", "risk"]] {
            try refused(place, command + ["none.txt"], "none.txt: there is no such file")
            try refused(place, command + ["fifo"], "fifo: this is a pipe")
            try refused(place, command + ["/dev/null"], "/dev/null: this is a device")
            try refused(place, command + ["x.pdf"], "x.pdf: ", "PDF")
            try refused(place, command + ["x.elf"], "x.elf: ", "ELF")
            try refused(place, command + ["x.zip"], "x.zip: ", "ZIP")
        }
        try refused(place, ["text", "empty"], "empty: this is a directory")
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func noPermission() throws {
        let place = try workplace()
        #expect(chmod(place.articles + "/a.txt", 0) == 0)
        try refused(place, ["text", "a.txt"], "a.txt: permission denied")
    }

    @Test func noTerminal() throws {
        let place = try workplace()
        try refused(place, ["a.txt"], "standard output is not a terminal")
        try refused(place, ["-"], "standard input: there is nothing in it")
    }

    @Test func passagesThatAreNotThere() throws {
        let place = try workplace()
        let add = ["add", "a.txt", "--tag", "risk"]
        try refused(place, add + ["--quote", "no such words"], "a.txt: the quote is not in the text")
        try refused(place, add + ["--quote", "The rate may fall"], "other white space at 1:20", "--span 19..36")
        try refused(place, add + ["--quote", "The rate"], "there 2 times, at 1:1, 1:20")
        try refused(place, add + ["--quote", "The rate", "--prefix", "x"], "not with this --prefix")
        try refused(place, add + ["--quote", ". e"], "inside a character", "a.txt")
        try refused(place, add + ["--span", "0..999"], "past the end", "41 code points")
        try refused(place, add + ["--span", "38..39"], "splits a character", "38..40")
        try refused(place, add + ["--span", "5..5"], "is no span")
        try refused(place, add, "either --quote or --span")
        try refused(place, ["add", "a.txt", "--span", "0..3"], "a tag or a note")
        try refused(place, ["add", "a.txt", "--span", "0..3", "--tag", "rsk"], "risk, policy, opinion")
        try refused(place, add + ["--span", "0..3", "--coder", "a/b"], "coder")
    }

    @Test func usage() throws {
        let place = try workplace()
        try refused(place, ["--bogus"], "unknown option '--bogus'")
        try refused(place, ["list"], "paths")
        try refused(place, ["export", "--format", "xls", "a.txt"], "web-annotation, jsonl, csv, markdown")
        try refused(place, ["keys", "--keymap", "vmi"], "vim")
        try refused(place, ["--measure", "3", "a.txt"], "20 to 200")
        try refused(place, ["a.txt", "--keymap", "nano"], "nano")
    }

    @Test func sidecarsThatDoNotParse() throws {
        let place = try workplace()
        try place.write("a.txt.gloss.json", "{\n\"type\": \"AnnotationPage\",\n\"items\": [\nnonsense\n")
        let before = try place.read("a.txt.gloss.json")
        try refused(place, ["list", "a.txt"], "a.txt.gloss.json:4: ")
        try refused(place, ["add", "a.txt", "--quote", "fall", "--tag", "risk"], "a.txt.gloss.json")
        try refused(place, ["export", "--format", "csv", "a.txt"], "a.txt.gloss.json")
        #expect(try place.read("a.txt.gloss.json") == before)
    }

    @Test func messagesNeverCommandATerminal() throws {
        let place = try workplace()
        let outcome = try place.gloss("text", "no\u{1B}]52;c;x\u{7}.txt")
        #expect(outcome.err == "gloss: no^[]52;c;x^G.txt: there is no such file; check its name\n")
    }
}
