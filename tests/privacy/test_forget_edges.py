"""People who are hard to tell from others: a shared phone, a bare first name, two rows made one, a paper issued."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
from known_shop import THEIRS, opened, shop
from searching import told

from clientsheet.documents.papers import Paper, Papers
from clientsheet.jobs import dedupe, sync
from clientsheet.jobs.privacy import forget, handing_over
from clientsheet.mail.journal import Journal


def test_what_is_shared_is_the_others_too(tmp_path: Path) -> None:
    """A household on one phone: the letters of the other stay, and the owner is told why."""
    folder = shop(tmp_path / "salon")
    _adds(folder, [4, "Задунайський Остап", "093 777 66 55", "ostap@i.ua", "11.04.1980", None, "так"])
    sync.run(opened(folder, 5))
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert set(outcome.remains.shared) == {"+380937776655"}
    with Journal.open(folder / ".clientsheet") as journal:
        assert {one.letter.client for one in journal.entries()} == {"1", "3", "4"}
    assert told(folder / ".clientsheet", ["Ярославн", "хризантем", "443332211"]) == []
    assert told(folder / ".clientsheet", ["Остап"])


def test_a_bare_first_name_takes_nobody_along(tmp_path: Path) -> None:
    """Somebody who is only «Марина» goes, and Марина Коваль stays in the journal."""
    folder = shop(tmp_path / "salon")
    _adds(folder, [4, "Марина", None, None, None, None, None, "Має акваріум"])
    sync.run(opened(folder, 5))
    outcome = forget.run(opened(folder, 5), "4", agreed=True)
    assert outcome.code == 0
    assert told(folder / ".clientsheet", ["акваріум"]) == []
    with Journal.open(folder / ".clientsheet") as journal:
        assert "1" in {one.letter.client for one in journal.entries()}
    assert told(folder / "drafts", ["Коваль Марина"])


def test_a_row_that_was_merged_is_forgotten_with_the_kept_one(tmp_path: Path) -> None:
    """The record of the merge holds the whole row that is gone."""
    folder = shop(tmp_path / "salon")
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


def test_of_a_paper_nothing_stays_but_its_number(tmp_path: Path) -> None:
    """The number must not be given again; whom it was for is nobody's business any more."""
    folder = shop(tmp_path / "salon")
    identity = (opened(folder).read().marks or {})["workbook_id"]
    papers = Papers(folder / ".clientsheet")
    file = "documents/2026/Рахунок Кривоніс.docx"
    paper = Paper(
        "c0de", "invoice", 2026, 1, "2026-1", dt.date(2026, 4, 6), "2", "", Decimal(1), "UAH", file, "x", identity
    )
    papers.take(paper, "Кривоніс-Задунайська".encode())
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert outcome.kept.papers == 1
    assert told(folder / ".clientsheet", THEIRS) == []
    assert [one.number for one in papers.all(identity)] == ["2026-1"]


def test_an_unknown_file_is_left_and_told(tmp_path: Path) -> None:
    """Something that nobody knows how to take a person out of is not deleted by guess; the exit code says so."""
    folder = shop(tmp_path / "salon")
    strange = folder / ".clientsheet" / "calls.db"
    strange.write_bytes("Кривоніс-Задунайська Ярославна".encode("cp1251"))
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert strange.exists()
    assert (outcome.code, outcome.remains.state) == (1, (strange,))


def test_after_forgetting_there_is_nothing_left_to_hand_over(tmp_path: Path) -> None:
    """What is handed over then is the sheet alone."""
    folder = shop(tmp_path / "salon")
    forget.run(opened(folder, 5), "2", agreed=True)
    data = handing_over.run(opened(folder, 5), "2").data
    assert data is not None
    assert (data.letters, data.answers, data.silent, data.chats, data.files) == ((), (), (), (), ("report.html",))


def _adds(folder: Path, row: list[object]) -> None:
    path = folder / "clients.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Клієнти"]
    for column, value in enumerate(row, 1):
        sheet.cell(5, column).value = value  # type: ignore[assignment]
    book.save(path)
