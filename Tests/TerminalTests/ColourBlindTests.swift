// Colours that tags get by themselves, as those see them who lack a kind of cones.

import Annotations
import Screen
import Testing

@testable import Terminal
@testable import Views

/// What the lack of one kind of cones makes of linear RGB, fully developed (Machado, Oliveira and Fernandes, 2009).
private enum Sight: String, CaseIterable, Sendable {
    case normal, protanopia, deuteranopia, tritanopia

    private var matrix: [[Double]] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// L*a*b* of a colour as it is seen.
    func lab(_ color: RGB) -> (l: Double, a: Double, b: Double) {
        let (red, green, blue) = color.linear
        let seen = matrix.map { row in max(0, min(1, row[0] * red + row[1] * green + row[2] * blue)) }
        func root(_ value: Double) -> Double {
            guard value > 0.008856 else { return 7.787 * value + 16.0 / 116 }
            var result = 1.0
            for _ in 0..<40 { result -= (result * result * result - value) / (3 * result * result) }
            return result
        }
        let x = root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047)
        let y = root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
        let z = root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883)
        return (116 * y - 16, 500 * (x - y), 200 * (y - z))
    }

    /// CIE 1976: 2.3 is about what one can just see side by side.
    func distance(_ one: RGB, _ other: RGB) -> Double {
        let (first, second) = (lab(one), lab(other))
        let (l, a, b) = (first.l - second.l, first.a - second.a, first.b - second.b)
        return (l * l + a * a + b * b).squareRoot()
    }
}

@Suite struct ColourBlindTests {
    private static let backgrounds: [Theme.Background] = [.dark, .light]

    /// As xterm's 256 colours show it.
    private func seen(_ name: String, on background: Theme.Background) throws -> RGB {
        let resolved = ColorDepth(colors: 256, hasStandard: true)
            .resolve(Style(try #require(TagColor.named(name, on: background))))
        return RGB(xterm: UInt8(resolved.foreground))
    }

    @Test func theSimulationKeepsGreysAndJoinsRedAndGreen() {
        let grey = RGB(128, 128, 128)
        for sight in Sight.allCases { #expect(sight.distance(grey, grey) == 0) }
        let (red, green) = (RGB(200, 80, 40), RGB(120, 120, 40))
        #expect(Sight.deuteranopia.distance(red, green) < Sight.normal.distance(red, green) / 2)
    }

    /// Tags that follow one another in a codebook.
    @Test(arguments: Sight.allCases, backgrounds) fileprivate func neighboursAreToldApartByAll(
        _ sight: Sight, _ background: Theme.Background
    ) throws {
        for (one, other) in zip(Codebook.palette, Codebook.palette.dropFirst()) {
            let distance = sight.distance(try seen(one, on: background), try seen(other, on: background))
            #expect(distance >= 14, "\(one) and \(other) with \(sight.rawValue) on \(background): \(distance)")
        }
    }

    /// Most codebooks have no more tags than this without a colour of their own.
    @Test(arguments: Sight.allCases, backgrounds) fileprivate func anyTwoOfTheFirstFiveAreToldApartByAll(
        _ sight: Sight, _ background: Theme.Background
    ) throws {
        let first = Codebook.palette.prefix(5)
        for (index, one) in first.enumerated() {
            for other in first[..<index] {
                let distance = sight.distance(try seen(one, on: background), try seen(other, on: background))
                #expect(distance >= 11, "\(one) and \(other) with \(sight.rawValue) on \(background): \(distance)")
            }
        }
    }

    /// What the built-in tags have is told apart by all, too.
    @Test(arguments: Sight.allCases, backgrounds) fileprivate func theBuiltInTagsAreToldApartByAll(
        _ sight: Sight, _ background: Theme.Background
    ) throws {
        let colors = Codebook.builtIn.entries.compactMap(\.color) + [Triage.question.color]
        for (index, one) in colors.enumerated() {
            for other in colors[..<index] {
                #expect(sight.distance(try seen(one, on: background), try seen(other, on: background)) >= 11)
            }
        }
    }
}
