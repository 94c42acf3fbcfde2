"""A note of the owner's outlives whatever she does with her rows and notes while the program looks and writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.notes import marked
from tests.emulator.control import Emulator
from tests.emulator.owner import Owner
from tests.google.conftest import Make

ROWS = [["id", "телефон"], *([str(n), f"+38050{n:07}"] for n in range(1, 30))]
HERS, OURS = "подзвонити після 18:00", marked("закороткий номер")


def tried(google: Emulator, sheet: Make, nth: int, does: Callable[[Owner], object]) -> dict[str, str]:
    """Remarks of ours are to move from row 26 to row 25, while she ``does`` something right before our
    ``nth`` request. Which note hangs on which client afterwards."""
    store, book = sheet({"Клієнти": ROWS})
    owner = google.owner(book)
    owner.notes("Клієнти", 23, 1, HERS)
    owner.notes("Клієнти", 25, 1, OURS)
    google.plan(nth=nth, before=lambda: does(owner))
    expecting = store.fingerprint()
    store.read()
    patch = Patch(notes={("Клієнти", 25, 2): "закороткий номер"}, witnesses={"Клієнти": [1]})
    with pytest.raises(WorkbookChanged):
        store.apply(patch, expecting)
    lines = owner.values("Клієнти")
    cells = {line[0]: owner.cell("Клієнти", row, 1) for row, line in enumerate(lines) if line}
    return {client: cell.note for client, cell in cells.items() if cell.note}


def test_a_row_that_comes_in_between_the_two_requests_of_a_look_moves_no_note(google: Emulator, sheet: Make) -> None:
    """The look sees the notes above it and the values below it."""
    notes = tried(google, sheet, 2, lambda owner: owner.insert("Клієнти", "ROWS", 1))
    assert notes == {"23": HERS, "25": OURS}


def test_a_note_that_she_writes_where_ours_was_to_go_stays(google: Emulator, sheet: Make) -> None:
    """Right before the last look, long after the first."""
    notes = tried(google, sheet, 3, lambda owner: owner.notes("Клієнти", 24, 1, "нова"))
    assert notes == {"23": HERS, "24": "нова", "25": OURS}
