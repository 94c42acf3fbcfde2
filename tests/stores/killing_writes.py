"""Run as a program: writes a workbook over and over in a child process and kills it at a random instant of the write.

    python killing_writes.py WORKBOOK STATE TRIALS SEED

Prints how often the old and how often the new workbook lay there afterwards; fails if it was ever anything else.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel import store as stores
from clientsheet.stores.excel import writer  # noqa: F401  (imported before the children are born)

ROWS = range(2, 2002)
PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, ROWS, [None] * len(ROWS), [7.5] * len(ROWS), Look.MONEY),))


def main(workbook: Path, state: Path, trials: int, seed: int) -> None:
    old = workbook.read_bytes()
    began = time.perf_counter()
    _write(workbook, state)
    lasts = time.perf_counter() - began
    new = workbook.read_bytes()
    assert new != old
    chance = random.Random(seed)
    found = {"old": 0, "new": 0}
    for trial in range(trials):
        workbook.write_bytes(old)
        shutil.rmtree(state, ignore_errors=True)
        _killed(workbook, state, 0.0 if trial == 0 else chance.uniform(0, 1.3 * lasts))
        now = workbook.read_bytes()
        assert now in (old, new), f"neither old nor new: {len(now)} bytes"
        found["old" if now == old else "new"] += 1
        for left in set(workbook.parent.iterdir()) - {workbook, state}:
            assert left.match(".*.tmp"), left
            left.unlink()
    print(found["old"], found["new"])


def _killed(workbook: Path, state: Path, after: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            _write(workbook, state)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _write(workbook: Path, state: Path) -> None:
    store = stores.ExcelStore(workbook, state)
    store.apply(PATCH, store.fingerprint())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
