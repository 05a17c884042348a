// Marks of whole sentences that were reworded: their edges are those of sentences again.

import Annotations
import TestSupport
import Testing
import TextModel

@Suite struct WholeSentencesTests {
    private func found(_ quote: String, _ old: String, _ new: String) -> String? {
        let (old, new) = (Document(old), Document(new))
        let target = Player.mark("1", quote, in: old).target
        let anchor = Anchoring.anchor([target], in: new, snapshots: [old.hash: old])!
        return anchor[0].span(in: new)
    }

    @Test func noWordIsLostAtTheEnd() {
        let before = "The council met on Monday. "
        let now = "Rents may soon rise by a tenth within the next two years, it heard."
        for after in ["\n\nA third paragraph ends the report.\n", " A third sentence ends the report.\n", "\n"] {
            let old = before + "Rents may rise by a tenth within the next two years, it was told." + after
            #expect(
                found("Rents may rise by a tenth within the next two years, it was told.", old, before + now + after)
                    == now)
        }
    }

    @Test func noWordIsLostAtTheStart() {
        let old = "A heading\n\nNobody in the ministry would say who bears the risk of it. The rest is silence.\n"
        let now = "No one at all in the ministry would say who bears the risk of it."
        let new = "A heading\n\n\(now) The rest is silence.\n"
        #expect(found("Nobody in the ministry would say who bears the risk of it.", old, new) == now)
    }

    @Test func noWordOfANewHeadingIsTakenIn() {
        let old =
            "The plan was shown.\n\nRents may rise by a tenth within two years. Nobody was asked about it at all.\n"
        let now = "Rents might rise by a tenth within two years."
        let new = "The plan was shown.\n\nWhat it costs\n\n\(now) Nobody was asked about it at all.\n"
        #expect(found("Rents may rise by a tenth within two years.", old, new) == now)
    }

    /// A word that stands everywhere was taken for the same word of the next paragraph.
    @Test func aWordByChanceIsNone() {
        let now = "Power prices jumped for most households there."
        let old = "It began in March.\n\nPower prices jumped for most households in the\n\nA report came out.\n"
        let new = "It began in March.\n\n\(now)\n\nThe report came out.\n"
        #expect(found("Power prices jumped for most households in the", old, new) == now)
    }

    /// What is known to be another sentence's stays its own, though the two have become one.
    @Test func aNeighbourIsNotTakenIn() {
        let old = "The council met on Monday at noon. It was cold. Nobody came to the meeting.\n"
        let new = "The council met on a Monday at noon, it was cold. Nobody came to the meeting.\n"
        let place = found("The council met on Monday at noon.", old, new)
        #expect(place?.contains("cold") == false, "\(place ?? "")")
    }

    /// Part of a sentence was marked, and part of one it stays.
    @Test func whatWasNoWholeSentenceIsNone() {
        let old = "It was told that rents may rise by a tenth within two years, at last.\n"
        let new = "It was told that rents might well rise by a tenth within two years, at long last.\n"
        #expect(found("rents may rise by a tenth within two years", old, new)?.hasPrefix("rents") == true)
        #expect(found("rents may rise by a tenth within two years", old, new)?.hasSuffix("two years") == true)
    }
}

extension Anchor {
    fileprivate func span(in document: Document) -> String? { place.map { document.text($0.span) } }
}
