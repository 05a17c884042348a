// An article that was renamed: the marks that its old name has are offered to it, and nothing is written before a yes.

import Annotations
import TextModel

/// Marks of an article that is gone, made in the text that is open now.
public struct StrayMarks: Equatable, Sendable {
    /// The old article's name as the reader knows it, or the names of several, among which nobody can choose.
    public let articles: [String]
    /// How many marks each coder has: nil for the plain sidecar.
    public let counts: [(coder: String?, marks: Int)]

    public init(articles: [String], counts: [(coder: String?, marks: Int)]) {
        self.articles = articles
        self.counts = counts
    }

    public static func == (one: StrayMarks, other: StrayMarks) -> Bool {
        one.articles == other.articles && one.counts.map(\.coder) == other.counts.map(\.coder)
            && one.counts.map(\.marks) == other.counts.map(\.marks)
    }

    /// `3 marks, 2 of bob`
    var inWords: String {
        counts.map { coder, marks in
            "\(marks) \(marks == 1 ? "mark" : "marks")" + (coder.map { " of \($0)" } ?? "")
        }.joined(separator: ", ")
    }
}

/// What came with the marks of the old article.
public struct AdoptedMarks: Sendable {
    public var marks: ArticleMarks
    /// Unfinished notes by place.
    public var drafts: [String: String] = [:]
    public var places: [Character: ByteOffset] = [:]

    public init(_ marks: ArticleMarks) { self.marks = marks }
}

/// How far an adoption is.
enum Adoption: Sendable {
    /// Found, and not asked yet.
    case offered(StrayMarks)
    /// To be done as soon as no save or look is under way.
    case wanted
    case underWay
    /// Under way for longer than one waits without a word.
    case late
}

extension State {
    mutating func strayFound(_ index: Int, _ stray: StrayMarks) {
        guard files.indices.contains(index), files[index].file != nil, !refusedStrays.contains(files[index].name) else {
            return
        }
        files[index].file?.adoption = .offered(stray)
    }

    /// Asks about marks that were found, when nothing else is going on: not over somebody who types.
    mutating func offerStray() {
        guard let file, case .offered(let stray) = file.adoption, dialog == nil, pendingKeys.isEmpty,
            file.arriving == nil, file.readOnly == nil
        else { return }
        let names = stray.articles.joined(separator: " and ")
        guard stray.articles.count == 1 else {
            self.file?.adoption = nil
            message = .problem(
                "marks of \(names) (gone) fit this text; rename the sidecar that is meant to keep them with it")
            return
        }
        guard file.annotations.isEmpty, !file.saving.hasEdits else {
            self.file?.adoption = nil
            message = .information("marks of \(names) (gone) fit this text, which has marks of its own by now")
            return
        }
        dialog = .question(
            Question(
                lines: [
                    "Marks of \(names) (gone) fit this text: keep them with this article?",
                    "\(stray.inWords). Their files are renamed; nothing is written before you say so.",
                ], yes: "keeps them with this article", no: "leaves them", meaning: .adopt(index: current)))
    }

    mutating func adopt(_ index: Int) { files[index].file?.adoption = .wanted }

    mutating func refuseStray(_ index: Int) {
        refusedStrays.insert(files[index].name)
        files[index].file?.adoption = nil
    }

    /// Has the marks brought here as soon as nothing is on its way to the sidecar.
    mutating func goOnAdopting() -> [Effect] {
        files.indices.flatMap { index -> [Effect] in
            guard var file = files[index].file, case .wanted = file.adoption, file.saving.inFlight == nil else {
                return []
            }
            // As for a look: what comes back is merged into what was marked meanwhile.
            file.saving.inFlight = file.saving.onDisk
            file.saving.sent = file.annotations
            file.adoption = .underWay
            files[index].file = file
            return [.adopt(index: index)]
        }
    }

    mutating func adoptionIsLate(_ index: Int) {
        guard files.indices.contains(index), case .underWay = files[index].file?.adoption else { return }
        files[index].file?.adoption = .late
    }

    mutating func adopted(_ index: Int, _ result: Result<AdoptedMarks, Message>) -> [Effect] {
        guard files.indices.contains(index), files[index].file != nil else { return [] }
        files[index].file?.adoption = nil
        switch result {
        case .failure(let problem):
            let effects = refreshed(index, nil)
            message = problem
            return effects
        case .success(let adopted):
            var effects = refreshed(index, adopted.marks.annotations)
            effects += files[index].file?.take(adopted, index) ?? []
            learn(adopted.marks.latest)
            message = adopted.marks.notice ?? adopted.marks.readOnly.map { .problem($0) }
            return effects
        }
    }
}

extension FileState {
    /// Takes what is not a mark, where there is none of its own.
    fileprivate mutating func take(_ adopted: AdoptedMarks, _ index: Int) -> [Effect] {
        readOnly = adopted.marks.readOnly
        let drafts = adopted.drafts.filter { self.drafts[$0.key] == nil }
        self.drafts.merge(drafts) { own, _ in own }
        places.merge(adopted.places.filter { $0.value <= document.end }) { own, _ in own }
        locateDrafts()
        return drafts.sorted { $0.key < $1.key }.map { .keepDraft(index: index, place: $0.key, text: $0.value) }
            + (adopted.places.isEmpty ? [] : [.keepPlaces(index: index, places)])
    }
}
