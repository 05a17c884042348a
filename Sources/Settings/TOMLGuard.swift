// What must not reach the TOML parser: it ends the whole program, by an assertion, at some headers and lists.

/// Scans a text for the two things the parser cannot be given: a header without a name, and anything that begins a
/// list (settings have none). It need not be right after the first mistake, where the parser stops by itself.
struct TOMLGuard {
    /// A place that must be mended before the text can be parsed; line and column (in code points) from 1.
    struct Problem: Equatable {
        var line: Int
        var column: Int
        var problem: String
    }

    private enum Inside {
        case nothing, comment
        /// Between quotes of this kind; three of them for a string over several lines.
        case string(quote: Unicode.Scalar, isLong: Bool)
    }

    private var inside = Inside.nothing

    /// The first such place of a text; nil when the parser can have it.
    static func problem(in text: String) -> Problem? {
        var scanner = TOMLGuard()
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let (offset, problem) = scanner.scan(Array(line)) {
                return Problem(line: index + 1, column: offset + 1, problem: problem)
            }
        }
        return nil
    }

    /// Reads one line; gives the place of a problem as an index into it.
    private mutating func scan(_ line: [Unicode.Scalar]) -> (Int, String)? {
        var index = 0
        if case .string(_, isLong: true) = inside {
        } else {
            inside = .nothing
            let name = TOMLGuard.startOfHeader(in: line)
            if let name, !TOMLGuard.canBeginName(name < line.count ? line[name] : "\n") {
                return (
                    name,
                    "a header needs a name after its [, in quotes unless it begins with one of A to Z, a to z, "
                        + "0 to 9, _ and -"
                )
            }
            index = name ?? 0
        }
        while index < line.count {
            if case .nothing = inside, line[index] == "[" {
                return (index, "a [ has no place here, settings hold no lists; take it out, or put the text in quotes")
            }
            index += step(line, at: index)
        }
        return nil
    }

    /// Takes in what stands at the index; gives the number of scalars that were taken.
    private mutating func step(_ line: [Unicode.Scalar], at index: Int) -> Int {
        let scalar = line[index]
        let isTriple = index + 2 < line.count && line[index + 1] == scalar && line[index + 2] == scalar
        switch inside {
        case .comment:
            return line.count - index
        case .nothing:
            if scalar == "#" { inside = .comment }
            guard scalar == "\"" || scalar == "'" else { return 1 }
            inside = .string(quote: scalar, isLong: isTriple)
            return isTriple ? 3 : 1
        case .string(let quote, let isLong):
            if quote == "\"", scalar == "\\" { return 2 }
            guard scalar == quote, isTriple || !isLong else { return 1 }
            inside = .nothing
            guard isLong else { return 1 }
            // One or two quotes may stand right before the closing three.
            return line[index...].prefix(5).prefix { $0 == quote }.count
        }
    }

    /// Where the name of a header should begin; nil for a line that is no header.
    private static func startOfHeader(in line: [Unicode.Scalar]) -> Int? {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        var rest = line.drop(while: isBlank)
        guard rest.popFirst() == "[" else { return nil }
        rest = rest.drop(while: isBlank)
        if rest.first == "[" { rest = rest.dropFirst().drop(while: isBlank) }
        return rest.startIndex
    }

    /// A closing bracket is left to the parser, which says what is wrong with it.
    private static func canBeginName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "_", "-", "\"", "'", "]": true
        default: false
        }
    }
}
