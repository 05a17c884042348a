// Searches that go through much text, on threads beside the reader.

import Dispatch
import Reader
import Synchronization
import TextModel

/// Goes on with searches and counts hits; what comes of it is handed to `report`, unless it is stopped before.
final class Searcher: Sendable {
    private let queue = DispatchQueue(label: "gloss.search", attributes: .concurrent)
    /// What is under way.
    private let running = Mutex<Set<WorkID>>([])
    private let report: @Sendable (Action) -> Void

    init(report: @escaping @Sendable (Action) -> Void) { self.report = report }

    func search(_ id: WorkID, _ query: SearchQuery) {
        start(id) { [report] pace in
            var query = query
            let matcher = SearchMatcher(query.pattern, effort: .full)
            while pace.goesOn(query.progress) {
                if let outcome = query.step(matcher) { return report(.found(id, outcome)) }
            }
        }
    }

    func tally(_ id: WorkID, _ tally: SearchTally) {
        start(id) { [report] pace in
            var tally = tally
            let matcher = SearchMatcher(tally.pattern, effort: .full)
            while pace.goesOn(tally.progress) {
                if !tally.step(matcher) { return report(.tallied(id, tally)) }
            }
        }
    }

    func findHeadings(_ id: WorkID, of document: Document, index: Int) {
        start(id) { [report] pace in
            if let outline = document.outline(goesOn: { pace.goesOn($0) }) {
                report(.outlined(id, index: index, outline))
            }
        }
    }

    func countMarks(_ id: WorkID, _ count: MarkCount, index: Int) {
        start(id) { [report] pace in
            let statistics = count.statistics()
            if pace.goesOn(nil) { report(.counted(id, index: index, statistics)) }
        }
    }

    func sift(_ id: WorkID, _ sifting: MarkSifting) {
        start(id) { [report] pace in
            if let sifted = sifting.sifted(goesOn: { pace.goesOn($0) }) { report(.sifted(id, sifted)) }
        }
    }

    func sift(_ id: WorkID, _ sifting: NoteSifting) {
        start(id) { [report] pace in
            if let hits = sifting.found(goesOn: { pace.goesOn($0) }) { report(.notesFound(id, hits)) }
        }
    }

    func findPassages(_ id: WorkID, _ query: PassageQuery) {
        start(id) { [report] _ in report(.passagesFound(id, query.found())) }
    }

    func stop(_ id: WorkID) { running.withLock { _ = $0.remove(id) } }

    private func start(_ id: WorkID, _ body: @escaping @Sendable (inout Pace) -> Void) {
        running.withLock { _ = $0.insert(id) }
        queue.async { [self] in
            var pace = Pace(searcher: self, id: id)
            body(&pace)
            stop(id)
        }
    }

    /// Says now and then how far some work is, and whether it is still wanted.
    struct Pace: ~Copyable {
        let searcher: Searcher
        let id: WorkID
        private let clock = ContinuousClock()
        private var next: ContinuousClock.Instant

        init(searcher: Searcher, id: WorkID) {
            self.searcher = searcher
            self.id = id
            next = clock.now + .milliseconds(500)
        }

        mutating func goesOn(_ progress: Double?) -> Bool {
            guard searcher.running.withLock({ $0.contains(id) }) else { return false }
            if let progress, clock.now >= next {
                next = clock.now + .milliseconds(100)
                searcher.report(.progress(id, progress))
            }
            return true
        }
    }
}
