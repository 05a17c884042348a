// Copying a passage, as it is or as a citation.

import TextModel

extension State {
    /// The most bytes that are copied: terminals drop what is longer than they like, and say nothing.
    static let copyLimit = 100_000

    /// Copies the selection, or else the current sentence.
    mutating func copy(asCitation: Bool) -> [Effect] {
        let effects = asCitation ? findHeadings() : []
        guard let file else { return [] }
        guard let span = file.selectedSpan ?? file.document.sentence(at: file.cursor),
            !span.isEmpty
        else {
            message = .information("no sentence here to be copied")
            return []
        }
        guard span.count <= State.copyLimit else {
            message = .problem(
                "\(span.count / 1000) KB are selected; a terminal takes \(State.copyLimit / 1000) KB at the most: select less"
            )
            return []
        }
        let passage = file.document.text(span)
        let words = max(1, file.document.wordCount(in: span))
        message = .information(
            "copied \(words) \(words == 1 ? "word" : "words")\(asCitation ? " as a citation" : ""); "
                + "if nothing arrives, the terminal does not allow OSC 52")
        return effects + [.copy(asCitation ? file.citation(of: passage, at: span.start) : passage)]
    }
}

extension FileState {
    /// `“quote” — title, file, ¶ n`, on one line.
    func citation(of passage: String, at offset: ByteOffset) -> String {
        let quote = passage.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let parts = [title, file, placeName(of: offset)].compactMap(\.self)
        return "\u{201C}\(quote)\u{201D} \u{2014} \(parts.joined(separator: ", "))"
    }

    /// The heading that the article begins with, or else its first line that says something; nil when that is no
    /// title: long, or the beginning of the text.
    var title: String? {
        if let heading = outline?.headings.first, heading.span.start.value < FileState.titleLimit {
            return heading.title
        }
        guard let first = document.paragraph(at: .zero) ?? document.paragraph(after: .zero), first.count <= 200 else {
            return nil
        }
        let line = document.text(first).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let title = line.drop { $0 == "#" || $0.isWhitespace }.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        // A full stop ends a sentence, not a title.
        let isSentence = !line.hasPrefix("#") && (title.last.map { ".:;,\u{3002}".contains($0) } ?? false)
        return title.isEmpty || title.count > 120 || isSentence ? nil : title
    }

    /// A heading that begins later than this, in bytes, is one of a part.
    private static let titleLimit = 1024

    /// The number of the paragraph, or, while they are still being counted, how far into the text it is.
    private func placeName(of offset: ByteOffset) -> String {
        if let index = document.knownParagraphIndex(atOrBefore: offset) {
            return "\u{B6} \(index + 1)"
        }
        return "\(offset.percent(of: document.byteCount)) %"
    }
}

extension Document {
    /// The words that begin in a span, which is as short as a passage.
    func wordCount(in span: Span) -> Int {
        var count = 0
        forEachParagraph(from: span.start) { paragraph in
            guard paragraph.start < span.end else { return false }
            count += words(in: paragraph).count { $0.start >= span.start && $0.start < span.end }
            return true
        }
        return count
    }
}
