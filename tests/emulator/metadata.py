"""Developer metadata: on the spreadsheet, a sheet, one row or one column; creating, finding, changing, deleting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.emulator import masks
from tests.emulator.refusals import NotEmulated, Refusal

if TYPE_CHECKING:
    from tests.emulator.sheet import Line, Sheet
    from tests.emulator.spreadsheet import Spreadsheet

BUDGET = 30_000
"""Characters of keys and values, for the spreadsheet and for each sheet."""


@dataclass
class Found:
    """``place``: the location without its type. ``sheet``: None for the spreadsheet."""

    mark: dict[str, Any]
    place: dict[str, Any]
    sheet: Sheet | None

    @property
    def told(self) -> dict[str, Any]:
        return told(self.mark, self.place)


def told(mark: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    span = place.get("dimensionRange")
    kind = "SPREADSHEET" if "spreadsheet" in place else "SHEET"
    if span:
        kind = "ROW" if span["dimension"] == "ROWS" else "COLUMN"
        place = {"dimensionRange": {name: one for name, one in span.items() if name != "sheetId" or one}}
    elif place.get("sheetId") == 0:
        place = {}
    return {**mark, "location": {"locationType": kind, **place}}


def on_line(sheet: int, kind: str, number: int) -> dict[str, Any]:
    return {"dimensionRange": {"sheetId": sheet, "dimension": kind, "startIndex": number, "endIndex": number + 1}}


def everything(book: Spreadsheet) -> Iterator[Found]:
    for mark in book.marks:
        yield Found(mark, {"spreadsheet": True}, None)
    for sheet in book.sheets:
        yield from on_sheet(sheet)


def on_sheet(sheet: Sheet) -> Iterator[Found]:
    for mark in sheet.marks:
        yield Found(mark, {"sheetId": sheet.number}, sheet)
    for kind in ("COLUMNS", "ROWS"):
        for number, line in enumerate(sheet.lines(kind)):
            for mark in line.marks:
                yield Found(mark, on_line(sheet.number, kind, number), sheet)


def found(book: Spreadsheet, filters: list[dict[str, Any]]) -> list[tuple[Found, list[dict[str, Any]]]]:
    """What any of the filters selects, each with the filters that select it."""
    for one in filters:
        if "developerMetadataLookup" not in one:
            raise NotEmulated("a search of metadata by a range")
    pairs = [
        (mark, [one for one in filters if _fits(mark, one["developerMetadataLookup"])]) for mark in everything(book)
    ]
    return [(mark, fitting) for mark, fitting in pairs if fitting]


def _fits(mark: Found, lookup: dict[str, Any]) -> bool:
    if "metadataLocation" in lookup or "locationMatchingStrategy" in lookup:
        raise NotEmulated("a lookup of metadata by its location")
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if lookup.get(name) is not None and lookup[name] != mark.mark.get(name):
            return False
    asked = lookup.get("locationType")
    return asked is None or asked == mark.told["location"]["locationType"]


def create(book: Spreadsheet, given: dict[str, Any], taken_is_refused: bool) -> Found:
    number = given.get("metadataId")
    if number is not None and number < 1:
        raise Refusal("The metadata ID must be positive.")
    if not given.get("metadataKey"):
        raise Refusal("The metadata key must be specified.")
    if not given.get("visibility"):
        raise Refusal("The metadata visibility must be specified.")
    old = next((one for one in everything(book) if number is not None and one.mark["metadataId"] == number), None)
    if old and taken_is_refused:
        raise Refusal(f"The metadata ID {number} is taken. (The emulator's words: Google's are not known.)")
    if old:
        return old
    place, sheet = _place(book, given.get("location") or {})
    mark = {"metadataId": number or book.new_number(), "metadataKey": given["metadataKey"]}
    if given.get("metadataValue"):
        mark["metadataValue"] = given["metadataValue"]
    mark["visibility"] = given["visibility"]
    made = Found(mark, place, sheet)
    _bearer(book, made).marks += (mark,)
    _within_budget(book, sheet)
    return made


def _place(book: Spreadsheet, location: dict[str, Any]) -> tuple[dict[str, Any], Sheet | None]:
    if location.get("spreadsheet"):
        return {"spreadsheet": True}, None
    span = location.get("dimensionRange")
    if span:
        sheet, start = book.sheet(span.get("sheetId")), span.get("startIndex") or 0
        lines = sheet.lines(span.get("dimension", ""))
        if span.get("endIndex") != start + 1 or start >= len(lines):
            raise Refusal("The dimension range of a metadata location must be one row or one column of the sheet.")
        return on_line(sheet.number, span["dimension"], start), sheet
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return {"sheetId": sheet.number}, sheet
    raise Refusal("The metadata location must be specified.")


def update(
    book: Spreadsheet, filters: list[dict[str, Any]], given: dict[str, Any], fields: str
) -> list[dict[str, Any]]:
    tree = masks.mask(fields)
    if "location" in tree or not tree:
        raise NotEmulated("moving metadata to another place")
    changed = []
    for one, _ in found(book, filters):
        new = Found(masks.merged(one.mark, given, tree), one.place, one.sheet)
        bearer = _bearer(book, one)
        bearer.marks = tuple(new.mark if mark is one.mark else mark for mark in bearer.marks)
        _within_budget(book, one.sheet)
        changed.append(new.told)
    return changed


def delete(book: Spreadsheet, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    gone = [one for one, _ in found(book, [chosen])]
    for one in gone:
        bearer = _bearer(book, one)
        bearer.marks = tuple(mark for mark in bearer.marks if mark is not one.mark)
    return [one.told for one in gone]


def _bearer(book: Spreadsheet, mark: Found) -> Spreadsheet | Sheet | Line:
    """What it hangs on, to be changed."""
    if mark.sheet is None:
        return book
    span = mark.place.get("dimensionRange")
    return mark.sheet.own(span["dimension"], span["startIndex"]) if span else mark.sheet


def _within_budget(book: Spreadsheet, sheet: Sheet | None) -> None:
    marks = list(book.marks) if sheet is None else [one.mark for one in on_sheet(sheet)]
    if sum(len(one["metadataKey"]) + len(one.get("metadataValue", "")) for one in marks) > BUDGET:
        where = "the spreadsheet" if sheet is None else "a sheet"
        raise Refusal(f"The developer metadata of {where} would be longer than {BUDGET} characters.")
