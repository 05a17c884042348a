#!/usr/bin/env python3
"""Whose a sidecar is and what it is: owner, group, mode, ACL, attributes, links, and files that are none.

Usage: owners.py PROGRAM   (root for what changes owners; what this machine does not allow is named and left out)

For each row of SAFETY.md about them: what a save has to keep is kept, and what it must not touch is refused in a sentence
and stays as it was. Nothing here is random.
"""
import argparse, os, shutil, socket, stat, struct, time

import report
from mounts import NotPossible
from place import ARTICLE, SIDECAR, Place, is_root

ANA, BO, STAFF = 12001, 12002, 12100
QUOTES = ["One sentence.", "Another one here.", "A third."]


def needs_root():
    if not is_root() or not shutil.which("setpriv"):
        raise NotPossible("only root can give files to others, and setpriv makes it somebody else")


def as_user(user, group=None):
    return ["/usr/bin/setpriv", "--reuid", str(user), "--regid", str(group or user), "--clear-groups"]


class Case:
    def __init__(self, program):
        self.place = Place(program)
        self.place.open_to_all()
        self.path = self.place.path()
        self.wrong, self.checks = [], 0

    def expect(self, is_so, otherwise):
        self.checks += 1
        if not is_so:
            self.wrong.append(otherwise)

    def add(self, quote=QUOTES[0], prefix=()):
        return self.place.run("add", ARTICLE, "--quote", quote, "--tag", "risk", prefix=prefix)

    def expect_added(self, what, quote=QUOTES[0], prefix=()):
        done = self.add(quote, prefix)
        self.expect(done.returncode == 0, f"{what}: status {done.returncode}: {done.stderr.strip()}")
        self.expect(not self.place.litter(), f"{what}: litter {self.place.litter()}")

    def expect_refused(self, what, prefix=(), words=("regular", "belongs", "link", "256 MB", "names")):
        """Adding, listing and opening it are refused in a sentence that names it, at once."""
        begun = time.monotonic()
        for command in (["add", ARTICLE, "--quote", QUOTES[1], "--tag", "risk"], ["remove", ARTICLE, "urn:uuid:1"]):
            done = self.place.run(*command, prefix=prefix)
            self.expect(done.returncode in (2, 3), f"{what}: {command[0]}: status {done.returncode}: {done.stderr!r}")
            self.expect(done.stderr.startswith("gloss: ") and SIDECAR in done.stderr
                        and any(word in done.stderr for word in words), f"{what}: {command[0]}: said {done.stderr!r}")
        self.expect(time.monotonic() - begun < 60, f"{what}: took long")
        self.expect(not self.place.litter("target", "other"), f"{what}: litter {self.place.litter('target', 'other')}")
        reader = self.place.reader(prefix=prefix)
        self.expect(reader.until_text("One sentence", "read-only"), f"{what}: the reader shows {reader.screen.text}")
        reader.type("r", 0.2)
        self.expect(reader.quit(), f"{what}: the reader did not quit: {reader.screen.text}")
        reader.close()

    def attribute(self, name):
        try:
            return os.getxattr(self.path, name)
        except OSError:
            return None

    def mode(self):
        return stat.S_IMODE(os.stat(self.path).st_mode)

    def owner(self):
        status = os.stat(self.path)
        return status.st_uid, status.st_gid


def modes(case):
    """The mode of the old file stays; a new one takes the article's read and write bits, and its owner may write."""
    for mode in (0o600, 0o640, 0o644, 0o664, 0o666):
        if os.path.exists(case.path):
            os.remove(case.path)
        os.chmod(case.place.path(ARTICLE), mode | 0o100)
        case.expect_added(f"a new one, article {mode:o}")
        case.expect(case.mode() == mode | 0o600, f"a new sidecar of an article {mode:o} has {case.mode():o}")
        other = 0o640 if mode != 0o640 else 0o600
        os.chmod(case.path, other)
        case.expect_added(f"mode {other:o}", QUOTES[1])
        case.expect(case.mode() == other, f"mode {other:o} became {case.mode():o}")


def attributes(case):
    """Extended attributes of the user and POSIX ACLs."""
    case.expect_added("first")
    try:
        os.setxattr(case.path, "user.note", b"kept \x00\xff")
    except OSError as error:
        raise NotPossible(f"no extended attributes here: {error}")
    # user::rw-, user:12001:rw-, group::r--, mask::rw-, other::---
    entries = [(1, 6, 0xFFFFFFFF), (2, 6, ANA), (4, 4, 0xFFFFFFFF), (16, 6, 0xFFFFFFFF), (32, 0, 0xFFFFFFFF)]
    access = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(case.path, "system.posix_acl_access", access)
    except OSError as error:
        raise NotPossible(f"no ACLs here: {error}")
    mode = case.mode()
    case.expect_added("with attributes", QUOTES[1])
    case.expect(case.attribute("user.note") == b"kept \x00\xff", "an extended attribute is lost")
    case.expect(case.attribute("system.posix_acl_access") == access, "the ACL is lost")
    case.expect(case.mode() == mode, f"mode {mode:o} became {case.mode():o}")


def default_acl(case):
    """A folder whose default ACL opens new files to a group does not open a sidecar wider than the article."""
    entries = [(1, 7, 0xFFFFFFFF), (2, 7, ANA), (4, 7, 0xFFFFFFFF), (16, 7, 0xFFFFFFFF), (32, 7, 0xFFFFFFFF)]
    access = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(case.place.folder, "system.posix_acl_default", access)
    except OSError as error:
        raise NotPossible(f"no ACLs here: {error}")
    os.chmod(case.place.path(ARTICLE), 0o600)
    case.expect_added("new")
    case.expect(case.mode() & 0o077 == 0, f"a private article got a sidecar with {case.mode():o}")
    case.expect_added("old", QUOTES[1])
    case.expect(case.mode() & 0o077 == 0, f"a private sidecar became {case.mode():o}")


def owners(case):
    """Root that saves gives the file back; a group that cannot be given takes its rights with it."""
    needs_root()
    case.expect_added("first")
    os.chown(case.path, ANA, STAFF)
    os.chown(case.place.path(ARTICLE), ANA, STAFF)
    os.chmod(case.path, 0o660)
    case.expect_added("as root", QUOTES[1])
    case.expect(case.owner() == (ANA, STAFF) and case.mode() == 0o660, f"became {case.owner()} {case.mode():o}")
    # Ana is not in that group, so she cannot give a new file to it: then the group has no rights on it.
    os.chmod(case.place.folder, 0o777)
    case.expect_added("as ana", QUOTES[2], as_user(ANA))
    case.expect(case.owner()[0] == ANA, f"became {case.owner()}")
    case.expect(case.owner()[1] == STAFF or case.mode() & 0o070 == 0, f"another group has {case.mode():o}")
    case.expect(case.place.quotes() == set(QUOTES), f"it has {case.place.quotes()}")


def shared_folder(case):
    """The sidecar of the article's owner, and of the folder's, may be written by others who may write it."""
    needs_root()
    case.expect_added("first")
    os.chmod(case.path, 0o666)
    os.chmod(case.place.folder, 0o777)
    os.chown(case.place.path(ARTICLE), ANA, ANA)
    os.chown(case.path, ANA, ANA)
    case.expect_added("the article's owner's", QUOTES[1], as_user(BO))
    os.chown(case.path, ANA, ANA)
    os.chown(case.place.path(ARTICLE), 0, 0)
    os.chown(case.place.folder, ANA, ANA)
    case.expect_added("the folder's owner's", QUOTES[2], as_user(BO))
    case.expect(case.place.quotes() == set(QUOTES), f"it has {case.place.quotes()}")


def foreign_owner(case):
    """A sidecar of somebody who has nothing to do with article or folder is refused, by root as by others."""
    needs_root()
    case.expect_added("first")
    os.chmod(case.path, 0o666)
    os.chmod(case.place.folder, 0o777)
    os.chown(case.path, BO, BO)
    before, status = case.place.bytes(), os.stat(case.path)
    for prefix in ([], as_user(ANA)):
        case.expect_refused("a foreign sidecar", prefix, ["belongs to another user"])
    case.expect(case.place.bytes() == before and os.stat(case.path) == status, "a foreign sidecar was touched")


def setgid_folder(case):
    """In a folder with the set-group-ID bit new files belong to its group, and stay so."""
    needs_root()
    os.chown(case.place.folder, ANA, STAFF)
    os.chmod(case.place.folder, 0o2775)
    os.chown(case.place.path(ARTICLE), ANA, STAFF)
    os.chmod(case.place.path(ARTICLE), 0o664)
    case.expect_added("new", QUOTES[0], as_user(ANA))
    case.expect(case.owner() == (ANA, STAFF) and case.mode() == 0o664, f"new: {case.owner()} {case.mode():o}")
    case.expect_added("again", QUOTES[1], as_user(ANA))
    case.expect(case.owner() == (ANA, STAFF) and case.mode() == 0o664, f"again: {case.owner()} {case.mode():o}")
    case.expect_added("somebody else of the group", QUOTES[2], as_user(BO, STAFF))
    case.expect(case.owner()[1] == STAFF and case.mode() & 0o070 == 0o060, f"others: {case.owner()} {case.mode():o}")


def link_to_ours(case):
    """A symbolic link to a sidecar of ours is followed, and stays a link."""
    case.expect_added("first")
    elsewhere = os.path.join(case.place.root, "kept.json")
    os.rename(case.path, elsewhere)
    os.symlink(elsewhere, case.path)
    case.expect_added("through a link", QUOTES[1])
    case.expect(os.path.islink(case.path) and not os.path.islink(elsewhere), "the link is none any more")
    case.expect(case.place.quotes() == set(QUOTES[:2]), f"it has {case.place.quotes()}")
    case.expect(not [n for n in os.listdir(case.place.root) if n.endswith(".tmp")], "litter beside the target")


def link_elsewhere(case):
    """A link to what is no sidecar of ours is refused, and its target untouched."""
    target = os.path.join(case.place.root, "precious")
    for content in (b"precious", b"{}", b"", b'{"type": "AnnotationPage", "items": []}'):
        with open(target, "wb") as file:
            file.write(content)
        before = os.stat(target)
        os.symlink(target, case.path)
        case.expect_refused(f"a link to {content!r}", (), ["symbolic link"])
        case.expect(os.path.islink(case.path), "the link is gone")
        with open(target, "rb") as file:
            case.expect(file.read() == content and os.stat(target).st_ino == before.st_ino, f"{content!r} was touched")
        os.remove(case.path)
    for name in ("/dev/null", "/etc/passwd", case.place.folder, os.path.join(case.place.root, "absent"), case.path):
        os.symlink(name, case.path)
        before = os.stat(name) if os.path.exists(name) else None
        case.expect_refused(f"a link to {name}", (), ["symbolic link"])
        case.expect(os.path.islink(case.path) and (not before or os.stat(name).st_mtime == before.st_mtime or
                                                   name == "/dev/null"), f"{name} was touched")
        os.remove(case.path)


def hard_link(case):
    """More than one name leads to it: read, and not written, which would part them."""
    case.expect_added("first")
    other = case.place.path("other")
    os.link(case.path, other)
    before, status = case.place.bytes(), os.stat(case.path)
    case.expect_refused("a hard link", (), ["more than one name"])
    case.expect(case.place.bytes() == before and os.stat(case.path).st_ino == os.stat(other).st_ino == status.st_ino,
                "the names were parted")
    listed = case.place.run("list", ARTICLE)
    case.expect(listed.returncode == 0 and QUOTES[0] in listed.stdout, f"it is not read: {listed}")
    os.remove(other)
    case.expect_added("with one name", QUOTES[1])


def no_file(case):
    """FIFO, directory, socket, devices: refused without waiting, and untouched."""
    def fifo():
        os.mkfifo(case.path)

    def folder():
        os.mkdir(case.path)

    def unix():
        server = socket.socket(socket.AF_UNIX)
        server.bind(case.path)
        server.close()

    def device():
        os.mknod(case.path, stat.S_IFCHR | 0o666, os.makedev(1, 5))

    def absent_device():
        os.mknod(case.path, stat.S_IFBLK | 0o666, os.makedev(250, 250))

    for make in (fifo, folder, unix, *((device, absent_device) if is_root() else ())):
        make()
        before = os.lstat(case.path)
        case.expect_refused(make.__name__, (), ["regular file"])
        after = os.lstat(case.path)
        case.expect((after.st_mode, after.st_ino, after.st_mtime) == (before.st_mode, before.st_ino, before.st_mtime),
                    f"{make.__name__}: touched")
        os.rmdir(case.path) if make is folder else os.remove(case.path)


def sparse(case):
    """10 GB of nothing: refused by its size, without reading it."""
    with open(case.path, "wb") as file:
        file.truncate(10 << 30)
    begun = time.monotonic()
    case.expect_refused("10 GB", (), ["256 MB"])
    case.expect(os.path.getsize(case.path) == 10 << 30, "touched")
    case.expect(time.monotonic() - begun < 60, "took long")


CASES = [modes, attributes, default_acl, owners, shared_folder, foreign_owner, setgid_folder, link_to_ours, link_elsewhere,
         hard_link, no_file, sparse]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    # A mask of the user's own would decide what new files may be.
    os.umask(0o022)
    cases, found = [], []

    def run(row):
        case = Case(options.program)
        cases.append(case)
        try:
            row(case)
        finally:
            # Also of a row that did not come to its end.
            found.extend(f"{row.__name__}: {what}" for what in case.wrong)
            case.place.gone()
        return []

    done, wrong, left_out = report.each(CASES, run, options.only)
    wrong += found
    report.end(f"owners.py: {len(done)} rows, {sum(case.checks for case in cases)} checks, {len(left_out)} left out: "
               f"{len(wrong)} wrong", wrong, left_out)


if __name__ == "__main__":
    main()
