"""A person at a terminal is told when Google keeps us waiting; a cron job is not."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from clientsheet.text import say

LONG: Final = 10.0
"""Seconds after which somebody who watches wonders."""


class Waiting:
    """``tell`` is called once in a run, as soon as one request takes longer than ``after`` seconds, tries, pauses and
    all."""

    def __init__(self, tell: Callable[[], object], after: float = LONG) -> None:
        self._tell, self._after = tell, after
        self._told = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        timer = threading.Timer(self._after, self._long)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _long(self) -> None:
        if not self._told:
            self._told = True
            self._tell()


def told_on_the_terminal(language: str, patience: float) -> Callable[[], None]:
    """``patience``: seconds that it may take at the longest."""

    def tell() -> None:
        if sys.stderr.isatty():
            minutes = max(1, round(patience / 60))
            print(say(language, "google.waiting", minutes=minutes), file=sys.stderr, flush=True)

    return tell
