// `gloss retag`: one tag becomes another on all marks of articles and directories, and in their codebooks.

import Annotations
import ArgumentParser
import Settings
import Sidecar

struct Retag: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retag",
        abstract: "Rename a tag on all marks, or merge it into another.",
        discussion: """
            Changes the marks in the sidecar of one coder, whoever made them, and the tag in the codebook files of these \
            articles. Sub-tags follow their parent: risk/cyber becomes danger/cyber. Prints a line per article whose \
            marks changed. All of it is done or nothing: where an article, a sidecar or a codebook cannot be read or \
            written, everything stays as it was. Where the codebook has only the new tag already, the marks of another \
            coder follow without --merge. Exits 1 when no mark and no codebook has the tag.

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
        let edit: Edit
        var isSaved = false
        var count: Int { edit.changes.count }
    }

    /// A codebook file, with a folder that it is the nearest one to.
    private struct Book {
        let folder: String
        let codebook: Codebook
        let changes: [Codebook.Change]
    }

    func run() throws {
        let retagging = try retagging()
        let corpus = try Corpus(paths, marks, only: { $0.path == (try? marks.location(of: $0.article))?.path })
        let isReadable =
            !corpus.hasProblems && corpus.articles.allSatisfy { !$0.sidecars.contains(where: \.isReadOnly) }
        guard isReadable else {
            throw Failure(
                nil,
                "nothing was changed, because what is named above cannot be read or written; mend it, or name "
                    + "the articles without it")
        }
        var jobs: [Job] = []
        // By their paths.
        var books: [String: Book] = [:]
        for article in corpus.articles where !article.sidecars.isEmpty {
            let writable = try WritableMarks(article.file, marks, isSaid: true)
            let file = try Surroundings.codebook(for: article.file)
            if let problem = problem(retagging, writable, file) { throw problem }
            let codebookChanges = keepCodebook ? [] : retagging.changes(of: file.codebook)
            if let path = file.path {
                let folder = try Surroundings.folder(of: article.file)
                books[path] = Book(folder: folder, codebook: file.codebook, changes: codebookChanges)
            }
            let changes = retagging.changes(of: writable.sidecar.annotations.inDocumentOrder, at: WritableMarks.now)
            guard !changes.isEmpty else { continue }
            let edit = Edit(changes, codebook: codebookChanges, summary: "retagged")
            jobs.append(Job(file: article.file, marks: writable, edit: edit))
        }
        let changed = try change(&jobs, books.sorted { $0.key < $1.key }.map(\.value))
        if jobs.isEmpty, changed.isEmpty {
            Output.message("no mark here has the tag '\(Failure.echo(old))'")
            throw Ending(status: .findings)
        }
        for job in jobs { try Output.write("\(job.file): \(job.count) \(job.count == 1 ? "mark" : "marks")\n") }
        for path in changed { try Output.write("\(path): the tag itself\n") }
        if !merge, !books.values.contains(where: { $0.codebook[retagging.new] != nil }), changed.isEmpty {
            let name = Failure.echo(new)
            Output.message(
                "no codebook here has the tag '\(name)' yet; add [\(name)] to codebook.toml to give it by a key")
        }
    }

    private func retagging() throws(Failure) -> Retagging {
        for name in [old, new] {
            guard Tag(name)?.isPath == true else {
                throw Failure(
                    nil, "'\(Failure.echo(name))' cannot be a tag: no ; or , and nothing empty on either side of /")
            }
        }
        guard let old = Tag(old), let new = Tag(new), let retagging = Retagging(old, to: new) else {
            throw Failure(nil, "the tag is '\(Failure.echo(new))' already; name another one for it to become")
        }
        return retagging
    }

    /// Why it may not be done: the new tag is there already, and nobody said that both should become one.
    private func problem(_ retagging: Retagging, _ marks: WritableMarks, _ book: CodebookFile) -> Failure? {
        // A codebook in which it was renamed already has settled that.
        guard !merge, book.path == nil || !retagging.isDone(in: book.codebook) else { return nil }
        guard let met = retagging.met(in: book.codebook, marks.sidecar.annotations.all) else { return nil }
        let place = book.codebook[met] != nil ? book.path ?? "the built-in codebook" : marks.sidecar.location.path
        return Failure(
            place, "the tag '\(met)' is there already; to make both one, add --merge; nothing was changed")
    }

    /// Changes the marks, then the codebooks; where one of them cannot be, what was changed is taken back.
    ///
    /// - Returns: the codebook files that were changed.
    private func change(_ jobs: inout [Job], _ books: [Book]) throws(Failure) -> [String] {
        for book in books where !book.changes.isEmpty {
            do throws(SettingsError) {
                _ = try CodebookFile.canChange(nearestTo: book.folder, by: book.changes)
            } catch {
                throw Failure(nil, "\(error.message); nothing was changed", .notSaved)
            }
        }
        var begun = 0
        var revisions: [CodebookRevision] = []
        do {
            for index in jobs.indices {
                begun = index + 1
                try jobs[index].marks.save(jobs[index].edit)
                jobs[index].isSaved = true
            }
            for book in books where !book.changes.isEmpty {
                guard let made = try CodebookFile.change(nearestTo: book.folder, by: book.changes) else { continue }
                revisions.append(made)
            }
        } catch {
            let message = (error as? Failure)?.message ?? (error as? SettingsError)?.message ?? "\(error)"
            let left = takeBack(&jobs, begun, revisions)
            let rest = left.isEmpty ? "nothing was changed" : "these have the new tag all the same: \(left)"
            throw Failure(nil, "\(message); \(rest)", .notSaved)
        }
        return revisions.map(\.path)
    }

    /// - Returns: what could not be taken back, with commas between; empty when all could.
    private func takeBack(_ jobs: inout [Job], _ begun: Int, _ revisions: [CodebookRevision]) -> String {
        var left: [String] = []
        for made in revisions {
            let folder = made.path.lastIndex(of: "/").map { String(made.path[...$0]) } ?? "/"
            let inverse = made.changes.reversed().map(\.inverse)
            do { _ = try CodebookFile.change(nearestTo: folder, by: inverse, earlier: [made]) } catch {
                left.append(made.path)
            }
        }
        for index in jobs.indices.prefix(begun) {
            let edit = Edit(jobs[index].edit.changes, summary: jobs[index].edit.summary)
            do {
                if jobs[index].isSaved {
                    try jobs[index].marks.save(edit.inverse)
                } else {
                    try jobs[index].marks.takeBack(edit)
                }
            } catch {
                left.append(jobs[index].file)
            }
        }
        return left.joined(separator: ", ")
    }
}
