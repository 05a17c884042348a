// What a theme asks for, as each kind of terminal shows it: read well by everybody, told apart by most.

import Annotations
import Reader
import Screen
import Testing

@testable import Terminal
@testable import Views

/// A kind of terminal, with the colours that xterm has for its numbers.
private struct Kind: CustomStringConvertible, Sendable {
    let colors: Int
    let background: Theme.Background

    static let all = [8, 16, 256, 1 << 24].flatMap { colors in
        [Theme.Background.dark, .light].map { Kind(colors: colors, background: $0) }
    }

    var description: String { "\(colors) colours on \(background)" }
    var standard: (foreground: RGB, background: RGB) {
        background == .dark ? (RGB(229, 229, 229), .black) : (.black, .white)
    }

    /// The two colours of a cell as they are seen.
    func seen(_ style: Style) -> (foreground: RGB, background: RGB) {
        let resolved = ColorDepth(colors: colors, hasStandard: true).resolve(style)
        func color(_ number: Int, _ standard: RGB, isBold: Bool) -> RGB {
            if number < 0 { return standard }
            // xterm shows the first eight colours bright where they are bold.
            if number < 8 { return RGB(xterm: UInt8(isBold ? number + 8 : number)) }
            if colors <= 256 { return RGB(xterm: UInt8(number)) }
            return RGB(UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
        }
        let isBold = resolved.attributes.contains(.bold)
        let foreground = color(resolved.foreground, standard.foreground, isBold: isBold)
        let background = color(resolved.background, standard.background, isBold: false)
        return resolved.attributes.contains(.reverse) ? (background, foreground) : (foreground, background)
    }

    func contrast(_ style: Style) -> Double {
        let (foreground, background) = seen(style)
        return foreground.contrast(to: background)
    }
}

/// How different two colours look (CIE 1976: distance in L*a*b*), as those see them who have all three kinds of cones,
/// or none for middle wavelengths (deuteranopia, by the matrices of Viénot, Brettel and Mollon, 1999).
private func distance(_ one: RGB, _ two: RGB, deuteranope: Bool) -> Double {
    func lab(_ color: RGB) -> (Double, Double, Double) {
        var (red, green, blue) = color.linear
        if deuteranope {
            let mixed = 0.29275 * red + 0.70725 * green
            blue += 0.02234 * (green - red)
            (red, green) = (mixed, mixed)
        }
        func root(_ value: Double) -> Double {
            guard value > 0.008856 else { return 7.787 * value + 16.0 / 116 }
            var result = 1.0
            for _ in 0..<40 { result -= (result * result * result - value) / (3 * result * result) }
            return result
        }
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
        let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
        return (116 * y - 16, 500 * (x - y), 200 * (y - z))
    }
    let (first, second) = (lab(one), lab(two))
    let (l, a, b) = (first.0 - second.0, first.1 - second.1, first.2 - second.2)
    return (l * l + a * a + b * b).squareRoot()
}

@Suite struct ContrastTests {
    private static let names =
        TagColor.names + ["#000000", "#ffffff", "#ff0000", "#0000ff", "#00ff00", "#123456", "#777777", "#ffff00"]

    private static func themes(_ kind: Kind) -> [(name: ThemeName, theme: Theme)] {
        let names: [ThemeName] = kind.background == .dark ? [.dark, .highContrast] : [.light]
        return names.map { ($0, Theme($0, colors: kind.colors)) }
    }

    @Test func theFormulaIsThatOfWCAG() {
        #expect(abs(RGB.black.contrast(to: .white) - 21) < 0.001)
        #expect(abs(RGB(119, 119, 119).contrast(to: .white) - 4.48) < 0.005)
        #expect(abs(RGB(255, 0, 0).luminance - 0.2126) < 0.0001)
        #expect(abs(RGB(128, 128, 128).luminance - 0.2159) < 0.0001)
    }

    @Test(arguments: Kind.all) fileprivate func everyTagIsRead(_ kind: Kind) throws {
        for (themeName, theme) in ContrastTests.themes(kind) {
            for name in ContrastTests.names {
                let color = try #require(TagColor.named(name, on: theme.background))
                let marked = theme.marked(.plain, colors: [color])
                let overlapped = theme.marked(.plain, colors: [color, color])
                let looks: [(String, Style)] = [
                    ("in the gutter", Style(color, on: .standard)), ("marked", marked), ("overlapped", overlapped),
                    ("current", theme.current(marked)), ("current overlapped", theme.current(overlapped)),
                    ("selected", theme.selected(marked)), ("settled", theme.settled(marked)),
                    ("settled overlapped", theme.settled(overlapped)), ("hit", theme.hit(marked)),
                    ("hit overlapped", theme.hit(overlapped)),
                ]
                for (look, style) in looks {
                    var shown = Frame(size: Size(columns: 1, rows: 1), style: style)
                    theme.finish(&shown)
                    let contrast = kind.contrast(shown.cells[0].style)
                    #expect(
                        contrast >= 4.5,
                        "\(name) \(look), \(themeName.rawValue), \(kind): \(contrast)")
                }
            }
        }
    }

    @Test(arguments: Kind.all) fileprivate func everythingElseIsRead(_ kind: Kind) {
        for (themeName, theme) in ContrastTests.themes(kind) {
            let looks: [(String, Style)] = [
                ("quiet", theme.quiet), ("status", theme.status), ("alarm", theme.statusAlarm),
                ("problem", theme.problem), ("title", theme.title), ("note", theme.note), ("editor", theme.noteEditor),
                ("stand-in", theme.standIn), ("stand-in current", theme.current(theme.standIn)),
                ("current", theme.current(.plain)), ("selected", theme.selected(.plain)),
                ("selected stand-in", theme.selected(theme.standIn)), ("hit", theme.hit(.plain)),
                ("settled", theme.settled(.plain)), ("letters on a sentence", theme.hint),
                ("letters that were typed", theme.typedHint),
            ]
            for (look, style) in looks {
                let contrast = kind.contrast(style)
                var shown = Frame(size: Size(columns: 1, rows: 1), style: style)
                theme.finish(&shown)
                let finished = kind.contrast(shown.cells[0].style)
                #expect(finished >= 4.5, "\(look), \(themeName.rawValue), \(kind): \(finished), \(contrast) before")
            }
        }
    }

    /// With 256 colours or more. Letters tell tags apart where colours do not.
    @Test(arguments: [Theme.Background.dark, .light]) fileprivate func coloursAreToldApart(
        _ background: Theme.Background
    ) throws {
        let kind = Kind(colors: 256, background: background)
        func seen(_ name: String) throws -> RGB {
            kind.seen(Style(try #require(TagColor.named(name, on: background)))).foreground
        }
        // Those that tags without a colour get; and, on dark, all there are.
        let groups =
            background == .dark
            ? [(Codebook.palette, 16.0, 7.5), (TagColor.names, 12, 7.5)] : [(Codebook.palette, 16, 4)]
        for (names, wanted, wantedByDeuteranopes) in groups {
            for (index, one) in names.enumerated() {
                for other in names[..<index] {
                    let far = distance(try seen(one), try seen(other), deuteranope: false)
                    let near = distance(try seen(one), try seen(other), deuteranope: true)
                    #expect(far >= wanted, "\(one) and \(other) on \(background)")
                    #expect(near >= wantedByDeuteranopes, "\(one) and \(other) to a deuteranope on \(background)")
                }
            }
        }
        #expect(distance(.black, .white, deuteranope: false) > 99)
    }

    @Test func highContrastIsHigher() throws {
        for name in ContrastTests.names {
            let color = try #require(TagColor.named(name, on: .dark))
            let contrast = Kind(colors: 256, background: .dark).contrast(Style(color, on: .basic(0)))
            #expect(contrast >= 6.5, "\(name): \(contrast)")
        }
    }

    @Test func directColoursAreTheirParts() {
        let depth = ColorDepth(colors: 1 << 24, hasStandard: true)
        func number(_ color: Color) -> Int { depth.resolve(Style(color)).foreground }
        #expect(number(.rgb(RGB(0x12, 0x34, 0x56), index: 16, fallback: nil)) == 0x123456)
        #expect(number(.indexed(196, fallback: nil)) == 0xFF0000)
        #expect(number(.basic(3)) == 3)
        #expect(number(.basic(9)) == 0xFF0000)
        #expect(number(.rgb(RGB(0, 0, 5), index: 16, fallback: nil)) == 0x080808)
        let fewer = ColorDepth(colors: 256, hasStandard: true)
        #expect(fewer.resolve(Style(.rgb(RGB(1, 2, 3), index: 77, fallback: 2))).foreground == 77)
    }
}
