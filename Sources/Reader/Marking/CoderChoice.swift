// Whose marks are shown: all coders', one coder's, or none but the reader's own.

import Annotations
import Screen

/// What is shown of the marks of others.
public enum CoderChoice: Equatable, Sendable {
    case all
    /// The coder of this name.
    case only(String)
    case none
    /// To be chosen from a list.
    case asked
}

extension State {
    /// Shows the marks of the coder with this name, or asks whose.
    mutating func chooseCoder(_ name: String?) -> [Effect] {
        guard let file else { return [] }
        let wanted = name.map { CoderChoice.only($0) } ?? .asked
        guard file.others == nil else {
            if name != nil { choose(wanted) } else { openCoderList() }
            return []
        }
        // Nothing of theirs is shown before somebody has said whose.
        let effects = readOthers()
        coderChoice = effects.isEmpty ? nil : wanted
        return effects
    }

    /// Does what waited for the marks of the others to be read.
    mutating func takeCoderChoice() {
        guard let choice = coderChoice else { return }
        coderChoice = nil
        guard file?.others != nil else { return }
        switch choice {
        case .asked where dialog == nil && pendingKeys.isEmpty: openCoderList()
        // Whoever does something else by now does not want a list over it.
        case .asked: file?.hideOthers()
        default: choose(choice)
        }
    }

    private mutating func openCoderList() {
        guard let file else { return }
        let coders = file.readOthers.filter { !$0.annotations.isEmpty }
        let choices = [CoderChoice.all] + coders.map { .only($0.name) } + [.none]
        var rows = [ListRow("all coders", fields: ["\(coders.reduce(0) { $0 + $1.annotations.count })"])]
        rows += coders.map { ListRow("\($0.sign)  \($0.name)", fields: ["\($0.annotations.count)"]) }
        rows.append(ListRow("none: hide them"))
        let chooser = Chooser(
            title: "Whose marks are shown", rows: ListRows(rows), chosen: choices.firstIndex(of: file.shownCoders) ?? 0,
            emptyMessage: "no other coder has marked this article",
            hints: [Chooser.Hint("Enter", "shows these"), Chooser.Hint("/", "filter"), Chooser.Hint("Esc", "back")])
        dialog = .list(Listing(chooser: chooser, meaning: .coders(choices)))
    }

    /// Takes the choice, from the list or by name.
    mutating func choose(_ choice: CoderChoice) {
        guard var file else { return }
        if choice == .none { return sayHidden() }
        if case .only(let name) = choice,
            !file.readOthers.contains(where: { $0.name == name && !$0.annotations.isEmpty })
        {
            if file.shownCoders == choice { sayHidden() }
            message = .problem("no coder “\(name)” has marked this article")
            return
        }
        file.shownCoders = choice
        file.showOthers()
        // A mark that is not seen is not in hand.
        if let id = file.inHand, file.annotations[id] == nil, file.othersMark(id) == nil { file.dropSelection() }
        self.file = file
        message = .information("shown, and read-only: \(file.othersCounted)")
    }

    /// Leaves the list as it was opened: what was hidden before it stays hidden.
    mutating func closeCoderList() {
        if file?.shownCoders == .asked { sayHidden() }
    }

    private mutating func sayHidden() {
        file?.hideOthers()
        message = .information("the marks of other coders are hidden")
    }
}

extension FileState {
    /// Shows what was read of the others, as far as it is wanted.
    mutating func showOthers() {
        others =
            switch shownCoders {
            case .all: readOthers
            case .only(let name): readOthers.filter { $0.name == name }
            case .none, .asked: []
            }
    }

    /// `bob (2), eva (1)`: whose marks are shown.
    var othersCounted: String {
        (others ?? []).filter { !$0.annotations.isEmpty }.map { "\($0.name) (\($0.annotations.count))" }
            .joined(separator: ", ")
    }
}
