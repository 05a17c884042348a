// TOML as settings are written in it: every kind of value, and the place of every mistake.

import Testing

@testable import Settings

@Suite struct TOMLTests {
    /// The values of a text, one a line, by path and with the line of each.
    private func values(_ text: String) throws -> [String] {
        func lines(_ table: TOMLTable, _ path: String) -> [String] {
            table.entries.flatMap { entry -> [String] in
                let name = path + entry.key
                switch entry.value {
                case .string(let text): return ["\(entry.line) \(name) '\(text)'"]
                case .integer(let number): return ["\(entry.line) \(name) \(number)"]
                case .boolean(let isTrue): return ["\(entry.line) \(name) \(isTrue)"]
                case .table(let table): return ["\(entry.line) \(name):"] + lines(table, name + ".")
                case .other: return ["\(entry.line) \(name) ?"]
                }
            }
        }
        return lines(try TOMLFile(text, path: "x.toml").root, "")
    }

    @Test(arguments: [
        (#"a = "x\t\"\\\u00e9\U0001F600""#, "1 a 'x\t\"\\é😀'"),
        (#"a = 'x\t"'"#, #"1 a 'x\t"'"#),
        ("a = \"\"\"\n x \\\n\n   y\"\"\"\"", "1 a ' x y\"'"),
        ("a = '''\r\nx\\\r\n'y'''''", "1 a 'x\\\r\n'y'''"),
        ("\n# b\na = -17 # c", "3 a -17"), ("a = 1_000", "1 a 1000"), ("a = 0xFF", "1 a 255"), ("a = 0b101", "1 a 5"),
        ("a = 0", "1 a 0"), ("a=true", "1 a true"), ("a = 1.5e3", "1 a ?"), ("a = -inf", "1 a ?"),
        ("a = 1979-05-27T07:32:00Z", "1 a ?"), ("a = 07:32:00", "1 a ?"),
        ("\"\" = 1", "1  1"), ("'a.b'.c = 1", "1 a.b: 1 a.b.c 1"), ("a . b = 1", "1 a: 1 a.b 1"),
        ("a = { b = 1, \"c\" = { } }", "1 a: 1 a.b 1 1 a.c:"),
        ("[a.b]\nc = 1\n[a]\nd = 2", "1 a: 1 a.b: 2 a.b.c 1 4 a.d 2"),
        ("[[a]]\nb = 1\n[[a]]\n[a.c]\n[d]", "1 a ? 5 d:"),
    ])
    func readsEveryKindOfValue(text: String, expected: String) throws {
        #expect(try values(text).joined(separator: " ") == expected)
        #expect(try values(text + "\n").joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("a = 1\na = 2", "2:1"), ("[a]\n[a]", "2:1"), ("a = 1\n[a]", "2:1"), ("a = {}\na.b = 1", "2:1"),
        ("a = {}\n[a.b]", "2:1"), ("a.b = 1\n[a]", "2:1"), ("[a]\nb = 1\n[c]\n[a.b]", "4:1"),
        ("[a.b]\n[c]\n[a]\nb.c = 1", "4:1"), ("a = 1 b = 2", "1:7"), ("a", "1:2"), ("a =", "1:4"), ("= 1", "1:1"),
        ("a = é", "1:5"), ("é = 1", "1:1"), ("a = \"é", "1:5"), ("a = \"é\nb = 1\"", "1:5"), ("a = 'é' x", "1:9"),
        ("a = \"\\x\"", "1:6"), ("a = \"\\ud800\"", "1:6"), ("a = \"\\", "1:6"), ("a = \"\"\"x\"\"", "1:5"),
        ("a = 01", "1:5"), ("a = 1__0", "1:5"), ("a = 0x", "1:5"), ("a = +-1", "1:5"), ("a = yes", "1:5"),
        ("a = 9223372036854775808x", "1:5"), ("a = { b = 1", "1:12"), ("a = { b = 1, }", "1:14"),
        ("a = {\nb = 1 }", "1:6"), ("a = 1 # \u{7F}", "1:9"), ("a = 1\rb = 2", "1:6"), ("[a\n]", "1:3"), ("[]", "1:2"),
    ])
    func saysWhereAMistakeIs(text: String, place: String) {
        #expect {
            try TOMLFile(text, path: "x.toml")
        } throws: { error in
            (error as? SettingsError)?.message.hasPrefix("x.toml:\(place): this is not TOML; mend it here (") == true
        }
    }

    @Test func bracesWithinBracesHaveAnEnd() {
        let deep = "a = " + String(repeating: "{ a = ", count: 100_000)
        #expect(throws: SettingsError.self) { try TOMLFile(deep, path: "x.toml") }
        let points = "[" + String(repeating: "a.", count: 100_000) + "a]\n"
        #expect(throws: SettingsError.self) { try TOMLFile(points, path: "x.toml") }
    }

    @Test func linesAreKnownByPath() throws {
        let file = try TOMLFile("[a.b]\nc = 1\n\n[a]\nd.e = 2\n", path: "x.toml")
        #expect(file.line(of: ["a"]) == 1 && file.line(naming: ["a"]) == 4)
        #expect(file.line(of: ["a", "d"]) == 5 && file.line(naming: ["a", "d"]) == nil)
        #expect(file.line(naming: ["a", "d", "e"]) == 5 && file.line(of: ["x"]) == nil)
        #expect(file.names(["a", "b"]) && !file.names(["a", "d"]))
        #expect(file.error(at: ["a", "b", "c"], "wrong").message == "x.toml:2: wrong")
    }
}
