// The ways to understand what is typed: accents, regular expressions, and patterns that would never end.

import TestSupport
import Testing
import TextModel

@Suite struct SearchModeTests {
    private func hits(_ typed: String, _ mode: SearchPattern.Mode, _ text: String) throws -> String {
        let document = Document(text)
        let found = try SearchPattern(typed, mode: mode).all(in: document, within: document.span)
        return MarkedText(text, spans: found, cursor: nil).description
    }

    @Test(arguments: [
        ("resume", "a résumé, a re\u{301}sume\u{301}, RÉSUMÉ", "a ⟦résumé⟧, a ⟦re\u{301}sume\u{301}⟧, ⟦RÉSUMÉ⟧"),
        ("Résumé", "a résumé, a Resume", "a résumé, a ⟦Resume⟧"),
        ("muller", "Müller, Mu\u{308}ller, Muller", "⟦Müller⟧, ⟦Mu\u{308}ller⟧, ⟦Muller⟧"),
        ("müller", "Müller, Mu\u{308}ller, Muller", "⟦Müller⟧, ⟦Mu\u{308}ller⟧, ⟦Muller⟧"),
        ("strasse", "Straße STRASSE strase", "⟦Straße⟧ ⟦STRASSE⟧ strase"),
        ("straße", "Strasse", "⟦Strasse⟧"),
        ("office", "o\u{FB03}ce o\u{FB00}ice of\u{FB01}ce", "⟦o\u{FB03}ce⟧ ⟦o\u{FB00}ice⟧ ⟦of\u{FB01}ce⟧"),
        ("\u{FB01}n", "fin Fin", "⟦fin⟧ ⟦Fin⟧"),
        ("lodz", "Łódź", "⟦Łódź⟧"),
        ("αθηνα", "Αθήνα", "⟦Αθήνα⟧"),
        ("елка", "ёлка Ёлка", "⟦ёлка⟧ ⟦Ёлка⟧"),
        ("כתב", "כָּתַב", "⟦כָּתַב⟧"),
        ("nguoi viet", "người\nViệt", "⟦người\nViệt⟧"),
        // Marks that are no accents: another vowel, another consonant.
        ("कमल", "किमल कमल", "किमल ⟦कमल⟧"),
        ("か", "が か", "が ⟦か⟧"),
        ("(x)", "(x) x", "⟦(x)⟧ x"),
        // What a text from the web has inside its words, and does not show there: on either side, and at no end.
        ("umweltschutz", "Um\u{AD}welt\u{AD}schutz\u{200B} ja", "⟦Um\u{AD}welt\u{AD}schutz⟧\u{200B} ja"),
        ("um\u{AD}welt\u{AD}", "Um\u{AD}welt Umwelt", "⟦Um\u{AD}welt⟧ ⟦Umwelt⟧"),
        ("بنود", "ب\u{200D}نو\u{200B}د\u{200F}.", "⟦ب\u{200D}نو\u{200B}د⟧\u{200F}."),
        ("می\u{200C}روم", "میروم می\u{200C}روم", "⟦میروم⟧ ⟦می\u{200C}روم⟧"),
        ("e-mail 12", "e\u{2011}\u{200B}mail 1\u{AD}2", "⟦e\u{2011}\u{200B}mail 1\u{AD}2⟧"),
        ("ภาษาไทย", "ภาษา\u{200B}ไทย", "⟦ภาษา\u{200B}ไทย⟧"),
        ("\u{AD}", "a\u{AD}b", "a⟦\u{AD}⟧b"), ("ما", "م\u{6DD}ا ما", "م\u{6DD}ا ⟦ما⟧"),
    ])
    func accentsAside(_ typed: String, _ text: String, _ expected: String) throws {
        #expect(try hits(typed, .unaccented, text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("don't", "don’t don't don`t dont", "⟦don’t⟧ ⟦don't⟧ don`t dont"), ("don’t", "don’t don't", "⟦don’t⟧ don't"),
        ("\"so\"", "“so” \"so\" «so» so", "⟦“so”⟧ ⟦\"so\"⟧ ⟦«so»⟧ so"), ("“so”", "“so” \"so\"", "⟦“so”⟧ \"so\""),
        (
            "us-china", "US–China, us-china, US\u{2011}China, US—China",
            "⟦US–China⟧, ⟦us-china⟧, ⟦US\u{2011}China⟧, US—China"
        ),
        ("'", "a’b", "a⟦’⟧b"), ("'tis", "’tis", "⟦’tis⟧"),
    ])
    func theSignsOfAKeyboardFindPrintedOnes(_ typed: String, _ text: String, _ expected: String) throws {
        #expect(try hits(typed, .literal, text) == expected)
        #expect(try hits(typed, .unaccented, text) == expected)
        let document = Document(text)
        let exact = try SearchPattern(literal: typed).all(in: document, within: document.span)
        #expect(exact.allSatisfy { document.text($0).lowercased() == typed })
    }

    @Test func asTypedAnAccentIsTheSameInOneCodePointOrTwo() throws {
        #expect(try hits("café", .literal, "café cafe\u{301} cafe") == "⟦café⟧ ⟦cafe\u{301}⟧ cafe")
        #expect(try hits("cafe", .literal, "café cafe\u{301} cafe") == "café cafe\u{301} ⟦cafe⟧")
        #expect(try hits("한", .literal, "한 \u{1112}\u{1161}\u{11AB}") == "⟦한⟧ ⟦\u{1112}\u{1161}\u{11AB}⟧")
    }

    @Test func regularExpressions() throws {
        #expect(try hits("r[aiu]sk?s", .regex, "risks rusks RISKS rasks") == "⟦risks⟧ ⟦rusks⟧ ⟦RISKS⟧ ⟦rasks⟧")
        #expect(try hits("R\\w+", .regex, "Risk risk") == "⟦Risk⟧ risk")
        #expect(try hits("\\Srisk", .regex, "xrisk XRISK") == "⟦xrisk⟧ ⟦XRISK⟧")
        #expect(try hits("^a.*$", .regex, "ab\r\nba\nac\n") == "⟦ab⟧\r\nba\n⟦ac⟧\n")
        #expect(try hits("(?<Name>a)b", .regex, "AB ab") == "⟦AB⟧ ⟦ab⟧")
        #expect(try hits("(?<=x )risk", .regex, "x risk y risk") == "x ⟦risk⟧ y risk")
        #expect(try hits("x*", .regex, "aaa").contains("⟦") == false)
    }

    @Test func hitsAreWholeGraphemes() throws {
        #expect(try hits("\u{301}", .regex, "e\u{301}a") == "⟦e\u{301}⟧a")
        #expect(try hits("👩", .literal, "x 👩‍🚀 y") == "x ⟦👩‍🚀⟧ y")
    }

    @Test func aBadExpressionSaysWhere() {
        let failure = #expect(throws: SearchPattern.Failure.self) { try SearchPattern("é(a", mode: .regex) }
        #expect(failure?.position == 3)
        #expect(failure?.message == "missing closing parenthesis")
    }

    @Test(.timeLimit(.minutes(patience))) func aHostileTextIsGivenUpSoon() throws {
        let document = Document(String(repeating: "a", count: 60_000) + "!")
        let pattern = try SearchPattern("(a+)+$", mode: .regex)
        var query = SearchQuery(pattern, in: document, from: .zero, isForward: true)
        let matcher = SearchMatcher(pattern, effort: .full)
        var outcome: SearchQuery.Outcome?
        while outcome == nil { outcome = query.step(matcher) }
        #expect(outcome == .tooHard(.zero))
        #expect(pattern.hits(in: document, touching: document.span).isEmpty)
    }
}
