// Where jumps set out, to go back to, and places that were given a letter.

import Screen
import TextModel

/// The places where jumps set out, the newest last, and how far back one has gone among them.
struct JumpList: Equatable, Sendable {
    struct Place: Hashable, Sendable {
        /// The number of the file.
        var file: Int
        var offset: ByteOffset
    }

    /// As many are kept.
    static let limit = 100

    private(set) var places: [Place] = []
    /// The place that one has gone back to; the number of places when one has not.
    private(set) var index = 0

    /// Adds the place where a jump sets out. It stands in the list once.
    mutating func add(_ place: Place) {
        places.removeAll { $0 == place }
        places.append(place)
        if places.count > JumpList.limit { places.removeFirst() }
        index = places.count
    }

    /// The place that many jumps back, or on when the number is negative; nil where there is none.
    ///
    /// - Parameter here: where one is now: what jumping on leads to in the end.
    mutating func back(_ count: Int, from here: Place) -> Place? {
        var wanted = index - count
        if index == places.count, count > 0 {
            // Where one set out to go back is the end of the way on.
            let places = self.places
            add(here)
            wanted = self.places.count - 1 - count
            if wanted < 0 {
                self.places = places
                index = places.count
            }
        }
        guard places.indices.contains(wanted) else { return nil }
        index = wanted
        return places[wanted]
    }

    var last: Place? { places.last }

    /// Takes the places in one file to where they are in another text of it.
    mutating func move(inFile file: Int, to place: (ByteOffset) -> ByteOffset) {
        for index in places.indices where places[index].file == file {
            places[index].offset = place(places[index].offset)
        }
    }
}

extension State {
    private var here: JumpList.Place? { file.map { JumpList.Place(file: current, offset: $0.cursor) } }

    /// Remembers a place of the file in view as one where a jump set out.
    mutating func remember(_ offset: ByteOffset) { jumps.add(JumpList.Place(file: current, offset: offset)) }

    /// Commands that jump; searching remembers its places itself.
    private static let jumping: Set<Command> = [
        .documentStart, .documentEnd, .markNext, .markPrevious, .sameTagNext, .sameTagPrevious, .fileNext,
        .filePrevious, .headingNext, .headingPrevious, .driftNext, .driftPrevious,
    ]

    /// Does what a step does, and remembers where it set out if it jumped away from there.
    mutating func jumping(_ command: Command, _ step: (inout State) -> [Effect]) -> [Effect] {
        guard State.jumping.contains(command), let start = here else { return step(&self) }
        let effects = step(&self)
        if here != start { jumps.add(start) }
        return effects
    }

    mutating func jump(back count: Int) -> [Effect] {
        guard let here else { return [] }
        guard let place = jumps.back(count, from: here) else {
            message = .information(count > 0 ? "no jump further back" : "no jump further on")
            return []
        }
        return go(to: place)
    }

    private mutating func go(to place: JumpList.Place) -> [Effect] {
        var effects: [Effect] = []
        if place.file != current {
            guard files.indices.contains(place.file), files[place.file].file != nil else {
                message = .problem("the file of that place is not open any more")
                return []
            }
            effects = keepPosition()
            lastShown = current
            current = place.file
            message = .information(nameAmongFiles)
        }
        file?.jump(to: place.offset)
        return effects
    }
}

// MARK: Named places

extension State {
    /// Takes the letter of a place that is to be named or gone to.
    mutating func placeDialog(_ key: Key, isNaming: Bool) -> [Effect] {
        dialog = nil
        guard !closes(key) else { return [] }
        if key == Key("?") && file?.places["?"] == nil || key == Key(.function(1)) {
            dialog = .place(isNaming: isNaming)
            let named = file?.places.keys.sorted().map(String.init).joined(separator: " ") ?? ""
            let what = isNaming ? "a letter names this place" : "a letter goes to the place it names"
            message = .information("\(what); named so far: \(named.isEmpty ? "none" : named); Esc goes back")
            return []
        }
        guard case .character(let letter) = key.code, key.modifiers.isEmpty, letter != " " else {
            message = .problem("a place is named by a letter")
            return []
        }
        return isNaming ? namePlace(letter) : goToPlace(letter)
    }

    mutating func namePlace(_ letter: Character) -> [Effect] {
        guard let file else { return [] }
        guard letter != "'" else {
            message = .problem("'' goes back to before the last jump; name the place by a letter")
            return []
        }
        self.file?.places[letter] = file.cursor
        message = .information("this place is \(letter) now")
        return [.keepPlaces(index: current, self.file?.places ?? [:])]
    }

    mutating func goToPlace(_ letter: Character) -> [Effect] {
        guard let here, let file else { return [] }
        if letter == "'" {
            guard let place = jumps.last else {
                message = .information("there was no jump yet")
                return []
            }
            jumps.add(here)
            return go(to: place)
        }
        guard let offset = file.places[letter] else {
            message = .problem("no place is named \(letter) in this article")
            return []
        }
        self.file?.jump(to: offset)
        if self.here != here { jumps.add(here) }
        return []
    }
}

extension FileState {
    /// Some of the text from a place to the end of its line, in one line.
    public func excerpt(from offset: ByteOffset) -> String {
        let start = document.graphemeBoundary(atOrBefore: min(offset, document.end))
        guard start < document.end else { return "" }
        let line = document.segment(at: start)
        let end = document.graphemeBoundary(atOrBefore: min(line.end, start + 120))
        return Excerpt.flat(document.text(Span(start, max(start, end))))
    }
}
