// A word about work that takes its time: none where it is soon done, and never one after its end.

import Dispatch
import Synchronization

/// Says that something is under way once it has taken a while, and then also when it has ended.
final class LateWord: Sendable {
    private enum Standing { case early, said, ended }
    private let standing = Mutex(Standing.early)
    private let say: @Sendable (Bool) -> Void

    /// - Parameters:
    ///   - seconds: how long nothing is said.
    ///   - say: called with true when it is late, and with false when what was late has ended; from any thread.
    init(after seconds: Double, say: @escaping @Sendable (Bool) -> Void) {
        self.say = say
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + seconds) { [weak self] in self?.late() }
    }

    private func late() {
        standing.withLock { standing in
            guard standing == .early else { return }
            standing = .said
            say(true)
        }
    }

    /// Nothing is said any more after this.
    func end() {
        standing.withLock { standing in
            if standing == .said { say(false) }
            standing = .ended
        }
    }
}
