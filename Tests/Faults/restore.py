#!/usr/bin/env python3
"""Ends the reader in every way there is and looks at the terminal that it leaves, the time it takes and what is kept.

Usage: restore.py PROGRAM

A sentence is marked and a note is being typed each time. The terminal has to have its modes back, the process to be gone
within a second, the mark to be in the sidecar and the note to be kept as a draft. Nothing here is random.
"""
import ctypes, json, os, shutil, signal, sys, tempfile, termios, time

import report
from place import surroundings
from terminal import Session, recognise

PROGRAM = os.path.abspath(sys.argv[1])
ARTICLE = "One sentence here. Another one there. A third one, to read on.\n\n" + "A paragraph of its own. " * 200
FAULTS = [signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS, signal.SIGFPE]
ENDS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
# What is switched on, and what switches it off.
PAIRS = [(b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?1000h", b"\x1b[?1000l"),
         (b"\x1b[?1002h", b"\x1b[?1002l"), (b"\x1b[?1006h", b"\x1b[?1006l"), (b"\x1b[?2004h", b"\x1b[?2004l"),
         (b"\x1b[?1h", b"\x1b[?1l")]
DRAFT = "who bears it"
# Seconds after which an end is held to hang.
HANGS = 15


class Case:
    """A reader with a mark that it says is saved, and a note half typed."""

    # Seconds.
    slowest = 0

    def __init__(self, name):
        self.name, self.wrong = name, []
        self.root = tempfile.mkdtemp(prefix="gloss-restore-")
        self.folder = os.path.join(self.root, "articles")
        os.mkdir(self.folder)
        with open(os.path.join(self.folder, "a.txt"), "w") as file:
            file.write(ARTICLE)
        self.session = self.opened()
        self.session.type(")")
        self.session.type("r")
        self.expect(self.session.wait_for(b"saved"), "never said that it is saved")
        self.session.type("a" + DRAFT)
        # A draft is kept within a second of typing.
        time.sleep(1.1)
        self.session.read()

    def opened(self):
        session = Session([PROGRAM, "a.txt"], surroundings(self.root), self.folder)
        self.expect(session.wait_for(b"One sentence"), "did not open")
        session.read(0.2)
        return session

    def expect(self, is_so, otherwise):
        if not is_so:
            self.wrong.append(f"{self.name}: {otherwise}")

    def expect_sane(self):
        """The modes and what was sent last."""
        session = self.session
        self.expect(termios.tcgetattr(session.terminal) == session.before, "the modes of the terminal are not as they were")
        for on, off in PAIRS:
            if on in session.data:
                self.expect(session.data.rfind(off) > session.data.rfind(on), f"{on!r} was never taken back")
        self.wrong += [f"{self.name}: {what}" for what in recognise(bytes(session.data), 0)]

    def expect_end(self, *statuses):
        start = time.time()
        # Waited for longer than it may take, so that what else is wrong is seen, too.
        self.expect(self.session.ended(HANGS), f"not gone within {HANGS} seconds")
        took = time.time() - start
        Case.slowest = max(Case.slowest, took)
        self.expect(took <= 1, f"not gone within a second, but after {took:.2f} s")
        if statuses and self.session.status is not None:
            self.expect(self.session.status in statuses, f"ended with {self.session.status}, after {took:.2f} s")

    def expect_kept(self):
        with open(os.path.join(self.folder, "a.txt.gloss.json")) as file:
            quotes = [s.get("exact") for item in json.load(file)["items"] for s in item["target"]["selector"]]
        self.expect("Another one there." in quotes, f"the mark is not in the sidecar: {quotes}")
        again = self.opened()
        again.type("gg")
        again.type(")")
        again.type("a")
        self.expect(again.wait_for(DRAFT.encode(), 2), "the draft of the note is gone")
        again.type("\x1b", 0.1)
        again.type("q")
        self.expect(again.ended(5), "did not quit when opened again")
        again.close()

    def done(self):
        self.session.close()
        shutil.rmtree(self.root, ignore_errors=True)
        return self.wrong


def try_signal(number):
    case = Case(signal.Signals(number).name)
    os.kill(case.session.pid, number)
    case.expect_end(*((number, number | 128) if number in FAULTS else ()))
    case.expect_sane()
    case.expect_kept()
    return case.done()


def take_stack(pid):
    """Leaves a process without a stack, as after too many calls: its stack pointer leads nowhere (ptrace(2), x86-64)."""
    attach, get, put, detach, stack_pointer = 16, 12, 13, 17, 19
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    registers = (ctypes.c_ulong * 27)()

    def call(request, data=None):
        if library.ptrace(request, pid, None, data) != 0:
            raise OSError(ctypes.get_errno(), "ptrace")

    call(attach)
    os.waitpid(pid, 0)
    call(get, registers)
    registers[stack_pointer] = 4096
    call(put, registers)
    call(detach)


def try_stack():
    case = Case("stack overflow")
    take_stack(case.session.pid)
    case.session.type("x")
    case.expect_end(signal.SIGSEGV, signal.SIGSEGV | 128)
    case.expect_sane()
    case.expect_kept()
    return case.done()


def try_gone():
    case = Case("closed terminal")
    case.session.hang_up()
    case.expect_end()
    case.expect_kept()
    return case.done()


def try_kill():
    case = Case("SIGKILL")
    os.kill(case.session.pid, signal.SIGKILL)
    case.expect_end()
    case.expect_kept()
    return case.done()


def try_sizes():
    case = Case("odd sizes")
    session = case.session
    for size in ((1, 1), (0, 0), (1, 1000), (1000, 1), (2, 2), (3, 1000), (500, 500), (30, 100)):
        session.resize(*size)
        session.read(0.1)
        session.type("x")
        case.expect(not session.ended(0), f"ended at {size}")
    session.type("\r")
    session.type("p")
    session.read(0.3)
    session.type("q")
    case.expect_end(0)
    case.expect_sane()
    with open(os.path.join(case.folder, "a.txt.gloss.json")) as file:
        items = json.load(file)["items"]
    tags = sorted(body["value"] for item in items for body in item["body"])
    case.expect(len(items) == 1 and tags == ["policy", "risk", DRAFT + "x" * 8], f"the cursor or the note moved: {tags}")
    return case.done()


def try_terminals():
    """Where nothing can be drawn there is a sentence and status 2, or it works."""
    wrong = []
    root = tempfile.mkdtemp(prefix="gloss-restore-")
    with open(os.path.join(root, "a.txt"), "w") as file:
        file.write(ARTICLE)
    for changes, works in (
            ({"TERM": None}, False), ({"TERM": ""}, False), ({"TERM": "dumb"}, False), ({"TERM": "no-such-thing"}, False),
            ({"TERM": "unknown"}, False), ({"TERM": "../../etc/passwd"}, False), ({"LANG": "C"}, None),
            ({"LANG": None}, None), ({"LC_ALL": "POSIX"}, None), ({"LC_ALL": "xx_YY.NONE"}, None), ({"TERM": "vt100"}, True),
            ({"TERM": "vt52"}, None), ({"TERM": "linux"}, True), ({"COLUMNS": "0", "LINES": "-1"}, True)):
        variables = surroundings(root)
        variables.update({key: value for key, value in changes.items() if value is not None})
        for key, value in changes.items():
            if value is None:
                variables.pop(key)
        session = Session([PROGRAM, "a.txt"], variables, root)
        # Its last word can be here while the process is still on its way out.
        is_up = session.comes_up(b"One sentence")
        if is_up:
            session.type("q")
            session.ended(5)
        status = os.waitstatus_to_exitcode(session.status) if session.status is not None else "none"
        text = bytes(session.data)
        if is_up and (works is False or status != 0 or b"One sentence" not in text):
            wrong.append(f"{changes}: opened, status {status}: {text[:200]!r}")
        if not is_up and (works or status != 2 or not text.startswith(b"gloss: ") or recognise(text, 0, is_screen=False)):
            wrong.append(f"{changes}: status {status}: {text[:200]!r}")
        if termios.tcgetattr(session.terminal) != session.before:
            wrong.append(f"{changes}: the modes of the terminal are not as they were")
        session.close()
    shutil.rmtree(root, ignore_errors=True)
    return wrong


def main():
    cases = [lambda number=number: try_signal(number) for number in FAULTS + ENDS]
    cases += [try_stack, try_gone, try_kill, try_sizes, try_terminals]
    wrong = [what for case in cases for what in case()]
    report.end(f"restore.py: {len(cases)} ways to end, sizes and 14 surroundings: {len(wrong)} wrong; "
               f"the slowest was gone after {Case.slowest:.2f} s", wrong)


if __name__ == "__main__":
    main()
