// Texts that are the same when neither case nor accents count.

import Testing
import TextModel

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Résumé", "resume"), ("re\u{301}sume\u{301}", "resume"), ("MÜLLER", "muller"), ("Straße", "strasse"),
        ("oﬃce", "office"), ("ΣΊΣΥΦΟΣ", "σισυφος"), ("Ørsted", "orsted"), ("Łódź", "lodz"), ("İstanbul", "istanbul"),
        ("各国", "各国"), ("Ⅳ", "iv"), ("plain 3.2", "plain 3.2"), ("", ""),
    ])
    func folds(_ text: String, _ plain: String) {
        let bytes = Folding.folded(text)
        // A final sigma and the one within a word are the same letter here.
        #expect(String(decoding: bytes, as: UTF8.self) == plain.replacing("ς", with: "σ"))
        #expect(Folding.folded(plain) == bytes)
    }

    @Test func holdsWordsInAnyOrder() {
        let text = Folding.folded("The Cost of Électricité")
        #expect(Folding.holds(Folding.words("electri cost"), text))
        #expect(Folding.holds(Folding.words("  COST\tthe "), text))
        #expect(!Folding.holds(Folding.words("cost gas"), text))
        #expect(Folding.holds([], text))
    }

    @Test func placesAreThoseOfTheTextAsItStands() {
        let text = "Ein Maß: MASS und ma\u{308}s"
        let found = Folding.places(of: Folding.words("mas"), in: text).map { span in
            String(decoding: Array(text.utf8)[span.start.value..<span.end.value], as: UTF8.self)
        }
        #expect(found == ["Maß", "MAS", "ma\u{308}s"])
        #expect(Folding.places(of: [], in: text).isEmpty)
    }
}
