// Which token of a new text each token of an old one has become.

/// Pairs of tokens, each at most once on either side.
struct TokenMap {
    static let none: Int32 = -1
    /// For each old token the new one, or `none`.
    private(set) var new: [Int32]
    /// For each new token the old one, or `none`.
    private(set) var old: [Int32]

    init(old oldCount: Int, new newCount: Int) {
        new = [Int32](repeating: TokenMap.none, count: oldCount)
        old = [Int32](repeating: TokenMap.none, count: newCount)
    }

    /// Pairs two tokens, unless one of them has another already.
    mutating func pair(_ oldToken: Int, _ newToken: Int) {
        guard new[oldToken] == TokenMap.none, old[newToken] == TokenMap.none else { return }
        new[oldToken] = Int32(newToken)
        old[newToken] = Int32(oldToken)
    }

    mutating func part(_ oldToken: Int) {
        guard new[oldToken] != TokenMap.none else { return }
        old[Int(new[oldToken])] = TokenMap.none
        new[oldToken] = TokenMap.none
    }

    /// Parts pairs that stand alone among tokens without one: that two texts have a word in common in some place says
    /// nothing. A pair stays where most of its neighbours went along with it.
    mutating func dropStrays() {
        var strays: [Int] = []
        for token in new.indices where new[token] != TokenMap.none && isStray(token) { strays.append(token) }
        for token in strays { part(token) }
    }

    /// Tokens that are looked at on either side.
    private static let neighbours = 8

    private func isStray(_ token: Int) -> Bool {
        let place = Int(new[token])
        let before = company(of: token, place, stride(from: token - 1, through: token - TokenMap.neighbours, by: -1))
        let after = company(of: token, place, stride(from: token + 1, through: token + TokenMap.neighbours, by: 1))
        return before.count < 4 && after.count < 4 && before.count + after.count < 5 && before.run + after.run < 3
    }

    /// How many of these went where this one went, and how many of them in a row beside it.
    private func company(of token: Int, _ place: Int, _ others: StrideThrough<Int>) -> (count: Int, run: Int) {
        var count = 0
        var run = 0
        var distance = 0
        for other in others where new.indices.contains(other) || (other < 0 && place <= TokenMap.neighbours) {
            distance += 1
            // What is before the start of both texts counts as gone along.
            guard other >= 0 else {
                count += 1
                continue
            }
            guard new[other] != TokenMap.none else { continue }
            let drift = (Int(new[other]) - place) - (other - token)
            guard abs(drift) <= TokenMap.neighbours else { continue }
            count += 1
            if drift == 0 && run == distance - 1 { run = distance }
        }
        return (count, run)
    }
}
