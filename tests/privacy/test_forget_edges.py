"""People who are hard to tell from others: a shared phone, a bare first name, two rows made one, a paper issued."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from known_shop import THEIRS, opened
from searching import told

from clientsheet.documents.papers import Papers
from clientsheet.jobs import dedupe, sync
from clientsheet.jobs.privacy import forget, handing_over
from clientsheet.mail.journal import Journal


def test_what_is_shared_is_the_others_too(folder: Path) -> None:
    """A household on one phone: the letters of the other stay, and the owner is told why."""
    _adds(folder, [4, "Задунайський Остап", "093 777 66 55", "ostap@i.ua", "11.04.1980", None, "так"])
    sync.run(opened(folder, 5))
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert set(outcome.remains.shared) == {"+380937776655"}
    with Journal.open(folder / ".clientsheet") as journal:
        assert {one.letter.client for one in journal.entries()} == {"1", "3", "4"}
    assert told(folder / ".clientsheet", ["Ярославн", "хризантем", "443332211"]) == []
    assert told(folder / ".clientsheet", ["Остап"])


def test_a_bare_first_name_takes_nobody_along(folder: Path) -> None:
    """Somebody who is only «Марина» goes, and Марина Коваль stays in the journal."""
    _adds(folder, [4, "Марина", None, None, None, None, None, "Має акваріум"])
    sync.run(opened(folder, 5))
    outcome = forget.run(opened(folder, 5), "4", agreed=True)
    assert outcome.code == 0
    assert told(folder / ".clientsheet", ["акваріум"]) == []
    with Journal.open(folder / ".clientsheet") as journal:
        assert "1" in {one.letter.client for one in journal.entries()}
    assert told(folder / "drafts", ["Коваль Марина"])


def test_a_row_that_was_merged_is_forgotten_with_the_kept_one(folder: Path) -> None:
    """The record of the merge holds the whole row that is gone."""
    _adds(
        folder, [4, "Ярослава Задунайська", "093 777 66 55", "ya@dunaj.org", "06.04.1979", "Ізмаїл", None, "любить дощ"]
    )
    sync.run(opened(folder, 5))
    dedupe.merge(opened(folder, 5), "2", "4", agreed=True)
    sync.run(opened(folder, 5))
    assert told(folder / ".clientsheet" / "runs", ["Ізмаїл"])
    assert forget.run(opened(folder, 5), "2", agreed=True).code == 0
    theirs = [*THEIRS, "Ізмаїл", "ya@dunaj", "любить дощ"]
    assert told(folder / ".clientsheet", theirs) == []


def test_of_a_paper_nothing_stays_but_its_number(folder: Path) -> None:
    """The number must not be given again; whom it was for is nobody's business any more."""
    identity = (opened(folder).read().marks or {})["workbook_id"]
    papers = Papers(folder / ".clientsheet")
    (paper,) = papers.all(identity)
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert outcome.kept.papers == 1
    (bare,) = papers.all(identity)
    assert (bare.number, bare.client, bare.file) == (paper.number, "", "")
    assert Path(paper.file).name in {path.name for path in outcome.remains.files}


def test_an_unknown_file_is_left_and_told(folder: Path) -> None:
    """Something that nobody knows how to take a person out of is not deleted by guess; the exit code says so."""
    strange = folder / ".clientsheet" / "calls.db"
    strange.write_bytes("Кривоніс-Задунайська Ярославна".encode("cp1251"))
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert strange.exists()
    assert (outcome.code, outcome.remains.state) == (1, (strange,))


def test_after_forgetting_there_is_nothing_left_to_hand_over(folder: Path) -> None:
    """What is handed over then is the sheet alone."""
    forget.run(opened(folder, 5), "2", agreed=True)
    data = handing_over.run(opened(folder, 5), "2").data
    assert data is not None
    assert (data.letters, data.answers, data.silent, data.chats) == ((), (), (), ())
    assert not [name for name in data.files if name.startswith((".clientsheet", "drafts"))]


def _adds(folder: Path, row: list[object]) -> None:
    path = folder / "clients.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Клієнти"]
    for column, value in enumerate(row, 1):
        sheet.cell(5, column).value = value  # type: ignore[assignment]
    book.save(path)
