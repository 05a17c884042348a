#!/usr/bin/env python3
"""Fails every system call of every way to save, one by one, with every errno that fits, kills the program at each, and has
it write a few bytes at a time.

Usage: syscalls.py PROGRAM [--all] [--only WORD]   (x86-64 Linux; --all tries each errno at each call, which takes long)

After each: every file is the old or the new one and parses; what was acknowledged (status 0, or what the reader's status
line says) is there; a failure that is not a kill leaves no temporary, but for one that could not be removed; the next save
works, cleans up and keeps all. Which calls those are is found in a run without faults. Nothing here is random.
"""
import argparse, os, sys
from concurrent.futures import ThreadPoolExecutor

import meddle
from journal_faults import journal_cases, journal_trial
from place import ARTICLE, SIDECAR, Place

ERRORS = {
    "openat": "EACCES EIO EMFILE ENOSPC EROFS EDQUOT EINTR", "write": "ENOSPC EIO EDQUOT EFBIG EINTR",
    "fchmod": "EIO EROFS EINTR", "fsync": "EIO ENOSPC EDQUOT EINTR", "close": "EIO ENOSPC EINTR",
    "dup": "EMFILE", "renameat2": "EIO ENOSPC EROFS EXDEV EACCES ENOSYS EINVAL", "unlinkat": "EIO EROFS",
    "flock": "ENOLCK EINTR", "pread64": "EIO EINTR", "faccessat2": "EACCES EROFS", "getdents64": "EIO",
    "newfstatat": "EIO", "rename": "EIO ENOSPC EROFS EXDEV", "read": "EIO", "unlink": "EIO",
}
# These are no refusal: the call is tried again, or another one is.
HARMLESS = {"EINTR", "ENOSYS", "EINVAL"}
OUT, THEIRS, BASE = "out.gloss.json", "theirs.gloss.json", "base.gloss.json"
CODEBOOK = "codebook.toml"
LAST = "A third."


class Operation:
    """A way to save: what it starts from, the words of the command, the files that it changes and leaves beside them."""

    def __init__(self, name, prepare, words, files, others=(), done=0):
        self.name, self.prepare, self.words, self.files = name, prepare, words, files
        self.others, self.done = (*files, *others), done

    def place(self, program):
        place = Place(program)
        self.prepare(place)
        return place

    def run(self, place, prefix=()):
        words = [place.id if word == "ID" else word for word in self.words]
        return place.run(*words, prefix=prefix)


def with_one(place):
    place.id = place.add("One sentence.")


def with_codebook(place):
    with_one(place)
    place.write(CODEBOOK, '[risk]\nkey = "r"\ncolor = "red"\n')


def with_sides(place):
    with_one(place)
    place.write(BASE, place.bytes())
    place.add("Another one here.", "--tag", "policy")
    place.write(THEIRS, place.bytes())
    place.write(SIDECAR, place.bytes(BASE))


def with_sides_and_output(place):
    with_sides(place)
    place.write(OUT, place.bytes(BASE))


MERGE = ["merge", BASE, SIDECAR, THEIRS, "-o"]
OPERATIONS = [
    Operation("add", with_one, ["add", ARTICLE, "--quote", "Another one here.", "--tag", "policy"], [SIDECAR]),
    Operation("add, new", lambda place: None, ["add", ARTICLE, "--quote", "Another one here.", "--tag", "policy"],
              [SIDECAR]),
    Operation("remove", with_one, ["remove", ARTICLE, "ID"], [SIDECAR]),
    Operation("retag", with_codebook, ["retag", "risk", "danger", ARTICLE], [SIDECAR, CODEBOOK]),
    Operation("merge into ours", with_sides, [*MERGE, SIDECAR], [SIDECAR], [BASE, THEIRS]),
    Operation("merge, new", with_sides, [*MERGE, OUT], [OUT], [BASE, THEIRS, SIDECAR]),
    Operation("merge into another", with_sides_and_output, [*MERGE, OUT], [OUT], [BASE, THEIRS, SIDECAR]),
]


def view(place, name):
    """What a file says, apart from times and fresh ids. Throws ValueError where a sidecar does not parse."""
    if name == CODEBOOK:
        return place.bytes(name)
    if place.bytes(name) is None:
        return None
    return sorted((sorted(place_of(item)), sorted(body["value"] for body in item["body"])) for item in place.items(name))


def place_of(item):
    return [selector["exact"] for selector in item["target"]["selector"] if "exact" in selector]


def says(items):
    """The quotes in what `view` says of sidecars."""
    return {quote for item in items or [] for quote in item[0]}


def calls_of(operation, program):
    """The numbers and names of the calls from the first that has to do with writing, what the files say then, and how many
    bytes the first write has."""
    place = operation.place(program)
    log = os.path.join(place.root, "log")
    done = operation.run(place, meddle.prefix(log, [place.folder]))
    after = {name: view(place, name) for name in operation.files}
    found, is_save, size = [], False, 0
    for record in meddle.records(log):
        # Whether it may be written is asked first.
        is_save = is_save or record["call"] == "faccessat2"
        if is_save and record["call"] in ERRORS:
            found.append((record["number"], record["call"]))
            if record["call"] == "write" and not size:
                size = record["result"]
    place.gone()
    if done.returncode != operation.done or not any(call == "renameat2" for _, call in found):
        raise SystemExit(f"syscalls.py: {operation.name} does not save here: status {done.returncode}: {done.stderr}")
    return found, after, size


def trial(program, operation, after, fault):
    """What is wrong after this fault; None when nothing is, False when the fault did not come up."""
    place = operation.place(program)
    try:
        before = {name: view(place, name) for name in operation.files}
        bytes_before = {name: place.bytes(name) for name in operation.files}
        log = os.path.join(place.root, "log")
        options = {key: value for key, value in fault.items() if key != "call"}
        done = operation.run(place, meddle.prefix(log, [place.folder], **options))
        records = meddle.records(log)
        if not any("forced" in r or "killed" in r or r.get("result") == fault.get("short") for r in records):
            return False
        is_kill, error = fault.get("kill"), fault.get("error")
        try:
            now = {name: view(place, name) for name in operation.files}
        except ValueError:
            return "a file does not parse"
        for name in operation.files:
            if now[name] not in (before[name], after[name]):
                return f"{name} is neither old nor new: {now[name]}"
            is_taken_back = len(operation.files) > 1
            if now[name] == before[name] and place.bytes(name) != bytes_before[name] and not is_taken_back:
                return f"{name}: the old one was rewritten"
        if done.returncode == operation.done and now != after:
            return "acknowledged, and not there"
        if done.returncode != operation.done and not is_kill and any(now[n] != before[n] for n in now):
            # The swap was made and could not be made to last: it must be called not saved, and may be there.
            if fault["call"] not in ("fsync", "openat", "pread64", "newfstatat", "unlinkat", "close", "read"):
                return f"status {done.returncode}, and changed all the same: {done.stderr.strip()}"
            if len(operation.files) > 1 and len({now[n] == before[n] for n in now}) > 1:
                return f"changed by half: {done.stderr.strip()}"
        # What these refuse is not on the disk, whatever a look at the file says: it must not be called saved.
        is_hard = fault["call"] in ("write", "fsync", "renameat2", "rename") and not is_kill and error not in HARMLESS
        # That the codebook's name lasts is no promise.
        forced = next((r["number"] for r in records if "forced" in r), 0)
        is_hard = is_hard and not any(r["call"] == "rename" and r["number"] < forced for r in records)
        if is_hard and error and done.returncode == operation.done:
            return "said to be saved"
        litter = place.litter(*operation.others)
        if litter and not is_kill and fault["call"] not in ("unlinkat", "unlink"):
            return f"litter: {litter} (status {done.returncode}: {done.stderr.strip()})"
        if done.returncode != operation.done and not is_kill:
            if done.returncode != 3:
                return f"status {done.returncode}: {done.stderr.strip()}"
            if not any(name in done.stderr for name in operation.files):
                return f"the message names no file: {done.stderr!r}"
        place.add(LAST, "--note", "later")
        left = [name for name in place.litter(*operation.others) if OUT not in name and CODEBOOK not in name]
        # What a killed program had written whole is adopted, which may be that a mark went.
        kept = says(now.get(SIDECAR)) & says(after[SIDECAR]) if is_kill and SIDECAR in now else says(now.get(SIDECAR))
        if not place.quotes() >= kept | {LAST}:
            return "the next save lost marks"
        return f"litter after the next save: {left}" if left else None
    finally:
        place.gone()


def faults_of(number, call, most):
    """So many of the errnos that fit, in turns, and a kill."""
    codes = ERRORS[call].split()
    codes = [codes[(number + step) % len(codes)] for step in range(min(most, len(codes)))]
    return [{"call": call, "nth": number, "error": code} for code in codes] + [{"call": call, "nth": number, "kill": True}]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if not meddle.IS_POSSIBLE:
        print("syscalls.py: left out: meddle.py knows the calls of x86-64 only")
        return
    cases = []
    for operation in OPERATIONS:
        if options.only not in operation.name:
            continue
        calls, after, size = calls_of(operation, options.program)
        most = 99 if options.all else 2 if "add" in operation.name else 1
        faults = [fault for number, call in calls for fault in faults_of(number, call, most)]
        first = next(number for number, call in calls if call == "write")
        faults += [{"call": "write", "short": piece} for piece in (1, 7, 512)]
        # Some of it fits on the disk, and then no more.
        faults += [{"call": "write", "short": size // 3, "nth": first + more, "error": code}
                   for more, code in ((1, "ENOSPC"), (2, "EFBIG"), (2, "EDQUOT"))]
        cases += [(f"{operation.name}, {fault}", fault, lambda o=operation, a=after, f=fault: trial(
            options.program, o, a, f)) for fault in faults]
    if options.only in "journal":
        cases += [(f"journal, {fault}", fault, lambda f=fault: journal_trial(options.program, f))
                  for fault in journal_cases(options.program, lambda n, c: faults_of(n, c, 99 if options.all else 1), ERRORS)]

    def safely(case):
        try:
            return case[2]()
        except Exception as error:
            return repr(error)

    with ThreadPoolExecutor(int(os.environ.get("GLOSS_JOBS", os.cpu_count() or 2))) as pool:
        results = list(pool.map(safely, cases))
    bad = [(case, result) for case, result in zip(cases, results) if result]
    missed = [case[0] for case, result in zip(cases, results) if result is False]
    count = lambda key: sum(key in case[1] for case in cases)
    print(f"syscalls.py: {len(cases)} faults in saves: {count('error')} errors, {count('kill')} kills, {count('short')} "
          f"with short writes; {len(missed)} did not come up; {len(bad)} went wrong")
    for case, result in bad[:60]:
        print(f"  {case[0]} -> {result}")
    # A fault that never comes up tests nothing.
    if len(missed) > len(cases) // 20:
        print("  did not come up:", *missed[:20], sep="\n    ")
    sys.exit(1 if bad or len(missed) > len(cases) // 20 else 0)


if __name__ == "__main__":
    main()
