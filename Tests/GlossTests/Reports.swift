// What threads beside the reader have reported to it, for tests that wait for one of these actions.

import Foundation
import Reader
import Synchronization
import TestSupport

/// What was reported, in order.
final class Reports: Sendable {
    private let all = Mutex<[Action]>([])
    func add(_ action: Action) { all.withLock { $0.append(action) } }
    var actions: [Action] { all.withLock { $0 } }

    /// The first that is wanted, as soon as it is there; nil when it does not come.
    func first<Value>(_ wanted: (Action) -> Value?) -> Value? {
        let end = Date(timeIntervalSinceNow: 20.0 * Double(patience))
        while Date() < end {
            if let found = actions.lazy.compactMap(wanted).first { return found }
            usleep(10_000)
        }
        return nil
    }
}
