// codebook.toml: the nearest one, in its author's order, and the messages when it cannot be used.

import Annotations
import Settings
import Testing

@Suite struct CodebookFileTests {
    /// The tags with key and colour, one a line.
    private func tags(_ text: String) throws -> [String] {
        try CodebookFile.codebook(from: text, path: "codebook.toml").entries.map { entry in
            [entry.tag.name, entry.key.map(String.init), entry.color].compactMap { $0 }.joined(separator: " ")
        }
    }

    @Test func theNearestCodebookCounts() throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("[outer]\n", to: "codebook.toml")
            try folder.write("[inner]\n", to: "a/b/codebook.toml")
            try folder.makeFolder("a/b/c/d")
            let inner = try CodebookFile.nearest(to: folder.path + "/a/b/c/d/")
            #expect(inner.codebook.entries.map(\.tag.name) == ["inner"])
            #expect(inner.path == folder.path + "/a/b/codebook.toml")
            #expect(try CodebookFile.nearest(to: folder.path + "/a").path == folder.path + "/codebook.toml")
            #expect(try CodebookFile.nearest(to: folder.path).codebook.entries.map(\.tag.name) == ["outer"])
        }
    }

    @Test func withoutAFileTheBuiltInTagsAreThere() throws {
        try withTemporaryFolder { (folder) throws in
            #expect(try CodebookFile.nearest(to: folder.path) == CodebookFile.nearest(to: "/"))
            #expect(try CodebookFile.nearest(to: folder.path).path == nil)
        }
        let entries = try CodebookFile.nearest(to: "/").codebook.entries
        #expect(entries.map(\.tag.name) == ["risk", "policy", "opinion"])
        #expect(entries.map(\.key) == ["r", "p", "o"])
        #expect(entries.map(\.color) == ["red", "blue", "cyan"])
        #expect(entries.allSatisfy { $0.description.hasSuffix(".") })
        #expect(entries.compactMap(\.color).allSatisfy(Codebook.isColor))
    }

    @Test func keepsTheOrderOfTheFile() throws {
        let text = """
            # a study
            [zeal]   # last letter, first tag
            key = "z"
            color = "#A0b1C2"

            ["two words"]
            description = \"\"\"
            [fake]
            key = "f"
            zeal = 1 ]
            \"\"\"
            key = "w"

            [risk."cyber"]
            key = "c"
            [risk]
            key = "r"
            color = "red"
            [risk.money.loans]
            [alpha]
            """
        #expect(
            try tags(text) == [
                "zeal z #A0b1C2", "two words w", "risk/cyber c", "risk r red", "risk/money/loans", "alpha",
            ])
        let codebook = try CodebookFile.codebook(from: text, path: "codebook.toml")
        #expect(try codebook[#require(Tag("two words"))]?.description == "[fake]\nkey = \"f\"\nzeal = 1 ]\n")
    }

    @Test func readsOtherSpellingsOfTables() throws {
        #expect(try tags("zeal.key = \"z\"\nzeal.color = \"red\"\nalpha.key = \"a\"\n") == ["zeal z red", "alpha a"])
        #expect(
            try tags("zeal = { key = \"z\" }\nalpha = { key = \"a\", color = \"red\" }\n") == ["zeal z", "alpha a red"])
        #expect(try tags("[zeal]\r\nkey = \"z\"\r\n[alpha]\r\n") == ["zeal z", "alpha"])
        #expect(try tags("[a.\"x.y\"]\n[\"é\"]\nkey = \"é\"\n") == ["a/x.y", "é é"])
        #expect(try tags("# nothing yet\n").isEmpty)
    }

    @Test func aHundredTagsKeepTheirOrder() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var generator = Xorshift(state: seed | 1)
        let names = (0..<100).map { "tag-\($0)" }.shuffled(using: &generator)
        let text = names.map { "[\($0)]\ndescription = \"\"\"\n[tag-1]\n\"\"\"\n" }.joined()
        #expect(try tags(text) == names, "seed \(seed)")
    }

    @Test(arguments: [
        (
            "[risk]\nkey = \"r\"\n[policy]\nkey = \"r\"",
            ":4: key 'r' of tag 'policy' is the key of tag 'risk' already; choose another"
        ),
        (
            "[risk]\nkey = \"rr\"",
            ":2: 'rr' cannot be the key of tag 'risk'; choose one printable character, such as 'r'"
        ),
        ("[risk]\nkey = \" \"", ":2: ' ' cannot be the key of tag 'risk'; choose one printable character, such as 'r'"),
        ("[risk]\nkey = \"\"", ":2: '' cannot be the key of tag 'risk'; choose one printable character, such as 'r'"),
        ("[risk]\nkey = 1", ":2: 'key' of tag 'risk' is not text; write it in quotes"),
        ("[risk]\ncolour = \"red\"", ":2: 'colour' of tag 'risk' is no field of a tag; did you mean 'color'?"),
        ("[risk]\nsize = 3", ":2: 'size' of tag 'risk' is no field of a tag; there are key, color, description"),
        ("[risk]\ncolor = \"grey\"", ":2: 'grey', the color of tag 'risk', is no color; did you mean 'gray'?"),
        ("key = \"r\"\n[risk]", ":1: 'key' stands outside a tag; put it under a header such as [risk]"),
        ("[[risk]]", ":1: 'risk' stands outside a tag; put it under a header such as [risk]"),
        ("[\"risk/cyber\"]\n[risk.cyber]", ":2: tag 'risk/cyber' is written twice; keep one"),
        (
            "[a]\n[\"b;c\"]",
            ":2: 'b;c' is no tag's name; it must not be empty, hold ; or , or a control character, "
                + "or begin or end with white space"
        ),
        (
            "[a.\"\"]",
            ":1: 'a/' is no tag's name; it must not be empty, hold ; or , or a control character, "
                + "or begin or end with white space"
        ),
    ])
    func explainsWhatIsWrong(text: String, problem: String) throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write(text, to: "codebook.toml")
            let message = folder.message { () throws(SettingsError) in _ = try CodebookFile.nearest(to: folder.path) }
            #expect(message == "HERE/codebook.toml" + problem)
        }
    }

    @Test func aTagWrittenTwiceIsAnErrorWithItsLine() throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("[risk]\nkey = \"r\"\n[risk]\nkey = \"s\"\n", to: "codebook.toml")
            let message = folder.message { () throws(SettingsError) in _ = try CodebookFile.nearest(to: folder.path) }
            #expect(message?.hasPrefix("HERE/codebook.toml:3:") == true)
        }
    }

    @Test(arguments: ["[é]", "[=]", "[ ;", "  [[ .", "[[ [x", "[#", "[\u{A0}x]", "[{", "[", "[[", "[ \r"])
    func aBrokenHeaderIsAnErrorWithItsPlace(header: String) throws {
        try withTemporaryFolder { (folder) throws in
            try folder.write("[risk]\ndescription = \"\"\"\n[é\n\"\"\"\n\(header)\n", to: "codebook.toml")
            let message = folder.message { () throws(SettingsError) in _ = try CodebookFile.nearest(to: folder.path) }
            #expect(message?.hasPrefix("HERE/codebook.toml:5:") == true, "\(message ?? "no error")")
        }
    }

    @Test(arguments: [
        ("a = [ } ]", "1:5"), ("a = \"x\\\"[\" # [ '\nb = { c = [", "2:11"), ("a = '\\' \nb = [", "2:5"),
        ("a = \"\"\"x\"\"\"\"\" # \"\"\"\nb = [1]", "2:5"), ("a = '''\n[é]\n''' [", "3:5"), ("[a[b]", "1:3"),
    ])
    func aListIsAnErrorWithItsPlace(text: String, place: String) {
        #expect {
            try CodebookFile.codebook(from: text, path: "codebook.toml")
        } throws: { error in
            let message = (error as? SettingsError)?.message
            return message == "codebook.toml:\(place): a [ has no place here, settings hold no lists; "
                + "take it out, or put the text in quotes"
        }
    }

    /// Whatever a file holds, there is a codebook or a message; never the end of the program.
    @Test func garbledTextGivesACodebookOrAMessage() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var generator = Xorshift(state: seed | 1)
        let sound =
            "[risk]\nkey = \"r\"\n[risk.\"a b\"]\ncolor = 'red'\n[x]\ndescription = \"\"\"\n[fake]\n\"\"\"\n[y]\n"
        let pieces = [
            "[", "]", "[[", "\"", "'", "\"\"\"", "\n", "\r", "=", ".", "{", "}", ",", "#", " ", "\t", "é", "\u{A0}",
            "\\u", "0x",
            "1e", "-", "+", "nan", "1979-05-27T", "\u{7F}", "\u{2028}", "\u{1F600}", "true", "_",
        ]
        var (read, refused) = (0, 0)
        for _ in 0..<rounds {
            var text = Array(sound)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0...text.count, using: &generator)
                let end = min(text.count, place + Int.random(in: 0...3, using: &generator))
                text.replaceSubrange(place..<end, with: pieces.randomElement(using: &generator) ?? "")
            }
            do {
                _ = try CodebookFile.codebook(from: String(text), path: "codebook.toml")
                read += 1
            } catch {
                #expect(error.message.hasPrefix("codebook.toml:"), "seed \(seed): \(String(text))")
                refused += 1
            }
        }
        #expect(read > 0 && refused > 0)
    }

    private let rounds = 1000

    @Test func namedColorsAreDistinctAndEnough() {
        #expect(Set(Codebook.colorNames).count == 16)
        #expect(!Codebook.isColor("#12345") && !Codebook.isColor("#12345g") && !Codebook.isColor("Red"))
        #expect(!Codebook.isColor("#\u{FF11}\u{FF12}"))
    }
}

/// Marsaglia's xorshift64, so that a printed seed brings the same run back.
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
