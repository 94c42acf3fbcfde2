"""Kills ``docs issue`` at random moments, again and again: ``python killing_documents.py FOLDER TRIALS SEED``.

Everything is imported once; each trial is a fork, so that the moments fall on the work and not on the start of Python.
The kernel ends it at once, asking nobody, as kill -9 does. Prints one JSON document: how far the killed runs had come,
and what was wrong after the next run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from papers_at_hand import Office

FIRST, SECOND = ("invoice", "03-26"), ("invoice", "01-26")


def main(folder: Path, trials: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    pristine, shop = folder / "pristine", Office(folder / "shop")
    shutil.copytree(pristine, shop.folder)
    shop.issue(*SECOND)  # imports what there is to import
    started = time.process_time()
    shop.issue(*FIRST)
    length = time.process_time() - started
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for trial in range(trials):
        shutil.rmtree(shop.folder)
        shutil.copytree(pristine, shop.folder)
        _killed(shop, chance.uniform(0.001, length * 1.1))
        seen[_came_to(shop)] += 1
        wrong += [f"trial {trial}: {said}" for said in _afterwards(shop)]
    return {"seen": seen, "wrong": wrong}


def _came_to(shop: Office) -> str:
    journal = shop.folder / ".clientsheet" / "documents.json"
    steps = [paper["step"] for paper in json.loads(journal.read_text("utf-8"))] if journal.exists() else []
    return steps[0] if steps else "nothing"


def _afterwards(shop: Office) -> list[str]:
    """The same command is given again, and another one; then all must be as if nothing had happened."""
    before, stood = shop.files(), shop.numbers()
    again, other = shop.issue(*FIRST), shop.issue(*SECOND)
    numbers, files = shop.numbers(), shop.files()
    said = []
    if numbers != [("рахунок", "2026-0001"), ("рахунок", "2026-0002")]:
        said.append(f"numbers {numbers}, after the kill {stood}")
    if len(files) != 2 or any(files[name] != content for name, content in before.items()):
        said.append(f"files {sorted(files)}, before {sorted(before)}")
    if {row["Файл"].rpartition("/")[2] for row in shop.register()} != set(files):
        said.append("a row without its file")
    if other.paper is None or (again.paper is None and again.already is None):
        said.append("not said")
    left = [path.name for path in (shop.folder / ".clientsheet" / "documents").glob("*.docx")]
    if left:
        said.append(f"left behind {left}")
    return said


def _killed(shop: Office, moment: float) -> None:
    """After so many seconds of its own processor time: by the clock, a busy machine would kill all of them early."""
    child = os.fork()
    if child == 0:
        try:
            signal.setitimer(signal.ITIMER_PROF, moment)
            shop.issue(*FIRST)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
