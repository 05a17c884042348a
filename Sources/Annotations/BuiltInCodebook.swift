// What a codebook may say without a file: the colours it can name, and the tags there are when nobody wrote one.

extension Codebook {
    /// The colours a codebook can name; a theme maps each to what the terminal has. `#rrggbb` is allowed as well.
    public static let colorNames = [
        "red", "orange", "yellow", "olive", "lime", "green", "teal", "cyan",
        "blue", "navy", "purple", "magenta", "pink", "maroon", "brown", "gray",
    ]

    /// The colours for tags without one of their own, in this order: neighbours are told apart easily, also by the
    /// colour-blind.
    public static let palette = [
        "green", "blue", "red", "cyan", "purple", "yellow", "magenta", "brown", "orange", "gray",
    ]

    /// Whether the text is one of `colorNames` or `#` and six hexadecimal digits.
    public static func isColor(_ text: String) -> Bool {
        if colorNames.contains(text) { return true }
        let bytes = Array(text.utf8)
        return bytes.count == 7 && bytes[0] == UInt8(ascii: "#")
            && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// The codebook of articles that have none. Its colours are told apart by everybody, on dark and on light.
    public static let builtIn = Codebook(
        [
            ("risk", "r", "red", "Something that may go wrong, and for whom."),
            ("policy", "p", "blue", "A rule, measure or plan that someone has made, proposes or rejects."),
            ("opinion", "o", "cyan", "A judgement that someone holds and another could dispute."),
        ].compactMap { name, key, color, description in
            Tag(name).map { Entry($0, key: key, color: color, description: description) }
        })
}
