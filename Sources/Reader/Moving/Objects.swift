// Objects around the cursor: the word, the quotation, the parenthesis. Asked for again, the selection grows.

import TextModel

extension FileState {
    /// Selects the word under the cursor, or the next one in its paragraph; what already covers whole words grows by
    /// the next one. False when there is no word here.
    mutating func growWord() -> Bool {
        let document = self.document
        let isLive = selection.map { !$0.isSettled && !$0.isEmpty } ?? false
        if !isLive, document.word(at: cursor) == nil {
            guard let paragraph = document.paragraph(at: cursor),
                let word = document.words(in: paragraph).first(where: { $0.start > cursor })
                    ?? document.words(in: paragraph).last
            else { return false }
            take(Selection(word, in: document))
            return true
        }
        // At an end of a selection that is in no word, the grapheme there stands for one.
        return grow(
            by: { document.word(at: $0) ?? Span($0, document.grapheme(after: $0)) }, next: document.word(after:))
    }

    /// Selects what stands between the nearest such marks around the cursor, or between the next ones in the sentence;
    /// a selection grows by its marks, and from there to what is around them. False when there is nothing like it.
    mutating func growEnclosed(by marks: Enclosed.Marks) -> Bool {
        let live = selection?.isSettled == true ? nil : selectedSpan
        let place = live ?? Span(cursor, document.grapheme(after: cursor))
        guard let paragraph = document.paragraph(at: place.start) else { return false }
        let found = document.enclosed(by: marks, in: paragraph)
        let around = found.filter { $0.outer.contains(place) }.min { $0.outer.count < $1.outer.count }
        var chosen = (around ?? next(of: found)).map { $0.inner.isEmpty ? $0.outer : $0.inner }
        // A selection that has just begun is no more than the cursor; one that holds something is to grow.
        if let live, selection?.origin != selection?.head || live == chosen {
            chosen = found.flatMap { [$0.inner, $0.outer] }.filter { $0 != live && $0.contains(live) }
                .min { $0.count < $1.count }
        }
        guard let chosen else { return false }
        take(Selection(chosen, in: document))
        return true
    }

    /// The first that begins in what is left of the sentence: whoever goes by sentences stands before it.
    private func next(of found: [Enclosed]) -> Enclosed? {
        guard let sentence = document.sentence(at: cursor) else { return nil }
        return found.filter { $0.outer.start >= cursor && $0.outer.start < sentence.end }
            .min { $0.outer.start < $1.outer.start }
    }

    /// Why nothing more was selected.
    func nothingEnclosed(_ what: String) -> String {
        selection.map { $0.isSettled || $0.origin == $0.head } ?? true
            ? "no \(what) here, nor later in this sentence" : "no \(what) around the selection in this paragraph"
    }
}
