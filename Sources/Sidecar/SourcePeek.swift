// Whether a sidecar speaks of the text that is open, from its first bytes: then opening it is a matter of milliseconds.

import TextModel

extension OpenSidecar {
    /// Bytes in which the header of a sidecar names its text, if it is one that gloss wrote.
    private static let headerBytes = 1 << 16

    /// Whether the marks of the sidecar have to be looked for in the text, which may take a second where that is long.
    /// True also where it cannot be told; false where there is no sidecar.
    public static func hasToSearch(_ location: SidecarLocation, in document: Document) -> Bool {
        let (path, name) = SidecarLocation.split(location.path)
        guard let descriptor = try? Folder(path).open(name) else { return false }
        guard let head = try? descriptor.head(headerBytes) else { return true }
        let hash = Array("\"\(document.hash.hex)\"".utf8)
        let items = Array("\"items\"".utf8)
        for start in head.indices {
            guard head[start] == UInt8(ascii: "\"") else { continue }
            if head[start...].starts(with: items) { return true }
            if head[start...].starts(with: hash) { return false }
        }
        return true
    }
}
