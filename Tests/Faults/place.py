"""A folder with an article, all that gloss keeps about it, and gloss at work there, for the tests of faults."""
import json, os, re, select, shutil, subprocess, tempfile, time

from screen import Screen
from terminal import Session

ARTICLE, SIDECAR = "a.txt", "a.txt.gloss.json"
NOBODY = ("/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
TEXT = "One sentence. Another one here. A third.\n"
# Of longer articles, by its number.
SENTENCE = "Sentence number {} stands here."
# What the reader says about its marks, at the right of its status line.
STATUS = re.compile(r"(\d+) marks?\b.* (saved|saving|in the journal|NOT SAVED)$", re.M)


def surroundings(root, terminal="xterm-256color"):
    """Nothing of the user's own."""
    found = dict(os.environ, HOME=root, USER="ana", LANG="C.UTF-8", TERM=terminal)
    for name in ("TMUX", "STY", "NO_COLOR", "COLORTERM", "GLOSS_SEED", "EDITOR", "VISUAL"):
        found.pop(name, None)
    for name in ("CONFIG", "STATE", "DATA"):
        found[f"XDG_{name}_HOME"] = os.path.join(root, name)
    return found


def sentences(count):
    """An article of so many."""
    return " ".join(SENTENCE.format(number) for number in range(count)) + "\n"


def is_root():
    return os.geteuid() == 0


def quotes_of(items):
    return {s["exact"] for item in items for s in item["target"]["selector"] if "exact" in s}


class Place:
    """An article in a folder of its own, under a root that also holds the folders for state."""

    def __init__(self, program, text=TEXT, under=None, folder=None):
        self.program = program
        self.root = tempfile.mkdtemp(prefix="gloss-faults-", dir=under)
        os.chmod(self.root, 0o755)
        self.folder = folder or os.path.join(self.root, "articles")
        os.makedirs(self.folder, exist_ok=True)
        self.environment = surroundings(self.root)
        self.write(ARTICLE, text)

    def path(self, name=SIDECAR):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def bytes(self, name=SIDECAR):
        """None where there is no such file."""
        try:
            with open(self.path(name), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def items(self, name=SIDECAR):
        """The records of the sidecar. Throws ValueError when it does not parse."""
        return json.loads(self.bytes(name) or b'{"items": []}')["items"]

    def quotes(self, name=SIDECAR):
        return quotes_of(self.items(name))

    def run(self, *words, prefix=(), **more):
        return subprocess.run(
            [*prefix, self.program, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            timeout=300, **more)

    def add(self, quote, *more):
        """The id of the mark."""
        done = self.run("add", ARTICLE, "--quote", quote, *(more or ("--tag", "risk")))
        if done.returncode != 0:
            raise AssertionError(f"gloss add of {quote!r}: status {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def litter(self, *others):
        return sorted(set(os.listdir(self.folder)) - {ARTICLE, SIDECAR, *others})

    @property
    def journal(self):
        return os.path.join(self.root, "STATE", "gloss", "journal")

    def journals(self):
        """What lies in the journal: files, and what was left of files."""
        try:
            names = sorted(os.listdir(self.journal))
        except FileNotFoundError:
            names = []
        return [n for n in names if not n.endswith(".tmp")], [n for n in names if n.endswith(".tmp")]

    def open_to_all(self):
        """Lets whoever is not root write here, too."""
        for name in ("CONFIG", "STATE", "DATA"):
            os.makedirs(os.path.join(self.root, name), exist_ok=True)
            os.chmod(os.path.join(self.root, name), 0o777)

    def reader(self, *words, prefix=(), rows=20, columns=100):
        return Reader([*prefix, self.program, *(words or [ARTICLE])], self.environment, self.folder, rows, columns)

    def gone(self):
        shutil.rmtree(self.root, ignore_errors=True)


class Reader(Session):
    """A reader on a terminal whose screen can be looked at."""

    def __init__(self, words, environment, folder, rows=20, columns=100):
        self.screen = Screen(rows, columns)
        self.shown = 0
        if "/" not in words[0]:
            words = [shutil.which(words[0]), *words[1:]]
        super().__init__(words, environment, folder, rows, columns)
        os.set_blocking(self.terminal, False)

    def type(self, keys, quiet=0.02):
        """Whoever writes too much to a terminal without reading from it waits for good."""
        keys = keys.encode() if isinstance(keys, str) else keys
        end = time.monotonic() + 60
        while keys and time.monotonic() < end:
            can_read, can_write, _ = select.select([self.terminal], [self.terminal], [], 1)
            try:
                if can_read:
                    self.data += os.read(self.terminal, 1 << 16)
                if can_write:
                    keys = keys[os.write(self.terminal, keys[:32]):]
            except BlockingIOError:
                continue
            except OSError:
                return
        self.read(quiet)

    def look(self):
        """What the screen shows of all that was read."""
        self.screen.feed(self.data[self.shown:])
        self.shown = len(self.data)
        return self.screen.text

    def says(self):
        """The number of marks and the word about them; None where the status line says neither."""
        match = STATUS.search(self.look())
        return (int(match[1]), match[2]) if match else None

    def until(self, is_so, most=60):
        """Reads until this holds for the screen; whether it ever did."""
        end = time.monotonic() + most
        while True:
            self.read(0.01, 0.2)
            if is_so(self.look()):
                return True
            if time.monotonic() > end or self.ended(0):
                self.read(0.05)
                return is_so(self.look())

    def until_text(self, *texts, most=60):
        return self.until(lambda screen: all(text in screen for text in texts), most)

    def until_says(self, *wanted, most=60):
        return self.until(lambda _: self.says() == wanted, most)

    def quit(self, most=60):
        """Whether it quits when asked to, without a question."""
        self.type("q")
        return self.ended(most) and self.status == 0
