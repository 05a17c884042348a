// The tags given lately, by number: a number keeps its tag while one works, so that fingers can learn it.

import Annotations
import Screen

/// Up to nine tags, each with a number.
public struct RecentTags: Equatable, Sendable {
    /// The first one is number 1.
    public private(set) var tags: [Tag] = []
    /// When each of them was given last, in tags given since the start.
    private var uses: [Tag: Int] = [:]
    private var clock = 0

    static let limit = 9

    /// The tag with a number, from 1.
    public subscript(number: Int) -> Tag? { tags.indices.contains(number - 1) ? tags[number - 1] : nil }

    /// Takes note that a tag was given. When all numbers are taken, the tag that was not given for longest loses its
    /// own.
    ///
    /// - Parameter room: so many numbers can be typed: a codebook may have digits for keys.
    mutating func use(_ tag: Tag, room: Int = limit) {
        clock += 1
        if !tags.prefix(room).contains(tag) {
            tags.removeAll { $0 == tag }
            if tags.count < room {
                tags.append(tag)
            } else if let oldest = tags.indices.prefix(room).min(by: { uses[tags[$0]] ?? 0 < uses[tags[$1]] ?? 0 }) {
                uses[tags[oldest]] = nil
                tags[oldest] = tag
            }
        }
        uses[tag] = clock
    }

    /// Gives numbers that are free to tags of earlier sessions.
    mutating func learn(_ earlier: [Tag]) {
        for tag in earlier where tags.count < RecentTags.limit && !tags.contains(tag) { tags.append(tag) }
    }

    /// A tag has another name now.
    mutating func rename(_ old: Tag, to new: Tag) {
        guard let index = tags.firstIndex(of: old) else { return }
        if tags.contains(new) { tags.remove(at: index) } else { tags[index] = new }
        if let use = uses.removeValue(forKey: old) { uses[new] = max(use, uses[new] ?? 0) }
    }
}

extension Binding {
    /// What the number of a recent tag is bound to. No tag's name holds a comma.
    static func recentTag(_ number: Int) -> Binding { Binding(.tag, argument: ",\(number)") }

    /// The number of the recent tag that is asked for; nil for any other binding.
    public var recentTagNumber: Int? {
        guard command == .tag, let argument, argument.hasPrefix(",") else { return nil }
        return Int(argument.dropFirst())
    }
}

extension Keymap {
    /// The keys that give the recent tags, the first one's first, as they are shown.
    var recentKeys: [String] {
        (1...RecentTags.limit).compactMap { number in
            keys(for: .recentTag(number)).first?.last.map { Key.display(of: [$0]) }
        }
    }
}

extension State {
    /// Takes in what the marks say of earlier sessions; `.` and the numbers go on from there.
    mutating func learn(_ latest: LatestTags) {
        recentTags.learn(latest.recent)
        if lastTags.isEmpty { lastTags = latest.last }
    }

    /// Takes note that a tag was given to a mark: `.` gives it again, with those that the same mark got before it.
    mutating func noteGiven(_ tags: [Tag], to mark: AnnotationID, isSame: Bool) {
        lastTags = isSame && lastTagged == mark ? lastTags.filter { !tags.contains($0) } + tags : tags
        lastTagged = mark
        let room = keymap.recentKeys.count
        for tag in tags { recentTags.use(tag, room: room) }
    }

    /// Takes note that a tag was taken off again before anything else was done.
    mutating func noteTakenOff(_ tag: Tag, _ mark: AnnotationID) {
        guard lastTagged == mark, lastTags.count > 1 else { return }
        lastTags.removeAll { $0 == tag }
    }
}
