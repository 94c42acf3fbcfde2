"""Visits and deals of the file: each becomes one row, once for ever.

A visit is known again by the number that the other system gave it, else by its day, client, service, amount and
staff, and then as many of them count as there are: two haircuts of one day stay two. A deal that was won is done and
paid; an open one is a draft, so that nobody is asked to pay for it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.importing.mapping import Mapped
from clientsheet.book.importing.plan import Added, Differs, LeftOut
from clientsheet.book.importing.records import Record
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import ORDER_STAGES, word
from clientsheet.exchange.sources.base import Of, Source
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import show

_NUMBER: Final[Mapping[str, str]] = {"visits": "receipt", "contracts": "number"}
"""The column that holds the number of the other system."""

_TELLING: Final[Mapping[str, Sequence[str]]] = {
    "visits": ("date", "service", "quantity", "amount", "staff", "receipt"),
    "contracts": ("number", "date", "subject", "amount"),
}
_STAGES: Final = {"won": "done", "lost": "cancelled"}
_OPEN: Final = "planned"


@dataclass
class Deeds:
    added: list[Added] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    there: int = 0


def deeds(
    of: Of,
    records: Sequence[Record],
    source: Source,
    mapped: Sequence[Mapped],
    shop: Shop,
    whose: Sequence[int | None],
) -> Deeds:
    """``whose``: the client of each record, None where it is not known: such a record is left out with its client."""
    _prepare(of, records, source, mapped, shop.book)
    found = Deeds()
    numbers, there = _there(of, shop)
    for record, client in zip(records, whose, strict=True):
        if client is None:
            continue
        number = record.cells.get(_NUMBER[of])
        if of == "visits" and record.cells.get("date") is None:
            found.left.append(LeftOut(record.lines[-1], "no-date"))
        elif number is not None and (row := numbers.get(_numbered(of, number, record.cells))) is not None:
            found.there += 1
            found.differs += _differs(of, record, row, shop)
        elif there[key := _key(of, client, record.cells, shop.book)] > 0:
            there[key] -= 1
            found.there += 1
        else:
            found.added.append(Added(record.lines, dict(record.cells), dict(record.own), client))
    return found


def _prepare(of: Of, records: Sequence[Record], source: Source, mapped: Sequence[Mapped], book: Book) -> None:
    """A number says whose it is; the stages of another system are put into words of ours."""
    if source.layout is None:
        return
    stages = next((one.place for one in mapped if one.told == "stage"), None)
    for record, row in zip(records, source.sheet.rows, strict=True):
        number = record.cells.get(_NUMBER[of])
        if number is not None:
            record.cells[_NUMBER[of]] = f"{source.name}-{show(number, 'en')}"
        if of == "contracts":
            _stage(record, row[stages] if stages is not None else None, source, book.language)


def _stage(record: Record, said: Raw, source: Source, language: str) -> None:
    stage = _STAGES.get((source.layout.meaning(said) if source.layout else None) or "", _OPEN)
    record.cells["stage"] = word(ORDER_STAGES, stage, language)
    if stage == "done" and record.cells.get("amount") is not None:
        record.cells["paid"] = record.cells["amount"]
    if said is not None:
        told = show(said, language)
        record.cells["notes"] = "; ".join(filter(None, (told, show(record.cells.get("notes"), language))))


# What stands there already


def _there(of: Of, shop: Shop) -> tuple[dict[Hashable, int], Counter[Hashable]]:
    """The rows by the number of the other system, and how often each deed stands there."""
    table = shop.book[of]
    numbers: dict[Hashable, int] = {}
    if not table.present:
        return numbers, Counter()
    links = shop.links(of)
    keys: Counter[Hashable] = Counter()
    for row in range(len(table)):
        cells = {name: column.raw[row] for name, column in table.columns.items()}
        if cells.get(_NUMBER[of]) is not None:
            numbers.setdefault(_numbered(of, cells[_NUMBER[of]], cells), row)
        keys[_key(of, int(links[row]), cells, shop.book)] += 1
    return numbers, keys


def _numbered(of: Of, number: Raw, cells: Mapping[str, Raw]) -> Hashable:
    """One booking may be of several services, a row each."""
    return fold(show(number, "en")), fold(show(cells.get("service"), "en")) if of == "visits" else ""


def _key(of: Of, client: int, cells: Mapping[str, Raw], book: Book) -> Hashable:
    return client, *(_told(cells.get(name)) for name in _TELLING[of])


def _told(cell: Raw) -> Hashable:
    """The value, however it is kept."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date) or cell is None:
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return fold(show(cell, "en"))


def _differs(of: Of, record: Record, row: int, shop: Shop) -> Iterator[Differs]:
    """Where a booking was moved, or has come to an end, since it was brought in."""
    table = shop.book[of]
    for name in ("date", "status", "amount", "stage", "paid"):
        column, said = table.columns.get(name), record.cells.get(name)
        if column is None or said is None or column.declared.filled:
            continue
        (mine, theirs), _ = read_cells(column.declared, [column.raw[row], said], reading_of(shop.book))
        if mine != theirs:
            yield Differs(of, row, name, column.number, column.raw[row], said, record.lines[-1])
