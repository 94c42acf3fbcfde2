"""What the workbook does not date: since when a client's row is there, since when an order is at its stage.

The journal remembers what was seen when. The first look of all only learns what is there, and so does a look after a
long pause: what came up while nobody looked is not news.

    journal.sightings() --> Shop(book, sightings) --> occasions          seen(book, sightings) --> journal.sight(rows)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.reading.keys import client_keys, contract_keys
from clientsheet.sheet.kinds.fold import fold

Sightings = Mapping[tuple[str, str], tuple[str, dt.date]]
"""(kind, key) -> what was seen, and since which day."""

Sighting = tuple[str, str, str, dt.date]
"""(kind, key, what is seen, since which day)"""

NONE: Final[Sightings] = {}
ALWAYS: Final = dt.date.min
"""Since before anybody looked."""

CLIENT: Final = "client"
STAGE: Final = "stage"
_LOOKED: Final = "looked"
_PAUSE_DAYS: Final = 31
_WATCHED_FOR: Final = {"new_client": CLIENT, "stage_changed": STAGE}


def watched(book: Book) -> set[str]:
    """The kinds of things that a mailing which is on waits for; while there are none, nothing need be remembered."""
    table = book["mailings"]
    rows = zip(table.values("occasion"), table.values("on"), strict=True)
    return {_WATCHED_FOR[occasion] for occasion, on in rows if on and occasion in _WATCHED_FOR}


def seen(book: Book, before: Sightings) -> list[Sighting]:
    """What is to be remembered beside ``before``. Nothing on a second look of the same day."""
    found: list[Sighting] = []
    for kind in sorted(watched(book)):
        now = dict(_now(kind, book))
        known = before.get((_LOOKED, kind))
        first = known is None or (book.today - known[1]).days > _PAUSE_DAYS or _all_other(kind, now, before)
        found += _news(kind, now, before, book.today, first)
        if known is None or known[1] < book.today:
            found.append((_LOOKED, kind, "", book.today))
    return found


def _now(kind: str, book: Book) -> Iterator[tuple[str, str]]:
    """(key, what stands there)"""
    if kind == CLIENT:
        yield from ((key, "") for key in client_keys(book["clients"]) if key)
    else:
        contracts = book["contracts"]
        for key, stage in zip(contract_keys(contracts), contracts.values("stage"), strict=True):
            yield key, fold(stage) if stage else ""


def _news(kind: str, now: Mapping[str, str], before: Sightings, today: dt.date, first: bool) -> Iterator[Sighting]:
    """A new client is news; of an order only that it moved on."""
    for key, value in now.items():
        known = before.get((kind, key))
        if known is None:
            yield kind, key, value, today if kind == CLIENT and not first else ALWAYS
        elif known[0] != value:
            yield kind, key, value, ALWAYS if first else today


def _all_other(kind: str, now: Mapping[str, str], before: Sightings) -> bool:
    """Nobody is left of those who were known: the rows are known by something else now, as after their first ids."""
    if kind != CLIENT:
        return False
    known = {key for of, key in before if of == kind}
    return bool(known) and known.isdisjoint(now)


def since(sightings: Sightings, kind: str, keys: Sequence[str]) -> list[int]:
    """The day of each, as ``date.toordinal`` counts; 0 where it was so always."""
    found = (sightings.get((kind, key)) for key in keys)
    return [0 if one is None or one[1] == ALWAYS else one[1].toordinal() for one in found]
