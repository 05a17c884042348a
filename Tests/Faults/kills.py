#!/usr/bin/env python3
"""Kills `gloss add` at random instants, again and again, while several of them mark the same article.

Usage: kills.py PROGRAM [--kills N] [--seed S]

Nothing that was acknowledged (its id was printed) may be missing, and the sidecar has to parse after every kill.
"""
import argparse, json, os, random, shutil, signal, subprocess, tempfile, threading, time

options = argparse.ArgumentParser()
options.add_argument("program")
options.add_argument("--kills", type=int, default=2000)
options.add_argument("--seed", type=int, default=int(os.environ.get("GLOSS_SEED", 0)) or random.randrange(1 << 30))
options = options.parse_args()
program = os.path.abspath(options.program)
root = tempfile.mkdtemp(prefix="gloss-kills-")
environment = dict(os.environ, HOME=root, USER="ana", LANG="C.UTF-8")
for name in ("CONFIG", "STATE", "DATA"):
    environment[f"XDG_{name}_HOME"] = os.path.join(root, name)
WORDS, WRITERS, PER_ARTICLE = 4000, 3, 300
problems, lock = [], threading.Lock()
counts = {"kills": 0, "acknowledged": 0}


def sidecar(number):
    return os.path.join(root, f"{number}.txt.gloss.json")


def ids(number):
    try:
        with open(sidecar(number)) as file:
            return {item["id"] for item in json.load(file)["items"]}
    except FileNotFoundError:
        return set()


def article(number):
    """A fresh article, so that no sidecar grows until its reading is all that is killed."""
    with open(os.path.join(root, f"{number}.txt"), "w") as file:
        file.write("Start " + " ".join(f"word{word}" for word in range(WORDS)) + " end.\n")


def writer(which, number, quota, known, pace):
    rng = random.Random(f"{options.seed}/{which}/{number}")
    for step in range(quota):
        start = rng.randrange(WORDS)
        command = [program, "add", f"{number}.txt", "--quote", f" word{start} ", "--tag", "risk"]
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            out, _ = process.communicate(timeout=rng.random() * pace)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
        with lock:
            counts["kills"] += process.returncode == -signal.SIGKILL
            # The line is whole or it was not said.
            if out.endswith("\n"):
                known.add(out.strip())
                counts["acknowledged"] += 1
            try:
                missing = known - ids(number)
            except ValueError as error:
                missing = {f"does not parse: {error}"}
            if missing:
                problems.append(f"article {number}, writer {which}, step {step}: {sorted(missing)[:3]}")
                return


try:
    article(0)
    begun = time.monotonic()
    for word in range(4):
        subprocess.run([program, "add", "0.txt", "--quote", f" word{word} ", "--tag", "risk"], cwd=root,
                       env=environment, check=True, capture_output=True)
    # Killed at any instant of a run, and a little after its end; three at once take longer than one.
    pace = (time.monotonic() - begun) / 4 * 2.5
    number = 0
    while counts["kills"] < options.kills and not problems:
        number += 1
        article(number)
        known = set()
        writers = [threading.Thread(target=writer, args=(w, number, PER_ARTICLE // WRITERS, known, pace))
                   for w in range(WRITERS)]
        for thread in writers:
            thread.start()
        for thread in writers:
            thread.join()
        before = ids(number)
        subprocess.run([program, "add", f"{number}.txt", "--quote", " word0 ", "--tag", "policy"], cwd=root,
                       env=environment, check=True, capture_output=True)
        litter = [name for name in os.listdir(root) if name.endswith(".tmp")]
        if litter or not ids(number) >= before:
            problems.append(f"article {number}: after one more save: litter {litter}")
finally:
    print(f"seed {options.seed}: {counts['kills']} kills, {counts['acknowledged']} marks acknowledged, "
          f"{len(problems)} problems")
    for problem in problems:
        print(problem)
    shutil.rmtree(root, ignore_errors=True)
raise SystemExit(1 if problems else 0)
