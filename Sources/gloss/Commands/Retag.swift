// `gloss retag`: one tag becomes another on all marks of articles and directories, and in their codebooks.

import Annotations
import ArgumentParser
import Settings
import Sidecar

struct Retag: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rename a tag on all marks, or merge it into another.",
        discussion: """
            Sub-tags follow their parent: risk/cyber becomes danger/cyber. Prints a line per article whose marks \
            changed; an article whose marks cannot be saved is left as it was. Then the tag is renamed in the codebook \
            files of these articles. Exits 1 when no mark and no codebook has the tag.

            Example: gloss retag risk danger articles/
            """)

    @Argument(help: "The tag as it is.") var old: String
    @Argument(help: "The tag that it becomes.") var new: String
    @Argument(help: "Articles, sidecars or directories.", completion: .file()) var paths: [String]
    @Flag(help: "Allow that the new tag is there already: both become one.") var merge = false
    @Flag(help: "Leave codebook.toml as it is.") var keepCodebook = false
    @OptionGroup var marks: MarkOptions

    /// An article with the marks that are to change.
    private struct Job {
        let file: String
        var marks: WritableMarks
        let changes: [Edit.Change]
    }

    func run() throws {
        let retagging = try retagging()
        let found = try articles()
        var hasProblems = found.hasProblems
        var jobs: [Job] = []
        var refusal: Failure?
        // By the folders whose nearest file they are.
        var codebooks: [String: Codebook] = [:]
        for file in found.files {
            do throws(Failure) {
                let folder = try Surroundings.folder(of: file)
                let book = try Surroundings.codebook(for: file)
                if book.path != nil { codebooks[folder] = book.codebook }
                let marks = try WritableMarks(file, self.marks)
                refusal = refusal ?? problem(retagging, marks, book)
                let all = marks.sidecar.annotations.inDocumentOrder
                let changes = retagging.changes(of: all, at: WritableMarks.now)
                if !changes.isEmpty { jobs.append(Job(file: file, marks: marks, changes: changes)) }
            } catch {
                Output.message(error.message)
                hasProblems = true
            }
        }
        // What would be merged unasked stops everything before anything is written.
        if let refusal { throw refusal }
        let saved = try save(&jobs, retagging)
        let changed = keepCodebook || saved.hasFailed ? false : try changeCodebooks(codebooks, retagging)
        if saved.hasFailed { throw Ending(status: .notSaved) }
        if hasProblems { throw Ending(status: .badInput) }
        if jobs.isEmpty, !changed {
            Output.message("no mark here has the tag '\(old)'")
            throw Ending(status: .findings)
        }
        if !merge, !codebooks.values.contains(where: { $0[retagging.new] != nil }), !changed {
            Output.message(
                "no codebook here has the tag '\(new)' yet; add [\(new)] to codebook.toml to give it by a key")
        }
    }

    private func retagging() throws(Failure) -> Retagging {
        for name in [old, new] {
            guard Tag(name)?.isPath == true else {
                throw Failure(nil, "'\(name)' cannot be a tag: no ; or , and nothing empty on either side of /")
            }
        }
        guard let old = Tag(old), let new = Tag(new), let retagging = Retagging(old, to: new) else {
            throw Failure(nil, "the tag is '\(new)' already; name another one for it to become")
        }
        return retagging
    }

    /// The articles that have marks of this coder.
    private func articles() throws(Failure) -> (files: [String], hasProblems: Bool) {
        let corpus = try Corpus(paths, marks)
        var files: [String] = []
        for article in corpus.articles {
            let location = try marks.location(of: article.file)
            if article.sidecars.contains(where: { $0.location.path == location.path }) { files.append(article.file) }
        }
        return (files, corpus.hasProblems)
    }

    /// Why it may not be done: the new tag is there already, and nobody said that both should become one.
    private func problem(_ retagging: Retagging, _ marks: WritableMarks, _ book: CodebookFile) -> Failure? {
        guard !merge else { return nil }
        guard let met = retagging.met(in: book.codebook, marks.sidecar.annotations.all) else { return nil }
        let place = book.codebook[met] != nil ? book.path ?? "the built-in codebook" : marks.sidecar.location.path
        return Failure(
            place, "the tag '\(met)' is there already; to make both one, add --merge; nothing was changed")
    }

    private func save(_ jobs: inout [Job], _ retagging: Retagging) throws(Failure) -> (count: Int, hasFailed: Bool) {
        var count = 0
        var hasFailed = false
        for index in jobs.indices {
            do throws(Failure) {
                let codebook = keepCodebook ? [] : retagging.changes(of: jobs[index].marks.codebook)
                try jobs[index].marks.save(Edit(jobs[index].changes, codebook: codebook, summary: "retagged"))
                let number = jobs[index].changes.count
                try Output.write("\(jobs[index].file): \(number) \(number == 1 ? "mark" : "marks")\n")
                count += 1
            } catch {
                Output.message(error.message)
                hasFailed = true
            }
        }
        return (count, hasFailed)
    }

    /// - Returns: whether one was changed.
    private func changeCodebooks(_ codebooks: [String: Codebook], _ retagging: Retagging) throws(Failure) -> Bool {
        var isAnyChanged = false
        for (folder, codebook) in codebooks.sorted(by: { $0.key < $1.key }) {
            do throws(SettingsError) {
                let changes = retagging.changes(of: codebook)
                guard !changes.isEmpty,
                    let made = try CodebookFile.change(nearestTo: folder, by: changes)
                else { continue }
                isAnyChanged = true
                try? Output.write("\(made.path): the tag itself\n")
            } catch {
                throw Failure(nil, "\(error.message); the marks were changed all the same", .notSaved)
            }
        }
        return isAnyChanged
    }
}
