// The passages that a script names: a quote with its surroundings, or a span in code points.

import Annotations
import TextModel

struct Passages {
    let file: String
    let document: Document

    /// The span `START..END`. Throws for one that is no span, reaches past the text or splits a grapheme.
    func span(_ text: String) throws(Failure) -> Span {
        let shown = Failure.echo(text)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].isEmpty, let start = Int(parts[0]), let end = Int(parts[2]), 0 <= start,
            start < end
        else {
            throw Failure(
                nil, "--span: '\(shown)' is no span; write it as START..END in code points, such as 88..113")
        }
        guard let span = document.span(CodePointSpan(CodePointOffset(start), CodePointOffset(end))) else {
            throw Failure(
                file,
                "the span \(shown) reaches past the end of the text, which has \(document.codePointCount) code points")
        }
        guard document.isGraphemeBoundary(span.start), document.isGraphemeBoundary(span.end) else {
            let whole = document.codePoints(document.snapped(span))
            throw Failure(
                file,
                "the span \(shown) splits a character; the nearest whole one is \(whole.start.value)..\(whole.end.value)"
            )
        }
        return span
    }

    /// Where the quote stands. Throws for a quote that is not there, or is there more than once.
    func span(quote: String, prefix: String, suffix: String) throws(Failure) -> Span {
        guard !quote.isEmpty else { throw Failure(nil, "--quote: it is empty; give the words of the passage") }
        let found = places(of: Array(quote.utf8), after: Array(prefix.utf8), before: Array(suffix.utf8))
        let whole = found.filter { document.snapped($0) == $0 }
        if whole.isEmpty { throw absent(quote, isSplit: !found.isEmpty, hasContext: !(prefix + suffix).isEmpty) }
        guard whole.count == 1 else {
            let shown = whole.prefix(10).map(place).joined(separator: ", ")
            let more = whole.count > 10 ? " and more" : ""
            throw Failure(
                file,
                "the quote is there \(whole.count) times, at \(shown)\(more); add --prefix or --suffix, "
                    + "or take --all for all of them")
        }
        return whole[0]
    }

    /// `line:column`, both from 1.
    private func place(_ span: Span) -> String {
        "\(document.line(at: span.start) + 1):\(document.codePointsIntoLine(at: span.start) + 1)"
    }

    private func absent(_ quote: String, isSplit: Bool, hasContext: Bool) -> Failure {
        if isSplit { return Failure(file, "the quote begins or ends inside a character; quote whole ones") }
        if hasContext, !places(of: Array(quote.utf8), after: [], before: []).isEmpty {
            return Failure(file, "the quote is there, but not with this --prefix and --suffix; check them")
        }
        guard let span = looseSpan(quote) else {
            return Failure(file, "the quote is not in the text; copy it from: gloss text FILE")
        }
        let points = document.codePoints(span)
        return Failure(
            file,
            "the quote is not in the text as it is written, but with other white space at \(place(span)); "
                + "take --span \(points.start.value)..\(points.end.value)")
    }

    /// The first place where the quote stands when any white space counts as one space.
    private func looseSpan(_ quote: String) -> Span? {
        let words = quote.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty, let pattern = try? SearchPattern(literal: words.joined(separator: " ")) else {
            return nil
        }
        return pattern.all(in: document, within: document.span).first { span in
            let found = document.text(span).split(whereSeparator: \.isWhitespace)
            return found.elementsEqual(words) { $0.utf8.elementsEqual($1.utf8) }
        }
    }

    func places(of quote: [UInt8], after prefix: [UInt8], before suffix: [UInt8]) -> [Span] {
        var found: [Span] = []
        document.forEachOccurrence(of: quote) { start in
            let span = Span(start, start + quote.count)
            if isBetween(prefix, suffix, span) { found.append(span) }
            return true
        }
        return found
    }

    func isBetween(_ prefix: String, _ suffix: String, _ span: Span) -> Bool {
        isBetween(Array(prefix.utf8), Array(suffix.utf8), span)
    }

    private func isBetween(_ prefix: [UInt8], _ suffix: [UInt8], _ span: Span) -> Bool {
        let before = Span(ByteOffset(max(0, span.start.value - prefix.count)), span.start)
        let after = Span(span.end, min(document.end, span.end + suffix.count))
        return document.withBytes(before) { $0.elementsEqual(prefix) }
            && document.withBytes(after) { $0.elementsEqual(suffix) }
    }
}
