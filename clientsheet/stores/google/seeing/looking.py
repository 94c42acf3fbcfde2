"""One look at a spreadsheet: two requests, whatever its size, become a ``Seen``.

What is known about the cells (formulas, errors, dates, notes) and about the tabs comes with the first, the values with
the second. A tab that lost its name in between makes us look again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from clientsheet.stores.google.api import Api, PlaceGone
from clientsheet.stores.google.cells import ERRORS, TIMES
from clientsheet.stores.google.seeing.guarded import guarded
from clientsheet.stores.google.seeing.ranges import area, quoted
from clientsheet.stores.google.seen import Format, Json, Seen, SeenTab, Tag

_TAG: Final = "developerMetadata(metadataId,metadataKey,metadataValue)"
_CELL: Final = "userEnteredValue(formulaValue),effectiveValue(errorValue(type)),effectiveFormat(numberFormat),note"
FIELDS: Final = (
    f"spreadsheetId,properties(title,locale,timeZone),{_TAG},"
    "sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges,"
    "protectedRanges(range,warningOnly,requestingUserCanEdit,unprotectedRanges),"
    f"data(startRow,startColumn,columnMetadata({_TAG}),rowMetadata(hiddenByFilter,hiddenByUser),"
    f"rowData(values({_CELL}))))"
)
_TRIALS: Final = 3


def look(api: Api) -> Seen:
    """PlaceGone: tabs are renamed faster than we look."""
    for trial in range(1, _TRIALS + 1):
        told = api.get(FIELDS)
        try:
            return seen(told, _values(api, told))
        except PlaceGone:
            if trial == _TRIALS:
                raise
    raise AssertionError


def same_moment(api: Api, there: Seen) -> bool:
    """Whether the values of a look belong to what it knows about the cells: that came before them, and is the same
    after them."""
    return seen(api.get(FIELDS), [tab.values for tab in there.tabs if tab.is_grid]).fingerprint == there.fingerprint


def seen(told: Any, values: Sequence[Sequence[Sequence[Json]]]) -> Seen:
    """``told``: the answer to ``FIELDS``; ``values``: of the grid tabs, in their order."""
    of_grids = iter(values)
    tabs = tuple(_tab(sheet, next(of_grids) if _is_grid(sheet) else ()) for sheet in told.get("sheets", ()))
    properties = told.get("properties", {})
    name, locale, zone = (properties.get(one, "") for one in ("title", "locale", "timeZone"))
    tags = tuple(sorted(_tags(told), key=lambda tag: tag.id))
    fingerprint = _fingerprint((told["spreadsheetId"], name, locale, zone), tabs, tags)
    return Seen(told["spreadsheetId"], name, locale, zone, tabs, tags, fingerprint)


def _values(api: Api, told: Any) -> list[list[list[Json]]]:
    titles = [sheet["properties"]["title"] for sheet in told.get("sheets", ()) if _is_grid(sheet)]
    return api.values([quoted(title) for title in titles]) if titles else []


def _is_grid(sheet: Any) -> bool:
    return bool(sheet["properties"].get("sheetType", "GRID") == "GRID")


def _tab(sheet: Any, values: Sequence[Sequence[Json]]) -> SeenTab:
    properties = sheet["properties"]
    size = properties.get("gridProperties", {})
    height, width = size.get("rowCount", 0), size.get("columnCount", 0)
    data: Any = next(iter(sheet.get("data", ())), {})
    rows = data.get("rowMetadata", ())
    values = _trimmed(values)
    about = _about(data.get("rowData", ()), values)
    return SeenTab(
        sheet_id=properties.get("sheetId", 0),
        title=properties["title"],
        height=height,
        width=width,
        values=values,
        is_grid=_is_grid(sheet),
        formulas=about.formulas,
        errors=about.errors,
        times=about.times,
        notes=about.notes,
        formats=about.formats,
        hidden_rows=frozenset(number for number, row in enumerate(rows, 1) if row and _is_hidden(row)),
        merged=tuple(area(grid, height, width) for grid in sheet.get("merges", ())),
        protected=guarded(sheet.get("protectedRanges", ()), height, width),
        tags=_tagged(data.get("columnMetadata", ())),
    )


def _trimmed(values: Sequence[Sequence[Json]]) -> Sequence[Sequence[Json]]:
    """Without blanks at the ends: a formula that shows nothing may stand there."""
    rows = [row if not row or row[-1] != "" else _without_end(row) for row in values]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_end(row: Sequence[Json]) -> Sequence[Json]:
    length = len(row)
    while length and row[length - 1] == "":
        length -= 1
    return row[:length]


def _is_hidden(row: Any) -> bool:
    return bool(row.get("hiddenByFilter") or row.get("hiddenByUser"))


def _tagged(columns: Sequence[Any]) -> dict[int, tuple[Tag, ...]]:
    """By the number of the column."""
    tagged = ((number, tuple(_tags(column))) for number, column in enumerate(columns, 1) if column)
    return {number: tags for number, tags in tagged if tags}


def _tags(place: Any) -> Iterator[Tag]:
    for one in place.get("developerMetadata", ()):
        yield Tag(one["metadataId"], one.get("metadataKey", ""), one.get("metadataValue", ""))


# Cells

_ByCell = dict[int, dict[int, str]]


@dataclass(frozen=True)
class _About:
    """What is known about the cells of a tab, as in ``SeenTab``."""

    formulas: _ByCell = field(default_factory=dict)
    errors: _ByCell = field(default_factory=dict)
    times: _ByCell = field(default_factory=dict)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: list[dict[int, Format]] = field(default_factory=list)


def _about(rows: Sequence[Any], values: Sequence[Sequence[Json]]) -> _About:
    """Rows that are the same object (``answers``) are understood once."""
    about = _About()
    understood: dict[int, tuple[list[tuple[int, str, str]], dict[int, Format]]] = {}
    for number, row in enumerate(rows, 1):
        if id(row) not in understood:
            understood[id(row)] = (list(_facts(row)), _formats(row))
        facts, formats = understood[id(row)]
        about.formats.append(formats)
        if facts:
            _add(about, number, facts, values[number - 1] if number <= len(values) else ())
    return about


def _facts(row: Any) -> Iterator[tuple[int, str, str]]:
    """(column, what, text) of every cell of which something is told."""
    for column, cell in enumerate(row.get("values", ()), 1):
        if not cell:
            continue
        if formula := cell.get("userEnteredValue", {}).get("formulaValue"):
            yield column, "formula", formula
        if error := cell.get("effectiveValue", {}).get("errorValue"):
            yield column, "error", error.get("type", "ERROR")
        time = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
        if time in TIMES:
            yield column, "time", time
        if note := cell.get("note"):
            yield column, "note", note


def _formats(row: Any) -> dict[int, Format]:
    cells = enumerate(row.get("values", ()), 1)
    told = ((column, cell.get("effectiveFormat", {}).get("numberFormat")) for column, cell in cells if cell)
    return {column: form for column, form in told if form}


def _add(about: _About, number: int, facts: Sequence[tuple[int, str, str]], line: Sequence[Json]) -> None:
    """Where the values, which came a moment later, say something else, they are right."""
    for column, what, text in facts:
        if what == "note":
            about.notes[number, column] = text
            continue
        value = line[column - 1] if column <= len(line) else ""
        if what == "time":
            if type(value) is int or type(value) is float:
                about.times.setdefault(column, {})[number] = text
        elif what == "formula":
            about.formulas.setdefault(column, {})[number] = text
            if value in ERRORS:
                about.errors.setdefault(column, {})[number] = ERRORS[value]
        elif isinstance(value, str) and value:
            about.errors.setdefault(column, {}).setdefault(number, text)


# Fingerprint


def _fingerprint(known: Sequence[str], tabs: Sequence[SeenTab], tags: Sequence[Tag]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in (known, [_plain(tag) for tag in tags], *(part for tab in tabs for part in _parts(tab))):
        digest.update(orjson.dumps(part, option=orjson.OPT_NON_STR_KEYS))
    return f"google-{digest.hexdigest()}"


def _parts(tab: SeenTab) -> Iterator[Any]:
    yield tab.sheet_id, tab.title, tab.height, tab.width, tab.is_grid
    yield tab.values
    yield tab.formulas, tab.errors, tab.times
    yield [(*place, note) for place, note in tab.notes.items()]
    yield sorted(tab.hidden_rows), [tuple(one) for one in (*tab.merged, *tab.protected)]
    yield [(column, [_plain(tag) for tag in tags]) for column, tags in tab.tags.items()]


def _plain(tag: Tag) -> tuple[int, str, str]:
    return tag.id, tag.key, tag.value
