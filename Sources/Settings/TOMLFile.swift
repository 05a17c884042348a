// A parsed TOML file that still knows the order of its statements and the line of each.

import TOMLKit

/// TOMLKit gives tables without order or places. Both are found again by parsing each statement by itself: it tells
/// which path of keys that statement sets.
struct TOMLFile {
    let path: String
    let root: TOMLTable
    private let statements: [Statement]

    private struct Statement {
        /// The keys from the root.
        var keys: [String]
        /// From 1.
        var line: Int
    }

    /// Throws with line and column when the text is not TOML; `path` only names it.
    init(_ text: String, path: String) throws(SettingsError) {
        self.path = path
        if let place = TOMLGuard.problem(in: text) {
            throw SettingsError(
                file: path, line: place.line, column: place.column, problem: place.problem)
        }
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw SettingsError(
                file: path, line: place.line, column: place.column,
                problem: "this is not TOML; mend it here (\(error.description))")
        } catch {
            throw SettingsError(file: path, problem: "this is not TOML (\(error))")
        }
        statements = TOMLFile.statements(of: text)
    }

    /// The line of the first statement that sets this path of keys, or something below it; nil when none was found.
    func line(of keys: [String]) -> Int? {
        statements.first { $0.keys.starts(with: keys) }?.line
    }

    /// Whether a header or an assignment names exactly this path.
    func names(_ keys: [String]) -> Bool {
        statements.contains { $0.keys == keys }
    }

    /// The line of the first statement that names exactly this path; nil when none does.
    func line(naming keys: [String]) -> Int? {
        statements.first { $0.keys == keys }?.line
    }

    /// The keys of the table at `keys`, in the file's order; those whose place is not known come last, by name.
    func orderedKeys(of table: TOMLTable, at keys: [String]) -> [String] {
        let placed = table.keys.map { (key: $0, line: line(of: keys + [$0]) ?? .max) }
        return placed.sorted { ($0.line, $0.key) < ($1.line, $1.key) }.map(\.key)
    }

    func error(at keys: [String], _ problem: String) -> SettingsError {
        SettingsError(file: path, line: line(of: keys), problem: problem)
    }

    private static func statements(of text: String) -> [Statement] {
        var statements: [Statement] = []
        var header: [String] = []
        var pending = ""
        var start = 1
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if pending.isEmpty { start = index + 1 }
            pending += String(line) + "\n"
            // A statement over several lines cannot be complete before one that holds its closing quotes.
            guard start == index + 1 || line.contains(where: { $0 == "\"" || $0 == "'" }),
                let table = try? TOMLTable(string: pending)
            else { continue }
            pending = ""
            guard !table.isEmpty else { continue }
            let isHeader = line.first { $0 != " " && $0 != "\t" } == "[" && start == index + 1
            let keys = onlyPath(in: table)
            if isHeader { header = keys }
            statements.append(Statement(keys: isHeader ? keys : header + keys, line: start))
        }
        return statements
    }

    /// The keys from the root down to the first table that holds not exactly one.
    private static func onlyPath(in table: TOMLTable) -> [String] {
        var keys: [String] = []
        var current = table
        while current.count == 1, let key = current.keys.first {
            keys.append(key)
            guard let next = current[key]?.table else { break }
            current = next
        }
        return keys
    }
}
