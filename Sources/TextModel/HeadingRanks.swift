// How deep headings are, when all of them are known: the styles of a text, ranked.

/// Collects headings and gives them their levels.
struct HeadingRanks {
    private struct Found {
        var span: Span
        var title: String
        var line: Int
        var style: HeadingStyle
        var isSetOff: Bool
        var isFirst: Bool
        var isListed: Bool

        /// Whether it stands over the whole article.
        var isHeadline: Bool {
            guard isFirst else { return false }
            switch style {
            case .capitals, .title, .sentence, .question, .known: return true
            default: return false
            }
        }
    }

    private var found: [Found] = []
    private var isCut = false

    mutating func keep(_ candidate: OutlineFinder.Candidate, isListed: Bool) {
        guard found.count < Outline.limit else {
            isCut = true
            return
        }
        found.append(
            Found(
                span: candidate.span, title: candidate.title, line: candidate.line.number, style: candidate.style,
                isSetOff: candidate.isSetOff,
                isFirst: candidate.isFirst, isListed: isListed))
    }

    /// The depth of a style where nothing else is known: parts before chapters before sections.
    static func depth(of style: HeadingStyle) -> Int {
        switch style {
        case .markup(let depth): depth
        case .underlined(let depth): depth
        case .label(let depth): depth
        case .capitals: 27
        case .roman: 28
        case .lettered: 29
        case .numbered(let depth): 29 + depth
        case .known, .bold, .title, .sentence, .question: 40
        }
    }

    func outline() -> Outline {
        // Lines like sentences are headings only where the text has several of them.
        let weak = found.filter { $0.style.isWeak }
        let isWeakStyle = weak.count >= 3 || weak.count == 2 && weak.allSatisfy(\.isSetOff)
        // Whoever marks headings marks all of them.
        let areMarked = found.count(where: \.style.isMarked) >= 3
        let kept = found.filter { heading in
            if heading.isListed || heading.isFirst && heading.isSetOff { return true }
            if heading.style == .title, areMarked { return false }
            return !heading.style.isWeak || isWeakStyle && !areMarked
        }
        let tops = Tops(kept.filter { !$0.isHeadline }.map(\.style))
        let depths = kept.map { tops.depth(of: $0.style) }
        let levels = Set(zip(kept, depths).filter { !$0.0.isHeadline }.map(\.1)).sorted()
        return Outline(
            zip(kept, depths).map { heading, depth in
                // A headline stands beside the parts of its article, not over them: it holds all there is.
                let level = heading.isHeadline ? 1 : (levels.firstIndex(of: depth) ?? 0) + 1
                return Heading(heading.span, heading.title, level: level, line: heading.line)
            }, isCut: isCut)
    }

    /// Which styles a text has, as far as that tells how deep the others are.
    private struct Tops {
        /// The depth of chapters, of numbered sections and of capitals; nil where there are none.
        var chapter: Int?
        var number: Int?
        var capitals: Int?
        var underline: Int?

        init(_ styles: [HeadingStyle]) {
            for style in styles {
                let depth = HeadingRanks.depth(of: style)
                switch style {
                case .label where depth <= 20: chapter = 20
                case .label, .roman, .lettered, .numbered: number = min(number ?? depth, depth)
                case .capitals: capitals = depth
                case .underlined: underline = min(underline ?? depth, depth)
                default: break
                }
            }
        }

        func depth(of style: HeadingStyle) -> Int {
            switch style {
            case .capitals: underline.map { $0 - 1 } ?? number ?? HeadingRanks.depth(of: style)
            case .known: chapter ?? number ?? capitals ?? HeadingRanks.depth(of: style)
            // What has no number stands beside what has one.
            case .bold, .title, .sentence, .question: number ?? HeadingRanks.depth(of: style)
            default: HeadingRanks.depth(of: style)
            }
        }
    }
}
