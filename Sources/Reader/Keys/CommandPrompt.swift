// The names of commands that go with what was typed behind `:`, completed by Tab.

import Screen

/// What is being typed behind `:`.
public struct CommandPrompt: Sendable {
    public internal(set) var field: TextField
    /// The names that Tab goes through; nil until it was pressed.
    public private(set) var names: [String]?
    /// The number of the name that stands in the field; nil while none of them was taken.
    public private(set) var chosenPlace: Int?

    init(_ text: String = "") { field = TextField(text) }

    /// The count that was typed before the name, with the blanks around it.
    private var count: Substring { field.text.prefix { $0.isNumber || $0.isWhitespace } }
    /// The name, as far as it was typed.
    public var typed: Substring { field.text.dropFirst(count.count) }

    /// The names that go with what was typed: those that begin with it, and where none does, those in which a later
    /// word begins with it.
    static func names(for typed: some StringProtocol) -> [String] {
        let commands = Command.allCases
        let names = commands.compactMap { command in
            ([command.rawValue] + command.info.aliases).first { $0.hasPrefix(typed) }
        }
        guard names.isEmpty else { return names }
        return commands.map(\.rawValue).filter { name in
            name.split(separator: "-").dropFirst().contains { $0.hasPrefix(typed) }
        }
    }

    /// Tab: as much as all names have in common, then one after the other; S-Tab goes back. False where there is none.
    mutating func complete(by step: Int) -> Bool {
        if let names, !names.isEmpty {
            let place = chosenPlace.map { $0 + step } ?? (step > 0 ? 0 : names.count - 1)
            chosenPlace = (place + names.count) % names.count
            write(names[chosenPlace!])
            return true
        }
        let names = CommandPrompt.names(for: typed)
        guard var shared = names.first else { return false }
        for name in names { while !name.hasPrefix(shared) { shared.removeLast() } }
        if shared.count > typed.count { write(shared) }
        // One that is alone needs no list.
        self.names = names.count > 1 ? names : nil
        return true
    }

    /// How far a key goes among the names; nil where it types. The arrows do so while they are listed.
    static func step(of key: Key, in prompt: CommandPrompt) -> Int? {
        switch key {
        case Key(.tab): 1
        case Key(.tab, .shift): -1
        case Key(.down), Key("n", .control): prompt.names == nil ? nil : 1
        case Key(.up), Key("p", .control): prompt.names == nil ? nil : -1
        default: nil
        }
    }

    private mutating func write(_ name: String) { field = TextField(count + name) }

    /// Takes a key that types; the list goes along with what is typed.
    mutating func take(_ key: Key) -> Bool {
        let before = field.text
        guard field.take(key) else { return false }
        if field.text != before { narrow() }
        return true
    }

    mutating func insert(_ text: String) {
        field.insert(text)
        narrow()
    }

    private mutating func narrow() {
        chosenPlace = nil
        guard names != nil else { return }
        let found = CommandPrompt.names(for: typed)
        names = found.isEmpty ? nil : found
    }
}
