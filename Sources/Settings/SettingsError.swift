// What a user reads when a settings file cannot be used.

/// What is wrong with a settings file, and what to do.
public struct SettingsError: Error, Equatable, CustomStringConvertible {
    /// The file as it was looked for.
    public let file: String
    /// From 1; nil where the place is not known.
    public let line: Int?
    /// In code points, from 1; only with a line.
    public let column: Int?
    /// The sentence after the place.
    public let problem: String

    public init(file: String, line: Int? = nil, column: Int? = nil, problem: String) {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// `FILE:LINE:COLUMN: what is wrong and what to do`. Control and formatting characters that a file brought along
    /// are shown by their number, so that the message can go to a terminal.
    public var message: String {
        let place = [line, line == nil ? nil : column].compactMap { $0 }.map { ":\($0)" }.joined()
        return SettingsError.visible("\(file)\(place): \(problem)")
    }

    public var description: String { message }

    private static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result.append(contentsOf: "<\(String(scalar.value, radix: 16))>".unicodeScalars)
            default:
                result.append(scalar)
            }
        }
        return String(result)
    }
}
