// "Did you mean …?": the known name that a mistyped one is nearest to.

/// The candidate with the fewest slips from `name` (a letter added, left out or changed, or two neighbours swapped:
/// optimal string alignment, in graphemes); nil when more than a third of the letters would be slips. Letter case
/// costs nothing; of equally near ones the first wins.
public func nearestName(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let allowed = max(1, wanted.count / 3)
    var best: (name: String, slips: Int)?
    for candidate in candidates {
        let letters = Array(candidate.lowercased())
        guard abs(letters.count - wanted.count) <= allowed else { continue }
        let slips = slips(from: wanted, to: letters)
        if slips <= allowed, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.name
}

private func slips(from left: [Character], to right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var least = min(last[column + 1], current[column]) + 1
            least = min(least, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                least = min(least, beforeLast[column - 1] + 1)
            }
            current.append(least)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
