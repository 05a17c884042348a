// Which rows are moved by the terminal instead of being sent again.

import Testing

@testable import Terminal

@Suite struct ScrollTests {
    private func found(_ old: [Int], _ new: [Int]) -> Scroll? { Scroll(from: old, to: new, blank: 0) }

    @Test func rowsThatWentUpAreFound() throws {
        let scroll = try #require(found([1, 2, 3, 4, 5, 9], [2, 3, 4, 5, 6, 9]))
        #expect(scroll.rows == 0..<5 && scroll.up == 1)
        #expect((0..<6).map(scroll.origin) == [1, 2, 3, 4, nil, 5])
    }

    @Test func rowsThatWentDownAreFound() throws {
        let scroll = try #require(found([1, 2, 3, 4, 5, 9], [7, 8, 1, 2, 3, 9]))
        #expect(scroll.rows == 0..<5 && scroll.up == -2)
        #expect((0..<6).map(scroll.origin) == [nil, nil, 0, 1, 2, 5])
    }

    @Test func fewRowsAreSentAgain() {
        #expect(found([1, 2, 3, 4], [3, 4, 5, 6]) == nil)
        #expect(found([1, 2, 3], [1, 2, 3]) == nil)
        #expect(found([], []) == nil)
    }

    @Test func emptyRowsAreNotWorthMoving() {
        #expect(found([1, 0, 0, 0, 0, 2], [0, 0, 0, 0, 3, 4]) == nil)
    }

    @Test func rowsThatStayAreNotCounted() {
        // All alike: nothing has to be moved to make them so.
        #expect(found([1, 1, 1, 1, 2], [1, 1, 1, 1, 1]) == nil)
    }
}
