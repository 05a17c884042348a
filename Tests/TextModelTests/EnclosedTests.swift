// What quotation marks and brackets hold, in the ways that languages use them.

import TestSupport
import Testing
import TextModel

@Suite struct EnclosedTests {
    /// A text, and what is found in it in the order it ends: the inside of each.
    static let quotations: [(String, [String])] = [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("He said \"yes\" and \"no\".", ["yes", "no"]),
        ("“She said ‘no’ to it,” he said.", ["no", "She said ‘no’ to it,"]),
        ("'One' and don't and 'two'.", ["One", "two"]),
        ("‘the dogs’ and don’t", ["the dogs"]),
        ("‘He said “the dogs’ dinner” once’, it said", ["the dogs’ dinner", "He said “the dogs’ dinner” once"]),
        ("„Ja“, sagte er, „so ‚ist‘ es“.", ["Ja", "ist", "so ‚ist‘ es"]),
        ("„Tak” i „nie”.", ["Tak", "nie"]),
        ("Il dit « oui ». Puis «\u{A0}non\u{A0}».", ["oui", "non"]),
        ("Er sagte »ja« und »nein«.", ["ja", "nein"]),
        ("Hon sa »ja» och ”nej”.", ["ja", "nej"]),
        ("彼は「『政策』は危険だ」と言った。", ["政策", "『政策』は危険だ"]),
        ("他说\"你好\"。《论语》", ["你好", "论语"]),
        ("An open “one that never ends. And \"this", []),
        ("closed” before, then “fine”", ["fine"]),
        ("a 5\" pipe and the '90s", []),
        ("“”", [""]), ("“ ”", [""]),
        ("(\"in brackets\") [‘and’]", ["in brackets", "and"]),
        ("“one — “two” — three”", ["two", "one — “two” — three"]),
    ]

    static let brackets: [(String, [String])] = [
        ("a (b) c", ["b"]), ("a (b [c] {d}) e", ["c", "d", "b [c] {d}"]),
        ("（全角）と(half)", ["全角", "half"]), ("1) one 2) two", []), ("never (closed", []),
        ("never) opened (but) so", ["but"]),
        ("(a [b) c]", ["a [b"]), ("so :( sad (really)", ["really"]), ("see:(a)", ["a"]), ("( spaced )", ["spaced"]),
        ("【注】〔二〕［三］｛四｝", ["注", "二", "三", "四"]),
    ]

    private func inside(_ text: String, _ marks: Enclosed.Marks) -> [String] {
        let document = Document(text)
        return document.enclosed(by: marks, in: document.span).map { document.text($0.inner) }
    }

    @Test(arguments: quotations) func quotation(_ text: String, _ inner: [String]) {
        #expect(inside(text, .quotation) == inner, "\(text)")
    }

    @Test(arguments: brackets) func bracket(_ text: String, _ inner: [String]) {
        #expect(inside(text, .parenthesis) == inner, "\(text)")
    }

    @Test func holdsOfAnyText() {
        var random = Random(for: "enclosed passages")
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<random.number(0...60) {
                text += random.pick([
                    "“", "”", "‘", "’", "\"", "'", "„", "«", "»", "(", ")", "[", "]", "（", "「", "」", " ", "a",
                    "e\u{301}",
                    "漢", "\u{301}", "\u{A0}", "👩‍🚀", ".",
                ])
            }
            let document = Document(text)
            for marks in [Enclosed.Marks.quotation, .parenthesis] {
                let found = document.enclosed(by: marks, in: document.span)
                for one in found {
                    #expect(one.outer.contains(one.inner) && one.outer.count > one.inner.count)
                    #expect(document.snapped(one.outer) == one.outer && document.snapped(one.inner) == one.inner)
                }
                // Two of them lie in one another, or apart.
                for (index, one) in found.enumerated() {
                    for other in found[..<index] {
                        #expect(!one.outer.overlaps(other.outer) || one.outer.contains(other.outer), "\(text)")
                    }
                }
            }
        }
    }
}
