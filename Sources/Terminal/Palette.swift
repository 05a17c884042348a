// From the colours a view asks for to those that the terminal has.

import Screen

/// What a terminal can show in colour.
struct ColorDepth: Equatable {
    /// 0 for a monochrome terminal, or where colours are not wanted.
    var colors: Int
    /// Whether the terminal's own foreground and background can be asked for.
    var hasStandard: Bool
}

/// A style in the terminal's own numbers.
struct ResolvedStyle: Equatable {
    /// The number of a colour; -1 is the terminal's own.
    var foreground: Int
    var background: Int
    var attributes: Attributes
}

extension ColorDepth {
    /// Comes as near to a style as the terminal can.
    func resolve(_ style: Style) -> ResolvedStyle {
        var result = ResolvedStyle(foreground: -1, background: -1, attributes: style.attributes)
        guard colors > 0 else { return result }
        let foreground = number(style.foreground)
        let background = number(style.background)
        result.foreground = foreground.color
        result.background = background.color
        // A bright foreground of eight colours is the bold form of the basic one; a background has no such form.
        if foreground.isBright { result.attributes.insert(.bold) }
        if !hasStandard, result.foreground >= 0 || result.background >= 0 {
            if result.foreground < 0 { result.foreground = 7 }
            if result.background < 0 { result.background = 0 }
        }
        return result
    }

    private func number(_ color: Color) -> (color: Int, isBright: Bool) {
        switch color {
        case .standard:
            return (-1, false)
        case .basic(let basic):
            let basic = basic & 15
            // Where colours are given by their parts, only the first eight have numbers.
            if isDirect, basic > 7 { return (direct(RGB(xterm: basic)), false) }
            return Int(basic) < colors ? (Int(basic), false) : (Int(basic & 7), true)
        case .indexed(let index, let fallback):
            if isDirect { return (direct(RGB(xterm: index)), false) }
            if colors >= 256 { return (Int(index), false) }
            return fallback.map { number(.basic($0)) } ?? (-1, false)
        case .rgb(let color, let index, let fallback):
            return isDirect ? (direct(color), false) : number(.indexed(index, fallback: fallback))
        }
    }

    /// Whether a colour's number is its red, green and blue, as with the terminfo entries named `-direct`.
    private var isDirect: Bool { colors >= 1 << 24 }

    /// The numbers below 8 stand for the basic colours there, and a basic colour that is bold becomes a bright one on
    /// some terminals: black is a very dark grey instead.
    private func direct(_ color: RGB) -> Int {
        let number = Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
        return number < 8 ? 0x080808 : number
    }
}
