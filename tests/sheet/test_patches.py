"""A patch tells what it writes: the preview shows exactly that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch

EDIT = ColumnEdit("Клієнти", 3, [2, 9], [None, 10.5], [7, None])
COLUMN = NewColumn("Клієнти", 28, 3, "Візитів", "clients.visits", 5, [3, None, 1])
ROWS = AppendedRows("Візити", 40, [{1: "a", 2: 5}, {}])


def test_every_cell_of_an_edit_and_of_a_new_column_is_told_with_before_and_after() -> None:
    """A cell that stays empty is not told."""
    assert list(Patch(edits=(EDIT,), new_columns=(COLUMN,), appended=(ROWS,)).cells()) == [
        ("Клієнти", "C2", None, 7),
        ("Клієнти", "C9", 10.5, None),
        ("Клієнти", "AB3", None, "Візитів"),
        ("Клієнти", "AB5", None, 3),
        ("Клієнти", "AB7", None, 1),
    ]


def test_as_many_cells_are_counted_as_are_told() -> None:
    """Appended rows are counted as rows."""
    patch = Patch(edits=(EDIT, replace(EDIT, column=4)), new_columns=(COLUMN, replace(COLUMN, column=29)))
    assert patch.edit_count == len(list(patch.cells())) == 10
    assert (patch.appended_count, Patch(appended=(ROWS, ROWS)).appended_count) == (0, 4)


def test_an_edit_with_more_rows_than_values_is_nothing_to_show() -> None:
    with pytest.raises(ValueError):
        list(Patch(edits=(replace(EDIT, after=[7]),)).cells())


@pytest.mark.parametrize(
    "patch",
    [
        Patch(edits=(EDIT,)),
        Patch(new_columns=(COLUMN,)),
        Patch(appended=(ROWS,)),
        Patch(new_tabs=(TabBlueprint("x", "X", ()),)),
        Patch(pages=(TabBlueprint("x", "X", ()),)),
        Patch(anchors={"clients.total": Anchor("Клієнти", 1, 3)}),
        Patch(forgotten=("clients.total",)),
        Patch(marks={"workbook_id": "x"}),
    ],
)
def test_a_patch_with_anything_in_it_is_something_to_write(patch: Patch) -> None:
    """Only an empty one is not."""
    assert patch
    assert not Patch()
