"""A paper as cells: its row in the documents tab, its number and file in the contracts tab; and where it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clientsheet.book.documents.numbers import place_of
from clientsheet.book.reading.keys import contract_keys
from clientsheet.book.shop import Shop
from clientsheet.book.starter import blueprint
from clientsheet.book.tabs.choices import DOCUMENT_KINDS, word
from clientsheet.documents.papers import Paper
from clientsheet.errors import Refused, WrongUse
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.sheet.tables import Table

NEEDED: Final = ("kind", "number", "code")
"""Without these columns no number can be told from another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``index``: of the record in the documents tab. ``number``: as it stands there. ``above``: another document of
    that kind and number stands above it, which was there first and keeps the number."""

    index: int
    number: str
    above: bool


def must_take_rows(shop: Shop) -> None:
    """WrongUse, Refused: the documents tab cannot be written to, or lacks what numbering needs."""
    table = shop.book["documents"]
    if not table.present:
        return
    if not table.writable:
        raise Refused("documents.protected", hint="documents.protected.hint", tab=table.title)
    missing = [table.tab.column(name) for name in NEEDED if name not in table]
    if missing:
        named = ", ".join(f"«{column.headings.first(shop.book.language)}»" for column in missing)
        raise WrongUse("documents.columns", hint="documents.columns.hint", tab=table.title, columns=named)


def standing(shop: Shop, paper: Paper) -> Standing | None:
    """Where the paper's row is; None: nowhere."""
    table = shop.book["documents"]
    codes = table.values("code")
    index = next((place for place, code in enumerate(codes) if code == paper.code), None)
    if index is None:
        return None
    number = table.value("number", index) or ""
    above = bool(paper.place) and any(other < index for other in _bearing(table, paper))
    return Standing(index, number, above)


def is_taken(shop: Shop, paper: Paper) -> bool:
    """Whether another row of the tab bears the paper's number."""
    return next(_bearing(shop.book["documents"], paper), None) is not None


def _bearing(table: Table, paper: Paper) -> Iterator[int]:
    """The other records with the paper's kind and number, whatever way the number is written."""
    wanted = paper.kind, (place_of(paper.number, paper.date) or paper.number)
    columns = (table.values(name) for name in ("kind", "number", "code", "date"))
    for index, (kind, number, code, date) in enumerate(zip(*columns, strict=True)):
        if number and code != paper.code and (kind, place_of(number, date) or number) == wanted:
            yield index


def appending(shop: Shop, paper: Paper) -> Patch:
    """The paper's row below the others (in a new tab where there is none), and its number on its contract."""
    table, language = shop.book["documents"], shop.book.language
    row = _row(shop, paper, language)
    edits = tuple(_on_the_contract(shop, paper))
    marks = {} if (shop.book.marks or {}).get("workbook_id") else {"workbook_id": paper.workbook}
    if not table.present:
        return Patch(
            new_tabs=(blueprint(table.tab, language, (row,)),),
            edits=edits,
            marks=marks,
            witnesses=_witnesses(shop, edits),
        )
    number = {name: column.number for name, column in table.columns.items()}
    looks = {column.number: column.declared.kind.look for column in table.columns.values()}
    cells = {number[name]: value for name, value in row.items() if name in number}
    below = AppendedRows(table.title, max(table.last_row, table.heading_row), (cells,), looks)
    return Patch(appended=(below,), edits=edits, marks=marks, witnesses=_witnesses(shop, edits))


def renumbering(shop: Shop, paper: Paper, old: Paper, index: int) -> Patch:
    """The new number and file in the row of a paper that came second, and on its contract."""
    table = shop.book["documents"]
    edits = [
        _edit(table, name, index, value)
        for name, value in (("number", paper.number), ("file", paper.file))
        if name in table
    ]
    contracts = shop.book["contracts"]
    place = _contract(shop, old)
    for name, was, now in (("number", old.number, paper.number), ("file", old.file, paper.file)):
        if place is not None and name in contracts and contracts.value(name, place) == was:
            edits.append(_edit(contracts, name, place, now))
    return Patch(edits=tuple(edits), witnesses=_witnesses(shop, edits))


def _row(shop: Shop, paper: Paper, language: str) -> dict[str, Raw]:
    return {
        "date": paper.date,
        "kind": word(DOCUMENT_KINDS, paper.kind, language),
        "number": paper.number,
        "client": _named(shop, paper.client),
        "contract": paper.contract or None,
        "amount": float(paper.amount),
        "currency": paper.currency,
        "file": paper.file or None,
        "notes": paper.notes or None,
        "code": paper.code,
    }


def _named(shop: Shop, key: str) -> Raw:
    """The client's name where it means them alone, else their key."""
    rows = [row for row, known in enumerate(shop.keys) if known == key]
    name = shop.book["clients"].value("name", rows[0]) if len(rows) == 1 else None
    return name if name and shop.index_of(name) == rows else key


def _on_the_contract(shop: Shop, paper: Paper) -> Iterator[ColumnEdit]:
    """Number and file, where the owner left these cells blank."""
    place, table = _contract(shop, paper), shop.book["contracts"]
    if place is None or not table.writable:
        return
    for name, value in (("number", paper.number), ("file", paper.file)):
        column = table.columns.get(name)
        if column is not None and column.raw[place] is None and table.rows[place] not in column.formulas:
            yield _edit(table, name, place, value)


def _contract(shop: Shop, paper: Paper) -> int | None:
    """The row of the contract that a contract's paper is about."""
    if not paper.about or paper.kind != "contract":
        return None
    keys = contract_keys(shop.book["contracts"])
    return next((place for place, key in enumerate(keys) if key in (paper.about, paper.number)), None)


def _edit(table: Table, name: str, index: int, value: Raw) -> ColumnEdit:
    column = table.columns[name]
    return ColumnEdit(
        table.title, column.number, (table.rows[index],), (column.raw[index],), (value,), column.declared.kind.look
    )


def _witnesses(shop: Shop, edits: tuple[ColumnEdit, ...] | list[ColumnEdit]) -> Mapping[str, list[int]]:
    return shop.witnesses({edit.tab for edit in edits})
