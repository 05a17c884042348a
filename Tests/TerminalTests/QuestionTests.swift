// The terminal is asked about texts: its replies are no keys, and keys are no replies.

import CNcurses
import Glibc
import Screen
import Testing

@testable import Terminal

@Suite struct QuestionTests {
    private func decoder(_ count: Int = 2) -> InputDecoder {
        var decoder = InputDecoder()
        decoder.questions = Questions(texts: Array(repeating: "x", count: count))
        return decoder
    }

    @Test func answersComeAsOneEvent() {
        var decoder = decoder()
        #expect(decoder.feed("a\u{1B}[24;3R".utf8) == [.key(Key("a"))])
        #expect(decoder.feed("\u{1B}[24;".utf8) == [])
        #expect(decoder.feed("7Rb".utf8) == [.cells([2, 6]), .key(Key("b"))])
        #expect(decoder.questions?.open == 0)
    }

    @Test func keysWithTheSameEndingStayKeys() {
        var decoder = decoder()
        #expect(decoder.feed("\u{1B}[1;2R\u{1B}[24;3R\u{1B}[1;5R".utf8).count == 2)
        #expect(
            decoder.feed("\u{1B}[24;3R\u{1B}OR\u{1B}[R".utf8) == [
                .cells([2, 2]), .key(Key(.function(3))), .key(Key(.function(3))),
            ])
        #expect(decoder.feed("\u{1B}[1;2R".utf8) == [.key(Key(.function(3), .shift))])
    }

    @Test func repliesTooManyMeanNothing() {
        var decoder = decoder()
        #expect(decoder.feed("\u{1B}[23;2R\u{1B}[24;2R\u{1B}[24;2R".utf8) == [.cells([1, 1])])
        #expect(decoder.feed("\u{1B}[24;2R".utf8) == [])
        // Nobody asked: then it is a sequence that no key has.
        var other = InputDecoder()
        #expect(other.feed("\u{1B}[24;2R".utf8) == [.unknownKey("^[[24;2R")])
    }

    @Test(arguments: ["24;", "24;0", "x;2", "24;2;2", "24", "", "24;999999", "?24;2"])
    func malformedRepliesAnswerNothing(_ parameters: String) {
        var decoder = decoder(1)
        _ = decoder.feed("\u{1B}[\(parameters)R".utf8)
        #expect(decoder.questions?.open == 1)
        #expect(decoder.feed("\u{1B}[24;3R".utf8) == [.cells([2])])
    }

    @Test func anEscapeBeforeAReplyIsAKey() {
        var decoder = decoder(1)
        #expect(decoder.feed("\u{1B}\u{1B}[24;3R".utf8) == [.key(Key(.escape)), .cells([2])])
    }

    @Test func questionsPutTheCursorBack() {
        let bytes = String(decoding: Questions.bytes(["ab", "c"], row: 7), as: UTF8.self)
        #expect(bytes == "\u{1B}7\u{1B}[0m\u{1B}[7;1H\u{1B}[Kab\u{1B}[6n\r\u{1B}[Kc\u{1B}[6n\r\u{1B}[K\u{1B}8")
    }

    @Test func whatTerminalsCountAlikeIsNotHeld() {
        setlocale(LC_CTYPE, "C.UTF-8")
        for (text, width) in [
            ("a", 1), ("^[", 2), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("한", 2), ("ก", 1), ("נְ", 1), ("رَ", 1),
            ("क", 1), ("कु", 1), ("—", 1), ("①", 1),
        ] {
            #expect(!isDisputed(text.unicodeScalars, width: width), "\(text)")
        }
        #expect(isDisputed("—".unicodeScalars, width: 2))
        for text in ["👍", "👍🏽", "❤️", "1⃣", "🇫", "🇫🇷", "का", "क्ष", "กำ", "\u{1112}\u{1161}", "䷀", "\u{600}", "a\u{1F3FD}"] {
            #expect((1...4).allSatisfy { isDisputed(text.unicodeScalars, width: $0) }, "\(text)")
        }
        #expect(steadied(Array("👍🏽".utf8), column: 4, width: 4) == Array("    \u{1B}[5G👍🏽\u{1B}[9G".utf8))
    }
}
