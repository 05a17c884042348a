// The command line as a whole: its commands, and what becomes of their errors.

import ArgumentParser

struct Gloss: ParsableCommand {
    static let version = "0.1.0"

    // Each command says its name: to make one out of a type's takes longer than all else that is done before its start.
    static let configuration = CommandConfiguration(
        commandName: "gloss",
        abstract: "Read articles in the terminal, mark passages, take the marks along.",
        discussion: """
            The article is never changed: marks are kept in a file beside it. The options of the reader are shown by \
            gloss read --help.

            Example: gloss article.txt
            """,
        version: "gloss \(version)",
        subcommands: [
            Read.self, List.self, Add.self, Remove.self, Retag.self, Check.self,
            Transfer.self, Merge.self, Export.self, Stats.self, Text.self,
            OutlineCommand.self,
            Keys.self,
            CodebookCommand.self,
            Tutor.self,
        ],
        defaultSubcommand: Read.self)

    /// Runs a command line and returns the status for the shell; everything to be said has been said.
    static func run(_ arguments: [String]) -> Status {
        do {
            if isPlainReading(arguments) {
                try Reading().read(arguments)
                return .fine
            }
            var command = try parseAsRoot(arguments)
            try command.run()
            return .fine
        } catch {
            return report(error)
        }
    }

    /// Whether the arguments are nothing but files to read. Most starts are, and they need not wait for the parser: it
    /// takes longer to find out its options than the reader takes to draw its first screen.
    private static func isPlainReading(_ arguments: [String]) -> Bool {
        guard let first = arguments.first, arguments.allSatisfy({ !$0.hasPrefix("-") }) else { return false }
        let names = configuration.subcommands.map { $0._commandName } + ["help"]
        return !names.contains(first)
    }

    private static func report(_ error: any Error) -> Status {
        switch error {
        case let ending as Ending: return ending.status
        case let failure as Failure:
            Output.message(failure.message)
            return failure.status
        default: break
        }
        if exitCode(for: error) == .success {
            return (try? Output.write(ended(fullMessage(for: error)))) == nil ? .notSaved : .fine
        }
        let lines = message(for: error).split(separator: "\n", omittingEmptySubsequences: true)
        guard let first = lines.first else { return .badInput }
        var sentence = first.prefix(1).lowercased() + first.dropFirst()
        if sentence.hasSuffix(".") { sentence.removeLast() }
        Output.message("\(sentence); gloss --help shows what there is")
        return .badInput
    }

    private static func ended(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
