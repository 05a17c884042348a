// The marks of other coders: hidden until they are asked for, and then shown, never changed.

import Annotations
import TextLayout
import TextModel

/// The marks of one other coder, as that coder's sidecar has them.
public struct CoderMarks: Equatable, Sendable {
    /// The coder's name.
    public let name: String
    /// The marks under names that carry the coder's: a copied sidecar holds marks of the names that the reader's have.
    public internal(set) var annotations: AnnotationSet
    /// What is wrong with the sidecar, as a sentence; nil when nothing is.
    public let problem: String?
    /// One or two cells that stand for the coder beside the text; no two coders have the same.
    public internal(set) var sign = "?"

    /// - Parameters:
    ///   - annotations: all marks in the coder's sidecar, whatever names they carry.
    ///   - problem: what is wrong with the sidecar, as a sentence.
    public init(_ name: String, _ annotations: AnnotationSet, problem: String? = nil) {
        self.name = name
        self.annotations = AnnotationSet(annotations.all.lazy.map { $0.named(for: name) })
        self.problem = problem
    }
}

/// A mark of another coder.
public struct OthersMark: Equatable, Sendable {
    /// The coder whose mark it is, with all marks of that coder.
    public let coder: CoderMarks
    /// The mark, as the coder's sidecar has it.
    public let mark: Annotation
}

extension State {
    /// Shows the marks of the others, or hides them again.
    mutating func toggleOthers() -> [Effect] {
        guard var file else { return [] }
        coderChoice = nil
        if file.areOthersWanted {
            file.hideOthers()
            self.file = file
            message = .information("the marks of other coders are hidden")
            return []
        }
        return readOthers()
    }

    /// Has the sidecars of the others read, to be shown then.
    mutating func readOthers() -> [Effect] {
        guard let file else { return [] }
        guard !options.isPiped else {
            message = .information("what is piped in has no marks of other coders")
            return []
        }
        if file.arriving != nil {
            message = file.whyNotMarked
            return []
        }
        self.file?.areOthersWanted = true
        return [.readCoders(index: current, isNews: false)]
    }

    /// Looks whether others have changed their marks while these are shown.
    mutating func lookAtOthers() -> [Effect] {
        guard let file, file.others != nil else { return [] }
        return [.readCoders(index: current, isNews: true)]
    }

    mutating func codersRead(_ index: Int, _ coders: [CoderMarks]) {
        guard var file = files[index].file, file.areOthersWanted else { return }
        // What was read for the text before this one is read again.
        guard coders.allSatisfy({ $0.annotations.isWithin(file.document) }) else { return }
        let isReread = file.areOthersReread
        file.areOthersReread = false
        let before = file.others
        file.readOthers = CoderMarks.signed(coders)
        if index == current, let choice = coderChoice { file.shownCoders = choice }
        file.showOthers()
        let hasMarks = coders.contains { !$0.annotations.isEmpty }
        // A sidecar of which nothing can be read may be mended while one looks on.
        if !hasMarks, coders.allSatisfy({ $0.problem == nil }) { file.hideOthers() }
        files[index].file = file
        guard index == current, inView == .article else { return }
        let said = Set((before ?? []).compactMap(\.problem))
        if let problem = coders.compactMap(\.problem).first(where: { !said.contains($0) }) {
            message = .problem("left as it is: \(problem)")
        } else if !hasMarks {
            message = .information("no other coder has marked this article")
        } else {
            let shown = files[index].file?.othersCounted ?? ""
            guard shown.isEmpty || (files[index].file?.others != before && !isReread) else { return }
            message =
                shown.isEmpty
                ? nil
                : .information(
                    (before == nil ? "shown, and read-only: " : "other coders' marks have changed: ") + shown)
        }
        takeCoderChoice()
    }

    /// What to say where there is no mark that could be changed.
    var noMarkHere: Message { othersMarkRefusal ?? .information("no mark here") }

    /// What to say where the mark here is somebody else's; nil where it is not.
    var othersMarkRefusal: Message? {
        guard let mark = file?.inHand.flatMap({ file?.othersMark($0) }) ?? file?.othersMarksAtCursor.first else {
            return nil
        }
        let name = mark.coder.name
        return .information("\(name)'s mark: only \(name) can change it; a tag's key makes your own")
    }

    /// `bob: risk, policy`: whose marks the cursor is in while they are shown; nil when it is in none.
    public var othersInWords: String? {
        guard let marks = file?.othersMarksAtCursor, !marks.isEmpty else { return nil }
        let own = file?.markInHand.map { ["yours: \($0.tagsInWords)"] } ?? []
        return (own + marks.map { "\($0.coder.name): \($0.mark.tagsInWords)" }).joined(separator: "; ")
    }
}

extension Annotation {
    /// Its tags in words; `note` where it has none.
    var tagsInWords: String { tags.isEmpty ? "note" : tags.map(\.name).joined(separator: ", ") }

    /// The same mark under a name that says whose it is. It is never written: a name with NUL in it is in no file of
    /// gloss's, and marks keep the order of their names.
    fileprivate func named(for coder: String) -> Annotation {
        Annotation(
            id: AnnotationID("\(id.iri)\u{0}\(coder)"), tags: tags, note: note, created: created, modified: modified,
            creator: creator, target: target, anchor: anchor, origin: origin, stored: stored)
    }
}

extension AnnotationSet {
    /// Whether every place in it is one that a text has.
    fileprivate func isWithin(_ document: Document) -> Bool {
        all.allSatisfy { $0.span.map { $0.end <= document.end } ?? true }
    }
}

extension CoderMarks {
    /// The same with a sign for each: the initial, or two letters, or the initial and a number.
    static func signed(_ coders: [CoderMarks]) -> [CoderMarks] {
        func plain(_ name: String) -> [Character] { name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }
        func initial(_ name: String) -> String { plain(name).first.map { $0.uppercased() } ?? "?" }
        func pair(_ name: String) -> String { initial(name) + String(plain(name).dropFirst().prefix(1)).lowercased() }
        var signed = coders
        var taken: Set<String> = []
        for index in coders.indices {
            let name = coders[index].name
            let isAlone = coders.count { initial($0.name) == initial(name) } == 1
            var sign = isAlone ? initial(name) : pair(name)
            var number = 2
            while taken.contains(sign), number < 10 {
                sign = initial(name) + String(number)
                number += 1
            }
            taken.insert(sign)
            signed[index].sign = sign
        }
        return signed
    }
}

extension FileState {
    /// The coder and the mark, of those that are shown, by the mark's name.
    func othersMark(_ id: AnnotationID) -> OthersMark? {
        for coder in others ?? [] {
            if let mark = coder.annotations[id] { return OthersMark(coder: coder, mark: mark) }
        }
        return nil
    }

    /// The marks of others that share something with a span, coder by coder.
    public func othersMarks(touching span: Span) -> [OthersMark] {
        (others ?? []).flatMap { coder in
            coder.annotations.touching(span).map { OthersMark(coder: coder, mark: $0) }
        }
    }

    /// The marks of others under the cursor: the one that was gone to first, then the innermost.
    public var othersMarksAtCursor: [OthersMark] {
        othersMarks(touching: Span(cursor, cursor)).sorted { one, other in
            let (first, second) = (one.mark.span?.count ?? 0, other.mark.span?.count ?? 0)
            return (one.mark.id == inHand ? 0 : 1, first) < (other.mark.id == inHand ? 0 : 1, second)
        }
    }

    /// All sets whose marks are shown, the reader's own first.
    var shownSets: [AnnotationSet] { [annotations] + (others ?? []).map(\.annotations) }

    /// Hides the marks of others, and lets go of one that was gone to.
    mutating func hideOthers() {
        if let inHand, annotations[inHand] == nil { dropSelection() }
        others = nil
        readOthers = []
        shownCoders = .all
        areOthersWanted = false
    }
}

// MARK: Their notes

extension FileState {
    /// What the note of another coder is known by between the rows, and what it says, in document order.
    func othersNotes(endingIn row: Row) -> [(owner: String, text: String)] {
        othersMarks(touching: row.span).compactMap { other in
            guard !other.mark.note.isEmpty, isShown(other.mark), !isFolded(other.mark.id), let span = other.mark.span,
                holdsEnd(of: span, row)
            else { return nil }
            return (owner: FileState.othersOwner(other.mark.id), text: FileState.words(of: other))
        }
    }

    /// The note of another coder with the coder's name before it, by what it is known by between the rows.
    public func othersNote(_ owner: String) -> String? {
        guard owner.hasPrefix(FileState.othersPrefix) else { return nil }
        let id = AnnotationID(String(owner.dropFirst(FileState.othersPrefix.count)))
        return othersMark(id).map(FileState.words)
    }

    /// No mark's own name begins with it: two coders' marks may have the same name, and so may an own one.
    private static let othersPrefix = "others\u{0}"
    private static func othersOwner(_ id: AnnotationID) -> String { othersPrefix + id.iri }
    private static func words(of other: OthersMark) -> String { "\(other.coder.name): \(other.mark.note)" }
}
