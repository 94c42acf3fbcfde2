"""A document that was issued may go along with a letter; and where documents lie, nothing is ever written over."""

from __future__ import annotations

import email
import email.policy
import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest
from papers_at_hand import TODAY, Office

from clientsheet.documents.shelving import LONGEST, file_name, free, shelve
from clientsheet.errors import WrongUse
from clientsheet.jobs import sync


def overdue(office: Office) -> EmailMessage:
    """The letter about the payment that the client of contract 04-26 owes since May."""
    later = TODAY.replace(month=5, day=18)
    sync.run(office.workspace(later))
    drafts = [path.read_bytes() for path in (office.folder / "drafts").rglob("*.eml")]
    letters = [email.message_from_bytes(draft, policy=email.policy.default) for draft in drafts]
    wanted = [letter for letter in letters if "04-26" in str(letter["Subject"])]
    assert len(wanted) == 1
    return wanted[0]


@pytest.fixture
def reminding(office: Office) -> Office:
    """Its owner has switched on the reminders of overdue payments."""
    mailings = office.workspace().read()["mailings"]
    row = next(
        row for row, what in zip(mailings.rows, mailings.values("occasion"), strict=True) if what == "payment_overdue"
    )
    office.types("Розсилки", {f"B{row}": "так"})
    return office


def test_the_reminder_carries_the_invoice(reminding: Office) -> None:
    """The Word file as it was issued, under its name; the PDF in its place where there is one."""
    outcome = reminding.issue("invoice", "04-26")
    assert outcome.file is not None
    attached = list(overdue(reminding).iter_attachments())
    assert [part.get_filename() for part in attached] == ["Рахунок 2026-0001 Кав’ярня «Зерно».docx"]
    assert attached[0].get_content() == outcome.file.read_bytes()


def test_the_pdf_goes_rather_than_the_word_file(reminding: Office) -> None:
    outcome = reminding.issue("invoice", "04-26")
    assert outcome.file is not None
    outcome.file.with_suffix(".pdf").write_bytes(b"%PDF-1.7 as if")
    names = [part.get_filename() for part in overdue(reminding).iter_attachments()]
    assert names == ["Рахунок 2026-0001 Кав’ярня «Зерно».pdf"]


@pytest.mark.parametrize("why", ["none", "void", "gone", "another"])
def test_the_reminder_goes_without_an_invoice_all_the_same(reminding: Office, why: str) -> None:
    """None was issued; it is void; its file is not here; it belongs to another contract."""
    if why != "none":
        reminding.issue("invoice", "03-26" if why == "another" else "04-26")
    if why == "void":
        reminding.types("Документи", {"I2": "анульовано"})
    if why == "gone":
        shutil.rmtree(reminding.folder / "documents")
    assert list(overdue(reminding).iter_attachments()) == []


# Where documents lie


def test_names_fit_every_disk() -> None:
    """No device, no path, no comma, no dot at the end, not too long, never empty."""
    assert file_name("Рахунок", "2026-0001", 'ТОВ "А/Б": <С>, | ?*.') == "Рахунок 2026-0001 ТОВ А Б С"
    assert file_name("CON") == "_CON"
    assert file_name("nul.txt") == "_nul.txt"
    assert file_name("..") == "_"
    assert file_name("\u202egnp.exe", "\x00") == "gnp.exe"
    assert len(file_name("Ї" * 300)) == LONGEST


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    """In large or small letters, by a document or its PDF."""
    assert free(tmp_path, "Акт 1") == tmp_path / "Акт 1.docx"
    (tmp_path / "АКТ 1.docx").touch()
    (tmp_path / "Акт 1 (2).PDF").touch()
    assert free(tmp_path, "Акт 1") == tmp_path / "Акт 1 (3).docx"


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    """The same document again is no change; another file in its place stops the run and stays."""
    place = tmp_path / "2026" / "Акт.docx"
    shelve(b"document", place)
    before = place.stat().st_mtime_ns
    shelve(b"document", place)
    assert place.stat().st_mtime_ns == before
    with pytest.raises(WrongUse, match=r"documents\.exists"):
        shelve(b"another document", place)
    assert place.read_bytes() == b"document"
    assert [path.name for path in place.parent.iterdir()] == ["Акт.docx"]


def test_half_a_document_of_a_dead_run_is_made_whole(tmp_path: Path) -> None:
    """Where a disk knows no second names, a killed run leaves the beginning of the document."""
    place = tmp_path / "Акт.docx"
    place.write_bytes(b"docu")
    shelve(b"document", place)
    assert place.read_bytes() == b"document"


def test_a_file_in_the_way_stops_the_run_and_the_next_one_ends_it(office: Office) -> None:
    """Whatever lies under the document's name before is kept; a free name is taken."""
    folder = office.folder / "documents" / "2026"
    folder.mkdir(parents=True)
    (folder / "Рахунок 2026-0001 Людмила Олійник.docx").write_text("mine", "utf-8")
    outcome = office.issue("invoice", "03-26")
    assert outcome.file is not None
    assert outcome.file.name == "Рахунок 2026-0001 Людмила Олійник (2).docx"
    assert office.register()[0]["Файл"].endswith("(2).docx")
    assert (folder / "Рахунок 2026-0001 Людмила Олійник.docx").read_text("utf-8") == "mine"
