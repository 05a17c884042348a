#!/usr/bin/env python3
"""Power cuts: a file system of its own is shut down while gloss saves into it, and mounted again.

Usage: power.py PROGRAM [--cuts N] [--seed S] [--lie CALL]   (root, loop devices and ext4; else it says that it is left out)

Two loops of `gloss add` mark one article, and a reader another, until all that was not fsynced is lost at a random instant.
Afterwards both sidecars parse, every mark is there whose id was printed or of which the status line said that it is saved,
and the next save works and cleans up. --lie fsync shows that a program that does not fsync is found out.
"""
import argparse, os, random, signal, subprocess, threading, time

import meddle
import report
from mounts import Loop, NotPossible
from place import Place, sentences

SENTENCES = 400


class Cut:
    """One cut of the power."""

    def __init__(self, program, rng, lie):
        self.program, self.rng, self.lie = program, rng, lie
        self.problems, self.ids, self.shown = [], set(), 0
        self.is_over = False

    def prefix(self, folder):
        return meddle.prefix(under=[folder], lie=self.lie) if self.lie else []

    def adder(self, place, which):
        for number in range(which, SENTENCES, 2):
            if self.is_over:
                return
            done = subprocess.run(
                [*self.prefix(place.folder), self.program, "add", "a.txt", "--quote", f"number {number} stands",
                 "--tag", "risk"], cwd=self.root, env=place.environment, capture_output=True, text=True)
            if done.stdout.endswith("\n"):
                self.ids.add(done.stdout.strip())
            if done.returncode != 0:
                return

    def note(self, reader):
        says = reader.says()
        if says and says[1] == "saved":
            self.shown = max(self.shown, says[0])

    def run(self):
        disk = Loop()
        place = Place(self.program, sentences(SENTENCES), folder=os.path.join(disk.folder, "commands"))
        other = Place(self.program, sentences(SENTENCES), folder=os.path.join(disk.folder, "reader"))
        self.root = place.folder
        try:
            os.sync()
            reader = other.reader(prefix=self.prefix(other.folder))
            reader.until_text("Sentence")
            adders = [threading.Thread(target=self.adder, args=(place, which)) for which in range(2)]
            for thread in adders:
                thread.start()
            end = time.monotonic() + 0.2 + self.rng.random() * 1.2
            while time.monotonic() < end or not self.ids and time.monotonic() < end + 60:
                reader.type("r)", self.rng.random() * 0.05)
                self.note(reader)
            disk.shut_down()
            self.is_over = True
            reader.read(0.2, 2)
            self.note(reader)
            os.kill(reader.pid, signal.SIGKILL)
            reader.ended(60)
            reader.close()
            for thread in adders:
                thread.join()
            disk.unmount()
            disk.mount()
            self.look(place, other)
        finally:
            self.is_over = True
            disk.gone()
            place.gone()
            other.gone()

    def look(self, place, other):
        try:
            missing = self.ids - {item["id"] for item in place.items()}
            if missing:
                self.problems.append(f"{len(missing)} of {len(self.ids)} marks are lost whose ids were printed")
            if len(other.items()) < self.shown:
                self.problems.append(f"{self.shown} marks were shown as saved, {len(other.items())} are there")
        except ValueError as error:
            self.problems.append(f"a sidecar does not parse: {error}")
            return
        for which in (place, other):
            before = which.quotes()
            which.add("stands here", "--all", "--note", "later")
            if not which.quotes() >= before:
                self.problems.append("the next save lost marks")
            left = [name for name in which.litter() if name.endswith(".tmp")]
            if left:
                self.problems.append(f"the next save left {left}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--cuts", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--lie")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    problems, cuts, ids, shown = [], 0, 0, 0
    while cuts < options.cuts and len(problems) < 20:
        cut = Cut(options.program, rng, options.lie)
        try:
            cut.run()
        except NotPossible as reason:
            print(f"power.py: left out: {reason}")
            return
        cuts, ids, shown = cuts + 1, ids + len(cut.ids), shown + cut.shown
        problems += [f"cut {cuts}: {problem}" for problem in cut.problems]
    report.end(f"power.py: seed {options.seed}: {cuts} cuts of the power, {ids} ids printed and {shown} marks shown as "
               f"saved before them; {len(problems)} problems", problems)


if __name__ == "__main__":
    main()
