// `gloss tutor`: a guided article that is a real one, kept with its marks in the state folder.

import ArgumentParser
import Glibc
import Reader
import Screen
import Sidecar

struct Tutor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tutor",
        abstract: "Learn to read and mark in five minutes, on an article made for it.",
        discussion: """
            Example: gloss tutor --keymap less
            """)

    @OptionGroup var marks: MarkOptions
    @OptionGroup var reading: ReadingOptions

    init() {}

    init(marks: MarkOptions, reading: ReadingOptions) {
        self.marks = marks
        self.reading = reading
    }

    func run() throws {
        let chosen = Reading(reading, marks)
        var request = try chosen.request([])
        request.articles = [try TutorArticle.prepare(for: request.keymap)]
        // Its marks belong beside it, wherever those of other articles are kept.
        request.sidecarDirectory = nil
        try chosen.run(request)
    }
}

/// The tutor's article.
enum TutorArticle {
    /// The path of the user's copy, which is made when it is missing, and made anew while nothing is marked in it and
    /// the keys have changed.
    static func prepare(for keymap: Keymap) throws(Failure) -> String {
        guard let folder = Surroundings.stateFolder else {
            throw Failure(nil, "there is no place for the tutor; set HOME or XDG_STATE_HOME")
        }
        let path = folder + "/tutor/gloss-tutor.txt"
        let text = Array(text(for: keymap, path: path).utf8)
        if access(path, F_OK) == 0 {
            let isMarked = ((try? SidecarLocation.all(of: path)) ?? []).isEmpty == false
            let now = try ArticleFile.document(path)
            if isMarked || now.withBytes(now.span, { $0.elementsEqual(text) }) { return path }
        }
        try makeFolders(folder + "/tutor")
        let file = try OutputFile(path, sparing: [])
        do throws(Failure) {
            try file.write(String(decoding: text, as: UTF8.self))
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
        return path
    }

    /// The article with actions in the place of keys.
    static var template: String { String(decoding: PackageResources.tutor_txt, as: UTF8.self) }

    /// The article with `{action}` replaced by the keys that do it, or by its name after `:` where none does.
    static func text(for keymap: Keymap, path: String) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            text += name(of: String(rest[..<close]), keymap, path)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static func name(of action: String, _ keymap: Keymap, _ path: String) -> String {
        if action == "file" { return path }
        if action == "keymap" { return keymap.name }
        guard let command = Command(named: action) else { return "{\(action)}" }
        // Of several the easiest to type, and of these the keymap's own, which comes after the base's.
        guard let keys = keymap.keys(for: command).reversed().min(by: { effort($0) < effort($1) }) else {
            return ":\(command.rawValue)"
        }
        return Key.display(of: keys)
    }

    /// How much keys ask of a keyboard and a terminal: characters least, then named keys, Control, anything else.
    private static func effort(_ keys: [Key]) -> Int {
        keys.map { key in
            if key.isPlainCharacter { return 0 }
            return key.modifiers.isEmpty ? 1 : key.modifiers == .control ? 2 : 3
        }.max() ?? 0
    }

    private static func makeFolders(_ path: String) throws(Failure) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) == 0 || errno == EEXIST || access(made, F_OK) == 0 else {
                throw Failure(
                    made, "the folder could not be made (\(Output.reason(errno))); check its place", .notSaved)
            }
        }
    }
}
