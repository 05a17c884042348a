// Keymaps from files: the user's own first, then those that gloss brings along.

import Keymaps
import Reader

/// The keymaps there are.
public struct KeymapFiles: Sendable {
    private let folder: String?

    public init(folder: SettingsFolder) { self.folder = folder.keymapsFolder }

    /// The names a user can choose: ours in the order they are offered, then the user's own by name.
    public var names: [String] {
        let own = folder.map(SettingsFolder.names(in:)) ?? []
        let ownNames = own.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(".toml".count)) }
        return Keymaps.names
            + ownNames.filter { Configuration.isPlainName($0) && !Keymaps.names.contains($0) && $0 != "base" }
    }

    /// Reads the keymap of a name with all that it extends. A user's file goes before ours of the same name, which it
    /// may extend. Throws when there is none, for an `extends` that leads back to itself, and for anything wrong in a
    /// file.
    public func keymap(named name: String) throws(SettingsError) -> Keymap {
        var layers: [KeymapFile] = []
        var wanted: (name: String, by: KeymapFile?)? = (name, nil)
        while let (name, child) = wanted {
            let layer = try layer(named: name, wantedBy: child, above: layers)
            layers.append(layer)
            wanted = layer.extends.map { ($0, layer) }
        }
        do {
            return try Keymap(
                name: name, digitsCount: layers.lazy.compactMap(\.digitsCount).first ?? false,
                isSelectionExclusive: layers.lazy.compactMap(\.isSelectionExclusive).first ?? false,
                layers: layers.reversed().map(\.changes))
        } catch {
            throw SettingsError(error)
        }
    }

    private func layer(
        named name: String, wantedBy child: KeymapFile?, above layers: [KeymapFile]
    ) throws(SettingsError) -> KeymapFile {
        guard Configuration.isPlainName(name) else {
            throw missing(name, wantedBy: child, "is no keymap's name (letters, digits, _ and - only)")
        }
        let builtIn = "\(name).toml (built in)"
        let own = folder.map { SettingsFolder.join($0, name + ".toml") }
        let used = Set(layers.map(\.file.path))
        if let own, !used.contains(own), let text = try SettingsFile.text(of: own) {
            return try KeymapFile(text, path: own, name: name)
        }
        if !used.contains(builtIn), let bytes = Keymaps.bytes(named: name) {
            return try KeymapFile(SettingsFile.decode(bytes, path: builtIn), path: builtIn, name: name)
        }
        guard let child, let first = layers.firstIndex(where: { $0.name == name }) else {
            throw missing(name, wantedBy: child, "is no keymap")
        }
        let circle = (layers[first...].map(\.name) + [name]).joined(separator: ", ")
        throw child.file.error(
            at: ["extends"], "'extends' goes in a circle (\(circle)); let one of them extend \"base\"")
    }

    private func missing(_ name: String, wantedBy child: KeymapFile?, _ what: String) -> SettingsError {
        let advice =
            nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))"
        if let child { return child.file.error(at: ["extends"], "'\(name)' \(what); \(advice)") }
        return SettingsError(file: folder ?? "keymaps", problem: "'\(name)' \(what); \(advice)")
    }
}

/// One keymap file by itself.
struct KeymapFile {
    let file: TOMLFile
    let name: String
    /// The keymap this one changes; nil for one that stands alone.
    let extends: String?
    /// nil leaves it to what this one extends.
    let digitsCount: Bool?
    /// nil leaves it to what this one extends.
    let isSelectionExclusive: Bool?
    /// In the file's order.
    let changes: [Keymap.Change]

    /// A file that does not say what it extends extends `base`; `extends = ""` stands alone.
    init(_ text: String, path: String, name: String) throws(SettingsError) {
        self.name = name
        file = try TOMLFile(text, path: path)
        var extends: String? = "base"
        var digitsCount: Bool?
        var isSelectionExclusive: Bool?
        var changes: [Keymap.Change] = []
        for entry in file.root.entries {
            let (key, value) = (entry.key, entry.value)
            switch key {
            case "extends":
                guard let parent = value.string else {
                    throw file.error(at: [key], "'extends' is not text; write the name of a keymap in quotes")
                }
                extends = parent.isEmpty ? nil : parent
            case "digits-count":
                guard let counts = value.bool else {
                    throw file.error(at: [key], "'digits-count' is neither true nor false; write one of them")
                }
                digitsCount = counts
            case "selection":
                guard let kind = value.string, ["inclusive", "exclusive"].contains(kind) else {
                    throw file.error(
                        at: [key], "'selection' is neither \"inclusive\" nor \"exclusive\"; write one of them")
                }
                isSelectionExclusive = kind == "exclusive"
            case "keys":
                guard let table = value.table else {
                    throw file.error(at: [key], "'keys' is no table; write [keys] on a line of its own")
                }
                changes = try KeymapFile.changes(in: table, of: file)
            default:
                throw unknownKey(key, at: [key], among: ["extends", "digits-count", "selection", "keys"], in: file)
            }
        }
        (self.extends, self.digitsCount, self.changes) = (extends, digitsCount, changes)
        self.isSelectionExclusive = isSelectionExclusive
    }

    private static func changes(in table: TOMLTable, of file: TOMLFile) throws(SettingsError) -> [Keymap.Change] {
        var changes: [Keymap.Change] = []
        for entry in table.entries {
            let key = entry.key
            guard let action = entry.value.string else {
                throw file.error(
                    at: ["keys", key], "'\(key)' is bound to no text; write both in quotes, as \"C-f\" = \"page-down\"")
            }
            let origin = Keymap.Origin(file: file.path, line: entry.line)
            do {
                changes.append(try Keymap.Change(keys: key, action: action, origin: origin))
            } catch {
                throw SettingsError(error)
            }
        }
        return changes
    }
}

extension SettingsError {
    init(_ error: KeymapError) {
        self.init(file: error.origin.file, line: error.origin.line, problem: error.problem)
    }
}
