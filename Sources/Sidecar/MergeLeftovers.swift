// What merges and saves left beside the output of a merge because they were killed: taken in, or cleared away.

import TextModel

extension MergeFiles {
    /// Puts into a merged text what programs left beside the output that did not live to end their save. To be called
    /// under the lock.
    ///
    /// - Parameters:
    ///   - bytes: the merged text; what was taken in is in it afterwards.
    ///   - disk: what stands in the output; nil where there is nothing.
    /// - Returns: the names of what may go as soon as that text is on the disk.
    func takeIn(
        into bytes: inout [UInt8], beside file: SidecarFile, disk: [UInt8]?, isOurs: Bool
    ) throws(SystemError) -> [String] {
        var merged: [String] = []
        for leftover in (try? file.leftovers()) ?? [] {
            // Nothing is in it, or it is the old file that a swap displaced, or what this merge says, too.
            let isDisplaced = SourceHash(of: leftover.bytes).hex.hasPrefix(leftover.base)
            let isKnown = [[], base, ours, theirs, bytes, disk ?? []].contains(leftover.bytes)
            // Cut short before its swap it was never said to be done.
            let isNewest = SourceHash(of: disk ?? []).hex.hasPrefix(leftover.base)
            if isDisplaced || isKnown || isNewest && !isWhole(leftover.bytes) {
                merged.append(leftover.name)
            } else if isOurs, isWhole(leftover.bytes),
                let all = try? SidecarMerge(base: isNewest ? disk ?? [] : [], ours: bytes, theirs: leftover.bytes)
            {
                bytes = all.bytes
                merged.append(leftover.name)
            } else {
                try file.setAside(leftover.name)
            }
        }
        return merged
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        guard (try? JSON.read(bytes)) != nil else { return false }
        let reading = PageReader.read(bytes, document: nil)
        return reading.page != nil && reading.readOnlyReason == nil && !reading.isDamaged
    }
}
