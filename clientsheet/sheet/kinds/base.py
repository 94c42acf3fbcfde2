"""The contract of a kind of column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.text import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a cell depends on beside the cell: the shop's country, its money, the day, its calendar."""

    today: dt.date
    country: str = "UA"
    phone_countries: tuple[str, ...] = ()
    currency: str = "UAH"
    month_weeks: int = 4
    """A month of an interval in weeks; 0 = calendar months."""
    choices: tuple[tuple[str, Words], ...] = ()
    """The words of the column being read, for a list column."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about the ``index``-th cell of a column: the code of a rule, facts for its words, a cure."""

    index: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    cure: Raw = None


class Kind(Protocol):
    """``read`` never raises for a cell's content. ``read(write(v)) == v`` for every value the kind can hold."""

    name: str
    look: Look
    bare: bool
    """A number in such a column is that number, though its cell be formatted as a date."""

    def read(self, cells: Sequence[Raw], reading: Reading) -> tuple[Sequence[Any], list[Remark]]:
        """The meaning of each cell (None: empty or unreadable) and the remarks, in the order of the cells."""

    def write(self, value: Any) -> Raw:
        """The value as it is stored in a cell."""
