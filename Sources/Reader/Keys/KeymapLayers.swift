// How keymap files become one keymap: layer upon layer, with every contradiction an error that names its place.

import Annotations
import Screen

extension Keymap {
    /// Where a line of a keymap stands.
    public struct Origin: Hashable, Sendable {
        /// The file as messages name it.
        public var file: String
        /// From 1; nil when it is not known.
        public var line: Int?

        public init(file: String, line: Int? = nil) {
            self.file = file
            self.line = line
        }
    }

    /// One line of a keymap: the keys, and what they ask for from now on.
    public struct Change: Hashable, Sendable {
        public let keys: [Key]
        /// nil takes the binding of an earlier layer away.
        public let binding: Binding?
        public let origin: Origin

        /// Reads a line of a keymap file: `keys` in key notation; `action` a command's name, `tag` or `show-only` with a
        /// tag's name after it, or `none`. Throws `unknownKey`, `unknownAction` or `badArgument`.
        public init(keys notation: String, action: String, origin: Origin) throws(KeymapError) {
            guard let keys = Key.sequence(notation) else {
                throw .unknownKey(notation: notation, origin: origin)
            }
            self.keys = keys
            self.origin = origin
            binding = action == "none" ? nil : try Change.binding(action, of: notation, at: origin)
        }

        private static func binding(
            _ action: String, of keys: String, at origin: Origin
        ) throws(KeymapError) -> Binding {
            let words = action.split(separator: " ", maxSplits: 1)
            guard let command = Command(named: String(words.first ?? "")) else {
                let names = Command.allCases.flatMap { [$0.rawValue] + $0.info.aliases } + ["none"]
                let nearest = nearestName(to: action, among: names)
                throw .unknownAction(keys: keys, action: action, nearest: nearest, origin: origin)
            }
            guard words.count > 1 else { return Binding(command) }
            guard command == .tag || command == .showOnly, let tag = Tag(String(words[1])) else {
                throw .badArgument(keys: keys, action: action, origin: origin)
            }
            return Binding(command, argument: tag.name)
        }
    }

    /// Lays the layers upon one another, the base first: a later layer replaces or takes away single sequences.
    /// Throws `duplicate` when one layer has a sequence twice, `hidden` when in the end one sequence is the beginning
    /// of another, `countedDigit` when a sequence begins with a digit that counts (0 is free: no count begins with it).
    public init(
        name: String, digitsCount: Bool, isSelectionExclusive: Bool = false, layers: [[Change]]
    ) throws(KeymapError) {
        var inForce: [Change] = []
        for layer in layers {
            var seen: [[Key]: Origin] = [:]
            for change in layer {
                if let first = seen.updateValue(change.origin, forKey: change.keys) {
                    throw .duplicate(keys: Key.notation(of: change.keys), first: first, origin: change.origin)
                }
            }
            inForce.removeAll { seen[$0.keys] != nil }
            inForce += layer.filter { $0.binding != nil }
        }
        try Keymap.check(inForce, digitsCount: digitsCount)
        self.init(
            name: name, digitsCount: digitsCount, isSelectionExclusive: isSelectionExclusive,
            sound: inForce.compactMap { change in change.binding.map { (change.keys, $0) } })
    }

    private static func check(_ changes: [Change], digitsCount: Bool) throws(KeymapError) {
        let places = Dictionary(
            changes.enumerated().map { ($1.keys, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, change) in changes.enumerated() {
            for length in 1..<max(1, change.keys.count) {
                guard let place = places[Array(change.keys.prefix(length))] else { continue }
                let (earlier, later) = (changes[min(index, place)], changes[max(index, place)])
                throw .hidden(
                    short: Key.notation(of: changes[place].keys), long: Key.notation(of: change.keys),
                    other: earlier.origin, origin: later.origin)
            }
            if digitsCount, let first = change.keys.first, isDigit(first), first != Key("0") {
                throw .countedDigit(keys: Key.notation(of: change.keys), origin: change.origin)
            }
        }
    }
}

/// What can be wrong with a keymap.
public enum KeymapError: Error, Equatable {
    case unknownKey(notation: String, origin: Keymap.Origin)
    case unknownAction(keys: String, action: String, nearest: String?, origin: Keymap.Origin)
    case badArgument(keys: String, action: String, origin: Keymap.Origin)
    case duplicate(keys: String, first: Keymap.Origin, origin: Keymap.Origin)
    /// `short` is the beginning of `long`; `origin` is the one of the later layer.
    case hidden(short: String, long: String, other: Keymap.Origin, origin: Keymap.Origin)
    case countedDigit(keys: String, origin: Keymap.Origin)

    /// The place to mend; of two, the later one.
    public var origin: Keymap.Origin {
        switch self {
        case .unknownKey(_, let origin), .unknownAction(_, _, _, let origin), .badArgument(_, _, let origin),
            .duplicate(_, _, let origin), .hidden(_, _, _, let origin), .countedDigit(_, let origin):
            origin
        }
    }

    /// What is wrong and what to do, as a sentence without the place of `origin`.
    public var problem: String {
        switch self {
        case .unknownKey(let notation, _):
            return
                "'\(notation)' is no key; write keys as a, C-f, M-x, S-Tab, F1, Space, or several with spaces between"
        case .unknownAction(let keys, let action, let nearest, _):
            let advice = nearest.map { "did you mean '\($0)'?" } ?? "'gloss keys' lists the actions"
            return "'\(keys)' is bound to '\(action)', which is no action; \(advice)"
        case .badArgument(let keys, let action, _):
            return
                "'\(keys)' is bound to '\(action)'; only 'tag' and 'show-only' take a word after them, the name of a tag"
        case .duplicate(let keys, let first, _):
            return
                "'\(keys)' is bound twice in this keymap\(first.line.map { ", first in line \($0)" } ?? ""); keep one"
        case .hidden(let short, let long, let other, _):
            let place = other.file + (other.line.map { ":\($0)" } ?? "")
            return "'\(short)' hides '\(long)', which begins with it (the other of the two is in \(place)); "
                + "bind one of them to 'none'"
        case .countedDigit(let keys, _):
            return "'\(keys)' begins with a digit, and in this keymap digits count; "
                + "choose another key, or set digits-count = false"
        }
    }
}
