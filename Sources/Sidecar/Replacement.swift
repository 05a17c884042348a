// Puts new bytes in the place of a sidecar, so that at every instant the old file or the new one is whole on the disk.

import CFiles
import Glibc
import TextModel

/// What became of an attempt to replace a sidecar.
enum Replaced {
    /// The new bytes are in place and the old ones are gone.
    case done
    /// The new bytes are in place; what they displaced was not what had been read. It stands in `temporary` until
    /// it has been merged.
    case overtaken([UInt8], temporary: String)
    /// Nothing was written: the file appeared or vanished since it was read.
    case changed
}

extension SidecarFile {
    /// The start of the names of our temporaries, which end in `.tmp`. A name that leaves no room for more stands there
    /// as the first 32 digits of its SHA-256.
    var temporaryStem: String { ".\(shortened(for: SidecarFile.longestTemporaryEnding + 2))." }

    /// Bytes of `<16 digits>.<number of a thread>.tmp`.
    private static let longestTemporaryEnding = 16 + 1 + 10 + 4

    /// The name, where a name with so many bytes more is one that the file system takes.
    private func shortened(for more: Int) -> String {
        if name.utf8.count + more <= folder.longestName { return name }
        return String(SourceHash(of: Array(name.utf8)).hex.prefix(32))
    }

    /// The name of a copy of bytes that could not all be read, with so many digits of their SHA-256.
    private func keptName(_ bytes: [UInt8], digits: Int = 8) -> String {
        "\(shortened(for: 6 + digits)).kept-\(SourceHash(of: bytes).hex.prefix(digits))"
    }

    private func temporary(inPlaceOf bytes: [UInt8]) -> String {
        temporaryStem + SourceHash(of: bytes).hex.prefix(16) + ".\(gloss_thread_number()).tmp"
    }

    /// The start of the names of such copies, which end in 8, seldom in 16 or 32, hexadecimal digits.
    var keptStem: String { "\(shortened(for: 14)).kept-" }

    /// Writes a temporary beside the sidecar, makes it last, and swaps the two.
    ///
    /// - Parameters:
    ///   - read: what stood in the file when it was last looked at, all of which is in the new bytes; nil when there
    ///     was none. It names the temporary.
    /// - Throws: `SystemError`; then the old file is as it was and there is no temporary.
    func replace(with bytes: [UInt8], read: Contents?) throws(SystemError) -> Replaced {
        let temporary = temporary(inPlaceOf: read?.bytes ?? [])
        do throws(SystemError) {
            try make(temporary, bytes, like: read?.descriptor)
        } catch  where error.code == EEXIST {
            // Left by a thread that had our number, and not taken in under the lock yet.
            return .changed
        }
        var isSwapped = false
        do throws(SystemError) {
            guard let read else {
                try folder.renameNew(temporary, to: name)
                return .done
            }
            guard try folder.exchange(temporary, with: name) else { return .done }
            isSwapped = true
            do throws(SystemError) {
                return try displaced(by: temporary, read)
            } catch {
                // Once more, so that trouble that has passed leaves nothing behind.
                return try displaced(by: temporary, read)
            }
        } catch {
            // After the swap the temporary holds what was displaced, which nobody may have merged yet.
            if !isSwapped { try? folder.remove(temporary) }
            if !isSwapped, error.code == EEXIST || error.code == ENOENT { return .changed }
            throw error
        }
    }

    private func displaced(by temporary: String, _ read: Contents) throws(SystemError) -> Replaced {
        let displaced: [UInt8]
        do throws(SystemError) {
            displaced = try folder.open(temporary).bytes(limit: SidecarFile.sizeLimit)
        } catch  where error.code == ENOENT {
            // Somebody who held the lock has merged it in our stead.
            return .done
        }
        if displaced == read.bytes {
            try folder.remove(temporary)
            return .done
        }
        return .overtaken(displaced, temporary: temporary)
    }

    private func make(_ temporary: String, _ bytes: [UInt8], like old: Descriptor?) throws(SystemError) {
        let descriptor = try folder.create(temporary)
        do throws(SystemError) {
            try descriptor.write(bytes)
            if let old {
                try SystemCall.check { gloss_copy_attributes(old.number, descriptor.number) }
            } else {
                var status = stat()
                let mode = stat(article, &status) == 0 ? status.st_mode & 0o666 : 0o600
                // A file system without modes refuses; the file is no wider than it should be then.
                _ = try? SystemCall.check { fchmod(descriptor.number, mode | 0o600) }
            }
            try descriptor.sync()
            try descriptor.flush()
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }

    /// Keeps the bytes of a file that could not all be read, beside it, before it is written for the first time.
    ///
    /// - Returns: the name of the copy.
    func keep(_ contents: Contents) throws(SystemError) -> String {
        let kept = keptName(contents.bytes)
        if let there = try? folder.open(kept).bytes(limit: SidecarFile.sizeLimit), there == contents.bytes {
            return kept
        }
        // Should we not live to name it, it is taken for the displaced old file that it looks like.
        let temporary = temporary(inPlaceOf: contents.bytes)
        try make(temporary, contents.bytes, like: contents.descriptor)
        do throws(SystemError) {
            return try keepCopy(temporary, of: contents.bytes)
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }

    /// Gives a temporary whose content nobody can read the name of a kept copy.
    func setAside(_ temporary: String) throws(SystemError) {
        _ = try keepCopy(temporary, of: try folder.open(temporary).bytes(limit: SidecarFile.sizeLimit))
    }

    /// Gives a file the name of a kept copy. A copy that is there and says something else, as one that was cut short,
    /// stays as it is and is not in the way.
    private func keepCopy(_ temporary: String, of bytes: [UInt8]) throws(SystemError) -> String {
        for digits in [8, 16, 32] {
            let name = keptName(bytes, digits: digits)
            do throws(SystemError) {
                try folder.renameNew(temporary, to: name)
            } catch  where error.code == EEXIST {
                guard let there = try? folder.open(name).bytes(limit: SidecarFile.sizeLimit), there == bytes
                else { continue }
                try folder.remove(temporary)
            }
            try folder.sync()
            return name
        }
        throw SystemError(code: EEXIST)
    }
}

/// A temporary that a program left which did not live to end its save.
struct Leftover {
    var name: String
    var bytes: [UInt8]
    /// The first 16 hexadecimal digits of the SHA-256 of the bytes that it was to take the place of.
    var base: String
}

extension SidecarFile {
    /// The temporaries of programs that are no longer there. To be called under the lock only: without it they may be
    /// anybody's who is at work.
    func leftovers() throws(SystemError) -> [Leftover] {
        var found: [Leftover] = []
        for name in try folder.names().sorted() where name.hasSuffix(".tmp") {
            // Those of a name that only looks the same hold another article's marks.
            guard let rest = name.dropping(exactly: temporaryStem) else { continue }
            let parts = rest.dropLast(4).split(separator: ".")
            guard parts.count == 2, parts[0].utf8.count == 16, let process = pid_t(parts[1]), process > 0,
                process == gloss_thread_number() || (kill(process, 0) != 0 && errno == ESRCH),
                let descriptor = try? folder.open(name), let status = try? descriptor.status(),
                status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
                let bytes = try? descriptor.bytes(limit: SidecarFile.sizeLimit)
            else { continue }
            found.append(Leftover(name: name, bytes: bytes, base: String(parts[0])))
        }
        return found
    }
}
