// Which lines are headings, and which only look like them.

import TestSupport
import Testing
import TextModel

private let prose = """
    The ministry had known for years that the lines would not hold, and nobody in it had thought it worth the money \
    to say so. In the end it was the operators who paid.
    """
private let wrapped = """
    The ministry had known for years that the lines would not hold,
    and nobody in it had thought it worth the money to say so. In
    the end it was the operators who paid, and their customers.
    """

private func outline(_ text: String) -> [String] {
    let document = Document(text)
    return (document.outline()?.headings ?? []).map { heading in
        String(repeating: "  ", count: heading.level - 1) + heading.title
    }
}

@Suite struct OutlineTests {
    @Test(arguments: [
        // Marks and underlines.
        "# Costs", "## Costs of the grid ##", "###### deep, and in small letters", "Costs\n=====",
        "Costs and gains\n---------",
        "costs in small letters\n~~~~~~~~~~~~~~~~~~~~~~", "**Who bears the risk**",
        // Labels and numbers.
        "Chapter IV", "CHAPTER 12", "Chapter One: The Grid", "CHAPTER I. The Grid", "Part Two", "PART III",
        "Section 3", "Section 3.2: Scope of the Act", "Appendix A", "Appendix B. Sources", "Article 5", "Book II",
        "Kapitel 3", "Kapitel 3: Die Netze", "Chapitre IV", "Capítulo 2", "Глава 1", "第三章", "第2节 电网",
        "3.2 Scope", "3.2. Scope of the survey", "1.1.1 Further limits", "4. Who pays", "4 Who pays", "IV. The Sea",
        "XII", "B. Costs and gains", "一、背景", "（二）方法",
        // Capitals.
        "COSTS", "THE COSTS OF WAITING", "Q & A", "DIE KOSTEN DES NETZES", "ΤΟ ΚΟΣΤΟΣ",
        // Titles.
        "Costs and Gains", "The Costs of Waiting", "What Nobody Wanted to Know", "On Existing Risks: The Long View",
        "Who Pays for the Grid?", "“Cheap” Power and Its Price", "The Grid (2)", "The Price of Cheap Power, Again",
        "Introduction", "Executive Summary", "References", "Zusammenfassung",
    ])
    func isOne(_ heading: String) {
        for (before, after) in [(prose, prose), (wrapped, wrapped)] {
            let title = Document(heading + "\n")
            let first = title.outline()?.headings.first?.title
            let found = outline("\(before)\n\n\(heading)\n\n\(after)\n")
            #expect(found.count == 1, "\(found)")
            if let first, let only = found.first { #expect(only == first) }
        }
    }

    @Test(arguments: [
        // Sentences, and beginnings of them.
        "He did not answer.", "Nobody knew why!", "The cost, he said,", "These were his reasons:", "and then they left",
        "Section 3 of the act says nothing about it", "Part of the cost", "Chapter and verse",
        "3.5 million people came",
        "1984 was the year", "Section 9 is different.",
        // List items.
        "- The costs", "* Costs and Gains", "+ The Price", "• Costs and Gains", "– The Grid", "1) buy a lock",
        "2. pay the bill",
        // Speech, and what is said on the net.
        "“I Do Not Know”", "\"The Grid Is Gone\"", "— The Grid Is Gone", "Ana Lopez: the grid is gone and nobody cares",
        "@ana The Grid", "The Grid #power www.example.org", "https://example.org/The-Grid", "ana@example.org",
        // Bylines, dates, captions, signatures, what a site adds.
        "By Ana Lopez", "by the editors", "Written by Ana Lopez", "Posted on Monday", "12 May 2026", "May 12, 2026",
        "Monday, 4 January 2021", "Figure 3: The Grid in Winter", "Table 2. Costs", "Photo: Ana Lopez",
        "Source: The Ministry",
        "Copyright 2026 The Ministry", "Best regards", "Sincerely,", "Subscribe to Our Newsletter",
        "Share This Article",
        "Read More", "Sign Up for Free", "5 min read", "3 days ago", "Advertisement", "Page 12",
        // Tables, rules, codes.
        "Costs | Gains", "Costs\tGains", "Costs   Gains   Losses", "Costs ........ 12", "* * *", "---", "=====", "…",
        "12",
        "(laughter)", "[Music]", "<div>The Grid</div>", "A",
    ])
    func isNone(_ line: String) {
        for (before, after) in [(prose, prose), (wrapped, wrapped)] {
            #expect(outline("\(before)\n\n\(line)\n\n\(after)\n") == [])
        }
        // Without blank lines, as texts taken from the web stand.
        #expect(outline("\(prose)\n\(line)\n\(prose)\n") == [])
    }

    @Test func articlesFromTheWebHaveNoBlankLines() {
        let text = """
            \(prose)
            Choose Your Grid
            \(prose)
            Speed costs
            \(prose)
            Will it be different next year?
            \(prose)
            Ana: I doubt it, but then I doubt most things
            \(prose)
            Classic reasons to wait
            Other pressures
            \(prose)
            Was built by people who had never seen a winter
            Was paid for by those who had
            Now and then it stands still
            \(prose)
            """
        #expect(
            outline(text) == [
                "Choose Your Grid", "Speed costs", "Will it be different next year?", "Classic reasons to wait",
                "Other pressures",
            ])
    }

    @Test func oneLineLikeASentenceIsNotYetAHeading() {
        #expect(outline("\(prose)\nLink below\n\(prose)\n") == [])
        #expect(outline("\(prose)\n\nWhat we found\n\n\(prose)\n") == [])
        #expect(
            outline("\(prose)\n\nWhat we found\n\n\(prose)\n\nWhat we did\n\n\(prose)") == [
                "What we found", "What we did",
            ])
    }

    @Test func listsAreNoHeadings() {
        #expect(outline("\(prose)\n\nAna Lopez\nDirector of Research\nThe Institute\n\n\(prose)\n") == [])
        #expect(outline("\(prose)\nThe Grid\nThe Sea\nThe Wall\n\(prose)\n") == [])
        #expect(outline("\(prose)\n\n1. Bread\n2. Butter\n\n\(prose)\n") == [])
        #expect(outline("It follows that:\nSpeed costs\nOther pressures\n\(prose)\n") == [])
    }

    @Test func aTableOfContentsIsNotTheContents() {
        let text = """
            THE GRID IN WINTER

            Ana Lopez

            Contents

            CHAPTER I. The Lines
            CHAPTER II. The Sea
            CHAPTER III. What remains

            CHAPTER I.
            The Lines

            \(wrapped)

            CHAPTER II.
            The Sea

            \(wrapped)

            CHAPTER III.
            What remains

            \(wrapped)
            """
        #expect(
            outline(text) == [
                "THE GRID IN WINTER", "CHAPTER I. The Lines", "CHAPTER II. The Sea", "CHAPTER III. What remains",
            ])
    }

    @Test func whatAListNamedIsKnownAgain() {
        let text = """
            \(prose)

            Why it fell
            Who pays now
            What is next

            \(prose)

            Why it fell

            \(prose)
            """
        #expect(outline(text) == ["Why it fell"])
    }

    @Test func levelsFollowNumbersUnderlinesAndStyles() {
        let body = "\n\n\(wrapped)\n\n"
        let numbered = ["Abstract", "1. Scope", "1.1 Limits", "1.1.1 Further Limits", "2. Costs", "Appendix A"]
        #expect(
            outline(prose + body + numbered.joined(separator: body) + body) == [
                "Abstract", "1. Scope", "  1.1 Limits", "    1.1.1 Further Limits", "2. Costs", "Appendix A",
            ])
        let parts = ["PART ONE", "Chapter 1", "The Lines", "Chapter 2", "PART TWO", "Chapter 3"]
        #expect(
            outline(prose + body + parts.joined(separator: body) + body) == [
                "PART ONE", "  Chapter 1", "    The Lines", "  Chapter 2", "PART TWO", "  Chapter 3",
            ])
        let lined = ["Top\n===", "Under\n-----", "Under too\n---------", "Next\n===="]
        #expect(
            outline(prose + body + lined.joined(separator: body) + body) == ["Top", "  Under", "  Under too", "Next"])
        #expect(
            outline(prose + body + ["COSTS", "Costs of Waiting", "GAINS"].joined(separator: body) + body) == [
                "COSTS", "  Costs of Waiting", "GAINS",
            ])
        #expect(outline("# A\n\ntext\n\n### B\n\ntext\n\n## C\n\ntext") == ["A", "    B", "  C"])
    }

    @Test func theFirstLineMayBeTheTitle() {
        #expect(outline("The Grid in Winter\n\nBy Ana Lopez\n\n\(prose)") == ["The Grid in Winter"])
        #expect(
            outline("Nobody Paid for the Grid, and They Knew.\n\n\(prose)") == [
                "Nobody Paid for the Grid, and They Knew."
            ])
        #expect(outline("The grid that failed\n\n\(prose)\n\nCOSTS\n\n\(prose)") == ["The grid that failed", "COSTS"])
        #expect(outline(prose) == [] && outline(wrapped) == [])
    }

    @Test func codeIsNoText() {
        #expect(outline("# One\n\n```\n# a comment\n\nThe Grid\n\nmore\n```\n\n# Two\n\n\(prose)") == ["One", "Two"])
    }

    @Test func linesOfAnyLengthAndEndsOfAnyKind() {
        let long = String(repeating: "word ", count: 500_000) + "end."
        let text = "The Grid\r\n\r\n\(long)\r\n\r\n  The Sea  \r\n\r\n\(long)\r\n\r\n1.2 At the end"
        let document = Document(text)
        let headings = document.outline()?.headings ?? []
        #expect(headings.map { document.text($0.span) } == ["The Grid", "The Sea", "1.2 At the end"])
        #expect(headings.map(\.line) == [0, 4, 8])
        #expect(outline("") == [] && outline("\n\n \n") == [])
    }

    @Test func piecesDoNotMatter() {
        // Headings on both sides of every place where the text is cut into pieces.
        let part = "The Grid in Winter\n\n\(wrapped)\n\n"
        let count = (3 << 20) / part.utf8.count
        let document = Document(String(repeating: part, count: count))
        let outline = document.outline()
        #expect(outline?.headings.count == count)
        #expect(outline?.headings.allSatisfy { $0.title == "The Grid in Winter" } == true)
        #expect(document.outline { $0 < 0.5 } == nil)
    }

    @Test func thereIsALimit() {
        let document = Document((0..<Outline.limit + 5).map { "# \($0)" }.joined(separator: "\n\n"))
        let outline = document.outline()
        #expect(outline?.headings.count == Outline.limit && outline?.isCut == true)
    }

    @Test func aPlaceKnowsWhatItIsUnder() {
        let document = Document("above\n\n# A\n\ntext\n\n## B\n\ntext\n\n### C\n\ntext\n\n## D\n\ntext\n")
        let outline = document.outline() ?? .empty
        let text = Array(document.text(document.span))
        func path(_ sign: Character) -> [String] {
            let place = String(text[..<(text.firstIndex(of: sign) ?? 0)]).utf8.count
            return outline.path(at: ByteOffset(place)).map(\.title)
        }
        #expect(outline.path(at: .zero).isEmpty && outline.index(at: .zero) == nil)
        #expect(path("A") == ["A"] && path("C") == ["A", "B", "C"] && path("D") == ["A", "D"])
        #expect(outline.path(at: document.end).map(\.title) == ["A", "D"])
    }
}
