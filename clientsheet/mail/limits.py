"""How many letters may leave: so many in any minute, hour and day, as mail providers count, however often we start.

Counted are steps of no return, taken or not answered, of every run (table ``dots``). Two runs at once may go over by
one letter.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from clientsheet.mail.ways import SENDING

if TYPE_CHECKING:
    from clientsheet.config.models import Limits, Mail

MINUTE: Final = 60.0
HOUR: Final = 3600.0
DAY: Final = 86400.0


class Window(NamedTuple):
    """At most ``most`` letters in any ``seconds``; ``name``: minute, hour, day."""

    name: str
    seconds: float
    most: int


def windows(mail: Mail) -> dict[str, tuple[Window, ...]]:
    """By way out, for those that really send by email."""
    return {way: windows_of(mail.limits) for way in SENDING}


def windows_of(limits: Limits) -> tuple[Window, ...]:
    return (
        Window("minute", MINUTE, limits.per_minute),
        Window("hour", HOUR, limits.per_hour),
        Window("day", DAY, limits.per_day),
    )


class Allowance:
    """What an account may still send. ``account``: the way out's name."""

    def __init__(self, database: sqlite3.Connection, account: str, windows: tuple[Window, ...]) -> None:
        self._database, self._account, self.windows = database, account, windows
        self._dots: deque[float] = deque()
        self._read = 0

    def wait(self, now: float, more: int = 1) -> tuple[float, Window | None]:
        """Seconds until ``more`` further letters may leave, and the window that is full; (0, None): now."""
        if not self.windows:
            return 0.0, None
        self._catch_up(now)
        waits = [(self._free_at(window, more, now) - now, window) for window in self.windows]
        longest, window = max(waits, key=lambda wait: wait[0])
        return (longest, window) if longest > 0 else (0.0, None)

    def _free_at(self, window: Window, more: int, now: float) -> float:
        """When the dot that stands in the way is older than the window."""
        standing = window.most - more
        if len(self._dots) <= standing:
            return now
        return self._dots[-standing - 1] + window.seconds if standing >= 0 else now + window.seconds

    def _catch_up(self, now: float) -> None:
        """Reads what was noted since, by whichever run. A dot of more than a day ahead is a clock that was wrong."""
        rows = self._database.execute(
            "select rowid, at from dots where account = ? and rowid > ? and at between ? and ? order by rowid",
            (self._account, self._read, now - DAY, now + DAY),
        ).fetchall()
        if rows:
            self._read = rows[-1][0]
            fresh = [at for _, at in rows]
            before = self._dots[-1] if self._dots else fresh[0]
            in_order = all(earlier <= later for earlier, later in pairwise((before, *fresh)))
            self._dots.extend(fresh)
            if not in_order:
                self._dots = deque(sorted(self._dots))
        while self._dots and self._dots[0] <= now - DAY:
            self._dots.popleft()


def note_dot(database: sqlite3.Connection, account: str, now: float) -> None:
    """Within a transaction of the caller's: a letter is about to leave."""
    database.execute("insert into dots (at, account) values (?, ?)", (now, account))


def forget_old(database: sqlite3.Connection, now: float) -> None:
    """The newest stays, so that their numbers only grow."""
    old = "from dots where at not between ? and ? and rowid < (select max(rowid) from dots)"
    values = (now - DAY, now + DAY)
    if database.execute(f"select 1 {old} limit 1", values).fetchone():
        database.execute(f"delete {old}", values)
