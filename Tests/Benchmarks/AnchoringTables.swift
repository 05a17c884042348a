// How many marks are found again after texts changed in known ways, with the old text at hand and without.

import Annotations
import Glibc
import Revisions
import TextModel

/// The tables of anchoring: rates, not times.
struct AnchoringTables {
    /// A folder of `.txt` files to take passages from; invented prose where it holds too few.
    let folder: String?
    let seeds: Int
    let firstSeed: UInt64
    /// Measures what Hypothesis does beside it; that takes minutes.
    let isWithReference: Bool

    /// Characters of a text, and how many texts: as the figures to reach were measured. Given ones may be shorter, and
    /// more.
    private static let length = 120_000
    private static let texts = 4
    private static let leastLength = 2_000
    /// Quotes in each text.
    private static let quotes = 180

    func print() throws {
        let given = try folder.map(AnchoringTables.read) ?? []
        let texts = AnchoringTables.count(given)
        Swift.print(
            "Anchoring: \(seeds) seeds from \(firstSeed), \(texts) texts of up to \(AnchoringTables.length) characters "
                + "(\(given.count) given, the others invented), "
                + "\(texts * AnchoringTables.quotes) quotes of 2 to 40 words a seed, fewer with near copies."
        )
        Swift.print(
            "Percent of the quotes of which a word is left; ghosts: of those of which none is, found all the same.\n")
        Swift.print(AnchoringTables.line("", ["quotes", "right", "near", "wrong", "missed", "gone", "ghosts"]))
        for scenario in Scenario.allCases {
            let scores = measure(scenario, given)
            Swift.print(scenario.rawValue)
            for (name, score) in scores { Swift.print(AnchoringTables.line("  " + name, score)) }
        }
    }

    private var finders: [(name: String, isWithOld: Bool, find: Finder)] {
        let find: Finder = { targets, document, snapshots in
            (Anchoring.anchor(targets, in: document, snapshots: snapshots) ?? []).map { $0.place?.span }
        }
        let ours = [("with the old text", true, find), ("without", false, find)]
        return isWithReference ? ours + [("as Hypothesis does", false, HypothesisLike.find)] : ours
    }

    private func measure(_ scenario: Scenario, _ given: [String]) -> [(String, Score)] {
        var scores = finders.map { ($0.name, Score()) }
        for seed in 0..<UInt64(seeds) {
            var random = Seeded(firstSeed &+ seed)
            let prose = InventedProse(&random)
            let texts = (0...AnchoringTables.count(given)).map { number in
                number < given.count ? given[number] : prose.text(bytes: AnchoringTables.length, &random)
            }
            for number in 0..<AnchoringTables.count(given) {
                let trial = Trial(
                    scenario, texts[number], other: texts[number + 1], quotes: AnchoringTables.quotes, &random)
                for (index, finder) in finders.enumerated() {
                    scores[index].1 += trial.score(finder.find, withOld: finder.isWithOld)
                }
            }
        }
        return scores
    }

    /// How many texts are marked; one more is the other text of the last of them.
    private static func count(_ given: [String]) -> Int { max(texts, given.count) }

    // MARK: Lines

    private static func line(_ name: String, _ score: Score) -> String {
        func percent(_ count: Int, _ all: Int) -> String {
            guard all > 0 else { return "—" }
            let tenths = (count * 2000 + all) / (2 * all)
            return "\(tenths / 10).\(tenths % 10)"
        }
        let found = [score.right, score.near, score.wrong, score.missed].map { percent($0, score.present) }
        return line(
            name,
            ["\(score.present)"] + found + ["\(score.deleted)", percent(score.deletedButFound, score.deleted)])
    }

    private static func line(_ name: String, _ columns: [String]) -> String {
        name + String(repeating: " ", count: max(1, 24 - name.count))
            + columns.map { String(repeating: " ", count: max(1, 8 - $0.count)) + $0 }.joined()
    }

    // MARK: Texts

    /// The beginnings of the text files of a folder that are long enough, by name.
    private static func read(_ folder: String) throws -> [String] {
        guard let listing = opendir(folder) else { throw Reason("\(folder) cannot be read: \(lastError())") }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".txt") { names.append(name) }
        }
        return try names.sorted().compactMap { name in
            let text = try contents("\(folder)/\(name)")
            return text.utf8.count >= leastLength ? String(text.prefix(length)) : nil
        }
    }

    private static func contents(_ path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw Reason("\(path) cannot be read: \(lastError())") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8 << 20)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return String(decoding: bytes, as: UTF8.self)
    }
}
