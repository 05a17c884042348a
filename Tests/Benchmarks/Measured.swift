// One line of the results: a quantity, and what it is for each program.

/// Something that can be measured on an article.
protocol Measurement {
    /// Whether this article is one to measure it on.
    func isFor(_ article: Prose) -> Bool
    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured]
}

extension Measurement {
    /// Pages and searches are measured on sizes that are further apart.
    func isFor(_ article: Prose) -> Bool { article.label != "10 MB" }
}

struct Measured: Encodable {
    let what: String
    let article: String
    let bytes: Int
    let unit: String
    /// By the contestant's name; none where there is a reason.
    private(set) var medians: [String: Double] = [:]
    private(set) var reasons: [String: String] = [:]
    /// To less's number, by the other contestants' names; none where less has none, or 0.
    private(set) var ratios: [String: Double] = [:]

    /// Takes one quantity of the results, which are in the order of the contestants.
    init(
        _ what: String, _ article: Prose, unit: String, _ contestants: [Contestant],
        _ results: [Result<[Double], Reason>], _ quantity: Int
    ) {
        self.what = what
        self.article = article.label
        self.bytes = article.byteCount
        self.unit = unit
        for (contestant, result) in zip(contestants, results) {
            switch result {
            case .success(let numbers): medians[contestant.name] = numbers[quantity]
            case .failure(let reason): reasons[contestant.name] = reason.description
            }
        }
        guard let less = medians["less"], less > 0 else { return }
        for (name, number) in medians where name != "less" { ratios[name] = number / less }
    }
}
