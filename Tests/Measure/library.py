#!/usr/bin/env python3
"""Times the library of a directory under tmux, on a screen of 100 × 30 cells.

    library.py DIRECTORY PROGRAM

Prints milliseconds from the start of the process to: the first rows; all articles found; the titles of the first
screen; everything looked into. Then the longest of some key presses in the meantime, and the memory at its highest.
The screen is looked at every few milliseconds, so that is how exact the numbers are.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time


def main():
    directory, program = (os.path.abspath(argument) for argument in sys.argv[1:3])
    place = tempfile.mkdtemp(prefix="gloss-library-")
    tmux = ["tmux", "-f", "/dev/null", "-S", place + "/tmux"]

    def run(*arguments):
        return subprocess.run(tmux + list(arguments), capture_output=True, text=True).stdout

    def screen():
        return run("capture-pane", "-p")

    environment = dict(os.environ, XDG_STATE_HOME=place, HOME=place, LANG="C.UTF-8")
    subprocess.run(tmux + ["new-session", "-d", "-x", "100", "-y", "30", "sh"], env=environment, check=True)
    time.sleep(0.3)
    command = f"echo $$ > {place}/pid; date +%s%N > {place}/begun; exec {program} {directory}"
    run("send-keys", f"sh -c '{command}'", "Enter")
    seen, slowest, presses = {}, 0.0, 0
    while len(seen) < 4:
        text = screen()
        now = time.time_ns()
        if "Library" not in text:
            continue
        status = text.split("\n")[-3:]
        count = re.search(r"(\d+) articles", "\n".join(status))
        wanted = {
            "first rows": count and int(count[1]) > 0,
            "all found": count and "looking for more" not in text,
            "first titles": count and not re.search(r"^[▸ ] \S*\.(txt|md) ", text, re.M),
            "all looked into": count and "looking for more" not in text and "not looked into" not in text,
        }
        for name, is_there in wanted.items():
            if is_there:
                seen.setdefault(name, now)
        if "first rows" in seen and len(seen) < 4:
            slowest, presses = max(slowest, press(run, screen)), presses + 1
    begun = int(pathlib.Path(place, "begun").read_text())
    for name, at in seen.items():
        print(f"{name:16} {(at - begun) / 1e6:8.0f} ms")
    print(f"{'slowest key':16} {slowest * 1000:8.0f} ms of {presses}")
    pid = pathlib.Path(place, "pid").read_text().strip()
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1])
    print(f"{'memory':16} {memory / 1024:8.1f} MB")
    run("kill-server")
    time.sleep(0.3)
    shutil.rmtree(place, ignore_errors=True)


def press(run, screen):
    """Seconds from a key that moves the cursor to a screen that shows it moved."""
    before = run("display-message", "-p", "#{cursor_y} #{history_size}") + screen().split("\n")[0]
    begun = time.perf_counter()
    run("send-keys", "Down")
    while time.perf_counter() - begun < 5:
        if run("display-message", "-p", "#{cursor_y} #{history_size}") + screen().split("\n")[0] != before:
            break
    return time.perf_counter() - begun


main()
