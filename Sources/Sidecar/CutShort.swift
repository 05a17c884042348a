// A text of ours of which only the beginning was written: its program was killed in the midst of the call.

/// Such a text was never put in the place of a sidecar, so nobody was told that what it says is saved.
enum CutShort {
    /// The text as far as its records are whole, with an end of its own; nil for bytes that do not begin as one of ours
    /// does.
    static func ended(_ bytes: [UInt8]) -> [UInt8]? {
        guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
        var text = Array(bytes[..<end])
        if text.suffix(2) == Array("\n]".utf8)[...] { text.removeLast(2) }
        if text.last == UInt8(ascii: ",") { text.removeLast() }
        text += Array("\n]\n}\n".utf8)
        guard let json = try? JSON.read(text), RecordFields.isOf(type: "AnnotationPage", json),
            json["gloss:schema"] != nil, json["items"]?.elements != nil
        else { return nil }
        return text
    }
}
