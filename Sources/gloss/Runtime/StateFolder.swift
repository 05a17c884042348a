// Where a reader left off, and notes that were not finished: kept apart from the sidecars, a file an article.

import FoundationEssentials
import Glibc
import Reader
import TextModel

/// `$XDG_STATE_HOME/gloss`, else `~/.local/state/gloss`. What cannot be written there is no error: reading and marking
/// do not depend on it.
struct StateFolder: Sendable {
    private let path: String?
    /// Whose drafts are meant: the coder that was named; nil for who writes into the plain sidecar.
    let coder: String?

    init(environment: [String: String], coder: String? = nil) {
        self.coder = coder
        if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") {
            path = base + "/gloss"
        } else {
            path = environment["HOME"].map { $0 + "/.local/state/gloss" }
        }
    }

    struct Kept: Codable {
        var file: String
        /// Bytes.
        var cursorByte: Int?
        var topByte: Int?
        var length: Int?
        var drafts: [String: String]?
        /// By letter, in bytes of the canonical text: a count of code points would have to begin at its start.
        var places: [String: Int]?
        /// Stretches that have been on screen, in bytes: each a start and an end.
        var seen: [Int]?
        /// The text that was shown last, where its sidecar speaks of an older one: 64 hex digits.
        var sha256: String?
    }

    /// Where the reader of an article left off.
    func position(of article: String) -> ReadingPosition? {
        guard let kept = read("positions", article), let cursor = kept.cursorByte, let top = kept.topByte
        else { return nil }
        return ReadingPosition(
            cursor: ByteOffset(max(0, cursor)), top: ByteOffset(max(0, top)), length: max(0, kept.length ?? 0))
    }

    func keep(_ position: ReadingPosition, of article: String) {
        write(
            Kept(
                file: StateFolder.absolute(article), cursorByte: position.cursor.value, topByte: position.top.value,
                length: position.length),
            "positions", article)
    }

    /// Where marks lie that their sidecar cannot take; nil without a state folder.
    var journal: String? { path.map { $0 + "/journal" } }

    /// Where notes lie while an editor has them; nil without a state folder.
    var notes: String? { path.map { $0 + "/notes" } }

    /// The places of all articles, for who asks for thousands of them.
    func keptPlaces() -> KeptPlaces { KeptPlaces(folder: path.map { "\($0)/positions" }) }

    /// The places of an article that have a letter.
    func places(of article: String) -> [Character: ByteOffset] {
        var places: [Character: ByteOffset] = [:]
        for (letter, byte) in read("places", article)?.places ?? [:] where letter.count == 1 && byte >= 0 {
            if let letter = letter.first { places[letter] = ByteOffset(byte) }
        }
        return places
    }

    func keep(_ places: [Character: ByteOffset], of article: String) {
        let bytes = Dictionary(places.map { (String($0.key), $0.value.value) }) { $1 }
        write(Kept(file: StateFolder.absolute(article), places: bytes), "places", article)
    }

    /// What of an article has been on screen.
    func seen(of article: String) -> KeptSeen? {
        guard let kept = read("seen", article), let length = kept.length, let numbers = kept.seen else { return nil }
        var seen = Seen()
        for index in stride(from: 0, to: numbers.count - 1, by: 2)
        where 0 <= numbers[index] && numbers[index] < numbers[index + 1] && numbers[index + 1] <= length {
            seen.add(Span(ByteOffset(numbers[index]), ByteOffset(numbers[index + 1])))
        }
        return KeptSeen(seen, length: length)
    }

    func keep(_ seen: KeptSeen, of article: String) {
        let numbers = seen.seen.spans.flatMap { [$0.start.value, $0.end.value] }
        write(Kept(file: StateFolder.absolute(article), length: seen.length, seen: numbers), "seen", article)
    }

    func name(_ kind: String, _ article: String, coder: String? = nil) -> String? {
        guard let path else { return nil }
        return "\(path)/\(kind)/\(StateFolder.fileName(ofAbsolute: StateFolder.absolute(article), coder: coder))"
    }

    /// The name of what is kept about an article.
    ///
    /// - Parameter coder: of whom it is, where it is not of everybody who reads here.
    static func fileName(ofAbsolute path: String, coder: String? = nil) -> String {
        "\(SourceHash(of: Array(path.utf8)).hex.prefix(32))\(coder.map { "." + $0 } ?? "").json"
    }

    func read(_ kind: String, _ article: String, coder: String? = nil) -> Kept? {
        guard let name = name(kind, article, coder: coder), access(name, R_OK) == 0,
            let data = try? Data(contentsOf: URL(filePath: name))
        else { return nil }
        return try? JSONDecoder().decode(Kept.self, from: data)
    }

    @discardableResult func write(_ kept: Kept, _ kind: String, _ article: String, coder: String? = nil) -> Bool {
        guard let path, let name = name(kind, article, coder: coder), let data = try? JSONEncoder().encode(kept) else {
            return false
        }
        return write(data, to: name, in: "\(path)/\(kind)")
    }

    @discardableResult private func write(_ data: Data, to name: String, in folder: String) -> Bool {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            try data.write(to: URL(filePath: name), options: .atomic)
        } catch {
            return false
        }
        chmod(name, 0o600)
        return true
    }

    /// The path from the root, so that an article is known wherever the program is started.
    static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

// MARK: Searches

extension StateFolder {
    /// What was searched for, the newest last: a line for each, its mode before it.
    func searches() -> [PastSearch] {
        guard let path, let data = try? Data(contentsOf: URL(filePath: path + "/searches")) else { return [] }
        let searches = String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line -> PastSearch? in
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, let mode = SearchPattern.Mode(rawValue: String(parts[0])) else { return nil }
            return PastSearch(text: String(parts[1]), mode: mode)
        }
        return searches.suffix(PastSearch.limit)
    }

    func keep(_ searches: [PastSearch]) {
        guard let path else { return }
        let lines = searches.filter { !$0.text.contains("\n") }.map { "\($0.mode.rawValue)\t\($0.text)\n" }
        write(Data(lines.joined().utf8), to: path + "/searches", in: path)
    }
}
