// Bytes that are a character and a cell each, told from all others wherever they are.

import Testing
import TextModel

@Suite struct PrintableASCIITests {
    @Test func everyByteAtEveryPlaceCounts() {
        var wrong: [(byte: UInt8, place: Int, length: Int)] = []
        for length in 0...20 {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    // Neighbours at both ends of the range: nothing may be carried into them, or out of them.
                    for neighbour: UInt8 in [0x20, 0x61, 0x7E] {
                        var bytes = [UInt8](repeating: neighbour, count: length)
                        bytes[place] = byte
                        let isPrintable = bytes.withUnsafeBufferPointer(\.isPrintableASCII)
                        if isPrintable != (0x20...0x7E ~= byte) { wrong.append((byte, place, length)) }
                    }
                }
            }
        }
        let first = wrong.first
        #expect(first == nil, "one of \(wrong.count)")
        #expect(UnsafeBufferPointer<UInt8>(start: nil, count: 0).isPrintableASCII)
    }
}
