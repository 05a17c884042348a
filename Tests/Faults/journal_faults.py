"""Faults in the journal's own files, while a reader marks an article whose folder may not be written."""
import json, os

import meddle
from place import NOBODY, Place, is_root, quotes_of

QUOTE = "One sentence."


class Kept(Place):
    """A place where the article's folder may not be written, and the journal's folder may."""

    def __init__(self, program):
        super().__init__(program)
        self.open_to_all()
        os.chmod(self.folder, 0o555)
        os.chmod(self.root, 0o777)
        self.log = os.path.join(self.root, "log")

    def opened(self, prefix=()):
        """A reader that is nobody: root may write everywhere."""
        return self.reader(prefix=[*prefix, *(NOBODY if is_root() else ())])

    def kept(self):
        """The quotes of all marks in the journal. Throws ValueError when a file of it does not parse."""
        found = set()
        for name in self.journals()[0]:
            with open(os.path.join(self.journal, name)) as file:
                found |= quotes_of(json.loads(json.loads(file.read())["mine"])["items"])
        return found

    def unlock(self):
        os.chmod(self.folder, 0o777)

    def gone(self):
        os.chmod(self.folder, 0o755)
        super().gone()


def journal_cases(program, faults_of, errors):
    """A fault for each call on the journal's files."""
    place = Kept(program)
    reader = place.opened(meddle.prefix(place.log, [place.journal]))
    is_kept = reader.until_text("cannot be saved in this folder")
    reader.type("r")
    is_kept = is_kept and reader.until_says(1, "in the journal")
    reader.close()
    calls = [(record["number"], record["call"]) for record in meddle.records(place.log)]
    place.gone()
    if not is_kept:
        raise SystemExit(f"syscalls.py: the journal does not work here: {reader.look()}")
    first = next(number for number, call in calls if call in ("mkdir", "mkdirat", "openat"))
    calls = [(number, call) for number, call in calls if number >= first and call in errors]
    faults = [fault for number, call in calls for fault in faults_of(number, call)]
    return faults + [{"call": "write", "short": 7}, {"call": "write", "short": 512}]


def journal_trial(program, fault):
    """What is wrong after this fault; None when nothing is, False when it did not come up."""
    place = Kept(program)
    readers = []
    try:
        options = {key: value for key, value in fault.items() if key != "call"}
        reader = place.opened(meddle.prefix(place.log, [place.journal], **options))
        readers.append(reader)
        if not reader.until_text("cannot be saved in this folder") and not fault.get("kill"):
            return f"did not open: {reader.screen.text}"
        reader.type("r")
        # A failure is tried again by itself, at once where the watch on the journal's folder wakes the reader: that it is
        # not saved may be on screen for less than a frame. full.py has the failures that last.
        is_kept = reader.until_says(1, "in the journal")
        records = meddle.records(place.log)
        if not any("forced" in r or "killed" in r or r.get("result") == fault.get("short") for r in records):
            return False
        if fault.get("kill"):
            if not reader.ended(60):
                return "was not killed"
            if is_kept and QUOTE not in place.kept():
                return "said to be in the journal, and is not"
        elif not is_kept:
            return f"never got into the journal: {reader.screen.text}"
        elif QUOTE not in place.kept():
            return "said to be in the journal, and is not"
        litter = place.journals()[1]
        if litter and not fault.get("kill") and fault["call"] != "unlinkat":
            return f"litter in the journal: {litter}"
        if not fault.get("kill") and not reader.quit():
            return f"did not quit: {reader.screen.text}"
        now = place.kept()
        # The next session finds it, cleans up, and saves it as soon as that may be.
        again = place.opened()
        readers.append(again)
        if not again.until_text("sentence"):
            return f"did not open again: {again.screen.text}"
        if now and not again.until_says(1, "in the journal"):
            return f"the next session does not have the mark: {again.screen.text}"
        if place.journals()[1]:
            return f"litter in the journal after the next session opened: {place.journals()[1]}"
        if not now:
            again.type("r")
            again.until_says(1, "in the journal")
        place.unlock()
        if not again.until_says(1, "saved"):
            return f"not saved when it could be: {again.screen.text}"
        if not again.quit():
            return f"did not quit again: {again.screen.text}"
        if place.quotes() != {QUOTE}:
            return f"the sidecar has {place.quotes()}"
        return f"left over: {place.journals()}, {place.litter()}" if any(place.journals()) or place.litter() else None
    finally:
        for reader in readers:
            reader.close()
        place.gone()
