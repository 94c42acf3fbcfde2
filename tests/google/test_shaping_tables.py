"""What is put into the tabs that people work in: columns, rows, and how filled cells look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.sheet.blueprint import ColumnBlueprint, TabBlueprint
from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.seen import COLUMN, HANDLE
from clientsheet.stores.google.shaping.shape import structure
from tests.google.bench import Bench


def test_a_new_column_brings_its_heading_values_look_and_anchor(bench: Callable[..., Bench]) -> None:
    made = bench()
    new = NewColumn(
        "Клієнти", 5, 1, "Останній візит", "clients.last_visit", 2, [dt.date(2026, 4, 5), None, "—"], Look.DATE, 12
    )
    shape = made.apply(Patch(new_columns=(new,)))
    tab = made.tab("Клієнти")
    assert [row[4] if len(row) > 4 else "" for row in tab.values] == [
        "Останній візит",
        from_raw(dt.date(2026, 4, 5)),
        "",
        "—",
    ]
    assert tab.times == {5: {2: "DATE"}}
    assert [(tag.id, tag.key, tag.value) for tag in tab.tags[5]] == [
        (shape.inserted[0].tag, COLUMN, "clients.last_visit 1")
    ]


def test_a_new_column_covers_nothing_that_was_typed_there_meanwhile(bench: Callable[..., Bench]) -> None:
    """It is put in; what the owner wrote in the free place a moment ago only moves to the right."""
    made = bench()
    shape = structure(made.seen(), Patch(new_columns=(NewColumn("Клієнти", 5, 1, "Візитів", "clients.visits"),)))
    made.google.owner(made.id).puts("Клієнти", 1, 4, "щойно")
    made.send(shape.requests)
    rows = made.tab("Клієнти").values
    assert list(rows[0]) == ["ID", "ПІБ", "Всього", "Примітки", "Візитів"]
    assert list(rows[1]) == [1, "Марина Коваль", 10.5, "любить каву", "", "щойно"]


def test_new_columns_stand_side_by_side_and_apart_as_asked(bench: Callable[..., Bench]) -> None:
    """Two groups with the owner's column between them; a column without a name gets a grip and no colour."""
    made = bench({"Клієнти": [["ID", "ПІБ", "", "", "Нотатки"], [1, "Марина", "", "", "кава"]]})
    wanted = (
        NewColumn("Клієнти", 3, 1, "А", "clients.a"),
        NewColumn("Клієнти", 4, 1, "Б", ""),
        NewColumn("Клієнти", 6, 1, "В", "clients.c", 2, [7]),
    )
    shape = made.apply(Patch(new_columns=wanted))
    tab = made.tab("Клієнти")
    assert list(tab.values[0]) == ["ID", "ПІБ", "А", "Б", "", "", "Нотатки", "В"]
    assert list(tab.values[1]) == [1, "Марина", "", "", "", "", "кава", 7]
    assert [shape.column("Клієнти", number) for number in (1, 2, 3, 5, 6)] == [1, 2, 5, 7, 9]
    keys = {column: [tag.key for tag in found] for column, found in tab.tags.items()}
    assert keys == {3: [COLUMN], 4: [HANDLE], 8: [COLUMN]}
    assert made.form("Клієнти", 1, 3)["textFormat"]["bold"] is True
    assert made.form("Клієнти", 1, 4) == {}


def test_new_columns_fit_behind_the_last_column_of_the_sheet(bench: Callable[..., Bench]) -> None:
    made = bench({"Клієнти": [[f"H{n}" for n in range(26)]]})
    wanted = tuple(NewColumn("Клієнти", 27 + n, 1, f"Нова {n}", f"clients.n{n}") for n in range(3))
    made.apply(Patch(new_columns=wanted))
    assert list(made.tab("Клієнти").values[0])[25:] == ["H25", "Нова 0", "Нова 1", "Нова 2"]


def test_a_new_column_fits_a_sheet_that_ends_with_its_headings(bench: Callable[..., Bench]) -> None:
    """Every range that is given a look begins inside the sheet."""
    made = bench({"Клієнти": [["ID"]]})
    sheet_id = made.tab("Клієнти").sheet_id
    size = {"sheetId": sheet_id, "gridProperties": {"rowCount": 1}}
    made.send([{"updateSheetProperties": {"properties": size, "fields": "gridProperties.rowCount"}}])
    made.apply(Patch(new_columns=(NewColumn("Клієнти", 2, 1, "Візитів", "clients.visits"),)))
    tab = made.tab("Клієнти")
    assert (list(tab.values[0]), tab.height) == (["ID", "Візитів"], 2)


def test_a_place_that_is_taken_is_no_place_for_a_new_column(bench: Callable[..., Bench]) -> None:
    made = bench()
    with pytest.raises(WorkbookChanged):
        structure(made.seen(), Patch(new_columns=(NewColumn("Клієнти", 3, 1, "Візитів", "clients.visits"),)))


def test_what_belongs_to_a_tab_that_is_gone_stops_the_patch(bench: Callable[..., Bench]) -> None:
    seen = bench().seen()
    for patch in (
        Patch(new_columns=(NewColumn("Немає", 3, 1, "Візитів", ""),)),
        Patch(appended=(AppendedRows("Немає", 1, [{1: 1}]),)),
        Patch(anchors={"clients.total": Anchor("Немає", 1, 1)}),
        Patch(edits=(ColumnEdit("Немає", 1, [1], [None], [5]),)),
    ):
        with pytest.raises(WorkbookChanged):
            structure(seen, patch)


def test_rows_go_below_everything_whatever_was_typed_there_meanwhile(bench: Callable[..., Bench]) -> None:
    made = bench()
    rows: list[dict[int, Raw]] = [{1: 4, 4: dt.datetime(2026, 11, 22, 9, 30)}, {2: "Ще одна"}]
    looks = {1: Look.INTEGER, 2: Look.TEXT, 4: Look.DATETIME}
    shape = structure(made.seen(), Patch(appended=(AppendedRows("Клієнти", 4, rows, looks),)))
    made.google.owner(made.id).puts("Клієнти", 4, 1, "вписано щойно")
    made.send(shape.requests)
    tab = made.tab("Клієнти")
    assert [list(row) for row in tab.values[4:]] == [
        ["", "вписано щойно"],
        [4, "", "", from_raw(dt.datetime(2026, 11, 22, 9, 30))],
        ["", "Ще одна"],
    ]
    assert tab.times == {4: {6: "DATE_TIME"}}


def test_rows_reach_beyond_the_width_and_the_height_of_the_sheet(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.apply(Patch(appended=(AppendedRows("Клієнти", 4, [{30: n} for n in range(1100)]),)))
    tab = made.tab("Клієнти")
    assert (len(tab.values), tab.value(1104, 30)) == (1104, 1099)


def test_dates_that_are_filled_in_are_dates_afterwards(bench: Callable[..., Bench]) -> None:
    """And numbers are numbers, though the cell showed dates before; a date format of the owner's own is kept."""
    made = bench()
    day = dt.date(2026, 4, 5)
    made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3, 4], [None, None], [day, None], Look.DATE),)))
    made.google.owner(made.id).puts("Клієнти", 2, 2, from_raw(day))
    tab = made.tab("Клієнти")
    assert tab.times == {3: {3: "DATE"}}
    assert structure(made.seen(), Patch(edits=(ColumnEdit("Клієнти", 3, [3], [day], [day], Look.DATE),))).requests == ()
    made.apply(Patch(edits=(ColumnEdit("Клієнти", 3, [3], [day], [12.5], Look.MONEY),)))
    assert made.tab("Клієнти").times == {}
    assert made.form("Клієнти", 3, 3)["numberFormat"]["type"] == "NUMBER"


def test_a_column_of_ours_shows_dates_down_to_the_end_once_it_shows_one(bench: Callable[..., Bench]) -> None:
    """So a date that is put right in a row further down is shown as one; rows that are filled in later get what they
    lack, and the format of the owner's dates between them and the end stays."""
    made = bench()
    day = dt.date(2026, 4, 5)
    made.apply(Patch(edits=(ColumnEdit("Клієнти", 5, [2], [None], [day], Look.DATE),)))
    forms = [made.form("Клієнти", row, 5).get("numberFormat", {}).get("type") for row in (1, 2, 3, 1000)]
    assert forms == [None, "DATE", "DATE", "DATE"]
    made.google.owner(made.id).puts("Клієнти", 1, 4, from_raw(day))
    shape = structure(made.seen(), Patch(edits=(ColumnEdit("Клієнти", 5, [3], [None], [day], Look.DATE),)))
    ranges = [request["repeatCell"]["range"] for request in shape.requests]
    assert [(place["startRowIndex"], place["endRowIndex"]) for place in ranges] == [(2, 3)]


def test_a_cure_changes_the_format_of_its_own_cell_at_most(bench: Callable[..., Bench]) -> None:
    made = bench()
    day = dt.date(2026, 4, 5)
    edit = ColumnEdit("Клієнти", 4, [2, 4], ["любить каву", "=не формула"], [day, day], Look.DATE, keep_look=True)
    made.apply(Patch(edits=(edit,)))
    assert [made.form("Клієнти", row, 4).get("numberFormat", {}).get("type") for row in (2, 3, 4)] == [
        "DATE",
        None,
        "DATE",
    ]


def test_text_and_numbers_leave_the_format_of_a_cell_alone(bench: Callable[..., Bench]) -> None:
    seen = bench().seen()
    edits = (ColumnEdit("Клієнти", 3, [2, 3, 4], [10.5, None, None], ["текст", 5, None], Look.MONEY),)
    assert structure(seen, Patch(edits=edits)).requests == ()


def test_a_number_in_a_column_of_dates_stays_a_number(bench: Callable[..., Bench]) -> None:
    made = bench()
    columns = (ColumnBlueprint("Дата", look=Look.DATE),)
    made.apply(
        Patch(
            new_tabs=(TabBlueprint("t", "Нова", columns, ((5,), (dt.date(2026, 4, 5),))),),
            new_columns=(NewColumn("Клієнти", 5, 1, "Дата", "", 2, [5, dt.date(2026, 4, 5)], Look.DATE),),
            appended=(AppendedRows("Клієнти", 4, [{3: 5}, {3: dt.date(2026, 4, 5)}], {3: Look.DATE}),),
        )
    )
    assert made.tab("Нова").times == {1: {3: "DATE"}}
    assert made.tab("Клієнти").times == {5: {3: "DATE"}, 3: {6: "DATE"}}
