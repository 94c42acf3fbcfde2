"""Two rows become one as one write, nothing is lost, everything that named the other names the kept one; and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from doubled_shop import (
    CLIENTS,
    DRAWN,
    KEEP,
    OTHER,
    VISITS,
    below,
    cells,
    drawn,
    in_excel,
    in_memory,
    reopened,
)

from clientsheet.book.persons.merging_cells import How
from clientsheet.errors import Refused, WrongUse
from clientsheet.jobs import dedupe, sync, undo
from clientsheet.stores.memory import MemoryStore


def test_the_doubles_are_listed_with_the_reason_and_the_cells(tmp_path: Path) -> None:
    """The person that is there twice, and not the husband on the same phone."""
    (pair,) = dedupe.doubles(in_memory(tmp_path)).pairs
    assert (pair.one.client, pair.other.client, pair.by, pair.certain) == ("2", "4", "phone", True)
    assert pair.cells == ("Клієнти!C3", "Клієнти!C5")


def test_asking_changes_nothing(tmp_path: Path) -> None:
    """What would be done is told, and neither the workbook nor the state folder knows of it."""
    workspace = in_memory(tmp_path)
    before, kept = cells(workspace), sorted(path.name for path in tmp_path.rglob("*"))
    outcome = dedupe.merge(workspace, KEEP, OTHER)
    assert outcome.merging is not None
    assert not outcome.run
    assert (cells(workspace), sorted(path.name for path in tmp_path.rglob("*"))) == (before, kept)


def test_two_rows_become_one(tmp_path: Path) -> None:
    """Blanks are filled, phones, emails and notes joined, the fuller birthday wins, a no to letters is a no; what the
    kept row overrules stands in its notes, the owner's own column is looked after too, and the other row is empty."""
    workspace = in_memory(tmp_path)
    outcome = dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    rows = cells(workspace)["Клієнти"]
    assert rows[2] == [
        2,
        "Коваль Марина",
        "067 454 54 51; +380 50 999 88 77",
        "marina@ukr.net",
        dt.date(1990, 3, 5),
        "Київ",
        "ні",
        "Любить каву. Алергія на лак; ПІБ: Коваль Марина Іванівна; Адреса: Львів",
        "38",
    ]
    assert rows[4] == []
    assert rows[1], rows[3] == (CLIENTS[1], CLIENTS[3])
    assert outcome.merging is not None
    assert {(cell.heading, cell.how) for cell in outcome.merging.conflicts} == {
        ("ПІБ", How.NOTED),
        ("Адреса", How.NOTED),
    }


def test_everything_that_named_the_other_names_the_kept_row(tmp_path: Path) -> None:
    """Numbers become its number, its name the name; an address that is joined still leads there and stays as it is."""
    workspace = in_memory(tmp_path)
    outcome = dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    assert below(workspace, "Візити", "Клієнт") == [2, 2, "Коваль Марина", 1, "marina@ukr.net", 2]
    assert below(workspace, "Договори", "Клієнт") == [2, 1]
    assert [below(workspace, tab, "Клієнт") for tab in ("Завдання", "Історія", "Телефони")] == [[2], [2], [2]]
    assert outcome.as_json()["repointed"] == {"Візити": 3, "Договори": 1, "Завдання": 1, "Історія": 1, "Телефони": 1}


def test_an_untouched_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    """Merge, then undo, on a real workbook: it is the same file."""
    before = (in_excel(tmp_path).config.workbook_path).read_bytes()
    dedupe.merge(reopened(tmp_path), KEEP, OTHER, agreed=True)
    assert reopened(tmp_path).config.workbook_path.read_bytes() != before
    outcome = undo.run(reopened(tmp_path))
    assert outcome.whole
    assert reopened(tmp_path).config.workbook_path.read_bytes() == before


@pytest.mark.parametrize("synced", [False, True], ids=["", "after a sync in between"])
def test_a_file_worked_on_since_comes_back_cell_for_cell(tmp_path: Path, synced: bool) -> None:
    """Merge, then the owner types elsewhere, then undo: every cell but hers is as it was, and the next sync fills the
    two rows as it did before."""
    in_excel(tmp_path)
    sync.run(reopened(tmp_path), mail=False)
    before = cells(reopened(tmp_path))
    merged = dedupe.merge(reopened(tmp_path), KEEP, OTHER, agreed=True)
    if synced:
        assert sync.run(reopened(tmp_path), mail=False).kept == 0
    workspace = reopened(tmp_path)
    _types(tmp_path, "Візити", "E3", "дуже довго")
    outcome = undo.run(workspace, merged.run)
    assert (outcome.whole, outcome.kept) == (False, ())
    if synced:
        again = sync.run(reopened(tmp_path), mail=False)
        assert again.kept == 0
    after = cells(reopened(tmp_path))
    assert after["Візити"][2].pop() == "дуже довго"
    before["Візити"][2].pop()
    assert {tab: after[tab] for tab in DRAWN} == {tab: before[tab] for tab in DRAWN}
    assert sync.run(reopened(tmp_path), mail=False).run == ""


def test_after_a_sort_undo_finds_the_rows_again(tmp_path: Path) -> None:
    """Visits and clients were sorted since: each cell goes back beside its own neighbours, the emptied row is a new
    one below where its place is taken."""
    workspace = in_memory(tmp_path)
    dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    store = workspace.store
    assert isinstance(store, MemoryStore)
    store.sort("Візити", 2, [7, 6, 5, 4, 3, 2])
    store.sort("Клієнти", 2, [6, 4, 3, 2, 5])  # by somebody who sorts by name, the empty row last
    store.put("Візити", "E8", "x")
    outcome = undo.run(workspace)
    assert outcome.kept == ()
    rows = cells(workspace)
    assert sorted(map(str, rows["Клієнти"])) == sorted(map(str, [_trim(row) for row in CLIENTS]))
    assert sorted(map(str, rows["Візити"][1:7])) == sorted(map(str, [_trim(row) for row in VISITS[1:]]))


def test_undo_never_writes_into_a_strangers_row(tmp_path: Path) -> None:
    """The place of the emptied row was taken by a new client, and a visit of the kept one by another: both stay."""
    workspace = in_memory(tmp_path)
    dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    store = workspace.store
    assert isinstance(store, MemoryStore)
    store.put("Клієнти", "B5", "Нова Клієнтка")
    for cell, value in {"A3": dt.date(2026, 5, 5), "C3": "Манікюр", "D3": 700, "E3": None}.items():
        store.put("Візити", cell, value)
    outcome = undo.run(workspace)
    rows = cells(workspace)
    assert rows["Клієнти"][4] == [None, "Нова Клієнтка"]
    assert rows["Клієнти"][6] == _trim(CLIENTS[4])
    assert rows["Візити"][2][1] == 2
    assert outcome.kept == (("Візити", "B3"),)


def test_a_number_of_a_row_that_is_gone_is_nobodys(tmp_path: Path) -> None:
    """The last number of all was the other row's: the next newcomer gets the one after it."""
    people = [[*row] for row in CLIENTS[:4]]
    people.append([9, *CLIENTS[4][1:]])
    in_excel(tmp_path, drawn(Клієнти=people, Візити=VISITS[:2]))
    dedupe.merge(reopened(tmp_path), "2", "9", agreed=True)
    _types(tmp_path, "Клієнти", "B7", "Нова Клієнтка")
    sync.run(reopened(tmp_path), mail=False)
    assert below(reopened(tmp_path), "Клієнти", "ID") == [1, 2, 3, None, None, 10]


def test_the_next_sync_counts_both_together(tmp_path: Path) -> None:
    """What was spent by the two is what the one has spent, and no cell is taken for the owner's own."""
    in_excel(tmp_path)
    sync.run(reopened(tmp_path), mail=False)
    dedupe.merge(reopened(tmp_path), KEEP, OTHER, agreed=True)
    done = sync.run(reopened(tmp_path), mail=False)
    assert done.kept == 0
    assert below(reopened(tmp_path), "Клієнти", "Всього")[:5] == [500, 3500, 0, None, 0]


def test_without_numbers_the_kept_client_is_named_by_name(tmp_path: Path) -> None:
    """A workbook without ids: references become the kept name, or stay where they lead to the kept row anyhow."""
    people = [row[1:] for row in CLIENTS]
    visits = [
        VISITS[0],
        [dt.date(2026, 1, 1), "Коваль Марина Іванівна", "x", 1],
        [dt.date(2026, 1, 2), "0509998877", "x", 1],
    ]
    workspace = in_memory(tmp_path, {"Клієнти": people, "Візити": visits})
    dedupe.merge(workspace, "B5", "Клієнти!A3", agreed=True)
    assert below(workspace, "Візити", "Клієнт") == ["Коваль Марина Іванівна", "0509998877"]
    undone = undo.run(workspace)
    assert undone.kept == ()
    assert cells(workspace)["Клієнти"] == [_trim(row) for row in people]


def test_a_formula_in_the_other_row_stays_and_is_told(tmp_path: Path) -> None:
    """Nobody's formula is overwritten; the row counts as empty all the same."""
    workspace = in_memory(tmp_path, formulas={"Клієнти": ["I5"]})
    outcome = dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    assert outcome.merging is not None
    assert outcome.merging.left == ("I5",)
    assert len(workspace.read()["clients"]) == 4
    assert undo.run(workspace).kept == ()
    assert cells(workspace) == {title: [_trim(row) for row in rows] for title, rows in DRAWN.items()}


def test_mistakes_are_told_and_nothing_is_done(tmp_path: Path) -> None:
    """One row twice, nobody, several people, a protected tab."""
    workspace = in_memory(tmp_path, protected=["Візити"])
    for keep, other in (("2", "2"), ("2", "Хтось Інший")):
        with pytest.raises(WrongUse):
            dedupe.merge(workspace, keep, other, agreed=True)
    several = dedupe.merge(workspace, "Коваль", OTHER, agreed=True)
    assert (len(several.several), several.code, several.run) == (3, 2, "")
    with pytest.raises(Refused):
        dedupe.merge(workspace, KEEP, OTHER, agreed=True)
    assert cells(workspace) == {title: [_trim(row) for row in rows] for title, rows in DRAWN.items()}


def _trim(row: object) -> list[object]:
    line = list(row)  # type: ignore[call-overload]
    while line and line[-1] is None:
        line.pop()
    return line


def _types(folder: Path, tab: str, address: str, value: object) -> None:
    import openpyxl

    path = folder / "clients.xlsx"
    book = openpyxl.load_workbook(path)
    book[tab][address] = value
    book.save(path)


class Killed(BaseException):
    """Nobody gets to tidy up."""


@pytest.mark.parametrize("other", [OTHER, "B5"], ids=["by number", "without numbers"])
def test_undo_of_a_merge_that_never_came_to_be_adds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """The run died right before its write: the row was never emptied, so there is nothing to put back."""
    people = CLIENTS if other == OTHER else [[None, *row[1:]] if number else row for number, row in enumerate(CLIENTS)]
    workspace = in_memory(tmp_path, drawn(Клієнти=people, Візити=VISITS[:1]))
    before = cells(workspace)

    def killed(self: MemoryStore, patch: object, expecting: str) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(MemoryStore, "apply", killed)
        with pytest.raises(Killed):
            dedupe.merge(workspace, "B3", other, agreed=True)
    undone = undo.run(workspace)
    assert (undone.restored, undone.kept) == (0, ())
    assert cells(workspace) == before
    assert dedupe.merge(workspace, "B3", other, agreed=True).run
