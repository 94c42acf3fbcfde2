"""The first rows of a large tab, read without the rest of it, are the first rows of the tab."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from small_packages import with_member

from clientsheet.errors import ClientsheetError, WorkbookChanged
from clientsheet.sheet.grid import Raw
from clientsheet.stores.excel import reading
from clientsheet.stores.excel.careful import Lookups, read_strings
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.top import TOP_ROWS, top_rows

CORPUS = Path(__file__).parents[3] / "shared/data/xlsx/valid"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _every_tab_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LARGE", 1)


def plain(rows: list[list[Raw]]) -> list[list[Raw]]:
    """Rows without the empty cells at their ends: the first rows alone do not know how wide the tab is."""
    cut = [row[: max((at for at, cell in enumerate(row, 1) if cell is not None), default=0)] for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    return cut


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """As Excel writes it: texts are shared, each stands once."""
    book = xlsxwriter.Workbook(str(tmp_path / "clients.xlsx"))
    sheet = book.add_worksheet("Клієнти")
    sheet.write_row(0, 0, ["ID", "ПІБ", "Всього"])
    for row in range(1, 200):
        sheet.write_row(row, 0, [row, f"Клієнт {row % 40}", row / 4])
    book.add_worksheet("Ще").write_row(0, 0, ["a", None, True])
    book.close()
    return tmp_path / "clients.xlsx"


def test_the_first_rows_are_those_of_the_tab_and_the_tab_can_be_read_after_them(clients: Path) -> None:
    """Whoever asks for more, or for a column, gets the whole tab."""
    tab = OpenWorkbook(clients).grid().tabs[0]
    first = tab.rows(1, TOP_ROWS)
    assert (len(first), first[0], first[23]) == (TOP_ROWS, ["ID", "ПІБ", "Всього"], [23, "Клієнт 23", 5.75])
    assert tab.rows(2, 3) == first[1:3]
    assert tab.rows(1, TOP_ROWS + 1)[:TOP_ROWS] == first
    assert len(tab.columns([1], 1)[0]) == tab.row_count == 200
    assert tab.rows(1, TOP_ROWS) == first


def test_no_more_of_a_tab_is_read_for_its_first_rows_than_they_need() -> None:
    def sheet() -> Iterator[bytes]:
        yield b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row>'
        yield b'<row r="25"><c r="A25"><v>2</v></c></row>'
        raise AssertionError("the rest was read")

    def strings() -> Iterator[bytes]:
        yield "<sst><si><t>ID</t></si><si><t>ПІБ</t></si>".encode()
        yield "<si><t>Всього</t></si>".encode()
        raise AssertionError("the rest was read")

    tab = top_rows("Клієнти", sheet, strings, Lookups((), (), False))
    assert tab is not None
    assert tab.rows(1, 30) == [["ПІБ"]]


def test_the_first_rows_of_a_workbook_that_was_closed_are_not_there_any_more(clients: Path) -> None:
    book = OpenWorkbook(clients)
    tab = book.grid().tabs[0]
    book.close()
    with pytest.raises(WorkbookChanged):
        tab.rows(1, 5)


@pytest.mark.parametrize(
    ("sheet", "strings"),
    [
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "<si><t>ID</t></si>"),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si/><si><t>ID</t></si>"),
        ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "<si><t>ID</t></si>"),
        ('<row r="1"><c r="A1" t="s"><v>0</v></row>', "<si><t>ID</t></si>"),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>ID</b></t></si>"),
    ],
    ids=["no such text", "an empty text", "no number", "not well-formed", "texts not well-formed"],
)
def test_what_is_out_of_the_ordinary_is_left_to_whoever_reads_the_tab_whole(sheet: str, strings: str) -> None:
    parts = [f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode()], [f"<sst>{strings}</sst>".encode()]
    lookups = Lookups((), (), False)
    assert top_rows("", lambda: iter(parts[0]), lambda: iter(parts[1]), lookups) is None


_texts = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
)


@given(_texts, st.lists(st.integers(0, 9), max_size=12), st.integers(1, 40))
def test_a_text_is_found_by_its_number_however_the_texts_are_cut(texts: list[str], asked: list[int], cut: int) -> None:
    """As a reader of all the texts finds it."""
    quoted = (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in quoted)
    raw = f"<sst>{items}</sst>".encode()
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in asked)
    sheet = [f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()]
    chunks = [raw[at : at + cut] for at in range(0, len(raw), cut)]
    tab = top_rows("", lambda: iter(sheet), lambda: iter(chunks), Lookups((), (), False))
    if any(number >= len(texts) for number in asked):
        assert tab is None
    else:
        assert tab is not None
        known = read_strings([raw])
        assert plain(tab.rows(1, 1)) == plain([[known[number] or None for number in asked]] if asked else [])


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir() and not os.environ.get("CI"), reason="no real workbooks beside the checkout")
def test_the_first_rows_of_real_workbooks_are_those_of_their_tabs() -> None:
    compared = 0
    for path in sorted(CORPUS.iterdir()):
        if path.stat().st_size > 60_000:
            continue
        try:
            book = OpenWorkbook(path)
        except ClientsheetError:
            continue
        for sheet in book.part.sheets:
            if sheet.kind == "worksheet" and (top := book._top(sheet)) is not None:
                whole = book._carefully(sheet)
                assert plain(top.rows(1, TOP_ROWS)) == plain(whole.rows(1, TOP_ROWS)), (path.name, sheet.title)
                compared += 1
    assert compared > 100


@pytest.mark.parametrize("aside", [b"<!-- </si> -->", b"<!-- <si><t>x</t></si> -->"])
def test_texts_that_nobody_can_number_are_read_with_the_tab(clients: Path, aside: bytes) -> None:
    """A comment among the texts moves none of them."""
    odd = with_member(clients, "xl/sharedStrings.xml", lambda raw: raw.replace(b"<si>", aside + b"<si>", 3))
    assert OpenWorkbook(odd).grid().tabs[0].rows(1, 2) == OpenWorkbook(clients).grid().tabs[0].rows(1, 2)
