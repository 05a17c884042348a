#!/usr/bin/env python3
"""Disks that are full, files that may not grow, and places that may not be written.

Usage: full.py PROGRAM [--only WORD]   (what this machine does not allow is named and left out; most of it needs root)

A command says that the marks are NOT SAVED and ends with 3, the sidecar is the old one to the byte, and nothing is left
beside it. A reader says so, too, until there is room, asks before it quits, and saves by itself then; where the place may
not be written its journal takes the marks, and the sidecar gets them when it may be. Nothing here is random.
"""
import argparse, ctypes, os, resource, signal, struct, subprocess, sys

import report
from mounts import Loop, NotPossible, run, tmpfs
from place import ARTICLE, NOBODY, SENTENCE, SIDECAR, Place, is_root, sentences

SENTENCES = 60
PAGE = 4096


def limited(size):
    """The words before a program whose files may not grow beyond so many bytes, as after `ulimit -f` in a shell."""
    script = ("import os, resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_DFL); "
              f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); os.execvp(sys.argv[1], sys.argv[1:])")
    return [sys.executable, "-c", script]


class Case:
    """A place with forty marks, so that its sidecar has many pages."""

    def __init__(self, name, program, **where):
        self.name, self.wrong = name, []
        self.place = Place(program, sentences(SENTENCES), **where)
        self.place.add("stands here", "--all", "--tag", "risk")
        for item in self.place.items()[:20]:
            self.place.run("remove", ARTICLE, item["id"])
        self.before, self.quotes = self.place.bytes(), self.place.quotes()
        self.next = 0

    def expect(self, is_so, otherwise):
        if not is_so:
            self.wrong.append(f"{self.name}: {otherwise}")
        return is_so

    def expect_refused(self, what, prefix=(), may_work=False):
        """A command either works, where it may, or says so and changes nothing."""
        done = self.place.run("add", ARTICLE, "--quote", SENTENCE.format(self.next), "--tag", "policy", prefix=prefix)
        self.next += 1
        if may_work and done.returncode == 0:
            self.before = self.place.bytes()
        self.expect(done.returncode == 3 or may_work and done.returncode == 0,
                    f"{what}: status {done.returncode}: {done.stderr.strip()}")
        self.expect(done.returncode == 0 or "NOT SAVED" in done.stderr and SIDECAR in done.stderr,
                    f"{what}: said {done.stderr!r}")
        self.expect(self.place.bytes() == self.before, f"{what}: the old sidecar is not as it was")
        self.expect(not self.place.litter("filler"), f"{what}: litter: {self.place.litter('filler')}")
        return done.returncode

    def expect_saved(self, what):
        """The next command works, and keeps all."""
        quotes = self.place.quotes()
        done = self.place.run("add", ARTICLE, "--quote", SENTENCE.format(SENTENCES - 1), "--note", "later")
        self.expect(done.returncode == 0, f"{what}: {done.stderr.strip()}")
        self.expect(self.place.quotes() >= quotes and not self.place.litter("filler"), f"{what}: lost marks, or left litter")

    def opened(self, prefix=()):
        reader = self.place.reader(prefix=prefix)
        self.expect(reader.until_text("Sentence"), f"did not open: {reader.screen.text}")
        self.expect(reader.until(lambda _: reader.says() is not None or "mark" in reader.screen.text), "no status line")
        return reader

    def count(self):
        return len(self.place.items())

    def mark(self, reader, number, word):
        """Tags a sentence; the status line has to say this word of it."""
        before = reader.says()
        reader.type(f"gg{number})" if number else "gg")
        reader.type("a")
        reader.type(f"note of {number}\r")
        self.expect(reader.until(lambda _: (reader.says() or (0, ""))[1] == word),
                    f"the reader does not say {word!r} but {reader.says()}, before {before}: {reader.screen.text}")

    def expect_asks(self, reader):
        """Quitting asks, and Esc stays."""
        reader.type("q", 0.3)
        self.expect(not reader.ended(0), "quit without a question")
        reader.type("\x1b", 0.3)
        self.expect(not reader.ended(0), "quit when the question was cancelled")

    def expect_caught_up(self, reader, notes):
        """All that waited is saved by itself, and is in the sidecar."""
        self.expect(reader.until(lambda _: (reader.says() or (0, ""))[1] == "saved"),
                    f"was not saved when it could be: {reader.screen.text}")
        self.expect(reader.quit(), f"did not quit: {reader.screen.text}")
        reader.close()
        said = {body["value"] for item in self.place.items() for body in item["body"]}
        self.expect(said >= {f"note of {number}" for number in notes}, f"notes are lost: {notes}")
        self.expect(not any(self.place.journals()) and not self.place.litter("filler"),
                    f"left over: {self.place.journals()}, {self.place.litter('filler')}")


def fill(path, room):
    """Takes all of the disk but so many pages."""
    with open(path, "wb", 0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            pass
    os.truncate(path, max(0, os.path.getsize(path) // PAGE - room) * PAGE)


def full_disk(program):
    """A disk of 256 KB on which a save finds room for some pages of the new file, and no more."""
    with tmpfs("256k") as disk:
        case = Case("a full disk", program, folder=os.path.join(disk, "articles"))
        try:
            filler = os.path.join(disk, "articles", "filler")
            statuses = []
            for room in range(0, 14):
                fill(filler, room)
                statuses.append(case.expect_refused(f"{room} pages left", may_work=room > 2))
            case.expect(3 in statuses and 0 in statuses, f"was never full or never had room: {statuses}")
            fill(filler, 1)
            reader = case.opened()
            case.mark(reader, 50, "NOT SAVED")
            case.expect("full" in reader.look(), f"no reason: {reader.screen.text}")
            case.mark(reader, 51, "NOT SAVED")
            case.expect_asks(reader)
            case.expect(case.place.bytes() == case.before, "the old sidecar is not as it was")
            os.remove(filler)
            case.expect_caught_up(reader, [50, 51])
            case.expect_saved("with room")
        finally:
            case.place.gone()
    return case.wrong


def all_on_full_disk(program):
    """The state folder is on the full disk, too: drafts and places cannot be kept either."""
    with tmpfs("256k") as disk:
        case = Case("all on a full disk", program, under=disk)
        try:
            filler = os.path.join(disk, "filler")
            fill(filler, 0)
            reader = case.opened()
            case.mark(reader, 50, "NOT SAVED")
            case.expect_asks(reader)
            os.remove(filler)
            case.expect_caught_up(reader, [50])
        finally:
            case.place.gone()
    return case.wrong


def file_size(program):
    """Files that may not grow: the write that reaches the limit is short, the next one is refused, with a signal."""
    case = Case("ulimit -f", program)
    try:
        size = len(case.before)
        for limit in (0, 1, 1000, size // 2, size - 1):
            case.expect_refused(f"{limit} bytes", limited(limit))
        reader = case.opened(limited(1000))
        case.mark(reader, 50, "NOT SAVED")
        case.mark(reader, 51, "NOT SAVED")
        case.expect_asks(reader)
        case.expect(case.place.bytes() == case.before, "the old sidecar is not as it was")
        if is_root():
            try:
                resource.prlimit(reader.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                case.expect_caught_up(reader, [50, 51])
            except PermissionError:
                # Without CAP_SYS_RESOURCE a limit cannot be raised again.
                reader.close()
        reader.close()
        case.expect_saved("without a limit")
    finally:
        case.place.gone()
    return case.wrong


def user():
    """The words that make a program nobody's, whom modes stop."""
    if not is_root():
        return []
    try:
        if subprocess.run([*NOBODY, "true"], capture_output=True).returncode == 0:
            return list(NOBODY)
    except FileNotFoundError:
        pass
    raise NotPossible("setpriv is not there, and root may write everywhere")


def read_only(program, name, lock, unlock, prefix, **where):
    """A place that may not be written; what locks and unlocks it gets the case."""
    case = Case(name, program, **where)
    case.place.open_to_all()
    os.chmod(case.place.folder, 0o777)
    os.chmod(case.place.path(), 0o666)
    if is_root() and prefix:
        for path in (case.place.path(), case.place.path(ARTICLE)):
            os.chown(path, 65534, 65534)
    try:
        lock(case)
        for attempt in range(2):
            case.expect_refused("a command", prefix)
        reader = case.opened(prefix)
        case.mark(reader, 50, "in the journal")
        case.expect(reader.quit(), f"the journal is no reason to stay: {reader.screen.text}")
        reader.close()
        case.expect(len(case.place.journals()[0]) == 1, f"in the journal: {case.place.journals()}")
        reader = case.opened(prefix)
        case.mark(reader, 51, "in the journal")
        case.expect(case.place.bytes() == case.before, "the old sidecar is not as it was")
        unlock(case)
        case.expect_caught_up(reader, [50, 51])
        case.expect_saved("when it may be written")
    finally:
        try:
            unlock(case)
        except OSError:
            pass
        case.place.gone()
    return case.wrong


def read_only_folder(program):
    return read_only(program, "a read-only folder", lambda case: os.chmod(case.place.folder, 0o555),
                     lambda case: os.chmod(case.place.folder, 0o777), user())


def read_only_file(program):
    return read_only(program, "a read-only sidecar", lambda case: os.chmod(case.place.path(), 0o444),
                     lambda case: os.chmod(case.place.path(), 0o666), user())


def read_only_system(program):
    with tmpfs("4m") as disk:
        remount = lambda how: run("mount", "-o", f"remount,{how}", disk)
        return read_only(program, "a read-only file system", lambda case: remount("ro"), lambda case: remount("rw"), [],
                         folder=os.path.join(disk, "articles"))


def immutable_file(program):
    """chattr +i: EPERM, whoever one is."""
    disk = Loop()
    try:
        return read_only(program, "an immutable sidecar", lambda case: run("chattr", "+i", case.place.path()),
                         lambda case: run("chattr", "-i", case.place.path()), [],
                         folder=os.path.join(disk.folder, "articles"))
    finally:
        disk.gone()


def no_journal_either(program):
    """Neither the sidecar nor the journal can be written: that is NOT SAVED."""
    prefix = user()
    case = Case("no journal either", program)
    state = os.path.join(case.place.root, "STATE")
    try:
        case.place.open_to_all()
        os.chmod(case.place.folder, 0o555)
        os.chmod(state, 0o555)
        reader = case.opened(prefix)
        case.mark(reader, 50, "NOT SAVED")
        case.expect_asks(reader)
        os.chmod(state, 0o777)
        case.expect(reader.until(lambda _: (reader.says() or (0, ""))[1] == "in the journal"),
                    f"not in the journal when that could be: {reader.screen.text}")
        os.chmod(case.place.folder, 0o777)
        os.chmod(case.place.path(), 0o666)
        case.expect_caught_up(reader, [50])
    finally:
        os.chmod(case.place.folder, 0o777)
        case.place.gone()
    return case.wrong


def quota(program):
    """A user's share of the disk is used up (EDQUOT)."""
    disk = Loop(options=["usrquota"], features=["-O", "quota", "-E", "quotatype=usrquota"])
    try:
        device = next(line.split()[0] for line in open("/proc/mounts") if line.split()[1] == disk.folder)

        def limit(kilobytes):
            block = struct.pack("<8Q2I", kilobytes, kilobytes, 0, 0, 0, 0, 0, 0, 1, 0)
            if ctypes.CDLL(None, use_errno=True).quotactl(0x800008 << 8, device.encode(), 65534, block) != 0:
                raise NotPossible(f"no quota can be set: {os.strerror(ctypes.get_errno())}")

        prefix = user()
        case = Case("a quota", program, folder=os.path.join(disk.folder, "articles"))
        try:
            case.place.open_to_all()
            os.chmod(case.place.folder, 0o777)
            for name in (SIDECAR, ARTICLE):
                os.chown(case.place.path(name), 65534, 65534)
            used = -(-len(case.before) // 1024) + 8
            limit(used + 12)
            case.expect_refused("a command", prefix)
            reader = case.opened(prefix)
            case.mark(reader, 50, "NOT SAVED")
            case.expect("share of the disk" in reader.look(), f"no reason: {reader.screen.text}")
            limit(0)
            case.expect_caught_up(reader, [50])
            case.expect_saved("without a quota")
        finally:
            case.place.gone()
        return case.wrong
    finally:
        disk.gone()


CASES = [full_disk, all_on_full_disk, file_size, read_only_folder, read_only_file, read_only_system, immutable_file,
         no_journal_either, quota]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    done, wrong, left_out = report.each(CASES, lambda case: case(options.program), options.only)
    report.end(f"full.py: {len(done)} places ({', '.join(done)}), {len(left_out)} left out: {len(wrong)} wrong", wrong,
               left_out)


if __name__ == "__main__":
    main()
