"""What an export of another system is: a table, and a layout that says what its headings mean.

*Layout*: the headings of one kind of export as its vendor publishes them, and the field that each stands for. *Sheet*:
the table as it lies in the file. *Source*: a layout found in a sheet. Plain values: nothing here knows a client.

Fields of a person::

    name family given middle firm      phone email birthday address language channel best_time
    source manager interests consent refuses discount notes vip

``refuses`` is a consent said the other way round. Of a visit and of a deal the fields are those of its record
(``date time service quantity price amount staff status receipt``, ``number subject amount currency paid date end
stage``), and the person's with ``client.`` before them. Statuses mean ``done planned cancelled no_show``, stages
``won`` and ``lost``. ``KEPT`` goes into the notes under its heading, ``LEFT`` stays
behind: what the other system knows of itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.fold import fold

KEPT: Final = "+"
LEFT: Final = "-"

_NONE: Final[Mapping[str, str]] = MappingProxyType({})

Of = Literal["clients", "visits", "contracts"]
Order = Literal["day", "month"]


class Field(NamedTuple):
    """``headings``: in every language the vendor speaks; ``#`` in one stands for any number."""

    name: str
    headings: tuple[str, ...]


def field_of(name: str, headings: str) -> Field:
    """``field_of("phone", "Рабочий телефон | Work phone")``."""
    return Field(name, tuple(word.strip() for word in headings.split("|")))


@dataclass(frozen=True)
class Layout:
    """``telling``: headings that only this export has; one of them is enough to know it by. ``order``: what comes
    first in a date written with slashes."""

    source: str
    of: Of
    fields: tuple[Field, ...]
    telling: frozenset[str]
    order: Order = "day"
    words: Mapping[str, str] = field(default_factory=dict)
    """Folded words of its stages and statuses -> what they mean."""

    def field(self, heading: str) -> str | None:
        """What a heading means; None: it is not of this export."""
        folded = fold(heading)
        if folded in self._plain:
            return self._plain[folded]
        return next((name for pattern, name in self._numbered if pattern.fullmatch(folded)), None)

    def meaning(self, word: object) -> str | None:
        """What a word of a stage or a status means; None: one of the owner's own."""
        return self.words.get(fold(str(word)))

    def tells(self, headings: Sequence[str]) -> int:
        """How many of these headings only this export has."""
        told = {fold(word) for word in self.telling if "#" not in word}
        numbered = [_pattern(word) for word in self.telling if "#" in word]
        folded = {fold(heading) for heading in headings}
        return len(told & folded) + sum(any(map(pattern.fullmatch, folded)) for pattern in numbered)

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return {fold(word): name for name, headings in self.fields for word in headings if "#" not in word}

    @cached_property
    def _numbered(self) -> Sequence[tuple[re.Pattern[str], str]]:
        return [(_pattern(word), name) for name, headings in self.fields for word in headings if "#" in word]


def layout(
    source: str,
    of: Of,
    fields: Mapping[str, str],
    telling: str,
    *,
    order: Order = "day",
    words: Mapping[str, str] = _NONE,
) -> Layout:
    """A declaration: field name -> its headings, apart by ``|``; so are ``telling``, and the ``words`` of a stage or a
    status by what they mean."""
    return Layout(
        source,
        of,
        tuple(field_of(name, headings) for name, headings in fields.items()),
        _words(telling),
        order,
        {fold(word): meaning for meaning, joined in words.items() for word in _words(joined)},
    )


@dataclass(frozen=True)
class Sheet:
    """``rows[k]`` has as many cells as there are headings and ended on the line ``lines[k]`` of the file (of a
    workbook: its row). ``ragged``: lines with more cells than headings, which nobody can tell apart; they are left
    out."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[Raw]]
    lines: Sequence[int]
    ragged: tuple[int, ...] = ()


@dataclass(frozen=True)
class Source:
    """``layout`` None: any table, known by nothing but its headings."""

    name: str
    sheet: Sheet
    layout: Layout | None = None
    fields: Mapping[int, str] = field(default_factory=dict)
    """Column of the sheet (from 0) -> what it stands for, of those that the layout knows."""


def _words(joined: str) -> frozenset[str]:
    return frozenset(word.strip() for word in joined.split("|") if word.strip())


def _pattern(heading: str) -> re.Pattern[str]:
    return re.compile(r"\d+".join(map(re.escape, map(fold, heading.split("#")))))
