// What became of a text, done once more to another version of it: line by line, or not at all.

/// The way from one text to another.
struct TextPatch {
    private let old: [Substring]
    /// The lines that go, and those that come in their place, in the order of the text.
    private var hunks: [(gone: Range<Int>, come: [Substring])] = []

    init(from old: String, to new: String) {
        self.old = TextPatch.lines(old)
        let new = TextPatch.lines(new)
        var next = (old: 0, new: 0)
        for (kept, place) in TextPatch.common(self.old, new) + [(self.old.count, new.count)] {
            if next.old < kept || next.new < place { hunks.append((next.old..<kept, Array(new[next.new..<place]))) }
            next = (kept + 1, place + 1)
        }
    }

    /// Nil where what would have to change is not there any more as it was.
    func applied(to text: String) -> String? {
        let lines = TextPatch.lines(text)
        var places: [Int: Int] = [-1: -1, old.count: lines.count]
        for (mine, theirs) in TextPatch.common(old, lines) { places[mine] = theirs }
        var result: [Substring] = []
        var copied = 0
        for hunk in hunks {
            guard let start = TextPatch.start(of: hunk.gone, places),
                hunk.gone.enumerated().allSatisfy({ places[$1] == start + $0 }), start >= copied
            else { return nil }
            result += lines[copied..<start] + hunk.come
            copied = start + hunk.gone.count
        }
        return (result + lines[copied...]).joined()
    }

    /// Where lines that go stand in another text; where none goes, behind the line before, or else above the one after.
    private static func start(of gone: Range<Int>, _ places: [Int: Int]) -> Int? {
        if !gone.isEmpty { return places[gone.lowerBound] }
        return places[gone.lowerBound - 1].map { $0 + 1 } ?? places[gone.lowerBound]
    }

    /// With their line breaks, so that a last line without one differs.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text.utf8[start...].firstIndex(of: 0x0A).map { text.utf8.index(after: $0) } ?? text.endIndex
            lines.append(text[start..<end])
            start = end
        }
        return lines
    }

    /// The numbers of lines that two texts have in common, in the order of both.
    private static func common(_ one: [Substring], _ other: [Substring]) -> [(Int, Int)] {
        let difference = other.difference(from: one) { $0.utf8.elementsEqual($1.utf8) }
        var (gone, come): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let place, _, _): gone.insert(place)
            case .insert(let place, _, _): come.insert(place)
            }
        }
        return Array(zip(one.indices.filter { !gone.contains($0) }, other.indices.filter { !come.contains($0) }))
    }
}
