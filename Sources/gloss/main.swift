// Where the program begins and ends.

import Glibc

exit(Gloss.run(Array(CommandLine.arguments.dropFirst())).rawValue)
