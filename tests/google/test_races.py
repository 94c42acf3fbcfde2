"""Somebody moves rows and columns about while we write: every value ends beside its own client, nothing is covered."""

from __future__ import annotations

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.control import Emulator
from tests.google.conftest import Make
from tests.google.small_salon import (
    HEADINGS,
    MEANT,
    MOMENTS,
    MOVES,
    PEOPLE,
    TAB,
    opened_salon,
    owners_cells,
    patch,
    told,
)


@pytest.fixture
def salon(sheet: Make) -> tuple[GoogleStore, str]:
    return opened_salon(sheet)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("move", MOVES)
def test_whatever_the_owner_moves_every_value_ends_beside_its_own_client(
    google: Emulator, sheet: Make, salon: tuple[GoogleStore, str], move: str, moment: str
) -> None:
    store, book = salon
    _, alone = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    owner, undisturbed = google.owner(book), google.owner(alone)
    seen = store.fingerprint()
    store.read()
    google.plan(MOMENTS[moment], before=lambda: MOVES[move](owner))
    MOVES[move](undisturbed)
    try:
        store.apply(patch(True), seen)
    except WorkbookChanged:
        assert told(owner) == told(undisturbed)
    else:
        for mark, rows in told(owner).items():
            assert mark == "" or MEANT[mark] in rows, mark
            assert all(row in (MEANT[mark], *told(undisturbed)[mark]) for row in rows)
    assert owners_cells(owner) == owners_cells(undisturbed)
    assert not (store._state / "google-intent.json.gz").exists()


def test_without_a_disturbance_a_write_is_three_reads_and_two_writes(
    google: Emulator, salon: tuple[GoogleStore, str]
) -> None:
    store, book = salon
    google.log.clear()
    seen = store.fingerprint()
    store.read()
    store.apply(patch(True), seen)
    assert (google.count("Read"), google.count("Write")) == (3, 2)
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}


def test_columns_without_tags_get_them_with_one_more_request(google: Emulator, sheet: Make) -> None:
    store, book = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    google.log.clear()
    seen = store.fingerprint()
    store.read()
    store.apply(patch(False), seen)
    assert (google.count("Read"), google.count("Write")) == (2, 3)
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}
    assert store.locked_by() is None
