#!/usr/bin/env python3
"""Files made to take the machine: each has to be refused in a sentence, or read in bounded time and memory.

Usage: limits.py PROGRAM [--quick]   (an article line of 10 MB instead of 100)

A reader has to come up, move and quit; a command has to end. What one takes is held against what the same takes for a
harmless file of that size, and against the memory that this file says; no clock decides, but for a minute that means
that something hangs. Sidecars that are refused stay as they are.
"""
import argparse, json, os, resource, shutil, tempfile

import report
from hostile import ENTER
from place import surroundings
from terminal import Session, recognise

options = argparse.ArgumentParser()
options.add_argument("program")
options.add_argument("--quick", action="store_true")
options = options.parse_args()
PROGRAM = os.path.abspath(options.program)
LINE = (10 if options.quick else 100) << 20
# Seconds until something is held to hang, and bytes of memory beyond those of the file.
HANGS, MEMORY = 60, 400 << 20
# Sidecar/SidecarFile.swift and Sidecar/JSONReader.swift have these.
LARGEST_SIDECAR, DEEPEST = 256 << 20, 512
TAG, CANCEL = object(), "\x03"
wrong, done = [], []


class Place:
    """A folder with an article and whatever stands beside it."""

    def __init__(self, name, article=b"One sentence here. Another one there.\n"):
        self.name = name
        self.root = tempfile.mkdtemp(prefix="gloss-limits-")
        self.folder = os.path.join(self.root, "articles")
        os.mkdir(self.folder)
        self.write("a.txt", article)
        self.size = len(article)
        done.append(name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def write(self, name, content):
        path = os.path.join(self.root if name.startswith("CONFIG") else self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def expect(self, is_so, otherwise):
        if not is_so:
            wrong.append(f"{self.name}: {otherwise}")

    def run(self, *words):
        """Status, what was printed, and the most memory that was taken, in bytes."""
        variables = surroundings(self.root, "dumb")
        out = os.path.join(self.root, "out")
        pid = os.fork()
        if pid == 0:
            os.chdir(self.folder)
            target = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(target, 1)
            os.dup2(target, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (HANGS, HANGS))
            os.execve(PROGRAM, [PROGRAM, *words], variables)
        _, status, used = os.wait4(pid, 0)
        with open(out, "rb") as file:
            text = file.read(4096).decode(errors="replace")
        self.expect(not os.WIFSIGNALED(status), f"{words[0]} ended by signal {status}")
        self.expect(used.ru_maxrss * 1024 < 4 * self.size + MEMORY, f"{words[0]} took {used.ru_maxrss >> 10} MB")
        return os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else None, text

    def read(self, keys, sees=b"%"):
        """A reader that comes up, takes the keys and quits."""
        session = Session([PROGRAM, "a.txt"], surroundings(self.root), self.folder)
        self.expect(session.wait_for(sees, HANGS), f"the reader did not show {sees!r}")
        for key in keys:
            if key == TAG:
                # A text is read beside the reader; until its marks are, none can be added, and that is said.
                for _ in range(HANGS):
                    session.type("r", 0.05)
                    if session.wait_for(b"saved", 1):
                        break
                continue
            session.type(key, 0.05)
        # Esc and q, read at once by a reader that is busy, would be one chord.
        session.type(CANCEL, 0.2)
        session.type("q")
        self.expect(session.ended(HANGS), "the reader did not quit")
        self.expect(session.status == 0, f"the reader ended with {session.status}")
        self.wrong(session)
        text = bytes(session.data)
        session.close()
        return text

    def wrong(self, session):
        wrong.extend(f"{self.name}: {what}" for what in recognise(bytes(session.data), 0))


def sidecar_that_is_refused(name, content, says):
    with Place(name) as place:
        path = place.write("a.txt.gloss.json", b"") if callable(content) else place.write("a.txt.gloss.json", content)
        if callable(content):
            content(path)
        before = os.stat(path)
        for words in (("list", "a.txt"), ("add", "a.txt", "--quote", "Another one", "--tag", "risk")):
            status, text = place.run(*words)
            place.expect(status in (2, 3) and says in text, f"{words[0]}: status {status}, {text[:200]!r}")
        place.read([")", "r"])
        after = os.stat(path)
        place.expect((before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns), "it was written to")


def sidecar_with_deep_keys():
    """Deep values within one record, which is otherwise sound: the record stays, or the original is kept."""
    deep = b"[" * (DEEPEST * 200) + b"]" * (DEEPEST * 200)
    record = (b'{"id":"urn:uuid:1","type":"Annotation","motivation":"tagging","x":' + deep + b"}")
    page = b'{\n"type": "AnnotationPage",\n"gloss:schema": 1,\n"items": [\n' + record + b"\n]\n}\n"
    with Place("a record that is too deep") as place:
        path = place.write("a.txt.gloss.json", page)
        status, text = place.run("add", "a.txt", "--quote", "Another one", "--tag", "risk")
        names = [name for name in os.listdir(place.folder) if ".kept-" in name]
        with open(path, "rb") as file:
            is_there = deep in file.read()
        kept = [name for name in names if open(os.path.join(place.folder, name), "rb").read() == page]
        place.expect(is_there or kept, f"the deep record is gone: status {status}, {text[:200]!r}, {names}")


def article_of_one_line():
    with Place("a line of many MB", (b"word \xe2\x80\x9cquoted\xe2\x80\x9d and so on, " * (LINE // 32))[:LINE]) as place:
        status, _ = place.run("text", "a.txt")
        place.expect(status == 0, f"text: status {status}")
        place.read([")", TAG, " ", "G", "gg", "/", "so on", ENTER])
        with open(os.path.join(place.folder, "a.txt.gloss.json")) as file:
            place.expect(len(json.load(file)["items"]) == 1, "the mark is not there")


def article_of_towers():
    with Place("towers of combining marks", b"One a" + "\u0301".encode() * 1_000_000 + b" two. Three.\n"
               + ("x" + "\u20dd\u0338" * 50_000 + " ").encode() * 4) as place:
        status, _ = place.run("text", "a.txt")
        place.expect(status == 0, f"text: status {status}")
        place.read([")", "l", "h", "j", "k", TAG, "G", "gg"])


def article_that_makes_patterns_backtrack():
    with Place("a pattern that goes back without end", b"a" * 60_000 + b"b\n" + b"One sentence.\n" * 20) as place:
        for pattern in ("(a+)+$", "(a|aa)+$", "(.*)*x", "(?:(?:a*)*)*c"):
            place.read(["/", "\x14", pattern, ENTER])


def settings_that_nest():
    for name, content in (("brackets", b"a = " + b"[" * 200_000), ("braces", b"a = " + b"{b = " * 200_000),
                          ("dots", b"[" + b"a." * 200_000 + b"a]\n"), ("strings", b'a = "' + b"x" * (20 << 20))):
        for file in ("codebook.toml", "CONFIG/gloss/config.toml"):
            with Place(f"{file} of {name}") as place:
                place.write(file, content)
                status, text = place.run("codebook", "a.txt")
                place.expect(status in (0, 2) and (status == 0 or "toml" in text), f"status {status}, {text[:200]!r}")
                place.expect(len(text) < 2000, "the message is as long as the file")


def words_that_are_long():
    with Place("long words on the command line") as place:
        for flag, text in (("--tag", "x" * 100_000), ("--note", "y\u0301" * 40_000), ("--quote", "z" * 100_000)):
            words = ["add", "a.txt", "--quote", "Another one", "--tag", "risk"]
            words = words[:2] + words[4:] if flag == "--quote" else words
            status, said = place.run(*words, flag, text)
            place.expect(status in (0, 1, 2), f"{flag}: status {status}, {said[:200]!r}")


def conflicts_within_conflicts():
    markers = b"".join(b"<<<<<<< a\n=======\n" for _ in range(100_000))
    with Place("conflict markers without end") as place:
        path = place.write("a.txt.gloss.json", markers)
        status, text = place.run("list", "a.txt")
        place.expect(status == 2, f"status {status}, {text[:200]!r}")
        place.expect(open(path, "rb").read() == markers, "it was written to")


def main():
    sidecar_that_is_refused("a sidecar of 100,000 brackets", b"[" * 100_000, "a.txt.gloss.json")
    sidecar_that_is_refused("a sidecar of 100,000 objects", b'{"items":' * 100_000, "a.txt.gloss.json")
    sidecar_that_is_refused("a sidecar that is too large", lambda path: os.truncate(path, LARGEST_SIDECAR + 1),
                            "a.txt.gloss.json")
    sidecar_with_deep_keys()
    article_of_one_line()
    article_of_towers()
    article_that_makes_patterns_backtrack()
    settings_that_nest()
    words_that_are_long()
    conflicts_within_conflicts()
    report.end(f"limits.py: {len(done)} files made to take the machine: {len(wrong)} wrong", wrong)


main()
