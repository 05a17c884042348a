// An open directory: every file in it is reached through it, so that no rename of the path can lead us elsewhere.

import CFiles
import Glibc

/// An open descriptor that is closed when nobody holds it any more.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }
    deinit { Glibc.close(number) }

    func status() throws(SystemError) -> stat {
        var status = stat()
        try SystemCall.check { fstat(number, &status) }
        return status
    }

    /// Reads from the start to the end, however long the file has become.
    ///
    /// - Throws: `SystemError`; EFBIG when there are more than `limit` bytes.
    func bytes(limit: Int) throws(SystemError) -> [UInt8] {
        let expected = Int(try status().st_size)
        guard expected <= limit else { throw SystemError(code: EFBIG) }
        var bytes = [UInt8](repeating: 0, count: expected + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: max(4096, count / 2))) }
            let start = count
            let got = try SystemCall.check {
                bytes.withUnsafeMutableBytes { pread(number, $0.baseAddress! + start, $0.count - start, off_t(start)) }
            }
            if got == 0 { break }
            count += got
            guard count <= limit else { throw SystemError(code: EFBIG) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Reads the first bytes, and no more than so many.
    func head(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = try SystemCall.check { bytes.withUnsafeMutableBytes { pread(number, $0.baseAddress!, count, 0) } }
        bytes.removeLast(count - got)
        return bytes
    }

    /// Writes all of it, in as many calls as it takes.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        var at = 0
        while at < bytes.count {
            let start = at
            let put = try SystemCall.check {
                bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress! + start, $0.count - start) }
            }
            if put == 0 { throw SystemError(code: EIO) }
            at += put
        }
    }

    func sync() throws(SystemError) { try SystemCall.check { fsync(number) } }

    /// Learns what closing the file would report, which on some network file systems is the first word of a full
    /// disk. The descriptor itself is closed with its last holder.
    func flush() throws(SystemError) {
        let twin = try SystemCall.check { dup(number) }
        // After EINTR the descriptor is closed all the same; a second close could hit somebody else's.
        if Glibc.close(twin) != 0, errno != EINTR { throw SystemError(code: errno) }
    }
}

/// An open directory.
struct Folder: Sendable {
    private let descriptor: Descriptor

    init(_ path: String) throws(SystemError) {
        let flags = O_RDONLY | gloss_o_directory | gloss_o_cloexec
        descriptor = Descriptor(try SystemCall.check { gloss_open_at(AT_FDCWD, path, flags, 0) })
    }

    func status() throws(SystemError) -> stat { try descriptor.status() }
    func sync() throws(SystemError) { try descriptor.sync() }

    /// Bytes of the longest name that it can hold.
    var longestName: Int {
        let most = fpathconf(descriptor.number, Int32(_PC_NAME_MAX))
        return most > 0 ? Int(most) : 255
    }

    /// Opens a file for reading, without following a link and without waiting for the other end of a FIFO.
    func open(_ name: String) throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | gloss_o_nofollow | O_NONBLOCK | O_NOCTTY | gloss_o_cloexec
        return Descriptor(try SystemCall.check { gloss_open_at(descriptor.number, name, flags, 0) })
    }

    /// Makes a file that must not be there yet, readable by its owner only.
    func create(_ name: String) throws(SystemError) -> Descriptor {
        let flags = O_RDWR | O_CREAT | O_EXCL | gloss_o_nofollow | gloss_o_cloexec
        return Descriptor(try SystemCall.check { gloss_open_at(descriptor.number, name, flags, 0o600) })
    }

    func remove(_ name: String) throws(SystemError) { try SystemCall.check { unlinkat(descriptor.number, name, 0) } }

    /// - Throws: EEXIST when `to` is there.
    func renameNew(_ from: String, to: String) throws(SystemError) {
        do {
            try SystemCall.check { gloss_rename_new(descriptor.number, from, to) }
        } catch  where Folder.isUnknown(error) {
            // A link never replaces, and is as atomic as the rename that this file system does not know.
            try SystemCall.check { linkat(descriptor.number, from, descriptor.number, to, 0) }
            try remove(from)
        }
    }

    /// Moves a file into another directory of the same file system.
    ///
    /// - Throws: EEXIST when `to` is there, EXDEV for another file system.
    func moveNew(_ from: String, to: String, in target: Folder) throws(SystemError) {
        do {
            try SystemCall.check { gloss_move_new(descriptor.number, from, target.descriptor.number, to) }
        } catch  where Folder.isUnknown(error) {
            try SystemCall.check { linkat(descriptor.number, from, target.descriptor.number, to, 0) }
            try remove(from)
        }
    }

    /// Puts a file in the place of whatever has that name.
    func rename(_ from: String, to: String) throws(SystemError) {
        try SystemCall.check { renameat(descriptor.number, from, descriptor.number, to) }
    }

    /// Swaps two files. Where the call is unknown `from` simply replaces `to`, and the result is false.
    func exchange(_ from: String, with to: String) throws(SystemError) -> Bool {
        do {
            try SystemCall.check { gloss_rename_exchange(descriptor.number, from, to) }
            return true
        } catch  where Folder.isUnknown(error) {
            try SystemCall.check { renameat(descriptor.number, from, descriptor.number, to) }
            return false
        }
    }

    private static func isUnknown(_ error: SystemError) -> Bool {
        [ENOSYS, EINVAL, EOPNOTSUPP].contains(error.code)
    }

    /// Whether the permissions let us write the file; true for one that is not there.
    func mayWrite(_ name: String) -> Bool {
        faccessat(descriptor.number, name, W_OK, AT_EACCESS) == 0 || errno == ENOENT
    }

    /// Waits up to two seconds for the lock on the directory, which is released when the result is.
    ///
    /// - Returns: nil when somebody else holds it or this file system has no locks.
    func lock() -> Descriptor? {
        let flags = O_RDONLY | gloss_o_directory | gloss_o_cloexec
        let own = gloss_open_at(descriptor.number, ".", flags, 0)
        guard own >= 0 else { return nil }
        let lock = Descriptor(own)
        return gloss_lock(own, 2000) == 0 ? lock : nil
    }

    /// Locks directories, each once, however many of the paths lead to it: whoever holds a lock would wait for it like
    /// anybody else.
    ///
    /// - Returns: nil for one that stayed locked; in an order that is the same for all, so that no two wait for each
    ///   other.
    static func locks(on paths: [String]) throws(SystemError) -> [Descriptor?] {
        var folders: [(device: UInt64, node: UInt64, folder: Folder)] = []
        for path in paths {
            let folder = try Folder(path)
            let status = try folder.status()
            let (device, node) = (UInt64(status.st_dev), UInt64(status.st_ino))
            guard !folders.contains(where: { $0.device == device && $0.node == node }) else { continue }
            folders.append((device, node, folder))
        }
        return folders.sorted { ($0.device, $0.node) < ($1.device, $1.node) }.map { $0.folder.lock() }
    }

    /// The names in it, in no order.
    func names() throws(SystemError) -> [String] {
        var names: [String] = []
        try withUnsafeMutablePointer(to: &names) { (list) throws(SystemError) in
            _ = try SystemCall.check {
                gloss_each_name(descriptor.number, list) { context, name in
                    guard let context, let name else { return }
                    context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
                }
            }
        }
        return names
    }

    /// Makes the directories of a path that are not there, and makes them last.
    static func make(_ path: String, mode: mode_t = 0o777) throws(SystemError) {
        if access(path, F_OK) == 0 { return }
        let (parent, name) = SidecarLocation.split(path)
        if parent != path, !name.isEmpty { try make(parent, mode: mode) }
        if mkdir(path, mode) != 0, errno != EEXIST { throw SystemError(code: errno) }
        try Folder(parent).sync()
    }
}
