"""A workbook is opened as it was at one moment, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from small_packages import with_member

from clientsheet.errors import WorkbookChanged, WrongUse
from clientsheet.stores.excel import reading
from clientsheet.stores.excel import store as stores
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.store import ExcelStore

Draw = Callable[..., Path]


@pytest.mark.parametrize("saves", [1, 2, 3])
def test_a_workbook_saved_while_it_is_opened_is_opened_again_twice_at_most(
    workbook: Draw, monkeypatch: pytest.MonkeyPatch, saves: int
) -> None:
    path = workbook({"Клієнти": [["ID"], [0]]})
    calamine, left = reading._calamine, list(range(saves))

    def meddle(opened: Path) -> object:
        found = calamine(opened)
        if left:
            workbook({"Клієнти": [["ID"], [left.pop(0) + 1]]}, "new.xlsx").replace(path)
        return found

    monkeypatch.setattr(reading, "_calamine", meddle)
    if saves < 3:
        assert OpenWorkbook(path).grid().tabs[0].columns([1], 2) == [[saves]]
    else:
        with pytest.raises(WorkbookChanged):
            OpenWorkbook(path)


def test_a_tab_that_nobody_read_before_the_workbook_was_closed_is_lost(workbook: Draw) -> None:
    book = OpenWorkbook(workbook({"Клієнти": [["ID"]], "Візити": [["a"]]}))
    read, unread = book.grid().tabs
    assert read.row_count == 1
    book.close()
    assert read.columns([1], 1) == [["ID"]]
    with pytest.raises(WorkbookChanged):
        _ = unread.row_count


def test_tabs_are_those_of_the_workbook_part_whatever_calamine_calls_them(workbook: Draw) -> None:
    """A title it reads in another way does not give the values of another tab."""
    path = workbook({"Клієнти": [["ID"]], "Візити": [["a"]]})
    odd = with_member(path, "xl/workbook.xml", lambda raw: raw.replace("Візити".encode(), b"_x0041_"))
    grid = OpenWorkbook(odd).grid()
    assert [(tab.title, tab.rows(1, 1)) for tab in grid.tabs] == [("Клієнти", [["ID"]]), ("_x0041_", [["a"]])]


def test_spans_of_time_are_whole_seconds(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    elapsed = book.add_format({"num_format": "[h]:mm:ss"})
    for row, number in enumerate((1.1, 0.123456789, 2.5)):
        sheet.write_number(row, 0, number, elapsed)
    book.close()
    found = OpenWorkbook(tmp_path / "a.xlsx").grid().tabs[0].columns([1], 1)[0]
    assert found == [dt.timedelta(seconds=95_040), dt.timedelta(seconds=10_667), dt.timedelta(days=2, hours=12)]


def test_a_workbook_that_we_may_not_read_is_said_to_be_closed_to_us(
    workbook: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(stores, "fingerprint", refuse)
    with pytest.raises(WrongUse) as caught:
        ExcelStore(workbook({"Клієнти": [["ID"]]}), tmp_path / "state").read()
    assert caught.value.key == "file.no_access"
