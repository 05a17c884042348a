// Help over a list: the keys of that list first, and back to the same row afterwards.

import Screen

extension State {
    /// Whether keys that a list has no use for ask for help: in every keymap `?` does, where it does not search back in
    /// a text.
    func asksForHelp(_ keys: [Key], _ binding: Binding?) -> Bool { binding?.command == .help || keys == [Key("?")] }

    mutating func closeHelp(_ help: Help) { dialog = help.back.map { .list($0) } }

    /// The keys of the list that the help lies over; none where it lies over the text.
    var listSections: [(title: String, rows: [KeyHelp.Row])] {
        guard case .help(let help) = dialog, let listing = help.back else { return [] }
        let (title, own): (String, [(String, String)]) =
            switch listing.meaning {
            case .tags: ("In the codebook (\(keyName(of: .codebook)))", tagListKeys)
            case .marks: ("In the list of marks (\(keyName(of: .marks)))", markListKeys)
            case .places, .filters, .coders: ("In this list", [("Enter", "take the chosen row")])
            }
        let all = own + [("/", "show only rows that hold what is typed"), ("Esc", "drop the filter; go back")]
        return [(title, all.map { KeyHelp.Row(keys: $0.0, help: $0.1) })]
    }

    private var tagListKeys: [(String, String)] {
        [
            ("Enter", "go to the next mark with this tag or one of its sub-tags"), ("r", "rename the tag"),
            ("m", "merge it into another one"), ("K", "give it a key"), ("C", "give it a color"),
            ("D", "write its definition"), ("C-o F1", "what it means, and its last passages"),
            ("← →", "fold its sub-tags away, and unfold them"),
            ("\(keyName(of: .undo)) \(keyName(of: .redo))", "take the last step back; do it again"),
        ]
    }

    private var markListKeys: [(String, String)] {
        [
            ("Enter", "stay at the passage of the mark"), ("s Tab", "the next order: place, tag, date"),
            ("S S-Tab", "the order before"),
            (keyName(of: .deleteMark), "delete the mark; throw a draft away, after a question"),
            (keyName(of: .note), "write its note, and come back"),
            ("\(keyName(of: .undo)) \(keyName(of: .redo))", "take the last step back; do it again"),
        ]
    }
}
