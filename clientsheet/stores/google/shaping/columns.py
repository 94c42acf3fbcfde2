"""Columns of a tab that people work in: new ones put in without covering anything, and the formats of those we fill.

A new column is inserted, never written over what was free a moment ago: whatever the owner typed or moved there
meanwhile only shifts to the right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, NewColumn
from clientsheet.stores.google.cells import TIMES
from clientsheet.stores.google.seen import SeenTab
from clientsheet.stores.google.shaping import looks, tags
from clientsheet.stores.google.shaping.batch import (
    CellData,
    Place,
    Request,
    area,
    clear,
    lengthen,
    line,
    repeat,
    scattered,
    size,
    spans,
    warn,
    write,
)
from clientsheet.stores.google.shaping.typed import cell, column


@dataclass(frozen=True, slots=True)
class Inserted:
    """A column that the batch inserts: ``tag`` is the id of the metadata it will carry (its anchor, or a grip),
    ``column`` where it will stand if nobody moves anything meanwhile."""

    new: NewColumn
    sheet_id: int
    column: int
    tag: int


def placed(tab: SeenTab, wanted: Sequence[NewColumn], ids: Iterator[int]) -> list[Inserted]:
    """Where the new columns of one tab will stand: columns side by side are put in together, and each such group
    shifts what is to the right of it."""
    by_number = {new.column: new for new in wanted}
    found: list[Inserted] = []
    shift = 0
    for first, last in spans(sorted(by_number)):
        group = range(first, last + 1)
        found += [Inserted(by_number[number], tab.sheet_id, number + shift, next(ids)) for number in group]
        shift += last - first + 1
    return found


def insert(tab: SeenTab, inserted: Sequence[Inserted]) -> Iterator[Request]:
    """From left to right, each where it will stand."""
    width = tab.width
    if any(one.new.heading_row >= tab.height for one in inserted):
        yield lengthen(tab.sheet_id, "ROWS", 1)  # there has to be a cell below the heading to give a look to
    for first, last in spans([one.column for one in inserted]):
        if first > width:
            # Whether Google inserts right behind the last column is not documented; in front of it, it does.
            yield lengthen(tab.sheet_id, "COLUMNS", first - width)
            width = first
        where = {"range": line(tab.sheet_id, "COLUMNS", first, last), "inheritFromBefore": first > 1}
        yield {"insertDimension": where}
        width += last - first + 1
    for one in inserted:
        yield from _dressed(one)
    for first, last in spans([one.column for one in inserted if one.new.name]):
        yield warn(area(tab.sheet_id, 1, first, 0, last))


def formats(tab: SeenTab, edit: ColumnEdit) -> list[Request]:
    return [request for look, rows in dressed(tab, edit).items() for request in _shown(tab, edit, look, rows)]


def dressed(tab: SeenTab, edit: ColumnEdit) -> dict[Look, list[int]]:
    """What makes edited cells show, and be read, as what they are: a date format for dates, none of a date for others.
    The rows by the look that they lack; a format of the owner's that suits is kept."""
    look = Look.GENERAL if edit.keep_look else edit.look
    plain = edit.column not in tab.formatted
    wanted: dict[Look, list[int]] = {}
    for row, value in zip(edit.rows, edit.after, strict=True):
        if value is None or isinstance(value, str) or (plain and type(value) in (int, float)):
            continue
        dated = tab.format(row, edit.column).get("type") in TIMES
        if isinstance(value, dt.date) and tab.value(row, edit.column) == "":
            dated = False  # formats were seen a moment before the rows: what a blank cell had may be a neighbour's
        if isinstance(value, dt.date) is not dated:
            wanted.setdefault(looks.look_for(value, look), []).append(row)
    return wanted


def shows_dates_throughout(edit: ColumnEdit, look: Look) -> bool:
    """A column of ours that shows dates does so whatever stands in it by now."""
    return look in looks.DATED and not edit.keep_look


def _shown(tab: SeenTab, edit: ColumnEdit, look: Look, rows: list[int]) -> Iterator[Request]:
    """A column of ours that shows its first dates does so down to the end of the sheet; in the owner's, and for
    anything else, only these rows change."""
    stretches = list(spans(rows))
    if shows_dates_throughout(edit, look):
        shows_dates = not TIMES.isdisjoint(tab.times.get(edit.column, {}).values())
        stretches = [(rows[0], rows[-1] if shows_dates else 0)]
    for first, last in stretches:
        where = area(tab.sheet_id, first, edit.column, last, edit.column)
        yield repeat(where, looks.number_format(look), "userEnteredFormat.numberFormat")


def _dressed(one: Inserted) -> Iterator[Request]:
    """An inserted column with its heading, values, looks and tag. One without a name is the owner's, and looks like its
    neighbour."""
    new, sheet_id, number = one.new, one.sheet_id, one.column
    whole, below = area(sheet_id, 1, number, 0, number), area(sheet_id, new.heading_row + 1, number, 0, number)
    yield clear(whole, "note,dataValidation")
    if new.name:
        heading = area(sheet_id, new.heading_row, number, new.heading_row, number)
        yield repeat(heading, looks.heading(program=True), "userEnteredFormat")
        yield repeat(below, looks.tint(), "userEnteredFormat")
    yield repeat(below, looks.number_format(new.look), "userEnteredFormat.numberFormat")
    yield write(sheet_id, new.heading_row, number, [[cell(new.heading)]], "userEnteredValue")
    if new.values:
        yield write(sheet_id, new.first_row, number, column(new.values), "userEnteredValue")
        yield from scattered(sheet_id, _odd(new, number), "userEnteredFormat.numberFormat")
    if new.width is not None:
        yield size(sheet_id, "COLUMNS", number, number, looks.pixels(new.width))
    if new.name:
        yield tags.anchor(sheet_id, new.heading_row, number, new.name, one.tag)
    else:
        yield tags.grip(sheet_id, number, one.tag)


def _odd(new: NewColumn, number: int) -> dict[Place, CellData]:
    """Dates that the column's format would hide."""
    found = {}
    for row, value in enumerate(new.values, new.first_row):
        look = looks.look_for(value, new.look)
        if look is not new.look:
            found[row, number] = looks.number_format(look)
    return found


def is_free(tab: SeenTab, number: int, from_row: int) -> bool:
    """Nothing stands in that column from that row down."""
    rows: Sequence[Sequence[Raw]] = tab.values[from_row - 1 :]
    formulas = tab.formulas.get(number, {})
    written = any(len(row) >= number and row[number - 1] not in ("", None) for row in rows)
    return not written and all(row < from_row for row in formulas)
