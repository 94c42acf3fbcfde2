"""After ``forget`` nothing in the state folder tells of the person, whatever it is packed in; what is left is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from known_shop import THEIRS, WHO, opened
from searching import told

from clientsheet.errors import WrongUse
from clientsheet.jobs import check, sync, undo
from clientsheet.jobs.privacy import forget


def test_before_everything_of_the_person_is_there(folder: Path) -> None:
    """The search finds what there is to find: in the journal, the memories, the runs, the backups, the drafts."""
    found = told(folder / ".clientsheet", THEIRS)
    places = {file.partition("/")[0] for file, _ in found}
    assert {"journal.sqlite3", "filled.json.gz", "runs", "backups", "findings.html", "clientsheet.log"} <= places
    assert {value for _, value in found} >= {"Кривоніс", "yaro.zadun", "777 66 55", "хризантем", "пудел", "77771"}
    assert told(folder / "drafts", ["Кривоніс"])


@pytest.mark.parametrize("client", ["2", WHO, "yaro.zadun@posteo.net", "+380937776655"])
def test_after_it_the_state_folder_tells_nothing(folder: Path, client: str) -> None:
    """No name, number, address, note or date of theirs, in any file, under any name they are called by."""
    outcome = forget.run(opened(folder, 5), client, agreed=True)
    assert outcome.done
    assert outcome.code == 0
    assert told(folder / ".clientsheet", THEIRS) == []
    assert told(folder / "drafts", THEIRS) == []


def test_the_others_are_kept(folder: Path) -> None:
    """Nobody else is forgotten by the way: their letters, their memories, their drafts."""
    forget.run(opened(folder, 5), "2", agreed=True)
    assert told(folder / ".clientsheet", ["Коваль Марина"])
    assert told(folder / "drafts", ["Коваль Марина", "Бондар Ірина"])


def test_looking_changes_nothing(folder: Path) -> None:
    """Without a yes it is told what would go and what stays, and every byte is as it was."""
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    outcome = forget.run(opened(folder, 5), "2")
    assert (outcome.done, bool(outcome.kept)) == (False, True)
    after = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    assert {path for path in before if before[path] != after.get(path)} == set()


def test_the_sheet_is_not_touched_and_its_cells_are_told(folder: Path) -> None:
    """Every row about them, the cells that speak of them elsewhere, and the files that are not ours."""
    workbook = (folder / "clients.xlsx").read_bytes()
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert (folder / "clients.xlsx").read_bytes() == workbook
    rows = {record[0].tab for record in outcome.remains.records}
    assert {"Клієнти", "Візити", "Завдання", "Договори", "Телефони", "Історія"} <= rows
    assert {cell.value for record in outcome.remains.records for cell in record} >= {
        WHO,
        "перванш",
        "Повернути парасольку",
    }
    names = sorted(path.name for path in outcome.remains.files)
    assert [name for name in names if name.endswith(".html")] == ["card.html", "report.html"]
    assert [name for name in names if name.endswith(".docx")]


def test_whoever_stays_in_the_sheet_gets_no_letter_twice(folder: Path) -> None:
    """The row was left standing: no second greeting, no write to who asked for silence, and no cell is taken for the
    owner's own."""
    drafts = len(list((folder / "drafts").glob("*.eml")))
    forget.run(opened(folder, 5), "2", agreed=True)
    again = sync.run(opened(folder, 5))
    assert again.kept == 0
    assert again.letters["drafted"] == 0
    assert len(list((folder / "drafts").glob("*.eml"))) == drafts - 1


def test_whoever_is_gone_from_the_sheet_is_forgotten_too(folder: Path) -> None:
    """The owner deleted the rows first: the journal still knows who that was."""
    path = folder / "clients.xlsx"
    book = openpyxl.load_workbook(path)
    for title in ("Клієнти", "Візити", "Завдання", "Договори", "Телефони", "Історія"):
        sheet = book[title]
        for row in [row[0].row for row in sheet.iter_rows(min_row=2) if any(_hers(cell.value) for cell in row)][::-1]:
            sheet.delete_rows(row)
    book.save(path)
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert outcome.remains.records == ()
    assert told(folder / ".clientsheet", ["Кривоніс", "Ярославн", "yaro.zadun", "937776655", "777 66 55"]) == []


def test_the_rest_goes_on_working(folder: Path) -> None:
    """Runs can still be undone for everybody else, and a check finds what it found."""
    findings = check.run(opened(folder, 5)).counts
    forget.run(opened(folder, 5), "2", agreed=True)
    assert check.run(opened(folder, 5)).counts == findings
    first = opened(folder, 5).ledger.runs()[0]
    assert undo.run(opened(folder, 5), first.id).restored > 0
    assert sync.run(opened(folder, 5)).kept == 0


def test_nobody_is_a_clear_word(folder: Path) -> None:
    """A name that nothing knows; twice the same person is no mistake as long as the sheet has them."""
    with pytest.raises(WrongUse):
        forget.run(opened(folder, 5), "Хтось Інший", agreed=True)
    for _ in range(2):
        assert forget.run(opened(folder, 5), "2", agreed=True).done


def _hers(value: object) -> bool:
    return value == 2 or (isinstance(value, str) and any(one in value for one in THEIRS))
