"""Which client a person means on the command line: an id, a name or a part of it, a phone, an email, or a cell of
their row (``B12``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.sheet.address import a1, parse
from clientsheet.sheet.kinds.fold import fold

_CELL: Final = re.compile(r"(?:(?P<tab>.+)!)?\$?[A-Za-z]{1,3}\$?\d{1,7}")


@dataclass(frozen=True, slots=True)
class Match:
    """A client that may have been meant. ``cell``: where the name stands."""

    client: str
    name: str
    cell: str


def meant(shop: Shop, text: str) -> list[int]:
    """The rows along the clients table that may be meant."""
    exact = shop.index_of(text)
    if exact or not fold(text):
        return exact
    names = shop.book["clients"].values("name")
    parts = [row for row, name in enumerate(names) if name and fold(text) in fold(name)]
    return parts or _at(shop, text)


def somebody_meant(shop: Shop, text: str) -> list[int]:
    """The same. WrongUse: nobody is."""
    rows = meant(shop, text)
    if not rows:
        raise WrongUse("why.nobody", hint="why.nobody.hint", client=text)
    return rows


def match(shop: Shop, row: int) -> Match:
    clients = shop.book["clients"]
    column = clients.columns.get("name")
    cell = f"{clients.title}!{a1(clients.rows[row], column.number if column else 1)}"
    return Match(shop.keys[row], clients.value("name", row) or "", cell)


def _at(shop: Shop, text: str) -> list[int]:
    clients, found = shop.book["clients"], _CELL.fullmatch(text.strip())
    if found is None or fold(found["tab"] or clients.title) != fold(clients.title):
        return []
    try:
        row = parse(text.strip().rpartition("!")[2]).row
    except ValueError:
        return []
    return [clients.rows.index(row)] if row in clients.rows else []
