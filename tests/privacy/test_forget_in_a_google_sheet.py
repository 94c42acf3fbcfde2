"""A person in a Google Sheet: the state folder forgets them, and the sheet's own history of versions is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from known_shop import CLIENTS, FIRST, MAILINGS, TASKS, THEIRS, VISITS
from searching import told

from clientsheet.jobs.privacy import forget, handing_over
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, blank_sheet


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def _shop(google: Emulator, folder: Path) -> SheetShop:
    tabs = {"Клієнти": CLIENTS, "Візити": VISITS, "Завдання": TASKS, "Розсилки": MAILINGS}
    drawn = {title: [list(map(_typed, row)) for row in rows] for title, rows in tabs.items()}
    shop = blank_sheet(google, folder, "uk", drawn, locale="uk_UA")
    shop.sync(FIRST)
    shop.sync(FIRST + dt.timedelta(5))
    return shop


def test_the_state_folder_tells_nothing_and_the_sheet_stays(google: Emulator, tmp_path: Path) -> None:
    """Not one cell of the sheet changes; the owner is told of its versions."""
    shop = _shop(google, tmp_path / "salon")
    day = FIRST + dt.timedelta(5)
    assert told(shop.state, THEIRS)
    before = {title: shop.owner.values(title) for title in ("Клієнти", "Візити", "Завдання")}
    assert handing_over.run(shop.workspace(day), "2").data is not None
    outcome = forget.run(shop.workspace(day), "2", agreed=True)
    assert (outcome.done, outcome.remains.google, outcome.remains.state) == (True, True, ())
    assert told(shop.state, THEIRS) == []
    assert {title: shop.owner.values(title) for title in before} == before
    assert shop.sync(day).kept == 0


def _typed(cell: object) -> object:
    if isinstance(cell, dt.date):
        return f"{cell:%d.%m.%Y}"
    return "" if cell is None else cell
