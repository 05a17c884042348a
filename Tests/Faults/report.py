"""How the scripts of faults go through their cases and end: a line that counts, one for each thing that went wrong."""
import sys

from mounts import NotPossible


def each(cases, run, only=""):
    """Runs the cases whose name holds this word; `run` gives what is wrong with one, as sentences.

    The names of those that were run, what was wrong with them, and what this machine does not allow, with the reason.
    """
    done, wrong, left_out = [], [], []
    for case in cases:
        if only not in case.__name__:
            continue
        try:
            wrong += run(case)
            done.append(case.__name__)
        except NotPossible as reason:
            left_out.append(f"{case.__name__}: {reason}")
        except Exception as error:
            wrong.append(f"{case.__name__}: {error!r}")
    return done, wrong, left_out


def end(line, wrong, left_out=(), most=60):
    """Says how it went, and leaves with the status that says the same."""
    print(line)
    for what in left_out:
        print("  left out: " + what)
    for what in wrong[:most]:
        print("  " + what[:2000])
    sys.exit(1 if wrong else 0)
