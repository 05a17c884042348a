#!/usr/bin/env python3
"""Runs a program and meddles with its system calls on files under some folders (ptrace(2), x86-64 Linux).

Usage: meddle.py [--under DIR]… [--log FILE] [--nth N (--error CODE | --kill)] [--short K] [--lie CALL]… [--talk] -- WORD…

The calls under the folders are numbered from 1 over all threads; the log has a line of JSON for each. --error fails the
N-th and does nothing of it, --kill ends the program at it. --short lets each write take no more than K bytes, really: what
is written is what is said to be written. With --error as well the N-th fails, and the writes before it were short. --lie
says of every such call that it was done, and does not do it: a defect to try the tests with. --talk logs what is said on
standard output or a terminal, too, as calls `say`.
Ends as the program did.
"""
import argparse, base64, ctypes, errno, json, os, platform, signal, struct, sys

# Arguments: f an open file, p a path in the folder that is the argument before it, - neither.
CALLS = {
    0: ("read", "f"), 1: ("write", "f"), 3: ("close", "f"), 17: ("pread64", "f"), 18: ("pwrite64", "f"), 32: ("dup", "f"),
    73: ("flock", "f"), 74: ("fsync", "f"), 75: ("fdatasync", "f"), 77: ("ftruncate", "f"), 82: ("rename", "cc"),
    83: ("mkdir", "c"), 87: ("unlink", "c"), 91: ("fchmod", "f"), 93: ("fchown", "f"), 190: ("fsetxattr", "f"),
    217: ("getdents64", "f"), 257: ("openat", "dp"), 258: ("mkdirat", "dp"), 262: ("newfstatat", "dp"),
    263: ("unlinkat", "dp"), 264: ("renameat", "dpdp"), 265: ("linkat", "dpdp"), 316: ("renameat2", "dpdp"),
    439: ("faccessat2", "dp"),
}
TRACEME, PEEK_USER, POKE_USER, SYSCALL, SET_OPTIONS, SYSCALL_INFO = 0, 3, 6, 24, 0x4200, 0x420E
# SYSGOOD, FORK, VFORK, CLONE, EXEC, EXITKILL
OPTIONS = 1 | 2 | 4 | 8 | 16 | 0x100000
RAX, RDX, ORIG_RAX = 10 * 8, 12 * 8, 15 * 8
ALL = 0x40000000
IS_POSSIBLE = platform.machine() == "x86_64"

library = ctypes.CDLL(None, use_errno=True)
library.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
library.ptrace.restype = ctypes.c_long


def ptrace(request, pid, address=0, data=0):
    result = library.ptrace(request, pid, address, data)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request:#x} of {pid}")
    return result


class Meddler:
    def __init__(self, options):
        self.options = options
        self.under = [os.path.realpath(folder) for folder in options.under]
        self.log = open(options.log, "w") if options.log else None
        self.number = 0
        # What each thread is in the midst of.
        self.pending, self.known = {}, set()

    def run(self, words):
        self.main = os.fork()
        if self.main == 0:
            ptrace(TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.execvp(words[0], words)
        # Keys that stop or end are meant for the program alone.
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGHUP, signal.SIGTTOU):
            signal.signal(number, signal.SIG_IGN)
        os.waitpid(self.main, ALL)
        ptrace(SET_OPTIONS, self.main, 0, OPTIONS)
        self.known.add(self.main)
        ptrace(SYSCALL, self.main)
        ended = None
        while True:
            try:
                pid, status = os.waitpid(-1, ALL)
            except ChildProcessError:
                return ended
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                if pid == self.main:
                    ended = status
                continue
            try:
                ptrace(SYSCALL, pid, 0, self.stopped(pid, status))
            except ProcessLookupError:
                # Killed meanwhile.
                pass

    def stopped(self, pid, status):
        """The signal to go on with."""
        number = os.WSTOPSIG(status)
        if number == signal.SIGTRAP | 0x80:
            self.call(pid)
            return 0
        if status >> 16:
            return 0
        if pid not in self.known:
            # A thread begins with a stop.
            self.known.add(pid)
            return 0 if number == signal.SIGSTOP else number
        return number

    def call(self, pid):
        information = ctypes.create_string_buffer(88)
        ptrace(SYSCALL_INFO, pid, 88, ctypes.addressof(information))
        kind = information.raw[0]
        if kind == 1:
            number, *arguments = struct.unpack_from("<7Q", information.raw, 24)
            self.entered(pid, number, arguments)
        elif kind == 2 and pid in self.pending:
            self.left(pid, struct.unpack_from("<q", information.raw, 24)[0])

    def text(self, pid, address):
        with open(f"/proc/{pid}/mem", "rb", 0) as memory:
            found = b""
            while b"\0" not in found:
                memory.seek(address + len(found))
                found += memory.read(min(256, 4096 - (address + len(found)) % 4096))
        return os.fsdecode(found[:found.index(b"\0")])

    def data(self, pid, address, count):
        with open(f"/proc/{pid}/mem", "rb", 0) as memory:
            memory.seek(address)
            return base64.b64encode(memory.read(count)).decode()

    def paths(self, pid, shape, arguments):
        """The paths that the call is about; None where one of them is no file."""
        found, folder = [], None
        for kind, value in zip(shape, arguments):
            value32 = ctypes.c_int(value & 0xFFFFFFFF).value
            try:
                if kind == "f":
                    found.append(os.readlink(f"/proc/{pid}/fd/{value32}"))
                elif kind == "d":
                    folder = os.readlink(f"/proc/{pid}/cwd" if value32 == -100 else f"/proc/{pid}/fd/{value32}")
                else:
                    start = folder if kind == "p" else os.readlink(f"/proc/{pid}/cwd")
                    found.append(os.path.normpath(os.path.join(start, self.text(pid, value))))
            except OSError:
                return None
        return found

    def is_ours(self, path):
        return any(path == folder or path.startswith(folder + "/") for folder in self.under)

    def entered(self, pid, number, arguments):
        name, shape = CALLS.get(number, (None, None))
        if not name:
            return
        paths = self.paths(pid, shape, arguments)
        options = self.options
        if options.talk and name == "write" and (arguments[0] == 1 or paths and paths[0].startswith("/dev/pts/")):
            self.keep({"call": "say", "data": self.data(pid, arguments[1], arguments[2])})
            return
        if not paths or not any(self.is_ours(path) for path in paths):
            return
        self.number += 1
        record = {"number": self.number, "call": name, "paths": paths}
        if name in ("write", "pwrite64"):
            count = arguments[2]
            if options.short and count > options.short:
                count = options.short
                ptrace(POKE_USER, pid, RDX, count)
            record["data"] = self.data(pid, arguments[1], count)
        if name == "openat":
            record["flags"] = arguments[2]
        if name == "renameat2":
            record["flags"] = arguments[4]
        if shape == "f":
            status = os.stat(f"/proc/{pid}/fd/{ctypes.c_int(arguments[0] & 0xFFFFFFFF).value}")
            record["node"] = status.st_ino
        self.pending[pid] = record
        if self.number == options.nth and options.kill:
            record["killed"] = True
            self.keep(record)
            os.kill(self.main, signal.SIGKILL)
        elif self.number == options.nth and options.error:
            record["forced"] = -getattr(errno, options.error)
        elif name in options.lie:
            record["forced"] = arguments[2] if name == "write" else 0
        if "forced" in record:
            ptrace(POKE_USER, pid, ORIG_RAX, ctypes.c_void_p(-1).value)

    def left(self, pid, result):
        record = self.pending.pop(pid)
        if "forced" in record:
            result = record["forced"]
            ptrace(POKE_USER, pid, RAX, ctypes.c_void_p(result).value)
        record["result"] = result
        if record["call"] == "openat" and result >= 0:
            record["node"] = os.stat(f"/proc/{pid}/fd/{result}").st_ino
        if record["call"] in ("write", "pwrite64") and result >= 0:
            record["data"] = base64.b64encode(base64.b64decode(record["data"])[:result]).decode()
        self.keep(record)

    def keep(self, record):
        if self.log:
            self.log.write(json.dumps(record) + "\n")
            self.log.flush()


def prefix(log=None, under=(), **more):
    """The words before a program that have it meddled with."""
    words = [sys.executable, os.path.abspath(__file__)]
    for folder in under:
        words += ["--under", folder]
    if log:
        words += ["--log", log]
    for name, value in more.items():
        if value is True:
            words.append(f"--{name}")
        elif value:
            words += [f"--{name}", str(value)]
    return [*words, "--"]


def records(log):
    """What was logged, but for a line that was cut off."""
    with open(log) as file:
        return [json.loads(line) for line in file if line.endswith("\n")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--under", action="append", default=[])
    parser.add_argument("--log")
    parser.add_argument("--nth", type=int, default=0)
    parser.add_argument("--error")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--short", type=int, default=0)
    parser.add_argument("--lie", action="append", default=[])
    parser.add_argument("--talk", action="store_true")
    parser.add_argument("words", nargs="+")
    options = parser.parse_args()
    status = Meddler(options).run(options.words)
    if os.WIFSIGNALED(status):
        # Ends in the same way, without a core file of its own.
        signal.signal(os.WTERMSIG(status), signal.SIG_DFL) if os.WTERMSIG(status) != signal.SIGKILL else None
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
