#!/usr/bin/env python3
"""Readers whose marks wait in the journal: beside each other, one after the other, and while the sidecar changes or goes.

Usage: journals.py PROGRAM

Whatever happens to the sidecar meanwhile, all that was said to be in the journal is in the sidecar when it may be written,
once, and what was deleted stays away. Nothing here is random.
"""
import json, os, signal, sys

import report
from journal_faults import Kept
from place import SIDECAR

PROGRAM = os.path.abspath(sys.argv[1])
FIRST, SECOND, THIRD = "One sentence.", "Another one here.", "A third."
FOREIGN = b'{"id":"urn:uuid:00000000-0000-4000-8000-0000000000ff","type":"Annotation","body":"of another tool"}'


class Case:
    def __init__(self, name):
        self.name, self.wrong, self.readers = name, [], []
        self.place = Kept(PROGRAM)

    def expect(self, is_so, otherwise):
        if not is_so:
            self.wrong.append(f"{self.name}: {otherwise}")

    def open(self, *texts):
        reader = self.place.opened()
        self.readers.append(reader)
        self.expect(reader.until_text("sentence", *texts), f"did not open with {texts}: {reader.screen.text}")
        return reader

    def tag(self, reader, number, count, word="in the journal"):
        reader.type("gg" + ")" * number + "r")
        self.expect(reader.until_says(count, word), f"not {count} {word}: {reader.screen.text}")

    def quit(self, reader):
        self.expect(reader.quit(), f"did not quit: {reader.screen.text}")

    def expect_all(self, *quotes):
        self.expect(self.place.quotes() == set(quotes), f"the sidecar has {sorted(self.place.quotes())}")
        self.expect(not any(self.place.journals()), f"left in the journal: {self.place.journals()}")

    def ended(self):
        for reader in self.readers:
            reader.close()
        self.place.gone()
        return self.wrong


def beside_each_other():
    """Each keeps its own and shows the other's; what one takes back goes in both, and does not come back."""
    case = Case("two readers")
    one = case.open("cannot be saved")
    case.tag(one, 0, 1)
    case.tag(one, 1, 2)
    other = case.open("another reader's marks")
    case.expect(other.until_says(2, "in the journal"), f"does not show the other's: {other.screen.text}")
    case.tag(other, 2, 3)
    case.expect(len(case.place.journals()[0]) == 2, f"in the journal: {case.place.journals()}")
    case.expect(one.until_says(3, "in the journal"), f"the first does not show the other's: {one.screen.text}")
    one.type("u")
    for reader in (one, other):
        case.expect(reader.until_says(2, "in the journal"), f"not taken back: {reader.screen.text}")
    case.quit(other)
    case.place.unlock()
    case.expect(one.until_says(2, "saved"), f"not saved: {one.screen.text}")
    case.quit(one)
    return settled(case, FIRST, THIRD)


def settled(case, *quotes):
    """After one more session that waits until all is saved."""
    reader = case.open()
    case.expect(reader.until_says(len(quotes), "saved"), f"not {len(quotes)} saved: {reader.screen.text}")
    case.quit(reader)
    case.expect_all(*quotes)
    return case.ended()


def killed():
    """A session that was killed is taken over by the next, also while a third one lives."""
    case = Case("a killed reader")
    one = case.open("cannot be saved")
    case.tag(one, 0, 1)
    living = case.open("another reader's marks")
    case.tag(living, 1, 2)
    os.kill(one.pid, signal.SIGKILL)
    one.ended(60)
    last = case.open()
    case.expect(last.until_says(2, "in the journal"), f"does not have the marks: {last.screen.text}")
    case.tag(last, 2, 3)
    case.place.unlock()
    for reader in (living, last):
        case.expect(reader.until_says(3, "saved"), f"does not show all: {reader.screen.text}")
        case.quit(reader)
    return settled(case, FIRST, SECOND, THIRD)


def newer_schema():
    """While a newer program has the sidecar the journal waits, and that is said."""
    case = Case("a newer schema")
    one = case.open("cannot be saved")
    case.tag(one, 0, 1)
    case.quit(one)
    case.place.unlock()
    case.place.add(SECOND)
    os.chmod(case.place.path(), 0o666)
    now = case.place.bytes()
    case.place.write(SIDECAR, now.replace(b'"gloss:schema": 1', b'"gloss:schema": 2'))
    reader = case.open("read-only", "wait in gloss's journal")
    case.quit(reader)
    case.expect(len(case.place.journals()[0]) == 1, f"in the journal: {case.place.journals()}")
    case.place.write(SIDECAR, now)
    return settled(case, FIRST, SECOND)


def vanished():
    """The sidecar goes while marks wait: its own records come back with them, those of other tools, too."""
    case = Case("a sidecar that vanished")
    case.place.unlock()
    case.place.add(FIRST)
    case.place.write(SIDECAR, case.place.bytes().replace(b'"items": [\n', b'"items": [\n' + FOREIGN + b",\n"))
    os.chmod(case.place.folder, 0o555)
    os.chmod(case.place.path(), 0o444)
    one = case.open("cannot be saved")
    case.tag(one, 1, 2)
    case.quit(one)
    os.remove(case.place.path())
    reader = case.open("cannot be saved")
    case.expect(reader.until_says(2, "in the journal"), f"the marks are gone: {reader.screen.text}")
    case.tag(reader, 2, 3)
    case.quit(reader)
    case.place.unlock()
    reader = case.open()
    case.expect(reader.until_says(3, "saved"), f"not saved: {reader.screen.text}")
    case.quit(reader)
    items = json.loads(case.place.bytes() or b'{"items": []}')["items"]
    case.expect(any(item.get("body") == "of another tool" for item in items), "the record of another tool is gone")
    quotes = {s["exact"] for item in items if "target" in item for s in item["target"]["selector"] if "exact" in s}
    case.expect(quotes == {FIRST, SECOND, THIRD}, f"the sidecar has {quotes}")
    case.expect(not any(case.place.journals()), f"left in the journal: {case.place.journals()}")
    return case.ended()


CASES = [beside_each_other, killed, newer_schema, vanished]


def main():
    done, wrong, _ = report.each(CASES, lambda case: case())
    report.end(f"journals.py: {len(done)} histories of a journal: {len(wrong)} wrong", wrong)


if __name__ == "__main__":
    main()
