// What is being done beside the reader: which, how far it is, and how to stop it.

/// The number of something that is being done beside the reader; no two have the same.
public struct WorkID: Hashable, Sendable {
    public let value: Int
    public init(_ value: Int) { self.value = value }
}

/// Something that is being done beside the reader, and takes long enough to be worth a word.
public struct Work: Equatable, Sendable {
    public let id: WorkID
    /// What is being done, as a participle: `searching`.
    public let words: String
    /// Whether Esc stops it.
    public let canBeStopped: Bool
    /// How much of it is done, 0 to 1; nil until that has been said, which whoever does it does after half a second.
    public internal(set) var progress: Double?
}

extension State {
    /// Takes note of work that an effect with this number asks for. Its end is `end`'s to be told.
    mutating func begin(_ words: String, canBeStopped: Bool = true) -> WorkID {
        let id = WorkID(nextWork)
        nextWork += 1
        works.append(Work(id: id, words: words, canBeStopped: canBeStopped))
        return id
    }

    /// Takes note that work has ended; false when it was not under way, or had been stopped.
    @discardableResult
    mutating func end(_ id: WorkID) -> Bool {
        let before = works.count
        works.removeAll { $0.id == id }
        return works.count < before
    }

    mutating func advanced(_ id: WorkID, _ progress: Double) {
        guard let index = works.firstIndex(where: { $0.id == id }) else { return }
        works[index].progress = max(0, min(progress, 1))
    }

    /// `searching 42%, Esc stops`: what is said of the oldest work that takes long; nil when none does.
    public var workInWords: String? {
        guard let work = works.first(where: { $0.progress != nil }), let progress = work.progress else {
            if case .late = file?.adoption { return "bringing the marks to this article\u{2026}" }
            return file?.isSeekingStrays == true
                ? "looking for a renamed article's marks\u{2026}" : nil
        }
        return "\(work.words) \(Int(progress * 100))%" + (work.canBeStopped ? ", Esc stops" : "")
    }
}
