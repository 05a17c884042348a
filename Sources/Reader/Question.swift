// A question that is answered with y or n: what is asked stands in full above the answers.

import Annotations
import Screen

/// A question, and what it is about.
public struct Question: Sendable {
    /// A line each, the question first; long ones are broken where they are shown.
    public let lines: [String]
    /// What y and n do, as the hint line says it.
    public let yes: String
    public let no: String
    let meaning: Meaning

    enum Meaning: Sendable {
        /// To give a tag that the codebook does not have. `back` is where it was typed.
        case newTag(Tag, back: TagPicker?)
        /// To give a tag another name, or to merge it into another.
        case retag(Retagging, back: Listing)
        /// To keep the marks of an article that is gone with this one.
        case adopt(index: Int)
        /// To throw away an unfinished note, by what it is known by.
        case dropDraft(String, back: Listing)
    }
}

extension State {
    mutating func questionDialog(_ key: Key, _ question: Question, _ now: Timestamp) -> [Effect] {
        switch key {
        case Key("y"), Key("Y"):
            dialog = nil
            switch question.meaning {
            case .newTag(let tag, let picker): return giveNew(tag, lookedUpIn: picker, now)
            case .retag(let retagging, let back): return retag(retagging, back, now)
            case .adopt(let index): adopt(index)
            case .dropDraft(let place, let back): return drop(place, back: back)
            }
        case Key("n"), Key("N"): goBack(from: question)
        default:
            if closes(key) {
                goBack(from: question)
            } else {
                message = .information("y \(question.yes), n \(question.no)")
            }
        }
        return []
    }

    private mutating func goBack(from question: Question) {
        switch question.meaning {
        case .newTag(_, let back): dialog = back.map { .tagPicker($0) }
        case .retag(_, let back), .dropDraft(_, let back): dialog = .list(back)
        case .adopt(let index):
            dialog = nil
            refuseStray(index)
        }
    }
}
