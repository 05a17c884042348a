// `gloss transfer`: the marks of one version of an article carried to another version, with a report.

import Annotations
import ArgumentParser
import Glibc
import Interchange
import Sidecar
import TextModel

struct Transfer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Carry marks to another version of the article.",
        discussion: """
            Prints a line for every mark that moved, changed or is lost in NEW, and a sum. Only --write writes, into \
            the sidecar of NEW: the marks keep their ids, one that is there already stays as it is there, and what is \
            lost is kept as lost. One that was carried before and deleted in NEW since is left out, unless --again \
            brings it back. The versions may have different formats. Exits 1 when a mark is changed or lost.

            Example: gloss transfer draft.md final.txt --write
            """)

    @Argument(help: "The version that has the marks.", completion: .file()) var old: String
    @Argument(help: "The version that is to get them.", completion: .file()) var new: String
    @Flag(help: "Write the marks into the sidecar of NEW.") var write = false
    @Flag(help: "Carry also what was carried before and deleted in NEW since.") var again = false
    @OptionGroup var marks: MarkOptions

    func run() throws {
        try refuseSameFile()
        let source = try ArticleFile.completeDocument(old)
        let given = try sidecar(of: old, source)
        if Corpus.say(given) {
            throw Failure(nil, "nothing was carried over, because not all of the marks can be read; mend that first")
        }
        guard !given.annotations.isEmpty else { throw nothing(given.location) }
        let document = try ArticleFile.completeDocument(new)
        let target = try sidecar(of: new, document)
        let there = target.annotations
        let deleted = again ? [] : target.carried.filter { there[$0] == nil }
        let carried = given.carried(from: source, to: document).filter { !deleted.contains($0.id) }
        let missing = carried.filter { there[$0.id] == nil }
        if write { try put(missing, all: carried.map(\.id), given.textsOfMarks(source)) }
        let leftOut = given.annotations.all.count { deleted.contains($0.id) }
        try report(carried.map { there[$0.id] ?? $0 }, document, new: missing.count, leftOut: leftOut)
    }

    private func refuseSameFile() throws(Failure) {
        for file in [old, new] where file == "-" {
            throw Failure("standard input", "marks are kept beside a file, and this has none; name both versions")
        }
        var (one, other) = (stat(), stat())
        if stat(old, &one) == 0, stat(new, &other) == 0, one.st_dev == other.st_dev, one.st_ino == other.st_ino {
            throw Failure(new, "this is the same file as \(old); name another version of it")
        }
    }

    private func sidecar(of file: String, _ document: Document) throws(Failure) -> OpenSidecar {
        let location = try marks.location(of: file)
        do throws(SidecarError) {
            return try OpenSidecar.open(location, document: document, snapshots: Surroundings.keptTexts)
        } catch {
            throw Failure(error)
        }
    }

    /// Says whose marks there are, when there are any.
    private func nothing(_ location: SidecarLocation) -> Failure {
        let all = (try? SidecarLocation.all(of: old, directory: marks.sidecarDir)) ?? []
        let others = all.filter { $0.coder != location.coder }.map { $0.coder.map { "--coder \($0)" } ?? "no coder" }
        let advice =
            others.isEmpty
            ? "there is nothing to carry over"
            : "there are others: try it with \(others.joined(separator: ", "))"
        return Failure(old, "there are no marks in \(location.path); \(advice)", .findings)
    }

    private func put(_ carried: [Annotation], all ids: [AnnotationID], _ texts: [Document]) throws(Failure) {
        var target = try WritableMarks(new, marks)
        let changes = carried.filter { target.sidecar.annotations[$0.id] == nil }
            .map { Edit.Change(before: nil, after: $0) }
        guard !changes.isEmpty else { return }
        try target.save(Edit(changes, summary: "carried over"), carried: ids)
        // Those that changed or are lost still describe the texts that they are from.
        target.keep(texts)
    }

    private func report(_ carried: [Annotation], _ document: Document, new count: Int, leftOut: Int) throws {
        let inOrder = carried.sorted { left, right in
            guard let one = left.span?.start, let other = right.span?.start else { return left.span != nil }
            return one < other
        }
        for mark in inOrder {
            if let found = Checked(mark, in: new, document) { try Output.write(found.text + "\n") }
        }
        func number(_ status: Anchor.Status) -> Int { carried.count { $0.anchor.status == status } }
        let (changed, lost) = (number(.changed), number(.orphan))
        let marks = carried.count == 1 ? "mark" : "marks"
        var sum = "\(List.oneLine(new)): \(carried.count) \(marks) of \(List.oneLine(old)): "
        sum += "\(number(.exact)) exact, \(number(.moved)) moved, \(changed) changed, \(lost) lost; "
        sum +=
            count > 0
            ? "\(write ? "written" : "to be written (--write)"): \(count)"
            : carried.isEmpty ? "nothing to be written" : "all were there already"
        if leftOut > 0 {
            let them = leftOut == 1 ? "it" : "them"
            sum += "; \(leftOut) deleted in \(List.oneLine(new)) since: left out (--again brings \(them) back)"
        }
        try Output.write(sum + "\n")
        if changed + lost > 0 { throw Ending(status: .findings) }
    }
}
