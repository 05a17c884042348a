// The file of one sidecar: opened with every refusal that keeps us out of what is not ours.

import Glibc

/// A sidecar's directory and its name in it, after a link to it was followed.
struct SidecarFile: Sendable {
    /// 256 MB: more than any sidecar has, and less than hurts to read.
    static let sizeLimit = 256 << 20

    /// As the reader knows it, for messages.
    let path: String
    let article: String
    let folder: Folder
    let name: String

    /// What stood in the file when it was read.
    struct Contents: Sendable {
        var bytes: [UInt8]
        /// Holds the file that was read, whatever its name is given to since.
        var descriptor: Descriptor
        /// More than one name leads to it, so that a new file under one of them would part them.
        var hasOtherNames: Bool
    }

    /// - Returns: nil where the sidecar's directory is not there.
    static func at(_ location: SidecarLocation) throws(SidecarError) -> SidecarFile? {
        try at(location.path, article: location.article)
    }

    /// - Parameter article: whose read and write bits a new sidecar gets.
    static func at(_ path: String, article: String) throws(SidecarError) -> SidecarFile? {
        let (folderPath, name) = SidecarLocation.split(path)
        let folder: Folder
        do throws(SystemError) {
            folder = try Folder(folderPath)
        } catch {
            if error.code == ENOENT { return nil }
            throw .unreadable(path, reason: error.reason)
        }
        return try SidecarFile(path: path, article: article, folder: folder, name: name).followed()
    }

    /// A symbolic link is followed only to a regular file of ours that is a sidecar already.
    private func followed() throws(SidecarError) -> SidecarFile {
        guard isLink else { return self }
        guard let resolved = realpath(path, nil) else { throw .linkElsewhere(path) }
        defer { free(resolved) }
        let (folderPath, name) = SidecarLocation.split(String(cString: resolved))
        guard let folder = try? Folder(folderPath) else { throw .linkElsewhere(path) }
        let file = SidecarFile(path: path, article: article, folder: folder, name: name)
        guard let status = try? folder.open(name).status(), status.st_uid == geteuid(),
            status.st_mode & S_IFMT == S_IFREG, let contents = try file.read(),
            let page = try? JSON.read(contents.bytes), RecordFields.isOf(type: "AnnotationPage", page),
            page["gloss:schema"] != nil, page["items"]?.elements != nil
        else { throw .linkElsewhere(path) }
        return file
    }

    private var isLink: Bool {
        do throws(SystemError) {
            _ = try folder.open(name)
            return false
        } catch {
            return error.code == ELOOP
        }
    }

    /// - Returns: nil where there is no such file.
    func read() throws(SidecarError) -> Contents? {
        let descriptor: Descriptor
        let status: stat
        do throws(SystemError) {
            descriptor = try folder.open(name)
            status = try descriptor.status()
        } catch {
            switch error.code {
            case ENOENT: return nil
            case ELOOP: throw .linkElsewhere(path)
            // A socket, or a device that nothing drives.
            case ENXIO, ENODEV: throw .notAFile(path)
            default: throw .unreadable(path, reason: error.reason)
            }
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        guard isOurs(status) else { throw .foreignOwner(path) }
        do throws(SystemError) {
            let bytes = try descriptor.bytes(limit: SidecarFile.sizeLimit)
            return Contents(bytes: bytes, descriptor: descriptor, hasOtherNames: status.st_nlink > 1)
        } catch {
            throw error.code == EFBIG ? .tooLarge(path) : .unreadable(path, reason: error.reason)
        }
    }

    /// What tells one state of the file from another without reading it; nil where there is no such file.
    func mark() -> Mark? {
        guard let status = try? folder.open(name).status() else { return nil }
        return Mark(status)
    }

    struct Mark: Equatable, Sendable {
        var node: UInt64
        var size: Int
        /// Of the last change of the file or of its attributes.
        var seconds: Int
        var nanoseconds: Int

        init(_ status: stat) {
            node = UInt64(status.st_ino)
            size = Int(status.st_size)
            seconds = status.st_ctim.tv_sec
            nanoseconds = status.st_ctim.tv_nsec
        }
    }

    private func isOurs(_ status: stat) -> Bool {
        if status.st_uid == geteuid() { return true }
        if let owner = try? folder.status().st_uid, owner == status.st_uid { return true }
        var other = stat()
        return stat(article, &other) == 0 && other.st_uid == status.st_uid
    }
}
