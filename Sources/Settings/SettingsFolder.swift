// Where a user's own settings are (XDG Base Directory Specification).

import Glibc

/// The folder of gloss's settings.
public struct SettingsFolder: Equatable, Sendable {
    /// An absolute path without a final `/`; nil when the environment names no place: then there are only defaults.
    public let path: String?

    /// `$XDG_CONFIG_HOME/gloss`, else `$HOME/.config/gloss`. A relative path counts as unset, as the specification
    /// has it.
    public init(environment: [String: String]) {
        if let home = environment["XDG_CONFIG_HOME"], home.hasPrefix("/") {
            path = SettingsFolder.join(home, "gloss")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = SettingsFolder.join(home, ".config/gloss")
        } else {
            path = nil
        }
    }

    var configurationFile: String? { path.map { SettingsFolder.join($0, "config.toml") } }
    var keymapsFolder: String? { path.map { SettingsFolder.join($0, "keymaps") } }

    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The names of the entries of a folder, sorted by scalar; none when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}
