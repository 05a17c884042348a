// What stands for a tag beside the text: never what stands for another one.

import Annotations
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

private func codebook(_ tags: (String, Character?)...) -> Codebook {
    Codebook(tags.map { Codebook.Entry(tag($0), key: $1, color: nil, description: "") })
}

@Suite struct TagSignsTests {
    @Test func aLetterThatIsAKeyIsOnlyItsOwnTags() {
        let book = codebook(("risk", "r"), ("regulation", nil), ("evidence", nil), ("cause", "e"), ("policy/rule", nil))
        #expect(book.letter(of: tag("risk")) == "r" && book.letter(of: tag("cause")) == "e")
        for name in ["regulation", "evidence", "policy/rule"] { #expect(book.letter(of: tag(name)) == "◦") }
        // A tag that only marks have is no other's, either.
        #expect(book.letter(of: tag("rumour")) == "◦" && book.letter(of: tag("law")) == "l")
    }

    @Test func aLetterWithoutAKeyIsTheFirstTags() {
        let book = codebook(("claim", nil), ("claim/cause", nil), ("claim/effect", nil), ("Cost", nil))
        #expect(book.entries.map { book.letter(of: $0.tag) } == ["c", "◦", "e", "C"])
        #expect(book.letter(of: tag("crime")) == "◦")
    }

    /// Digits give tags by their numbers in one keymap, and signs are those of a first pass.
    @Test func onlyLettersStandForTags() {
        let book = codebook(("2026", nil), ("?what", nil), ("費用", nil), ("triage/star", nil))
        #expect(book.entries.map { book.letter(of: $0.tag) } == ["◦", "◦", "費", "★"])
        #expect(Codebook.builtIn.letter(of: Triage.question.tag) == "?")
    }

    @Test func aKeyThatIsGivenLaterTakesTheLetter() throws {
        var book = codebook(("risk", nil), ("rule", nil))
        #expect(book.letter(of: tag("risk")) == "r" && book.letter(of: tag("rule")) == "◦")
        let change = try #require(book.setting(tag("rule")) { $0.key = "r" })
        book.apply([change])
        #expect(book.letter(of: tag("risk")) == "◦" && book.letter(of: tag("rule")) == "r")
        book.apply([change.inverse])
        #expect(book.letter(of: tag("risk")) == "r")
    }
}
