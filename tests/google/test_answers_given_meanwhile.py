"""The owner answers in the problems tab while a sync renews it: that counts for its own line and for no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, sheet_shop

LATER = dt.date(2026, 5, 11)
CLIENTS, PROBLEMS = "Клієнти", "Зауваження"
WRONG, CURED = "khrystyna.demo@gmial.com", "khrystyna.demo@gmail.com"
REQUESTS = (1, 2, 3, 4, 5)


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> SheetShop:
    shop = sheet_shop(google, tmp_path / "salon", "uk")
    shop.sync()
    return shop


@pytest.fixture
def ticks(salon: SheetShop) -> Callable[[], None]:
    """The owner ticks the line of the wrong address, wherever it stands now."""

    def tick() -> None:
        rows = salon.owner.values(PROBLEMS)
        row = next(place for place, line in enumerate(rows) if WRONG in line)
        salon.owner.puts(PROBLEMS, row, rows[2].index("Застосувати?"), True)

    return tick


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_tick_in_a_line_that_stays_is_never_lost(salon: SheetShop, ticks: Callable[[], None], request_: int) -> None:
    """Before each of the five requests of a sync that renews the tab: the next one makes the cure at the latest."""
    salon.google.plan(match=salon.id, nth=request_, before=ticks)
    salon.sync(LATER)
    salon.google.calm()
    salon.sync(LATER)
    assert CURED in salon.column(CLIENTS, "E-mail")
    assert WRONG not in salon.column(CLIENTS, "E-mail")


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_tick_is_taken_for_no_other_line(salon: SheetShop, ticks: Callable[[], None], request_: int) -> None:
    """A graver finding comes in above and moves the line: the tick goes with it or has to be given again."""
    salon.owner.puts(CLIENTS, 1, salon.place(CLIENTS, "Телефон"), "050 111 22")
    before = salon.owner.values(PROBLEMS)
    salon.google.plan(match=salon.id, nth=request_, before=ticks)
    made = list(salon.sync(LATER).cures)
    salon.google.calm()
    assert salon.owner.values(PROBLEMS)[3][:3] != before[3][:3]
    made += salon.sync(LATER).cures
    assert [(typed, cured) for _, _, typed, cured in made] in ([], [(WRONG, CURED)])
