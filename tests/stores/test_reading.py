"""What is read from .xlsx files of every make: both ways of reading, and whatever lies beside the values."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from clientsheet.errors import ClientsheetError
from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range
from clientsheet.sheet.grid import UNCALCULATED, Anchor, CellError, GridTab, Raw
from clientsheet.stores.excel import reading
from clientsheet.stores.excel.careful import Lookups, read_carefully
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.structure import IrregularError, is_sparse, scan
from clientsheet.stores.held import HeldTab

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORPUS = Path(__file__).parents[3] / "shared/data/xlsx/valid"


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """A minimal workbook around the XML of one sheet (and of a few other parts)."""

    def make(
        sheet: str | bytes,
        *,
        strings: str = "",
        names: str = "",
        properties: str = "",
        formats: str = "",
        xfs: str = "",
        main: str = MAIN,
        relations: str = RELATIONS,
        target: str = "worksheets/sheet1.xml",
        kind: str = "worksheet",
        state: str = "",
    ) -> Path:
        shown = f' state="{state}"' if state else ""
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": _rels(relations, ("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets>'
            f'<sheet name="Дані" sheetId="1" r:id="rId1"{shown}/></sheets>'
            f"<definedNames>{names}</definedNames></workbook>",
            "xl/_rels/workbook.xml.rels": _rels(
                relations, (kind, target), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts>{formats}</numFmts><cellXfs>'
            f'<xf numFmtId="0"/><xf numFmtId="14"/>{xfs}</cellXfs></styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": sheet,
        }
        path = tmp_path / "made.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in parts.items():
                made.writestr(name, content)
        return path

    return make


def _rels(relations: str, *targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def sheet(rows: str, tail: str = "", main: str = MAIN, head: str = "") -> str:
    return f'<worksheet xmlns="{main}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'


def only(path: Path) -> GridTab:
    return OpenWorkbook(path).grid().tabs[0]


def cells(tab: GridTab) -> list[list[Raw]]:
    return tab.rows(1, tab.row_count)


# Values


def test_values_of_every_type(package: Callable[..., Path]) -> None:
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.5</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" s="1"><v>46117</v></c><c r="E1" s="1"><v>46117.5</v></c><c r="F1" s="2"><v>0.75</v></c>'
        '<c r="G1" s="3"><v>1.25</v></c><c r="H1" t="inlineStr"><is><t>тут</t></is></c>'
        '<c r="I1" t="str"><f>A1</f><v>текст</v></c><c r="J1" t="e"><v>#REF!</v></c>'
        '<c r="K1" t="d"><v>2026-04-05</v></c></row>'
    )
    path = package(
        sheet(row),
        strings="<si><t>Марина &amp; Ко</t></si>",
        formats='<numFmt numFmtId="170" formatCode="hh:mm"/><numFmt numFmtId="171" formatCode="[h]:mm"/>',
        xfs='<xf numFmtId="170"/><xf numFmtId="171"/>',
    )
    found = cells(only(path))[0]
    day = dt.date(2026, 4, 5)
    noon = dt.datetime(2026, 4, 5, 12)
    assert found[:8] == ["Марина & Ко", 12.5, True, day, noon, dt.time(18), dt.timedelta(hours=30), "тут"]
    assert found[8:] == ["текст", CellError("#REF!"), day]
    assert isinstance(found[9], CellError)


def test_rich_text_is_its_letters_without_the_reading_aids(package: Callable[..., Path]) -> None:
    strings = '<si><r><t xml:space="preserve">Ма </t></r><r><t>рина</t></r><rPh sb="0" eb="1"><t>ні</t></rPh></si>'
    path = package(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings)
    assert cells(only(path)) == [["Ма рина"]]


def test_a_workbook_that_counts_from_1904(package: Callable[..., Path]) -> None:
    path = package(sheet('<row r="1"><c r="A1" s="1"><v>44655</v></c></row>'), properties='<workbookPr date1904="1"/>')
    assert cells(only(path)) == [[dt.date(2026, 4, 5)]]


def test_a_moment_a_hair_before_midnight_is_the_next_day(package: Callable[..., Path]) -> None:
    path = package(sheet('<row r="1"><c r="A1" s="1"><v>46116.9999999</v></c></row>'))
    assert cells(only(path)) == [[dt.date(2026, 4, 5)]]


def test_yes_is_not_one_even_in_the_same_column(package: Callable[..., Path]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="b"><v>1</v></c></row>'
    found = only(package(sheet(rows))).columns([1], 1)[0]
    assert [type(cell) for cell in found] == [float, bool]


# Formulas and errors


def test_a_formula_is_its_cached_result_and_known_as_a_formula(package: Callable[..., Path]) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><f>A{n}*2</f><v>{n}</v></c></row>' for n in range(2, 6))
    tab = only(package(sheet(rows)))
    assert tab.columns([2], 1) == [[None, 2, 3, 4, 5]]
    assert list(tab.formulas(2)) == [2, 3, 4, 5]
    assert list(tab.formulas(1)) == []


@pytest.mark.parametrize("cached", ["", "<v></v>", "<v/>"])
def test_a_formula_nobody_calculated_is_said_to_be_so(package: Callable[..., Path], cached: str) -> None:
    tab = only(package(sheet(f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f>{cached}</c></row>')))
    assert cells(tab) == [[1, UNCALCULATED]]


def test_a_formula_that_gave_empty_text_is_an_empty_cell(package: Callable[..., Path]) -> None:
    tab = only(package(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>')))
    assert (cells(tab), list(tab.formulas(2))) == ([[1]], [1])


def test_an_error_in_a_formula_is_an_error(package: Callable[..., Path]) -> None:
    tab = only(package(sheet('<row r="3"><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')))
    assert cells(tab)[2] == [None, None, CellError("#DIV/0!")]


# What surrounds the values


def test_hidden_rows_merged_cells_and_protection_are_seen(package: Callable[..., Path]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    tail = '<sheetProtection password="CF1A" sheet="1"/><mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    tab = only(package(sheet(rows, tail)))
    assert (set(tab.hidden_rows), list(tab.merged), tab.writable) == ({2}, [Range(1, 1, 2, 3)], False)


def test_protection_without_a_password_does_not_keep_us_out(package: Callable[..., Path]) -> None:
    assert only(package(sheet('<row r="1"/>', '<sheetProtection sheet="1"/>'))).writable


def test_title_rows_and_empty_columns_before_the_data_keep_their_places(package: Callable[..., Path]) -> None:
    rows = '<row r="3"><c r="C3"><v>1</v></c></row><row r="7"><c r="E7"><v>2</v></c></row>'
    tab = only(package(sheet(rows)))
    assert (tab.row_count, tab.column_count) == (7, 5)
    assert (tab.rows(3, 3), tab.columns([5], 6)) == ([[None, None, 1, None, None]], [[None, 2]])


def test_formatted_rows_without_values_do_not_count(package: Callable[..., Path]) -> None:
    ghosts = "".join(f'<row r="{n}" ht="20"><c r="A{n}" s="1"/><c r="Z{n}" s="1"/></row>' for n in range(2, 20_000))
    tab = only(package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + ghosts)))
    assert (tab.row_count, tab.column_count) == (1, 1)


def test_an_empty_sheet_is_an_empty_tab(package: Callable[..., Path]) -> None:
    for data in ("<sheetData/>", "<sheetData></sheetData>", '<sheetData><row r="1"/></sheetData>'):
        tab = only(package(f'<worksheet xmlns="{MAIN}">{data}</worksheet>'))
        assert (tab.row_count, tab.column_count, tab.rows(1, 20)) == (0, 0, [])


def test_a_chart_is_a_tab_that_nobody_writes_into(package: Callable[..., Path]) -> None:
    path = package(f'<chartsheet xmlns="{MAIN}"/>', kind="chartsheet")
    assert (only(path).row_count, only(path).writable) == (0, False)


def test_a_very_hidden_sheet_is_read_like_any_other(package: Callable[..., Path]) -> None:
    assert cells(only(package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), state="veryHidden"))) == [[1]]


def test_anchors_follow_their_names_and_broken_ones_are_dropped(package: Callable[..., Path]) -> None:
    names = (
        '<definedName name="_clientsheet.clients.total" hidden="1">\'Дані\'!$K$3</definedName>'
        '<definedName name="_clientsheet.clients.debt" hidden="1">Дані!$L$3</definedName>'
        '<definedName name="_clientsheet.clients.gone" hidden="1">#REF!</definedName>'
        '<definedName name="_clientsheet.clients.lost" hidden="1">\'Дані\'!#REF!</definedName>'
        '<definedName name="_clientsheet.clients.moved" hidden="1">\'Немає\'!$A$1</definedName>'
        '<definedName name="_clientsheet.mark.workbook_id" hidden="1">"a ""b"" &amp; c"</definedName>'
        '<definedName name="Ставка">Дані!$A$1</definedName>'
    )
    grid = OpenWorkbook(package(sheet(""), names=names)).grid()
    assert grid.anchors == {"clients.total": Anchor("Дані", 3, 11), "clients.debt": Anchor("Дані", 3, 12)}
    assert grid.marks == {"workbook_id": 'a "b" & c'}


# Other hands


ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>2</f><v>2</v></c></row>'
    '<row r="3" hidden="1"><c r="B3" t="e"><v>#N/A</v></c></row>'
)
AS_READ: list[list[Raw]] = [["ім’я", 2], [None, None], [None, CellError("#N/A")]]


def _prefixed(text: str) -> str:
    marked = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return marked.replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "written",
    [
        sheet(ROWS),
        _prefixed(sheet(ROWS)),
        b"\xef\xbb\xbf" + sheet(ROWS).encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(ROWS)).encode("utf-16"),
        sheet(ROWS.replace('<row r="1"', "<row").replace(' r="A1"', "").replace(' r="B1"', "")),
        sheet(ROWS.replace("<v>0</v>", "<v><![CDATA[0]]></v><!-- <c r='A9'> -->")),
        sheet(ROWS.replace("><", ">\n  <")),
        sheet(ROWS.replace('<row r="3" hidden="1"', '<row ht="12.8" hidden="1" r="3"')),
        sheet(ROWS, head='<dimension ref="A:XFD"/>'),
    ],
    ids=["plain", "prefix", "mark", "utf-16", "no places", "cdata", "pretty", "old libreoffice", "odd dimension"],
)
def test_however_a_sheet_is_written_it_reads_the_same(package: Callable[..., Path], written: str | bytes) -> None:
    tab = only(package(written, strings="<si><t>ім’я</t></si>"))
    assert (cells(tab), list(tab.formulas(2)), set(tab.hidden_rows)) == (AS_READ, [1], {3})


def test_a_strict_workbook_is_read(package: Callable[..., Path]) -> None:
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    strings = "<si><t>ім’я</t></si>"
    path = package(sheet(ROWS, main=main), strings=strings, main=main, relations=relations)
    assert cells(only(path)) == AS_READ


def test_targets_may_be_absolute(package: Callable[..., Path]) -> None:
    path = package(sheet(ROWS), strings="<si><t>ім’я</t></si>", target="/xl/worksheets/sheet1.xml")
    assert cells(only(path)) == AS_READ


def test_a_stray_cell_in_the_far_corner_does_no_harm(package: Callable[..., Path]) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{MAX_ROWS}"><c r="XFD{MAX_ROWS}"><v>2</v></c></row>'
    tab = only(package(sheet(rows)))
    assert (tab.row_count, tab.column_count) == (MAX_ROWS, MAX_COLUMNS)
    first, far = tab.columns([1, MAX_COLUMNS], 1)
    assert (first[0], far[-1], sum(cell is not None for cell in first)) == (1, 2, 1)


def test_rows_out_of_order_are_all_read(package: Callable[..., Path]) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (3, 1, 4, 2))
    assert only(package(sheet(rows))).columns([1], 1) == [[1, 2, 3, 4]]


def test_a_cell_that_lies_about_its_row_does_no_harm(package: Callable[..., Path]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="ABC1048576"><v>2</v></c></row>'
    assert only(package(sheet(rows))).columns([1], 1)[0][0] == 1


def test_a_sheet_of_many_columns_with_one_stray_cell_is_told_from_a_full_one() -> None:
    def rows(last: int) -> list[bytes]:
        cells = ((n, at) for n in (*range(1, 40), last) for at in ("A", "AB"))
        lines = "".join(f'<row r="{n}"><c r="{at}{n}"><v>1</v></c></row>' for n, at in cells if at == "A")
        wide = lines.replace("</row>", '<c r="AB7"/></row>', 1)
        return [sheet(wide + f'<row r="{last + 1}"><c r="AB{last + 1}"><v>1</v></c></row>').encode()]

    assert is_sparse(rows(100_000), 1_000_000)
    assert not is_sparse(rows(100), 1_000_000)


def test_rotten_xml_is_refused(package: Callable[..., Path]) -> None:
    for rotten in ("<worksheet><sheetData><row>", "no xml", sheet('<row r="x"><c r="A1"/></row>')):
        with pytest.raises(ClientsheetError):
            only(package(rotten)).rows(1, 20)


# The two ways agree


CELL = st.sampled_from(
    [
        '<c r="{at}"><v>{n}</v></c>',
        '<c r="{at}" s="1"/>',
        '<c r="{at}" s="1"><v>4{n}</v></c>',
        '<c r="{at}" t="b"><v>1</v></c>',
        '<c r="{at}" t="str"><f>A1&amp;"&lt;row r="</f><v>т{n}</v></c>',
        '<c r="{at}"><f t="shared" si="0"/><v>{n}</v></c>',
        '<c r="{at}"><f>NOW()</f></c>',
        '<c r="{at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> {n} </t></is></c>',
        '<c r="{at}"></c>',
    ]
)
LINES = st.dictionaries(
    st.integers(1, 40), st.tuples(st.booleans(), st.dictionaries(st.sampled_from("ABCZ"), CELL)), max_size=12
)


@given(LINES)
def test_the_quick_pass_and_the_careful_reader_agree(lines: dict[int, tuple[bool, dict[str, str]]]) -> None:
    rows = ""
    for row, (hidden, kinds) in sorted(lines.items()):
        inner = "".join(kind.format(at=f"{at}{row}", n=row) for at, kind in sorted(kinds.items()))
        rows += f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{inner}</row>'
    content = sheet(rows, '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>').encode()
    chunks = [content[at : at + 50] for at in range(0, len(content), 50)]
    quick, careful = scan(chunks), read_carefully("", chunks, Lookups((), (0, 1), False))
    assert {column: set(rows) for column, rows in quick.formula_rows().items()} == careful.formula_rows
    assert (quick.hidden, quick.merged) == (careful.hidden_rows, careful.merged)
    errors = {(c, r): v for c, found in careful.cells.items() for r, v in found.items() if isinstance(v, CellError)}
    assert {(c, r): v for c, found in quick.errors.items() for r, v in found.items()} == errors
    waiting = {(c, r) for c, found in careful.cells.items() for r, v in found.items() if v is UNCALCULATED}
    assert {(c, r) for c, found in quick.uncalculated.items() for r in found} == waiting


def _all_cells(tab: GridTab) -> dict[tuple[int, int], Any]:
    found = {}
    for column in range(1, tab.column_count + 1):
        for row, value in enumerate(tab.columns([column], 1)[0], 1):
            if value is not None:
                found[row, column] = (type(value), value)
    return found


CALAMINE_DIFFERS = {"poi__bug60858.xlsx"}
"""A negative number in a date cell: calamine makes midnight of it."""


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir() and not os.environ.get("CI"), reason="no real workbooks beside the checkout")
@pytest.mark.parametrize("part", range(4))
def test_real_workbooks_are_read_alike_in_both_ways(part: int) -> None:
    small = (path for path in sorted(CORPUS.iterdir()) if path.stat().st_size < 100_000)
    paths = [path for path in small if path.name not in CALAMINE_DIFFERS][part::4]
    compared = 0
    for path in paths:
        try:
            book = OpenWorkbook(path)
        except ClientsheetError:
            assert "duplicate" in path.name
            continue
        for each in book.part.sheets:
            tab = book._load(each)
            if isinstance(tab, HeldTab) and each.kind == "worksheet":
                careful = book._carefully(each)
                assert _all_cells(tab) == _all_cells(careful), (path.name, each.title)
                assert set(tab.hidden_rows) == careful.hidden_rows, (path.name, each.title)
                assert list(tab.merged) == careful.merged, (path.name, each.title)
                columns = range(1, careful.column_count + 1)
                assert all(set(tab.formulas(c)) == set(careful.formulas(c)) for c in columns), (path.name, each.title)
                compared += 1
    assert compared > 100


def test_a_grid_is_one_moment_of_the_workbook(package: Callable[..., Path]) -> None:
    path = package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    path = path.rename(path.with_name("clients.xlsx"))
    grid = OpenWorkbook(path).grid()
    package(sheet('<row r="1"><c r="A1"><v>2</v></c></row>')).replace(path)
    assert cells(grid.tabs[0]) == [[1]]
    assert cells(only(path)) == [[2]]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_tab_read_ahead_on_a_second_core_is_the_same_tab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    def save(value: int) -> None:
        book = Workbook()
        for title in ("Клієнти", "Візити", "Ще"):
            for row in range(1, 50 if title == "Візити" else 10):
                (book[title] if title in book else book.create_sheet(title)).cell(row, 1, f"{title} {row} {value}")
        book.save(tmp_path / "new.xlsx")
        (tmp_path / "new.xlsx").replace(tmp_path / "clients.xlsx")

    monkeypatch.setattr(reading, "_LARGE", 1)
    save(1)
    grid = OpenWorkbook(tmp_path / "clients.xlsx").grid()
    if replaced:
        save(2)
    found = [tab.columns([1], 1)[0][-1] for tab in grid.tabs if tab.row_count]
    assert found == ["Клієнти 9 1", "Візити 49 1", "Ще 9 1"]


def test_what_the_quick_pass_does_not_vouch_for_it_says_so() -> None:
    with pytest.raises(IrregularError):
        scan([sheet("<row><c><v>1</v></c></row>").encode()])
