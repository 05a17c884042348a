// Finds articles and looks into them on threads of its own: first those that are on screen, last those whose sidecars
// are so large that the others would wait for them.

import Annotations
import Dispatch
import Reader
import Sidecar
import Synchronization
import TextModel

/// Answers the requests of a library; what comes of them is handed to `report`.
final class LibraryDesk: Sendable {
    /// What is to be done for the listing that was asked for last.
    private struct Work {
        var listing = 0
        var articles: [FoundArticle] = []
        var isDone: [Bool] = []
        /// The first article that was never looked into.
        var next = 0
        var first: [Int] = []
        /// Articles with large sidecars.
        var large: [Int] = []
        var isBusy = false

        /// The number of the article to look into now, and whether its marks are counted whatever that takes.
        mutating func take() -> (number: Int, isPatient: Bool)? {
            while let number = first.popLast() {
                if number < isDone.count, !isDone[number] { return done(number) }
            }
            while next < articles.count {
                next += 1
                if !isDone[next - 1] { return done(next - 1) }
            }
            return large.popLast().map { ($0, true) }
        }

        private mutating func done(_ number: Int) -> (number: Int, isPatient: Bool) {
            isDone[number] = true
            return (number, false)
        }
    }

    private let work = Mutex(Work())
    private let finding = DispatchQueue(label: "gloss.library.finding")
    private let looking = DispatchQueue(label: "gloss.library.looking")
    private let request: ReaderRequest
    private let folder: StateFolder
    private let report: @Sendable (Action) -> Void

    /// Milliseconds after which what was read is reported.
    private static let reportTime = 80

    init(_ request: ReaderRequest, folder: StateFolder, report: @escaping @Sendable (Action) -> Void) {
        self.request = request
        self.folder = folder
        self.report = report
    }

    func perform(_ request: LibraryRequest) {
        switch request {
        case .list(let listing, let paths):
            work.withLock {
                let isBusy = $0.isBusy
                $0 = Work(listing: listing, isBusy: isBusy)
            }
            finding.async { [self] in find(listing, paths) }
        case .first(let listing, let numbers):
            work.withLock { if $0.listing == listing { $0.first = numbers.reversed() } }
            look()
        }
    }

    private func find(_ listing: Int, _ paths: [String]) {
        var scan = LibraryScan(coder: request.coder) { [self] found in
            let isWanted = work.withLock { work in
                guard work.listing == listing else { return false }
                work.articles += found
                work.isDone += Array(repeating: false, count: found.count)
                return true
            }
            if isWanted, !found.isEmpty { report(.library(.found(listing: listing, found.map(\.entry)))) }
            return isWanted
        }
        let unreadable = scan.run(paths)
        report(.library(.foundAll(listing: listing, unreadable: unreadable)))
        look()
    }

    /// Has somebody look into articles, unless somebody does.
    private func look() {
        let isNew = work.withLock { work in
            defer { work.isBusy = true }
            return !work.isBusy
        }
        if isNew { looking.async { [self] in lookIntoAll() } }
    }

    private func lookIntoAll() {
        var reader = LibraryReader(request: request, folder: folder)
        var known: [(number: Int, facts: LibraryFacts?)] = []
        var listing = 0
        var lastReport = LibraryClock.milliseconds
        func tell() {
            if !known.isEmpty { report(.library(.read(listing: listing, known))) }
            known = []
            lastReport = LibraryClock.milliseconds
        }
        while let task = nextTask() {
            if task.listing != listing {
                tell()
                listing = task.listing
                reader = LibraryReader(request: request, folder: folder)
            }
            let (facts, isPutOff) = reader.facts(of: task.article, isPatient: task.isPatient)
            if isPutOff { work.withLock { if $0.listing == listing { $0.large.append(task.number) } } }
            known.append((task.number, facts))
            // Whoever waits for the screen is told at once; a large sidecar has taken long enough.
            if task.isLastOfFirst || task.isPatient || LibraryClock.milliseconds - lastReport >= Self.reportTime {
                tell()
            }
        }
        tell()
    }

    private struct Task {
        var listing: Int
        var number: Int
        var article: FoundArticle
        var isPatient: Bool
        var isLastOfFirst: Bool
    }

    private func nextTask() -> Task? {
        work.withLock { work in
            let hadFirst = !work.first.isEmpty
            guard let (number, isPatient) = work.take() else {
                work.isBusy = false
                return nil
            }
            return Task(
                listing: work.listing, number: number, article: work.articles[number], isPatient: isPatient,
                isLastOfFirst: hadFirst && work.first.isEmpty)
        }
    }
}
