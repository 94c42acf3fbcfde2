"""The structural half of a write: everything of a patch but the values of edited cells, as requests of one batch.

Pure. New tabs, pages, new columns, appended rows, anchors, marks, notes, number formats. The ids of what is added are
chosen here, so that one batch can add a tab and write into it, and a later look can find what it added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.patch import NewColumn, Patch
from clientsheet.stores.google.seen import Seen

Request = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inserted:
    """A column that the batch inserts: ``tag`` is the id of the metadata it will carry (its anchor, or a grip),
    ``column`` where it will stand if nobody moves anything meanwhile."""

    new: NewColumn
    sheet_id: int
    column: int
    tag: int


@dataclass(frozen=True, slots=True)
class Shape:
    """``tabs``: the sheet ids of tabs that the batch adds, by title."""

    requests: tuple[Request, ...]
    inserted: tuple[Inserted, ...]
    tabs: Mapping[str, int]


def structure(seen: Seen, patch: Patch) -> Shape:
    """WorkbookChanged: a tab that the patch names is not there. Refused: a new tab whose title is taken, a page where
    now a chart stands."""
    raise NotImplementedError


def starter(seen: Seen, blueprint: WorkbookBlueprint) -> tuple[Request, ...]:
    """Fills a blank spreadsheet: its blank tab becomes the first of the blueprint's."""
    raise NotImplementedError
