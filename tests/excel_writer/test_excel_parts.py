"""The parts around the sheets: what leads nowhere is refused, what is not needed any more goes without a trace."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from excel_judge import members, read

from clientsheet.errors import Refused
from clientsheet.sheet.blueprint import ColumnBlueprint, TabBlueprint
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.excel.guard import guard
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB, BOOK, TYPES, RELATIONS = "Клієнти", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
EDIT = Patch(edits=(ColumnEdit(TAB, 6, [5], [None], ["Ганна"]),))
PAGE = TabBlueprint("problems", "Зауваження", (ColumnBlueprint("Де"),), [["тут"]])
Changes = Mapping[str, Callable[[bytes], bytes]]


def changed(path: Path, changes: Changes, added: Mapping[str, bytes] | None = None) -> Path:
    target = path.with_name("odd.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, changes.get(member.filename, bytes)(content))
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return target


def written(source: Path, patch: Patch) -> Path:
    target = source.with_name("new.xlsx")
    rewrite(source, target, patch)
    verify(source, target, patch)
    return target


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("_rels/.rels", lambda raw: raw.replace(b"/officeDocument", b"/somethingElse")),
        ("_rels/.rels", lambda raw: raw.replace(b"xl/workbook.xml", b"xl/none.xml")),
        (BOOK, lambda raw: raw[: raw.index(b"<sheets>")] + b"<sheets/></workbook>"),
        (BOOK, lambda raw: raw.replace(b"UTF-8", b"klingon")),
        (BOOK, lambda raw: raw.replace("Клієнти".encode(), b"\xff\xfe")),
    ],
    ids=["nothing leads to a workbook", "it is missing", "it has no sheets", "no such encoding", "no letters"],
)
def test_a_package_without_a_workbook_is_none(clients: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    odd = changed(clients, {part: change})
    with pytest.raises(Refused) as refused:
        guard(odd)
    assert refused.value.key in ("excel.not_a_workbook", "excel.damaged")


def test_a_list_of_content_types_that_is_none_takes_no_new_part(clients: Path) -> None:
    odd = changed(clients, {TYPES: lambda _: b"<nothing/>"})
    with pytest.raises(Refused):
        rewrite(odd, odd.with_name("new.xlsx"), Patch(new_tabs=(PAGE,)))


def test_letters_written_as_numbers_are_letters(clients: Path) -> None:
    odd = changed(clients, {BOOK: lambda raw: raw.replace("Клієнти".encode(), "&#1050;&#x43B;ієнти".encode())})
    assert OpenWorkbook(odd).grid().tabs[0].title == TAB
    assert openpyxl.load_workbook(written(odd, EDIT))[TAB]["F5"].value == "Ганна"


def test_the_order_of_calculation_goes_with_the_formulas_of_a_page_that_is_written_anew(tmp_path: Path) -> None:
    """It would name cells that hold no formula now; nothing leads to it any more."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet(TAB).write_row(0, 0, ["ID"])
    page = book.add_worksheet("Зауваження")
    page.write_formula("A1", "=1+1", None, 2)
    page.write_url("A2", "https://example.com/")
    book.close()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    lead = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    chained = changed(
        path,
        {
            TYPES: lambda raw: raw.replace(
                b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="' + kind + b'"/></Types>'
            ),
            RELATIONS: lambda raw: raw.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="' + lead + b'" Target="calcChain.xml"/></Relationships>',
            ),
        },
        {"xl/calcChain.xml": b'<calcChain><c r="A1" i="2"/></calcChain>'},
    )
    target = written(chained, Patch(pages=(PAGE,)))
    assert set(members(chained)) - set(members(target)) == {"xl/calcChain.xml", "xl/worksheets/_rels/sheet2.xml.rels"}
    assert b"calcChain" not in read(target, TYPES) + read(target, RELATIONS)
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(target)["Зауваження"]] == [["Де"], ["тут"]]


def test_a_list_of_names_that_is_empty_is_not_left_behind(tmp_path: Path) -> None:
    """It is against the schema; and forgetting a name that never was makes no list."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet(TAB).write_row(0, 0, ["ID", "Всього"])
    book.close()
    forget = Patch(forgotten=("clients.total",))
    assert b"definedNames" not in read(written(path, forget), BOOK)
    named = written(path, Patch(anchors={"clients.total": Anchor(TAB, 1, 2)})).rename(tmp_path / "named.xlsx")
    assert b"_clientsheet.clients.total" in read(named, BOOK)
    assert read(written(named, forget), BOOK) == read(path, BOOK)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A Table in A1:B3, and on another tab a filter in A1:B3 and a print area of whole columns."""
    path = tmp_path / "tables.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    sheet.add_table("A1:B3", {"columns": [{"header": "ID"}, {"header": "ПІБ"}], "data": [[1, "Марина"], [2, "Ігор"]]})
    plain = book.add_worksheet("Візити")
    for row in range(3):
        plain.write_row(row, 0, ["a", row])
    plain.autofilter("A1:B3")
    plain.print_area("A1:B1048576")
    book.close()
    return path


def test_the_headings_of_a_table_are_its_owners(tables: Path) -> None:
    with pytest.raises(Refused) as refused:
        rewrite(tables, tables.with_name("new.xlsx"), Patch(edits=(ColumnEdit(TAB, 2, [1], ["ПІБ"], ["Імʼя"]),)))
    assert (refused.value.key, refused.value.facts["cell"]) == ("excel.table_heading", "B1")


@pytest.mark.parametrize(("column", "reach"), [(3, "A1:C3"), (5, "A1:B3")])
def test_a_table_and_a_filter_grow_over_a_new_column_beside_them_and_over_no_other(
    tables: Path, column: int, reach: str
) -> None:
    new = tuple(NewColumn(tab, column, 1, "Всього", "", 2, [5, 6]) for tab in (TAB, "Візити"))
    book = openpyxl.load_workbook(written(tables, Patch(new_columns=new)))
    assert [table.ref for table in book[TAB].tables.values()] == [reach]
    assert book["Візити"].auto_filter.ref == reach


def test_a_print_area_of_whole_columns_stays_as_it_is(tables: Path) -> None:
    target = written(tables, Patch(appended=(AppendedRows("Візити", 3, [{1: "b"}]),)))
    area = re.search(rb'"_xlnm.Print_Area"[^>]*>([^<]*)<', read(target, BOOK))
    assert area is not None
    assert area[1].decode() == "Візити!$A:$B"
    assert openpyxl.load_workbook(target)["Візити"].auto_filter.ref == "A1:B4"


def test_a_table_that_does_not_say_where_it_stands_is_refused(tables: Path) -> None:
    odd = changed(tables, {"xl/tables/table1.xml": lambda raw: raw.replace(b' ref="A1:B3"', b' ref="A:B"')})
    with pytest.raises(Refused) as refused:
        rewrite(odd, odd.with_name("new.xlsx"), EDIT)
    assert refused.value.key == "excel.odd_table"
