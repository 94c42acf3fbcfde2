"""A spreadsheet, its owner, and what the program sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientsheet.sheet.grid import Grid, GridTab
from clientsheet.stores.google.seeing.grid import grid_of
from clientsheet.stores.google.seeing.looking import look
from clientsheet.stores.google.seen import Seen
from tests.emulator.control import Emulator
from tests.google.line import line

PATTERNS = {"DATE": "dd.mm.yyyy", "TIME": "hh:mm", "DATE_TIME": "dd.mm.yyyy hh:mm", "TEXT": "@", "NUMBER": "#,##0.00"}


class Watched:
    """Rows and columns count from 1 here, as in what is seen."""

    def __init__(self, google: Emulator, state: Path, tabs: Mapping[str, list[list[Any]]], locale: str) -> None:
        self.google = google
        self.id = google.spreadsheet("Салон", tabs, locale)
        self.owner = google.owner(self.id)
        self.api = line(google, self.id, state)

    def seen(self) -> Seen:
        return look(self.api)

    def grid(self) -> Grid:
        return grid_of(self.seen())

    def tab(self, title: str = "Клієнти") -> GridTab:
        found = self.grid().tab(title)
        assert found is not None
        return found

    def types(self, row: int, column: int, text: str) -> None:
        """The owner types into the first tab."""
        self.owner.types("Клієнти", row - 1, column - 1, text)

    def shows_as(self, kind: str, row: int, column: int, last_row: int = 0) -> None:
        """The owner gives cells of the first tab a number format."""
        cell = {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": PATTERNS[kind]}}}
        where = _area(row, column, last_row or row)
        self.ask({"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat.numberFormat"}})

    def tag(self, number: int, column: int, key: str, value: str) -> None:
        place = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": column - 1, "endIndex": column}
        self._create(number, key, value, {"dimensionRange": place})

    def mark(self, number: int, key: str, value: str) -> None:
        self._create(number, key, value, {"spreadsheet": True})

    def ask(self, *requests: dict[str, Any]) -> None:
        self.api.change(requests, fields="replies", proof=lambda: False)

    def _create(self, number: int, key: str, value: str, location: dict[str, Any]) -> None:
        made = {"metadataId": number, "metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT"}
        self.ask({"createDeveloperMetadata": {"developerMetadata": {**made, "location": location}}})


def _area(row: int, column: int, last_row: int) -> dict[str, int]:
    rows = {"startRowIndex": row - 1, "endRowIndex": last_row}
    return {"sheetId": 0, **rows, "startColumnIndex": column - 1, "endColumnIndex": column}
