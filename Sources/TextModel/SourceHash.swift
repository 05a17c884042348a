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

    /// The hash of a text given in UTF-8.
    public init(of bytes: [UInt8]) {
        let hashing = Hashing()
        bytes.withUnsafeBufferPointer { hashing.take($0) }
        self = hashing.hash
    }

    public var description: String { hex }

    /// A hash that is being computed piece by piece.
    ///
    /// Sendable because whoever holds it sees to it that it is used from one thread at a time.
    struct Hashing: ~Copyable, @unchecked Sendable {
        private let pointer: OpaquePointer

        init() {
            guard let pointer = gloss_sha256_open() else { preconditionFailure("no memory left for a hash") }
            self.pointer = pointer
        }

        deinit { gloss_sha256_free(pointer) }

        func take(_ bytes: UnsafeBufferPointer<UInt8>) { gloss_sha256_update(pointer, bytes.baseAddress, bytes.count) }

        /// Of all that was taken; to be asked for once.
        var hash: SourceHash {
            var digest = [UInt8](repeating: 0, count: 32)
            gloss_sha256_finish(pointer, &digest)
            return SourceHash(digest: digest)
        }
    }

    private init(digest: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        hex = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
