// config.toml: the few things a user sets once.

import Reader

/// What `config.toml` says, with the defaults for what it does not say.
public struct Configuration: Equatable, Sendable {
    /// Where the text that was annotated is kept.
    public enum Snapshots: String, CaseIterable, Sendable {
        /// In gloss's own data folder.
        case data
        /// Beside the article.
        case beside
        case off
    }

    /// The keymap's name.
    public var keymap = "vim"
    /// The widest text column, in cells, 20 to 200.
    public var measure = 76
    /// Whether rows are stretched to end flush where a few blanks are enough for that.
    public var justify = false
    /// Who annotates: `[A-Za-z0-9_-]{1,32}`; nil for the plain sidecar.
    public var coder: String?
    public var snapshots = Snapshots.data
    /// Nil lets the terminal's background choose.
    public var theme: ThemeName?
    /// Whether the reader reads the mouse.
    public var mouse = true

    public static let measures = 20...200
    private static let known = ["keymap", "measure", "justify", "coder", "snapshots", "theme", "mouse"]

    public init() {}

    /// Reads the configuration of a folder; a missing file gives the defaults. Throws for a file that cannot be read
    /// and for unknown or impossible settings.
    public static func load(from folder: SettingsFolder) throws(SettingsError) -> Configuration {
        guard let path = folder.configurationFile, let text = try SettingsFile.text(of: path) else {
            return Configuration()
        }
        return try Configuration(text, path: path)
    }

    /// Whether a coder can have this name: `[A-Za-z0-9_-]{1,32}`.
    public static func isCoderName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count) && isPlainName(name)
    }

    /// Whether the name has only letters, digits, `_` and `-` of ASCII, and at least one.
    static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "A"..."Z", "a"..."z", "0"..."9", "_", "-": true
                default: false
                }
            }
    }

    /// Reads the text of a configuration; `path` only names it.
    init(_ text: String, path: String) throws(SettingsError) {
        let file = try TOMLFile(text, path: path)
        for entry in file.root.entries {
            let (key, value) = (entry.key, entry.value)
            switch key {
            case "keymap": keymap = try Configuration.string(value, key, in: file)
            case "measure": measure = try Configuration.measure(value, in: file)
            case "justify": justify = try Configuration.flag(value, key, in: file)
            case "coder": coder = try Configuration.coder(value, in: file)
            case "snapshots": snapshots = try Configuration.snapshots(value, in: file)
            case "theme": theme = try Configuration.theme(value, in: file)
            case "mouse": mouse = try Configuration.flag(value, key, in: file)
            default: throw unknownKey(key, at: [key], among: Configuration.known, in: file)
            }
        }
    }

    private static func string(
        _ value: TOMLValue, _ key: String, in file: TOMLFile
    ) throws(SettingsError) -> String {
        guard let text = value.string else {
            throw file.error(at: [key], "'\(key)' is not text; write it in quotes, as \(key) = \"…\"")
        }
        return text
    }

    private static func flag(
        _ value: TOMLValue, _ key: String, in file: TOMLFile
    ) throws(SettingsError) -> Bool {
        guard let flag = value.bool else {
            throw file.error(at: [key], "'\(key)' is neither true nor false; write one of them, as \(key) = true")
        }
        return flag
    }

    private static func measure(
        _ value: TOMLValue, in file: TOMLFile
    ) throws(SettingsError) -> Int {
        guard let measure = value.int, measures.contains(measure) else {
            throw file.error(
                at: ["measure"],
                "'measure' is not a number of cells from \(measures.lowerBound) to \(measures.upperBound); "
                    + "write one, as measure = 76")
        }
        return measure
    }

    private static func coder(
        _ value: TOMLValue, in file: TOMLFile
    ) throws(SettingsError) -> String {
        let name = try string(value, "coder", in: file)
        guard isCoderName(name) else {
            throw file.error(
                at: ["coder"],
                "'\(name)' is no coder's name; use 1 to 32 of the letters A to Z and a to z, digits, _ and -")
        }
        return name
    }

    private static func theme(
        _ value: any TOMLValueConvertible, in file: TOMLFile
    ) throws(SettingsError) -> ThemeName {
        let name = try string(value, "theme", in: file)
        guard let theme = ThemeName(rawValue: name) else {
            let names = ThemeName.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw file.error(at: ["theme"], "'theme' is '\(name)'; write one of \(names)")
        }
        return theme
    }

    private static func snapshots(
        _ value: TOMLValue, in file: TOMLFile
    ) throws(SettingsError) -> Snapshots {
        let name = try string(value, "snapshots", in: file)
        guard let snapshots = Snapshots(rawValue: name) else {
            let names = Snapshots.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw file.error(at: ["snapshots"], "'snapshots' is '\(name)'; write one of \(names)")
        }
        return snapshots
    }
}

/// The error for a key that no setting has.
func unknownKey(_ key: String, at keys: [String], among known: [String], in file: TOMLFile) -> SettingsError {
    let advice =
        nearestName(to: key, among: known).map { "did you mean '\($0)'?" }
        ?? "there are \(known.joined(separator: ", "))"
    return file.error(at: keys, "'\(key)' is no setting here; \(advice)")
}
