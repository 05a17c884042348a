// New names for annotations, from randomness that was passed in.

import Annotations

/// Makes ids from a seed; the same seed makes the same ids.
public struct IDSource: Equatable, Sendable {
    private var state: (UInt64, UInt64)

    /// - Parameter seed: 128 random bits, so that no two readers ever make the same id.
    public init(seed: (UInt64, UInt64)) { state = seed }

    public static func == (left: IDSource, right: IDSource) -> Bool { left.state == right.state }

    /// The next id, `urn:uuid:` and a version 4 UUID (RFC 9562).
    public mutating func next() -> AnnotationID {
        let high = mixed(&state.0) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = mixed(&state.1) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        func digits(_ value: UInt64, _ count: Int, shift: UInt64) -> String {
            let text = String(value >> shift & (1 << UInt64(count * 4) - 1), radix: 16)
            return String(repeating: "0", count: count - text.count) + text
        }
        return AnnotationID(
            "urn:uuid:\(digits(high, 8, shift: 32))-\(digits(high, 4, shift: 16))-\(digits(high, 4, shift: 0))"
                + "-\(digits(low, 4, shift: 48))-\(digits(low, 12, shift: 0))")
    }

    /// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private func mixed(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
