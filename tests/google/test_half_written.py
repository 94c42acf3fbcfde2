"""A sync that wrote its values and then lost the network: neither its values nor its letters are taken for the owner's
doing, or done again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clientsheet.errors import TryLater
from clientsheet.jobs import runs, undo
from clientsheet.mail.journal import Journal
from clientsheet.stores.google.line import calls
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
from tests.google.demo_sheet import SheetShop, Shop, differences, file_shop, sheet_shop
from tests.google.waiting import Waiting

CLIENTS = "Клієнти"
BROKEN = dt.date(2026, 5, 11), dt.date(2026, 5, 25)
AFTER = dt.date(2026, 6, 15)


@pytest.fixture
def pair(google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Shop, SheetShop]:
    """The salon in a file and in a sheet, both synced on the first day."""
    monkeypatch.setattr(calls, "time", Waiting())
    both = file_shop(tmp_path / "file" / "salon", "uk"), sheet_shop(google, tmp_path / "sheet" / "salon", "uk")
    for shop in both:
        shop.sync()
    return both


def breaks_off(shop: SheetShop, day: dt.date) -> None:
    """The cells get through, and no batch after them."""
    shop.google.plan(match=f"{shop.id}:batchUpdate", times=None, does=Wire.LOST_RST)
    before = shop.owner.values(CLIENTS)
    with pytest.raises(TryLater):
        shop.sync(day)
    assert shop.owner.values(CLIENTS) != before
    shop.google.calm()


def test_the_next_sync_brings_the_sheet_to_where_an_undisturbed_one_is(pair: tuple[Shop, SheetShop]) -> None:
    """Nothing of what was half-written is kept by hand, no letter and no row of the history is doubled or lost."""
    file, sheet = pair
    for day in BROKEN:
        file.sync(day)
        breaks_off(sheet, day)
    file.sync(AFTER)
    assert sheet.sync(AFTER).kept == 0
    assert differences(file.book(AFTER), sheet.book(AFTER)) == []
    assert sheet.letters.keys() == file.letters.keys()
    assert not sheet.sync(AFTER).patch


def test_what_the_owner_typed_meanwhile_is_hers_all_the_same(pair: tuple[Shop, SheetShop]) -> None:
    """Over a cell that was half-written too."""
    _, sheet = pair
    breaks_off(sheet, BROKEN[0])
    sheet.owner.puts(CLIENTS, 2, sheet.place(CLIENTS, "Сегмент"), "моя сусідка")
    assert sheet.sync(AFTER).kept == 1
    assert sheet.column(CLIENTS, "Сегмент")[1] == "моя сусідка"


def test_a_run_that_broke_off_can_be_undone_like_any_other(pair: tuple[Shop, SheetShop]) -> None:
    """Its values go back to those of the run before."""
    _, sheet = pair
    before = sheet.owner.values(CLIENTS)
    breaks_off(sheet, BROKEN[0])
    broken = [one for one in runs.run(sheet.workspace()).runs if not one.after]
    assert broken
    for one in broken:
        undo.run(sheet.workspace(), one.id)
    assert sheet.owner.values(CLIENTS) == before
    assert sheet.sync(AFTER).kept == 0


def test_a_client_keeps_the_number_that_a_letter_left_with(pair: tuple[Shop, SheetShop]) -> None:
    """The letter went out before the network did, and the number stood nowhere; then the owner sorted."""
    _, sheet = pair
    row = len(sheet.owner.values(CLIENTS))
    for place, value in ((1, "Жанна Нова"), (3, "zhanna@example.com")):
        sheet.owner.puts(CLIENTS, row, place, value)
        sheet.owner.puts(CLIENTS, row + 1, place, value.replace("Жанна", "Яна").replace("zhanna", "yana"))
    sheet.owner.types(CLIENTS, row, 4, "1990-05-11")
    sheet.google.plan(match="batchUpdate", times=None, does=Wire.LOST_RST)
    with pytest.raises(TryLater):
        sheet.sync(BROKEN[0])
    sheet.google.calm()
    with Journal.peek(sheet.state) as journal:
        (number,) = [one.letter.client for one in journal.entries() if one.letter.name == "Жанна Нова"]
    sheet.owner.sort(CLIENTS, 1, down=True)
    sheet.sync(AFTER)
    numbers = dict(zip(sheet.column(CLIENTS, "ПІБ"), sheet.column(CLIENTS, "ID"), strict=True))
    assert str(numbers["Жанна Нова"]) == number
    assert numbers["Яна Нова"] == int(number) + 1
