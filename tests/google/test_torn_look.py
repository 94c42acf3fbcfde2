"""What is known about cells comes a moment before their values. No letter leaves by a look that was two."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.jobs.mail import draft
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, sheet_shop

COLUMNS = [("Clients", "ID"), ("Clients", "Name"), ("Clients", "Email"), ("Clients", "Interests"), ("Visits", "Date")]


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> SheetShop:
    return sheet_shop(google, tmp_path / "salon", "en")


@pytest.fixture
def meant(google: Emulator, tmp_path: Path) -> dict[str, bytes]:
    """The letters of a day on which nobody moves anything."""
    undisturbed = sheet_shop(google, tmp_path / "undisturbed", "en")
    undisturbed.sync()
    assert undisturbed.letters
    return undisturbed.letters


def moves(google: Emulator, salon: SheetShop, tab: str, heading: str) -> None:
    """She moves a column, to the far end, in between the two requests of a look."""
    number, width = salon.place(tab, heading), len(salon.owner.values(tab)[0])
    to = width if number < width // 2 else 0
    google.plan("/v4/", nth=2, before=lambda: salon.owner.move(tab, "COLUMNS", number, to))


@pytest.mark.parametrize(("tab", "heading"), COLUMNS)
def test_a_column_that_is_moved_meanwhile_changes_no_letter(
    google: Emulator, salon: SheetShop, meant: dict[str, bytes], tab: str, heading: str
) -> None:
    moves(google, salon, tab, heading)
    salon.sync()
    assert salon.letters == meant


def test_nor_one_that_is_made_on_demand(google: Emulator, salon: SheetShop, meant: dict[str, bytes]) -> None:
    moves(google, salon, "Clients", "Email")
    draft(salon.workspace())
    assert salon.letters == meant


def test_without_end_no_letter_leaves_and_the_run_says_why(google: Emulator, salon: SheetShop) -> None:
    def moves_on() -> None:
        number, width = salon.place("Clients", "ID"), len(salon.owner.values("Clients")[0])
        salon.owner.move("Clients", "COLUMNS", number, 0 if number else width)

    google.plan("values:batchGet", times=None, before=moves_on)
    with pytest.raises(WorkbookChanged):
        salon.sync()
    with pytest.raises(WorkbookChanged):
        draft(salon.workspace())
    assert salon.letters == {}
