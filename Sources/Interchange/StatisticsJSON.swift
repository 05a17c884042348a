// The numbers of a study as JSON for scripts: keys are only ever added, at the end of their object.

import Annotations

extension MarkStatistics {
    /// One object in one line:
    ///
    /// - `marks`, `notes` (with a note), `untagged`, `lost`: counts of marks;
    /// - `length`, `marked`: code points of the text, and of it under a mark; `coverage`: their ratio, 0 to 1;
    /// - `along`: the marks in each of 60 stretches of equal length;
    /// - `tags`: for each `tag` the `marks` that have it, those `with_subtags`, the code points `marked` with sub-tags,
    ///   and `along`, with sub-tags;
    /// - `together`: for two `tags` the `passages` that both are on.
    ///
    /// - Parameter file: what the numbers are of, as the first key; left out when nil.
    public func json(file: String? = nil) -> String {
        var members = file.map { [("file", JSONText.string($0))] } ?? []
        members += [
            ("marks", String(marks)), ("notes", String(notes)), ("untagged", String(untagged)),
            ("lost", String(lost)), ("length", String(length)), ("marked", String(marked)),
            ("coverage", ratio), ("along", MarkStatistics.list(along)),
            ("tags", JSONText.array(tags.map(\.json))),
            (
                "together",
                JSONText.array(
                    together.sorted { $0.key < $1.key }.map { pair, count in
                        let names = [pair.first, pair.second].map { JSONText.string($0.name) }
                        return JSONText.object([("tags", JSONText.array(names)), ("passages", String(count))])
                    })
            ),
        ]
        return JSONText.object(members)
    }

    /// With four decimals at the most.
    private var ratio: String {
        let tenThousandths = Int((coverage * 10_000).rounded())
        guard tenThousandths < 10_000 else { return "1" }
        let digits = String(tenThousandths)
        return "0." + String(repeating: "0", count: 4 - digits.count) + digits
    }

    fileprivate static func list(_ numbers: [Int]) -> String { JSONText.array(numbers.map { String($0) }) }
}

extension MarkStatistics.TagNumbers {
    fileprivate var json: String {
        JSONText.object([
            ("tag", JSONText.string(tag.name)), ("marks", String(own)), ("with_subtags", String(under)),
            ("marked", String(marked)), ("along", MarkStatistics.list(along)),
        ])
    }
}
