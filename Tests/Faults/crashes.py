#!/usr/bin/env python3
"""Crash consistency: what a save does to the disk is recorded, and every state that a power cut could leave is looked at.

Usage: crashes.py PROGRAM [--looks N] [--lie CALL]   (x86-64 Linux; N images of each recording are opened with gloss)

Until a file is fsynced its bytes may be on the disk all, in part, as zeros or not at all; until a directory is fsynced, any
of the changes to its names may be there and any may not, in whatever order. So for each call that was recorded there are as
many images of the directory as there are such choices. In each the sidecar has to be an old or the new one, no older than
what had been acknowledged by then; and the next `gloss add` has to work on it, clean up, and keep all of it.
--lie fsync shows that a program that does not fsync is found out.
"""
import argparse, base64, itertools, json, os, re

import meddle
import report
from journal_faults import Kept
from place import ARTICLE, SIDECAR, Place, quotes_of
from screen import Screen

LAST = "A third."
CREATE = 0o100


class Disk:
    """The names and bytes under some folders: what is known to last, and what came since."""

    def __init__(self, folders):
        self.content, self.synced, self.names, self.pending = {}, {}, {}, {}
        self.folders = {os.stat(folder).st_ino: folder for folder in folders}
        for folder in folders:
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    node = os.fstat(file.fileno()).st_ino
                    self.content[node] = self.synced[node] = file.read()
                self.names[path] = node
        self.lasting = dict(self.names)

    def change(self, change):
        """Gives names to files, or to none; this is one step that may last or not."""
        self.names.update(change)
        self.pending.setdefault(os.path.dirname(next(iter(change))), []).append(change)

    def take(self, record):
        call, paths, node = record["call"], record.get("paths", []), record.get("node")
        if call == "openat" and record["flags"] & CREATE and self.names.get(paths[0]) != node:
            # The number of a file that is gone may be given again.
            self.content[node], self.synced[node] = b"", b""
            self.change({paths[0]: node})
        elif call in ("write", "pwrite64") and node in self.content:
            self.content[node] += base64.b64decode(record["data"])
        elif call in ("fsync", "fdatasync"):
            if node in self.folders:
                for change in self.pending.pop(self.folders[node], []):
                    self.lasting.update(change)
            elif node in self.content:
                self.synced[node] = self.content[node]
        elif call in ("renameat2", "renameat", "rename"):
            old, new = paths
            is_swap = call == "renameat2" and record["flags"] & 2
            self.change({new: self.names[old], old: self.names[new] if is_swap else None})
        elif call == "linkat":
            self.change({paths[1]: self.names[paths[0]]})
        elif call in ("unlinkat", "unlink"):
            self.change({paths[0]: None})
        else:
            return False
        return True

    def images(self):
        """Every state that a power cut could leave now, as bytes by path."""
        pending = [change for changes in self.pending.values() for change in changes]
        if len(pending) > 10:
            raise AssertionError(f"{len(pending)} changes of names without an fsync of their directory")
        for chosen in itertools.product((False, True), repeat=len(pending)):
            names = dict(self.lasting)
            for change, is_there in zip(pending, chosen):
                if is_there:
                    names.update(change)
            nodes = sorted({node for node in names.values() if node is not None})
            choices = []
            for node in nodes:
                now, before = self.content[node], self.synced[node]
                choices.append({before} if now == before else {before, now, now[:len(now) // 2], bytes(len(now))})
            for contents in itertools.product(*choices):
                content = dict(zip(nodes, contents))
                yield {path: content[node] for path, node in names.items() if node is not None}


class Recording:
    """A run under meddle.py: its calls, with what had been acknowledged when each was made."""

    def __init__(self, name, place, folders, run, acknowledged, lie):
        self.name, self.folders = name, folders
        self.disk = Disk(folders)
        log = os.path.join(place.root, "log")
        run(meddle.prefix(log, folders, talk=True, lie=lie))
        self.steps, said = [], 0
        for record in meddle.records(log):
            if record["call"] == "say":
                said = max(said, acknowledged(base64.b64decode(record["data"])))
            elif record["result"] >= 0 and "forced" not in record:
                self.steps.append((record, said))
        self.steps.append(({"call": "end"}, said))
        self.said = said

    def images(self):
        """(acknowledged, image), each different one once, with the most that had been acknowledged before it."""
        found = {}

        def note(said):
            for image in self.disk.images():
                key = tuple(sorted(image.items()))
                found[key] = max(said, found.get(key, 0))

        note(0)
        for record, said in self.steps:
            self.disk.take(record)
            note(said)
        return [(said, dict(key)) for key, said in found.items()]


class Counter:
    def __init__(self):
        self.images = self.looks = 0
        self.problems = []

    def check(self, recording, states, place, looks, damaged=None):
        """states: what the sidecar was, from the first to the last, as quotes; acknowledged is an index into them."""
        images = recording.images()
        self.images += len(images)
        if len(images) < 5 or recording.said == 0:
            self.problems.append(f"{recording.name}: {len(images)} images, {recording.said} acknowledged: is it recorded?")
        step = max(1, len(images) // looks)
        for number, (said, image) in enumerate(images):
            where = f"{recording.name}, image {number}: {sorted((os.path.basename(p), len(b)) for p, b in image.items())}"
            content = image.get(place.path(), b"")
            try:
                # A damaged one is read all the same; before it is written for the first time it is copied.
                quotes = (states[0] if content == damaged else
                          quotes_of(json.loads(content)["items"]) if content else set())
            except ValueError:
                self.problems.append(f"{where}: the sidecar does not parse: {content[:60]!r}")
                continue
            allowed = [state for index, state in enumerate(states) if index >= said]
            if quotes not in allowed or (place.path() in image and not content):
                self.problems.append(f"{where}: it has {sorted(quotes)}, and {said} were acknowledged")
            elif damaged and damaged not in image.values():
                self.problems.append(f"{where}: nobody has the damaged one any more")
            elif number % step == 0:
                self.looks += 1
                self.look(where, image, allowed, place)

    def look(self, where, image, allowed, place):
        """Whether gloss goes on from there."""
        again = Place(place.program)
        try:
            for path, content in image.items():
                # Whoever wrote a temporary is gone; its number may be somebody else's by now.
                name = re.sub(r"\.\d+\.tmp$", ".4194999.tmp", os.path.basename(path))
                again.write(name, content)
            done = again.run("add", ARTICLE, "--quote", LAST, "--note", "later")
            if done.returncode != 0:
                self.problems.append(f"{where}: the next save: status {done.returncode}: {done.stderr}")
            elif again.quotes() not in [state | {LAST} for state in allowed]:
                self.problems.append(f"{where}: after the next save it has {sorted(again.quotes())}")
            left = [name for name in again.litter() if name.endswith(".tmp")]
            if left:
                self.problems.append(f"{where}: the next save left {left}")
        finally:
            again.gone()


FIRST, SECOND = "One sentence.", "Another one here."


def record_command(counter, options, name, prepare, words, states):
    place = Place(options.program)
    try:
        found = prepare(place)
        old = place.bytes()
        words = [found if word == "ID" else word for word in words]

        def run(prefix):
            done = place.run(*words, prefix=prefix)
            if done.returncode != 0:
                raise SystemExit(f"crashes.py: {name}: {done.stderr}")

        # A command says that it is done by its status, and some say it before.
        recording = Recording(name, place, [place.folder], run, lambda data: 1, options.lie)
        recording.steps[-1] = ({"call": "end"}, 1)
        recording.said = 1
        counter.check(recording, states, place, options.looks, old if prepare is damaged else None)
    finally:
        place.gone()


def marking(opened, text, count, word):
    """What marks so many sentences in a reader that shows this text first, and what tells from its output of how many of
    them the status line has said this word."""
    screen = Screen(20, 100)

    def run(prefix):
        reader = opened(prefix)
        reader.until_text(text)
        for number in range(count):
            reader.type("r)")
            if not reader.until_says(number + 1, word):
                raise SystemExit(f"crashes.py: the reader never said {word!r}: {reader.screen.text}")
        reader.quit()
        reader.close()

    def acknowledged(data):
        screen.feed(data)
        found = re.search(rf"(\d) marks?  {word}$", screen.text, re.M)
        return int(found[1]) if found else 0

    return run, acknowledged


def record_reader(counter, options):
    """Marks three sentences, each of which is acknowledged by the word on the status line."""
    place = Place(options.program, "Number 0 is here. Number 1 is here. Number 2 is here. A third.\n")
    try:
        run, acknowledged = marking(lambda prefix: place.reader(prefix=prefix), "Number 0", 3, "saved")
        states = [{f"Number {number} is here." for number in range(count)} for count in range(4)]
        counter.check(Recording("reader", place, [place.folder], run, acknowledged, options.lie), states, place,
                      options.looks)
    finally:
        place.gone()


def record_journal(counter, options):
    """Marks two sentences where the sidecar cannot be written."""
    place = Kept(options.program)
    try:
        os.makedirs(place.journal)
        for folder in (place.journal, os.path.dirname(place.journal)):
            os.chmod(folder, 0o777)
        run, acknowledged = marking(place.opened, "cannot be saved in this folder", 2, "in the journal")
        recording = Recording("journal", place, [place.journal], run, acknowledged, options.lie)
        states = [set(), {FIRST}, {FIRST, SECOND}]
        images = recording.images()
        counter.images += len(images)
        if recording.said != 2:
            counter.problems.append(f"journal: {recording.said} acknowledged: is it recorded?")
        for said, image in images:
            quotes = set()
            for path, content in image.items():
                if path.endswith(".json"):
                    try:
                        quotes |= quotes_of(json.loads(json.loads(content)["mine"])["items"])
                    except ValueError:
                        counter.problems.append(f"journal: {os.path.basename(path)} does not parse: {content[:60]!r}")
            if quotes not in states[said:]:
                counter.problems.append(f"journal: it has {sorted(quotes)}, and {said} were acknowledged: {list(image)}")
    finally:
        place.gone()


def nothing(place):
    pass


def one(place):
    return place.add(FIRST)


def damaged(place):
    """One mark, and a record that nobody can read."""
    place.add(FIRST)
    place.write(SIDECAR, place.bytes().replace(b'"items": [\n', b'"items": [\n{"id": broken},\n'))


def sides(place):
    place.add(FIRST)
    place.write("base.gloss.json", place.bytes())
    place.add(SECOND)
    place.write("theirs.gloss.json", place.bytes())
    place.write(SIDECAR, place.bytes("base.gloss.json"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--looks", type=int, default=12)
    parser.add_argument("--lie")
    options = parser.parse_args()
    if not meddle.IS_POSSIBLE:
        print("crashes.py: left out: meddle.py knows the calls of x86-64 only")
        return
    counter = Counter()
    add = ["add", ARTICLE, "--quote", SECOND, "--tag", "policy"]
    record_command(counter, options, "add, new", nothing, add, [set(), {SECOND}])
    record_command(counter, options, "add", one, add, [{FIRST}, {FIRST, SECOND}])
    record_command(counter, options, "remove", one, ["remove", ARTICLE, "ID"], [{FIRST}, set()])
    record_command(counter, options, "merge", sides, ["merge", "base.gloss.json", SIDECAR, "theirs.gloss.json", "-o",
                                                      SIDECAR], [{FIRST}, {FIRST, SECOND}])
    record_command(counter, options, "add to a damaged one", damaged, add, [{FIRST}, {FIRST, SECOND}])
    record_reader(counter, options)
    record_journal(counter, options)
    report.end(f"crashes.py: {counter.images} images of a disk after a power cut, {counter.looks} of them opened by gloss: "
               f"{len(counter.problems)} wrong", counter.problems)


if __name__ == "__main__":
    main()
