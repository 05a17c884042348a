// Long drafts on their way to the disk: written once in a while, not with every key.

import Dispatch

/// Drafts that are to be kept within a second.
struct LateDrafts {
    struct Place: Hashable {
        let file: Int
        let place: String
    }

    private var waiting: [Place: String] = [:]
    /// When the oldest of them was typed.
    private var since = DispatchTime.now()

    /// Bytes from which on a draft waits.
    static let long = 1 << 16
    private static let patience = 700

    /// Takes a draft that can wait; false for one that is to be kept at once.
    mutating func take(_ text: String?, at place: Place) -> Bool {
        guard let text, text.utf8.count >= LateDrafts.long else {
            waiting[place] = nil
            return false
        }
        if waiting.isEmpty { since = .now() }
        waiting[place] = text
        return true
    }

    /// Milliseconds until one of them is due; nil where none waits.
    var delay: Int? {
        guard !waiting.isEmpty else { return nil }
        let waited = (DispatchTime.now().uptimeNanoseconds - since.uptimeNanoseconds) / 1_000_000
        return max(0, LateDrafts.patience - Int(waited))
    }

    /// The drafts whose time has come.
    ///
    /// - Parameter isUrgent: whether all are wanted now.
    mutating func due(isUrgent: Bool) -> [Place: String] {
        guard !waiting.isEmpty, isUrgent || .now() >= since + .milliseconds(LateDrafts.patience) else { return [:] }
        defer { waiting = [:] }
        return waiting
    }
}
