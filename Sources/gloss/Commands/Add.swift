// `gloss add`: everything that the reader can mark, from a script.

import Annotations
import ArgumentParser
import TextModel

struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Mark a passage from a script; prints the mark's id.",
        discussion: """
            On a span that is marked already, tags and a first note are added to that mark. With --all an id is \
            printed for each place, and where there is none the status is 1. The tags of a first pass, \
            triage/star, triage/question and triage/attention, need no codebook.

            Example: gloss add article.txt --quote "may rise" --tag risk --note "for whom?"
            Example: gloss add article.txt --all --whole-words --quote "green bond" --tag policy
            """)

    @Argument(help: "The article.", completion: .file()) var file: String
    @Option(help: ArgumentHelp("The passage, word for word.", valueName: "text")) var quote: String?
    @Option(help: ArgumentHelp("What stands right before the quote.", valueName: "text")) var prefix: String?
    @Option(help: ArgumentHelp("What stands right after the quote.", valueName: "text")) var suffix: String?
    @Option(help: ArgumentHelp("The passage in code points instead.", valueName: "start..end")) var span: String?
    @Option(help: ArgumentHelp("A tag of the codebook; may be repeated.", valueName: "tag")) var tag: [String] = []
    @Option(help: ArgumentHelp("A note.", valueName: "text")) var note: String?
    @Flag(help: "Mark the quote wherever it stands, with any white space between its words.") var all = false
    @Flag(help: "With --all: not where it is part of a longer word.") var wholeWords = false
    @OptionGroup var marks: MarkOptions

    func check() throws(Failure) {
        guard (quote == nil) != (span == nil) else {
            throw Failure(nil, "gloss add takes either --quote or --span; give one of them")
        }
        guard quote?.isEmpty != false || quote?.allSatisfy(\.isWhitespace) != true else {
            throw Failure(nil, "--quote: it holds nothing but white space; give the words of the passage")
        }
        guard span == nil || prefix == nil && suffix == nil && !all else {
            throw Failure(nil, "--prefix, --suffix and --all go with --quote; leave them out with --span")
        }
        guard all || !wholeWords else { throw Failure(nil, "--whole-words goes with --all; add it or leave both out") }
        guard !tag.isEmpty || note?.isEmpty == false else {
            throw Failure(nil, "a mark needs a tag or a note; give --tag or --note")
        }
    }

    func run() throws {
        try check()
        var marks = try WritableMarks(file, marks)
        let tags = try knownTags(marks.codebook)
        let passages = Passages(file: file, document: marks.document)
        let spans: [Span]
        if let span {
            spans = [try passages.span(span)]
        } else if all {
            spans = try passages.every(
                quote: quote ?? "", prefix: prefix ?? "", suffix: suffix ?? "", areWholeWords: wholeWords)
        } else {
            spans = [try passages.span(quote: quote ?? "", prefix: prefix ?? "", suffix: suffix ?? "")]
        }
        let changes = try spans.map { try change($0, tags, marks) }
        let edits = changes.filter { $0.before != $0.after }
        if !edits.isEmpty { try marks.save(Edit(edits, summary: "marked")) }
        try Output.write(changes.map { $0.id.iri + "\n" }.joined())
    }

    private func knownTags(_ codebook: Codebook) throws(Failure) -> [Tag] {
        var tags: [Tag] = []
        for name in tag {
            guard let tag = Tag(name), codebook.knows(tag) else {
                let known = codebook.entries.map(\.tag.name).joined(separator: ", ")
                throw Failure(file, "the codebook has no tag '\(Failure.echo(name))'; it has \(known)")
            }
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    /// What becomes of a span: a new mark, or the coder's own on it with what is new.
    private func change(_ span: Span, _ tags: [Tag], _ marks: WritableMarks) throws(Failure) -> Edit.Change {
        let note = (self.note ?? "").split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: "\n")
        let own = marks.sidecar.annotations.spanning(span).first { $0.creator == marks.creator }
        guard let own else {
            let target = Anchoring.target(for: span, in: marks.document)
            return Edit.Change(
                before: nil,
                after: Annotation(
                    id: AnnotationID(UniqueName.make()), tags: tags, note: note, created: WritableMarks.now,
                    creator: marks.creator, target: target,
                    anchor: .exact(Anchoring.place(of: span, in: marks.document))))
        }
        guard note.isEmpty || own.note.isEmpty || own.note.unicodeScalars.elementsEqual(note.unicodeScalars) else {
            throw Failure(file, "the mark \(own.id) there has another note already; change it in the reader")
        }
        var after = own
        after.tags += tags.filter { !own.tags.contains($0) }
        if own.note.isEmpty { after.note = note }
        if after != own { after.modified = WritableMarks.now }
        return Edit.Change(before: own, after: after)
    }
}
