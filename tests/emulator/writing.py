"""What stands in the way of changing cells: ranges that somebody protected."""

from __future__ import annotations

from tests.emulator.ranges import Area, of_grid
from tests.emulator.refusals import Refusal, protected
from tests.emulator.sheet import Sheet


def must_be_open(sheet: Sheet, place: Area) -> None:
    """A range that only warns stops nobody who comes by the API."""
    for guard in sheet.protected:
        if guard.get("warningOnly") or guard.get("requestingUserCanEdit"):
            continue
        if of_grid(guard["range"]).within(len(sheet.rows), len(sheet.columns)).meets(place):
            raise Refusal(protected())
