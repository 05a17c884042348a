// The codebook as a list: what each tag means, how often it was given here, sub-tags beneath their parents.

import Annotations
import Screen
import TextLayout
import TextModel

/// The tags of a list, as far as it was made when it was opened or last changed.
public struct TagList: Sendable {
    /// A tag with what there is to say of it.
    struct Row: Sendable {
        let tag: Tag
        let entry: Codebook.Entry?
        /// Marks with exactly this tag, and with it or any of its sub-tags.
        let own: Int
        let within: Int
        /// How many tags are beneath it.
        let subTags: Int
    }

    /// Tags whose sub-tags are not shown.
    var folded: Set<Tag> = []
    /// Those in view.
    var rows: [Row] = []

    /// All tags, each parent before its sub-tags: in the codebook's order, then those that only marks have.
    static func all(_ codebook: Codebook, _ counts: TagCounts) -> [Row] {
        var children: [Tag?: [Tag]] = [:]
        var seen: Set<Tag> = []
        func add(_ tag: Tag) {
            guard seen.insert(tag).inserted else { return }
            if let parent = tag.parent { add(parent) }
            children[tag.parent, default: []].append(tag)
        }
        for entry in codebook.entries { add(entry.tag) }
        for tag in counts.within.keys.sorted() { add(tag) }
        var rows: [Row] = []
        func walk(_ tag: Tag) -> Int {
            let place = rows.count
            rows.append(Row(tag: tag, entry: nil, own: 0, within: 0, subTags: 0))
            let beneath = (children[tag] ?? []).reduce(0) { $0 + 1 + walk($1) }
            rows[place] = Row(
                tag: tag, entry: codebook[tag], own: counts.own[tag] ?? 0, within: counts.within[tag] ?? 0,
                subTags: beneath)
            return beneath
        }
        for tag in children[nil] ?? [] { _ = walk(tag) }
        return rows
    }

    /// The rows to be shown: what is folded away is left out.
    static func visible(_ all: [Row], folded: Set<Tag>) -> [Row] {
        guard !folded.isEmpty else { return all }
        return all.filter { row in
            var parent = row.tag.parent
            while let tag = parent {
                if folded.contains(tag) { return false }
                parent = tag.parent
            }
            return true
        }
    }

    /// `r  risk (+2)  Something that may go wrong`
    ///
    /// - Parameter codebook: says the colours, which a row names where there is room for that; nil leaves them out.
    func listRows(naming codebook: Codebook?) -> ListRows {
        let names = rows.map { row in
            let name = row.tag.depth == 0 ? row.tag.name : String(row.tag.segments.last ?? "")
            return folded.contains(row.tag) && row.subTags > 0 ? "\(name) (+\(row.subTags))" : name
        }
        // Definitions stand beneath one another, as far as long names allow that.
        let widths = zip(rows, names).map { GlyphRun($1).width + 2 * $0.tag.depth }
        let column = min(widths.max() ?? 0, 24)
        let made = rows.indices.map { index in
            let row = rows[index]
            let padding = String(repeating: " ", count: max(0, column - widths[index]))
            let key = row.entry?.key.map { String($0) } ?? "\u{2022}"
            let definition = row.entry.map(\.description) ?? Triage(row.tag)?.description ?? "not in the codebook"
            let count = row.subTags > 0 && row.within != row.own ? "\(row.own)/\(row.within)" : "\(row.own)"
            let color = codebook.map { [$0.color(of: row.tag)] } ?? []
            var made = ListRow(
                "\(key) \(names[index])\(padding)  \(State.flat(definition))", level: row.tag.depth,
                fields: [count] + color)
            made.tag = row.tag
            return made
        }
        let searched = { @Sendable [rows] (number: Int) in
            "\(rows[number].tag.name) \(rows[number].entry?.description ?? "")"
        }
        return ListRows(count: made.count, searched: searched) { made[$0] }
    }
}

extension State {
    fileprivate static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    mutating func openCodebook() -> [Effect] {
        guard let file else { return [] }
        let here = file.markInHand?.tags.first ?? lastTags.first
        openTagList(TagList(), chosen: here)
        return []
    }

    /// The codebook where the list has room for the names of its colours.
    private var namedColors: Codebook? { size.columns >= 70 ? file?.codebook : nil }

    /// - Parameter chosen: the tag whose row is the chosen one, as far as it is shown.
    private mutating func openTagList(_ list: TagList, chosen: Tag?) {
        guard let file else { return }
        var list = list
        list.rows = TagList.visible(
            TagList.all(file.codebook, TagCounts(file.annotations)), folded: list.folded)
        var chooser = Chooser(
            title: tagListTitle, rows: list.listRows(naming: namedColors),
            chosen: list.rows.firstIndex { $0.tag == chosen } ?? 0,
            emptyMessage: "no tags",
            hints: [
                Chooser.Hint("Enter", "next mark"), Chooser.Hint("r", "rename"), Chooser.Hint("m", "merge"),
                Chooser.Hint("K", "key"), Chooser.Hint("C", "color"), Chooser.Hint("D", "define"),
                Chooser.Hint("\u{2190}\u{2192}", "fold"), Chooser.Hint("Esc", "back"),
                Chooser.Hint("C-o", "definition"), Chooser.Hint("/", "filter"), Chooser.Hint("?", "help"),
            ], fieldWidths: [4])
        chooser.keepsFilter = true
        dialog = .list(Listing(chooser: chooser, meaning: .tags(list)))
        _ = settleList()
    }

    private var tagListTitle: String {
        let count = file?.codebook.entries.count ?? 0
        return "Codebook: \(count) \(count == 1 ? "tag" : "tags"), marks here (own/with sub-tags)"
    }

    /// Makes the rows anew: tags were renamed, counts have changed, or something was folded.
    mutating func refresh(_ listing: Listing, _ list: TagList, chosen: Tag?) {
        guard let file else { return }
        var (listing, list) = (listing, list)
        list.rows = TagList.visible(
            TagList.all(file.codebook, TagCounts(file.annotations)), folded: list.folded)
        let number = list.rows.firstIndex { $0.tag == chosen }
        listing.chooser.title = tagListTitle
        listing.chooser.replace(list.listRows(naming: namedColors), chosen: number)
        // The last tag that held the words of the filter may just have become another.
        if listing.chooser.count == 0, !listing.chooser.isTyping {
            listing.chooser.dropFilter(choosing: number ?? 0)
        }
        listing.meaning = .tags(list)
        dialog = .list(listing)
    }

    /// Makes the rows of the list of tags anew, where one is open.
    mutating func refreshTagList() {
        guard case .list(let listing) = dialog, case .tags(let list) = listing.meaning else { return }
        refresh(listing, list, chosen: listing.chooser.chosen.map { nowOf(list.rows[$0].tag) })
    }

    // MARK: Keys

    mutating func tagListDialog(_ key: Key, _ listing: Listing, _ list: TagList, _ now: Timestamp) -> [Effect] {
        var listing = listing
        if key == Key("o", .control) || key == Key(.function(1)), !listing.chooser.isTyping {
            return tagListCommand([key], Binding(.tagDefinition), listing, list, now)
        }
        let outcome = listing.chooser.take(key, keymap: keymap, height: listHeight)
        dialog = .list(listing)
        switch outcome {
        case .taken: return []
        case .closed:
            dialog = nil
            return []
        case .chosen(let number):
            goToMark(under: list.rows[number].tag)
            return []
        case .notTaken(_, Binding(.quitAll)?): return quitFromAnywhere()
        case .notTaken(let keys, let binding) where asksForHelp(keys, binding):
            dialog = .help(Help(back: listing))
            return []
        case .notTaken(let keys, let binding): return tagListCommand(keys, binding, listing, list, now)
        }
    }

    private mutating func tagListCommand(
        _ keys: [Key], _ binding: Binding?, _ listing: Listing, _ list: TagList, _ now: Timestamp
    ) -> [Effect] {
        let row = listing.chooser.chosen.map { list.rows[$0] }
        if let binding, binding.command == .undo || binding.command == .redo {
            // Also where nothing goes with the filter any more: what was just done may be why.
            let effects = run(binding, count: nil, now)
            refresh(listing, list, chosen: row.map { nowOf($0.tag) })
            return effects
        }
        guard let row else { return [] }
        switch (keys, binding?.command) {
        case ([Key("r")], _): openTagName(row.tag, listing)
        case ([Key("m")], _): openMerge(row.tag, listing)
        case ([Key("K")], _): openTagField(.key, of: row.tag, listing)
        case ([Key("C")], _): openTagField(.color, of: row.tag, listing)
        case ([Key("D")], _): openTagField(.definition, of: row.tag, listing)
        case ([Key(.right)], _), (_, .graphemeRight): fold(row, false, listing, list)
        case ([Key(.left)], _), (_, .graphemeLeft): fold(row, true, listing, list)
        case (_, .tagDefinition): return openTagCard([row.tag], back: .list(listing))
        default:
            message = .information(
                "r renames, m merges, K sets a key, C a color, D the definition, \u{2190} \u{2192} fold, Esc goes back")
        }
        return []
    }

    /// The name that a tag has after a step was taken back or done again.
    private func nowOf(_ tag: Tag) -> Tag {
        guard let file, file.codebook[tag] == nil else { return tag }
        let steps = [file.history.undone.last, file.history.done.last].compactMap { $0?.codebook }.joined()
        let names = steps.compactMap { change -> Tag? in
            if change.after?.tag == tag { return change.before?.tag }
            return change.before?.tag == tag ? change.after?.tag : nil
        }
        return names.first { file.codebook[$0] != nil } ?? tag
    }

    private mutating func fold(_ row: TagList.Row, _ isFolding: Bool, _ listing: Listing, _ list: TagList) {
        var list = list
        var chosen = row.tag
        if isFolding {
            // From a sub-tag the way left leads to its parent.
            if row.subTags == 0 || list.folded.contains(row.tag) {
                guard let parent = row.tag.parent else { return }
                chosen = parent
            } else {
                list.folded.insert(row.tag)
            }
        } else {
            list.folded.remove(row.tag)
        }
        refresh(listing, list, chosen: chosen)
    }

    /// Goes to the next mark with a tag or one of its sub-tags, from the last one to the first.
    private mutating func goToMark(under tag: Tag) {
        guard let file else { return }
        guard
            let mark = file.annotations.next(after: file.cursor, under: tag)
                ?? file.annotations.next(after: ByteOffset(-1), under: tag)
        else {
            message = .information("no mark with \(tag) in this article")
            return
        }
        dialog = nil
        remember(file.cursor)
        arrive(mark, "")
    }
}
