"""The documents that were issued, as the documents tab tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.sheet.address import a1
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.kinds.numbers import currency_code

_DAY: Final = re.compile(r"(?<!\d)(\d\d)\.(\d\d)\.(\d{4})(?!\d)")
_VOID: Final = (
    "анульован",
    "аннулирован",
    "анулирован",
    "скасован",
    "отменен",
    "недійсн",
    "void",
    "cancelled",
    "annulled",
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A row of the documents tab. ``kind``: as declared, '' where the owner's word is another. ``client``: row of the
    clients tab, negative where it is not known. ``void``: the owner noted that it no longer holds. ``until``: the last day
    whose visits it is about, as its notes say, else its date."""

    index: int
    cell: str
    kind: str
    number: str
    date: dt.date | None
    client: int
    contract: str
    amount: float | None
    currency: str
    file: str
    code: str
    void: bool
    until: dt.date | None


def issued(shop: Shop) -> Iterator[Issued]:
    """In the order of the sheet."""
    table = shop.book["documents"]
    links = shop.links("documents") if "client" in table else [-1] * len(table)
    number = table.columns["number"].number if "number" in table else 1
    for index, row in enumerate(table.rows):
        yield Issued(
            index,
            f"{table.title}!{a1(row, number)}",
            table.value("kind", index) or "",
            table.value("number", index) or "",
            table.value("date", index),
            int(links[index]),
            table.value("contract", index) or "",
            table.value("amount", index),
            currency_code(table.value("currency", index) or shop.book.config.currency),
            table.value("file", index) or "",
            table.value("code", index) or "",
            is_void(table.value("notes", index)),
            _until(table.value("notes", index)) or table.value("date", index),
        )


def is_void(notes: str | None) -> bool:
    return bool(notes) and any(word in fold(notes or "") for word in _VOID)


def of_contract(shop: Shop, kind: str, number: str) -> list[Issued]:
    """The documents of a kind that were issued under a contract and still hold."""
    wanted = fold(number)
    return [
        one
        for one in issued(shop)
        if one.kind == kind and not one.void and wanted and wanted in (fold(one.contract), _own(one))
    ]


def of_client(shop: Shop, kind: str, client: int) -> list[Issued]:
    """The documents of a kind that a client was given outside any contract, and that still hold."""
    return [
        one for one in issued(shop) if one.kind == kind and not one.void and not one.contract and one.client == client
    ]


def last_day(shop: Shop, kind: str, client: int) -> dt.date | None:
    """The last day whose visits a document of the kind is about."""
    days = [one.until for one in of_client(shop, kind, client) if one.until]
    return max(days, default=None)


def _until(notes: str | None) -> dt.date | None:
    """The last day of '01.02.2026 – 15.02.2026'."""
    found = _DAY.findall(notes or "")
    try:
        return dt.date(*map(int, reversed(found[-1]))) if found else None
    except ValueError:
        return None


def _own(one: Issued) -> str:
    return fold(one.number) if one.kind == "contract" else ""
