// How long a test waits before it says that something will not come.

/// How many times longer than usual everything may take: 1, or what `GLOSS_PATIENCE` says, for programs that are built
/// to watch themselves and are slow by it.
public let patience = environment("GLOSS_PATIENCE").flatMap { Int($0) }.map { max(1, $0) } ?? 1
