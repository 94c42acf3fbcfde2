"""Every tab of the workbook as a page of columns: those we know under their English names and as what they mean, the
owner's own under their headings, tabs nobody declared as they lie there.

What we fill is told as computed now, a value typed over it as the owner has it. Where a cell could not be read, a column
``..._as_written`` beside has its text: nothing is lost on the way out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from clientsheet.book.counting.occasions import hour
from clientsheet.book.shop import Shop
from clientsheet.book.writing.problems_page import kept_by_hand
from clientsheet.exchange.targets.given import Field, Page, Sort
from clientsheet.sheet.grid import Grid, GridTab, Uncalculated
from clientsheet.sheet.kinds import (
    BIRTHDAY,
    DATE,
    DATETIME,
    EMAILS,
    INTEGER,
    INTERVAL,
    MONEY,
    NUMBER,
    PHONES,
    TIME,
    YES_NO,
    Birthday,
    Interval,
    Kind,
    Phone,
)
from clientsheet.sheet.tables import Table, TableColumn

AS_WRITTEN: Final = "_as_written"
ABOUT_NO_CLIENT: Final = ("services",)
"""Tabs that go along with some of the clients, though they do not speak of any."""


def pages(shop: Shop, grid: Grid, rows: Collection[int] | None = None) -> list[Page]:
    """``grid``: the same workbook as it was read. ``rows``: only these clients, what is said of them in other tabs, and
    the price list; None: everything there is."""
    lying = {tab.title: tab for tab in grid.tabs}
    tables = [table for table in shop.book.tables.values() if table.present and (table.columns or table.unknown)]
    if rows is None:
        known = {table.title for table in tables}
        strangers = [_as_it_lies(tab, number) for number, tab in enumerate(grid.tabs, 1) if tab.title not in known]
        return [*(_page(shop, table, lying[table.title], None) for table in tables), *filter(None, strangers)]
    return [
        _page(shop, table, lying[table.title], kept)
        for table in tables
        if (kept := _of_those(shop, table, frozenset(rows))) is not None
    ]


def _of_those(shop: Shop, table: Table, rows: frozenset[int]) -> Sequence[int] | None:
    """The rows of a table that speak of these clients; None: it speaks of nobody."""
    if table.tab.name == "clients":
        return sorted(rows)
    if table.tab.name in ABOUT_NO_CLIENT:
        return range(len(table))
    if not any(column.refers == "clients" for column in table.tab.columns):
        return None
    return [row for row, client in enumerate(shop.links(table.tab.name).tolist()) if client in rows]


def _page(shop: Shop, table: Table, lying: GridTab, kept: Sequence[int] | None) -> Page:
    fields = [*_known(shop, table), *_owners(table, lying)]
    if kept is not None:
        fields = [field._replace(values=[field.values[row] for row in kept]) for field in fields]
    return Page(table.tab.name, table.title, tuple(_told_apart(fields)), len(table) if kept is None else len(kept))


def _known(shop: Shop, table: Table) -> Iterator[Field]:
    filled = shop.filled().get(table.tab.name, {})
    for name, column in table.columns.items():
        declared = column.declared
        way = _WAYS.get(declared.kind, _AS_TEXT)
        if declared.filled and name in filled:
            values: Sequence[Any] = _owner_wins(shop, table, column, filled[name])
        else:
            values = column.values
        yield Field(name, column.heading, way[0], [None if value is None else way[1](value) for value in values])
        if (table.tab.name, name) == ("visits", "date") and any(
            hours := [hour(table, row) for row in range(len(table))]
        ):
            yield Field("time", column.heading, "time", hours)
        if not declared.filled and (written := _unread(column)):
            yield Field(f"{name}{AS_WRITTEN}", column.heading, "text", written)


def _owner_wins(shop: Shop, table: Table, column: TableColumn, computed: Sequence[Any]) -> Sequence[Any]:
    tab, name = table.tab.name, column.declared.name
    own = {key for kept_tab, kept_name, key in kept_by_hand(shop.book) if (kept_tab, kept_name) == (tab, name)}
    if not own:
        return computed
    together = zip(shop.keys_of(tab), column.values, computed, strict=True)
    return [typed if key in own and typed is not None else value for key, typed, value in together]


def _unread(column: TableColumn) -> list[str | None] | None:
    """The texts of the cells that mean nothing to us, and of those that say more than a number."""
    noted = column.declared.kind is PHONES
    together = zip(column.values, column.raw, strict=True)
    written = [_text(cell) if _is_more_than(value, noted) else None for value, cell in together]
    return written if any(written) else None


def _is_more_than(value: Any, noted: bool) -> bool:
    return value is None or (noted and any(phone.note for phone in value))


# -- what the owner keeps beside


def _owners(table: Table, lying: GridTab) -> Iterator[Field]:
    """The columns nobody declared."""
    if not table.unknown:
        return
    numbers = list(table.unknown)
    first = table.rows[0] if table.rows else table.heading_row + 1
    for number, cells in zip(numbers, lying.columns(numbers, first), strict=True):
        heading = table.unknown[number]
        found = [cells[row - first] if row - first < len(cells) else None for row in table.rows]
        yield _field(heading, heading, found)


def _as_it_lies(tab: GridTab, number: int) -> Page | None:
    """A tab nobody declared; None: it is empty."""
    if not tab.row_count or not tab.column_count:
        return None
    numbers = range(1, tab.column_count + 1)
    columns = tab.columns(list(numbers), 1)
    size = max(map(len, columns))
    fields = [
        _field(f"column_{place}", "", [*cells, *[None] * (size - len(cells))])
        for place, cells in zip(numbers, columns, strict=True)
        if any(cell is not None for cell in cells)
    ]
    return Page(f"tab_{number}", tab.title, tuple(fields), size)


def _field(name: str, heading: str, cells: Sequence[Any]) -> Field:
    """Of one sort where all its cells are; else text."""
    kinds = {_sort_of(cell) for cell in cells if cell is not None}
    if len(kinds) == 1 and (sort := kinds.pop()) != "text":
        return Field(name, heading, sort, [None if cell is None else _PLAIN[sort](cell) for cell in cells])
    return Field(name, heading, "text", [_text(cell) for cell in cells])


def _sort_of(cell: object) -> Sort:
    if isinstance(cell, bool):
        return "yes_no"
    if isinstance(cell, (int, float)):
        return "number"
    if isinstance(cell, dt.datetime):
        return "datetime" if cell.time() != dt.time() else "date"
    return "date" if isinstance(cell, dt.date) else "text"


def _day(cell: dt.date) -> dt.date:
    return cell.date() if isinstance(cell, dt.datetime) else cell


def _whole_seconds(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)


def _text(cell: object) -> str | None:
    if cell is None or isinstance(cell, Uncalculated):
        return None
    if isinstance(cell, (dt.datetime, dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


_PLAIN: Final[dict[Sort, Callable[[Any], Any]]] = {
    "yes_no": bool,
    "number": float,
    "date": _day,
    "datetime": _whole_seconds,
}


def _told_apart(fields: Iterable[Field]) -> Iterator[Field]:
    """Two columns of one name, in whatever case, get numbers: SQLite and Parquet know no difference."""
    seen: set[str] = set()
    for field in fields:
        name = plain = field.name.strip() or "column"
        number = 1
        while name.casefold() in seen:
            number += 1
            name = f"{plain}_{number}"
        seen.add(name.casefold())
        yield field._replace(name=name)


# -- what a value is called outside


def _birthday(born: Birthday) -> str:
    """ISO 8601: '1990-05-14', without a year '--05-14'."""
    return f"{born.year or '-'}-{born.month:02}-{born.day:02}"


def _interval(interval: Interval) -> str:
    """ISO 8601: 'P14D', 'P2M'."""
    return f"P{interval.months}M" if interval.months is not None else f"P{interval.days}D"


def _phones(phones: Iterable[Phone]) -> list[str]:
    """RFC 3966 without its scheme: '+380674545451;ext=12'."""
    return [phone.uri().removeprefix("tel:") for phone in phones]


def _whole(number: float) -> int | None:
    """What 64 bits hold; more counts nothing."""
    return int(number) if abs(number) < 2**63 else None


_AS_TEXT: Final[tuple[Sort, Callable[[Any], Any]]] = ("text", str)
_WAYS: Final[dict[Kind, tuple[Sort, Callable[[Any], Any]]]] = {
    INTEGER: ("integer", _whole),
    NUMBER: ("number", float),
    MONEY: ("money", float),
    DATE: ("date", lambda day: day),
    DATETIME: ("datetime", _whole_seconds),
    TIME: ("time", lambda time: time),
    YES_NO: ("yes_no", bool),
    PHONES: ("texts", _phones),
    EMAILS: ("texts", list),
    BIRTHDAY: ("text", _birthday),
    INTERVAL: ("text", _interval),
}
