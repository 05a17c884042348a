#!/usr/bin/env python3
"""Fails every system call of a save, one by one, with every errno that fits, and kills the program at each.

Usage: syscalls.py PROGRAM   (needs strace)

After each: the sidecar is the old or the new one and parses; what was acknowledged (status 0) is in it; a failure
that is not a kill leaves no temporary, but for one that could not be removed; the next save works, cleans up and
keeps all. Which calls those are is found in a run without faults. Nothing here is random, so there is no seed.
"""
import json, os, re, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

PROGRAM = os.path.abspath(sys.argv[1])
ERRORS = {
    "openat": "EACCES EIO EMFILE ENOSPC EROFS EDQUOT EINTR", "write": "ENOSPC EIO EDQUOT EFBIG EINTR",
    "fchmod": "EIO EROFS EINTR", "fsync": "EIO ENOSPC EDQUOT EINTR", "close": "EIO ENOSPC EINTR",
    "dup": "EMFILE", "renameat2": "EIO ENOSPC EROFS EXDEV EACCES ENOSYS EINVAL", "unlinkat": "EIO EROFS",
    "flock": "ENOLCK EINTR", "pread64": "EIO EINTR", "faccessat2": "EACCES EROFS", "getdents64": "EIO",
    "newfstatat": "EIO",
}
SIDECAR = "a.txt.gloss.json"
CALL = re.compile(r"^\d+ +(\w+)\(")


class Place:
    """A folder with an article and, unless it is new, a sidecar with one mark."""

    def __init__(self, is_new):
        self.root = tempfile.mkdtemp(prefix="gloss-faults-")
        self.folder = os.path.join(self.root, "articles")
        os.mkdir(self.folder)
        self.environment = dict(os.environ, HOME=self.root, USER="ana", LANG="C.UTF-8")
        for name in ("CONFIG", "STATE", "DATA"):
            self.environment[f"XDG_{name}_HOME"] = os.path.join(self.root, name)
        with open(os.path.join(self.folder, "a.txt"), "w") as file:
            file.write("One sentence. Another one here. A third.\n")
        if not is_new:
            self.add("One sentence.")
        self.before = self.bytes()

    def run(self, quote, prefix=()):
        words = [*prefix, PROGRAM, "add", "a.txt", "--quote", quote, "--tag", "risk"]
        return subprocess.run(
            words, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60)

    def add(self, quote):
        done = self.run(quote)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def bytes(self):
        try:
            with open(os.path.join(self.folder, SIDECAR), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def quotes(self):
        items = json.loads(self.bytes() or b'{"items": []}')["items"]
        return {s["exact"] for i in items for s in i["target"]["selector"] if "exact" in s}

    def litter(self):
        return [name for name in os.listdir(self.folder) if name not in ("a.txt", SIDECAR)]

    def gone(self):
        shutil.rmtree(self.root, ignore_errors=True)


def calls_of_save(is_new):
    """The calls of the save as (name, number of that call from the start of the program)."""
    place = Place(is_new)
    log = os.path.join(place.root, "log")
    place.run("Another one", ["strace", "-f", "-o", log])
    counts, found, is_save = {}, [], False
    with open(log) as file:
        for line in file:
            name = (CALL.match(line) or [None, None])[1]
            if name is None:
                continue
            counts[name] = counts.get(name, 0) + 1
            is_save = is_save or name == "faccessat2" and SIDECAR in line
            if name == "ioctl" and "TCGETS" in line:
                is_save = False
            if is_save and name in ERRORS:
                found.append((name, counts[name]))
    place.gone()
    assert any(name == "renameat2" for name, _ in found), "the save was not found in the trace"
    return found


def trial(case):
    """What is wrong after this fault; None when nothing is, False when the fault did not come up."""
    is_new, name, number, fault = case
    place = Place(is_new)
    try:
        log = os.path.join(place.root, "log")
        done = place.run("Another one", ["strace", "-f", "-o", log, "-e", f"inject={name}:{fault}:when={number}"])
        with open(log) as file:
            trace = file.read()
        is_kill = "signal" in fault
        if "INJECTED" not in trace and not (is_kill and "killed by SIGKILL" in trace):
            return False
        old = set() if is_new else {"One sentence."}
        try:
            now = place.quotes()
        except ValueError:
            return "the sidecar does not parse"
        if now not in (old, old | {"Another one"}):
            return f"neither old nor new: {now}"
        if now == old and place.bytes() != place.before:
            return "the old sidecar was rewritten"
        if done.returncode == 0 and "Another one" not in now:
            return "acknowledged, and not there"
        # What these refuse is not on the disk, whatever a look at the file says: it must not be called saved.
        is_hard = name in ("write", "fsync", "renameat2") and not is_kill
        if is_hard and done.returncode == 0 and fault[6:] not in ("EINTR", "ENOSYS", "EINVAL"):
            return "said to be saved"
        litter = place.litter()
        is_removal = name == "unlinkat"
        if litter and not is_kill and not is_removal:
            return f"litter: {litter} (status {done.returncode}: {done.stderr.strip()})"
        if done.returncode != 0 and not is_kill:
            if done.returncode != 3:
                return f"status {done.returncode}: {done.stderr.strip()}"
            if "a.txt" not in done.stderr:
                return f"the message names no file: {done.stderr!r}"
        place.add("A third.")
        if not place.quotes() >= now | {"A third."}:
            return "the next save lost marks"
        if place.litter():
            return f"litter after the next save: {place.litter()}"
        return None
    finally:
        place.gone()


def main():
    cases = []
    for is_new in (False, True):
        for name, number in calls_of_save(is_new):
            faults = [f"error={code}" for code in ERRORS[name].split()] + ["signal=KILL"]
            cases += [(is_new, name, number, fault) for fault in faults]
    with ThreadPoolExecutor(int(os.environ.get("GLOSS_JOBS", os.cpu_count() or 2))) as pool:
        results = list(pool.map(trial, cases))
    bad = [(case, result) for case, result in zip(cases, results) if result]
    for case, result in bad:
        print("new" if case[0] else "old", *case[1:], "->", result)
    missed = sum(result is False for result in results)
    kills = sum("signal" in case[3] for case in cases)
    print(f"{len(cases)} faults in saves, {kills} of them kills; {missed} did not come up; {len(bad)} went wrong")
    # A fault that never comes up tests nothing.
    sys.exit(1 if bad or missed > len(cases) // 20 else 0)


main()
