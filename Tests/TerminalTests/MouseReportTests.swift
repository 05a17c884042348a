// Mouse reports, and replies to what the terminal was asked, among keys.

import Screen
import Testing

@testable import Terminal

private func decode(_ bytes: [UInt8], awaitsBackground: Bool = false) -> [Event] {
    var decoder = InputDecoder()
    decoder.awaitsBackground = awaitsBackground
    let events = decoder.feed(bytes)
    return events + decoder.giveUp()
}

private func decode(_ rest: String, awaitsBackground: Bool = false) -> [Event] {
    decode(Array("\u{1B}\(rest)".utf8), awaitsBackground: awaitsBackground)
}

private func mouse(
    _ kind: Mouse.Kind, _ column: Int, _ row: Int, _ modifiers: Key.Modifiers = []
) -> Event {
    .mouse(Mouse(kind, at: Position(column: column, row: row), modifiers))
}

@Suite struct MouseReportTests {
    @Test(arguments: [
        ("[<0;1;1M", mouse(.press(.left), 0, 0)), ("[<0;300;120m", mouse(.release, 299, 119)),
        ("[<32;5;7M", mouse(.drag(.left), 4, 6)), ("[<64;5;7M", mouse(.wheelUp, 4, 6)),
        ("[<65;5;7M", mouse(.wheelDown, 4, 6)), ("[<1;2;3M", mouse(.press(.middle), 1, 2)),
        ("[<2;2;3M", mouse(.press(.right), 1, 2)), ("[<20;2;3M", mouse(.press(.left), 1, 2, [.shift, .control])),
        ("[<72;2;3M", mouse(.wheelUp, 1, 2, .alt)), ("[32;5;7M", mouse(.press(.left), 4, 6)),
        ("[35;5;7M", mouse(.release, 4, 6)), ("[97;5;7M", mouse(.wheelDown, 4, 6)),
    ])
    func numbered(_ sequence: String, _ event: Event) {
        #expect(decode(sequence) == [event])
    }

    @Test func theOldFormIsThreeBytesOfAnyValue() {
        let head: [UInt8] = [0x1B, 0x5B, 0x4D]
        #expect(decode(head + [32, 33, 33]) == [mouse(.press(.left), 0, 0)])
        #expect(decode(head + [35, 0xFF, 0x71, 0x61]) == [mouse(.release, 222, 80), .key(Key("a"))])
        #expect(decode(head + [97, 40, 41]) == [mouse(.wheelDown, 7, 8)])
        #expect(decode(head + [64, 34, 34]) == [mouse(.drag(.left), 1, 1)])
        #expect(decode(head + [32, 10, 10, 0x61]).count == 2)
        #expect(decode(head + [32]) == [.unknownKey("^[[M ")])
    }

    @Test(arguments: ["[<0;1M", "[<0;0;4M", "[<3;2;2M", "[<200;2;2M", "[<;;M", "[<66;1;1M", "[<0;1;1;1M"])
    func whatNoMouseSendsIsOneUnknownKey(_ sequence: String) {
        #expect(decode(sequence + "a") == [.unknownKey("^[" + sequence), .key(Key("a"))])
    }

    @Test func anyPiecesGiveTheSameEvents() {
        let bytes = Array("a\u{1B}[<0;12;3M\u{1B}[<32;13;3M\u{1B}[<0;13;3mb\u{1B}[M\u{20}\u{21}\u{22}c".utf8)
        let whole = decode(bytes)
        #expect(whole.count == 7)
        for size in 1..<bytes.count {
            var decoder = InputDecoder()
            var events: [Event] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                events += decoder.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(events + decoder.giveUp() == whole)
        }
    }
}

@Suite struct BackgroundReplyTests {
    @Test(arguments: [
        ("rgb:0000/0000/0000", Event.Shade.dark), ("rgb:ffff/ffff/ffff", .light), ("rgb:ff/ff/ff", .light),
        ("rgb:1e1e/1e1e/2e2e", .dark), ("rgb:fdfd/f6f6/e3e3", .light), ("rgb:0/0/8", .dark),
        ("rgba:ffff/ffff/ffff/8000", .light), ("rgb:0000/2b2b/3636", .dark), ("rgb:eeee/e8e8/d5d5", .light),
    ])
    func shades(_ color: String, _ shade: Event.Shade) {
        for ending in ["\u{7}", "\u{1B}\\"] {
            #expect(decode("]11;\(color)\(ending)x", awaitsBackground: true) == [.background(shade), .key(Key("x"))])
        }
    }

    @Test func exactlyOneReplyIsTaken() {
        let reply = "]11;rgb:ffff/ffff/ffff\u{7}"
        let twice = decode(reply + "\u{1B}" + reply, awaitsBackground: true)
        #expect(twice.first == .background(.light))
        let unasked = [Event.unknownKey("^[]11;rgb:ffff/ffff/ffff^G")]
        #expect(Array(twice.dropFirst()) == unasked)
        #expect(decode(reply) == unasked)
    }

    @Test func keysThatAreTypedMeanwhileStayKeys() {
        #expect(decode("]", awaitsBackground: true) == [.key(Key("]", .alt))])
        #expect(decode("]1", awaitsBackground: true) == [.unknownKey("^[]1")], "more than can be typed at once")
        #expect(decode("[A", awaitsBackground: true) == [.key(Key(.up))])
        #expect(
            decode("]11;blue\u{7}a", awaitsBackground: true) == [.key(Key("a"))], "an answer nobody understands is none"
        )
        let endless = decode("]11;" + String(repeating: "f", count: 500), awaitsBackground: true)
        guard case .unknownKey? = endless.first, endless.count == 1 else {
            Issue.record("\(endless)")
            return
        }
    }

    @Test func aReplyMayComeInPieces() {
        let bytes = Array("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\q".utf8)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder()
            decoder.awaitsBackground = true
            let events = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            #expect(events == [.background(.light), .key(Key("q"))])
        }
    }
}

@Suite struct ClipboardTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("“ä”", "4oCcw6TigJ0=")])
    func base64(_ text: String, _ encoded: String) {
        #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == encoded)
        #expect(Clipboard.request(text) == Array("\u{1B}]52;c;\(encoded)\u{1B}\\".utf8))
    }

    @Test func nothingOfATextReachesTheTerminalButBase64() {
        let text = "\u{1B}[2J\u{9B}\u{7}\u{1B}\\]52;c;\u{0}" + String(repeating: "x\n", count: 900)
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".utf8)
        #expect(Clipboard.request(text).dropFirst(7).dropLast(2).allSatisfy(allowed.contains))
        let wrapped = Clipboard.request(text, insideScreen: true)
        let pieces = String(decoding: wrapped, as: UTF8.self).components("\u{1B}P")
        #expect(pieces.allSatisfy { $0.hasSuffix("\u{1B}\\") && $0.utf8.count <= 244 })
        let inner = pieces.map { String($0.dropLast(2)) }.joined()
        #expect(Array(inner.utf8) == Clipboard.request(text).dropLast(2) + [0x07])
    }
}

extension String {
    /// What stands between a separator, without the empty beginning.
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: true).map(String.init)
    }
}
