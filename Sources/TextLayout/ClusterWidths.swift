// How wide this terminal draws the clusters that terminals disagree on, worked out from what it says of a few.

import CICU

/// What is known of a terminal's way with emoji sequences and flags. What is not known is drawn as its base alone.
///
/// Terminals differ in whether a joiner merges two pictures into one, a skin tone is a picture of its own, a selector
/// makes a sign as wide as a picture, and half a flag is as wide as a whole one. A width that is too large leaves a
/// blank; one that is too small would let a cluster cover its neighbour: where the rules leave a doubt, the larger counts.
public struct ClusterWidths: Hashable, Sendable {
    /// The texts whose width in cells tells the rest, in the order that `init(cells:)` takes the answers in: a joined
    /// family, a skin tone, a sign with an emoji selector, half a flag, a flag.
    public static let probes = [
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F44D}\u{1F3FD}", "\u{2764}\u{FE0F}", "\u{1F1EB}",
        "\u{1F1EB}\u{1F1F7}",
    ]
    /// Of a terminal that was not asked, or has not answered.
    public static let unknown = ClusterWidths()

    /// Whether what follows a joiner takes no cells of its own; nil when that is not known, as in all of these.
    private var joinerMerges: Bool?
    private var toneMerges: Bool?
    private var selectorWidens: Bool?
    private var halfFlag: Int?
    private var flag: Int?

    private init() {}

    /// - Parameter cells: the width of each of `probes`. Whatever fits no rule is as good as not known.
    public init(cells: [Int]) {
        guard cells.count == ClusterWidths.probes.count else { return }
        joinerMerges = [2: true, 6: false][cells[0]]
        toneMerges = [2: true, 4: false][cells[1]]
        selectorWidens = [2: true, 1: false][cells[2]]
        halfFlag = (1...2).contains(cells[3]) ? cells[3] : nil
        flag = (1...4).contains(cells[4]) ? cells[4] : nil
    }

    /// The most bytes of a cluster that is drawn whole; the longest of Unicode's own has 35. A terminal that merges
    /// keeps a cell's text in a place of fixed size: tmux 3.3 has 21 bytes, its successors 32. What it then leaves out
    /// may be all that comes after a joiner, and the joiner takes hold of the next cell's text.
    private var byteLimit: Int {
        guard joinerMerges == true else { return 48 }
        return knowsPictures ? 32 : 21
    }

    /// Whether the terminal takes a whole sequence for one picture, and does not just drop what follows a joiner.
    private var knowsPictures: Bool { toneMerges == true || selectorWidens == true }

    /// The cells of half a flag: a regional indicator that has no partner.
    var cellsOfHalfFlag: Int { halfFlag ?? 2 }
    /// The cells of a flag: two regional indicators.
    var cellsOfFlag: Int { flag ?? 2 }

    /// The cells of an emoji sequence when it is drawn whole; nil when it cannot be: something in it is no part of a
    /// picture, or it is not known what this terminal makes of it.
    func cells(ofSequence scalars: String.UnicodeScalarView) -> Int? {
        guard scalars.last != "\u{200D}", String(scalars).utf8.count <= byteLimit,
            let pictures = ClusterWidths.pictures(in: scalars)
        else { return nil }
        var widths: [Int] = []
        for picture in pictures {
            guard let width = cells(of: picture) else { return nil }
            widths.append(width)
        }
        guard let first = widths.first, widths.count > 1 else { return widths.first }
        guard let joinerMerges else { return nil }
        guard joinerMerges else { return widths.reduce(0, +) }
        if knowsPictures { return widths.max() }
        // The pictures after joiners are dropped, but not their tones.
        return first + pictures.dropFirst().reduce(0) { $0 + $1.tones * 2 }
    }

    /// What stands between two joiners.
    fileprivate struct Picture {
        /// Cells of the first scalar by itself.
        var base: Int
        var tones = 0
        var hasSelector = false
    }

    private func cells(of picture: Picture) -> Int? {
        var width = picture.base
        if picture.hasSelector, width < 2 {
            guard let selectorWidens else { return nil }
            if selectorWidens { width = 2 }
        }
        if picture.tones > 0 {
            guard let toneMerges else { return nil }
            width = toneMerges ? max(2, width) : width + picture.tones * 2
        }
        return width
    }

    private static func pictures(in scalars: String.UnicodeScalarView) -> [Picture]? {
        var pictures: [Picture] = []
        var isOpen = false
        for scalar in scalars {
            if scalar == "\u{200D}" {
                guard isOpen else { return nil }
                isOpen = false
            } else if !isOpen {
                guard scalar.properties.isEmoji else { return nil }
                pictures.append(Picture(base: Int(gloss_character_cells(Int32(scalar.value)))))
                isOpen = true
            } else if !pictures[pictures.count - 1].add(scalar) {
                return nil
            }
        }
        return pictures
    }
}

extension ClusterWidths.Picture {
    /// Takes what follows the base. False for what belongs to no picture.
    mutating func add(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE0F: hasSelector = true
        case 0xFE0E, 0xE0020...0xE007F: break  // text presentation; the letters of a region's flag
        default:
            switch gloss_character_of(Int32(scalar.value)) {
            case GLOSS_CHARACTER_SKIN_TONE: tones += 1
            case GLOSS_CHARACTER_MARK: break
            default: return false
            }
        }
        return true
    }
}
