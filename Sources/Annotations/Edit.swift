// The one way an annotation changes: a change that knows how to take itself back.

/// An undoable change of a set of annotations.
public struct Edit: Equatable, Sendable {
    /// One annotation before and after; nil where it does not exist. Both have the same id.
    public struct Change: Equatable, Sendable {
        public var before: Annotation?
        public var after: Annotation?

        /// - Precondition: at least one of them is there, and both carry one id.
        public init(before: Annotation?, after: Annotation?) {
            precondition((before?.id ?? after?.id) == (after?.id ?? before?.id) && (before != nil || after != nil))
            self.before = before
            self.after = after
        }

        public var id: AnnotationID { (before ?? after)!.id }

        /// Whether it changes where the annotation is, or how that is described.
        var isAboutPlace: Bool {
            guard let before, let after else { return false }
            return before.anchor != after.anchor || before.target != after.target || before.origin != after.origin
        }
    }

    public var changes: [Change]
    /// What becomes of the codebook at the same step; most edits leave it alone.
    public var codebook: [Codebook.Change]
    /// What was done, as the status line says it: "tagged risk", "note changed".
    public var summary: String

    public init(_ changes: [Change], codebook: [Codebook.Change] = [], summary: String) {
        self.changes = changes
        self.codebook = codebook
        self.summary = summary
    }

    /// The edit that takes this one back.
    public var inverse: Edit {
        Edit(
            changes.reversed().map { Change(before: $0.after, after: $0.before) },
            codebook: codebook.reversed().map(\.inverse), summary: summary)
    }
}

/// Why an edit could not be applied.
public enum EditError: Error, Equatable {
    /// The annotation is no longer as the edit knew it: another program has changed it since.
    case changedElsewhere(AnnotationID)
}
