"""When the shop spoke to a client: letters sent and calls noted. A draft is not a contact, nor is what they
wrote, nor a call that nobody took."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days, day_numbers
from clientsheet.book.reading.links import Links
from clientsheet.book.tabs.choices import CALL_RESULTS, HISTORY_KINDS, MODES
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

_DRAFT: Final = frozenset(
    {"draft", *(fold(word) for words in (HISTORY_KINDS, MODES) for word in dict(words)["draft"].every())}
)
_NOT_REACHED: Final = frozenset(
    fold(said)
    for ended in ("unanswered", "missed", "busy", "failed")
    for said in (ended, *dict(CALL_RESULTS)[ended].every())
)
_DAY_LIMIT: Final = 2**22


@dataclass(frozen=True)
class Contacts:
    """Outgoing contacts up to today, ordered by client and day."""

    _sorted: NDArray[np.int64]

    def first_from(self, client: NDArray[np.int32], day: Days) -> Days:
        """The first contact of each client on that day or later; NO_DAY where there is none."""
        if not len(self._sorted):
            return np.full(len(client), NO_DAY, np.int64)
        owner = client.astype(np.int64)
        place = np.searchsorted(self._sorted, owner * _DAY_LIMIT + np.maximum(day, 0))
        found = np.append(self._sorted, np.int64(-1))[place]
        return np.where(found // _DAY_LIMIT == owner, found % _DAY_LIMIT, NO_DAY)


def contacts(history: Table, clients: Links, today: dt.date) -> Contacts:
    """``clients``: whom each row of the history means. A row without a direction is the owner's note of a call."""
    day = day_numbers(history.values("at"))
    columns = (history.values(name) for name in ("direction", "kind", "result"))
    told = np.fromiter(
        (
            direction != "in" and not is_draft(kind, result) and not _is_in_vain(kind, result)
            for direction, kind, result in zip(*columns, strict=True)
        ),
        np.bool_,
        len(history),
    )
    counted = told & (clients >= 0) & (day != NO_DAY) & (day <= today.toordinal())
    return Contacts(np.sort(clients[counted].astype(np.int64) * _DAY_LIMIT + day[counted]))


def is_draft(*said: str | None) -> bool:
    """Whether one of these words of a row of the history says that the letter is a draft only."""
    return any(word and fold(word) in _DRAFT for word in said)


def _is_in_vain(kind: str | None, result: str | None) -> bool:
    """A call that nobody took."""
    return kind == "call" and result is not None and fold(result) in _NOT_REACHED


@dataclass(frozen=True)
class Reminders:
    """Where an occasion stands after the contacts it led to. ``day``: when to remind (NO_DAY: the client sleeps),
    ``stage``: how many times it was spoken of already, ``told``: when last."""

    day: Days
    stage: NDArray[np.int64]
    told: Days


def reminders(
    due: Days, client: NDArray[np.int32], since: Days, made: Contacts, follow_up_days: int, limit: int
) -> Reminders:
    """A contact on or after the due day, and after ``since`` (the last visit), puts it off by ``follow_up_days``;
    at most ``limit`` times, then there is nothing more to remind of."""
    day, stage, told = due.copy(), np.zeros(len(due), np.int64), np.full(len(due), NO_DAY)
    for _ in range(limit + 1):
        contact = np.where(day != NO_DAY, made.first_from(client, np.maximum(day, since + 1)), NO_DAY)
        spoken = contact != NO_DAY
        stage += spoken
        told[spoken] = contact[spoken]
        day[spoken] = contact[spoken] + follow_up_days
    day[stage > limit] = NO_DAY
    return Reminders(day, stage, told)
