// English-like text that nobody wrote: for runs without articles at hand.

import Glibc

/// Writes prose with the word statistics of a real text: few words that are everywhere (Zipf's law), many that are
/// rare, and paragraphs that come back to their own subjects. Texts of a few dozen words would be near copies of
/// themselves everywhere.
public struct InventedProse {
    private var words: [String] = []
    private var common = Array(
        """
        the of and to a in that it was his he with as for had is you not be her on at by which have or from this him \
        but all she they were my are me one their so an said them we who would been will no when there if more out up
        """.split(separator: " ").map(String.init))
    private static let beginnings = [
        "b", "br", "c", "cl", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w",
    ]
    private static let middles = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
    private static let ends = ["", "n", "r", "s", "t", "l", "nd", "st", "ck", "m"]

    public init(_ random: inout Seeded) {
        var seen: Set<String> = []
        while words.count < 6000 {
            var word = ""
            for _ in 0..<random.number(1..<4) {
                word += InventedProse.beginnings[random.number(0..<InventedProse.beginnings.count)]
                word += InventedProse.middles[random.number(0..<InventedProse.middles.count)]
                word += InventedProse.ends[random.number(0..<InventedProse.ends.count)]
            }
            if seen.insert(word).inserted { words.append(word) }
        }
    }

    /// A text of at least that many bytes, in paragraphs of several sentences and lines of some 70 bytes.
    public func text(bytes: Int, _ random: inout Seeded) -> String {
        var text = ""
        while text.utf8.count < bytes { text += paragraph(&random) + "\n\n" }
        return text
    }

    private func paragraph(_ random: inout Seeded) -> String {
        let subjects = (0..<8).map { _ in words[random.number(0..<words.count)] }
        var line = 0
        var text = ""
        for _ in 0..<random.number(1..<8) {
            let count = random.number(4..<32)
            let isSpoken = random.happens(0.2)
            for index in 0..<count {
                var word = self.word(subjects, &random)
                if index == 0 { word = (isSpoken ? "“" : "") + word.prefix(1).uppercased() + word.dropFirst() }
                if index == count - 1 { word += isSpoken ? ".”" : "." } else if random.happens(0.1) { word += "," }
                if random.happens(0.02) { word += "—" + self.word(subjects, &random) }
                line += word.count + 1
                text += text.isEmpty ? word : (line > 70 ? "\n" : " ") + word
                if line > 70 { line = word.count }
            }
        }
        return text
    }

    private func word(_ subjects: [String], _ random: inout Seeded) -> String {
        if random.happens(0.48) { return common[random.rank(common.count)] }
        if random.happens(0.15) { return subjects[random.number(0..<subjects.count)] }
        return words[random.rank(words.count)]
    }
}

extension Seeded {
    /// A number below a limit, small ones as much more often as Zipf's law has it.
    fileprivate mutating func rank(_ count: Int) -> Int {
        min(count - 1, Int(exp(Double.random(in: 0..<1, using: &self) * log(Double(count + 1)))) - 1)
    }
}
