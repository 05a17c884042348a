// One way in which a text changes, the quotes that are looked for afterwards, and how many were found.

import Annotations
import TextModel

/// What became of the quotes of a scenario.
public struct Score: Sendable {
    /// Found: what both have in common is at least 0.7 of what either has.
    public var right = 0
    /// Found in the right place with other ends.
    public var near = 0
    /// Found where it is not.
    public var wrong = 0
    /// Not found, though it is there.
    public var missed = 0
    /// Quotes of which no word is left.
    public var deleted = 0
    /// Those of them that were found all the same.
    public var deletedButFound = 0

    public init() {}

    /// Quotes that are still there.
    public var present: Int { right + near + wrong + missed }

    /// - Parameter truth: the parts of the quote that are left, the one of most words first: that is the one to find.
    public mutating func count(_ truth: [Span], _ found: Span?) {
        guard let largest = truth.first else {
            deleted += 1
            if found != nil { deletedButFound += 1 }
            return
        }
        guard let found else {
            missed += 1
            return
        }
        let common = largest.intersection(found)?.count ?? 0
        let either = largest.count + found.count - common
        if Double(common) >= 0.7 * Double(either) {
            right += 1
        } else if truth.contains(where: { $0.overlaps(found) }) {
            near += 1
        } else {
            wrong += 1
        }
    }

    public static func += (left: inout Score, right: Score) {
        left.right += right.right
        left.near += right.near
        left.wrong += right.wrong
        left.missed += right.missed
        left.deleted += right.deleted
        left.deletedButFound += right.deletedButFound
    }
}

public enum Scenario: String, CaseIterable, Sendable {
    case edited10 = "10% of words replaced"
    case edited20 = "20% of words replaced"
    case edited30 = "30% of words replaced"
    case moved = "20% of paragraphs moved, 10% of words edited"
    case deleted = "30% of paragraphs deleted, 10% of words edited"
    case reflow = "lines, quotes and dashes in another style"
    case copyAndReworded = "near copy elsewhere, original reworded 25%"
    case copyAndDeleted = "near copy elsewhere, original deleted"
    case otherText = "1 to 3 words against another text"
}

/// Finds targets in a text: what is measured.
public typealias Finder = ([Target], Document, [SourceHash: Document]) -> [Span?]

/// An old version, a new one, and quotes of the old one with their truth.
public struct Trial {
    public var old: Document
    public var new: Document
    public var targets: [Target]
    public var truths: [[Span]]

    public func score(_ find: Finder, withOld: Bool) -> Score {
        var score = Score()
        for (truth, found) in zip(truths, find(targets, new, withOld ? [old.hash: old] : [:])) {
            score.count(truth, found)
        }
        return score
    }

    /// - Parameters:
    ///   - other: the text that the last scenario looks in.
    ///   - quotes: how many are looked for; fewer where near copies would fill the text.
    public init(_ scenario: Scenario, _ text: String, other: String, quotes: Int, _ random: inout Seeded) {
        var manuscript = Manuscript(text)
        var words: [Range<Int>] = []
        let isCopied = scenario == .copyAndReworded || scenario == .copyAndDeleted
        if isCopied {
            words = Trial.apart(manuscript, quotes, &random)
            for quote in words { manuscript.copy(quote, changing: 0.1, &random) }
        } else {
            for _ in 0..<quotes {
                let length = scenario == .otherText ? random.number(1..<4) : random.length(2...40)
                let start = random.number(0..<max(1, manuscript.wordCount - length))
                words.append(start..<min(manuscript.wordCount, start + length))
            }
        }
        let first = manuscript.version
        old = first.document
        targets = words.map { Anchoring.target(for: first.truth($0)[0], in: first.document) }
        if scenario == .otherText {
            new = Manuscript(other).version.document
            truths = words.map { _ in [] }
            return
        }
        manuscript.change(scenario, words, &random)
        let second = manuscript.version
        new = second.document
        truths = words.map { second.truth($0) }
    }

    /// Quotes inside paragraphs, none near another.
    private static func apart(_ manuscript: Manuscript, _ quotes: Int, _ random: inout Seeded) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let step = max(1, manuscript.wordCount / 300 / max(1, quotes))
        for paragraph in manuscript.paragraphs where paragraph.count >= 12 && found.count < quotes {
            guard let first = paragraph[0].origin, first >= (found.last?.upperBound ?? -step * 100) + step * 100 else {
                continue
            }
            let length = random.number(8..<min(41, paragraph.count))
            let start = first + random.number(0..<paragraph.count - length + 1)
            found.append(start..<start + length)
        }
        return found
    }
}

extension Manuscript {
    fileprivate mutating func change(_ scenario: Scenario, _ words: [Range<Int>], _ random: inout Seeded) {
        switch scenario {
        case .edited10: replaceWords(0.1, &random)
        case .edited20: replaceWords(0.2, &random)
        case .edited30: replaceWords(0.3, &random)
        case .moved:
            moveParagraphs(0.2, &random)
            editWords(0.1, &random)
        case .deleted:
            deleteParagraphs(0.3, &random)
            editWords(0.1, &random)
        case .reflow:
            reflow(width: random.number(40..<120))
            plainSigns()
        case .copyAndReworded: for quote in words { editWords(0.25, in: quote, &random) }
        case .copyAndDeleted: for quote in words { delete(quote) }
        case .otherText: break
        }
    }
}
