"""What adopting decides: where columns go, which are taken over, who becomes a client where no tab of clients is."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook, load_workbook

from clientsheet.jobs import adopt, sync
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)


@pytest.fixture
def base(tmp_path):
    """Writes tabs (title -> rows) into base.xlsx."""

    def write(**tabs):
        book = Workbook()
        book.remove(book.active)
        for title, rows in tabs.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "base.xlsx")
        return tmp_path / "base.xlsx"

    return write


def rows(path, title):
    return [list(row) for row in load_workbook(path)[title].iter_rows(values_only=True)]


def test_a_column_with_a_heading_of_ours_is_named_before_it_is_taken_over(base, tmp_path):
    path = base(Clients=[["Name", "Total"], ["Anna", 5]], Visits=[["Date", "Client", "Amount"], [TODAY, "Anna", 70]])
    outcome = adopt.run(path, tmp_path)
    assert outcome.adoption.taken_over == (("Clients", "Total"),)
    adopt.run(path, tmp_path, agreed=True)
    assert rows(path, "Clients")[1][1] == 5
    sync.run(Workspace.open(tmp_path / "config.yaml", today=TODAY))
    assert rows(path, "Clients")[1][1] == 70


def test_notes_to_the_right_of_the_headings_are_stepped_around(base, tmp_path):
    path = base(
        Clients=[["Name", "Phone"], ["Anna", None, None, "call her mother"]], Visits=[["Date", "Client", "Amount"]]
    )
    adopt.run(path, tmp_path, agreed=True)
    after = rows(path, "Clients")
    assert after[1][3] == "call her mother"
    assert after[0][4] == "ID"


def test_rows_between_which_one_is_blank_are_numbered_without_a_gap(base, tmp_path):
    path = base(
        Clients=[["Name", "Phone"], ["Anna", "1"], [None, None], ["Bella", "2"]], Visits=[["Date", "Client", "Amount"]]
    )
    adopt.run(path, tmp_path, agreed=True)
    assert [row[2] for row in rows(path, "Clients")] == ["ID", 1, None, 2]


def test_clients_are_made_of_those_whom_visits_and_contracts_name(base, tmp_path):
    """A number stays that client's id; a name, a phone, an email goes into its own column; nobody comes twice."""
    visits = [
        ["Date", "Client", "Amount"],
        *([TODAY, who, 10] for who in (17850, "Anna Bell", "anna bell", 13047, 17850)),
    ]
    contracts = [["Number", "Client", "End date"], ["1", "fox@example.com", TODAY], ["2", "020 7946 0001", TODAY]]
    path = base(Purchases=visits, Contracts=contracts)
    outcome = adopt.run(path, tmp_path, agreed=True)
    made = [row[:4] for row in rows(path, "Clients")]
    assert outcome.adoption.made_clients == 5
    assert made[1:] == [
        [13047, "Client 13047", None, None],
        [17850, "Client 17850", None, None],
        [17851, "Anna Bell", None, None],
        [17852, "fox@example.com", None, "fox@example.com"],
        [17853, "020 7946 0001", "020 7946 0001", None],
    ]


def test_made_clients_are_those_whom_the_rows_refer_to(base, tmp_path):
    path = base(Sales=[["Date", "Customer", "Amount"], [TODAY, 12, 10], [TODAY, 7, 5], [TODAY, 12, 1]])
    adopt.run(path, tmp_path, agreed=True)
    sync.run(Workspace.open(tmp_path / "config.yaml", today=TODAY))
    sheet = rows(path, "Clients")
    total = sheet[0].index("Total")
    assert [(row[0], row[total]) for row in sheet[1:]] == [(7, 5), (12, 11)]


def test_a_tab_whose_title_says_nothing_is_known_by_its_headings(base, tmp_path):
    path = base(Sheet1=[["InvoiceDate", "CustomerID", "UnitPrice", "Quantity"], [TODAY, 5, 2.5, 4]])
    adopt.run(path, tmp_path, agreed=True)
    workspace = Workspace.open(tmp_path / "config.yaml", today=TODAY)
    assert dict(workspace.config.tabs) == {"visits": ("Sheet1",)}
    assert workspace.read()["visits"].present


def test_a_list_of_clients_alone_gets_tabs_for_visits_and_services(base, tmp_path):
    path = base(Clients=[["Name", "Phone"], ["Anna", "1"]])
    adopt.run(path, tmp_path, agreed=True)
    titles = load_workbook(path).sheetnames
    assert titles[0] == "Clients"
    assert {"Visits", "Services", "Mailings", "Settings", "Problems", "History"} <= set(titles)
