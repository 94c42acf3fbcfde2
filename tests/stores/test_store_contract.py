"""What every store that can be written promises, tried on each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.errors import Refused, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.grid import Anchor, Grid, GridTab, Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.base import Store

Make = Callable[[dict[str, list[list[Raw]]]], Store]

CLIENTS: list[list[Raw]] = [
    ["ID", "ПІБ", "Всього", "Примітки"],
    [1, "Марина Коваль", 10.5, "любить каву"],
    [2, "Олена Бондар", None, None],
    [3, "Ігор Ткач", None, "=не формула"],
]
TABLES = {"Клієнти": CLIENTS, "Нотатки": [["інше", True], [dt.date(2026, 4, 5), 7]]}


def drawn(grid: Grid) -> dict[str, list[list[Raw]]]:
    return {tab.title: rows(tab, 1, tab.row_count) for tab in grid.tabs}


def rows(tab: GridTab, first: int, last: int) -> list[list[Raw]]:
    """All of one length: a store may leave out what is empty at the end of a row."""
    return [[*row, *[None] * (tab.column_count - len(row))] for row in tab.rows(first, last)]


def changed(before: Grid, after: Grid) -> dict[tuple[str, int, int], Raw]:
    """Every cell that differs, with what it holds afterwards."""
    cells = [
        {
            (tab.title, row, column): value
            for tab in grid.tabs
            for row, line in enumerate(tab.rows(1, tab.row_count), 1)
            for column, value in enumerate(line, 1)
        }
        for grid in (before, after)
    ]
    places = {place for one in cells for place in one}
    return {place: cells[1].get(place) for place in places if cells[0].get(place) != cells[1].get(place)}


def test_what_was_drawn_is_read(store: Make) -> None:
    tables = {**TABLES, "Клієнти": CLIENTS[:3]}
    assert drawn(store(tables).read()) == tables


def test_columns_come_in_the_order_asked_for_and_missing_ones_are_empty(store: Make) -> None:
    tab = store(TABLES).read().tab("Клієнти")
    assert tab is not None
    assert tab.columns([3, 1, 40], 2) == [[10.5, None, None], [1, 2, 3], [None, None, None]]
    assert (tab.row_count, tab.column_count) == (4, 4)


def test_rows_outside_the_tab_do_not_exist(store: Make) -> None:
    tab = store(TABLES).read().tab("Клієнти")
    assert tab is not None
    assert len(tab.rows(1, 20)) == 4
    assert tab.rows(30, 40) == []


def test_only_the_addressed_cells_differ(store: Make) -> None:
    made = store(TABLES)
    before = made.read()
    edit = ColumnEdit("Клієнти", 3, [2, 3], [10.5, None], [None, 1234.56], Look.MONEY)
    made.apply(Patch(edits=(edit,)), made.fingerprint())
    assert changed(before, made.read()) == {("Клієнти", 2, 3): None, ("Клієнти", 3, 3): 1234.56}


@pytest.mark.parametrize(
    ("value", "look"),
    [
        ("Привіт, «світ» & <b>", Look.TEXT),
        ("00380", Look.TEXT),
        ("=2+2", Look.TEXT),
        ("рядок\nдругий", Look.GENERAL),
        (" з пробілами ", Look.GENERAL),
        (True, Look.GENERAL),
        (0, Look.INTEGER),
        (-12.25, Look.MONEY),
        (dt.date(2026, 4, 5), Look.DATE),
        (dt.datetime(2026, 4, 5, 9, 30, 15), Look.DATETIME),
    ],
)
def test_a_written_value_is_read_back_as_it_was(store: Make, value: Raw, look: Look) -> None:
    made = store(TABLES)
    made.apply(Patch(edits=(ColumnEdit("Клієнти", 4, [3], [None], [value], look),)), made.fingerprint())
    tab = made.read().tab("Клієнти")
    assert tab is not None
    found = tab.columns([4], 3)[0][0]
    assert (found, isinstance(found, bool)) == (value, isinstance(value, bool))


def test_a_new_column_brings_its_anchor(store: Make) -> None:
    made = store(TABLES)
    column = NewColumn("Клієнти", 5, 1, "Візитів", "clients.visits", 2, [3, None, 1], Look.INTEGER, 10)
    made.apply(Patch(new_columns=(column,)), made.fingerprint())
    grid = made.read()
    tab = grid.tab("Клієнти")
    assert tab is not None
    assert tab.columns([5], 1) == [["Візитів", 3, None, 1]]
    assert grid.anchors == {"clients.visits": Anchor("Клієнти", 1, 5)}


def test_anchors_and_marks_survive_later_writes_until_forgotten(store: Make) -> None:
    made = store(TABLES)
    anchors = {"clients.total": Anchor("Клієнти", 1, 3), "clients.notes": Anchor("Клієнти", 1, 4)}
    made.apply(Patch(anchors=anchors, marks={"workbook_id": 'a "b" & в'}), made.fingerprint())
    made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3], [None], [5]),)), made.fingerprint())
    assert (dict(made.read().anchors), dict(made.read().marks)) == (anchors, {"workbook_id": 'a "b" & в'})
    made.apply(Patch(forgotten=("clients.total",)), made.fingerprint())
    assert list(made.read().anchors) == ["clients.notes"]


def test_rows_are_appended_below_the_data(store: Make) -> None:
    made = store(TABLES)
    block = AppendedRows("Клієнти", 4, [{1: 4, 2: "Нова"}, {2: "Ще одна"}])
    made.apply(Patch(appended=(block,)), made.fingerprint())
    tab = made.read().tab("Клієнти")
    assert tab is not None
    assert rows(tab, 5, 9) == [[4, "Нова", None, None], [None, "Ще одна", None, None]]


def page(rows: list[list[Raw | Link]]) -> TabBlueprint:
    columns = (ColumnBlueprint("Де", anchor="problems.where"), ColumnBlueprint("Що", width=40))
    return TabBlueprint("problems", "Зауваження", columns, rows, preamble=("Пояснення",), heading_row=3, program=True)


def test_our_own_page_is_made_and_then_written_whole_even_when_it_shrinks(store: Make) -> None:
    made = store(TABLES)
    told: list[list[Raw | Link]] = [[Link("Клієнти!B2", "Клієнти", "B2"), f"помилка {n}"] for n in range(5)]
    made.apply(Patch(pages=(page(told),)), made.fingerprint())
    made.apply(Patch(pages=(page(told[:1]),)), made.fingerprint())
    grid = made.read()
    tab = grid.tab("Зауваження")
    assert tab is not None
    found = [row for row in rows(tab, 1, tab.row_count) if any(cell is not None for cell in row)]
    assert found == [["Пояснення", None], ["Де", "Що"], ["Клієнти!B2", "помилка 0"]]
    assert grid.anchors["problems.where"] == Anchor("Зауваження", 3, 1)
    assert drawn(grid)["Клієнти"] == drawn(store(TABLES).read())["Клієнти"]


def test_a_column_that_is_not_free_is_not_overwritten(store: Make) -> None:
    made = store(TABLES)
    before = made.read()
    with pytest.raises((Refused, WorkbookChanged)):
        made.apply(Patch(new_columns=(NewColumn("Клієнти", 3, 1, "Візитів", "clients.visits"),)), made.fingerprint())
    assert changed(before, made.read()) == {}


def test_a_tab_that_is_gone_stops_the_whole_patch(store: Make) -> None:
    made = store(TABLES)
    before = made.read()
    edits = (ColumnEdit("Клієнти", 3, [3], [None], [5]), ColumnEdit("Немає", 1, [1], [None], [5]))
    with pytest.raises((Refused, WorkbookChanged)):
        made.apply(Patch(edits=edits, marks={"a": "b"}), made.fingerprint())
    assert changed(before, made.read()) == {}
    assert made.read().marks == {}


def test_a_stale_fingerprint_is_refused_and_nothing_is_written(
    store: Make, change: Callable[[Store], None], look: Callable[[Store], Grid]
) -> None:
    made = store(TABLES)
    seen = made.fingerprint()
    change(made)
    before = look(made)
    with pytest.raises(WorkbookChanged):
        made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3], [None], [5]),)), seen)
    assert changed(before, made.read()) == {}


def test_an_empty_patch_changes_nothing(store: Make) -> None:
    made = store(TABLES)
    seen = made.fingerprint()
    assert made.apply(Patch(), seen).fingerprint == seen == made.fingerprint()


def test_a_workbook_that_somebody_has_open_is_left_alone(store: Make, lock: Callable[[Store, str], None]) -> None:
    made = store(TABLES)
    lock(made, "Марина")
    seen = made.fingerprint()
    assert made.locked_by() == "Марина"
    with pytest.raises(WorkbookLocked) as caught:
        made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3], [None], [5]),)), seen)
    assert caught.value.holder == "Марина"
    assert made.fingerprint() == seen


def test_the_workbook_of_before_a_write_can_be_put_back_where_it_is_kept(store: Make) -> None:
    made = store(TABLES)
    before = made.read()
    applied = made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3], [None], [5]),)), made.fingerprint())
    assert changed(before, made.read())
    if applied.backup is None:
        with pytest.raises(WrongUse):
            made.restore(Path("backup"), applied.fingerprint)
        return
    made.restore(applied.backup, applied.fingerprint)
    assert changed(before, made.read()) == {}


def test_a_new_workbook_is_built_only_where_there_is_none(store: Make) -> None:
    made = store({})
    assert not made.exists()
    with pytest.raises(WrongUse):
        made.read()
    made.build(WorkbookBlueprint((page([["A1", "так"]]),), "uk", {"workbook_id": "x"}))
    grid = made.read()
    assert made.exists()
    assert [tab.title for tab in grid.tabs] == ["Зауваження"]
    assert (dict(grid.marks), list(grid.anchors)) == ({"workbook_id": "x"}, ["problems.where"])
    with pytest.raises(WrongUse):
        made.build(WorkbookBlueprint((page([]),), "uk"))
