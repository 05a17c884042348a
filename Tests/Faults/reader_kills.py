"""The half of kills.py that kills readers: one that tags a sentence with every other key, at random instants."""
import os, random, signal, time

from place import Place, sentences

SENTENCES = 240
ROWS = 12


def numbers_of(quotes):
    return {int(quote.split()[2]) for quote in quotes}


class Killer:
    """One article after the other, each read by one reader after the other, none of which lives to quit."""

    def __init__(self, program, seed):
        self.program, self.rng = program, random.Random(seed)
        self.kills = self.acknowledged = 0
        self.problems = []
        # Seconds from the first key to the status that says all is saved, as this machine is now.
        self.pace = 0.2

    def article(self, kills_wanted):
        place = Place(self.program, sentences(SENTENCES))
        known, maybe, old_litter = set(), set(), set()
        try:
            while kills_wanted() and max(known | maybe, default=0) < SENTENCES - 20 and not self.problems:
                known, maybe, old_litter = self.session(place, known, maybe, old_litter)
            self.last(place, known)
        except (ValueError, KeyError) as error:
            self.problems.append(f"a sidecar does not parse: {error!r}")
        finally:
            place.gone()

    def session(self, place, known, maybe, old_litter):
        """Opens, marks, kills. Returns what is on disk then, what may still come in, and the temporaries left."""
        first = max(known | maybe, default=-1) + 1
        reader = place.reader(rows=ROWS, columns=80)
        if not reader.until(lambda _: "Sentence" in reader.screen.text):
            self.problems.append(f"did not open: {reader.screen.text!r}")
        reader.type("gg" + (f"{first})" if first else ""), 0.05)
        count = self.rng.randrange(1, 9)
        instant = time.monotonic() + self.rng.random() ** 2 * self.pace * (1 + count / 2)
        begun, typed = time.monotonic(), 0
        while typed < count and time.monotonic() < instant:
            typed += 1
            reader.type("r)", 0)
            reader.read(0.002, self.rng.random() * self.pace / 3)
        while time.monotonic() < instant:
            reader.read(0.002, 0.005)
            now = reader.says()
            if now and now[1] == "saved" and now[0] >= len(known) + typed and typed == count:
                # All of it was said to be saved; the rest of the time would be waiting.
                self.pace = 0.9 * self.pace + 0.1 * (time.monotonic() - begun)
                break
        os.kill(reader.pid, signal.SIGKILL)
        reader.ended(60)
        self.kills += 1
        said = reader.says()
        screen = reader.screen.text
        reader.close()
        disk = numbers_of(place.quotes())
        mine = {n for n in disk - known if n >= first}
        where = f"kill {self.kills}, {sorted(known)[-1:]}, typed {typed}, said {said}, on disk {len(disk)}"
        if not known <= disk:
            self.problems.append(f"{where}: lost what was there: {sorted(known - disk)}")
        if not disk <= known | maybe | set(range(first, first + typed)):
            self.problems.append(f"{where}: marks that nobody made: {sorted(disk - known - maybe)}")
        if mine != set(range(first, first + len(mine))):
            self.problems.append(f"{where}: a later mark without an earlier one: {sorted(mine)}")
        saved = said[0] if said and said[1] == "saved" else 0
        if len(disk) < saved:
            self.problems.append(f"{where}: it had said that {saved} are saved\n{screen}")
        if said and said[1] not in ("saved", "saving"):
            self.problems.append(f"{where}: it said {said[1]}\n{screen}")
        self.acknowledged += max(0, saved - len(known))
        litter = set(place.litter())
        if mine and saved >= len(known) + len(mine) > len(known) and litter & old_litter:
            self.problems.append(f"{where}: a save left what was there before it: {sorted(litter & old_litter)}")
        return disk, (maybe | set(range(first, first + typed))) - disk, litter

    def last(self, place, known):
        """Ends in the ordinary way: nothing is left lying about, and nothing is lost."""
        if self.problems:
            return
        reader = place.reader(rows=ROWS, columns=80)
        reader.until(lambda _: "Sentence" in reader.screen.text)
        reader.type(f"gg{SENTENCES - 1})r", 0.05)
        if not reader.until(lambda _: (reader.says() or (0, ""))[1] == "saved" and SENTENCES - 1 in
                            numbers_of(place.quotes())):
            self.problems.append(f"the last mark was not saved: {reader.screen.text!r}")
        elif not reader.quit():
            self.problems.append(f"did not quit: {reader.screen.text!r}")
        reader.close()
        if place.litter():
            self.problems.append(f"litter after the last session: {place.litter()}")
        if not numbers_of(place.quotes()) >= known:
            self.problems.append("the last session lost marks")
        states = os.path.join(place.root, "STATE", "gloss")
        drafts = [name for folder, _, names in os.walk(states) for name in names if name.endswith(".tmp")]
        if drafts:
            self.problems.append(f"litter in the state folder: {drafts}")
