// From one mark that was found elsewhere, or reworded, to the next.

import Annotations
import TextModel

extension State {
    /// Goes to the next mark of the reader's own that has drifted, or to the one before.
    mutating func stepToDrifted(_ command: Command) {
        guard let file else { return }
        let isNext = command == .driftNext
        if let mark = file.drifted(isNext: isNext), let span = mark.span {
            search?.isShown = false
            take(mark, span)
            message = .information("\(mark.anchor.inWords): \(describe(mark))")
            return
        }
        let lost = file.annotations.orphanCount
        let hint =
            lost == 0
            ? filterHint : "; \(lost) lost: \(keyName(of: .driftReview)) walks \(lost == 1 ? "it" : "them")"
        message = .information("no moved or changed mark further \(isNext ? "down" : "up")\(hint)")
    }
}

extension FileState {
    /// The next drifted mark from the one in hand on, or the one before. Those that begin in one place follow one
    /// another.
    fileprivate func drifted(isNext: Bool) -> Annotation? {
        let start = markStart
        let siblings = annotations.starting(at: start).filter { $0.anchor.status != .exact && isShown($0) }
        if let index = siblings.firstIndex(where: { $0.id == inHand }) {
            let other = isNext ? index + 1 : index - 1
            if siblings.indices.contains(other) { return siblings[other] }
        }
        return isNext
            ? annotations.nextDrifted(after: start, where: isShown)
            : annotations.previousDrifted(before: start, where: isShown)
    }
}
