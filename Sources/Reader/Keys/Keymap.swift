// What each sequence of keys asks for: a lookup without state.

import Annotations
import Screen

/// What a key sequence asks for.
public struct Binding: Hashable, Sendable, CustomStringConvertible {
    public var command: Command
    /// The tag's name, with `.tag` and `.showOnly`; nil for the bare command.
    public var argument: String?

    public init(_ command: Command, argument: String? = nil) {
        self.command = command
        self.argument = argument
    }

    /// As a keymap file writes it: `page-down`, `tag risk`.
    public var description: String { argument.map { "\(command.rawValue) \($0)" } ?? command.rawValue }
}

/// The bindings that are in force. Every sequence is bound, the beginning of bound ones, or neither; the bare `tag`
/// command alone may be both, once a codebook was added: then its sequence waits for a tag's key.
public struct Keymap: Sendable, Equatable {
    public let name: String
    /// Whether digits before a command are its count.
    public let digitsCount: Bool
    /// Whether what motions select ends before the cursor, as in an editor with a caret between letters, instead of
    /// with the letter under it.
    public let isSelectionExclusive: Bool
    private var entries: [Entry] = []
    /// The indices of `entries` by command: hints ask for the keys of a dozen of them at every frame.
    private var places: [Command: [Int]] = [:]
    /// The shortest keys of each command as help shows them, for the same reason.
    private var shown: [Command: String] = [:]
    /// The keys of the codebook's tags by the names of the tags, as hints show them.
    private var tagKeys: [String: String] = [:]
    private var root = Node()
    /// What the keys of ASCII do that are bound alone, by `plainIndex`: most keys that are pressed are such.
    private var immediate: [Binding?] = Array(repeating: nil, count: 1 << 8)

    public enum Lookup: Sendable {
        case unbound
        /// The keys that may follow, in the order of `bindings`; `what` is nil where still more keys must follow.
        case prefix([(key: Key, what: Binding?)])
        case bound(Binding)
    }

    private struct Entry: Hashable {
        var keys: [Key]
        var binding: Binding
    }

    private struct Node: Equatable, Sendable {
        var binding: Binding?
        var children: [Key: Node] = [:]
        /// The keys of `children` as they came.
        var order: [Key] = []

        mutating func bind(_ keys: ArraySlice<Key>, to binding: Binding) {
            guard let key = keys.first else {
                self.binding = binding
                return
            }
            if children[key] == nil { order.append(key) }
            children[key, default: Node()].bind(keys.dropFirst(), to: binding)
        }
    }

    /// Takes bindings that are known to be sound: no sequence twice, none the beginning of another.
    init(
        name: String, digitsCount: Bool, isSelectionExclusive: Bool, sound bindings: [(keys: [Key], binding: Binding)]
    ) {
        self.name = name
        self.isSelectionExclusive = isSelectionExclusive
        self.digitsCount = digitsCount
        for (keys, binding) in bindings { bind(keys, to: binding) }
        for command in places.keys { shown[command] = shortestKeys(for: command) }
    }

    /// What the keys pressed so far ask for. No key at all is the beginning of every sequence.
    public func lookup(_ keys: [Key]) -> Lookup {
        if keys.count == 1, let index = Keymap.plainIndex(of: keys[0]), let binding = immediate[index] {
            return .bound(binding)
        }
        guard let node = node(at: keys) else { return .unbound }
        if let binding = node.binding, node.order.isEmpty { return .bound(binding) }
        return .prefix(
            node.order.map { key in
                let child = node.children[key]
                return (key: key, what: child?.order.isEmpty == true ? child?.binding : nil)
            })
    }

    /// All bindings in the order of the files, the base first; a binding that replaces one stands in its own place.
    public var bindings: [(keys: [Key], binding: Binding)] { entries.map { ($0.keys, $0.binding) } }

    /// The sequences bound to the command itself, in the order of `bindings`; those that give a tag by its name are
    /// not among those of `.tag`.
    public func keys(for command: Command) -> [[Key]] { keys(for: Binding(command)) }

    /// The sequences bound to exactly this, in the order of `bindings`.
    public func keys(for binding: Binding) -> [[Key]] {
        guard let places = places[binding.command] else { return [] }
        return places.compactMap { entries[$0].binding.argument == binding.argument ? entries[$0].keys : nil }
    }

    /// The shortest keys of the command itself, as help shows them; nil where it has none.
    public func shownKeys(for command: Command) -> String? { shown[command] }

    private func shortestKeys(for command: Command) -> String? {
        keys(for: command).min { $0.count < $1.count }.map { Key.display(of: $0) }
    }

    /// The keymap with the codebook's keys: a tag's key alone gives the tag where that key is neither bound, nor the
    /// beginning of a sequence, nor a digit that counts; after every sequence of the bare `tag` command it always
    /// does, and the numbers of the recent tags follow, as far as no tag has them for its key. After what precedes the last key of `show-all` it shows only that
    /// tag. `tag #3` becomes the third tag, or nothing where there are fewer. Add to the keymap as it was loaded: tags
    /// of a codebook added before stay.
    public func adding(_ codebook: Codebook) -> Keymap {
        var result = self
        if entries.contains(where: { $0.binding.tagNumber != nil }) {
            result = Keymap(
                name: name, digitsCount: digitsCount, isSelectionExclusive: isSelectionExclusive,
                sound: bindings.compactMap(codebook.naming))
        }
        let tagSequences = keys(for: .tag)
        let filterPrefixes = keys(for: .showAll).filter { $0.count > 1 }.map { Array($0.dropLast()) }
        for entry in codebook.entries {
            guard let character = entry.key else { continue }
            let binding = Binding(.tag, argument: entry.tag.name)
            let key = Key(character)
            if result.node(at: [key]) == nil, !(digitsCount && Keymap.isDigit(key)) {
                result.bind([key], to: binding)
            }
            for sequence in tagSequences where result.node(at: sequence + [key]) == nil {
                result.bind(sequence + [key], to: binding)
            }
            for prefix in filterPrefixes where result.node(at: prefix + [key]) == nil {
                result.bind(prefix + [key], to: Binding(.showOnly, argument: entry.tag.name))
            }
        }
        for sequence in tagSequences {
            let ways = (1...RecentTags.limit).map { sequence + [Key(Character(String($0)))] }
            let free = ways.filter { result.node(at: $0) == nil }
            for (index, keys) in free.enumerated() { result.bind(keys, to: .recentTag(index + 1)) }
        }
        for entry in codebook.entries { result.tagKeys[entry.tag.name] = result.keys(giving: entry) }
        return result
    }

    /// The keys that give a tag of the codebook, as hints show them: its own where that is free, else the shortest way;
    /// nil where there are none.
    public func shownKeys(for tag: Tag) -> String? { tagKeys[tag.name] }

    private func keys(giving entry: Codebook.Entry) -> String? {
        let ways = keys(for: Binding(.tag, argument: entry.tag.name))
        let own = ways.first { entry.key.map { [Key($0)] } == $0 }
        return (own ?? ways.min { $0.count < $1.count }).map { Key.display(of: $0) }
    }

    /// Whether the key is a plain ASCII digit, which a counting keymap takes for a count.
    static func isDigit(_ key: Key) -> Bool {
        guard case .character(let character) = key.code, key.modifiers.isEmpty else { return false }
        return ("0"..."9").contains(character) && character.isASCII
    }

    private func node(at keys: [Key]) -> Node? {
        var node = root
        for key in keys {
            guard let next = node.children[key.normalized] else { return nil }
            node = next
        }
        return node
    }

    /// A number below 256 for a character of ASCII, alone or with Control, in the form that bindings are compared in;
    /// nil for any other key.
    private static func plainIndex(of key: Key) -> Int? {
        guard key.modifiers.isSubset(of: .control), case .character(let character) = key.normalized.code,
            let byte = character.asciiValue
        else { return nil }
        return Int(byte) | (key.modifiers.isEmpty ? 0 : 0x80)
    }

    private mutating func bind(_ keys: [Key], to binding: Binding) {
        places[binding.command, default: []].append(entries.count)
        entries.append(Entry(keys: keys, binding: binding))
        root.bind(keys[...], to: binding)
        guard let first = keys.first, let index = Keymap.plainIndex(of: first) else { return }
        immediate[index] = node(at: [first]).flatMap { $0.order.isEmpty ? $0.binding : nil }
    }
}

extension Codebook {
    /// The binding with the name of the tag that it gives by number; nil where there is no such tag.
    fileprivate func naming(_ bound: (keys: [Key], binding: Binding)) -> (keys: [Key], binding: Binding)? {
        guard let number = bound.binding.tagNumber else { return bound }
        guard entries.indices.contains(number - 1) else { return nil }
        return (bound.keys, Binding(bound.binding.command, argument: entries[number - 1].tag.name))
    }
}

extension Binding {
    /// 3 for `tag #3` and `show-only #3`, which mean the third tag of whatever codebook there is.
    fileprivate var tagNumber: Int? {
        guard command == .tag || command == .showOnly, let argument, argument.hasPrefix("#") else { return nil }
        return Int(argument.dropFirst())
    }
}
