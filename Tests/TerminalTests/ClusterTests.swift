// Clusters: interning, the functions that ncurses calls for them, and what must not be drawn.

import CNcurses
import Glibc
import Testing

@testable import Terminal

@Suite struct ClusterTests {
    @Test func oneIndexForOneClusterAndWidth() {
        var table = ClusterTable(limit: 10)
        let first = table.intern(.init("👍🏽", width: 2))
        let again = table.intern(.init("👍🏽", width: 2))
        let wider = table.intern(.init("👍🏽", width: 4))
        #expect(first?.isNew == true && again?.isNew == false && wider?.isNew == true)
        #expect(first?.index == again?.index)
        #expect(first?.index != wider?.index)
        // Canonically equal, but other bytes.
        let composed = table.intern(.init("\u{E9}\u{323}", width: 1))
        let decomposed = table.intern(.init("e\u{323}\u{301}", width: 1))
        #expect(composed?.index != decomposed?.index)
    }

    @Test func aFullTableKeepsWhatIsOnTheScreen() {
        var table = ClusterTable(limit: 3)
        let indices = ["a", "b", "c"].compactMap { table.intern(.init($0, width: 1))?.index }
        #expect(Set(indices).count == 3)
        #expect(table.isFull)
        let refused = table.intern(.init("d", width: 1))
        #expect(refused == nil)
        table.forget(except: [.init("b", width: 1)])
        #expect(table.count == 1)
        let new = ["d", "e"].compactMap { table.intern(.init($0, width: 1)) }
        #expect(new.count == 2)
        #expect(new.allSatisfy { $0.isNew && $0.index != indices[1] && indices.contains($0.index) })
        let kept = table.intern(.init("b", width: 1))
        #expect(kept?.index == indices[1])
    }

    @Test func clustersAreCutBetweenScalars() {
        #expect(ClusterTable.cut("abc") == Array("abc".utf8))
        let long = "a" + String(repeating: "\u{301}", count: 60)
        let cut = ClusterTable.cut(long)
        #expect(cut.count == 79)
        #expect(String(validating: cut, as: UTF8.self) != nil)
        #expect(ClusterTable.cut(String(repeating: "👍", count: 20)).count == 80)
        #expect(ClusterTable.cut(String(repeating: "👍", count: 21)).count == 80)
    }

    /// What a library of the process, such as ncurses, finds under these names.
    private typealias Width = @convention(c) (Int32) -> Int32
    private typealias Encode = @convention(c) (UnsafeMutablePointer<UInt8>?, Int32, UnsafeMutableRawPointer?) -> Int

    private func found<T>(_ name: String, as type: T.Type) throws -> T {
        unsafeBitCast(try #require(dlsym(nil, name)), to: type)
    }

    /// The library's functions are those of this program, and give ncurses the whole cluster, piece by piece. One case
    /// after the other: there is one table in a process, which one thread uses.
    @Test(.serialized, arguments: ["🇨🇳", "👨‍👩‍👧‍👦", "e\u{301}", "a" + String(repeating: "\u{20D7}", count: 26)])
    func theLibraryAnswersForClusters(_ text: String) throws {
        let width = try found("wcwidth", as: Width.self)
        let encode = try found("wcrtomb", as: Encode.self)
        let index: Int32 = 65_000
        let bytes = ClusterTable.cut(text)
        bytes.withUnsafeBytes { cluster_set(index, $0.baseAddress, Int32($0.count), 7) }
        var codes = [Int32](repeating: 0, count: Int(cluster_pieces))
        let count = Int(cluster_expand(Int32(cluster_first) + index, &codes))
        #expect(count == (bytes.count + 15) / 16)
        #expect(width(codes[0]) == 7)
        var written: [UInt8] = []
        for (place, code) in codes[..<count].enumerated() {
            if place > 0 { #expect(width(code) == 0) }
            var buffer = [UInt8](repeating: 0, count: 16)
            let length = encode(&buffer, code, nil)
            #expect((1...16).contains(length))
            written += buffer[..<length]
        }
        #expect(written == bytes)
    }

    @Test func otherCodesAreTheLibrarysOwn() throws {
        let width = try found("wcwidth", as: Width.self)
        let encode = try found("wcrtomb", as: Encode.self)
        #expect(width(0x41) == 1)
        #expect(cluster_library_width(0x41) == 1)
        #expect(cluster_library_width(0x07) == -1)
        var buffer = [UInt8](repeating: 0, count: 16)
        #expect(encode(&buffer, 0x41, nil) == 1)
        #expect(buffer[0] == 0x41)
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
