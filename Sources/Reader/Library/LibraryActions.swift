// What the library asks of the world, and what comes back.

/// Something that was found out for the library. `listing` says for which reading of the directories: what is late
/// for an earlier one is passed over.
public enum LibraryNews: Sendable {
    /// More articles, in the order in which the directories hold them.
    case found(listing: Int, [LibraryEntry])
    /// All articles have been found; these directories could not be read.
    case foundAll(listing: Int, unreadable: [String])
    /// What is known now of articles by their number in the listing; nil for one that turned out to be none.
    case read(listing: Int, [(number: Int, facts: LibraryFacts?)])
}

/// A request of the library.
public enum LibraryRequest: Equatable, Sendable {
    /// Look for the articles of these paths (directories, and single articles among them), and read what is to be
    /// known of each; answered by `found`, `foundAll` and `read`.
    case list(listing: Int, paths: [String])
    /// Read these first, by their number in the listing: they are on screen.
    case first(listing: Int, [Int])
}
