// Which event a report of the mouse stands for: SGR's form (1006), rxvt's (1015), and the three bytes of X10.

import Screen

/// The forms in which terminals report the mouse. Columns and rows count from 1 in all of them.
enum MouseReport {
    /// `CSI < button ; column ; row M`, with `m` for a button let go; or the same with neither `<` nor `m`, and 32
    /// added to the button. Nil when the sequence is neither.
    static func mouse(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Mouse? {
        guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
        let isSGR = parameters.first == UInt8(ascii: "<")
        var numbers: [Int] = []
        for part in (isSGR ? parameters.dropFirst() : parameters)
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        {
            guard (1...6).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let position = Position(column: numbers[1] - 1, row: numbers[2] - 1)
        if isSGR { return mouse(numbers[0], position, isRelease: final == UInt8(ascii: "m")) }
        guard final == UInt8(ascii: "M"), numbers[0] >= 32 else { return nil }
        return mouse(numbers[0] - 32, position, isRelease: (numbers[0] - 32) & 3 == 3 && numbers[0] < 32 + 64)
    }

    /// The three bytes after `CSI M`, each with 32 added. Nil when one of them is out of range.
    static func mouse(x10 bytes: ArraySlice<UInt8>) -> Mouse? {
        let numbers = bytes.map { Int($0) - 32 }
        guard numbers.count == 3, numbers[0] >= 0, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let position = Position(column: numbers[1] - 1, row: numbers[2] - 1)
        return mouse(numbers[0], position, isRelease: numbers[0] & 3 == 3 && numbers[0] < 64)
    }

    /// xterm's number of a button: two bits for the button, then 4 Shift, 8 Alt, 16 Control, 32 motion, 64 the wheel.
    private static func mouse(_ number: Int, _ position: Position, isRelease: Bool) -> Mouse? {
        var held: Key.Modifiers = []
        if number & 4 != 0 { held.insert(.shift) }
        if number & 8 != 0 { held.insert(.alt) }
        if number & 16 != 0 { held.insert(.control) }
        guard number < 128 else { return nil }
        if number & 64 != 0 {
            guard number & 3 < 2 else { return nil }
            return Mouse(number & 3 == 0 ? .wheelUp : .wheelDown, at: position, held)
        }
        if isRelease { return Mouse(.release, at: position, held) }
        let buttons: [Mouse.Button] = [.left, .middle, .right]
        guard number & 3 < 3 else { return nil }
        let button = buttons[number & 3]
        return Mouse(number & 32 != 0 ? .drag(button) : .press(button), at: position, held)
    }
}
