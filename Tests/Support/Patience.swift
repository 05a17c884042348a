// What a test can ask of the programs that it starts: how soon they answer, and under which limits.

/// Whether programs can be held to files of a certain size: ThreadSanitizer keeps what it knows in a file.
public let limitsFiles = environment("GLOSS_SANITIZER") != "thread"

/// How many times longer than usual everything may take: 1, or what `GLOSS_PATIENCE` says, for programs that are built
/// to watch themselves and are slow by it.
public let patience = environment("GLOSS_PATIENCE").flatMap { Int($0) }.map { max(1, $0) } ?? 1
