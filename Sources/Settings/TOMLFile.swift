// What a settings file says: its tables and values in the order of the file, with the line of each.

/// A value of a settings file.
enum TOMLValue {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case table(TOMLTable)
    /// A fraction, a date or a list of tables: no setting is one of them.
    case other

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .integer(let number) = self { number } else { nil } }
    var bool: Bool? { if case .boolean(let isTrue) = self { isTrue } else { nil } }
    var table: TOMLTable? { if case .table(let table) = self { table } else { nil } }
}

/// A table, filled while its file is read.
final class TOMLTable {
    struct Entry {
        let key: String
        var value: TOMLValue
        /// Where the file first speaks of it, or of something below it; from 1.
        let line: Int
        /// Where a header or an assignment first names exactly it.
        var namedLine: Int?
    }

    /// In the order of the file.
    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]
    /// Who made the table, and so who may still add to it.
    enum Maker { case longerHeader, header, dottedKey, braces }
    var maker: Maker

    init(_ maker: Maker) { self.maker = maker }

    subscript(key: String) -> TOMLValue? { entry(key)?.value }

    func entry(_ key: String) -> Entry? { places[key].map { entries[$0] } }

    /// Adds a key that is not there yet.
    func add(_ key: String, _ value: TOMLValue, line: Int, isNamed: Bool) {
        places[key] = entries.count
        entries.append(Entry(key: key, value: value, line: line, namedLine: isNamed ? line : nil))
    }

    /// Notes that a header names a key that was only part of a path before.
    func name(_ key: String, line: Int) {
        guard let place = places[key], entries[place].namedLine == nil else { return }
        entries[place].namedLine = line
    }
}

/// A settings file that was read.
struct TOMLFile {
    let path: String
    let root: TOMLTable

    /// Throws with line and column when the text is not TOML, or holds a list; `path` only names it.
    init(_ text: String, path: String) throws(SettingsError) {
        self.path = path
        var reader = TOMLReader(text)
        do throws(TOMLReader.Problem) {
            root = try reader.read()
        } catch {
            let place = reader.place(of: error)
            throw SettingsError(file: path, line: place.line, column: place.column, problem: error.sentence)
        }
    }

    /// The line that first speaks of this path of keys, or of something below it; nil when none does.
    func line(of keys: [String]) -> Int? { entry(keys)?.line }

    /// Whether a header or an assignment names exactly this path.
    func names(_ keys: [String]) -> Bool { line(naming: keys) != nil }

    /// The line of the first header or assignment that names exactly this path; nil when none does.
    func line(naming keys: [String]) -> Int? { entry(keys)?.namedLine }

    func error(at keys: [String], _ problem: String) -> SettingsError {
        SettingsError(file: path, line: line(of: keys), problem: problem)
    }

    private func entry(_ keys: [String]) -> TOMLTable.Entry? {
        var table: TOMLTable? = root
        for key in keys.dropLast() { table = table?[key]?.table }
        return keys.last.flatMap { table?.entry($0) }
    }
}
