"""Laws of the writer, on sheets drawn by chance: written in the ways that real programs write them."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from excel_judge import cells, local, read, root, rows, without
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from clientsheet.sheet.address import a1
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="{VENDOR}.worksheet+xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{VENDOR}.sheet.main+xml"/>
</Types>"""
SHEETS = '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
PART = "xl/worksheets/sheet1.xml"


def build(path: Path, sheet: bytes) -> None:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(relation.format("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{SHEETS}</workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relation.format("worksheet", "worksheets/sheet1.xml")),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr(PART, sheet)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """A worksheet: any rows, any cells; with or without numbers, spans, a prefix, blanks between, another encoding."""
    p = draw(st.sampled_from(["", "", "x:"]))
    numbered, addressed = draw(st.booleans()), draw(st.booleans())
    gap = draw(st.sampled_from(["", "", "\n  "]))
    quote = draw(st.sampled_from(['"', '"', "'"]))
    found = []
    count = draw(st.integers(0, 12))
    wanted = (
        draw(st.lists(st.integers(1, 30), unique=True, max_size=count).map(sorted)) if numbered else range(1, count + 1)
    )
    for row in wanted:
        attributes = f" r={quote}{row}{quote}" if numbered else ""
        attributes += draw(st.sampled_from(["", ' spans="1:4"', ' hidden="1"', ' s="0" customFormat="1"', ' ht="20"']))
        inner = ""
        columns = draw(st.lists(st.integers(1, 40), unique=True, max_size=6).map(sorted))
        for column in columns if addressed and numbered else range(1, len(columns) + 1):
            address = f" r={quote}{a1(row, column)}{quote}" if addressed and numbered else ""
            value = draw(
                st.sampled_from(
                    [f"><{p}v>1</{p}v></{p}c>", "/>", f' t="inlineStr"><{p}is><{p}t>я</{p}t></{p}is></{p}c>']
                )
            )
            inner += f"{gap}<{p}c{address}{value}"
        found.append(
            f"{gap}<{p}row{attributes}>{inner}</{p}row>"
            if inner or draw(st.booleans())
            else f"{gap}<{p}row{attributes}/>"
        )
    body = (
        f"<{p}sheetData>{''.join(found)}{gap}</{p}sheetData>"
        if found
        else draw(st.sampled_from([f"<{p}sheetData/>", f"<{p}sheetData></{p}sheetData>"]))
    )
    codec = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
    name = f"xmlns:{p[:-1]}" if p else "xmlns"
    text = f'<?xml version="1.0"?><{p}worksheet {name}="{MAIN}"><{p}dimension ref="A1"/>{body}</{p}worksheet>'
    return text.encode(codec)


def column_edits(most: int = 12) -> st.SearchStrategy[tuple[ColumnEdit, ...]]:
    values = st.one_of(
        st.none(),
        st.integers(-(10**12), 10**12),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=8),
        st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
        st.booleans(),
    )
    one = st.dictionaries(st.integers(1, 40), values, min_size=1, max_size=most)
    columns = st.dictionaries(st.integers(1, 45), st.tuples(one, st.sampled_from(Look)), max_size=5)
    return columns.map(
        lambda found: tuple(
            ColumnEdit("A", column, list(wanted), [None] * len(wanted), list(wanted.values()), look)
            for column, (wanted, look) in found.items()
        )
    )


relaxed = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@relaxed
@given(sheet=sheets(), edits=column_edits())
def test_after_a_write_only_the_named_cells_differ_and_they_hold_the_values(
    sheet: bytes, edits: tuple[ColumnEdit, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.xlsx"), Path(folder, "b.xlsx")
        build(source, sheet)
        patch = Patch(edits=edits)
        rewrite(source, target, patch)
        verify(source, target, patch)
        named = {(row, edit.column) for edit in edits for row in edit.rows}
        assert without(read(target, PART), named) == without(read(source, PART), named)
        wanted = {(row, edit.column): value for edit in edits for row, value in zip(edit.rows, edit.after, strict=True)}
        for (row, column), value in wanted.items():
            assert shown(target, row, column) == plain(value)


@relaxed
@given(sheet=sheets(), edits=column_edits())
def test_the_quick_way_and_the_careful_way_write_the_same_bytes(sheet: bytes, edits: tuple[ColumnEdit, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.xlsx")
        build(source, sheet)
        results = []
        for careful in (False, True):
            target = Path(folder, f"{careful}.xlsx")
            rewrite(source, target, Patch(edits=edits), careful=careful)
            results.append(target)
        assert resolved(results[0]) == resolved(results[1])


SOMETHING = st.one_of(
    st.none(), st.integers(0, 9), st.floats(0, 9), st.dates(dt.date(2000, 1, 1)), st.text("аб", max_size=3)
)
ALIKE = st.one_of(*(st.lists(st.none() | one, min_size=1, max_size=50) for one in (st.integers(), st.floats(0, 9))))
READY = (
    "",
    '<c r="C{0}"/><c r="D{0}" t="n"><v>5</v></c>',
    '<c r="C{0}"><v>7</v></c><c r="D{0}"/><c r="AD{0}" s="0"><v>1</v></c>',
    '<c r="D{0}" t="str"><v>text</v></c><c r="E{0}"/>',
)
"""What stands in the columns that are written to, in every row."""


@relaxed
@given(
    values=st.lists(SOMETHING, min_size=1, max_size=50) | ALIKE, ready=st.sampled_from(READY), gaps=st.integers(1, 3)
)
def test_rows_as_usual_programs_write_them_are_written_by_every_way_to_the_same_end(
    values: list[Any], ready: str, gaps: int
) -> None:
    cells_of = '<c r="A{0}"><v>1</v></c><c r="B{0}" t="n"><v>2</v></c>' + ready
    spans = "1:30" if ready else "1:2"
    body = "".join(f'<row r="{row}" spans="{spans}">{cells_of.format(row)}</row>' for row in range(1, 41))
    edits = tuple(
        ColumnEdit("A", column, range(2, 2 + len(values))[::step], values[::step], values[::step], look)
        for column, look, step in ((3, Look.MONEY, 1), (4, Look.GENERAL, gaps), (30, Look.DATE, 1))
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.xlsx")
        build(source, f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode())
        for careful in (False, True):
            target = Path(folder, f"{careful}.xlsx")
            rewrite(source, target, Patch(edits=edits), careful=careful)
            verify(source, target, Patch(edits=edits))
        assert resolved(Path(folder, "False.xlsx")) == resolved(Path(folder, "True.xlsx"))


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_appended_stands_below_in_its_order(tmp_path: Path, count: int) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    only = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    build(source, f'<worksheet xmlns="{MAIN}">{only}</worksheet>'.encode())
    rewrite(source, target, Patch(appended=(AppendedRows("A", 1, [{1: k, 3: "я"} for k in range(count)]),)))
    assert CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()[1:] == [
        [k, "", "я"] for k in range(count)
    ]


def resolved(path: Path) -> list[bytes]:
    """The sheet with each style's number replaced by the style itself, and every part but the styles."""
    names = zipfile.ZipFile(path).namelist()
    found = []
    if "xl/styles.xml" in names:
        formats = next(child for child in root(read(path, "xl/styles.xml")) if local(child) == "cellXfs")
        found = [dict(each.attrib) for each in formats]
    sheet = root(read(path, PART))
    for cell in sheet.iter():
        if local(cell) == "c" and cell.get("s") is not None and found:
            cell.set("s", str(sorted(found[int(cell.get("s"))].items())))
    return [etree.tostring(sheet), *(read(path, name) for name in names if name not in (PART, "xl/styles.xml"))]


def shown(path: Path, row: int, column: int) -> object:
    """The cell's value as the file holds it: a number, a text, or nothing."""
    cell = cells(rows(root(read(path, PART))).get(row, ())).get(column)
    if cell is None or not len(cell):
        return None
    text = cell[0].text
    if cell.get("t") == "s":
        return _unescaped(root(read(path, "xl/sharedStrings.xml"))[int(text)][0].text or "")
    return float(text)


def _unescaped(text: str) -> str:
    import re

    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def plain(value: object) -> object:
    if isinstance(value, dt.date):
        return float((value - dt.date(1899, 12, 30)).days)
    return value if value is None or isinstance(value, str) else float(value)  # type: ignore[arg-type]
