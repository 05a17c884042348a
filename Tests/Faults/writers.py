#!/usr/bin/env python3
"""Three writers on one sidecar: two that run `gloss add` and `gloss remove`, and a reader on a terminal.

Usage: writers.py PROGRAM [--edits N] [--seed S]   (N edits by each writer)

Each has sentences of its own, whose marks have to end exactly as it left them: added, tagged twice, noted, deleted, taken
back. Others belong to all three: what was done to one of their marks by several at once is merged. No tag and no note is
lost there, unless a deletion came after it; a deleted mark stays away, unless an edit came after that.
"""
import argparse, os, random, sys, threading, time

from place import ARTICLE, Place

TAGS = ["risk", "policy", "opinion"]
KEYS = ["r", "p", "o"]


def own(writer, number):
    return f"Writer {writer} has sentence {number} alone."


def shared(number):
    return f"All write into sentence {number} together."


class Ledger:
    """What was done to the sentences of all, and when: from before the first byte until it was acknowledged."""

    def __init__(self):
        self.lock = threading.Lock()
        # (sentence, kind, what, begun, ended); kind is "tag", "note" or "remove".
        self.done = []

    def note(self, *entry):
        with self.lock:
            self.done.append(entry)

    def wrong(self, items):
        wrong = []
        marks = {}
        for item in items:
            for selector in item["target"]["selector"]:
                if "exact" in selector:
                    marks.setdefault(selector["exact"], []).append(item)
        for sentence, kind, what, begun, ended in self.done:
            here = marks.get(sentence, [])
            others = [entry for entry in self.done if entry[0] == sentence]
            if kind == "remove":
                is_edited_since = any(entry[1] != "remove" and entry[4] >= begun for entry in others)
                if not is_edited_since and any(item["id"] == what for item in here):
                    wrong.append(f"{sentence!r}: the mark {what} was removed and is there")
                continue
            if any(entry[1] == "remove" and entry[4] >= begun for entry in others):
                continue
            values = [body["value"] for item in here for body in item["body"]]
            if not any(what == value if kind == "tag" else what in value for value in values):
                wrong.append(f"{sentence!r}: the {kind} {what!r} is lost; it has {values}")
        return wrong


class Commands:
    """A writer that runs one command after the other."""

    def __init__(self, which, place, options, ledger):
        self.which, self.place, self.options, self.ledger = which, place, options, ledger
        self.rng = random.Random(f"{options.seed}/{which}")
        # By id: (quote, tags, note).
        self.marks, self.next, self.edits = {}, 0, 0
        self.problems = []
        self.counts = {}

    def run(self):
        try:
            while self.edits < self.options.edits and not self.problems:
                kind = self.rng.choices(
                    ["add", "tag", "note", "remove", "shared", "shared note", "shared remove"], [6, 2, 2, 3, 4, 2, 1])[0]
                if getattr(self, kind.replace(" ", "_"))():
                    self.edits += 1
                    self.counts[kind] = self.counts.get(kind, 0) + 1
        except Exception as error:
            self.problems.append(f"writer {self.which}: {error!r}")

    def command(self, *words, refusals=()):
        """What it printed; None where it refused with one of these statuses."""
        done = self.place.run(*words)
        if done.returncode in refusals:
            return None
        if done.returncode != 0:
            self.problems.append(f"writer {self.which}: {words}: status {done.returncode}: {done.stderr}")
            return None
        return done.stdout.strip()

    def add_to(self, quote, *more, refusals=()):
        return self.command("add", ARTICLE, "--quote", quote, *more, refusals=refusals)

    def add(self):
        if self.next == self.options.edits:
            return False
        quote, tag = own(self.which, self.next), self.rng.choice(TAGS)
        self.next += 1
        id = self.add_to(quote, "--tag", tag)
        self.marks[id] = (quote, {tag}, "")
        return True

    def chosen(self):
        return self.rng.choice(sorted(self.marks)) if self.marks else None

    def tag(self):
        id = self.chosen()
        if not id:
            return False
        quote, tags, note = self.marks[id]
        tag = self.rng.choice(TAGS)
        if self.add_to(quote, "--tag", tag) != id:
            self.problems.append(f"writer {self.which}: {quote}: another mark got the tag")
        self.marks[id] = (quote, tags | {tag}, note)
        return True

    def note(self):
        id = self.chosen()
        if not id or self.marks[id][2]:
            return False
        quote, tags, _ = self.marks[id]
        text = f"a note of {self.which} at edit {self.edits}"
        if self.add_to(quote, "--note", text) != id:
            self.problems.append(f"writer {self.which}: {quote}: another mark got the note")
        self.marks[id] = (quote, tags, text)
        return True

    def remove(self):
        id = self.chosen()
        if not id:
            return False
        self.command("remove", ARTICLE, id)
        del self.marks[id]
        return True

    def sentence(self):
        return shared(self.rng.randrange(self.options.shared))

    def shared(self):
        quote, begun = self.sentence(), time.monotonic()
        if self.add_to(quote, "--tag", TAGS[self.which]) is not None:
            self.ledger.note(quote, "tag", TAGS[self.which], begun, time.monotonic())
        return True

    def shared_note(self):
        quote, begun, text = self.sentence(), time.monotonic(), f"[{self.which}.{self.edits}]"
        # Where there is a note already another one is refused.
        if self.add_to(quote, "--note", text, refusals=[2]) is None:
            return False
        self.ledger.note(quote, "note", text, begun, time.monotonic())
        return True

    def shared_remove(self):
        found = [(item["id"], s["exact"]) for item in self.place.items() for s in item["target"]["selector"]
                 if s.get("exact", "").startswith("All write")]
        if not found:
            return False
        id, quote = self.rng.choice(found)
        begun = time.monotonic()
        # Somebody else may have been faster.
        if self.command("remove", ARTICLE, id, refusals=[2]) is None:
            return False
        self.ledger.note(quote, "remove", id, begun, time.monotonic())
        return True

    def wrong(self, items):
        now = {item["id"]: item for item in items if place_of(item).startswith(f"Writer {self.which} ")}
        wrong = [f"writer {self.which}: {self.marks[id][0]!r} is lost" for id in self.marks if id not in now]
        wrong += [f"writer {self.which}: {place_of(now[id])!r} is back" for id in now if id not in self.marks]
        for id in now.keys() & self.marks.keys():
            quote, tags, note = self.marks[id]
            if said(now[id]) != (tags, note):
                wrong.append(f"writer {self.which}: {quote!r} has {said(now[id])}, not {(tags, note)}")
        return wrong


def place_of(item):
    return next((s["exact"] for s in item["target"]["selector"] if "exact" in s), "")


def said(item):
    """Tags and note."""
    bodies = item["body"]
    return ({b["value"] for b in bodies if b["purpose"] == "tagging"},
            "".join(b["value"] for b in bodies if b["purpose"] == "commenting"))


class Keys:
    """A writer that presses keys in a reader, from one sentence to the next."""

    which = 2

    def __init__(self, place, options, ledger):
        self.place, self.options, self.ledger = place, options, ledger
        self.rng = random.Random(f"{options.seed}/keys")
        # By sentence: (tags, note).
        self.marks, self.edits, self.problems = {}, 0, []
        self.reader = place.reader(rows=24, columns=100)

    def run(self):
        try:
            if not self.reader.until_text("sentence"):
                self.problems.append(f"the reader did not open: {self.reader.screen.text}")
            self.reader.type("gg")
            number = 0
            while self.edits < self.options.edits and not self.problems:
                self.own_sentence(own(2, number))
                self.reader.type(")")
                if number < self.options.shared:
                    self.shared_sentence(shared(number), number)
                    self.reader.type(")")
                number += 1
        except Exception as error:
            self.problems.append(f"the reader: {error!r}")

    def press(self, keys):
        self.reader.type(keys, 0)
        self.edits += 1

    def settle(self):
        """Until the status line says that all is saved."""
        if not self.reader.until(lambda _: (self.reader.says() or (0, ""))[1] == "saved"):
            self.problems.append(f"the reader never said that all is saved: {self.reader.screen.text}")

    def own_sentence(self, quote):
        tag = self.rng.randrange(3)
        tags, note = {TAGS[tag]}, ""
        self.press(KEYS[tag])
        if self.rng.random() < 0.5:
            note = f"note at {self.edits}"
            self.press(f"a{note}\r")
            if self.rng.random() < 0.3:
                note += ", and more"
                self.press("a, and more\r")
        if self.rng.random() < 0.3:
            other = (tag + 1) % 3
            tags.add(TAGS[other])
            self.press(KEYS[other])
        end = self.rng.random()
        if end < 0.4:
            self.settle()
        if end < 0.25:
            self.press("x")
            if end < 0.1:
                self.press("u")
            else:
                tags = None
        if tags:
            self.marks[quote] = (tags, note)

    def shared_sentence(self, quote, number):
        # What is there of others may have this tag from them: then the key would take it off.
        begun, text = time.monotonic(), f"[2.{self.edits}]"
        self.press(f"a{text}\r")
        self.settle()
        self.ledger.note(quote, "note", text, begun, time.monotonic())
        if not any(TAGS[2] in said(item)[0] for item in self.place.items() if place_of(item) == quote):
            begun = time.monotonic()
            self.press(KEYS[2])
            self.settle()
            self.ledger.note(quote, "tag", TAGS[2], begun, time.monotonic())

    def end(self):
        """What is wrong when all are done: it has to show all marks, those of the others, too, and to quit."""
        count = len(self.place.items())
        wrong = []
        if not self.reader.until_says(count, "saved"):
            wrong.append(f"the reader does not show that {count} marks are saved: {self.reader.screen.text}")
        if not self.reader.quit():
            wrong.append(f"the reader did not quit: {self.reader.screen.text}")
        self.reader.close()
        return wrong

    def wrong(self, items):
        now = {place_of(item): said(item) for item in items if place_of(item).startswith("Writer 2 ")}
        return [f"the reader: {quote!r} has {now.get(quote)}, not {self.marks.get(quote)}"
                for quote in now.keys() | self.marks.keys() if now.get(quote) != self.marks.get(quote)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    options = parser.parse_args()
    options.shared = max(4, options.edits // 10)
    # The reader goes through its own sentences and those of all, which come first.
    text = [sentence for number in range(options.edits) for sentence in
            [own(2, number), *([shared(number)] if number < options.shared else [])]]
    text += [own(which, number) for which in (0, 1) for number in range(options.edits)]
    place = Place(options.program, " ".join(text) + "\n")
    ledger = Ledger()
    try:
        keys = Keys(place, options, ledger)
        writers = [Commands(which, place, options, ledger) for which in (0, 1)]
        threads = [threading.Thread(target=writer.run) for writer in [keys, *writers]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        problems = [problem for writer in [*writers, keys] for problem in writer.problems]
        if not problems:
            problems += keys.end()
            items = place.items()
            problems += [what for writer in [*writers, keys] for what in writer.wrong(items)] + ledger.wrong(items)
            if place.litter() or any(place.journals()):
                problems.append(f"litter: {place.litter()}, {place.journals()}")
        kinds = {}
        for writer in writers:
            for kind, count in writer.counts.items():
                kinds[kind] = kinds.get(kind, 0) + count
        print(f"writers.py: seed {options.seed}: {[w.edits for w in [*writers, keys]]} edits ({kinds}), "
              f"{len(ledger.done)} of them to sentences of all; {len(place.items())} marks at the end; "
              f"{len(problems)} problems")
        for problem in problems[:40]:
            print("  " + problem)
    finally:
        keys.reader.close()
        place.gone()
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
