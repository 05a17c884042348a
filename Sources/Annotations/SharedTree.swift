// A sorted collection whose versions share all but what differs: an edit copies one way from the root down, and what
// two versions have in common need not be looked at to tell them apart.

/// Something that a tree keeps in order.
protocol SharedTreeEntry: Sendable {
    associatedtype Key: Sendable
    /// What it is ordered by; no two entries of a tree have the same.
    var key: Key { get }
    static func precedes(_ left: Key, _ right: Key) -> Bool
    /// A number of which every part of the tree knows the greatest in it.
    var reach: Int { get }
}

extension SharedTreeEntry {
    var reach: Int { 0 }
}

/// A weight-balanced tree (Nievergelt and Reingold 1973; Hirai and Yamamoto 2011 for the parameters) of nodes that
/// never change, so that a copy costs nothing and lives on any thread.
struct SharedTree<Entry: SharedTreeEntry>: Sendable {
    /// One entry, with those before it to the left and those after it to the right.
    final class Node: Sendable {
        let left: Node?
        let entry: Entry
        let right: Node?
        /// The entries in this part of the tree.
        let count: Int
        /// The greatest `reach` in this part of the tree.
        let reach: Int

        init(_ left: Node?, _ entry: Entry, _ right: Node?) {
            self.left = left
            self.entry = entry
            self.right = right
            count = 1 + (left?.count ?? 0) + (right?.count ?? 0)
            reach = Swift.max(entry.reach, left?.reach ?? .min, right?.reach ?? .min)
        }
    }

    private(set) var root: Node?

    init() {}

    /// - Parameter entries: in order, no key twice.
    init(sorted entries: [Entry]) {
        root = entries.withUnsafeBufferPointer { SharedTree.built($0[...]) }
    }

    private static func built(_ entries: Slice<UnsafeBufferPointer<Entry>>) -> Node? {
        guard !entries.isEmpty else { return nil }
        let middle = entries.startIndex + entries.count / 2
        return Node(built(entries[..<middle]), entries[middle], built(entries[(middle + 1)...]))
    }

    var count: Int { root?.count ?? 0 }
    var isEmpty: Bool { root == nil }

    subscript(key: Entry.Key) -> Entry? {
        var node = root
        while let here = node {
            if Entry.precedes(key, here.entry.key) {
                node = here.left
            } else if Entry.precedes(here.entry.key, key) {
                node = here.right
            } else {
                return here.entry
            }
        }
        return nil
    }

    // MARK: Ranks

    /// The number of entries for which this holds: it must hold for all up to some place and for none after it.
    func prefixCount(while holds: (Entry) -> Bool) -> Int {
        var node = root
        var count = 0
        while let here = node {
            if holds(here.entry) {
                count += 1 + (here.left?.count ?? 0)
                node = here.right
            } else {
                node = here.left
            }
        }
        return count
    }

    /// The number of entries before this key.
    func rank(of key: Entry.Key) -> Int { prefixCount { Entry.precedes($0.key, key) } }

    /// The entry with so many before it; nil outside the tree.
    func entry(at rank: Int) -> Entry? {
        var node = root
        var rank = rank
        while let here = node {
            let before = here.left?.count ?? 0
            if rank < before {
                node = here.left
            } else if rank == before {
                return here.entry
            } else {
                rank -= before + 1
                node = here.right
            }
        }
        return nil
    }
}

// MARK: Changing

extension SharedTree {
    /// Puts an entry in its place, instead of the one with its key where there is one.
    mutating func insert(_ entry: Entry) { root = SharedTree.inserted(entry, root) }

    mutating func remove(_ key: Entry.Key) { root = SharedTree.removed(key, root) }

    private static func inserted(_ entry: Entry, _ node: Node?) -> Node {
        guard let node else { return Node(nil, entry, nil) }
        if Entry.precedes(entry.key, node.entry.key) {
            return balanced(inserted(entry, node.left), node.entry, node.right)
        }
        if Entry.precedes(node.entry.key, entry.key) {
            return balanced(node.left, node.entry, inserted(entry, node.right))
        }
        return Node(node.left, entry, node.right)
    }

    private static func removed(_ key: Entry.Key, _ node: Node?) -> Node? {
        guard let node else { return nil }
        if Entry.precedes(key, node.entry.key) {
            let left = removed(key, node.left)
            return left === node.left ? node : balanced(left, node.entry, node.right)
        }
        if Entry.precedes(node.entry.key, key) {
            let right = removed(key, node.right)
            return right === node.right ? node : balanced(node.left, node.entry, right)
        }
        guard let left = node.left else { return node.right }
        guard let right = node.right else { return left }
        // The side with more loses an entry, so that nothing has to be balanced further up than it was.
        if left.count > right.count {
            let (rest, last) = withoutLast(left)
            return balanced(rest, last, right)
        }
        let (first, rest) = withoutFirst(right)
        return balanced(left, first, rest)
    }

    private static func withoutFirst(_ node: Node) -> (Entry, Node?) {
        guard let left = node.left else { return (node.entry, node.right) }
        let (first, rest) = withoutFirst(left)
        return (first, balanced(rest, node.entry, node.right))
    }

    private static func withoutLast(_ node: Node) -> (Node?, Entry) {
        guard let right = node.right else { return (node.left, node.entry) }
        let (rest, last) = withoutLast(right)
        return (balanced(node.left, node.entry, rest), last)
    }

    private static func weight(_ node: Node?) -> Int { (node?.count ?? 0) + 1 }

    /// A node of two parts of which one may have one entry too many for its neighbour.
    private static func balanced(_ left: Node?, _ entry: Entry, _ right: Node?) -> Node {
        if let right, weight(right) > 3 * weight(left) {
            guard let inner = right.left, weight(inner) >= 2 * weight(right.right) else {
                return Node(Node(left, entry, right.left), right.entry, right.right)
            }
            return Node(Node(left, entry, inner.left), inner.entry, Node(inner.right, right.entry, right.right))
        }
        if let left, weight(left) > 3 * weight(right) {
            guard let inner = left.right, weight(inner) >= 2 * weight(left.left) else {
                return Node(left.left, left.entry, Node(left.right, entry, right))
            }
            return Node(Node(left.left, left.entry, inner.left), inner.entry, Node(inner.right, entry, right))
        }
        return Node(left, entry, right)
    }
}

// MARK: Going through

extension SharedTree: Sequence {
    struct Iterator: IteratorProtocol {
        /// The nodes whose entries are still to come, the next one last; what is right of them comes after each.
        private var waiting: [Node] = []

        init(_ root: Node?) { descend(root) }

        private mutating func descend(_ node: Node?) {
            var node = node
            while let here = node {
                waiting.append(here)
                node = here.left
            }
        }

        mutating func next() -> Entry? {
            guard let node = waiting.popLast() else { return nil }
            descend(node.right)
            return node.entry
        }
    }

    func makeIterator() -> Iterator { Iterator(root) }
    var underestimatedCount: Int { count }

    /// Goes through the entries from a rank on, as long as `body` says so.
    func forEach(from rank: Int, _ body: (Entry) -> Bool) { _ = SharedTree.forEach(root, from: rank, body) }

    private static func forEach(_ node: Node?, from rank: Int, _ body: (Entry) -> Bool) -> Bool {
        guard let node, rank < node.count else { return true }
        let before = node.left?.count ?? 0
        if rank < before, !forEach(node.left, from: rank, body) { return false }
        if rank <= before, !body(node.entry) { return false }
        return forEach(node.right, from: Swift.max(0, rank - before - 1), body)
    }

    /// Goes backwards through the entries before a rank, as long as `body` says so.
    func forEach(before rank: Int, _ body: (Entry) -> Bool) { _ = SharedTree.forEach(root, before: rank, body) }

    private static func forEach(_ node: Node?, before rank: Int, _ body: (Entry) -> Bool) -> Bool {
        guard let node, rank > 0 else { return true }
        let before = node.left?.count ?? 0
        if rank > before + 1, !forEach(node.right, before: rank - before - 1, body) { return false }
        if rank > before, !body(node.entry) { return false }
        return forEach(node.left, before: Swift.min(rank, before), body)
    }
}

// MARK: Telling two versions apart

extension SharedTree {
    /// Calls `body` with the entries that two trees have for every key at which they do not share one, in order, until
    /// it says no: both where both have one, which may well be equal. Between a tree and one that grew out of it this
    /// takes about as many steps as edits.
    static func forEachUnshared(_ old: SharedTree, _ new: SharedTree, _ body: (Entry?, Entry?) -> Bool) {
        var left = Parts(old.root)
        var right = Parts(new.root)
        while true {
            switch (left.next, right.next) {
            case (nil, nil): return
            case (.part(let mine)?, .part(let theirs)?):
                if mine === theirs {
                    left.skip()
                    right.skip()
                } else if mine.count >= theirs.count {
                    left.open()
                } else {
                    right.open()
                }
            case (.part?, _): left.open()
            case (_, .part?): right.open()
            case (.entry(let mine)?, .entry(let theirs)?):
                let isBefore = Entry.precedes(mine.key, theirs.key)
                let isAfter = !isBefore && Entry.precedes(theirs.key, mine.key)
                if !isAfter { left.skip() }
                if !isBefore { right.skip() }
                if !body(isAfter ? nil : mine, isBefore ? nil : theirs) { return }
            case (.entry(let mine)?, nil):
                left.skip()
                if !body(mine, nil) { return }
            case (nil, .entry(let theirs)?):
                right.skip()
                if !body(nil, theirs) { return }
            }
        }
    }

    /// A tree that is taken apart from its first entry on, no further than needed.
    private struct Parts {
        enum Part {
            case part(Node)
            case entry(Entry)
        }

        /// What is still to come, the next of it last.
        private var waiting: [Part] = []

        init(_ root: Node?) { if let root { waiting.append(.part(root)) } }

        var next: Part? { waiting.last }

        mutating func skip() { waiting.removeLast() }

        mutating func open() {
            guard case .part(let node)? = waiting.popLast() else { return }
            if let right = node.right { waiting.append(.part(right)) }
            waiting.append(.entry(node.entry))
            if let left = node.left { waiting.append(.part(left)) }
        }
    }
}
