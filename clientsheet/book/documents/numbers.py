"""The numbers of documents: 2026-0007 is the seventh of its kind in 2026. No gaps, no repeats.

What counts is what stands in the documents tab (and for contracts in the contracts tab), plus what the journal knows to
be taken. A plain number of the owner's own (341) counts in the year of its date, so a shop may go on from where it was;
any other number («РФ-15/2») is the owner's affair.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from clientsheet.sheet.tables import Table

_OURS: Final = re.compile(r"(\d{4})-(\d{4,9})")
_PLAIN: Final = re.compile(r"\d{1,9}")

Place = tuple[str, int, int]
"""(kind, year, place within them)"""


def number_text(year: int, place: int) -> str:
    """'2026-0007'. Four digits at least, so that Excel takes it for no date and it sorts as it counts."""
    return f"{year:04}-{place:04}"


def place_of(number: str | None, date: dt.date | None) -> tuple[int, int] | None:
    """(year, place) of a number; None: one that is not counted."""
    if number is None:
        return None
    if ours := _OURS.fullmatch(number):
        return (int(ours[1]), int(ours[2])) if int(ours[2]) else None
    if date is not None and _PLAIN.fullmatch(number) and int(number):
        return date.year, int(number)
    return None


def places(documents: Table, contracts: Table) -> Iterator[tuple[Place, int]]:
    """Every counted number of the documents tab with its record; those of the contracts tab with record -1."""
    columns = (documents.values(name) for name in ("kind", "number", "date"))
    for index, (kind, number, date) in enumerate(zip(*columns, strict=True)):
        if kind and (found := place_of(number, date)):
            yield (kind, *found), index
    for number in contracts.values("number"):
        if number and _OURS.fullmatch(number) and (found := place_of(number, None)):
            yield ("contract", *found), -1


def next_place(kind: str, year: int, documents: Table, contracts: Table, taken: Iterable[Place] = ()) -> int:
    """The first place after every one that is taken; ``taken``: what the journal knows."""
    known = (*(place for place, _ in places(documents, contracts)), *taken)
    return max((place for name, when, place in known if (name, when) == (kind, year)), default=0) + 1
