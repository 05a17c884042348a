// `gloss remove`: takes marks away by their ids, all of them or none.

import Annotations
import ArgumentParser
import Sidecar

struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove marks by id, all of them or none.",
        discussion: """
            Ids are those that gloss list --json and gloss add print; urn:uuid: may be left out.

            Example: gloss remove article.txt urn:uuid:0b5e2c1a-8d0f-4c57-9a3e-2f6f1d1c7e90
            """)

    @Argument(help: "The article.", completion: .file()) var file: String
    @Argument(help: "The marks' ids.") var ids: [String]
    @OptionGroup var marks: MarkOptions

    func run() throws {
        var marks = try WritableMarks(file, marks)
        var changes: [Edit.Change] = []
        for id in ids {
            let known = [id, "urn:uuid:" + id].lazy.compactMap { marks.sidecar.annotations[AnnotationID($0)] }.first
            guard let mark = known else { throw absent(id, marks) }
            if !changes.contains(where: { $0.id == mark.id }) { changes.append(Edit.Change(before: mark, after: nil)) }
        }
        try marks.save(Edit(changes, summary: "removed"))
    }

    /// Says in which other coder's sidecar the mark is, when it is in one.
    private func absent(_ id: String, _ marks: WritableMarks) -> Failure {
        let all = (try? SidecarLocation.all(of: file, directory: self.marks.sidecarDir)) ?? []
        for location in all where location != marks.sidecar.location {
            guard
                let other = try? OpenSidecar.open(
                    location, document: marks.document, snapshots: Surroundings.keptTexts)
            else { continue }
            if [id, "urn:uuid:" + id].contains(where: { other.annotations[AnnotationID($0)] != nil }) {
                let advice = location.coder.map { "add --coder \($0)" } ?? "call it without a coder"
                return Failure(file, "the mark \(id) is in \(location.path); \(advice); nothing was removed")
            }
        }
        return Failure(
            file,
            "there is no mark \(Failure.echo(id)) in \(marks.sidecar.location.path); nothing was removed "
                + "(gloss list --json shows ids)"
        )
    }
}
