"""Kills a sync at random moments, again and again: ``python killing.py FOLDER TRIALS SEED``.

Everything is imported once; each trial is a fork, so that the moments fall on the work and not on the start of Python.
Prints one JSON document: how many trials left the old workbook, how many the new one, and what was wrong.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from python_calamine import CalamineWorkbook

from clientsheet.jobs import sync
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
NOW = dt.datetime(2026, 4, 6, 9, 0)


def run_sync(folder: Path) -> None:
    sync.run(Workspace.open(folder / "config.yaml", today=TODAY, now=NOW))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def cells(path: Path) -> list[tuple[str, object]]:
    book = CalamineWorkbook.from_path(str(path))
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def main(folder: Path, trials: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    pristine, shop = folder / "pristine", folder / "shop"
    started = time.monotonic()
    old = digest(pristine / "clients.xlsx")
    shutil.copytree(pristine, shop)
    run_sync(shop)
    length = time.monotonic() - started
    new, expected = digest(shop / "clients.xlsx"), cells(shop / "clients.xlsx")
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for trial in range(trials):
        shutil.rmtree(shop)
        shutil.copytree(pristine, shop)
        _killed(shop, chance.uniform(0, length))
        left = digest(shop / "clients.xlsx")
        seen["old" if left == old else "new" if left == new else "neither"] += 1
        run_sync(shop)
        if cells(shop / "clients.xlsx") != expected:
            wrong.append(f"trial {trial}: the next sync did not complete it")
        leftovers = [path.name for path in shop.iterdir() if path.name not in _EXPECTED and not _swept(path)]
        if leftovers:
            wrong.append(f"trial {trial}: left behind {leftovers}")
    return {"old": seen["old"], "new": seen["new"], "neither": seen["neither"], "wrong": wrong}


def _swept(path: Path) -> bool:
    """The half-written file of a killed run: hidden, and removed by a run an hour later."""
    return path.name.startswith(".clients.xlsx.clientsheet-") and path.suffix == ".tmp"


_EXPECTED = {"clients.xlsx", "config.yaml", ".clientsheet", "drafts", "templates"}


def _killed(shop: Path, moment: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            run_sync(shop)
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
