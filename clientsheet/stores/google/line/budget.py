"""What we allow ourselves of Google's 60 reads and 60 writes in a minute (facts: limits of a user of a project).

The times of the last requests are kept in the state folder, so that runs right after one another, or beside one
another, share one budget. Where they cannot be kept, each run counts for itself; Google counts anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import orjson

Kind = Literal["Read", "Write"]

AT_MOST: Final = 50
_MINUTE: Final = 60.0
_NONSENSE: Final = 3600.0
"""A time so far ahead was noted by a clock that has been set back since."""


class Budget:
    """``clock``: seconds since 1970."""

    def __init__(self, state: Path, clock: Callable[[], float], at_most: int = AT_MOST) -> None:
        self._file = state / "google-requests.json"
        self._clock = clock
        self._at_most = at_most
        self._times: dict[str, list[float]] = {}

    def turn(self, kind: Kind) -> float:
        """Takes the next free place for a request: how many seconds from now it lies."""
        with self._shared():
            now = self._clock()
            taken = [time for time in self._times.get(kind, ()) if now - _MINUTE < time < now + _NONSENSE]
            free = taken[-self._at_most] + _MINUTE if len(taken) >= self._at_most else now
            place = max(now, free)
            self._times[kind] = [*taken, place][-self._at_most :]
            return place - now

    @contextmanager
    def _shared(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self._file.parent.mkdir(exist_ok=True)
            lock = FileLock(self._file.with_suffix(".lock"), timeout=5)
            lock.acquire()
        except (OSError, Timeout):
            yield
            return
        try:
            self._times = _read(self._file) or self._times
            yield
            _write(self._file, self._times)
        finally:
            lock.release()


def _read(file: Path) -> dict[str, list[float]]:
    """Empty where nothing sensible stands there: half a file of a killed run costs no more than a few requests."""
    try:
        told = orjson.loads(file.read_bytes())
        return {kind: sorted(float(time) for time in times) for kind, times in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(file: Path, times: dict[str, list[float]]) -> None:
    try:
        file.write_bytes(orjson.dumps(times))
    except OSError:
        return
