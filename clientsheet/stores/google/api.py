"""The requests we make of one spreadsheet, each by its name here. Everything else of Google's API stays outside.

Whatever goes wrong comes out as a ClientsheetError that says what and what next, after the tries that were worth
making.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from clientsheet.errors import TryLater, WorkbookChanged
from clientsheet.stores.google.seen import Json


class PlaceGone(WorkbookChanged):
    """A tab or a range that a request names is not there (any more): 400 'Unable to parse range', 'exceeds grid
    limits', 'No grid with id'."""


class FilterRefused(Exception):
    """Google did not take a write by data filter; ``said`` is its sentence. Nothing was written."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class AnswerLost(TryLater):
    """The batch was carried out, and what it answered is lost."""


class Unsure(TryLater):
    """Nobody can say whether the batch was carried out: the line broke, and we cannot ask, or it may still be under
    way."""


class Api(Protocol):
    """``Read`` and ``Write`` are what a request costs of the minute's quota."""

    spreadsheet: str

    def get(self, fields: str, ranges: Sequence[str] = ()) -> Any:
        """spreadsheets.get with a field mask (Read): the JSON as it is. PlaceGone."""

    def values(self, ranges: Sequence[str]) -> list[list[list[Json]]]:
        """values:batchGet (Read): the rows of each range, unformatted, dates as serial numbers. PlaceGone."""

    def fill(self, columns: Sequence[tuple[int, Sequence[Json]]]) -> None:
        """values:batchUpdateByDataFilter (Write), RAW: for each (metadata id, cells from row 1 down) the column that
        carries it; None leaves a cell, '' clears it. Absolute values, so tried again freely. FilterRefused."""

    def put(self, ranges: Sequence[tuple[str, Sequence[Sequence[Json]]]]) -> None:
        """values:batchUpdate (Write), RAW: the same by A1 range and rows; the way round a refused filter. PlaceGone."""

    def change(
        self,
        requests: Sequence[dict[str, Any]],
        *,
        fields: str,
        ranges: Sequence[str] = (),
        proof: Callable[[], bool],
    ) -> Any:
        """spreadsheets.batchUpdate (Write): all of it or nothing. ``fields`` masks the answer, ``ranges`` are shown in
        its updatedSpreadsheet (none: it has none). When nobody can say whether it was carried out, ``proof`` is asked
        before anything is sent again. AnswerLost: it was. Unsure. PlaceGone, Refused, any other TryLater: it was
        not."""
