// Where the program begins and ends.

import Glibc

// A file that may not grow (ulimit -f) is an error like a full disk, and not the end of the program.
signal(SIGXFSZ, SIG_IGN)
exit(Gloss.run(Array(CommandLine.arguments.dropFirst())).rawValue)
