"""Developer metadata in a batch."""

from __future__ import annotations

from typing import Any

from tests.emulator import metadata
from tests.emulator.spreadsheet import Spreadsheet


def create(book: Spreadsheet, fields: dict[str, Any], taken_is_refused: bool) -> dict[str, Any]:
    made = metadata.create(book, fields.get("developerMetadata") or {}, taken_is_refused)
    return {"createDeveloperMetadata": {"developerMetadata": made.told}}


def update(book: Spreadsheet, fields: dict[str, Any], _: bool) -> dict[str, Any]:
    given = fields.get("developerMetadata") or {}
    changed = metadata.update(book, fields.get("dataFilters") or [], given, fields.get("fields") or "")
    return {"updateDeveloperMetadata": {"developerMetadata": changed} if changed else {}}


def delete(book: Spreadsheet, fields: dict[str, Any], _: bool) -> dict[str, Any]:
    gone = metadata.delete(book, fields.get("dataFilter") or {})
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone} if gone else {}}
