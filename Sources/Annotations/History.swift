// What was done and what was taken back, without limit: a value of which a copy costs nothing.

/// Edits, the last one on top.
public struct EditStack: Equatable, Sendable, RandomAccessCollection {
    private struct Entry: SharedTreeEntry {
        /// The edits beneath it.
        let key: Int
        let edit: Edit

        static func precedes(_ left: Int, _ right: Int) -> Bool { left < right }
    }

    private var entries = SharedTree<Entry>()

    /// The number of the first edit.
    public var startIndex: Int { 0 }
    /// The number of edits.
    public var endIndex: Int { entries.count }
    /// An edit by its number, the first one that was done being 0.
    public subscript(index: Int) -> Edit {
        guard let entry = entries.entry(at: index) else { preconditionFailure("no edit \(index)") }
        return entry.edit
    }

    /// Whether both hold the same edits in the same order.
    public static func == (left: EditStack, right: EditStack) -> Bool { left.elementsEqual(right) }

    mutating func push(_ edit: Edit) { entries.insert(Entry(key: entries.count, edit: edit)) }

    mutating func pop() -> Edit? {
        guard let last = last else { return nil }
        entries.remove(entries.count - 1)
        return last
    }

    mutating func removeAll() { entries = SharedTree() }

    /// Puts another edit in the place of each.
    mutating func replaceEach(_ replacement: (Edit) -> Edit) {
        entries = SharedTree(sorted: entries.map { Entry(key: $0.key, edit: replacement($0.edit)) })
    }
}

/// What was done and what was taken back, without limit.
public struct History: Equatable, Sendable {
    /// What was done and holds, the last edit last.
    public private(set) var done = EditStack()
    /// What was taken back and can be done again, the edit taken back last being last.
    public private(set) var undone = EditStack()

    /// Nothing done yet.
    public init() {}

    /// Notes a new edit; what had been taken back can no longer be redone.
    public mutating func record(_ edit: Edit) {
        done.push(edit)
        undone.removeAll()
    }

    /// Takes the last edit for another one: a batch that grew or shrank, and is one step all the while. With nil it
    /// is forgotten.
    public mutating func replaceLast(with edit: Edit?) {
        _ = done.pop()
        if let edit { done.push(edit) }
    }

    /// Takes over what was done to the codebook when the last edit was taken back or done again: it may have changed
    /// otherwise since it was recorded.
    ///
    /// - Parameters:
    ///   - changes: in the direction that was gone.
    ///   - isUndone: whether an edit was taken back.
    public mutating func learn(_ changes: [Codebook.Change], isUndone: Bool) {
        guard var edit = isUndone ? undone.pop() : done.pop() else { return }
        let made = isUndone ? changes.map(\.inverse) : changes
        // What could not be done may be possible again the next time.
        edit.codebook = edit.codebook.map { change in made.first { $0.hasTags(of: change) } ?? change }
        if isUndone { undone.push(edit) } else { done.push(edit) }
    }

    /// The edit to apply to take the last one back; nil when there is nothing to undo.
    public mutating func undo() -> Edit? {
        guard let edit = done.pop() else { return nil }
        undone.push(edit)
        return edit.inverse
    }

    /// The edit to apply to do again what was taken back last; nil when there is nothing.
    public mutating func redo() -> Edit? {
        guard let edit = undone.pop() else { return nil }
        done.push(edit)
        return edit
    }

    /// Every annotation as an edit left or found it: the oldest first, those of what was taken back last.
    func forEachAnnotation(_ body: (Annotation) -> Void) {
        for edits in [done, undone] {
            for edit in edits {
                for change in edit.changes {
                    if let before = change.before { body(before) }
                    if let after = change.after { body(after) }
                }
            }
        }
    }

    /// Puts another version of itself in the place of every annotation: its text has changed.
    mutating func replaceAnnotations(_ replacement: (Annotation) -> Annotation) {
        func replaced(_ edit: Edit) -> Edit {
            var edit = edit
            edit.changes = edit.changes.map {
                Edit.Change(before: $0.before.map(replacement), after: $0.after.map(replacement))
            }
            return edit
        }
        done.replaceEach(replaced)
        undone.replaceEach(replaced)
    }
}
