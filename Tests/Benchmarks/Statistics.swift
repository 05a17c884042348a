// Numbers that a busy machine does not upset: medians, and programs that take turns.

/// The middle one of some numbers, or the mean of the two in the middle; there must be one.
func median(_ numbers: [Double]) -> Double {
    precondition(!numbers.isEmpty, "the median of nothing")
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Lets each contestant run in turn, that many times, so that all have the same share of whatever else the machine
/// does. A contestant that fails is left out from then on.
///
/// - Parameter run: one run; a number for each quantity that is measured.
/// - Returns: for each contestant the medians of its quantities, or why there are none.
func medians(
    of contestants: [Contestant], runs: Int, _ run: (Contestant) throws(Reason) -> [Double]
) -> [Result<[Double], Reason>] {
    var samples: [[[Double]]] = contestants.map { _ in [] }
    var failures: [Reason?] = contestants.map { _ in nil }
    for _ in 0..<runs {
        for (index, contestant) in contestants.enumerated() where failures[index] == nil {
            do throws(Reason) { samples[index].append(try run(contestant)) } catch { failures[index] = error }
        }
    }
    return zip(samples, failures).map { samples, failure in
        if let failure { return .failure(failure) }
        guard let first = samples.first else { return .failure(Reason("not run")) }
        return .success(first.indices.map { quantity in median(samples.map { $0[quantity] }) })
    }
}
