// Which marks are shown: all, or those of one tag. What is hidden is saved like all else, and said to be hidden.

import Annotations
import Screen
import TextModel

/// What a mark must have to be shown.
public enum MarkFilter: Hashable, Sendable {
    /// This tag, or a sub-tag of it.
    case tag(Tag)
    /// No tag, but a note.
    case untagged

    /// As the status line says it.
    public var words: String {
        switch self {
        case .tag(let tag): tag.name
        case .untagged: "notes without a tag"
        }
    }

    func lets(_ mark: Annotation) -> Bool {
        switch self {
        case .tag(let tag): mark.tags.contains { $0 == tag || $0.name.hasPrefix(tag.name + "/") }
        case .untagged: mark.tags.isEmpty
        }
    }
}

extension FileState {
    /// Whether the filter lets a mark through.
    public func isShown(_ mark: Annotation) -> Bool { filter?.lets(mark) ?? true }

    /// `only risk: 3 of 12 marks`; nil where all marks are shown.
    public var filterInWords: String? {
        filter.map { "only \($0.words): \(annotations.count($0)) of \(annotations.count) marks" }
    }
}

extension State {
    /// `; only risk is shown`, for the end of a sentence that says that something was not found.
    var filterHint: String { (file?.filter).map { "; only \($0.words) is shown" } ?? "" }

    /// Shows only the marks of the tag with this name, or asks which.
    mutating func showOnly(_ name: String?) {
        guard file != nil else { return }
        guard let name else { return openFilterList() }
        guard let tag = Tag(name) else {
            message = .problem("“\(name)” cannot be a tag")
            return
        }
        show(.tag(tag))
    }

    mutating func show(_ filter: MarkFilter) {
        guard var file else { return }
        guard file.annotations.count(filter) > 0 else {
            message = .information("no mark has \(filter == .untagged ? "only a note" : filter.words)\(filterHint)")
            return
        }
        file.filter = filter
        // A mark that is not seen is not in hand.
        if let mark = file.inHand.flatMap({ file.annotations[$0] }), !filter.lets(mark) { file.dropSelection() }
        self.file = file
        message = .information((file.filterInWords ?? "") + "; \(keyName(of: .showAll)) shows all")
    }

    mutating func showAll() {
        guard file?.filter != nil else {
            message = .information("all marks are shown")
            return
        }
        file?.filter = nil
        let count = file?.annotations.count ?? 0
        message = .information("all \(count) marks are shown")
    }

    /// Says of an edit that what it left cannot be seen.
    mutating func sayIfHidden(_ edit: Edit) {
        guard let file, let filter = file.filter, let id = edit.changes.last?.id, let mark = file.annotations[id],
            !filter.lets(mark), let message, message.kind == .information
        else { return }
        self.message = .information(
            "\(message.text) (hidden: only \(filter.words) is shown, \(keyName(of: .showAll)) shows all)")
    }

    // MARK: By name

    /// Opens the list of the tags that can be shown alone.
    private mutating func openFilterList() {
        guard let file else { return }
        let (marks, untagged) = (file.annotations, file.annotations.untaggedCount)
        let rank = { (tag: Tag) in file.codebook.rank(of: tag) }
        let tags = marks.tagsAndParents.sorted { (rank($0), $0) < (rank($1), $1) }
        var filters: [MarkFilter?] = [nil] + tags.map { .tag($0) }
        var rows = [ListRow("all marks", fields: ["\(file.annotations.count)"])]
        rows += tags.map { tag in
            ListRow(tag.name, fields: ["\(marks.count(under: tag))"], lead: .tags([tag]))
        }
        if untagged > 0 {
            filters.append(.untagged)
            rows.append(ListRow(MarkFilter.untagged.words, fields: ["\(untagged)"], lead: .tags([])))
        }
        let chooser = Chooser(
            title: "Show only", rows: ListRows(rows), chosen: filters.firstIndex { $0 == file.filter } ?? 0,
            emptyMessage: "no marks yet",
            hints: [Chooser.Hint("Enter", "shows only that"), Chooser.Hint("/", "filter"), Chooser.Hint("Esc", "back")])
        dialog = .list(Listing(chooser: chooser, meaning: .filters(filters)))
    }

    /// Takes the choice from the list.
    mutating func choose(_ filter: MarkFilter?) {
        if let filter { show(filter) } else { showAll() }
    }
}
