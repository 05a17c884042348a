// The JSON reader: what it takes, what it refuses, and that it keeps every byte.

import Testing

@testable import Sidecar

@Suite struct JSONTests {
    @Test(arguments: [
        "{}", "[]", "null", "true", " false ", "0", "-0", "1.50e+10", "[1,2 , 3]\n", "\"\\u00e9\\ud83d\\ude00\\/\"",
        "{\"a\":{\"b\":[]},\"a\":1}", "\u{FEFF}{}", "\"\u{7F}\u{10FFFF}\"", "[-1e-2,\"\\\"\"]",
    ])
    func accepts(_ text: String) throws {
        _ = try JSON.read(Array(text.utf8))
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "+1", ".5", "1.", "1e", "--1", "tru", "nul",
        "\"", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "[1 2]", "{} {}", "'a'", "[1}", "NaN", "\u{A0}1", "\"\\", "\"\\u00",
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try JSON.read(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
            [0xE0, 0x9F, 0xBF],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSON.read([0x22] + bytes + [0x22]) }
    }

    @Test func depthIsLimited() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSON.read(nested(512))
        #expect(throws: JSONError(line: 1, problem: "values are nested more than 512 deep")) {
            try JSON.read(nested(513))
        }
        #expect(throws: JSONError.self) { try JSON.read(Array(String(repeating: "[{\"a\":", count: 500_000).utf8)) }
    }

    @Test func keepsOrderDuplicatesNumbersAndBytes() throws {
        let root = try JSON.read(Array("{ \"b\" : 1.00 ,\n\"é\":2,\"e\u{301}\":3,\"b\": [ 1 ] }".utf8))
        let members = try #require(root.members)
        #expect(members.map { Array($0.key.utf8) } == ["b", "é", "e\u{301}", "b"].map { Array($0.utf8) })
        #expect(members[0].value.text == "1.00")
        #expect(root["b"]?.text == "[ 1 ]")
        #expect(root["é"]?.integer == 2)
        #expect(members[1].value.line == 2)
        #expect(root.duplicateKey == "b")
    }

    @Test func errorsNameTheirLine() {
        #expect(throws: JSONError(line: 3, problem: "this is no JSON value")) {
            try JSON.read(Array("[1,\n2,\n?]".utf8))
        }
    }

    @Test func loneSurrogatesAreReplaced() throws {
        #expect(try JSON.read(Array("\"\\ud800x\\udc00\"".utf8)).string == "\u{FFFD}x\u{FFFD}")
        #expect(try JSON.read(Array("\"\\ud83d\\ude00\"".utf8)).string == "😀")
    }

    @Test func whatIsWrittenReadsBack() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var numbers = Numbers(state: seed)
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...20, using: &numbers) {
                let limit: UInt32 = Bool.random(using: &numbers) ? 0x7F : 0x10FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &numbers)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let read = try JSON.read(Array(JSONWriter.string(text).utf8)).string
            #expect(read.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
        }
    }

    @Test(arguments: [
        (1.0, "1"), (0.83, "0.83"), (0.50001, "0.5"), (0, "0"), (0.99999, "1"), (0.0001, "0.0001"), (7, "1"),
    ])
    func scores(_ score: Double, _ text: String) {
        #expect(JSONWriter.score(score) == text)
    }
}

/// SplitMix64: numbers that follow from their seed.
struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
