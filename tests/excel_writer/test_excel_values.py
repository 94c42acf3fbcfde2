"""Whatever a cell can hold is written so that it is read back as it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.errors import Refused
from clientsheet.sheet.grid import CellError, Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

_EARLIEST = dt.date(1904, 1, 2)
_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: text != "")
_values: st.SearchStrategy[Raw] = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=64).filter(
        lambda number: number == 0 or abs(number) > 1e-300
    ),
    st.dates(_EARLIEST),
    st.datetimes(dt.datetime(1904, 1, 2), dt.datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.sampled_from(["#REF!", "#N/A", "#DIV/0!"]).map(CellError),
    _texts,
)


@pytest.fixture(params=[False, True], ids=["since 1900", "since 1904"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "source.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": request.param})
    book.add_worksheet("Клієнти").write_row(0, 0, ["ID", "Всього"])
    book.close()
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(values=st.lists(_values, min_size=1, max_size=8))
def test_a_column_of_anything_is_read_back_as_it_was_written(source: Path, values: list[Raw]) -> None:
    """In cells of a column and in appended rows alike."""
    target = source.with_name("target.xlsx")
    rows = list(range(2, 2 + len(values)))
    patch = Patch(
        edits=(ColumnEdit("Клієнти", 3, rows, [None] * len(rows), values),),
        appended=(AppendedRows("Клієнти", rows[-1], [{1: value} for value in values]),),
    )
    rewrite(source, target, patch)
    verify(source, target, patch)
    tab = OpenWorkbook(target).grid().tabs[0]
    edited, appended = tab.columns([3], 2)[0][: len(values)], tab.columns([1], rows[-1] + 1)[0]
    for found in (edited, appended):
        assert [(_kind(one), one) for one in found] == [(_kind(one), _plain(one)) for one in values]


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(1899, 12, 30)])
def test_a_day_that_the_workbook_does_not_count_is_refused_and_one_it_counts_is_written(
    source: Path, day: dt.date
) -> None:
    """Excel's first day is 1.1.1900 or 2.1.1904, by the workbook."""
    target = source.with_name("target.xlsx")
    patch = Patch(edits=(ColumnEdit("Клієнти", 3, [2], [None], [day], Look.DATE),))
    if OpenWorkbook(source).part.date1904 or day.year < 1900:
        with pytest.raises(Refused) as refused:
            rewrite(source, target, patch)
        assert refused.value.key == "excel.early_date"
    else:
        rewrite(source, target, patch)
        assert OpenWorkbook(target).grid().tabs[0].columns([3], 2) == [[day]]


def _kind(value: Raw) -> object:
    return float if isinstance(value, (int, float)) and not isinstance(value, bool) else type(_plain(value))


def _plain(value: Raw) -> Raw:
    """Midnight is read as its day."""
    midnight = isinstance(value, dt.datetime) and value.time() == dt.time()
    return value.date() if midnight and isinstance(value, dt.datetime) else value


def test_what_no_cell_can_hold_is_a_mistake_of_the_program(source: Path) -> None:
    for odd in (b"bytes", [1], object()):
        patch = Patch(edits=(ColumnEdit("Клієнти", 3, [2], [None], [odd]),))  # type: ignore[list-item]
        with pytest.raises(TypeError):
            rewrite(source, source.with_name("target.xlsx"), patch)


@pytest.mark.parametrize(
    "patch",
    [
        Patch(edits=(ColumnEdit("Клієнти", 16_385, [2], [None], [1]),)),
        Patch(edits=(ColumnEdit("Клієнти", 3, [1_048_577], [None], [1]),)),
        Patch(edits=(ColumnEdit("Клієнти", 3, [0], [None], [1]),)),
        Patch(edits=(ColumnEdit("Клієнти", 3, [2, 3], [None, None], [1]),)),
        Patch(edits=(ColumnEdit("Клієнти", 3, [3, 2, 3], [None] * 3, [1, 2, 3]),)),
        Patch(edits=(ColumnEdit("Клієнти", 3, [2], [None], [1]),) * 2),
    ],
    ids=[
        "right of the sheet",
        "below the sheet",
        "above the sheet",
        "a value short",
        "one cell twice",
        "two edits of it",
    ],
)
def test_a_patch_that_contradicts_itself_or_the_sheet_is_a_mistake_of_the_program(source: Path, patch: Patch) -> None:
    with pytest.raises(ValueError):
        rewrite(source, source.with_name("target.xlsx"), patch)


def test_empty_cells_of_appended_rows_and_an_edit_of_nothing_write_nothing(source: Path) -> None:
    target = source.with_name("target.xlsx")
    patch = Patch(
        edits=(ColumnEdit("Клієнти", 3, [], [], []),),
        new_columns=(NewColumn("Клієнти", 4, 1, "Борг", "", look=Look.MONEY),),
        appended=(AppendedRows("Клієнти", 1, []), AppendedRows("Клієнти", 1, [{1: 5, 2: None}])),
    )
    rewrite(source, target, patch)
    verify(source, target, patch)
    grid = OpenWorkbook(target).grid()
    assert (grid.tabs[0].rows(1, 9), dict(grid.anchors)) == (
        [["ID", "Всього", None, "Борг"], [5, None, None, None]],
        {},
    )


def test_a_value_has_the_look_asked_for_unless_its_cell_is_to_keep_its_own(source: Path) -> None:
    target = source.with_name("target.xlsx")
    edits = tuple(ColumnEdit("Клієнти", column, [2], [None], [12.5], Look.MONEY) for column in (3, 4))
    rewrite(source, target, Patch(edits=(edits[0], replace(edits[1], keep_look=True))))
    sheet = openpyxl.load_workbook(target)["Клієнти"]
    assert [sheet.cell(2, column).number_format for column in (3, 4)] == ["#,##0.00", "General"]
