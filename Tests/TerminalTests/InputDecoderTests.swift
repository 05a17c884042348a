// Bytes from a keyboard → events, in whatever pieces they arrive.

import Screen
import Testing

@testable import Terminal

/// Feeds everything at once and lets the machine give up at the end.
private func decode(_ text: String, _ sequences: KeySequences = KeySequences()) -> [Event] {
    decode(Array(text.utf8), sequences)
}

private func decode(_ bytes: [UInt8], _ sequences: KeySequences = KeySequences()) -> [Event] {
    var decoder = InputDecoder(sequences: sequences)
    let events = decoder.feed(bytes)
    return events + decoder.giveUp()
}

private func keys(_ keys: Key...) -> [Event] { keys.map { .key($0) } }

@Suite struct InputDecoderTests {
    @Test func charactersAndControls() {
        #expect(decode("aÉ字🇨") == keys(Key("a"), Key("É"), Key("字"), Key("🇨")))
        #expect(
            decode("\r\n\t \u{7F}\u{08}")
                == keys(
                    Key(.enter), Key("j", .control), Key(.tab), Key(" "), Key(.backspace), Key("h", .control)))
        #expect(
            decode([0, 1, 26, 0x1C, 0x1D, 0x1E, 0x1F])
                == keys(
                    Key(" ", .control), Key("a", .control), Key("z", .control), Key("\\", .control), Key("]", .control),
                    Key("^", .control), Key("_", .control)))
    }

    @Test func bytesThatAreNoTextAreOneUnknownKeyEach() {
        #expect(decode([0xFF, 0x61]) == [.unknownKey("<ff>"), .key(Key("a"))])
        #expect(decode([0xC2, 0x9B, 0x61]) == [.unknownKey("<c2><9b>"), .key(Key("a"))])
        #expect(decode([0xE5, 0xAD, 0x61]) == [.unknownKey("<e5><ad>"), .key(Key("a"))])
        #expect(decode([0xED, 0xA0, 0x80]) == [.unknownKey("<ed><a0><80>")])
        #expect(decode([0xF0, 0x9F]) == [.unknownKey("<f0><9f>")])
    }

    @Test(arguments: [
        ("[A", Key(.up)), ("OA", Key(.up)), ("[1;5C", Key(.right, .control)), ("[1;2A", Key(.up, .shift)),
        ("[1;8D", Key(.left, [.shift, .alt, .control])), ("[1;9D", Key(.left, .alt)), ("[3~", Key(.delete)),
        ("[3;5~", Key(.delete, .control)), ("[Z", Key(.tab, .shift)), ("[1;5H", Key(.home, .control)),
        ("[4~", Key(.end)), ("[8~", Key(.end)), ("[5~", Key(.pageUp)), ("OP", Key(.function(1))),
        ("[1;2R", Key(.function(3), .shift)), ("[15~", Key(.function(5))), ("[19;2~", Key(.function(8), .shift)),
        ("[[B", Key(.function(2))), ("[25~", Key(.function(1), .shift)), ("[3$", Key(.delete, .shift)),
        ("[3^", Key(.delete, .control)), ("[a", Key(.up, .shift)), ("Oa", Key(.up, .control)),
        ("OM", Key(.enter)), ("Op", Key("0")), ("Ok", Key("+")), ("O5P", Key(.function(1), .control)),
        ("[27;5;32~", Key(" ", .control)), ("[97;5u", Key("a", .control)), ("[97;2u", Key("A")),
        ("[13;2u", Key(.enter, .shift)), ("x", Key("x", .alt)), ("}", Key("}", .alt)), ("_", Key("_", .alt)),
        ("é", Key("é", .alt)), ("\r", Key(.enter, .alt)), ("\u{7F}", Key(.backspace, .alt)),
        ("\u{1}", Key("a", [.alt, .control])), ("\u{1B}[A", Key(.up, .alt)), ("O", Key("O", .alt)),
        ("[", Key("[", .alt)),
    ])
    func sequences(_ rest: String, _ key: Key) {
        #expect(decode("\u{1B}" + rest) == [.key(key)])
    }

    @Test(arguments: ["[1;1;1;1A", "[?2004;1$y", "[99~", "[12;40R", "[I", "Ow1"])
    func unknownSequencesAreNeverTheirLetters(_ rest: String) {
        let events = decode("\u{1B}" + rest.prefix { $0 != "1" || !rest.hasPrefix("Ow") } + "q")
        #expect(events.last == .key(Key("q")))
        #expect(events.count == 2)
        if !rest.hasPrefix("Ow") { #expect(events.first == .unknownKey("^[" + rest)) }
    }

    @Test func aSequenceThatIsCutShortIsNamedAndTheNextOneRead() {
        #expect(decode("\u{1B}[1;\u{1B}[A") == [.unknownKey("^[[1;"), .key(Key(.up))])
        #expect(decode("\u{1B}[1;") == [.unknownKey("^[[1;")])
    }

    @Test func anEndlessSequenceTypesNothing() {
        var decoder = InputDecoder()
        let digits = String(repeating: "1", count: 10_000)
        let events = decoder.feed(Array("\u{1B}[\(digits)mq".utf8))
        #expect(events.count == 2)
        #expect(events.last == .key(Key("q")))
        guard case .unknownKey(let name)? = events.first else {
            Issue.record("no unknown key")
            return
        }
        #expect(name.count < 100)
        #expect(decoder.feed(Array("\u{1B}[\(digits)".utf8)).isEmpty)
        #expect(decoder.patience == 250)
        #expect(decoder.giveUp().count == 1)
        #expect(decoder.feed([0x61]) == keys(Key("a")))
    }

    @Test(arguments: [
        "]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "]11;rgb:ffff/ffff/ffff\u{7}", "P1$r0m\u{1B}\\", "_Gi=31;OK\u{1B}\\",
        "^grub\u{1B}\\", "Xgrub é\u{1B}\\",
    ])
    func aControlStringIsNeverItsLetters(_ rest: String) {
        let bytes = Array("\u{1B}\(rest)q".utf8)
        for cut in 3...bytes.count {
            var decoder = InputDecoder()
            var events = decoder.feed(bytes[..<cut])
            // The session waits that long before it gives up: the second part comes late and is still a part.
            if cut < bytes.count - 1 { #expect(decoder.patience == 2000) }
            events += decoder.feed(bytes[cut...])
            #expect(events.count == 2 && events.last == .key(Key("q")), "\(cut)")
            guard case .unknownKey? = events.first else {
                Issue.record("\(events)")
                return
            }
        }
    }

    @Test func altWithUnderlineIsAKeyWhateverFollowsAtOnce() {
        let redo = Key("_", .alt)
        #expect(decode("\u{1B}_}}") == keys(redo, Key("}"), Key("}")))
        #expect(decode("\u{1B}_\u{1B}_\u{1B}_") == keys(redo, redo, redo))
        #expect(decode("\u{1B}_\u{1B}e") == keys(redo, Key("e", .alt)))
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B, 0x5F]).isEmpty)
        #expect(decoder.feed([0x70]) == keys(redo, Key("p")))
    }

    @Test func aControlStringWithoutEndHoldsNothingUp() {
        #expect(decode("\u{1B}]11;rgb") == [.unknownKey("^[]11;rgb")])
        #expect(decode("\u{1B}Pab\rq") == [.unknownKey("^[Pab"), .key(Key(.enter)), .key(Key("q"))])
        #expect(decode("\u{1B}]ab\u{1B}[A") == [.unknownKey("^[]ab"), .key(Key(.up))])
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B, 0x5D]).isEmpty)
        #expect(decoder.patience == 25)
        #expect(decoder.giveUp() == keys(Key("]", .alt)))
        let long = String(repeating: "rgb:", count: 5000)
        for (end, rest) in [("\u{1B}\\", [Event]()), ("\u{7}", []), ("\u{1B}[B", keys(Key(.down)))] {
            let events = decoder.feed(Array("\u{1B}]\(long)\(end)q".utf8))
            #expect(events.dropFirst() == (rest + keys(Key("q")))[...])
            guard case .unknownKey(let name)? = events.first else {
                Issue.record("\(events)")
                return
            }
            #expect(name.count < 100)
        }
    }

    @Test func aBackgroundInPartsIsTaken() {
        var decoder = InputDecoder()
        decoder.awaitsBackground = true
        #expect(decoder.feed(Array("\u{1B}]11;rgb:ffff/".utf8)).isEmpty)
        #expect(decoder.patience == 2000)
        #expect(decoder.feed(Array("ffff/ffff\u{1B}".utf8)).isEmpty)
        #expect(decoder.feed(Array("\\".utf8)) == [.background(.light)])
    }

    @Test func escapeIsAloneAfterAWhile() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 25)
        #expect(decoder.giveUp() == keys(Key(.escape)))
        #expect(decoder.patience == nil)
        #expect(decode([0x1B, 0x1B]) == keys(Key(.escape), Key(.escape)))
        #expect(decode("\u{1B}\u{1B}q") == keys(Key(.escape), Key("q", .alt)))
    }

    @Test func terminfoIsAskedForWhatTheFormsDoNotSay() {
        let sequences = KeySequences { name in
            ["kf1": "\u{1B}[11z", "kf13": "\u{1B}[1;2P", "kcuu1": "\u{1B}ZZ", "kbs": "\u{8}"][name].map {
                Array($0.utf8)
            }
        }
        #expect(decode("\u{1B}[11z", sequences) == keys(Key(.function(1))))
        #expect(decode("\u{1B}[1;2P", sequences) == keys(Key(.function(1), .shift)))
        #expect(decode("\u{1B}ZZ", sequences) == keys(Key(.up)))
        #expect(decode("\u{1B}Zq", sequences) == keys(Key("Z", .alt), Key("q")))
    }

    @Test func pasteIsOneEventAndRunsNoKeys() {
        let text = "a\r\nb\rc\u{1B}[Aé\u{1B}[200~\u{1B}\u{1B}[201"
        #expect(
            decode("\u{1B}[200~" + text + "\u{1B}[201~q") == [
                .paste("a\nb\nc\u{1B}[Aé\u{1B}[200~\u{1B}\u{1B}[201"), .key(Key("q")),
            ])
    }

    @Test func anUnfinishedPasteWaits() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~abc\u{1B}".utf8)).isEmpty)
        #expect(decoder.patience == nil)
        #expect(decoder.giveUp().isEmpty)
        #expect(decoder.feed(Array("[201~".utf8)) == [.paste("abc")])
    }

    @Test func aHugePasteIsCutAtAScalarAndSaysSo() {
        var decoder = InputDecoder()
        _ = decoder.feed(Array("\u{1B}[200~a".utf8))
        let limit = InputDecoder.pasteLimit
        _ = decoder.feed(Array(String(repeating: "é", count: limit / 2 + 5).utf8))
        #expect(
            decoder.feed(Array("\u{1B}[201~".utf8)) == [
                .paste("a" + String(repeating: "é", count: limit / 2 - 1)), .pasteCut(kept: limit, lost: 11),
            ])
    }

    /// Whole sequences mean the same in any pieces, when nobody gives up in between.
    @Test func piecesDoNotMatter() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of piecesDoNotMatter: \(seed)")
        var generator = Mixer(state: seed)
        let parts = [
            "a", "é", "字", "\u{1B}[A", "\u{1B}[1;5C", "\u{1B}[3$", "\u{1B}x", "\u{1B}[200~x\r\ny\u{1B}[201~",
            "\u{1B}OP",
            "\u{1B}[99;9z", "\r", "\u{1B}[[A",
        ]
        for _ in 0..<300 {
            let bytes = (0..<8).flatMap { _ in Array(parts.randomElement(using: &generator)!.utf8) }
            var whole = InputDecoder()
            let expected = whole.feed(bytes)
            var decoder = InputDecoder()
            var events: [Event] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...3, using: &generator)
                events += decoder.feed(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(events == expected, "seed \(seed)")
            #expect(decoder.patience == nil, "seed \(seed)")
        }
    }

    /// Whatever arrives, the machine ends with nothing half read.
    @Test func anyBytesComeToAnEnd() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of anyBytesComeToAnEnd: \(seed)")
        var generator = Mixer(state: seed)
        let likely: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x24, 0xC3, 0xA9, 0x41]
        for _ in 0..<2000 {
            let bytes = (0..<12).map { _ in
                Bool.random(using: &generator)
                    ? likely.randomElement(using: &generator)! : UInt8.random(in: 0...255, using: &generator)
            }
            var decoder = InputDecoder()
            var events = decoder.feed(bytes)
            events += decoder.giveUp()
            #expect(decoder.patience == nil, "seed \(seed)")
            #expect(events.count <= bytes.count, "seed \(seed)")
        }
    }
}

/// A small generator that can be seeded (SplitMix64).
private struct Mixer: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
