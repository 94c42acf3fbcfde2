"""Workbooks with more than cells (a table, a filter, a chart, colours): all of it is there afterwards."""

from __future__ import annotations

import datetime as dt
import zipfile

import pytest
import xlsxwriter
from openpyxl import load_workbook

from clientsheet.jobs import adopt, sync
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)


@pytest.fixture
def base(tmp_path):
    """Clients as an Excel Table, visits with a filter, and a chart of them."""
    path = tmp_path / "base.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        clients = book.add_worksheet("Clients")
        people = [["Anna", "020 7946 0001"], ["Bella", "020 7946 0002"]]
        headings = [{"header": "Name"}, {"header": "Phone"}]
        clients.add_table("B3:C5", {"name": "People", "data": people, "columns": headings})
        visits = book.add_worksheet("Visits")
        day = book.add_format({"num_format": "dd.mm.yyyy", "bg_color": "#FFEEAA"})
        for column, heading in enumerate(("Date", "Client", "Amount")):
            visits.write(0, column, heading)
        for row, (name, amount) in enumerate((("Anna", 10), ("Bella", 20), ("Anna", 30)), 1):
            visits.write_datetime(row, 0, dt.datetime(2026, 3, row), day)
            visits.write(row, 1, name)
            visits.write(row, 2, amount)
        visits.autofilter("A1:C4")
        visits.conditional_format("C2:C4", {"type": "data_bar"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Visits!$C$2:$C$4"})
        visits.insert_chart("H2", chart)
    return path


@pytest.fixture
def adopted(base, tmp_path):
    adopt.run(base, tmp_path, agreed=True)
    sync.run(Workspace.open(tmp_path / "config.yaml", today=TODAY))
    return base


def test_the_table_grows_over_the_new_columns_and_names_them(adopted):
    sheet = load_workbook(adopted)["Clients"]
    table = sheet.tables["People"]
    headings = [cell.value for cell in sheet[3]][1:]
    assert table.ref.startswith("B3:")
    assert [column.name for column in table.tableColumns] == headings
    assert headings[:4] == ["Name", "Phone", "ID", "Visits"]


def test_the_values_stand_in_the_rows_of_their_clients(adopted):
    sheet = load_workbook(adopted)["Clients"]
    total = [cell.value for cell in sheet[3]].index("Total")
    assert [(row[1].value, row[total].value) for row in sheet.iter_rows(min_row=4, max_row=5)] == [
        ("Anna", 40),
        ("Bella", 20),
    ]


def test_charts_drawings_and_styles_are_byte_for_byte_what_they_were(base, tmp_path):
    def parts():
        with zipfile.ZipFile(base) as package:
            return {name: package.read(name) for name in package.namelist()}

    before = parts()
    adopt.run(base, tmp_path, agreed=True)
    sync.run(Workspace.open(tmp_path / "config.yaml", today=TODAY))
    after = parts()
    kept = [name for name in before if "chart" in name or "drawing" in name or "theme" in name]
    assert kept
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_the_visits_keep_their_filter_and_their_bars(adopted):
    sheet = load_workbook(adopted)["Visits"]
    assert sheet.auto_filter.ref == "A1:C4"
    assert len(sheet.conditional_formatting) == 1
    assert sheet["A2"].fill.start_color.rgb == "FFFFEEAA"
