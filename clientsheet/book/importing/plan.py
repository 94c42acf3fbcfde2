"""What an import would do, as one value: shown before it is done, and done as it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clientsheet.book.importing.mapping import Mapped
from clientsheet.book.importing.records import Unread
from clientsheet.exchange.sources.base import Of
from clientsheet.sheet.grid import Raw

Why = Literal[
    "nobody",  # nothing in the row tells who it is
    "ragged",  # more cells than headings
    "name-only",  # nothing but a name, and the tab has such a client, or several
    "several",  # the tab has several rows of this person
    "no-client",  # a visit of a number that is no client's
    "no-date",  # a visit without a day
    "ambiguous",  # a visit of one of several clients
    "torn",  # a damaged card
]
Guess = Literal["likely", "household"]


@dataclass(frozen=True, slots=True)
class Added:
    """A new row. ``cells``: by column; ``own``: by the number of the owner's own column. ``lines``: of the file.

    ``client``: of a visit or a deal: a row of the clients tab from 0, or the place of a new one counted down from -1.
    """

    lines: tuple[int, ...]
    cells: Mapping[str, Raw]
    own: Mapping[int, Raw] = field(default_factory=dict)
    client: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank cell of a client who is there. ``row``: of the clients tab, from 0."""

    row: int
    column: str
    number: int
    value: Raw


@dataclass(frozen=True, slots=True)
class Differs:
    """A filled cell that the file says otherwise; it stays. ``row``: of the tab ``tab``, from 0."""

    tab: str
    row: int
    column: str
    number: int
    there: Raw
    said: Raw
    line: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of the file that nothing is made of. ``name``: whoever it speaks of; ``rows``: whom it may mean."""

    line: int
    why: Why
    name: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MayBe:
    """A new row that a person should look at: it may be one of those (``likely``), or shares a phone or an email with
    somebody else (``household``). ``added``: its place among the new rows."""

    added: int
    rows: tuple[int, ...]
    guess: Guess


@dataclass(frozen=True)
class Plan:
    """``of``: what the rows of the file are. ``clients``: new clients; ``deeds``: new rows of the visits or contracts
    tab. ``there``: rows of the file that speak of somebody (or something) who is there; ``folded``: rows that speak of
    a person again. New clients have no ids yet."""

    source: str
    of: Of
    mapped: tuple[Mapped, ...]
    rows: int
    clients: tuple[Added, ...] = ()
    deeds: tuple[Added, ...] = ()
    fills: tuple[Filled, ...] = ()
    differs: tuple[Differs, ...] = ()
    there: int = 0
    there_deeds: int = 0
    folded: int = 0
    left: tuple[LeftOut, ...] = ()
    maybe: tuple[MayBe, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything would be written."""
        return bool(self.clients or self.deeds or self.fills)

    @property
    def reasons(self) -> Counter[str]:
        return Counter(one.why for one in self.left)
