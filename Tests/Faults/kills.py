#!/usr/bin/env python3
"""Kills `gloss add` and readers at random instants, again and again.

Usage: kills.py PROGRAM [--kills N] [--readers M] [--seed S]   (M of the N are kills of readers; else a sixth)

Several `gloss add` mark the same article at a time; a reader tags with every key. Nothing that was acknowledged (its id was
printed, or the status line said "saved" of it) may be missing, the sidecar has to parse after every kill, and the next
save leaves no temporary behind.
"""
import argparse, os, random, signal, subprocess, threading, time

import report
from place import Place
from reader_kills import Killer

WORDS, WRITERS, PER_ARTICLE = 4000, 3, 300


class Adders:
    """`gloss add` by three at once, each killed at a random instant."""

    def __init__(self, program, seed, wanted):
        self.program, self.seed, self.wanted = program, seed, wanted
        self.kills = self.acknowledged = 0
        self.problems, self.lock = [], threading.Lock()

    def ids(self, place):
        return {item["id"] for item in place.items()}

    def writer(self, place, which, number, known, pace):
        rng = random.Random(f"{self.seed}/{which}/{number}")
        for step in range(PER_ARTICLE // WRITERS):
            command = [self.program, "add", "a.txt", "--quote", f" word{rng.randrange(WORDS)} ", "--tag", "risk"]
            process = subprocess.Popen(command, cwd=place.folder, env=place.environment, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True)
            try:
                out, _ = process.communicate(timeout=rng.random() * pace)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                out, _ = process.communicate()
            with self.lock:
                self.kills += process.returncode == -signal.SIGKILL
                # The line is whole or it was not said.
                if out.endswith("\n"):
                    known.add(out.strip())
                    self.acknowledged += 1
                try:
                    missing = known - self.ids(place)
                except ValueError as error:
                    missing = {f"does not parse: {error}"}
                if missing:
                    self.problems.append(f"article {number}, writer {which}, step {step}: {sorted(missing)[:3]}")
                if missing or self.kills >= self.wanted:
                    return

    def run(self):
        number = 0
        while self.kills < self.wanted and not self.problems:
            number += 1
            # A fresh article, so that no sidecar grows until its reading is all that is killed.
            place = Place(self.program, "Start " + " ".join(f"word{word}" for word in range(WORDS)) + " end.\n")
            try:
                begun = time.monotonic()
                known = {place.add(f" word{word} ") for word in range(4)}
                # Killed at any instant of a run, and a little after its end; three at once take longer than one.
                pace = (time.monotonic() - begun) / 4 * 2.5
                writers = [threading.Thread(target=self.writer, args=(place, w, number, known, pace))
                           for w in range(WRITERS)]
                for thread in writers:
                    thread.start()
                for thread in writers:
                    thread.join()
                before = self.ids(place)
                place.add(" word0 ", "--tag", "policy")
                if place.litter() or not self.ids(place) >= before:
                    self.problems.append(f"article {number}: after one more save: litter {place.litter()}")
            except (AssertionError, ValueError) as error:
                self.problems.append(f"article {number}: {error}")
            finally:
                place.gone()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=os.path.abspath)
    options.add_argument("--kills", type=int, default=2000)
    options.add_argument("--readers", type=int)
    options.add_argument("--seed", type=int, default=int(os.environ.get("GLOSS_SEED", 0)) or random.randrange(1 << 30))
    options = options.parse_args()
    of_readers = options.kills // 6 if options.readers is None else options.readers
    adders = Adders(options.program, options.seed, options.kills - of_readers)
    killers = [Killer(options.program, f"{options.seed}/{which}") for which in range(2)]

    def wanted():
        return sum(killer.kills for killer in killers) < of_readers

    def kill_readers(killer):
        while wanted() and not killer.problems:
            killer.article(wanted)

    adders.run()
    threads = [threading.Thread(target=kill_readers, args=(killer,)) for killer in killers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    problems = adders.problems + [problem for killer in killers for problem in killer.problems]
    report.end(f"kills.py: seed {options.seed}: {adders.kills} kills of `gloss add`, {adders.acknowledged} marks acknowledged; "
               f"{sum(killer.kills for killer in killers)} kills of readers, "
               f"{sum(killer.acknowledged for killer in killers)} marks shown as saved; {len(problems)} problems", problems)


if __name__ == "__main__":
    main()
