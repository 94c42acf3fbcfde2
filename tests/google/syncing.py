"""Syncs on demand, each in a process of its own that may be killed: ``python syncing.py``.

For each line of its input, seconds and the folder of a salon, it forks a process that syncs the salon, kills it after
so many seconds (-1: never), and says how it ended (0: well). Everything is imported beforehand, so that a kill meets
work and not the start of Python.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from google.auth.transport.requests import AuthorizedSession

from clientsheet.jobs import day, sync
from clientsheet.stores.google import store
from clientsheet.workspace import Workspace

NOW = dt.datetime(2026, 4, 6, 12, 0)
BEFOREHAND = (AuthorizedSession, day, store)


def main() -> None:
    for line in sys.stdin:
        seconds, folder = line.strip().split(" ", 1)
        child = os.fork()
        if child == 0:
            os._exit(_synced(Path(folder)))
        if float(seconds) >= 0:
            time.sleep(float(seconds))
            os.kill(child, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _synced(folder: Path) -> int:
    try:
        sync.run(Workspace.open(folder / "config.yaml", today=NOW.date(), now=NOW))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
