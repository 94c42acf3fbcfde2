"""The demo's workbook as a Google Sheet and as a file: whatever the program makes of one it makes of the other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clientsheet.jobs import check, why
from clientsheet.text import LANGUAGES
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, Shop, differences, file_shop, sheet_shop

LATER = dt.date(2026, 5, 11)


@pytest.fixture(params=LANGUAGES)
def pair(request: pytest.FixtureRequest, google: Emulator, tmp_path: Path) -> tuple[Shop, SheetShop]:
    """The same salon twice."""
    return (
        file_shop(tmp_path / "file" / "salon", request.param),
        sheet_shop(google, tmp_path / "sheet" / "salon", request.param),
    )


def test_a_sheet_is_filled_like_a_file_cell_for_cell(pair: tuple[Shop, SheetShop]) -> None:
    """Values, findings, history and problems of the first day and of a later one, in every language."""
    file, sheet = pair
    for day in (dt.date(2026, 4, 6), LATER):
        told = file.sync(day)
        told_too = sheet.sync(day)
        assert told_too.counts == told.counts
        assert told_too.letters == told.letters
        assert (told_too.patch.edit_count, told_too.patch.appended_count) == (
            told.patch.edit_count,
            told.patch.appended_count,
        )
        assert differences(file.book(day), sheet.book(day)) == []


def test_the_letters_are_the_same_to_the_last_byte(pair: tuple[Shop, SheetShop]) -> None:
    """Nobody who gets one can tell what kind of workbook it came from."""
    file, sheet = pair
    file.sync()
    sheet.sync()
    assert file.letters
    assert sheet.letters == file.letters


def test_check_and_why_say_the_same_of_both(pair: tuple[Shop, SheetShop]) -> None:
    """Findings with their addresses, and how each value came about."""
    file, sheet = pair
    file.sync()
    sheet.sync()
    found, found_too = (check.run(shop.workspace()).as_json() for shop in pair)
    assert found_too == found
    assert why.run(sheet.workspace(), "1").as_json() == why.run(file.workspace(), "1").as_json()


def test_a_second_sync_of_a_sheet_writes_nothing_in_two_reads(pair: tuple[Shop, SheetShop]) -> None:
    """Whether it trusts its stamp, or has lost everything that it remembered and looks at all of it again."""
    _, sheet = pair
    sheet.sync()
    sheet.calls()
    again = sheet.sync()
    assert not again.patch
    assert sheet.calls() == (2, 0)
    assert sheet.sync().quiet
    assert sheet.calls() == (2, 0)
    sheet.forgets_everything()
    assert not sheet.sync().patch
    assert sheet.calls() == (2, 0)


def test_a_full_fill_takes_three_reads_and_two_writes(pair: tuple[Shop, SheetShop]) -> None:
    """However many rows, columns, findings, remarks and letters there are; and not more where a third of it changes."""
    _, sheet = pair
    assert sheet.sync().patch.edit_count > 400
    reads, writes = sheet.calls()
    assert reads <= 3
    assert writes <= 2
    assert sheet.sync(LATER).patch
    reads, writes = sheet.calls()
    assert reads <= 3
    assert writes <= 2
