// `gloss merge`: two versions of a sidecar become one, over what both grew out of; git calls it, once it is told to.

import Annotations
import ArgumentParser
import Glibc
import Sidecar

struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge two versions of a sidecar, mark by mark.",
        discussion: """
            BASE is the version that both grew out of; it may be empty or /dev/null, and nothing counts as deleted then. \
            Exits 1 where both sides changed the note or the passage of a mark: ours stays, and theirs stands beside it \
            as a mark of its own. With --install git merges the sidecars of the repository here in this way.

            Example: gloss merge base.gloss.json ours.gloss.json theirs.gloss.json -o article.txt.gloss.json
            """)

    @Argument(help: ArgumentHelp("BASE, OURS and THEIRS.", valueName: "sidecar"), completion: .file())
    var files: [String] = []
    @Option(
        name: [.short, .long], help: "The sidecar to write, which may be OURS; else standard output.",
        completion: .file())
    var output: String?
    @Option(help: ArgumentHelp("What messages call the result; git tells it.", valueName: "path")) var name: String?
    @Flag(help: "Make it the merge driver of the git repository here.") var install = false

    func run() throws {
        if install {
            guard files.isEmpty, output == nil else {
                throw Failure(nil, "--install takes no files; run gloss merge --install in the repository")
            }
            return try MergeDriver.install()
        }
        guard files.count == 3 else {
            throw Failure(nil, "merge takes three files, BASE OURS THEIRS, and these are \(files.count)")
        }
        do {
            let texts = try MergeFiles(base: files[0], ours: files[1], theirs: files[2])
            let merged = try merge(texts)
            try write(merged, texts)
            if say(merged) { throw Ending(status: .findings) }
        } catch let error as SidecarError {
            throw Failure(error)
        }
    }

    private func merge(_ texts: MergeFiles) throws(Failure) -> SidecarMerge {
        do throws(SidecarMerge.Refusal) {
            return try SidecarMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs)
        } catch {
            // git leaves ours in the file, without a word about theirs.
            let advice = name.map { "; the file is ours as it was, and git show ':3:\($0)' prints theirs" }
            throw Failure(label(error.side), "\(error.reason); nothing was merged or written\(advice ?? "")")
        }
    }

    /// A side's file; git's are temporary, so it is told which side of which sidecar it is.
    private func label(_ side: SidecarMerge.Side?) -> String {
        switch side {
        case nil: name ?? output ?? files[1]
        case .base: name.map { "\($0) (base)" } ?? files[0]
        case .ours: name.map { "\($0) (ours)" } ?? files[1]
        case .theirs: name.map { "\($0) (theirs)" } ?? files[2]
        }
    }

    private func write(_ merged: SidecarMerge, _ texts: MergeFiles) throws {
        guard let output, output != "-" else {
            guard Output.isTerminal else { return try Output.write(merged.bytes, to: STDOUT_FILENO, named: nil) }
            return try Output.write(String(decoding: merged.bytes, as: UTF8.self))
        }
        if let copy = try texts.write(merged, to: output, isOurs: isSameFile(output, files[1])) {
            Output.message("\(label(nil)): what stood there was none of the three; it is kept in \(copy)")
        }
    }

    private func isSameFile(_ left: String, _ right: String) -> Bool {
        var (one, other) = (stat(), stat())
        return stat(left, &one) == 0 && stat(right, &other) == 0 && one.st_dev == other.st_dev
            && one.st_ino == other.st_ino
    }

    /// Says what somebody should look at; false where there is nothing.
    private func say(_ merged: SidecarMerge) -> Bool {
        for (side, finding) in merged.findings {
            let line = finding.line.map { ":\($0)" } ?? ""
            Output.message("\(label(side))\(line): \(finding.message)")
        }
        let most = 20
        for mark in merged.conflicts.prefix(most) {
            let quote = mark.target.quote.exact
            let shown = quote.count > 60 ? quote.prefix(59) + "…" : quote[...]
            Output.message(
                "\(label(nil)): both sides changed the note or the passage of \(mark.id) (\(shown)); "
                    + "theirs stands beside it as a mark of its own: keep what is right")
        }
        if merged.conflicts.count > most {
            Output.message("\(label(nil)): and \(merged.conflicts.count - most) marks more")
        }
        return !merged.conflicts.isEmpty || merged.findings.contains { $0.finding.isDamage }
    }
}
