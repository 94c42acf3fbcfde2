"""Some columns of the sheet as they stand at one moment: the look right before a write, and the answer to a write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

from clientsheet.sheet.address import letters
from clientsheet.stores.google.cells import LOADING, LOADING_SHOWN, SHOWN
from clientsheet.stores.google.seeing.ranges import quoted
from clientsheet.stores.google.seen import Json, SeenTab, Tag
from clientsheet.stores.google.shaping.batch import spans
from clientsheet.stores.google.writing.run import FIELDS as TAGS
from clientsheet.stores.google.writing.run import tags_of

FIELDS: Final = (
    f"{TAGS},sheets(properties(sheetId,title),data(startRow,startColumn,columnMetadata({TAGS}),"
    "rowData(values(userEnteredValue(formulaValue),effectiveValue,note))))"
)

Asked = Mapping[str, Mapping[int, int]]
"""What to look at, by the title of the tab: of each column so many rows, 0 for the whole of it."""


@dataclass(frozen=True)
class Column:
    """``values`` from row 1 on, without blanks at the end; ``formulas`` and ``notes`` by row from 0."""

    values: Sequence[Json] = ()
    formulas: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    tags: Sequence[Tag] = ()

    def holds(self, cells: Sequence[Json]) -> bool:
        """Whether these values stand there; what a formula shows is its own affair."""
        wanted = list(cells)
        _trim(wanted)
        if list(self.values) == wanted:
            return True
        return all(
            now == value or row in self.formulas
            for row, (now, value) in enumerate(zip_longest(self.values, wanted, fillvalue=""))
        )

    def like(self, tab: SeenTab, number: int, height: int = 0) -> bool:
        """Whether it is what was seen there (in the first ``height`` rows), notes and all; formulas whatever they show
        by now."""
        seen = list(tab.column(number)[: height or None])
        known = tab.formulas.get(number, {})
        if any(known.get(row + 1) != text for row, text in self.formulas.items() if not height or row < height):
            return False
        noted = {row - 1: note for (row, column), note in tab.notes.items() if column == number}
        if any(noted.get(row) != self.notes.get(row) for row in {*noted, *self.notes} if not height or row < height):
            return False
        _trim(seen)
        now = list(self.values[: height or None])
        _trim(now)
        if now == seen:
            return True
        return len(now) == len(seen) and all(
            one == other or row in self.formulas for row, (one, other) in enumerate(zip(now, seen, strict=True))
        )


@dataclass(frozen=True)
class Shown:
    """``columns`` by (sheet id, number)."""

    tags: Sequence[Tag]
    titles: Mapping[int, str]
    columns: Mapping[tuple[int, int], Column]


def ranges(asked: Asked) -> list[str]:
    """In A1 notation, neighbours in one, whole columns first."""
    return [place for title, columns in asked.items() for place in _ranges(title, columns)]


def merged(*asked: Asked) -> dict[str, dict[int, int]]:
    """All that is to be looked at; whole columns before their tops."""
    found: dict[str, dict[int, int]] = {}
    for one in asked:
        for title, columns in one.items():
            there = found.setdefault(title, {})
            for number, height in columns.items():
                there[number] = 0 if not height or there.get(number) == 0 else height
    return found


def _ranges(title: str, columns: Mapping[int, int]) -> Iterator[str]:
    for height in sorted(set(columns.values())):
        for first, last in spans(sorted(number for number, rows in columns.items() if rows == height)):
            yield f"{quoted(title)}!{_end(first, 1 if height else 0)}:{_end(last, height)}"


def shown(told: Any) -> Shown:
    """Of a Spreadsheet as Google tells it. Where ranges overlap the first counts."""
    columns: dict[tuple[int, int], Column] = {}
    titles: dict[int, str] = {}
    for sheet in told.get("sheets", ()):
        sheet_id = sheet["properties"].get("sheetId", 0)
        titles[sheet_id] = sheet["properties"]["title"]
        for part in sheet.get("data", ()):
            for number, column in _columns(part):
                columns.setdefault((sheet_id, number), column)
    return Shown(tags_of(told), titles, columns)


def _columns(part: Mapping[str, Any]) -> Iterator[tuple[int, Column]]:
    first, top = part.get("startColumn", 0), part.get("startRow", 0)
    rows = [row.get("values", ()) for row in part.get("rowData", ())]
    lines = part.get("columnMetadata", ())
    for place in range(max(len(lines), max(map(len, rows), default=0))):
        cells = [row[place] if place < len(row) else None for row in rows]
        values: list[Json] = [""] * top
        values += [_value(cell["effectiveValue"]) if cell and "effectiveValue" in cell else "" for cell in cells]
        formulas = {
            row: cell["userEnteredValue"]["formulaValue"]
            for row, cell in enumerate(cells, top)
            if cell and cell.get("userEnteredValue")
        }
        notes = {row: cell["note"] for row, cell in enumerate(cells, top) if cell and "note" in cell}
        _trim(values)
        yield first + place + 1, Column(values, formulas, notes, tags_of(lines[place]) if place < len(lines) else ())


def _value(told: Mapping[str, Any]) -> Json:
    for kind, value in told.items():
        if kind == "errorValue":
            type_ = value.get("type", "")
            return LOADING_SHOWN if type_ == LOADING else SHOWN.get(type_, type_)
        if kind == "numberValue" and isinstance(value, float) and value.is_integer():
            return int(value)
        return value  # type: ignore[no-any-return]
    return ""


def _trim(cells: list[Json]) -> None:
    while cells and cells[-1] == "":
        cells.pop()


def _end(column: int, row: int) -> str:
    return f"{letters(column)}{row or ''}"
