"""What a write means to do to the rows of each tab, told so that it can be found again wherever the rows are by then.

Pure; ``laid_down`` keeps it in the state folder while cells are written.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.seeing.spills import spilled_rows
from clientsheet.stores.google.seen import COLUMN, Format, Json, Seen, SeenTab
from clientsheet.stores.google.shaping.columns import Inserted

HEAD: Final = 20
"""Rows among which headings are looked for, as everywhere in the program."""

_ENOUGH: Final = 200
"""Cells of a column."""


@dataclass(frozen=True)
class Meant:
    """One column that is written to. ``handle``: the id of its tag. ``was`` and ``meant``: all its cells from row 1 on,
    before and afterwards; ``rows`` (from 0) are those that change. ``formulas``: by row from 0, of before. ``new``: the
    column itself comes with the write, to stand at ``number``."""

    handle: int
    number: int
    was: Sequence[Json]
    meant: Sequence[Json]
    rows: Sequence[int]
    formulas: Mapping[int, str] = field(default_factory=dict)
    new: bool = False

    def values(self) -> frozenset[Json]:
        """Everything that we put somewhere into this column."""
        return frozenset(self.meant[row] for row in self.rows)


@dataclass(frozen=True)
class TabIntent:
    """``witnesses``: the columns that tell rows apart, whole, by number; none of them is written to. ``keyed``: whether
    the first of them alone is enough wherever it is filled and not shared."""

    sheet_id: int
    title: str
    witnesses: Mapping[int, Sequence[Json]]
    keyed: bool
    columns: tuple[Meant, ...]

    @property
    def height(self) -> int:
        return max(map(len, (*self.witnesses.values(), *(one.was for one in self.columns))))

    @cached_property
    def telling(self) -> list[int]:
        return telling(self.witnesses)


@dataclass(frozen=True)
class Added:
    """Rows that come below a tab. ``columns``: some of what each column held, by the number at which it was expected;
    ``rows`` and ``looks`` by the same numbers."""

    sheet_id: int
    columns: Mapping[int, Sequence[Json]]
    rows: Sequence[Mapping[int, Json]]
    looks: Mapping[int, str]


@dataclass(frozen=True)
class Whereabouts:
    """What the rows and columns of a tab are told by later. ``columns``: by number; of ``witnesses``, which tell the
    rows apart (``key`` may do so alone), every cell, of others as much as they are known by. ``tags``: the ids of each
    column's tags."""

    sheet_id: int
    columns: Mapping[int, Sequence[Json]]
    witnesses: Sequence[int]
    key: int
    tags: Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Remarks:
    """Notes of the owner's on a tab where ours change: (row, column, text). ``places``: (row, column) of every note of
    ours that is hung or taken off."""

    where: Whereabouts
    notes: Sequence[tuple[int, int, str]]
    places: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Dress:
    """Number formats of a tab where we set some. ``before``: by column, (first row, last row, format) of what had one.
    ``meant``: by column, (row, value, format) of each cell that gets a value and with it a format. ``ours``: columns
    that show dates from now on, wherever nothing else is meant."""

    where: Whereabouts
    before: Mapping[int, Sequence[tuple[int, int, Format]]]
    meant: Mapping[int, Sequence[tuple[int, Json, Format]]]
    ours: Sequence[int]


@dataclass(frozen=True)
class Intent:
    """``runs``: the marks that its own write may find in the spreadsheet, or leave there, as parts of their texts."""

    spreadsheet: str
    tabs: tuple[TabIntent, ...]
    runs: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    remarks: tuple[Remarks, ...] = ()
    dresses: tuple[Dress, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tabs or self.added or self.remarks)


def intended(
    seen: Seen, patch: Patch, handles: Mapping[tuple[str, int], int], inserted: Sequence[Inserted] = ()
) -> Intent:
    """``handles``: by (tab, column), the id of the tag of every column that is edited. ``inserted``: the columns that
    come with the write."""
    tabs = [_tab(tab, patch, handles, inserted) for tab in seen.tabs]
    return Intent(seen.spreadsheet, tuple(tab for tab in tabs if tab.columns))


def telling(witnesses: Mapping[int, Sequence[Json]]) -> list[int]:
    """As few of these columns as tell apart all the rows that can be told apart."""
    first = next(iter(witnesses), 0)
    if witnesses and _alone(witnesses[first], witnesses.values()):
        return [first]
    most = len(set(zip(*witnesses.values(), strict=True)))
    chosen: list[int] = []
    groups: Sequence[Hashable] = [()] * max(map(len, witnesses.values()), default=0)
    known = len(set(groups))
    for number, cells in witnesses.items():
        finer = list(zip(groups, cells, strict=True))
        if known < most and len(set(finer)) > known:
            chosen.append(number)
            groups, known = finer, len(set(finer))
    return chosen


def _alone(cells: Sequence[Json], others: Collection[Sequence[Json]]) -> bool:
    """Whether no value of a column stands there twice, and where it has none nobody has."""
    blank = [row for row, cell in enumerate(cells) if cell == ""]
    if len(set(cells)) != len(cells) - len(blank) + bool(blank):
        return False
    return not any(other[row] != "" for other in others for row in blank)


def witnesses_of(tab: SeenTab, patch: Patch, edited: Collection[int], height: int = 0) -> dict[int, list[Json]]:
    """Whole columns that tell its rows apart whatever is written: those the patch names, then everything else that
    people keep there. None that is edited or calculated."""
    named = patch.witnesses.get(tab.title, ())
    if not named:
        return {}
    ours = {number for number, tags in tab.tags.items() if any(tag.key == COLUMN for tag in tags)}
    left_out = {*edited, *tab.formulas, *spilled_rows(tab)}
    others = range(1, max(map(len, tab.values), default=0) + 1)
    numbers = dict.fromkeys([*named, *(number for number in others if number not in ours)])
    return {number: column(tab, number, height) for number in numbers if number not in left_out}


def whereabouts(
    tab: SeenTab, patch: Patch, edited: Collection[int], others: Mapping[int, Sequence[Json]]
) -> Whereabouts:
    """``others``: what columns that tell no rows apart are known by."""
    witnesses = witnesses_of(tab, patch, edited)
    key = next(iter(patch.witnesses.get(tab.title, ())), 0)
    tags = {number: [tag.id for tag in tab.tags.get(number, ())] for number in others}
    return Whereabouts(tab.sheet_id, {**others, **witnesses}, list(witnesses), key, tags)


def some(cells: Sequence[Json]) -> Sequence[Json]:
    """Enough to know a column by, whatever is sorted meanwhile."""
    return [*cells[:HEAD], *cells[HEAD :: 1 + len(cells) // _ENOUGH]]


def column(tab: SeenTab, number: int, height: int = 0) -> list[Json]:
    """The cells of a column from row 1 on, to the last row of the tab or to ``height``."""
    cells = list(tab.column(number))
    return cells + [""] * (height - len(cells))


def _tab(tab: SeenTab, patch: Patch, handles: Mapping[tuple[str, int], int], inserted: Sequence[Inserted]) -> TabIntent:
    edits = [edit for edit in patch.edits if edit.tab == tab.title]
    coming = [one for one in inserted if one.sheet_id == tab.sheet_id]
    height = max([len(tab.values), *(max(edit.rows, default=0) for edit in edits), *map(_bottom, coming)])
    edited = sorted({edit.column for edit in edits})
    witnesses = witnesses_of(tab, patch, edited, height)
    columns = [
        _meant(tab, number, [edit for edit in edits if edit.column == number], height, handles[tab.title, number])
        for number in edited
    ]
    return TabIntent(
        tab.sheet_id,
        tab.title,
        witnesses,
        next(iter(witnesses), 0) in patch.witnesses.get(tab.title, ())[:1],
        (*columns, *(_new(one, height) for one in coming)),
    )


def _meant(tab: SeenTab, number: int, edits: Sequence[ColumnEdit], height: int, handle: int) -> Meant:
    was = column(tab, number, height)
    meant, rows = list(was), set()
    for edit in edits:
        for row, after in zip(edit.rows, edit.after, strict=True):
            meant[row - 1] = from_raw(after)
            rows.add(row - 1)
    formulas = {row - 1: text for row, text in tab.formulas.get(number, {}).items()}
    return Meant(handle, number, was, meant, sorted(rows), formulas)


def _new(one: Inserted, height: int) -> Meant:
    meant: list[Json] = [""] * height
    meant[one.new.heading_row - 1] = one.new.heading
    for row, value in enumerate(one.new.values, one.new.first_row):
        meant[row - 1] = from_raw(value)
    rows = [row for row, value in enumerate(meant) if value != ""]
    return Meant(one.tag, one.column, [""] * height, meant, rows, new=True)


def _bottom(one: Inserted) -> int:
    return max(one.new.heading_row, one.new.first_row + len(one.new.values) - 1)
