"""A sign of life: a lock that a run holds on a file of its own, for as long as its process lives.

The system lets go of it when the process ends, whatever ended it. So whoever finds a letter claimed by a run can tell
at once whether that run still works, without a clock, and without process numbers that come round again.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FOLDER_NAME: Final = "alive"
_LEFT_OVER: Final = 24 * 3600
"""Seconds: a file that old whose run is dead is removed, unless a letter still names it: then it makes no odds."""


@contextmanager
def sign_of_life(state: Path) -> Iterator[str]:
    """The name of this run. Whoever asks ``is_alive`` is told yes until the block, or the process, ends."""
    from filelock import FileLock

    folder = state / FOLDER_NAME
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    name = uuid.uuid4().hex
    lock = FileLock(folder / name, timeout=5)
    lock.acquire()
    try:
        yield name
    finally:
        lock.release()
        with suppress(OSError):
            (folder / name).unlink()


def is_alive(state: Path, name: str) -> bool:
    path = state / FOLDER_NAME / name
    return bool(name) and path.is_file() and not _freed(path)


def _freed(path: Path) -> bool:
    """Nobody holds it."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(path, timeout=0):
            return True
    except Timeout:
        return False


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER and _freed(path):
                path.unlink()
