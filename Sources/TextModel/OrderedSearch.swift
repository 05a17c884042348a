// Finding a place in what is in order: the one binary search.

extension RandomAccessCollection where Index == Int {
    /// The index of the first element that does not belong to the front part; `endIndex` when all of them do.
    ///
    /// - Parameter isInFront: true of the elements up to some place, and false of all that follow.
    @inlinable public func partitionPoint(_ isInFront: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isInFront(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
