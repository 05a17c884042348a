// Whether somebody is still writing a file: what was read of it then would be half of it.

import CFiles

/// A file that other programs may write.
public enum WrittenFile {
    /// Whether a program of this machine has it open for writing, as far as the system says so.
    public static func isOpen(_ path: String) -> Bool { gloss_is_open_for_writing(path) == 1 }
}
