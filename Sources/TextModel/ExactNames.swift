// Names of files as what they are, bytes: `é` in one code point and `é` in two are equal as strings, and two files.

extension StringProtocol {
    /// Whether a name or path has the same UTF-8.
    public func isExactly(_ other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// What follows a beginning with the same UTF-8; nil where the name begins otherwise.
    public func dropping(exactly beginning: some StringProtocol) -> Substring? {
        guard utf8.starts(with: beginning.utf8) else { return nil }
        return Substring(String(self).utf8.dropFirst(beginning.utf8.count))
    }
}
