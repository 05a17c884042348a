// The sides of the conflicts that a merge by lines left in a sidecar: each is a sidecar of its own again.

import Annotations
import TextModel

/// A text with conflict markers, taken apart.
struct ConflictSides {
    /// One side's text, with the line of the whole text that each of its lines stands on.
    struct Side {
        var bytes: [UInt8] = []
        var lines: [Int] = []

        mutating func add(_ line: ArraySlice<UInt8>, number: Int) {
            bytes += line
            lines.append(number)
        }
    }

    private(set) var ours = Side()
    private(set) var theirs = Side()
    /// Nil where a conflict does not say what both sides began with, as in git's usual style.
    private(set) var ancestor: Side?
    /// The lines on which the conflicts begin.
    private var places: [Int] = []

    private enum Part { case common, ours, ancestor, theirs }

    /// - Returns: nil for a text without conflict markers, and for one in which they do not match.
    init?(_ bytes: [UInt8]) {
        var part = Part.common
        var base = Side()
        var hasAncestors = true
        var isAncestorSeen = false
        var number = 0
        for line in ConflictSides.lines(of: bytes) {
            number += 1
            switch (part, ConflictSides.marker(line)) {
            case (.common, nil):
                ours.add(line, number: number)
                base.add(line, number: number)
                theirs.add(line, number: number)
            case (.ours, nil): ours.add(line, number: number)
            case (.ancestor, nil): base.add(line, number: number)
            case (.theirs, nil): theirs.add(line, number: number)
            case (.common, "<"):
                (part, isAncestorSeen) = (.ours, false)
                places.append(number)
            case (.ours, "|"): (part, isAncestorSeen) = (.ancestor, true)
            case (.ours, "="), (.ancestor, "="):
                part = .theirs
                hasAncestors = hasAncestors && isAncestorSeen
            case (.theirs, ">"): part = .common
            default: return nil
            }
        }
        guard part == .common, !places.isEmpty else { return nil }
        ancestor = hasAncestors ? base : nil
    }

    /// With the line ends that they have.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }

    /// The character that a marker is made of: seven of it, and a name behind a blank or nothing. More than seven are
    /// part of an ancestor that was a conflict itself.
    private static func marker(_ line: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = line.first, "<|=>".utf8.contains(first), line.prefix(7).count == 7,
            line.prefix(7).allSatisfy({ $0 == first })
        else { return nil }
        guard let next = line.dropFirst(7).first, ![0x20, 0x0D, 0x0A].contains(next) else {
            return Unicode.Scalar(first)
        }
        return nil
    }
}

extension ConflictSides {
    /// Both sides read and merged: by what they began with where the conflicts say it, else so that nothing counts as
    /// deleted.
    ///
    /// - Returns: nil where one of them is no page, so that the whole is better read line by line.
    func reading(in document: Document?, _ texts: OldTexts? = nil) -> PageReading? {
        let mine = PageReader.read(ours.bytes, document: document, texts: texts)
        let other = PageReader.read(theirs.bytes, document: document, texts: texts)
        guard let myPage = mine.page, let otherPage = other.page else { return nil }
        for side in [mine, other] where side.readOnlyReason != nil && side.isBroken { return nil }
        let ancestor = ancestor.map { PageReader.read($0.bytes, document: document, texts: texts) }
        let base = ancestor.flatMap { $0.isBroken ? nil : $0 }
        var before = base?.marks ?? AnnotationSet()
        let isWhole = !mine.isBroken && !other.isBroken
        if !isWhole {
            // What a broken line held was not deleted.
            before = AnnotationSet(before.all.filter { mine.marks[$0.id] != nil && other.marks[$0.id] != nil })
        }
        let merged = AnnotationSet.merge(
            base: before, mine: mine.marks, theirs: other.marks, current: document?.hash)
        var reading = PageReading(
            page: Page.merge(base: isWhole ? base?.page : nil, mine: myPage, theirs: otherPage), marks: merged.set)
        let known = [mine, other]
        reading.unsettled = Set(
            merged.set.all.filter { mark in
                !known.contains { $0.marks[mark.id] == mark && !$0.unsettled.contains(mark.id) }
            }.map(\.id))
        reading.readOnlyReason = mine.readOnlyReason ?? other.readOnlyReason
        reading.isBroken = !isWhole
        reading.findings = findings(mine.findings, other.findings, conflicts: merged.conflicts.count)
        return reading
    }

    private func findings(_ mine: [Finding], _ other: [Finding], conflicts: Int) -> [Finding] {
        var findings = places.map { line in
            Finding(line: line, "A conflict marker of a merge stands here; both sides were merged.", isDamage: true)
        }
        if conflicts > 0 {
            findings.append(
                Finding(
                    line: nil,
                    "Marks that both sides had changed, and that stand here in both versions: \(conflicts).",
                    isDamage: true))
        }
        var said: Set<String> = []
        for (side, found) in [(ours, mine), (theirs, other)] {
            for finding in found {
                let line = finding.line.map { side.lines.indices.contains($0 - 1) ? side.lines[$0 - 1] : $0 }
                // What is wrong outside the conflicts is found on both sides.
                guard said.insert("\(line ?? 0) \(finding.message)").inserted else { continue }
                findings.append(Finding(line: line, finding.message, isDamage: finding.isDamage))
            }
        }
        return findings
    }
}
