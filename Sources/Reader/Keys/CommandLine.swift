// `:` runs any action by its name, a count first.

import Annotations
import Screen

extension State {
    mutating func commandDialog(_ key: Key, _ prompt: CommandPrompt, _ now: Timestamp) -> [Effect] {
        var prompt = prompt
        if key == Key(.enter) {
            dialog = nil
            return run(line: prompt.field.text, now)
        }
        if closes(key) || (key == Key(.backspace) && prompt.field.characters.isEmpty) {
            dialog = nil
        } else if let step = CommandPrompt.step(of: key, in: prompt) {
            if !prompt.complete(by: step) { message = .information("no action has a name like “\(prompt.typed)”") }
            dialog = .command(prompt)
        } else if prompt.take(key) {
            dialog = .command(prompt)
        }
        return []
    }

    /// Runs what was typed: an optional count, a name, and perhaps a word for it (`:tag risk`). A count alone is a
    /// line to go to.
    private mutating func run(line: String, _ now: Timestamp) -> [Effect] {
        var rest = Substring(line).drop { $0.isWhitespace }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        // A number too large for anything is a large one.
        let count = digits.isEmpty ? nil : Int(digits) ?? .max
        rest = rest.dropFirst(digits.count).drop { $0.isWhitespace }
        let words = rest.split(maxSplits: 1, omittingEmptySubsequences: true) { $0.isWhitespace }
        guard let name = words.first.map(String.init) else {
            guard let count else { return [] }
            return run(Binding(.documentStart), count: count, now)
        }
        guard let command = Command(named: name) else {
            let near =
                nearestName(to: name, among: Command.allCases.map(\.rawValue)).map { "; did you mean “\($0)”?" } ?? ""
            message = .problem("there is no action “\(name)”\(near)\(helpHint)")
            return []
        }
        let argument = words.count > 1 ? words[1].trimmingTrailing() : nil
        return run(Binding(command, argument: argument), count: count, now)
    }
}

extension Substring {
    fileprivate func trimmingTrailing() -> String { String(self).trimmingTrailingSpace() }
}
