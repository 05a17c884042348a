#!/usr/bin/env python3
"""Opens hostile articles, names, notes and sidecars on a terminal, and recognises every byte that comes out.

Usage: hostile.py PROGRAM [--seed N] [--random N]   (N articles of random bytes)

For every row of the table "What is shown" there is an article; each is read in several terminals, marked, searched for
with its own text, listed, and shown in every view. Commands print the same on a terminal, and on a pipe exactly.
"""
import argparse, json, os, random, shutil, subprocess, tempfile
from concurrent.futures import ThreadPoolExecutor

import report
from place import surroundings
from terminal import Session, recognise

ROWS = {
    "C0 and DEL": b"\x1b[2Jx \x1b]52;c;ZXZpbA==\x07 \x00 a\rb \x08\x08 \x7f \x0e \x1b(0 \x1bc \x1bP1$qm\x1b\\ \x05 \x07",
    "titles": b"\x1b]0;pwned\x07 \x1b]2;t\x1b\\ \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ \x1b]11;#fff\x07 \x1b[6n \x1b[c",
    "C1": b"\xc2\x9b2J \x9b2J \xc2\x9d52;c;eA==\xc2\x9c \xc2\x90q\xc2\x9c \xc2\x85 \x85 \xc2\x84",
    "not UTF-8": b"\xff\xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x82 \xfe\xfe \xe2\x28\xa1 \xf0\x9f\x98",
    "bidi": "abc\u202egnp.exe\u202c \u2066x\u2069 \u200ey\u200f \u061cz \u202a\u202b\u202d".encode(),
    "unseen": "a\u200bb\u2060c\ufeffd\U000e0041\U000e007f e\u00adf\u3164g\u2800h\u115fi\u034fj\u180ek\ufff9l".encode(),
    "joiners": "a\u200db\u200cc x\ufe0fy\ufe0ez 1\ufe0f\u20e3 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u200d\u200d "
               "\U0001f3f4\U000e0067\U000e0062\U000e007f \U0001f1eb\U0001f1f7\U0001f1eb \U0001f44d\U0001f3fd".encode(),
    "line breaks": "one\u0085two\u2028three\u2029four\x0bfive\x0csix".encode(),
    "private and none": "\ue000 \uf8ff \U000f0000 \U0010ffff \ufffe \ufdd0 \U0001fffe".encode(),
    "a tower": ("a" + "\u0301" * 20_000 + " b" + "\u20dd" * 300).encode(),
    "a long line": b"word \x1b[31m" * 100_000,
}
TERMINALS = ["xterm-256color", "screen-256color", "linux", "vt100"]
WORDS = b"One sentence here. Another one there. "
ESC, ENTER = "\x1b", "\r"


def quote(text):
    """The text as a paste, which ends where the terminal says."""
    return b"\x1b[200~" + text.replace(b"\x1b[201~", b"") + b"\x1b[201~"


def hostile_sidecar(text, count):
    """A sidecar with this text as tags, note, creator and quote of marks."""
    shown = text.decode(errors="replace")[:2000]
    items = [{
        "id": f"urn:uuid:{number:08x}-0000-4000-8000-000000000000", "type": "Annotation", "motivation": "tagging",
        "created": "2026-01-02T03:04:05Z", "modified": "2026-01-02T03:04:05Z",
        "creator": {"type": "Person", "nickname": shown[:40]},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": value} for value in ("risk", shown[:60])]
                + [{"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": shown}],
        "target": {"source": "urn:sha256:" + "0" * 64, "selector": [
            {"type": "TextPositionSelector", "start": 4 * number, "end": 4 * number + 3},
            {"type": "TextQuoteSelector", "exact": ("One", shown[:30])[number % 2], "prefix": shown[:9], "suffix": ""}]},
    } for number in range(count)]
    return json.dumps({
        "@context": ["http://www.w3.org/ns/anno.jsonld"], "id": "urn:uuid:1", "type": "AnnotationPage",
        "gloss:schema": 1, "gloss:source": {"file": shown[:20], "sha256": "0" * 64, "length": 1, "unit": "codepoint"},
        "gloss:codebook": {shown[:30]: {"key": "h", "color": shown[:9], "description": shown}}, "items": items})


def try_article(program, name, text, terminal):
    """Reads one hostile article in one terminal. Returns (sessions, complaints)."""
    root = tempfile.mkdtemp(prefix="gloss-hostile-")
    complaints = []
    try:
        folder = os.path.join(root, "articles")
        os.mkdir(folder)
        # A name may hold anything but a slash and a zero.
        named = (text.replace(b"/", b"").replace(b"\0", b"")[:60] or b"x") + b".txt"
        article = os.path.join(folder.encode(), named)
        for path, content in ((os.path.join(folder, "a.txt").encode(), WORDS + text), (article, text + WORDS)):
            with open(path, "wb") as file:
                file.write(content + b"\n\n# " + text[:500] + b"\n\n" + WORDS + text[:3000] + b"\n")
        with open(os.path.join(folder, "a.txt.gloss.json"), "w") as file:
            file.write(hostile_sidecar(text, 4))
        with open(os.path.join(folder, "a.txt.bob.gloss.json"), "w") as file:
            file.write(hostile_sidecar(text, 2))
        variables = surroundings(root, terminal)
        paste = quote(text[:200])
        steps = [
            ")", "r", "a", paste, ENTER, ")", "v", "w", "y", ESC, "/", paste, ENTER, "n", ESC, "]a", "zk", ESC, "zl", "j",
            "/", paste, ESC, ESC, "zO", "j", ESC, "zb", "j", "/", paste, ESC, ESC, "zv", ESC, "zs", ESC, "zg", "zg", "T",
            paste, ESC, ":", paste, ESC, "zf", ESC, "z/", paste, ESC, "?", ESC, "G", "\x0c", "gg", "zc", "zn", "zn", "zq",
            "j", "/", paste, ESC, ESC, "j", ENTER, ")", ESC]
        for opened in ("a.txt", "."):
            session = Session([program, opened], variables, folder)
            session.read(0.3)
            for step in steps:
                session.type(step, 0.03 if step != ESC else 0.06)
            for rows, columns in ((2, 3), (50, 200), (10, 1)):
                session.resize(rows, columns)
                session.read(0.05)
            session.type("\x03")
            session.type(":quit\r")
            session.type("qy")
            session.type("y")
            if not session.ended(5):
                complaints.append("did not end when asked to")
            session.close()
            complaints += recognise(bytes(session.data), copies_allowed=1 if opened == "a.txt" else 2)
            if len(session.data) < 500:
                complaints.append(f"drew only {len(session.data)} bytes: {bytes(session.data)!r}")
        for words in (["list", "."], ["outline", "a.txt"], ["stats", "."], ["codebook", "a.txt"],
                      ["list", named], [b"absent" + named], ["add", "a.txt", "--quote", b"absent" + named[:40], "--tag", "r"],
                      ["add", "a.txt", "--quote", "One", "--tag", named[:40]], ["export", "--format", named[:30], "."],
                      ["--keymap", named[:30], "a.txt"]):
            session = Session([program, *words], variables, folder)
            session.read(0.3)
            if not session.ended(10):
                complaints.append(f"{words[0]!r} did not end")
            session.close()
            found = recognise(bytes(session.data), 0, is_screen=False)
            complaints += [f"{words}: {what}" for what in found]
        # On a pipe the same is exact.
        exact = subprocess.run([program, "text", "a.txt"], cwd=folder, env=variables, capture_output=True).stdout
        with open(os.path.join(folder, "a.txt"), "rb") as file:
            given = file.read()
        try:
            given.decode()
            if exact != given:
                complaints.append("`gloss text` on a pipe is not the text")
        except UnicodeDecodeError:
            pass
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return [f"{name}, {terminal}: {what}" for what in complaints]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--random", type=int, default=12)
    options = parser.parse_args()
    source = random.Random(options.seed)
    articles = [(name, text, terminal) for name, text in ROWS.items() for terminal in TERMINALS]
    pieces = list(ROWS.values())[:9]
    for number in range(options.random):
        # More controls than a tenth would make a text binary data; an escape is not counted among them.
        noise = bytes(source.choices(
            (source.randrange(0x20, 0x7F), source.choice(b"[]();?0123456789mHJKhlPX^_c"), source.randrange(0x80, 0x100),
             0x1B, source.randrange(0x20)), (4, 3, 4, 2, 0.7))[0] for _ in range(800))
        mixed = b"".join(piece[start:start + source.randrange(1, 12)] for piece in source.choices(pieces, k=60)
                         for start in [source.randrange(len(piece))])
        articles.append((f"random {number}", source.choice((noise, mixed)), source.choice(TERMINALS)))
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda job: try_article(options.program, *job), articles))
    wrong = [what for result in results for what in result]
    report.end(f"hostile.py: {len(articles)} articles, {2 * len(articles)} sessions, {10 * len(articles)} commands, "
               f"seed {options.seed}: {len(wrong)} wrong", wrong)


if __name__ == "__main__":
    main()
