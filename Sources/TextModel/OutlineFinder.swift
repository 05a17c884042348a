// Which lines are headings, by what stands around them: one pass, and no memory but for what was found.

/// Takes the lines of a text one after the other and says at the end which of them are headings.
///
/// A line that looks like a heading is one only if text follows it. Lines that look like headings one after the other
/// are a *chain*: two may be a section and its first part, more are a list or a table of contents.
struct OutlineFinder {
    /// A line that looks like a heading.
    struct Candidate {
        var span: Span
        var style: HeadingStyle
        /// Whether blank lines or the start of the text stand before it.
        var isSetOff: Bool
        /// Whether it is the first line of the text that is not blank.
        var isFirst: Bool
        /// `CHAPTER IV` with nothing after it.
        var isLabelAlone: Bool
        var line: HeadingLine
        /// As one reads it.
        var title: String
        /// The hash of the folded title, to know it again.
        var name: Int
    }

    private var isAfterBlank = true
    private var isInFence = false
    private var previous: HeadingLine?
    private var wasPreviousSetOff = false
    private var chain: [Candidate] = []
    /// How the line before the chain ends; nil at the start of the text.
    private var endingBeforeChain: HeadingLine.Ending?
    private var found = HeadingRanks()
    /// Titles that stood in lists, such as a table of contents.
    private var listed: Set<Int> = []

    /// Lines of a chain that are kept; what goes beyond is a list in any case.
    private static let longestChain = 64
    private static let mostListed = 10_000

    /// Takes the next line; nil for a blank one.
    mutating func take(_ next: HeadingLine?) {
        guard let line = next else {
            isAfterBlank = true
            return
        }
        if line.isFence {
            settle(before: line)
            isInFence.toggle()
            remember(line)
        } else if isInFence {
            remember(line)
        } else if line.isRule {
            underline(with: line)
            previous = nil
            isAfterBlank = true
        } else if let candidate = candidate(line) {
            if chain.isEmpty { endingBeforeChain = previous?.ending }
            if chain.count == OutlineFinder.longestChain {
                let first = chain.removeFirst()
                if first.style.isMarked { keep(first) } else { list(first) }
            }
            chain.append(candidate)
            remember(line)
        } else {
            settle(before: line)
            remember(line)
        }
    }

    mutating func finish() -> Outline {
        settle(before: nil)
        return found.outline()
    }

    private mutating func remember(_ line: HeadingLine) {
        wasPreviousSetOff = isAfterBlank
        previous = line
        isAfterBlank = false
        hasBegun = true
    }

    private var hasBegun = false

    private mutating func list(_ candidate: Candidate) {
        if listed.count < OutlineFinder.mostListed { listed.insert(candidate.name) }
    }

    // MARK: One line

    /// The line as a heading, as far as it and what stands before it tell.
    private func candidate(_ line: HeadingLine) -> Candidate? {
        guard line.isShort, line.ending != .comma, line.ending != .colon else { return nil }
        // The lines of a paragraph that somebody wrapped go on from one another.
        let goesOn = !isAfterBlank && previous.map { $0.ending == .open || $0.ending == .comma } == true
        if goesOn, chain.isEmpty, previous.map({ $0.cells < 100 }) == true, line.first != 0x23 { return nil }
        guard !line.cannotBeTitle else { return nil }
        let text = line.text
        var stopped = text
        if line.ending == .stop {
            guard isAfterBlank, line.cells <= 72, text.hasSuffix(".") else { return nil }
            stopped.removeLast()
        }
        guard let style = HeadingSigns.style(of: stopped), allows(style, line, stopped) else { return nil }
        let words = stopped.split(separator: " ").count
        let isLabelAlone =
            switch style {
            case .label: words == 2 || !stopped.contains(" ")
            case .roman: words == 1
            default: false
            }
        return Candidate(
            span: line.span, style: style, isSetOff: isAfterBlank, isFirst: !hasBegun,
            isLabelAlone: isLabelAlone,
            line: line, title: HeadingSigns.title(text), name: Folding.folded(HeadingSigns.title(stopped)).hashValue)
    }

    /// Whether a heading of this style may stand after what stands before it.
    private func allows(_ style: HeadingStyle, _ line: HeadingLine, _ text: String) -> Bool {
        // Whole paragraphs in capitals are no headings.
        if style == .capitals, !isAfterBlank, let previous, previous.ending == .open, previous.cells >= 50 {
            return false
        }
        if line.ending == .stop {
            switch style {
            case .label, .roman, .capitals, .known: return true
            case .numbered: return HeadingSigns.isTitle(afterNumber: text)
            // A headline over the article may end like a sentence.
            case .title: return !hasBegun
            default: return false
            }
        }
        guard let previous, !style.isCertain else { return true }
        if previous.ending == .comma { return false }
        guard style.isWeak else { return true }
        if !chain.isEmpty { return style == .sentence }
        if style == .question { return previous.ending == .stop && line.cells <= 60 }
        return isAfterBlank ? previous.ending != .colon : previous.ending == .stop
    }

    /// A line of `===` or `---` makes a heading of the one above it.
    private mutating func underline(with rule: HeadingLine) {
        guard !isAfterBlank, let line = previous, wasPreviousSetOff || chain.last?.span == line.span, line.isShort,
            line.cells <= HeadingSigns.widest, rule.cells * 2 >= line.cells, "=-~^".utf8.contains(rule.first),
            !line.isListItem, line.hasLetter
        else { return }
        if chain.last?.span == line.span { chain.removeLast() }
        if chain.isEmpty { endingBeforeChain = nil }
        chain.append(
            Candidate(
                span: line.span, style: .underlined(rule.first == 0x3D ? 1 : 2), isSetOff: true,
                isFirst: false,
                isLabelAlone: false, line: line, title: HeadingSigns.title(line.text),
                name: Folding.folded(line.text).hashValue))
    }

    // MARK: A chain, when it is known what follows

    private mutating func settle(before line: HeadingLine?) {
        guard !chain.isEmpty else { return }
        var candidates = joined(chain)
        chain.removeAll(keepingCapacity: true)
        var text = line
        var isApart = isAfterBlank
        // The first line of a paragraph that goes on beneath it is no heading, but text that one may stand over.
        while let last = candidates.last, let next = text, !isApart, !isText(next, isApart: false, after: last) {
            candidates.removeLast()
            text = last.line
            isApart = last.isSetOff
        }
        guard let last = candidates.last else { return }
        let isFollowed = text.map { isText($0, isApart: isApart, after: last) } ?? false
        if candidates.count == 1 {
            if isFollowed || last.style.isCertain { keep(last) }
        } else if candidates.count == 2 {
            settle(candidates[0], last, isFollowed: isFollowed)
        } else {
            settle(list: candidates, isFollowed: isFollowed)
        }
    }

    /// `CHAPTER IV` and the title beneath it are one heading.
    private func joined(_ chain: [Candidate]) -> [Candidate] {
        var joined: [Candidate] = []
        for candidate in chain {
            if let label = joined.last, label.isLabelAlone, !candidate.style.isCertain,
                candidate.span.start > label.span.end
            {
                switch candidate.style {
                case .numbered, .roman, .lettered, .bold: break
                default:
                    joined[joined.count - 1].span = label.span.union(candidate.span)
                    joined[joined.count - 1].title = label.title + " " + candidate.title
                    joined[joined.count - 1].isLabelAlone = false
                    continue
                }
            }
            joined.append(candidate)
        }
        return joined
    }

    private mutating func settle(_ first: Candidate, _ second: Candidate, isFollowed: Bool) {
        guard isFollowed || second.style.isCertain else {
            if first.style.isCertain { keep(first) }
            return
        }
        // An article's headline, and who wrote it.
        if first.isFirst, !first.style.isCertain {
            keep(first)
            if second.style != .title || listed.contains(second.name) { keep(second) }
            return
        }
        // Two numbers, one right beneath the other, are a list.
        if first.style == second.style, !second.isSetOff, !second.isWeak, !second.style.isMarked {
            list(first)
            return list(second)
        }
        let (above, below) = (HeadingRanks.depth(of: first.style), HeadingRanks.depth(of: second.style))
        let areLikeText = first.isWeak && second.isWeak
        if above < below || areLikeText && endingBeforeChain != .colon || first.style.isMarked {
            keep(first)
        } else {
            list(first)
        }
        keep(second)
    }

    /// A list has no headings in it, but one may stand over it and some right after it.
    private mutating func settle(list candidates: [Candidate], isFollowed: Bool) {
        let wasListed = listed
        for candidate in candidates { list(candidate) }
        if candidates[0].isFirst { keep(candidates[0]) }
        var tail: [Candidate] = []
        var titles: Set<Int> = []
        for candidate in candidates.dropLast() { titles.insert(candidate.name) }
        for candidate in candidates.reversed() {
            if candidate.style.isMarked {
                tail.append(candidate)
                continue
            }
            guard isFollowed || candidate.style.isCertain, candidate.isSetOff || candidate.style.isCertain else {
                break
            }
            if let below = tail.last {
                guard HeadingRanks.depth(of: candidate.style) < HeadingRanks.depth(of: below.style) else { break }
            } else if candidate.isWeak, !titles.contains(candidate.name), !wasListed.contains(candidate.name),
                candidate.style != .known
            {
                break
            }
            tail.append(candidate)
        }
        for candidate in tail.reversed() where !candidate.isFirst { keep(candidate) }
    }

    /// Whether a line is text that a heading may stand over.
    ///
    /// - Parameter isApart: whether blank lines stand between them.
    private func isText(_ line: HeadingLine, isApart: Bool, after candidate: Candidate) -> Bool {
        if candidate.style.isCertain { return true }
        let isLong = line.cells >= 100 && line.hasSentence
        let isStopped = line.ending != .open && line.ending != .comma
        if candidate.style.isWeak {
            if candidate.style == .question { return isLong && (!line.isShort || line.ending == .stop) }
            return isLong || candidate.isSetOff && isApart && (line.cells >= 50 || line.isListItem)
        }
        if line.cells >= 100 { return true }
        if candidate.isHeadline, candidate.line.cells <= 72, !line.startsSmall { return true }
        if isApart, candidate.isSetOff { return line.cells >= 36 || isStopped && line.cells >= 12 || line.isListItem }
        return isStopped && line.cells >= 25 && candidate.line.cells <= 48
    }

    private mutating func keep(_ candidate: Candidate) {
        found.keep(candidate, isListed: listed.contains(candidate.name))
    }
}

extension OutlineFinder.Candidate {
    /// Whether no number, mark or label tells it from text.
    var isWeak: Bool {
        switch style {
        case .known, .title, .sentence, .question: true
        default: false
        }
    }

    /// Whether it is the first line, with the capitals of a title.
    var isHeadline: Bool { isFirst && (style == .title || style == .capitals) }
}
