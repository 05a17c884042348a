// The name of a text by its content.

import CNettle

/// The SHA-256 of a canonical text in UTF-8, as 64 lower-case hexadecimal digits.
public struct SourceHash: Hashable, Sendable, CustomStringConvertible {
    public let hex: String
    /// Nil unless `hex` is 64 lower-case hexadecimal digits.
    public init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.hex = hex
    }
    public var description: String { hex }
}
