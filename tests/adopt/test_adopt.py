"""Adopting a workbook as it is: nothing of the owner's changes, and the daily run works in it afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientsheet.book.tabs import tab
from clientsheet.config import load
from clientsheet.errors import WrongUse
from clientsheet.jobs import adopt, sync, undo
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shop"


@pytest.fixture
def synced(workbook, folder, shop):
    """The workbook adopted and filled; the rows of its clients tab as dictionaries by heading."""
    adopt.run(workbook, folder, agreed=True)
    sync.run(Workspace.open(folder / "config.yaml", today=TODAY))
    return records(workbook, shop.clients)


def cells(workbook: Path, title: str) -> dict[str, object]:
    sheet = load_workbook(workbook)[title]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def records(workbook: Path, title: str, heading_row: int = 3) -> list[dict[str, object]]:
    rows = list(load_workbook(workbook, data_only=True)[title].iter_rows(min_row=heading_row, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_what_was_recognised_is_told_and_nothing_is_written_without_a_yes(workbook, folder, shop):
    before = workbook.read_bytes()
    outcome = adopt.run(workbook, folder)
    seen = {one.title: (one.name, set(one.columns), set(one.unknown.values())) for one in outcome.seen.tabs}
    assert workbook.read_bytes() == before
    assert seen[shop.clients] == ("clients", {"name", "phone", "email", "birthday"}, {shop.client_headings[0]})
    assert seen[shop.visits] == ("visits", {"date", "client", "amount"}, {shop.visit_headings[1]})
    assert seen["2024"][0] == ""


def test_the_config_speaks_the_workbooks_language_and_names_it_from_its_own_folder(workbook, folder, shop):
    adopt.run(workbook, folder)
    config = load(folder / "config.yaml")
    assert config.language == shop.language
    assert config.workbook == "../books/base.xlsx"
    assert config.workbook_path.resolve() == workbook.resolve()
    assert (dict(config.tabs), dict(config.headings)) == ({}, {})


def test_no_cell_of_the_owner_changes(workbook, folder, shop):
    before = {title: cells(workbook, title) for title in (shop.clients, shop.visits, "2024")}
    adopt.run(workbook, folder, agreed=True)
    for title, known in before.items():
        after = cells(workbook, title)
        assert {place: after[place] for place in known} == known


def test_ids_and_the_programs_columns_stand_right_beside_the_owners(workbook, folder, shop):
    adopt.run(workbook, folder, agreed=True)
    headings = list(records(workbook, shop.clients)[0])
    declared = tab("clients")
    ours = [declared.column("id"), *declared.filled]
    assert headings == [*shop.client_headings, *(column.headings.first(shop.language) for column in ours)]
    assert [row["ID"] for row in records(workbook, shop.clients)] == [1, 2]


def test_the_next_sync_fills_them(synced, shop):
    total, last = (tab("clients").column(name).headings.first(shop.language) for name in ("total", "last_visit"))
    assert [row[total] for row in synced] == [400.75, 200]
    assert [row[last] for row in synced] == [dt.datetime(2026, 3, 2), dt.datetime(2026, 2, 1)]


def test_a_second_sync_finds_nothing_to_write(synced, workbook, folder):
    before = workbook.read_bytes()
    outcome = sync.run(Workspace.open(folder / "config.yaml", today=TODAY))
    assert not outcome.patch
    assert workbook.read_bytes() == before


def test_an_adopted_workbook_is_left_alone(synced, workbook, folder):
    before = workbook.read_bytes()
    outcome = adopt.run(workbook, folder, agreed=True)
    assert outcome.nothing_to_do
    assert not outcome.done
    assert workbook.read_bytes() == before


def test_undo_brings_back_the_very_bytes(workbook, folder):
    before = workbook.read_bytes()
    adopt.run(workbook, folder, agreed=True)
    undo.run(Workspace.open(folder / "config.yaml", today=TODAY))
    assert workbook.read_bytes() == before


def test_the_mailings_are_ready_in_the_workbooks_language(workbook, folder, shop):
    adopt.run(workbook, folder, agreed=True)
    mailings = records(workbook, tab("mailings").titles.first(shop.language), heading_row=1)
    on = tab("mailings").column("on").headings.first(shop.language)
    yes = {"uk": "так", "ru": "да", "en": "yes"}[shop.language]
    assert [row[on] for row in mailings].count(yes) == 3


def test_a_folder_that_looks_after_another_workbook_is_refused(workbook, folder, tmp_path):
    adopt.run(workbook, folder)
    other = tmp_path / "other.xlsx"
    other.write_bytes(workbook.read_bytes())
    with pytest.raises(WrongUse) as stopped:
        adopt.run(other, folder)
    assert stopped.value.key == "adopt.other"


def test_a_workbook_that_is_not_there_is_one_clear_line(folder):
    with pytest.raises(WrongUse) as stopped:
        adopt.run(folder / "nothing.xlsx", folder)
    assert stopped.value.key == "adopt.missing"
