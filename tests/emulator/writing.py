"""What stands in the way of changing cells: ranges that somebody protected."""

from __future__ import annotations

from tests.emulator.ranges import Area, Grid, of_grid
from tests.emulator.refusals import Refusal, protected
from tests.emulator.sheet import Sheet


def must_be_open(sheet: Sheet, place: Area) -> None:
    """A range that only warns stops nobody who comes by the API."""
    for guard in sheet.protected:
        if guard.get("warningOnly") or guard.get("requestingUserCanEdit"):
            continue
        free = [_within(sheet, one) for one in guard.get("unprotectedRanges", [])]
        if _within(sheet, guard["range"]).meets(place) and not any(one.covers(place) for one in free):
            raise Refusal(protected())


def must_take_lines(sheet: Sheet, kind: str, at: int) -> None:
    """New lines tear no protected range apart, and none come into a sheet that is protected as a whole."""
    for guard in sheet.protected:
        if guard.get("warningOnly") or guard.get("requestingUserCanEdit"):
            continue
        place = _within(sheet, guard["range"])
        first, last = (place.top, place.bottom) if kind == "ROWS" else (place.left, place.right)
        if place == sheet.whole or first < at < (last or 0):
            raise Refusal(protected())


def _within(sheet: Sheet, grid: Grid) -> Area:
    return of_grid(grid).within(len(sheet.rows), len(sheet.columns))
