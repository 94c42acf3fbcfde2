"""``clientsheet docs`` as a person and a program meet it: what is said, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest
from papers_at_hand import Office

from clientsheet.cli.door import enter
from clientsheet.text import LANGUAGES


class Said(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """In the folder of an office, on the day of the demo."""

    def run(office: Office, *arguments: str) -> Said:
        monkeypatch.chdir(office.folder)
        code = enter(("--today", "2026-04-06", *arguments))
        out, err = capsys.readouterr()
        return Said(code, out.replace("\xa0", " "), err)

    return run


ISSUED = {
    "uk": "Рахунок № 2026-0001 — Кав’ярня «Зерно», 5 400 ₴",
    "ru": "Счёт № 2026-0001 — Кофейня «Зерно», 5 400 ₴",
    "en": "Invoice No. 2026-0001 — Bean Street Café, £270",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_reads_what_was_issued(call: Call, office_in: Callable[[str], Office], language: str) -> None:
    """The document, its sum and where it lies; asked again, that there is one and how to get another."""
    office = office_in(language)
    first = call(office, "docs", "issue", "invoice", "04-26")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[0] == ISSUED[language]
    assert str(office.folder / "documents" / "2026") in first.out
    again = call(office, "docs", "issue", "invoice", "04-26")
    assert again.code == 0
    assert "2026-0001" in again.out
    assert "--again" in again.out
    listed = call(office, "docs", "list")
    assert "2026-0001" in listed.out
    due = call(office, "docs", "due")
    assert "clientsheet docs issue" in due.out


def test_a_program_reads_the_same(call: Call, office: Office) -> None:
    """One JSON document, stable names, money as text."""
    told = json.loads(call(office, "--format", "json", "docs", "issue", "invoice", "04-26").out)
    assert told["kind"] == "invoice"
    assert (told["number"], told["amount"], told["currency"]) == ("2026-0001", "5400.00", "UAH")
    assert told["already"] is told["dry_run"] is False
    assert json.loads(call(office, "--format", "json", "docs", "issue", "invoice", "04-26").out)["already"] is True
    (listed,) = json.loads(call(office, "--format", "json", "docs", "list").out)["documents"]
    assert (listed["number"], listed["amount"], listed["here"]) == ("2026-0001", "5400.00", True)
    due = json.loads(call(office, "--format", "json", "docs", "due").out)["due"]
    assert {"kind", "reason", "client", "contract", "amount", "currency", "since", "cell"} == set(due[0])


def test_what_is_missing_is_warned_of(call: Call, office: Office) -> None:
    """Neither account nor name of who signs: the document is made, and what to fill in is said."""
    config = office.folder / "config.yaml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    gone = ("  iban:", "  signatory:", "  legal_name:")
    config.write_text("".join(line for line in lines if not line.startswith(gone)), "utf-8")
    told = call(office, "docs", "issue", "invoice", "04-26")
    assert told.code == 0
    assert "business.iban" in told.out
    assert "business.signatory" in told.out


def test_several_are_listed_on_the_error_stream(call: Call, office: Office) -> None:
    told = call(office, "docs", "issue", "act", "40")
    assert told.code == 2
    assert told.out == ""
    assert "12-25" in told.err
    assert "04-26" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("issue", "довідка", "40"), "contract, invoice, act, delivery-note"),
        (("issue", "invoice", "Ніхто"), "«Ніхто»"),
        (("pdf", "2026-0009"), "clientsheet docs list"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_next_step(
    call: Call, office: Office, arguments: tuple[str, ...], said: str
) -> None:
    told = call(office, "docs", *arguments)
    assert told.code == 2
    assert said in told.err


def test_help_needs_nothing_heavy() -> None:
    """Neither Word, nor dictionaries, nor numbers in words are loaded to say what the verbs do."""
    script = (
        "import sys; from clientsheet.cli.door import enter; enter(('docs', 'issue', '--help'));"
        "heavy = 'docx docxtpl pymorphy3 num2words jinja2 numpy'.split();"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
