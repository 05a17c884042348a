// Keys in codebook.toml as names of tags: `risk.cyber`, `"risk/cyber"` and `'risk/cyber'` are one tag.

import Annotations

extension TOMLReader.Statement {
    /// The parts of the tag that the keys name, the outermost first.
    var segments: [String] { keys.flatMap(TOMLReader.Statement.parts) }

    private static func parts(_ key: String) -> [String] {
        key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// What to write for the keys that name the first parts, so that they are those of another tag; nil where there are
    /// not so many parts. What else stands in the last of these keys stays, and so does its notation.
    ///
    /// - Parameter count: of the parts, at least 1.
    func renaming(first count: Int, to new: Tag, in bytes: [UInt8]) -> (place: Range<Int>, bytes: [UInt8])? {
        var found = 0
        for (index, key) in keys.enumerated() {
            let parts = TOMLReader.Statement.parts(key)
            found += parts.count
            guard found >= count else { continue }
            let segments = new.segments.map(String.init) + parts.suffix(found - count)
            let joined = keys[...index].firstIndex { $0.contains("/") }
            let name = segments.joined(separator: "/")
            let text =
                if let joined, segments.count > 1 {
                    bytes[places[joined].lowerBound] == 0x27 && !name.contains("'")
                        ? "'\(name)'" : CodebookText.quoted(name)
                } else {
                    CodebookText.key(of: segments)
                }
            return (places[0].lowerBound..<places[index].upperBound, Array(text.utf8))
        }
        return nil
    }
}
