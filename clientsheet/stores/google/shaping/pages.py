"""Whole tabs of ours: made from a blueprint, or written anew over what stood there.

What an owner meets in one: frozen coloured headings with a note on each, drop-downs and checkboxes that forbid nothing,
links that lead to the cell, the program's columns in a colour of their own and with a warning before they are changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.stores.google.seen import COLUMN, HANDLE, Json, SeenTab
from clientsheet.stores.google.shaping import looks, tags
from clientsheet.stores.google.shaping.batch import (
    CellData,
    Place,
    Request,
    alike,
    allow,
    area,
    clear,
    lengthen,
    repeat,
    scattered,
    size,
    spans,
    warn,
    write,
)
from clientsheet.stores.google.shaping.typed import cell

WIDE: Final = 12
"""A tab with more columns than this keeps its first two in sight when scrolled sideways."""
_ROWS, _COLUMNS = 1000, 26
"""Of a new tab, as Google makes them; room for what the owner will add."""
_EVERYTHING: Final = "userEnteredValue,userEnteredFormat,note,dataValidation"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page is written upon. ``sheet_ids``: of every tab there is or will be, for links; ``ids``: numbers for
    metadata."""

    sheet_ids: Mapping[str, int]
    ids: Iterator[int]


def new_tab(tab: TabBlueprint, ground: Ground) -> list[Request]:
    """A tab that is not there yet, behind the others."""
    sheet_id = ground.sheet_ids[tab.title]
    rows, columns = _needed(tab)
    grid = {"rowCount": max(rows, _ROWS), "columnCount": max(columns, _COLUMNS), **_frozen(tab)}
    properties = {"sheetId": sheet_id, "title": tab.title, "gridProperties": grid, **_tab_colour(tab)}
    return [{"addSheet": {"properties": properties}}, *_filled(tab, ground), *_guarded(tab, sheet_id)]


def take_over(blank: SeenTab, tab: TabBlueprint, ground: Ground) -> list[Request]:
    """A blank tab becomes this one."""
    properties = {"sheetId": blank.sheet_id, "title": tab.title, "gridProperties": _frozen(tab), **_tab_colour(tab)}
    fields = ",".join(["title", *_FROZEN, *_tab_colour(tab)])
    change: Request = {"updateSheetProperties": {"properties": properties, "fields": fields}}
    return [*_grown(blank, tab), change, *_filled(tab, ground), *_guarded(tab, blank.sheet_id)]


def rewrite(old: SeenTab, tab: TabBlueprint, ground: Ground) -> list[Request]:
    """The tab keeps its place, its number and its warning; everything in it is replaced, but for the answers in rows
    that stay as they are: the owner may be giving one this very moment."""
    whole, kept = area(old.sheet_id), _kept(old, tab)
    properties = {"sheetId": old.sheet_id, "gridProperties": _frozen(tab)}
    requests: list[Request] = [{"unmergeCells": {"range": whole}}] if old.merged else []
    requests += [
        *_emptied(old, tab, kept),
        *_grown(old, tab),
        {"updateSheetProperties": {"properties": properties, "fields": ",".join(_FROZEN)}},
    ]
    return [*requests, *_stale(old), *_filled(tab, ground, kept)]


def _kept(old: SeenTab, tab: TabBlueprint) -> frozenset[int]:
    """The rows of the sheet that say what they said, the answer included."""
    if not any(column.checkbox for column in tab.columns):
        return frozenset()
    rows = enumerate(tab.rows, tab.heading_row + 1)
    return frozenset(row for row, values in rows if all(map(_stands, _line(old, row, tab), values)))


def _line(old: SeenTab, row: int, tab: TabBlueprint) -> list[Json]:
    return [old.value(row, number) for number, _ in _numbered(tab)]


def _stands(seen: Json, wanted: Raw | Link) -> bool:
    told = wanted.text if isinstance(wanted, Link) else wanted
    return seen == ("" if told is None else told)


def _emptied(old: SeenTab, tab: TabBlueprint, kept: frozenset[int]) -> Iterator[Request]:
    if not kept:
        yield clear(area(old.sheet_id), _EVERYTHING)
        return
    yield clear(area(old.sheet_id), _EVERYTHING.removeprefix("userEnteredValue,"))
    answers = [number for number, column in _numbered(tab) if column.checkbox]
    for first, last in spans([number for number in range(1, old.width + 1) if number not in answers]):
        yield clear(area(old.sheet_id, 1, first, 0, last), "userEnteredValue")
    for first, last in spans([row for row in range(1, old.height + 1) if row not in kept]):
        for number in answers:
            yield clear(area(old.sheet_id, first, number, last, number), "userEnteredValue")


def _filled(tab: TabBlueprint, ground: Ground, kept: frozenset[int] = frozenset()) -> Iterator[Request]:
    """Everything in a tab that is empty but for the answers in the rows ``kept``."""
    sheet_id = ground.sheet_ids[tab.title]
    yield from _formats(tab, sheet_id)
    yield from _values(tab, sheet_id, kept)
    yield from _special(tab, ground)
    notes = {(tab.heading_row, number): {"note": column.note} for number, column in _numbered(tab) if column.note}
    yield from scattered(sheet_id, notes, "note")
    for number, column in _numbered(tab):
        yield from _limited(tab, sheet_id, number, column)
        if column.anchor:
            yield tags.anchor(sheet_id, tab.heading_row, number, column.anchor, next(ground.ids))


def _values(tab: TabBlueprint, sheet_id: int, kept: frozenset[int]) -> Iterator[Request]:
    rows = _cells(tab)
    if not kept:
        yield write(sheet_id, 1, 1, rows, "userEnteredValue")
        return
    answers = [number for number, column in _numbered(tab) if column.checkbox]
    for first, last in spans([number for number, _ in _numbered(tab) if number not in answers]):
        yield write(sheet_id, 1, first, [row[first - 1 : last] for row in rows], "userEnteredValue")
    told = {
        (row, number): cells[number - 1]
        for row, cells in enumerate(rows, 1)
        for number in answers
        if row not in kept and number <= len(cells)
    }
    yield from scattered(sheet_id, told, "userEnteredValue")


def _cells(tab: TabBlueprint) -> list[list[CellData]]:
    """Preamble, headings, rows."""
    above: list[list[CellData]] = [[cell(line)] for line in tab.preamble[: tab.heading_row - 1]]
    above += [[] for _ in range(tab.heading_row - 1 - len(above))]
    headings = [cell(column.heading) for column in tab.columns]
    rows = [[cell(ticked(value, column)) for value, column in _paired(row, tab)] for row in tab.rows]
    return [*above, headings, *rows]


def ticked(value: Raw | Link, column: ColumnBlueprint) -> Raw | Link:
    """In a checkbox the words for yes and no are a tick and none."""
    if column.checkbox and isinstance(value, str) and value in column.choices:
        return value == column.choices[0]
    return value


def _formats(tab: TabBlueprint, sheet_id: int) -> Iterator[Request]:
    """Of headings, of columns down to the end of the sheet, of the lines above."""
    top, columns = tab.heading_row, tab.columns
    if top > 1:
        yield repeat(area(sheet_id, 1, 1, top - 1, 1), looks.preamble(), "userEnteredFormat.textFormat")
    if tab.program and columns:
        body = area(sheet_id, top + 1, 1, 0, len(columns))
        yield repeat(body, looks.paragraph(), "userEnteredFormat(verticalAlignment,wrapStrategy)")
    for row in (top + 1 + place for place in tab.sections):
        yield repeat(area(sheet_id, row, 1, row, len(columns)), looks.tint(), "userEnteredFormat.backgroundColorStyle")
        yield repeat(area(sheet_id, row, 1, row, 1), looks.bold(), "userEnteredFormat.textFormat.bold")
    for program, first, last in alike([tab.program or column.program for column in columns]):
        yield repeat(area(sheet_id, top, first, top, last), looks.heading(program=program), "userEnteredFormat")
        if program and not tab.program:
            yield repeat(
                area(sheet_id, top + 1, first, 0, last), looks.tint(), "userEnteredFormat.backgroundColorStyle"
            )
    for look, first, last in alike([column.look for column in columns]):
        if look is not Look.GENERAL:
            below = area(sheet_id, top + 1, first, 0, last)
            yield repeat(below, looks.number_format(look), "userEnteredFormat.numberFormat")
    for width, first, last in alike([looks.pixels(column.width) for column in columns]):
        yield size(sheet_id, "COLUMNS", first, last, width)
    yield size(sheet_id, "ROWS", top, top, looks.HEADING_HEIGHT)


def _special(tab: TabBlueprint, ground: Ground) -> Iterator[Request]:
    """Links, and values that their column's format would hide."""
    sheet_id = ground.sheet_ids[tab.title]
    links: dict[Place, CellData] = {}
    formats: dict[Place, CellData] = {}
    for row, values in enumerate(tab.rows, tab.heading_row + 1):
        for number, (value, column) in enumerate(_paired(values, tab), 1):
            if isinstance(value, Link):
                if value.tab in ground.sheet_ids:
                    links[row, number] = looks.link(ground.sheet_ids[value.tab], value.cell)
            elif (look := looks.look_for(value, column.look)) is not column.look:
                formats[row, number] = looks.number_format(look)
    yield from scattered(sheet_id, links, "userEnteredFormat.textFormat")
    yield from scattered(sheet_id, formats, "userEnteredFormat.numberFormat")


def _limited(tab: TabBlueprint, sheet_id: int, number: int, column: ColumnBlueprint) -> Iterator[Request]:
    """Checkboxes only where rows are: in a blank one they would be a value."""
    if column.checkbox:
        if tab.rows:
            last = tab.heading_row + len(tab.rows)
            yield allow(area(sheet_id, tab.heading_row + 1, number, last, number), "BOOLEAN")
    elif column.choices:
        yield allow(area(sheet_id, tab.heading_row + 1, number, 0, number), "ONE_OF_LIST", column.choices)


def _guarded(tab: TabBlueprint, sheet_id: int) -> Iterator[Request]:
    """A tab of the program's but for what the owner answers there; its columns among the owner's."""
    if tab.program:
        answers = [area(sheet_id, 1, number, 0, number) for number, column in _numbered(tab) if column.checkbox]
        yield warn(area(sheet_id), answers)
        return
    for first, last in spans([number for number, column in _numbered(tab) if column.program]):
        yield warn(area(sheet_id, 1, first, 0, last))


def _stale(old: SeenTab) -> list[Request]:
    """What told where our columns were."""
    held = [tag.id for found in old.tags.values() for tag in found if tag.key in (COLUMN, HANDLE)]
    return tags.remove(*held)


def _grown(old: SeenTab, tab: TabBlueprint) -> list[Request]:
    rows, columns = _needed(tab)
    missing = (("ROWS", rows - old.height), ("COLUMNS", columns - old.width))
    return [lengthen(old.sheet_id, dimension, by) for dimension, by in missing if by > 0]


def _needed(tab: TabBlueprint) -> tuple[int, int]:
    """Rows and columns. One row below the headings at least: Google freezes no sheet whole."""
    return tab.heading_row + max(len(tab.rows), 1), len(tab.columns) + 1


_FROZEN: Final = ("gridProperties.frozenRowCount", "gridProperties.frozenColumnCount")


def _frozen(tab: TabBlueprint) -> dict[str, int]:
    return {"frozenRowCount": tab.heading_row, "frozenColumnCount": 2 if len(tab.columns) > WIDE else 0}


def _tab_colour(tab: TabBlueprint) -> dict[str, Any]:
    return {"tabColorStyle": looks.colour(looks.PROGRAM_HEADING)} if tab.program else {}


def _numbered(tab: TabBlueprint) -> Iterator[tuple[int, ColumnBlueprint]]:
    return enumerate(tab.columns, 1)


def _paired(row: Sequence[Raw | Link], tab: TabBlueprint) -> Iterator[tuple[Raw | Link, ColumnBlueprint]]:
    return zip(row, tab.columns, strict=True)
