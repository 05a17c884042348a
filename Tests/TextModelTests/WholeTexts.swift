// Everything of a text at once, which only a test asks for.

import TextModel

extension Document {
    /// All paragraphs, in order.
    var allParagraphs: [Span] {
        var all: [Span] = []
        forEachParagraph {
            all.append($0)
            return true
        }
        return all
    }
}
