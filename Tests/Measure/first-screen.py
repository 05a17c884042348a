#!/usr/bin/env python3
"""Times gloss beside less, in the same run, on a pseudo-terminal of 100 × 30 cells.

    first-screen.py ARTICLE PROGRAM [RUNS]

Prints, as medians: milliseconds from the start of the process to a full first screen; microseconds of CPU (all threads)
and bytes written for a page key; and the ratios.
"""

import fcntl
import os
import pathlib
import select
import statistics
import struct
import sys
import tempfile
import termios
import time

SCREEN = 1500  # Bytes that a first screen of prose has at least; less and gloss both send some more.
PAGES = 20


def start(command, environment):
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    begun = time.perf_counter()
    pid = os.posix_spawnp(
        command[0], command, environment, setsid=True,
        file_actions=[(os.POSIX_SPAWN_DUP2, slave, number) for number in range(3)])
    os.close(slave)
    return master, pid, begun


def drain(master, quiet, enough=None):
    """Reads until nothing comes for a while, or until there is enough; the bytes and the time of the last."""
    total, last = 0, time.perf_counter()
    while enough is None or total < enough:
        if not select.select([master], [], [], quiet)[0]:
            break
        try:
            total += len(os.read(master, 65536))
        except OSError:
            break
        last = time.perf_counter()
    return total, last


def cpu(pid):
    tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1000


def measure(command, key, environment):
    master, pid, begun = start(command, environment)
    _, shown = drain(master, 2, SCREEN)
    drain(master, 0.2)
    before, written = cpu(pid), 0
    for _ in range(PAGES):
        os.write(master, key)
        written += drain(master, 0.03)[0]
    after = cpu(pid)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(master)
    return (shown - begun) * 1000, (after - before) / PAGES, written / PAGES


def main():
    article, program = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    with tempfile.TemporaryDirectory() as home:
        base = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "LESS": ""}
        results = {"less": [], "gloss": []}
        for number in range(runs):
            # A state folder of its own each time: otherwise gloss opens where it left off.
            environment = base | {"XDG_STATE_HOME": f"{home}/{number}"}
            results["less"].append(measure(["less", article], b" ", environment))
            results["gloss"].append(measure([program, article], b" ", environment))
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
    print(f"{'':8}{'first screen, ms':>18}{'CPU a page, µs':>18}{'bytes a page':>18}")
    for name, row in medians.items():
        print(f"{name:8}" + "".join(f"{value:18.1f}" for value in row))
    print(f"{'ratio':8}" + "".join(f"{ours / theirs:18.2f}" for ours, theirs in zip(medians["gloss"], medians["less"])))


if __name__ == "__main__":
    main()
