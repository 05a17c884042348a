// Limits of the system that a program can be held to, and cannot while it is watched.

/// Whether programs can be held to files of a certain size: ThreadSanitizer keeps what it knows in a file.
public let limitsFiles = environment("GLOSS_SANITIZER") != "thread"
