// An article that has changed under its marks: two texts, and marks that were found, reworded or lost.

import Annotations
import Reader
import Screen
import TextModel

public enum Drifted {
    public static let old = Document(
        """
        The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators pointed at \
        one another for three days. 電力網が止まった。

        A second paragraph is about floods. The policy is to pay for both. Dykes cost more every year.

        The old minister has left the building. Risk is what remains after that.

        """)
    public static let text = """
        The grid failed at noon on Tuesday. Nobody in the new ministry would say a word, and all operators pointed at \
        one another for three days. 電力網が直った。

        Risk is what remains after that.

        A second paragraph is about floods. The policy is to pay for both. Dykes cost more every year.

        """

    /// A mark that was made in the old text.
    ///
    /// - Parameters:
    ///   - now: its passage in the new text; nil where it is lost.
    ///   - score: how much of it is left; 1 for a passage that only moved.
    public static func mark(
        _ id: String, _ quote: String, tags: [String] = ["risk"], note: String = "", now: String?, score: Double = 1,
        in document: Document = Document(text), old: Document = old
    ) -> Annotation {
        var mark = Player.mark(id, quote, in: old, tags: tags, note: note)
        guard let now else {
            mark.anchor = .orphan
            return mark
        }
        let place = Player.mark(id, now, in: document).anchor.place
        mark.anchor = Anchor(score == 1 ? .moved : .changed, score: score, place: place)
        return mark
    }

    public static let reworded =
        "Nobody in the new ministry would say a word, and all operators pointed at one another for three days."
    /// One of each: changed, lost, moved, and one that nothing has happened to.
    public static let marks = AnnotationSet([
        mark(
            "changed", "Nobody in the ministry would say, and the operators pointed at one another for three days.",
            note: "who bears it?", now: reworded, score: 0.87),
        mark("lost", "Who bears the risk?", tags: ["opinion"], note: "asked in vain", now: nil),
        mark("late", "The old minister has left the building.", tags: ["policy"], now: nil),
        mark("moved", "Risk is what remains after that.", now: "Risk is what remains after that."),
        Player.mark("exact", "The policy is to pay for both.", in: Document(text), tags: ["policy"]),
    ])

    public static func player(
        size: Size = Size(columns: 90, rows: 24), keymap: String = "vim", annotations: AnnotationSet = marks,
        hasOldText: Bool = true, notice: Message? = nil
    ) -> Player {
        Player(
            text, size: size, keymap: keymap, annotations: annotations,
            oldTexts: hasOldText ? [old.hash: old] : [:], notice: notice)
    }
}
