// Chance that can be repeated: numbers and texts from a seed, and the seed on standard output.

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
public struct Random: RandomNumberGenerator {
    public let seed: UInt64
    private var state: UInt64

    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// A new seed each time, or the one in `GLOSS_SEED`; printed, so that a failure can be repeated.
    ///
    /// - Parameter offset: tells apart the runs of one test, which share a seed.
    public init(for test: String, offset: UInt64 = 0) {
        let given = environment("GLOSS_SEED").flatMap { UInt64($0) } ?? Random.fresh
        print("\(test): GLOSS_SEED=\(given) repeats this run")
        self.init(seed: given &+ offset &* 0x2545_F491_4F6C_DD1D)
    }

    /// The seed of this run of the tests.
    private static let fresh = UInt64.random(in: 0...999_999_999)

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    /// True once in that many times.
    public mutating func once(in times: Int) -> Bool { number(1...times) == 1 }
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}

// MARK: Texts

extension Random {
    /// Words and the like of many scripts, and what is seldom but allowed in a text.
    private static let scripts: [[String]] = [
        ["risk", "a", "grid", "The", "policy", "U.S.", "no.", "3", "“quoted”", "well-known", "don't", "(see", "fig.)"],
        ["na\u{EF}ve", "nai\u{308}ve", "e\u{301}", "Z\u{301}\u{302}\u{303}", "o\u{338}", "\u{FB01}n"],
        ["電力網", "危険。", "政策は、", "「意見」", "東京", "ｶﾅ", "ＡＢ"],
        ["위험", "정책은", "\u{1112}\u{1161}\u{11AB}글", "의견."],
        ["🇩🇪", "🇫🇷🇮🇹", "👩‍🚀", "👍🏽", "❤️", "1️⃣", "🧑‍🧑‍🧒", "🇺"],
        ["خطر", "سياسة", "رَأْي.", "סיכון", "מְדִינִיּוּת", "דעה."],
        ["जोखिम", "नीति", "क्षेत्र।", "ความเสี่ยง", "นโยบาย", "น้ำ"],
        ["https://example.org/a/b?c=d", String(repeating: "x", count: 90), "0x1F", "3.14", "10%", "$5", "…"],
        [
            "\u{1B}[2J", "\u{0}", "\u{7F}", "\u{202E}", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{FFFD}", "\u{9B}",
            "\u{200D}",
        ],
    ]
    private static let spaces = [" ", " ", " ", " ", "  ", "\t", "\u{A0}", "\u{3000}", ""]
    private static let stops = [". ", "! ", "? ", "; ", "... ", ".” ", "? — "]
    private static let lineEnds = ["\n", "\n", "\r\n", "\n\n", "\r\n\r\n", "\u{2028}", "\r", "\n\n\n", "\u{85}"]

    /// A text of about that many words. Most of a line is in one script; some lines mix all of them.
    public mutating func text(words: Int) -> String {
        var text = ""
        var script = pick(Random.scripts)
        for _ in 0..<words {
            let mixes = once(in: 8)
            text += mixes ? pick(pick(Random.scripts)) : pick(script)
            if once(in: 9) {
                text += pick(Random.stops)
            } else if once(in: 12) {
                text += pick(Random.lineEnds)
                script = pick(Random.scripts)
            } else {
                text += pick(Random.spaces)
            }
        }
        return text
    }

    /// A text that is mostly plain prose with some of everything else in it.
    public mutating func article(words: Int) -> String {
        var text = ""
        for _ in 0..<words {
            text += once(in: 10) ? pick(pick(Random.scripts)) : pick(Random.scripts[0])
            text += once(in: 12) ? pick(Random.stops) : once(in: 25) ? pick(["\n", "\n\n", "\r\n"]) : " "
        }
        return text
    }
}
