"""What no store writes into: a formula, the hidden part of a merged cell, a protected tab, a cell that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientsheet.errors import Refused, WorkbookChanged
from clientsheet.sheet.blueprint import ColumnBlueprint, TabBlueprint
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.base import Store
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.memory import MemoryStore

TAB = "Клієнти"
ROWS: list[list[Raw]] = [["ID", "Всього", "Разом"], [1, 5, 10], [2, None, None]]


@pytest.fixture(params=["memory", "excel"])
def store(request: pytest.FixtureRequest, workbook: Callable[..., Path], tmp_path: Path) -> Store:
    """C2 holds a formula, B3:C3 are merged, row 2 is hidden, the tab «Закрито» has a password."""
    if request.param == "memory":
        return MemoryStore(
            {TAB: ROWS, "Закрито": [["a"]]},
            formulas={TAB: ["C2"]},
            merged={TAB: ["B3:C3"]},
            hidden={TAB: [2]},
            protected=["Закрито"],
        )
    path = workbook({TAB: ROWS, "Закрито": [["a"]]})
    book = load_workbook(path)
    sheet = book[TAB]
    sheet["C2"] = "=B2*2"
    sheet.merge_cells("B3:C3")
    sheet.row_dimensions[2].hidden = True
    book["Закрито"].protection.sheet = True
    book["Закрито"].protection.password = "secret"
    book.save(path)
    return ExcelStore(path, tmp_path / "state")


def cells(grid: Grid) -> list[list[list[Raw]]]:
    return [tab.rows(1, tab.row_count) for tab in grid.tabs]


def edit(column: int, row: int, before: Raw, after: Raw = 7, tab: str = TAB) -> Patch:
    return Patch(edits=(ColumnEdit(tab, column, [row], [before], [after]),))


def test_formulas_merged_cells_hidden_rows_and_protection_are_known(store: Store) -> None:
    tab, closed = store.read().tabs
    assert (list(tab.formulas(3)), list(tab.formulas(1)), set(tab.hidden_rows)) == ([2], [], {2})
    assert [str(area) for area in tab.merged] == ["B3:C3"]
    assert (tab.writable, closed.writable) == (True, False)


@pytest.mark.parametrize(
    "patch",
    [
        edit(3, 2, 10),
        edit(3, 3, None),
        Patch(appended=(AppendedRows(TAB, 1, [{1: 9}]),)),
        Patch(new_tabs=(TabBlueprint("x", TAB, (ColumnBlueprint("Де"),)),)),
    ],
    ids=["a formula", "inside a merged cell", "rows that are not free", "a tab that is there"],
)
def test_what_may_not_be_written_stops_the_whole_patch(store: Store, patch: Patch) -> None:
    """The other edits of the patch are not written either."""
    unwritten(store, patch)


@pytest.mark.parametrize("patch", [edit(1, 1, "a", tab="Закрито"), edit(1, 2, 9)], ids=["protected", "another value"])
def test_in_memory_a_patch_that_was_planned_wrongly_is_caught(store: Store, patch: Patch) -> None:
    """On the disk the fingerprint vouches for what was read, and nobody plans to write into a protected tab."""
    if isinstance(store, MemoryStore):
        unwritten(store, patch)


def unwritten(store: Store, patch: Patch) -> None:
    before = cells(store.read())
    both = replace(patch, edits=(*patch.edits, ColumnEdit(TAB, 1, [3], [2], [22])), marks={"a": "b"})
    with pytest.raises((Refused, WorkbookChanged)):
        store.apply(both, store.fingerprint())
    assert (cells(store.read()), dict(store.read().marks)) == (before, {})


def test_the_first_cell_of_a_merged_one_is_an_ordinary_cell(store: Store) -> None:
    store.apply(edit(2, 3, None, 5), store.fingerprint())
    assert cells(store.read())[0][2][:2] == [2, 5]


def test_a_tab_that_was_not_there_is_added_behind_the_others(store: Store) -> None:
    page = TabBlueprint("tasks", "Завдання", (ColumnBlueprint("Що"), ColumnBlueprint("Коли")), [["Подзвонити", None]])
    store.apply(Patch(new_tabs=(page,)), store.fingerprint())
    grid = store.read()
    assert [tab.title for tab in grid.tabs] == [TAB, "Закрито", "Завдання"]
    assert [row[:1] for row in cells(grid)[2]] == [["Що"], ["Подзвонити"]]


def test_a_new_column_without_a_name_brings_no_anchor(store: Store) -> None:
    store.apply(Patch(new_columns=(NewColumn(TAB, 4, 1, "Примітка", ""),)), store.fingerprint())
    grid = store.read()
    assert (dict(grid.anchors), cells(grid)[0][0]) == ({}, ["ID", "Всього", "Разом", "Примітка"])
