"""Google's minute is shared with other programs of the same owner: a run waits for its turn, or says that it will come
again, and never hangs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.cli.door import enter
from clientsheet.jobs import check
from clientsheet.stores.google.line import calls
from clientsheet.text import LANGUAGES, say
from tests.emulator.control import Emulator
from tests.emulator.quota import Quota
from tests.google.demo_sheet import SheetShop, blank_sheet, sheet_shop
from tests.google.waiting import Waiting

HOUR = 3600.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    waiting = Waiting()
    monkeypatch.setattr(calls, "time", waiting)
    return waiting


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> Callable[[str], SheetShop]:
    return lambda language: sheet_shop(google, tmp_path / language, language)


def test_a_sync_finishes_on_what_others_leave_of_the_minute(
    salon: Callable[[str], SheetShop], google: Emulator, clock: Waiting
) -> None:
    """One read and one write a minute are enough for a full fill, within the patience of the config."""
    shop, begun = salon("uk"), clock.at
    google.quota = Quota(clock=clock.time, others=299)
    assert shop.sync().patch
    assert clock.at - begun <= shop.workspace().config.google.patience
    google.quota = None
    assert not shop.sync().patch


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minute_without_a_gap_ends_a_run_with_a_clear_word(
    salon: Callable[[str], SheetShop],
    google: Emulator,
    clock: Waiting,
    language: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 3, the reason and the next step in the owner's language, nothing half-done; later it goes on."""
    shop, begun = salon(language), clock.at
    google.quota = Quota(clock=clock.time, others=300)
    words = ["--config", str(shop.folder / "config.yaml"), "--today", "2026-04-06", "sync"]
    assert enter(words) == 3
    assert clock.at - begun < HOUR
    told = capsys.readouterr().err
    assert len(told.strip().splitlines()) == 1
    assert say(language, "google.busy.hint") in told
    google.quota = None
    assert enter(words) == 0
    assert not shop.sync().patch


def test_many_runs_in_a_minute_stay_below_googles_limit(google: Emulator, tmp_path: Path, clock: Waiting) -> None:
    """What runs ask for is counted in the state folder, so that one run knows of the others."""
    shop = blank_sheet(google, tmp_path / "salon", "uk", {"Клієнти": [["ПІБ"], ["Олена Бойко"]]})
    google.quota = Quota(per_user=60, clock=clock.time)
    for _ in range(35):
        check.run(shop.workspace())
    assert google.count("Read") == 70
    assert all(one.answer.status == 200 for one in google.log)
