// A step taken as often as a count says, at no more cost than the steps that lead somewhere.

import Annotations
import TextModel

extension State {
    /// What a step of walking, searching or selecting depends on and changes.
    private struct Footing: Equatable {
        let cursor: ByteOffset?
        let selection: Selection?
        let inHand: AnnotationID?

        init(_ state: State) {
            cursor = state.file?.cursor
            selection = state.file?.selection
            inHand = state.file?.inHand
        }
    }

    /// Takes a step `times` times. A step that leads nowhere is the last one, and a round of hits or marks is gone
    /// around only as far as it takes to stand where the last step would: a count of 100,000 must not stop the reader.
    mutating func repeatStep(_ times: Int, _ step: (inout State) -> Void) {
        var left = times
        var taken = 0
        var first: Footing?
        var before = Footing(self)
        while left > 0 {
            step(&self)
            left -= 1
            taken += 1
            let here = Footing(self)
            if here == before { return }
            if let start = first, here == start {
                left %= taken - 1
                first = nil
            } else if taken == 1 {
                first = here
            }
            before = here
        }
    }
}
