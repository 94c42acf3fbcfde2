"""A namespace prefix on the elements of a sheet, and where its chunks are cut, change nothing of what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.stores.excel import structure
from clientsheet.stores.excel.structure import IrregularError, scan

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROWS = "".join(
    f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n % 3 else ""}><c r="A{n}"><f>A{n}*2</f><v>{n}</v></c>'
    f'<c r="AB{n}" t="e"><v>#N/A</v></c></row>'
    for n in range(2, 9)
)
TAIL = '<mergeCells><mergeCell ref="B2:C3"/></mergeCells></worksheet>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS}</sheetData>{TAIL}'


def prefixed(text: str) -> str:
    marked = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return marked.replace("xmlns=", "xmlns:x=")


@given(st.integers(1, 300), st.booleans())
def test_a_sheet_is_understood_alike_however_it_arrives(cut: int, is_prefixed: bool) -> None:
    raw = (prefixed(SHEET) if is_prefixed else SHEET).encode()
    found, whole = scan([raw[at : at + cut] for at in range(0, len(raw), cut)]), scan([SHEET.encode()])
    assert (found.formula_rows(), found.errors) == (whole.formula_rows(), whole.errors)
    assert (found.hidden, found.merged, found.area) == (whole.hidden, whole.merged, whole.area)


@pytest.mark.parametrize("is_prefixed", [False, True])
def test_a_sheet_without_an_end_or_without_rows_is_left_to_the_careful_reader(is_prefixed: bool) -> None:
    for text in (SHEET[: SHEET.index("</sheetData>")], f'<worksheet xmlns="{MAIN}"></worksheet>', "<a>" * 30_000):
        raw = (prefixed(text) if is_prefixed else text).encode()
        with pytest.raises(IrregularError):
            scan([raw[at : at + 7000] for at in range(0, len(raw), 7000)])


def test_one_row_longer_than_a_row_can_be_is_left_to_the_careful_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is gathered without end."""
    monkeypatch.setattr(structure, "_LONGEST_ROW", 500)
    with pytest.raises(IrregularError):
        scan([f"<worksheet xmlns='{MAIN}'><sheetData><row r='1'>".encode(), *[b"<c/>" * 100] * 9])
