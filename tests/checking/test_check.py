"""The check verb: findings as a value, as JSON, as a page; nothing is written to the workbook."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pytest
from drawing import TODAY, checked, drawn_store, understood

from clientsheet.book.book import Book
from clientsheet.book.wording import describe, document, plain, shown
from clientsheet.config import Config
from clientsheet.jobs.check import run
from clientsheet.pages.findings import findings_page
from clientsheet.sheet.finding import Finding, Findings, Severity
from clientsheet.sheet.grid import UNCALCULATED, CellError
from clientsheet.stores.copies import conflict_copies
from clientsheet.stores.memory import MemoryStore
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

SALON = """
ID | ПІБ             | Телефон      | E-mail
1  | " Марина Коваль" | "067 454 54" | marina@gmial.com
1  | <b>Олена</b>    |              | olena@ukr.net
"""


@pytest.fixture
def store() -> MemoryStore:
    return drawn_store({"tabs": {"Клієнти": SALON}})


@dataclass(frozen=True)
class Opened(Workspace):
    """A workspace whose workbook lies in memory."""

    held: MemoryStore | None = None

    def read(self) -> Book:
        assert self.held is not None
        return understood(self.held)


def opened(store: MemoryStore, folder: Path, language: str = "uk") -> Workspace:
    return Opened(Config.default(folder), TODAY, dt.datetime(2026, 4, 6, 9), language, store)


def test_line_reads_as_an_owner_would_say_it() -> None:
    """The whole line: place, what is wrong, how to cure it."""
    store = drawn_store({"tabs": {"Клієнти": 'ID | ПІБ | Телефон\n1 | Марина | "067 454 54 5"'}})
    lines = [describe(finding, "uk") for finding in checked(understood(store))]
    assert lines == [
        "Клієнти!C2: номер має 8 цифр замість 9. Можливо, загублено цифру. "
        "Перевірте номер і впишіть його повністю, з кодом міста чи оператора."
    ]


def test_errors_make_exit_code_one(store: MemoryStore, tmp_path: Path) -> None:
    """A workbook with an error ends in 1, one with none in 0; the workbook is as it was."""
    before = store.fingerprint()
    assert run(opened(store, tmp_path)).code == 1
    clean = drawn_store({"tabs": {"Клієнти": "ID | ПІБ\n1 | Марина"}})
    outcome = run(opened(clean, tmp_path))
    assert (outcome.code, len(outcome.findings)) == (0, 0)
    assert store.fingerprint() == before


def test_json_has_the_promised_keys(store: MemoryStore, tmp_path: Path) -> None:
    """One document: findings with stable keys, and counts by severity that add up."""
    told = json.loads(json.dumps(run(opened(store, tmp_path)).as_json()))
    first = told["findings"][0]
    assert first["severity"] == "error"
    assert set(first) >= {"code", "severity", "tab", "cell", "heading", "value", "message", "suggestion"}
    assert sum(told["counts"].values()) == len(told["findings"])
    assert [one["cell"] for one in told["findings"] if one["code"] == "id-doubled"] == ["A2", "A3"]


def test_values_in_json_are_text_that_programs_read() -> None:
    """Dates are ISO, numbers have a decimal point, what has no value is null."""
    values = [dt.date(2026, 2, 15), 12.5, 7.0, True, "так", CellError("#REF!"), UNCALCULATED, None]
    assert [plain(value) for value in values] == ["2026-02-15", "12.5", "7", "true", "так", "#REF!", None, None]


def test_values_in_words_are_one_short_line() -> None:
    """Line breaks, invisible signs and long texts do not tear a sentence apart."""
    assert shown(" a\n\u200b b\x00 ", "uk") == "a b"
    assert len(shown("а" * 40_000, "uk")) == 120
    assert shown(dt.datetime(2026, 2, 15), "uk") == "15.02.2026"
    assert shown(dt.time(9, 5), "uk") == "09:05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_stands_alone(language: str, store: MemoryStore, tmp_path: Path) -> None:
    """The HTML page needs no other file and no script, shows every address, and lets no cell speak HTML."""
    file = tmp_path / "pages" / "findings.html"
    outcome = run(opened(store, tmp_path, language), html=file)

    text = file.read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.language == language
    assert not page.outside
    assert "<script" not in text
    assert "<b>Олена" not in text
    for finding in outcome.listed:
        assert finding.cell in page.words
    assert page.open == []


def test_page_counts_what_it_does_not_list(store: MemoryStore) -> None:
    """Beyond a thousand of a kind the page tells how many more there are."""
    findings = Findings(
        Finding("client-unknown", Severity.ERROR, "Візити", row, 2, "Клієнт", str(row)) for row in range(2, 3502)
    )
    text = findings_page(findings, understood(store), "uk", workbook="clients.xlsx")
    assert "…і ще 2\xa0500 таких" in text
    assert re.search(r"<b>3\xa0500</b>\s*помилок", text)


def test_clean_page_says_so(store: MemoryStore) -> None:
    """No findings is a sentence, not an empty page."""
    assert "Nothing to remark" in findings_page(Findings(), understood(store), "en", workbook="clients.xlsx")


def test_conflict_copies_are_told_from_other_files(tmp_path: Path) -> None:
    """What Dropbox, Drive, OneDrive and Syncthing leave behind is found; last year's workbook is not."""
    copies = [
        "clients (Marina's conflicted copy 2026-04-06).xlsx",
        "clients (конфліктна копія).xlsx",
        "clients (1).xlsx",
        "clients-DESKTOP-4K2P.xlsx",
        "clients.sync-conflict-20260406-101500-ABCDEFG.xlsx",
    ]
    others = ["clients.xlsx", "clients 2025.xlsx", "clients-2025.xlsx", "~$clients.xlsx", "clients (1).txt"]
    for name in (*copies, *others):
        (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "clients.xlsx") == tuple(sorted(copies))
    assert conflict_copies(tmp_path / "nowhere" / "clients.xlsx") == ()


def test_findings_are_listed_by_gravity_then_place(store: MemoryStore, tmp_path: Path) -> None:
    """Errors first, then tab by tab and row by row."""
    grave = [severity.value for severity in Severity]
    listed = cast("list[dict[str, str]]", document(run(opened(store, tmp_path)).listed, "en"))
    assert [one["severity"] for one in listed] == sorted((one["severity"] for one in listed), key=grave.index)


class _Page(HTMLParser):
    """Reads a page as a browser does: what it asks from outside, what a person sees, what is left open."""

    VOID = ("meta", "input", "link", "img", "br")

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.outside: list[str] = []
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.language = dict(attrs).get("lang") or self.language
        self.outside += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
