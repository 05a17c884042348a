// Clusters: how long one may be, and what must not be drawn.

import Testing

@testable import Terminal

@Suite struct ClusterTests {
    @Test func clustersAreCutBetweenScalars() {
        #expect(cut("abc") == Array("abc".utf8))
        let long = "a" + String(repeating: "\u{301}", count: 60)
        #expect(cut(long).count == 79)
        #expect(String(validating: cut(long), as: UTF8.self) != nil)
        #expect(cut(String(repeating: "👍", count: 20)).count == 80)
        #expect(cut(String(repeating: "👍", count: 21)).count == 80)
    }

    @Test(
        arguments: [
            0x00, 0x1B, 0x7F, 0x9B, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202E, 0x2066, 0x2069, 0xE000, 0xF0000,
            0x10FFFD,
        ] as [UInt32])
    func nothingThatActsIsDrawn(_ value: UInt32) throws {
        #expect(!isSafe(try #require(Unicode.Scalar(value))))
    }

    @Test func textIsDrawn() {
        #expect("aé字🇨🇳👨‍👩‍👧\u{301}\u{FFFD} ".unicodeScalars.allSatisfy(isSafe))
    }
}
