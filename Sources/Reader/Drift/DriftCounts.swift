// How many marks did not stay where they were when their text changed: one sentence for all that tell it.

import Annotations

/// Marks counted by what became of them.
public struct DriftCounts: Equatable, Sendable {
    public private(set) var moved = 0
    public private(set) var changed = 0
    public private(set) var lost = 0
    public var all: Int { moved + changed + lost }

    public init(moved: Int, changed: Int, lost: Int) {
        (self.moved, self.changed, self.lost) = (moved, changed, lost)
    }

    public init(_ anchors: some Sequence<Anchor>) {
        for anchor in anchors {
            switch anchor.status {
            case .exact: break
            case .moved: moved += 1
            case .changed: changed += 1
            case .orphan: lost += 1
            }
        }
    }

    /// `2 moved, 1 changed, 1 lost`, without what is nought; nil when all are where they were.
    public var words: String? {
        let counts = [(moved, "moved"), (changed, "changed"), (lost, "lost")].filter { $0.0 > 0 }
        return counts.isEmpty ? nil : counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
