// The files of a journal in their folder: which session's they are, and how one is read, put in place and taken away.

import CFiles
import Glibc
import TextModel

extension Journal {
    /// Reads what was written since the last time.
    ///
    /// - Parameter takesOver: whether the marks of sessions that are gone become this one's to keep.
    mutating func look(_ sidecar: OpenSidecar, _ document: Document, takesOver: Bool) {
        let last = readings
        readings = [:]
        (isShared, unreadable) = (false, [])
        guard let folder = try? Folder(directory) else { return }
        let names = ((try? folder.names()) ?? []).sorted()
        if takesOver, names.contains(where: isTemporary) { removeLeftovers(from: folder) }
        for name in names.filter(isFile) {
            let isLiving = name != self.name && isAtWork(name, in: folder)
            let isToTake = takesOver && !isLiving && name != self.name && !taken.contains(name)
            guard let reading = reading(name, last[name], in: folder, sidecar, document) else {
                // One that was merged elsewhere since the names were read is none that nobody can read.
                if (try? folder.open(name)) != nil { unreadable.append("\(directory)/\(name)") }
                continue
            }
            readings[name] = reading
            if isLiving { isShared = true }
            if isToTake { take(name, in: folder) }
        }
        taken.formIntersection(readings.keys)
    }

    /// Makes the marks of a session that is gone this one's to keep.
    private mutating func take(_ name: String, in folder: Folder) {
        guard let descriptor = try? folder.open(name) else { return }
        if gloss_lock(descriptor.number, 0) == 0 {
            held[name] = descriptor
            program.add(name)
        } else if errno == EWOULDBLOCK, !program.has(name) {
            // Of two who find it at once only one takes it.
            isShared = true
            return
        }
        taken.insert(name)
    }

    /// Whether a session of another program that has not ended holds this file.
    private func isAtWork(_ name: String, in folder: Folder) -> Bool {
        guard !program.has(name), let descriptor = try? folder.open(name) else { return false }
        return gloss_lock(descriptor.number, 0) != 0 && errno == EWOULDBLOCK
    }

    private func reading(
        _ name: String, _ last: Reading?, in folder: Folder, _ sidecar: OpenSidecar, _ document: Document
    ) -> Reading? {
        guard let descriptor = try? folder.open(name), let status = try? descriptor.status(),
            status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid()
        else { return nil }
        let mark = SidecarFile.Mark(status)
        if let last, last.mark == mark, last.text == document.hash { return last }
        // Two sidecars in one, or three, and escapes.
        guard let bytes = try? descriptor.bytes(limit: 6 * SidecarFile.sizeLimit),
            let file = JournalFile(bytes, of: path),
            let patch = JournalPatch(file, document: document, texts: sidecar.texts)
        else { return nil }
        return Reading(
            hash: SourceHash(of: bytes), mark: mark, descriptor: descriptor, text: document.hash, patch: patch)
    }

    /// What sessions left that did not live to put it in its place. It was never said to be safe.
    private func removeLeftovers(from folder: Folder) {
        // Whoever writes one has the lock on the directory until it is in its place.
        guard let lock = folder.lock() else { return }
        for name in (try? folder.names()) ?? [] where isTemporary(name) {
            guard !isAtWork(name, in: folder) else { continue }
            try? folder.remove(name)
        }
        withExtendedLifetime(lock) {}
    }

    /// At every instant the old file or the new one is whole under this session's name. What was taken over is in it,
    /// and goes.
    mutating func put(_ file: JournalFile, _ patch: JournalPatch, _ document: Document) throws(SystemError) {
        let folder = try Folder(directory)
        let temporary = ".\(name).tmp"
        let bytes = file.text(of: path)
        // Only this session gives a file that name, and it does one thing at a time.
        try? folder.remove(temporary)
        program.add(name)
        do throws(SystemError) {
            let descriptor = try folder.create(temporary)
            // Without locks the file is safe all the same; it may only be taken over too early.
            _ = gloss_lock(descriptor.number, 0)
            try descriptor.write(bytes)
            try descriptor.sync()
            try descriptor.flush()
            try folder.rename(temporary, to: name)
            try folder.sync()
            let status = try descriptor.status()
            remove(taken, from: folder)
            for name in taken { readings[name] = nil }
            taken = []
            held = [name: descriptor]
            readings[name] = Reading(
                hash: SourceHash(of: bytes), mark: SidecarFile.Mark(status), descriptor: descriptor,
                text: document.hash, patch: patch)
        } catch {
            // Once more, so that trouble that has passed leaves nothing behind.
            do { try folder.remove(temporary) } catch { try? folder.remove(temporary) }
            throw error
        }
    }

    /// What another session has written since is not what is settled here, and stays.
    func remove(_ names: Set<String>, from folder: Folder) {
        guard !names.isEmpty else { return }
        for name in names.sorted() {
            guard let hash = readings[name]?.hash,
                let now = try? folder.open(name).bytes(limit: 6 * SidecarFile.sizeLimit), SourceHash(of: now) == hash
            else { continue }
            try? folder.remove(name)
        }
        try? folder.sync()
    }
}
