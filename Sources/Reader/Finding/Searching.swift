// Search: from hit to hit, nearby at once and farther away beside the reader.

import Annotations
import Screen
import TextModel

extension State {
    /// What has been searched for last.
    public struct Search: Sendable {
        public var pattern: SearchPattern
        public var isForward: Bool
        /// Whether the hits are shown.
        public var isShown: Bool
        /// The hit that was gone to last.
        var landed: Landing?
        /// What is being looked for beside the reader.
        var finding: Finding?
        /// The hits of the file in which they were last counted.
        var tally: SearchTally?
        /// The count that is under way beside the reader.
        var counting: WorkID?
    }

    struct Landing: Sendable {
        var file: Int
        var hit: Span
        /// Where the cursor stood then: it cannot stand on every place at which a hit may begin.
        var cursor: ByteOffset
        var hasWrapped: Bool
    }

    struct Finding: Sendable {
        var id: WorkID
        var file: Int
        /// Where the cursor stood when the search set out.
        var cursor: ByteOffset
        var selection: Selection?
        var isForward: Bool
        /// Whether nothing else has been asked for since: only then may the hit move the cursor.
        var isAwaited = true
    }

    /// Bytes that are searched before a search goes on beside the reader; fewer for what may be slow.
    private static let nearby = 2 << 20
    private static let nearbyForRegex = 128 << 10

    mutating func searchAgain(reversed: Bool, times: Int) -> [Effect] {
        if noteSearch != nil {
            return goToNoteHit(reversed ? -times : times)
        }
        guard let search, let file else {
            message = .information("nothing has been searched for yet")
            return []
        }
        self.search?.isShown = true
        let start = file.cursor
        let effects = find(isForward: search.isForward != reversed, times: times)
        if self.file?.cursor != start { remember(start) }
        return effects + tallyHits()
    }

    /// Goes to the hit after so many, or asks for it when it is far away.
    mutating func find(isForward: Bool, times: Int) -> [Effect] {
        guard let search, let file else { return [] }
        let effects = stopFinding()
        let origin = isForward ? file.document.grapheme(after: hitStart) : hitStart
        if let outcome = counted(from: origin, isForward: isForward, times: times) {
            arrive(outcome, isForward: isForward)
            return effects
        }
        var query = SearchQuery(
            search.pattern, in: file.document, from: origin, isForward: isForward, times: times)
        let matcher = SearchMatcher(search.pattern, effort: .quick)
        let nearby = search.pattern.mode == .regex ? State.nearbyForRegex : State.nearby
        while query.looked < nearby {
            guard let outcome = query.step(matcher) else { continue }
            // More may be spent on it beside the reader.
            if case .tooHard = outcome { break }
            arrive(outcome, isForward: isForward)
            return effects
        }
        let finding = Finding(
            id: begin("searching"), file: current, cursor: file.cursor, selection: file.selection, isForward: isForward)
        self.search?.finding = finding
        return effects + [.search(finding.id, query)]
    }

    /// Where the hit begins that the reader is on, or else the cursor.
    private var hitStart: ByteOffset {
        guard let file else { return .zero }
        guard let landed = search?.landed, landed.file == current, landed.cursor == file.cursor else {
            return file.cursor
        }
        return landed.hit.start
    }

    /// What the count already tells.
    private func counted(from origin: ByteOffset, isForward: Bool, times: Int) -> SearchQuery.Outcome? {
        guard let search, let file, let tally = search.tally, tally.isOf(search.pattern, in: file.document),
            tally.isComplete, let before = tally.count(before: origin)
        else { return nil }
        guard !tally.hits.isEmpty else { return .notFound }
        let number = isForward ? before + times - 1 : before - times
        let count = tally.hits.count
        let hit = tally.hits[((number % count) + count) % count]
        return .found(file.document.snapped(hit), hasWrapped: number < 0 || number >= count)
    }

    /// A search beside the reader has ended.
    mutating func found(_ id: WorkID, _ outcome: SearchQuery.Outcome) {
        guard end(id), let finding = search?.finding, finding.id == id else { return }
        search?.finding = nil
        guard finding.isAwaited, isTextOrPromptInFront, finding.file == current, let file,
            finding.cursor == file.cursor, finding.selection == file.selection
        else {
            if case .found = outcome {
                let command = finding.isForward == search?.isForward ? Command.searchNext : .searchPrevious
                let key = keymap.keys(for: command).first.map { Key.display(of: $0) } ?? command.rawValue
                message = .information("a hit was found meanwhile; \(key) searches again from here")
            }
            return
        }
        arrive(outcome, isForward: finding.isForward)
        edgeFollowsHit()
        if dialog == nil, self.file?.cursor != finding.cursor { remember(finding.cursor) }
    }

    /// Whether nothing lies over the text but the prompt of a search, or an edge of a mark that the hit moves.
    private var isTextOrPromptInFront: Bool {
        switch dialog {
        case nil, .search, .edge: true
        default: false
        }
    }

    /// Takes note that something else is asked for: a hit that comes later must not get in its way. What is typed into
    /// the prompt of the search itself is nothing else.
    mutating func stopAwaiting() {
        if case .search = dialog { return }
        search?.finding?.isAwaited = false
    }

    /// Goes where a search led, or says why it led nowhere.
    private mutating func arrive(_ outcome: SearchQuery.Outcome, isForward: Bool) {
        switch outcome {
        case .found(let hit, let hasWrapped):
            land(on: hit, hasWrapped: hasWrapped)
            if hasWrapped { sayWrapped(isForward: isForward) }
        case .notFound:
            complain("not found: \(search?.pattern.typed ?? "")")
        case .tooHard(let place):
            let percent = (file?.document).map { place.percent(of: $0.byteCount) } ?? 0
            complain("this pattern takes too long on the text at \(percent)%; make it simpler")
        }
    }

    mutating func land(on hit: Span, hasWrapped: Bool) {
        land(at: hit.start)
        guard let file else { return }
        let landed = Landing(file: current, hit: hit, cursor: file.cursor, hasWrapped: hasWrapped)
        search?.landed = landed
    }

    /// Says something where it is seen: in the prompt while it is open.
    private mutating func complain(_ text: String) {
        if case .search(var prompt) = dialog {
            prompt.remark = SearchPrompt.Remark(text: text)
            dialog = .search(prompt)
        } else {
            message = .problem(text)
        }
    }

    mutating func sayWrapped(isForward: Bool) {
        let text = "search went on from the \(isForward ? "start" : "end")"
        if case .search(var prompt) = dialog {
            prompt.remark = SearchPrompt.Remark(text: text)
            dialog = .search(prompt)
        } else {
            message = .information(text)
        }
    }

    mutating func stopFinding() -> [Effect] {
        guard let finding = search?.finding else { return [] }
        search?.finding = nil
        return end(finding.id) ? [.stop(finding.id)] : []
    }

    /// Stops what Esc stops; nil when there is nothing of the kind.
    mutating func stopWork() -> [Effect]? {
        // What somebody waits for can be stopped before there is a word of how far it is.
        let areHeadingsAwaited = file?.isOutlineToOpen == true || file?.headingSteps != nil
        let awaited = [search?.finding?.id, areHeadingsAwaited ? file?.outlineWork : nil]
        guard let work = works.first(where: { $0.canBeStopped && ($0.progress != nil || awaited.contains($0.id)) })
        else { return nil }
        end(work.id)
        if search?.finding?.id == work.id { search?.finding = nil }
        if search?.counting == work.id { search?.counting = nil }
        for index in files.indices where files[index].file?.outlineWork == work.id {
            files[index].file?.outlineWork = nil
            files[index].file?.isOutlineToOpen = false
            files[index].file?.headingSteps = nil
            files[index].file?.isOutlineStopped = true
        }
        message = .information("stopped \(work.words)")
        return [.stop(work.id)]
    }
}

// MARK: How many

extension State {
    /// Bytes up to which hits are counted at once.
    private static let countedAtOnce = 256 << 10

    /// Counts the hits in the file in view, unless that was done or is being done.
    mutating func tallyHits() -> [Effect] {
        guard let search, let file, search.isShown else { return [] }
        if let tally = search.tally, tally.isOf(search.pattern, in: file.document) { return [] }
        var effects = stopTally()
        var tally = SearchTally(search.pattern, in: file.document)
        if file.document.byteCount <= State.countedAtOnce, search.pattern.mode != .regex {
            let matcher = SearchMatcher(search.pattern, effort: .quick)
            while tally.step(matcher) {}
            self.search?.tally = tally
        } else {
            let id = WorkID(nextWork)
            nextWork += 1
            self.search?.tally = tally
            self.search?.counting = id
            effects.append(.tally(id, tally))
        }
        return effects
    }

    mutating func tallied(_ id: WorkID, _ tally: SearchTally) {
        guard search?.counting == id else { return }
        search?.counting = nil
        search?.tally = tally
        if case .list = dialog { showMatches(tally) }
    }

    mutating func stopTally() -> [Effect] {
        guard let id = search?.counting else { return [] }
        search?.counting = nil
        search?.tally = nil
        return [.stop(id)]
    }

    /// `3 of 17`, `17 of 10,000+`, or `17 hits` where the cursor is on none; nil until that is known.
    public var hitsInWords: String? {
        guard let search, search.isShown, search.counting == nil, let file, let tally = search.tally,
            tally.isOf(search.pattern, in: file.document), !tally.isTooHard
        else { return nil }
        let count = tally.isCapped ? "10,000+" : "\(tally.hits.count)"
        guard let hit = hitAtCursor,
            let number = tally.count(before: file.document.grapheme(after: hit.start))
        else { return tally.hits.isEmpty ? nil : tally.hits.count == 1 ? "1 hit" : "\(count) hits" }
        return "\(number) of \(count)"
    }

    /// The hit that the reader has gone to, as long as the cursor stays there, or else the one that begins under the
    /// cursor, where the hits are known.
    public var hitAtCursor: Span? {
        guard let search, search.isShown, let file else { return nil }
        if let landed = search.landed, landed.file == current, landed.cursor == file.cursor { return landed.hit }
        guard let tally = search.tally, tally.isOf(search.pattern, in: file.document),
            let number = tally.count(before: file.document.grapheme(after: file.cursor)), number > 0
        else { return nil }
        let hit = file.document.snapped(tally.hits[number - 1])
        return hit.start == file.cursor ? hit : nil
    }
}
