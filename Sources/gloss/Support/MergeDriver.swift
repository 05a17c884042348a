// Tells git to merge sidecars with `gloss merge`: a driver in the clone's configuration, a line in .gitattributes.

import Glibc

enum MergeDriver {
    private static let attribute = "*.gloss.json merge=gloss"
    private static let title = "marks of gloss, merged one by one"

    /// Sets up the repository of the current directory, and says what it did.
    static func install() throws(Failure) {
        let top = try workTree()
        try Output.write(try setDriver(top) + "\n" + addAttribute(top) + "\n")
        let told = GitProgram.run(["-C", top, "check-attr", "merge", "--", "article.txt.gloss.json"])
        if let told, !told.output.hasSuffix(": gloss\n") {
            Output.message(
                "\(top)/.gitattributes: another rule for the attribute merge outranks the one of gloss; "
                    + "remove it (git check-attr -a article.txt.gloss.json shows what is in force)")
            throw Failure(nil, "git does not merge sidecars with gloss yet", .findings)
        }
    }

    private static func workTree() throws(Failure) -> String {
        guard let found = GitProgram.run(["rev-parse", "--show-toplevel"]) else {
            throw Failure(nil, "git could not be run; install it, or check PATH")
        }
        guard found.status == 0, found.output.hasPrefix("/") else {
            throw Failure(
                nil, "there is no work tree of git here, so nothing was installed; go into one, or run git init first")
        }
        return String(found.output.dropLast())
    }

    private static func setDriver(_ top: String) throws(Failure) -> String {
        // %P is quoted by git; the others are temporary files with plain names in the top directory.
        let command = "\(program) merge -o %A --name %P -- %O %A %B"
        let old = GitProgram.run(["-C", top, "config", "--local", "--get", "merge.gloss.driver"])
        if old?.status == 0, old?.output == command + "\n" {
            return "git config: merge.gloss.driver is set already: \(command)"
        }
        // A driver with a name and no command stops every merge, so the name comes last.
        for (name, value) in [("merge.gloss.driver", command), ("merge.gloss.name", title)] {
            let done = GitProgram.run(
                ["-C", top, "config", "--local", "--replace-all", name, value], withErrors: true)
            guard done?.status == 0 else {
                let reason = done?.output.split(separator: "\n").first.map(String.init) ?? "git could not be run"
                throw Failure(top, "git config could not be written (\(reason)); nothing was installed", .notSaved)
            }
        }
        return "git config: merge.gloss.driver is set: \(command)"
    }

    /// How the shell of git calls this program: by its name where that leads here, else by its path.
    private static var program: String {
        guard let own = realpath("/proc/self/exe", nil) else { return "gloss" }
        defer { free(own) }
        let path = String(cString: own)
        for folder in (Surroundings.variable("PATH") ?? "").split(separator: ":") {
            guard access("\(folder)/gloss", X_OK) == 0 else { continue }
            guard let found = realpath("\(folder)/gloss", nil) else { continue }
            defer { free(found) }
            // The first one is the one that the shell runs.
            if strcmp(found, own) == 0 { return "gloss" }
            break
        }
        var quoted = ""
        for character in path {
            switch character {
            case "'": quoted += "'\\''"
            // git replaces what follows a per cent sign.
            case "%": quoted += "%%"
            default: quoted.append(character)
            }
        }
        return "'\(quoted)'"
    }

    private static func addAttribute(_ top: String) throws(Failure) -> String {
        let path = "\(top)/.gitattributes"
        var status = stat()
        let exists = lstat(path, &status) == 0
        guard !exists || status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(path, "this is not a regular file, and git does not read it; put one in its place")
        }
        let old = try exists ? text(path) : []
        let lines = old.split(separator: 0x0A).map { line in
            line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
        }
        if lines.contains(where: { $0.first == "*.gloss.json" && $0.contains("merge=gloss") }) {
            return "\(path): it has the line already: \(attribute)"
        }
        let file = try OutputFile(path, sparing: [])
        do throws(Failure) {
            let isEnded = old.isEmpty || old.last == 0x0A
            try file.write(bytes: old + (isEnded ? "" : "\n").utf8 + "\(attribute)\n".utf8)
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
        return "\(path): this line was added, commit it: \(attribute)"
    }

    private static func text(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw Failure(path, "it could not be read (\(Output.reason(errno)))") }
        defer { close(descriptor) }
        guard let bytes = GitProgram.readAll(descriptor) else {
            throw Failure(path, "it could not be read (\(Output.reason(errno)))")
        }
        return bytes
    }
}
