// Why a command stops, and the status it leaves behind.

import Settings
import Sidecar
import TextLayout

/// What a command's end says to the shell.
enum Status: Int32 {
    case fine = 0
    /// Something moved, is lost or differs; nothing matched.
    case findings = 1
    /// Bad usage or input.
    case badInput = 2
    case notSaved = 3
}

/// A sentence for the user, with the status that goes with it.
struct Failure: Error {
    /// The file it is about, or nil.
    let file: String?
    /// What is wrong and what to do.
    let problem: String
    let status: Status

    init(_ file: String?, _ problem: String, _ status: Status = .badInput) {
        self.file = file
        self.problem = problem
        self.status = status
    }

    init(_ error: SidecarError) {
        switch error {
        case .unwritable, .refused, .incomplete, .contended, .notRenamed: self.init(nil, error.message, .notSaved)
        case .badCoder, .outside, .notAFile, .linkElsewhere, .foreignOwner, .tooLarge, .unreadable, .readOnly:
            self.init(nil, error.message)
        }
    }

    init(_ error: SettingsError) { self.init(nil, error.message) }

    /// What was typed as an argument, as a message repeats it: glyphs, and no more of them than one takes in.
    static func echo(_ argument: String) -> String { GlyphRun(argument).clipped(to: 60).text }

    /// The whole message but for the program's name.
    var message: String { file.map { "\($0): \(problem)" } ?? problem }
}

/// A command that has said all there is to say and ends with a status other than 0.
struct Ending: Error {
    let status: Status
}
