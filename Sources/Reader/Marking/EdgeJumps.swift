// Jumps while an edge of a mark is in hand: hits, headings and named places move it; what would leave the mark says so.

import Annotations
import Screen
import TextModel

extension State {
    /// Lets the edge go where a jump leads, or says why it does not.
    mutating func moveEdge(_ move: EdgeMove, byJump command: Command, count: Int?) -> [Effect] {
        let times = max(1, min(count ?? 1, State.mostSteps))
        switch command {
        case .searchNext, .searchPrevious:
            guard noteSearch == nil else {
                message = .information(
                    "the notes were searched last: search the text first, then take the \(move.edge)"
                )
                return []
            }
            let effects = searchAgain(reversed: command == .searchPrevious, times: times)
            edgeFollowsHit()
            return effects
        case .headingNext, .headingPrevious:
            // Where an end stands, the text after it begins: the heading that it reached is not met again.
            if !move.isStart, let file, move.end < file.document.end { self.file?.cursor = move.end }
            let place = file?.cursor
            let effects = goToHeading(command == .headingNext ? times : -times)
            guard file?.headingSteps == nil else {
                file?.headingSteps = nil
                message = .information("the headings are still being looked for: press it again in a moment")
                stand(on: move)
                return effects
            }
            var move = move
            if let file, file.cursor != place { _ = takes(file.cursor, &move) }
            stand(on: move)
            return effects
        case .goToPlace:
            var move = move
            move.awaitsPlace = true
            message = .information("a letter: the \(move.edge) goes to the place of that name")
            dialog = .edge(move)
        case .searchForward, .searchBackward, .outline, .matches, .command, .jumpBack, .jumpOn, .searchNotes:
            let hits = [Command.searchNext, .searchPrevious].map(keyName(of:)).joined(separator: " ")
            message = .information(
                "not while the \(move.edge) is moved: motions and \(hits) move it, Enter keeps it, Esc returns it")
        case .markNext, .markPrevious, .sameTagNext, .sameTagPrevious, .driftNext, .driftPrevious, .cycleMarks:
            message = .information("that would leave this mark: Enter keeps its \(move.edge) first, Esc returns it")
        default: message = .information("motions and jumps move the \(move.edge), Enter keeps it, Esc returns it")
        }
        return []
    }

    /// Puts the edge in hand on the hit that the reader was taken to: an end after it, a start before it.
    mutating func edgeFollowsHit() {
        guard case .edge(var move) = dialog, let file, let landed = search?.landed, landed.file == current,
            landed.cursor == file.cursor
        else { return }
        let isTaken = takes(move.isStart ? landed.hit.start : landed.hit.end, &move)
        stand(on: move)
        // The next hit is looked for from this one, wherever in it the cursor is.
        if isTaken, let cursor = self.file?.cursor { search?.landed?.cursor = cursor }
    }

    /// Takes the letter of the place that the edge in hand goes to.
    mutating func moveEdge(_ old: EdgeMove, toPlaceNamed key: Key) {
        var move = old
        move.awaitsPlace = false
        defer { stand(on: move) }
        guard !closes(key) else { return }
        guard case .character(let letter) = key.code, key.modifiers.isEmpty, letter != " ", letter != "'" else {
            message = .problem("the \(move.edge) goes to a place that a letter names")
            return
        }
        guard let place = file?.places[letter] else {
            message = .problem("no place is named \(letter) in this article")
            return
        }
        file?.jump(to: place)
        if let file { _ = takes(file.cursor, at: true, &move) }
    }
}
