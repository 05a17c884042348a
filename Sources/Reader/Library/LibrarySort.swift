// The orders in which a library can be listed.

import Annotations

/// What a library is sorted by.
public enum LibrarySort: String, CaseIterable, Sendable {
    case name
    case title
    /// The largest first.
    case size
    /// Most of it read first.
    case progress
    /// Most marks first.
    case marks
    /// The latest first.
    case lastRead = "last read"

    /// Whether the order can only be known once articles have been looked into.
    var needsFacts: Bool { self != .name && self != .size }

    var next: LibrarySort {
        let all = LibrarySort.allCases
        let place = all.firstIndex(of: self) ?? 0
        return all[(place + 1) % all.count]
    }
}

/// A sort and its direction.
struct LibraryOrder: Sendable {
    var sort = LibrarySort.name
    var isReversed = false

    /// Whether an article stands before another. What is not known stands last in both directions; what is equal
    /// stands by name.
    func precedes(_ left: LibraryEntry, _ right: LibraryEntry) -> Bool {
        switch sort {
        case .name: return isReversed ? right.sortName < left.sortName : left.sortName < right.sortName
        case .title: return compare(left.sortTitle, right.sortTitle) { $0 < $1 } ?? byName(left, right)
        case .size: return compare(left.size, right.size) { $0 > $1 } ?? byName(left, right)
        case .progress: return compare(left.facts?.progress, right.facts?.progress) { $0 > $1 } ?? byName(left, right)
        case .marks: return compare(marks(left), marks(right)) { $0 > $1 } ?? byName(left, right)
        case .lastRead: return compare(left.facts?.lastRead, right.facts?.lastRead) { $0 > $1 } ?? byName(left, right)
        }
    }

    private func marks(_ entry: LibraryEntry) -> Int? { entry.facts?.marks?.total }
    private func byName(_ left: LibraryEntry, _ right: LibraryEntry) -> Bool { left.sortName < right.sortName }

    /// Nil when neither stands before the other.
    private func compare<Value: Equatable>(_ left: Value?, _ right: Value?, _ precedes: (Value, Value) -> Bool)
        -> Bool?
    {
        switch (left, right) {
        case (nil, nil): nil
        case (nil, _): false
        case (_, nil): true
        case (let left?, let right?): left == right ? nil : isReversed ? precedes(right, left) : precedes(left, right)
        }
    }
}
