// What a command finds around it: the environment, the configuration, and what both say for this call.

import Annotations
import ArgumentParser
import Glibc
import Reader
import Settings
import Sidecar

/// The environment variables that gloss looks at.
enum Surroundings {
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Those that the program's parts ask for.
    static var environment: [String: String] {
        let names = [
            "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME", "USER", "NO_COLOR", "TERM", "COLORTERM",
            "COLORFGBG",
            "VISUAL", "EDITOR", "SHELL", "LANG", "LC_ALL", "LC_CTYPE",
        ]
        var environment: [String: String] = [:]
        for name in names { environment[name] = variable(name) }
        return environment
    }

    static var settings: SettingsFolder { SettingsFolder(environment: environment) }

    /// `$XDG_STATE_HOME/gloss`, else `~/.local/state/gloss`; nil when the environment names no place.
    static var stateFolder: String? {
        if let home = variable("XDG_STATE_HOME"), home.hasPrefix("/") { return home + "/gloss" }
        return variable("HOME").map { $0 + "/.local/state/gloss" }
    }

    /// `$XDG_DATA_HOME/gloss/snapshots`, else the same in `~/.local/share`; nil when the environment names no place.
    private static var snapshotFolder: String? {
        if let home = variable("XDG_DATA_HOME"), home.hasPrefix("/") { return home + "/gloss/snapshots" }
        return variable("HOME").map { $0 + "/.local/share/gloss/snapshots" }
    }

    /// Where annotated texts are kept, as the configuration has it.
    static func snapshots(_ configuration: Configuration) -> Snapshots {
        let place: Snapshots.Place =
            switch configuration.snapshots {
            case .data: .data
            case .beside: .beside
            case .off: .off
            }
        return Snapshots(place, folder: snapshotFolder)
    }

    /// The texts that are kept, for who does not write.
    static var keptTexts: Snapshots { Snapshots(.off, folder: snapshotFolder) }

    static func configuration() throws(Failure) -> Configuration {
        do throws(SettingsError) { return try Configuration.load(from: settings) } catch { throw Failure(error) }
    }

    static func keymap(_ name: String) throws(Failure) -> Keymap {
        do throws(SettingsError) {
            return try KeymapFiles(folder: settings).keymap(named: name)
        } catch {
            throw Failure(error)
        }
    }

    /// The codebook for an article, which is the nearest up from its folder.
    static func codebook(for article: String) throws(Failure) -> CodebookFile {
        try codebook(at: try folder(of: article))
    }

    /// The paths at which it may be; none where the folder is gone.
    static func codebookPlaces(for article: String) -> [String] {
        (try? folder(of: article)).map(CodebookFile.places(from:)) ?? []
    }

    static func codebook(in folder: String) throws(Failure) -> CodebookFile { try codebook(at: try resolved(folder)) }

    /// The absolute path of the folder that an article is in.
    static func folder(of article: String) throws(Failure) -> String {
        try resolved(article.lastIndex(of: "/").map { String(article[...$0]) } ?? ".")
    }

    private static func resolved(_ folder: String) throws(Failure) -> String {
        guard let resolved = realpath(folder, nil) else {
            throw Failure(folder, "there is no such directory; check its name")
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether there is nothing at a path.
    static func isMissing(_ path: String) -> Bool { access(path, F_OK) != 0 && errno == ENOENT }

    private static func codebook(at folder: String) throws(Failure) -> CodebookFile {
        do throws(SettingsError) {
            return try CodebookFile.nearest(to: folder)
        } catch {
            throw Failure(error)
        }
    }
}

/// The options of every command that reads or writes marks.
struct MarkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Whose marks: the coder's name, 1 to 32 letters, digits, - and _. Where marks are listed, none means every \
            coder's.
            """,
            valueName: "name"))
    var coder: String?

    @Option(help: ArgumentHelp("Where sidecars are kept instead of beside the articles.", valueName: "directory"))
    var sidecarDir: String?

    func check() throws(Failure) {
        if let coder, !SidecarLocation.isCoder(coder) { throw Failure(.badCoder(coder)) }
    }

    /// The one sidecar that a command writes.
    func location(of article: String) throws(Failure) -> SidecarLocation {
        try check()
        let name: String?
        if let coder { name = coder } else { name = try Surroundings.configuration().coder }
        do throws(SidecarError) {
            return try SidecarLocation(article: article, coder: name, directory: sidecarDir)
        } catch {
            throw Failure(error)
        }
    }
}
