// The tree against a sorted array, and what it must never do: grow deep, or look at what two versions share.

import TestSupport
import Testing

@testable import Annotations

/// A number with a weight that its tree knows the greatest of.
private struct Item: SharedTreeEntry, Equatable {
    let key: Int
    var reach: Int
    static func precedes(_ left: Int, _ right: Int) -> Bool { left < right }
}

@Suite struct SharedTreeTests {
    private func depth(_ node: SharedTree<Item>.Node?) -> Int {
        node.map { 1 + max(depth($0.left), depth($0.right)) } ?? 0
    }

    private func check(_ tree: SharedTree<Item>, _ model: [Int: Item], _ random: inout Random) {
        let sorted = model.values.sorted { $0.key < $1.key }
        #expect(Array(tree) == sorted && tree.count == sorted.count)
        #expect(tree.root?.reach == sorted.map(\.reach).max())
        let key = random.number(-5...405)
        let rank = sorted.count { $0.key < key }
        #expect(tree[key] == model[key] && tree.rank(of: key) == rank)
        #expect(tree.entry(at: rank) == (rank < sorted.count ? sorted[rank] : nil))
        var after: [Item] = []
        tree.forEach(from: rank) {
            after.append($0)
            return after.count < 7
        }
        #expect(after == Array(sorted[rank...].prefix(7)))
        var before: [Item] = []
        tree.forEach(before: rank) {
            before.append($0)
            return before.count < 7
        }
        #expect(before == Array(sorted[..<rank].reversed().prefix(7)))
    }

    @Test func equalsASortedArray() {
        var random = Random(for: "shared tree")
        var model: [Int: Item] = [:]
        for number in 0..<random.number(0...100) { model[number * 4] = Item(key: number * 4, reach: number) }
        var tree = SharedTree(sorted: model.values.sorted { $0.key < $1.key })
        for step in 0..<600 {
            // Now and then mostly taken away, so that it becomes small and grows again.
            let removes = random.once(in: step / 100 % 2 == 0 ? 4 : 2)
            let key = random.number(0...400)
            if removes {
                model[key] = nil
                tree.remove(key)
            } else {
                let item = Item(key: key, reach: random.number(0...1000))
                model[key] = item
                tree.insert(item)
            }
            check(tree, model, &random)
        }
    }

    @Test func staysFlatInWhateverOrderItGrows() {
        for order in [Array(0..<5000), Array((0..<5000).reversed()), (0..<5000).map { $0 * 1999 % 5000 }] {
            var tree = SharedTree<Item>()
            for key in order { tree.insert(Item(key: key, reach: key)) }
            #expect(depth(tree.root) <= 26)
            for key in order.dropLast(100) { tree.remove(key) }
            #expect(depth(tree.root) <= 14 && tree.count == 100)
        }
    }

    @Test func versionsAreToldApartByWhatTheyDoNotShare() {
        var random = Random(for: "shared tree differences")
        let start = SharedTree(sorted: (0..<20_000).map { Item(key: $0, reach: 0) })
        for edits in [0, 1, 5, 100] {
            var tree = start
            var changed: [Int: (Item?, Item?)] = [:]
            for _ in 0..<edits {
                let key = random.number(0...20_100)
                if random.once(in: 2) {
                    tree.remove(key)
                } else {
                    tree.insert(Item(key: key, reach: random.number(1...9)))
                }
                changed[key] = (start[key], tree[key])
            }
            changed = changed.filter { $0.value.0 != $0.value.1 }
            var looked = 0
            var found: [Int] = []
            SharedTree.forEachUnshared(start, tree) { old, new in
                looked += 1
                guard old != new else { return true }
                let key = (old ?? new)?.key ?? -1
                #expect(changed[key].map { $0.0 == old && $0.1 == new } ?? false)
                found.append(key)
                return true
            }
            #expect(found == changed.keys.sorted())
            #expect(looked <= edits * 60, "\(looked) entries for \(edits) edits")
        }
    }

    @Test func treesThatShareNothingAreToldApart() {
        var random = Random(for: "shared tree, apart")
        for _ in 0..<50 {
            let left = Set((0..<random.number(0...60)).map { _ in random.number(0...80) }).sorted()
            let right = Set((0..<random.number(0...60)).map { _ in random.number(0...80) }).sorted()
            var found: [Int] = []
            SharedTree.forEachUnshared(
                SharedTree(sorted: left.map { Item(key: $0, reach: 0) }),
                SharedTree(sorted: right.map { Item(key: $0, reach: 0) })
            ) { old, new in
                if old == nil || new == nil { found.append((old ?? new)?.key ?? -1) }
                return true
            }
            #expect(found == Set(left).symmetricDifference(right).sorted())
        }
    }
}
