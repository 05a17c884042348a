// Why a sidecar could not be read or written, each as a sentence that says what to do.

/// What went wrong with a sidecar. Paths are as the reader gave them.
public enum SidecarError: Error, Equatable, Sendable {
    /// A coder's name that could not be part of a file name.
    case badCoder(String)
    /// The article is not under the parent of the directory for sidecars.
    case outside(article: String, directory: String)
    /// A FIFO, a device, a directory or a socket stands where the sidecar should be.
    case notAFile(String)
    /// A symbolic link that does not lead to a sidecar of ours.
    case linkElsewhere(String)
    /// The file belongs neither to us nor to the owner of the article or of the directory.
    case foreignOwner(String)
    /// More than 256 MB.
    case tooLarge(String)
    /// The system would not let us read it.
    case unreadable(String, reason: String)
    /// The system would not let us write it; nothing of the old file is lost.
    case unwritable(String, reason: String)
    /// The place may not be written at all, by us.
    case refused(String, reason: String)
    /// It opened for reading only.
    case readOnly(String, reason: String)
    /// What was about to be written did not hold every mark, so it was not written.
    case incomplete(String)
    /// The sidecar of an article that is gone could not become another one's; it is where it was.
    case notRenamed(String, to: String, reason: String)
    /// Other programs wrote the file again and again while we tried to.
    case contended(String)

    /// That a sidecar could not be written, for this reason.
    static func unwritten(_ path: String, _ error: SystemError) -> SidecarError {
        error.isRefusal ? .refused(path, reason: error.reason) : .unwritable(path, reason: error.reason)
    }

    /// One sentence for the reader: what happened, to which file, what to do.
    public var message: String {
        switch self {
        case .badCoder(let name):
            "\(name): a coder's name has 1 to 32 letters, digits, - and _; choose another one"
        case .outside(let article, let directory):
            "\(article): it is not under the parent of \(directory), so its marks have no place there; "
                + "give another --sidecar-dir"
        case .notAFile(let path):
            "\(path): this is not a regular file, so no marks were read or written; move it away"
        case .linkElsewhere(let path):
            "\(path): this symbolic link does not lead to a sidecar of yours, so it was not followed; remove it"
        case .foreignOwner(let path):
            "\(path): it belongs to another user, so it was not opened; ask them, or use --coder for a file of your own"
        case .tooLarge(let path):
            "\(path): it has more than 256 MB, so it was not read; move it away if it is no sidecar"
        case .unreadable(let path, let reason):
            "\(path): the marks could not be read (\(reason)); mend that and open it again"
        case .unwritable(let path, let reason), .refused(let path, let reason):
            "\(path): the marks are NOT SAVED (\(reason)); mend that and save again"
        case .readOnly(let path, let reason):
            "\(path): nothing was written, because \(reason)"
        case .incomplete(let path):
            "\(path): the marks are NOT SAVED, because the new file would not have held all of them; please report it"
        case .notRenamed(let path, let new, let reason):
            "\(path): it was not renamed to \(new) (\(reason)), and nothing was changed; rename it by hand"
        case .contended(let path):
            "\(path): the marks are NOT SAVED, because other programs keep writing the file; save again"
        }
    }
}
