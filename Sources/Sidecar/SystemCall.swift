// The one way from a system call that failed to a thrown error.

import Glibc

/// A system call that returned -1.
struct SystemError: Error, Equatable {
    /// As in errno(3).
    let code: Int32

    /// Whether the place may not be written at all, by us: trying again is of no use until somebody changes that.
    var isRefusal: Bool { [EROFS, EACCES, EPERM].contains(code) }

    /// What it means, as a reader may be told it.
    var reason: String {
        switch code {
        case ENOSPC: "the disk is full"
        case EDQUOT: "your share of the disk is used up"
        case EROFS: "the place is read-only"
        case EACCES, EPERM: "you may not do this here"
        case EIO: "the disk reported an error"
        case ENOENT: "the directory is not there"
        case ENAMETOOLONG: "the name is too long"
        case EMFILE, ENFILE: "too many files are open"
        default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }
}

enum SystemCall {
    /// Calls again while a signal interrupts it.
    ///
    /// - Throws: `SystemError` when the call returns -1.
    @discardableResult
    static func check<Value: SignedInteger>(_ call: () -> Value) throws(SystemError) -> Value {
        while true {
            let value = call()
            if value != -1 { return value }
            let code = errno
            if code != EINTR { throw SystemError(code: code) }
        }
    }
}
