// Chance that can be repeated.

import Glibc

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
public struct Seeded: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }
    /// Of each order of magnitude as many: there are more short marks than long ones.
    mutating func length(_ range: ClosedRange<Int>) -> Int {
        let ratio = Double(range.upperBound + 1) / Double(range.lowerBound)
        return min(range.upperBound, Int(Double(range.lowerBound) * pow(ratio, Double.random(in: 0..<1, using: &self))))
    }
    mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
