// What is drawn for a grapheme: never anything that a terminal could act on, and how many cells it takes.

import CICU
import TextModel

/// A grapheme as a terminal gets it.
public struct Glyph: Equatable, Sendable {
    public enum Kind: Sendable {
        /// The grapheme itself, or as much of it as all terminals draw alike.
        case plain
        /// White space, drawn as blanks.
        case space
        /// A stand-in for something that must not, or cannot, be drawn.
        case standIn
        /// Ends the row; nothing is drawn.
        case lineBreak
    }

    /// The text to draw; for a tab as many spaces as it takes cells.
    public var text: String
    /// Cells; 0 only for a line break.
    public var width: Int
    public var kind: Kind
    /// Whether another terminal may draw it otherwise, so that it takes an answer of this one to know its width.
    public var isDisputed = false

    public init(_ text: String, width: Int, kind: Kind = .plain) {
        self.text = text
        self.width = width
        self.kind = kind
    }

    /// Columns from one tab stop to the next.
    public static let tabWidth = 8
    /// Shown for what leaves no mark of its own.
    public static let invisible = "\u{25CC}"
    /// Shown for what cannot be shown.
    public static let replacement = "\u{FFFD}"
    /// Spaces that hold their neighbours together (UAX #14, class GL): they never hang over a row's end.
    private static let glue: Set<Unicode.Scalar> = ["\u{A0}", "\u{2007}", "\u{202F}"]
    /// The most bytes of one grapheme that are drawn: more is no letter but an attack on the terminal.
    private static let byteLimit = 44
    /// The most cells of one cluster: more is several pictures that a terminal would not join.
    private static let widest = 8

    private static let ascii: [Glyph] = (0..<128).map { byte in
        let scalar = Unicode.Scalar(UInt8(byte))
        return Glyph(String(scalar), width: 1, kind: byte == 0x20 ? .space : .plain)
    }
}

extension Glyph {
    /// The glyph of one grapheme.
    ///
    /// - Parameters:
    ///   - grapheme: its bytes, valid UTF-8, not empty.
    ///   - column: the cells before it in its row; a tab reaches to the next stop.
    ///   - clusters: what is known of the terminal.
    ///   - limit: the cells that there are for it: a cluster that takes more is drawn as its base alone.
    public init(
        _ grapheme: UnsafeBufferPointer<UInt8>, column: Int = 0, clusters: ClusterWidths = .unknown, limit: Int = .max
    ) {
        if grapheme.count == 1 {
            self = Glyph(ascii: grapheme[0], column: column)
        } else if grapheme.count == 2, grapheme[0] == 0x0D {
            self = Glyph("", width: 0, kind: .lineBreak)
        } else {
            let scalars = String(decoding: grapheme.prefix(4 * 256), as: UTF8.self).unicodeScalars
            self = Glyph(sequence: scalars, clusters, limit) ?? Glyph(scalars: scalars)
        }
    }

    /// The glyph of one character of a text that is not the article's.
    public init(_ character: Character, column: Int = 0, clusters: ClusterWidths = .unknown) {
        var text = String(character)
        self = text.withUTF8 { Glyph($0, column: column, clusters: clusters) }
    }

    private init(ascii byte: UInt8, column: Int) {
        switch byte {
        case 0x20...0x7E: self = Glyph.ascii[Int(byte)]
        case 0x0A: self = Glyph("", width: 0, kind: .lineBreak)
        case 0x09:
            let width = Glyph.tabWidth - column % Glyph.tabWidth
            self = Glyph(String(repeating: " ", count: width), width: width, kind: .space)
        default: self = Glyph("^" + String(Unicode.Scalar(byte ^ 0x40)), width: 2, kind: .standIn)
        }
    }

    private init(scalars: String.UnicodeScalarView) {
        guard !scalars.isEmpty else {
            self = Glyph("", width: 0, kind: .lineBreak)
            return
        }
        self = Glyph("", width: 0)
        var previous: Unicode.Scalar?
        for scalar in scalars {
            append(scalar, after: previous)
            previous = scalar
            if kind == .lineBreak || text.utf8.count > Glyph.byteLimit { break }
        }
        if kind != .lineBreak, width == 0 {
            text = Glyph.invisible + text
            width = 1
        }
    }

    /// The glyph of what terminals disagree on: an emoji sequence, a flag or half of one. Nil for anything else.
    private init?(sequence scalars: String.UnicodeScalarView, _ clusters: ClusterWidths, _ limit: Int) {
        guard let first = scalars.first else { return nil }
        if gloss_character_of(Int32(first.value)) == GLOSS_CHARACTER_REGIONAL {
            guard scalars.allSatisfy({ gloss_character_of(Int32($0.value)) == GLOSS_CHARACTER_REGIONAL }) else {
                return nil
            }
            let width = scalars.count == 1 ? clusters.cellsOfHalfFlag : clusters.cellsOfFlag
            self = Glyph(String(scalars), width: width)
        } else if Glyph.isEmojiSequence(scalars) {
            if let width = clusters.cells(ofSequence: scalars), width <= min(limit, Glyph.widest) {
                self = Glyph(String(scalars), width: width)
            } else {
                // Terminals give such a sequence anything from 1 to 10 cells; all of them draw its first part alike.
                self = Glyph(String(first), width: Int(gloss_character_cells(Int32(first.value))))
            }
        } else {
            return nil
        }
        isDisputed = true
    }

    private mutating func append(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) {
        func standIn(_ shown: String) {
            text += shown
            width += shown.unicodeScalars.count
            kind = .standIn
        }
        switch gloss_character_of(Int32(scalar.value)) {
        case GLOSS_CHARACTER_LINE_BREAK: kind = .lineBreak
        case GLOSS_CHARACTER_CONTROL where scalar.value < 0x80:
            standIn("^" + String(Unicode.Scalar(UInt8(scalar.value) ^ 0x40)))
        case GLOSS_CHARACTER_CONTROL, GLOSS_CHARACTER_BIDI: standIn("<\(String(scalar.value, radix: 16))>")
        case GLOSS_CHARACTER_UNKNOWN: standIn(Glyph.replacement)
        case GLOSS_CHARACTER_INVISIBLE: standIn(Glyph.invisible)
        case GLOSS_CHARACTER_JOINER:
            // It chooses a letter's form in the scripts from Arabic to Sinhala and around any virama; anywhere else it
            // would go unseen. It is not drawn: there are terminals that lose what comes after it.
            let isForm =
                previous.map {
                    (0x0600...0x0DFF).contains($0.value) || $0.properties.canonicalCombiningClass == .virama
                } ?? false
            if !isForm { standIn(Glyph.invisible) }
        case GLOSS_CHARACTER_SHAPER:
            if previous == nil { standIn(Glyph.invisible) }
        case GLOSS_CHARACTER_MARK: text.unicodeScalars.append(scalar)
        default:
            text.unicodeScalars.append(scalar)
            width += Int(gloss_character_cells(Int32(scalar.value)))
            if scalar.properties.generalCategory == .spaceSeparator, !Glyph.glue.contains(scalar) { kind = .space }
        }
    }

    /// Whether this is one picture to Unicode: an emoji with a skin tone, a selector, a keycap or joined others.
    private static func isEmojiSequence(_ scalars: String.UnicodeScalarView) -> Bool {
        guard scalars.count > 1, let first = scalars.first else { return false }
        let kind = gloss_character_of(Int32(first.value))
        if kind == GLOSS_CHARACTER_PICTOGRAPH || kind == GLOSS_CHARACTER_SKIN_TONE { return true }
        return first.properties.isEmoji && kind == GLOSS_CHARACTER_PLAIN
            && scalars.dropFirst().contains { $0 == "\u{FE0F}" || $0 == "\u{20E3}" }
    }
}

/// A text that comes from somewhere (a file name, a note, a tag) as glyphs for one row.
public struct GlyphRun: Equatable, Sendable {
    public private(set) var glyphs: [Glyph] = []
    /// Cells.
    public private(set) var width = 0

    /// Line breaks show as `⏎`, tabs as one space.
    public init(_ text: String, clusters: ClusterWidths = .unknown) {
        for character in text {
            var glyph = Glyph(character, clusters: clusters)
            if glyph.kind == .lineBreak { glyph = Glyph("\u{23CE}", width: 1, kind: .standIn) }
            if character == "\t" { glyph = Glyph(" ", width: 1, kind: .space) }
            glyphs.append(glyph)
            width += glyph.width
        }
    }

    /// As much of it as fits, with `…` at its end when something had to go.
    public func clipped(to limit: Int) -> GlyphRun {
        guard width > limit else { return self }
        var clipped = self
        while let last = clipped.glyphs.last, clipped.width > max(0, limit - 1) {
            clipped.glyphs.removeLast()
            clipped.width -= last.width
        }
        if limit > 0 {
            clipped.glyphs.append(Glyph("\u{2026}", width: 1))
            clipped.width += 1
        }
        return clipped
    }

    /// The text as it is drawn: safe to send to a terminal.
    public var text: String { glyphs.reduce(into: "") { $0 += $1.text } }
}
