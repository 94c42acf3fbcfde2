"""Time, as the outbox is handed it: nothing below the jobs looks at a clock of its own."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import NamedTuple, Self


class Clock(NamedTuple):
    """``now``: the shop's wall clock, for people and days. ``unix``: seconds, for windows and graces. ``sleep``.

    ``sure``: False where the clock may be wrong: no letter expires by it, and of none in doubt anything is concluded.
    """

    now: Callable[[], dt.datetime]
    unix: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    sure: bool = True

    @classmethod
    def running_from(cls, moment: dt.datetime) -> Self:
        """One that shows ``moment`` (the shop's wall clock) now and goes on from there."""
        begun, start = time.monotonic(), moment.replace(tzinfo=None)
        return cls(lambda: start + dt.timedelta(seconds=time.monotonic() - begun))
