"""A note of the owner's outlives whatever she does with her rows and notes while the program looks and writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.stores.google.shaping.notes import marked
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
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


@pytest.mark.parametrize("dies", [False, True])
@pytest.mark.parametrize(
    "does",
    [
        lambda owner: owner.insert("Клієнти", "ROWS", 3),
        lambda owner: owner.delete("Клієнти", "ROWS", 3),
        lambda owner: owner.sort("Клієнти", 1, down=True),
        lambda owner: owner.insert("Клієнти", "COLUMNS", 0),
    ],
)
def test_a_note_that_ours_came_to_hang_over_is_back_at_once(
    google: Emulator, sheet: Make, does: Callable[[Owner], object], dies: bool
) -> None:
    """She moves rows or columns right before our last request, where nobody can look any more. A run that dies then
    leaves it to the next."""
    store, book = sheet({"Клієнти": ROWS})
    owner = google.owner(book)
    for row in range(1, 29, 2):
        owner.notes("Клієнти", row, 1, f"{HERS} {row}")
    google.plan(":batchUpdate$", before=lambda: does(owner))
    wanted = {("Клієнти", row, 2): "закороткий номер" for row in range(3, 29, 2)}
    expecting = store.fingerprint()
    store.read()
    patch = Patch(notes=wanted, witnesses={"Клієнти": [1]})
    if dies:
        google.plan(":batchUpdate$", does=Wire.SWALLOWED_RST)
        google.plan(":batchUpdate$", after=lambda: google.plan(times=None, does=Wire.LOST_RST))
        with pytest.raises(HalfWritten):
            store.apply(patch, expecting)
        google.calm()
        store.recover()
    else:
        store.apply(patch, expecting)
    lines = owner.values("Клієнти")
    at = next(len(line) - 1 for line in lines if line)
    cells = {line[at - 1]: owner.cell("Клієнти", row, at).note for row, line in enumerate(lines) if line}
    hers = {str(row): f"{HERS} {row}" for row in range(1, 29, 2)}
    assert {client: cells.get(client) for client in hers if client in cells} == {
        client: note for client, note in hers.items() if client in cells
    }
