#!/usr/bin/env python3
"""Writes the list of the functions that a key press runs, or says how much of it is still true.

Usage: keypress.py PROGRAM            writes Sources/gloss/keypress.order (needs valgrind; a program that is there
                                      already has to be removed to be linked anew)
       keypress.py PROGRAM --check    fails where the program has not enough of the functions on the list any more

The linker puts the functions on the list side by side (Package.swift says why). A name that is no longer there does no
harm, and one that is missing costs some time, so the list need not follow every change: the check says when it should.

PROGRAM is the reader as it is released.
"""
import fcntl, os, pty, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

PROGRAM = os.path.abspath(sys.argv[1])
LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Sources", "gloss", "keypress.order")
# What is pressed, the most frequent first: pages, rows, sentences, a tag and its end.
WAYS = [("\x1b[6~", ""), ("\x1b[5~", "G"), ("j", ""), ("k", "G"), (")", ""), ("(", "G"), ("ru", "")]
# The least share of the list that the program should have.
ENOUGH = 0.75


def article(folder):
    """Lines of 72 columns at the most, as texts have them that were wrapped before, with a paragraph now and then."""
    words = "the committee found that its own report had not said who would bear what it cost to keep a rule".split()
    path, lines, number = os.path.join(folder, "article.txt"), [], 0
    while len(lines) < 4000:
        line = ""
        while len(line) < 60:
            number += 1
            line += words[number * number % len(words)] + (". " if number % 11 == 0 else " ")
        lines.append(line.strip())
        if number % 7 == 0:
            lines.append("")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
    return path


def run(keys, before, folder):
    """The functions that some presses of the keys run on the thread of the reader."""
    out = os.path.join(folder, "calls")
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(HOME=folder, TERM="xterm-256color", LC_ALL="C.UTF-8", XDG_STATE_HOME=folder,
                          XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)
        os.execvp("valgrind", ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--separate-threads=yes",
                               "--demangle=no", "--callgrind-out-file=" + out, "--log-file=" + out + ".log",
                               os.path.join(folder, "gloss"), "--keymap", "vim", os.path.join(folder, "article.txt")])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def rest(seconds):
        """Takes what comes until nothing has come for so long."""
        while select.select([terminal], [], [], seconds)[0]:
            os.read(terminal, 65536)

    rest(12)
    if before:
        os.write(terminal, before.encode())
        rest(4)

    def press():
        # Whole sequences, as a terminal sends them; and single keys one by one.
        for key in [keys] if keys[0] == "\x1b" else keys:
            os.write(terminal, key.encode())
            rest(0.3)

    press()
    press()
    subprocess.run(["callgrind_control", "-i", "on", str(pid)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    for _ in range(4):
        press()
    subprocess.run(["callgrind_control", "-d", str(pid)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    with open(out + ".1-01") as file:
        found = re.findall(r"^c?fn=\(\d+\) (\S+)", file.read(), re.MULTILINE)
    for name in os.listdir(folder):
        if name.startswith("calls"):
            os.remove(os.path.join(folder, name))
    # Callgrind counts the rounds of a recursion.
    return [re.sub(r"'\d+$", "", name) for name in found]


def symbols():
    """The functions of the program, by the names that the linker knows them by."""
    lines = subprocess.run(["nm", PROGRAM], check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.split()[2] for line in lines if len(line.split()) == 3 and line.split()[1] in "tTwW"}


def write():
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not there: install it")
    folder = tempfile.mkdtemp(prefix="gloss-keypress-")
    try:
        article(folder)
        # There is more to know of it than valgrind can read.
        subprocess.run(["strip", "-g", "-o", os.path.join(folder, "gloss"), PROGRAM], check=True)
        known, names = symbols(), {}
        for keys, before in WAYS:
            names.update(dict.fromkeys(name for name in run(keys, before, folder) if name in known))
    finally:
        shutil.rmtree(folder)
    with open(LIST, "w") as file:
        file.write("# The functions that a key press runs; written by Tests/Measure/keypress.py.\n")
        file.writelines(name + "\n" for name in names)
    print(f"{len(names)} functions")


def check():
    with open(LIST) as file:
        names = [line.strip() for line in file if not line.startswith("#")]
    known = symbols()
    share = sum(name in known for name in names) / max(1, len(names))
    print(f"{share:.0%} of {len(names)} functions are still there")
    if share < ENOUGH:
        sys.exit("too few: build the program and let Tests/Measure/keypress.py write the list anew")


if len(sys.argv) == 2:
    write()
elif sys.argv[2:] == ["--check"]:
    check()
else:
    sys.exit(__doc__)
