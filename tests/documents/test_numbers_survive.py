"""Numbers of documents have no gaps and no repeats: whichever step dies, whoever else is at work."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from papers_at_hand import TODAY, Office

from clientsheet.documents.papers import Papers, Step
from clientsheet.errors import WrongUse
from clientsheet.jobs import sync, undo
from clientsheet.jobs.documents import ending, issuing
from clientsheet.workspace import Workspace

KILLING = Path(__file__).with_name("killing_documents.py")
INVOICE = ("invoice", "03-26")


class Died(BaseException):
    """The machine went off."""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("trials", [30, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_run_is_finished_by_the_next(office: Office, tmp_path: Path, trials: int) -> None:
    """Whatever the moment of the kill: the same number, the same document, and the next one gets the next number."""
    office.folder.rename(tmp_path / "pristine")
    command = [sys.executable, str(KILLING), str(tmp_path), str(trials), "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert sum(told["seen"].values()) == trials
    assert told["seen"].get("nothing", 0) < trials


STEPS: list[tuple[Any, str]] = [
    (Papers, "take"),
    (ending, "appending"),
    (Workspace, "write"),
    (ending, "shelve"),
    (Papers, "advance"),
]


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("room", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_run_that_dies_at_any_step_is_finished(
    office: Office, monkeypatch: pytest.MonkeyPatch, room: Any, step: str, late: bool
) -> None:
    """Right before or right after each of its steps."""
    done = getattr(room, step)

    def dies(*given: Any, **named: Any) -> Any:
        if late:
            done(*given, **named)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(room, step, dies)
        with pytest.raises(Died):
            office.issue(*INVOICE)
    before = office.files()
    office.issue("invoice", "01-26")
    office.issue(*INVOICE)
    assert sorted(office.numbers()) == [("рахунок", "2026-0001"), ("рахунок", "2026-0002")]
    files = office.files()
    assert len(files) == 2
    assert before.items() <= files.items()
    assert {row["Файл"].rpartition("/")[2] for row in office.register()} == set(files)


def test_the_paper_of_a_dead_run_is_told_of(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its row stood in the workbook, its file was not made: the next run makes it and says so."""

    def dies(*given: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(ending, "shelve", dies)
        with pytest.raises(Died):
            office.issue(*INVOICE)
    assert office.files() == {}
    outcome = office.issue(*INVOICE)
    assert [paper.number for paper in outcome.finished] == ["2026-0001"]
    assert outcome.already is not None
    assert outcome.already.number == "2026-0001"
    assert len(office.files()) == 1


def test_a_locked_workbook_takes_no_number(office: Office) -> None:
    """Somebody has it open: nothing is begun that would come to light later."""
    lock = office.folder / "~$clients.xlsx"
    lock.write_bytes(b"\x05Olena" + bytes(160))
    with pytest.raises(Exception, match=r"file\.locked"):
        office.issue(*INVOICE)
    lock.unlink()
    outcome = office.issue("act", "12-25")
    assert outcome.finished == ()
    assert office.numbers() == [("акт", "2026-0001")]


def _second(office: Office, folder: Path) -> Office:
    """Another machine: its own state folder and documents, the same workbook."""
    shutil.copytree(office.folder, folder)
    other = Office(folder)
    config = (folder / "config.yaml").read_text("utf-8")
    (folder / "clients.xlsx").unlink()
    (folder / "config.yaml").write_text(
        config.replace("workbook: clients.xlsx", f"workbook: {office.workbook}"), "utf-8"
    )
    return other


def test_two_machines_take_turns(office: Office, tmp_path: Path) -> None:
    """Whoever comes second goes on from the first, though its journal knows nothing of it."""
    other = _second(office, tmp_path / "other")
    office.issue(*INVOICE)
    other.issue("invoice", "01-26")
    office.issue("invoice", "04-26")
    assert office.numbers() == [("рахунок", f"2026-000{place}") for place in (1, 2, 3)]


def test_a_number_that_another_machine_takes_meanwhile_is_left_to_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the write the other one issues: both documents bear numbers of their own."""
    other = _second(office, tmp_path / "other")
    monkeypatch.setattr(issuing, "alone", no_lock)
    write, busy = Workspace.write, []

    def written(workspace: Workspace, *given: Any, **named: Any) -> Any:
        if not busy:
            busy.append(True)
            other.issue("invoice", "01-26")
        return write(workspace, *given, **named)

    monkeypatch.setattr(Workspace, "write", written)
    outcome = office.issue(*INVOICE)
    assert outcome.paper is not None
    assert outcome.paper.number == "2026-0002"
    assert [number for _, number in office.numbers()] == ["2026-0001", "2026-0002"]
    assert list(office.files()) == ["Рахунок 2026-0002 Людмила Олійник.docx"]
    assert list(other.files()) == ["Рахунок 2026-0001 Ігор Василенко.docx"]


@contextmanager
def no_lock(workspace: Workspace) -> Iterator[None]:
    """A disk on a network that knows no locks."""
    yield


def _issues_many(folder: Path, clients: list[str], gate: Any) -> None:
    gate.wait()
    for client in clients:
        for _ in range(50):
            try:
                Office(folder).issue("act", client, since=TODAY.replace(year=2025))
                break
            except Exception as error:
                if "file." not in str(error):
                    raise


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("locks", [True, False])
def test_two_machines_at_once(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: bool) -> None:
    """Both issue at the same time, again and again: every number once, none left out, each file beside its row."""
    if not locks:
        monkeypatch.setattr(issuing, "alone", no_lock)
    other = _second(office, tmp_path / "other")
    forking = multiprocessing.get_context("fork")
    gate = forking.Barrier(2)
    clients = [str(number) for number in range(1, 17)]
    shares = ((office.folder, clients[::2]), (other.folder, clients[1::2]))
    runs = [forking.Process(target=_issues_many, args=(*share, gate)) for share in shares]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert [number for _, number in office.numbers()] == [f"2026-{place:04}" for place in range(1, 17)]
    assert len(office.files()) == len(other.files()) == 8
    rows = {row["Файл"].rpartition("/")[2] for row in office.register()}
    assert rows == {*office.files(), *other.files()}


def test_a_row_that_was_deleted_comes_back(office: Office, tmp_path: Path) -> None:
    """A copy of before is put in place: the number stays taken, and its row is written again."""
    shutil.copy(office.workbook, tmp_path / "before.xlsx")
    office.issue(*INVOICE)
    shutil.copy(tmp_path / "before.xlsx", office.workbook)
    outcome = office.issue("invoice", "01-26")
    assert [paper.number for paper in outcome.restored] == ["2026-0001"]
    assert [number for _, number in office.numbers()] == ["2026-0001", "2026-0002"]


def test_a_number_written_by_hand_is_gone_on_from(office: Office) -> None:
    """The shop was at its 341st invoice: the next one is the 342nd; last year's counts for nothing."""
    office.issue(*INVOICE)
    office.types("Документи", {"C2": "341", "A3": "05.01.2025", "B3": "рахунок", "C3": "900"})
    office.issue("invoice", "01-26")
    assert [number for _, number in office.numbers()][-1] == "2026-0342"


def test_kinds_and_years_are_counted_apart(office: Office) -> None:
    """The first act is the first though there are invoices; the new year begins at one."""
    office.issue(*INVOICE)
    office.issue("act", "12-25")
    office.issue("invoice", "01-26", TODAY.replace(year=2027))
    assert office.numbers() == [("рахунок", "2026-0001"), ("акт", "2026-0001"), ("рахунок", "2027-0001")]


def test_a_sync_changes_nothing_about_documents(office: Office) -> None:
    """The register is as it was after a sync, and the numbering goes on."""
    office.issue(*INVOICE)
    rows = office.register()
    sync.run(office.workspace())
    assert office.register() == rows
    office.issue("invoice", "01-26")
    assert [number for _, number in office.numbers()] == ["2026-0001", "2026-0002"]


def test_an_issued_document_is_not_undone(office: Office) -> None:
    """Its number has been given out; earlier runs are undone by name."""
    earlier = office.workspace().ledger.runs()[-1]
    office.issue(*INVOICE)
    with pytest.raises(WrongUse, match=r"undo\.document"):
        undo.run(office.workspace())
    assert undo.run(office.workspace(), earlier.id).restored > 0
    assert office.numbers() == [("рахунок", "2026-0001")]


def test_the_journal_ends_with_everything_issued(office: Office) -> None:
    """Nothing is left to do, and no copy of a document lies about."""
    office.issue(*INVOICE)
    papers = Papers(office.folder / ".clientsheet")
    identity = ending.look(office.workspace()).identity
    assert [paper.step for paper in papers.all(identity)] == [Step.ISSUED]
    assert list((office.folder / ".clientsheet" / "documents").glob("*")) == []


def test_a_damaged_journal_is_not_guessed_at(office: Office) -> None:
    """A number could go out twice: the run stops and says what to do."""
    office.issue(*INVOICE)
    (office.folder / ".clientsheet" / "documents.json").write_text("{", "utf-8")
    with pytest.raises(WrongUse, match=r"documents\.journal"):
        office.issue("invoice", "01-26")


def test_a_workbook_without_the_tab_gets_it(office: Office) -> None:
    """Made by an older program, or by hand: the tab comes with the first document."""
    book = load_workbook(office.workbook)
    del book["Документи"]
    book.save(office.workbook)
    office.issue(*INVOICE)
    office.issue("invoice", "01-26")
    assert [number for _, number in office.numbers()] == ["2026-0001", "2026-0002"]


def test_the_owner_may_sort_and_move_the_register(office: Office) -> None:
    """Rows in another order, columns in other places, a heading by another name: the numbering goes on."""
    for contract in ("03-26", "01-26", "04-26"):
        office.issue("invoice", contract)
    book = load_workbook(office.workbook)
    sheet = book["Документи"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads, body = rows[0], sorted(rows[1:], key=lambda row: str(row[5]), reverse=True)
    heads[heads.index("Номер")] = "№ документа"
    for row, values in enumerate([heads, *body], 1):
        for column, value in enumerate(reversed(values), 1):
            sheet.cell(row, column, value)
    book.save(office.workbook)
    outcome = office.issue("act", "12-25")
    assert outcome.restored == outcome.finished == ()
    assert office.issue("invoice", "04-26", again=True).paper.number == "2026-0004"  # type: ignore[union-attr]


def test_a_column_the_numbering_needs_is_asked_for(office: Office) -> None:
    """The owner has deleted the column of codes: nothing is issued until it is back."""
    book = load_workbook(office.workbook)
    book["Документи"].delete_cols(10)
    book.save(office.workbook)
    with pytest.raises(WrongUse, match=r"documents\.columns") as stopped:
        office.issue(*INVOICE)
    assert stopped.value.facts["columns"] == "«Код документа»"


def test_a_forgotten_clients_number_stays_taken(office: Office) -> None:
    """What the program knew of the document is gone, its row too; the number is given to nobody else."""
    office.issue(*INVOICE)
    papers = Papers(office.folder / ".clientsheet")
    assert papers.forget("7") == 1
    told = (office.folder / ".clientsheet" / "documents.json").read_text("utf-8")
    assert "Олійник" not in told
    office.types("Документи", dict.fromkeys(("A2", "B2", "C2", "D2", "E2", "F2", "G2", "H2", "J2")))
    outcome = office.issue("invoice", "01-26")
    assert outcome.restored == ()
    assert [number for _, number in office.numbers()] == ["2026-0002"]
