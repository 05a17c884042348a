// TOML 1.0 as far as settings need it: all of it but lists, which are an error that says so.

/// Reads a text of TOML (toml.io/en/v1.0.0) once, from its first byte to its last.
struct TOMLReader {
    /// What is wrong, and at which byte.
    struct Problem: Error {
        let offset: Int
        let sentence: String

        init(_ offset: Int, _ what: String) {
            self.offset = offset
            sentence = "this is not TOML; mend it here (\(what))"
        }

        static func list(_ offset: Int) -> Problem {
            Problem(
                offset: offset,
                sentence: "a [ has no place here, settings hold no lists; take it out, or put the text in quotes")
        }

        private init(offset: Int, sentence: String) { (self.offset, self.sentence) = (offset, sentence) }
    }

    let bytes: [UInt8]
    /// The next byte.
    var next = 0
    private var line = 1
    /// How many braces are open. Tables within tables are read, walked and freed by recursion, so their depth has a
    /// limit, whichever way it is written.
    private var depth = 0
    private static let deepest = 32

    /// The headers and assignments that stand on their own lines, in the order of the file.
    private(set) var statements: [Statement] = []
    /// Where each of the keys stands that were read last, quotes included, in bytes.
    private var keyPlaces: [Range<Int>] = []

    /// A header or an assignment, as it stands in the file.
    struct Statement {
        let isHeader: Bool
        /// As written: an assignment's begin in the table of the header before it.
        let keys: [String]
        /// Where each of the keys stands, quotes included.
        let places: [Range<Int>]
        /// Its lines, with the line break after the last.
        var lines: Range<Int>
        /// Where an assignment's value stands, quotes included.
        var value: Range<Int>?
    }

    init(_ text: String) { bytes = Array(text.utf8) }

    /// Line, and column in code points, of a problem; from 1.
    func place(of problem: Problem) -> (line: Int, column: Int) {
        let before = bytes.prefix(problem.offset)
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return (before.count { $0 == 0x0A } + 1, before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }

    mutating func read() throws(Problem) -> TOMLTable {
        let root = TOMLTable(.header)
        var current = root
        while next < bytes.count {
            let start = next
            let known = statements.count
            skipBlanks()
            switch peek {
            case 0x5B: current = try header(root)  // [
            case 0x0A, 0x0D, 0x23, nil: break
            default: try assignment(in: current)
            }
            try endLine()
            if statements.count > known { statements[known].lines = start..<next }
        }
        return root
    }

    /// Notes a statement whose keys were just read; what stands within braces is part of one.
    private mutating func note(_ keys: [String], isHeader: Bool) {
        guard depth == 0 else { return }
        statements.append(Statement(isHeader: isHeader, keys: keys, places: keyPlaces, lines: next..<next))
    }

    // MARK: Lines

    var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 { next += 1 }
    }

    /// Takes the rest of a line, which can only be a comment.
    private mutating func endLine() throws(Problem) {
        skipBlanks()
        if peek == 0x23 {
            while let byte = peek, byte != 0x0A, byte != 0x0D {
                guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw Problem(next, "a control character") }
                next += 1
            }
        }
        if peek == nil { return }
        guard try takeLineBreak() else { throw unexpected() }
    }

    mutating func takeLineBreak() throws(Problem) -> Bool {
        if peek == 0x0D {
            guard next + 1 < bytes.count, bytes[next + 1] == 0x0A else {
                throw Problem(next, "a carriage return without a line feed")
            }
            next += 1
        }
        guard peek == 0x0A else { return false }
        next += 1
        line += 1
        return true
    }

    private func unexpected(_ wanted: String = "the end of the line") -> Problem {
        peek == 0x5B ? .list(next) : Problem(next, "here should be \(wanted)")
    }

    // MARK: Tables

    /// `[a.b]`: makes or finds the table that the following lines are about. What is beneath a list of tables, `[[a]]`,
    /// is read and forgotten.
    private mutating func header(_ root: TOMLTable) throws(Problem) -> TOMLTable {
        let start = next
        next += 1
        let isList = peek == 0x5B
        if isList { next += 1 }
        let keys = try self.keys()
        note(keys, isHeader: true)
        for _ in 0..<(isList ? 2 : 1) {
            guard peek == 0x5D else { throw unexpected("a ]") }
            next += 1
        }
        var table = root
        for key in keys.dropLast() { table = try step(from: table, to: key, .longerHeader, at: start) }
        let last = keys[keys.count - 1]
        guard let known = table[last] else {
            let made = TOMLTable(.header)
            table.add(last, isList ? .other : .table(made), line: line, isNamed: true)
            return made
        }
        if isList, case .other = known { return TOMLTable(.header) }
        guard !isList, let known = known.table, known.maker == .longerHeader else {
            throw Problem(start, "'\(last)' is there already")
        }
        known.maker = .header
        table.name(last, line: line)
        return known
    }

    private func step(
        from table: TOMLTable, to key: String, _ maker: TOMLTable.Maker, at offset: Int
    ) throws(Problem) -> TOMLTable {
        guard let known = table[key] else {
            let made = TOMLTable(maker)
            table.add(key, .table(made), line: line, isNamed: false)
            return made
        }
        if case .other = known { return TOMLTable(.header) }
        guard let known = known.table, known.maker != .braces, maker != .dottedKey || known.maker == .dottedKey else {
            throw Problem(offset, "'\(key)' is there already")
        }
        return known
    }

    /// `a.b = value`.
    private mutating func assignment(in table: TOMLTable) throws(Problem) {
        let start = next
        let keys = try self.keys()
        note(keys, isHeader: false)
        guard peek == 0x3D else { throw unexpected("a =") }
        next += 1
        skipBlanks()
        var table = table
        for key in keys.dropLast() { table = try step(from: table, to: key, .dottedKey, at: start) }
        let last = keys[keys.count - 1]
        guard table[last] == nil else { throw Problem(start, "'\(last)' is there already") }
        let line = line
        let from = next
        table.add(last, try value(), line: line, isNamed: true)
        if depth == 0 { statements[statements.count - 1].value = from..<next }
    }

    /// Keys with points between them, and the blanks around them.
    private mutating func keys() throws(Problem) -> [String] {
        var keys: [String] = []
        keyPlaces = []
        while true {
            skipBlanks()
            guard keys.count < TOMLReader.deepest else { throw Problem(next, "too many names with points between") }
            let start = next
            keys.append(try key())
            keyPlaces.append(start..<next)
            skipBlanks()
            guard peek == 0x2E else { return keys }
            next += 1
        }
    }

    private mutating func key() throws(Problem) -> String {
        if peek == 0x22 || peek == 0x27 { return try line(of: bytes[next]) }
        let start = next
        while let byte = peek, TOMLReader.isBare(byte) { next += 1 }
        guard next > start else { throw unexpected("a name, of A to Z, a to z, 0 to 9, _ and -, or in quotes") }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: true
        default: false
        }
    }

    // MARK: Values

    private mutating func value() throws(Problem) -> TOMLValue {
        switch peek {
        case 0x22?, 0x27?:
            let quote = bytes[next]
            let isLong = next + 2 < bytes.count && bytes[next + 1] == quote && bytes[next + 2] == quote
            return .string(isLong ? try lines(of: quote) : try line(of: quote))
        case 0x7B?: return .table(try braces())
        default: return try word()
        }
    }

    /// `{ a = 1, b = 2 }`
    private mutating func braces() throws(Problem) -> TOMLTable {
        let table = TOMLTable(.header)
        guard depth < TOMLReader.deepest else { throw Problem(next, "too many { within one another") }
        depth += 1
        next += 1
        skipBlanks()
        if peek != 0x7D {
            while true {
                try assignment(in: table)
                skipBlanks()
                guard peek == 0x2C else { break }
                next += 1
            }
        }
        guard peek == 0x7D else { throw unexpected("a , or a }") }
        next += 1
        depth -= 1
        // Complete as it stands: nothing may be added from elsewhere.
        table.maker = .braces
        return table
    }

    /// A value without quotes: `true`, a number, a date.
    private mutating func word() throws(Problem) -> TOMLValue {
        let start = next
        while let byte = peek, TOMLReader.isBare(byte) || byte == 0x2B || byte == 0x2E || byte == 0x3A { next += 1 }
        let text = String(decoding: bytes[start..<next], as: UTF8.self)
        switch text {
        case "": throw unexpected("a value; text stands in quotes")
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if let number = TOMLReader.integer(text) { return .integer(number) }
        guard TOMLReader.isOther(text) else { throw Problem(start, "this is no value; text stands in quotes") }
        return .other
    }

    /// A whole number in any of the notations of TOML.
    private static func integer(_ text: String) -> Int? {
        let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
        let digits = isSigned ? text.dropFirst() : text[...]
        let bases = ["0x": 16, "0o": 8, "0b": 2]
        let base = isSigned ? 10 : bases[String(digits.prefix(2))] ?? 10
        let figures = base == 10 ? digits : digits.dropFirst(2)
        // An underscore stands between two digits, and only 0 itself begins with one.
        guard !figures.split(separator: "_", omittingEmptySubsequences: false).contains(""),
            base != 10 || figures == "0" || !figures.hasPrefix("0"), figures.first != "+", figures.first != "-"
        else { return nil }
        return Int((text.hasPrefix("-") ? "-" : "") + figures.filter { $0 != "_" }, radix: base)
    }

    /// Whether a word may be a fraction or a date: that is all that is to be known of them.
    private static func isOther(_ text: String) -> Bool {
        if ["inf", "nan"].contains(text.drop { $0 == "+" || $0 == "-" }) { return true }
        if text.contains(where: { ".eE".contains($0) }), Double(text.filter { $0 != "_" }) != nil { return true }
        let beginsWithDigit = text.utf8.first.map { (0x30...0x39).contains($0) } == true
        return beginsWithDigit && text.contains { $0 == "-" || $0 == ":" }
    }
}
