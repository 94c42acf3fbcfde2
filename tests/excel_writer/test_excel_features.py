"""Whatever Excel can put into a workbook is still there after a write: every part, every element."""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from excel_judge import changed_members, local, members, read, root
from excel_material import SHARED
from excel_spots import spot, value

from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB = "Клієнти"
PATCH = Patch(
    edits=(ColumnEdit(TAB, 2, [3, 4], [None, None], ["Ганна", None]),),
    new_columns=(NewColumn(TAB, 5, 1, "Візитів", "clients.visits", 2, [1, 2, 3], Look.INTEGER, 11),),
    appended=(AppendedRows(TAB, 4, [{1: 4, 2: "Олег"}]),),
    anchors={"clients.id": Anchor(TAB, 1, 1)},
    marks={"workbook_id": "7f"},
)


RARE = ("pivots", "vba", "connections", "externalLinks", "threadedComments", "customXml", "formControls", "ole")


def dot(path: Path) -> Path:
    """A picture: one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\0\xff\0\0")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b""))
    return path


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    path = tmp_path / "everything.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "База", "company": "Весна"})
    sheet, other = book.add_worksheet(TAB), book.add_worksheet("Графіки")
    bold, red = book.add_format({"bold": True}), book.add_format({"color": "red"})
    columns = [*({"header": name} for name in ("ID", "ПІБ", "Сума")), {"header": "Разом", "formula": "=[@Сума]*2"}]
    data = [[1, "Анна", 10], [2, "Богдан", 20], [3, "Віра", 30]]
    sheet.add_table("A1:D4", {"name": "База", "columns": columns, "data": data})
    sheet.conditional_format("C2:C4", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("C2:C4", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("B2:B4", {"validate": "list", "source": "=Графіки!$A$1:$A$3"})
    sheet.write_comment("B2", "Дзвонити після обіду", {"author": "Оля"})
    sheet.write_rich_string("H1", "звичайний ", bold, "жирний ", red, "червоний")
    sheet.add_sparkline("F2", {"range": "Клієнти!A2:C2"})
    sheet.insert_image("J2", str(dot(tmp_path / "dot.png")))
    sheet.insert_textbox("J5", "Напис")
    sheet.insert_button("J9", {"macro": "say", "caption": "Кнопка"})
    sheet.insert_checkbox("H9", True)
    sheet.write_url("H3", "https://example.com", string="сайт")
    sheet.write_url("H4", "internal:Графіки!A1")
    sheet.write_dynamic_array_formula("H5:H6", "=SORT(A2:A3)")
    sheet.merge_range("H11:I12", "разом", bold)
    sheet.freeze_panes(1, 2)
    sheet.set_header("&C&G", {"image_center": str(dot(tmp_path / "head.png"))})
    sheet.protect("", {"sort": True})
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.outline_settings(True, False, False, True)
    sheet.set_row(7, 20, bold, {"level": 1, "hidden": True})
    sheet.repeat_rows(0)
    sheet.set_background(str(dot(tmp_path / "back.png")))
    for kind in ("column", "pie", "scatter", "bar"):
        chart = book.add_chart({"type": kind})
        chart.add_series({"values": "=Клієнти!$C$2:$C$4", "categories": "=Клієнти!$B$2:$B$4"})
        if kind == "bar":
            book.add_chartsheet("Лист").set_chart(chart)
        else:
            other.insert_chart("C3", chart)
    book.define_name("Ціни", "=Клієнти!$C$2:$C$4")
    book.close()
    return path


def elements(path: Path) -> Counter[str]:
    """How many elements of each name the whole package holds."""
    found: Counter[str] = Counter()
    for name in members(path):
        if name.endswith((".xml", ".rels", ".vml")):
            found.update(f"{Path(name).parent.name}:{local(element)}" for element in root(read(path, name)).iter())
    return found


def test_nothing_of_a_workbook_with_everything_is_lost(everything: Path) -> None:
    target = everything.with_name("new.xlsx")
    rewrite(everything, target, PATCH)
    verify(everything, target, PATCH)
    lost = elements(everything) - elements(target)
    assert not lost
    ours = re.compile(r"/(sheet1|workbook|styles|sharedStrings|table1)\.xml$")
    assert [name for name in changed_members(everything, target) if not ours.search(name)] == []


def test_the_parts_of_every_kind_were_there_to_be_lost(everything: Path) -> None:
    kinds = {re.sub(r"\d*\..*", "", name.rsplit("/", 1)[-1]) for name in members(everything)}
    assert {"chart", "drawing", "image", "comments", "vmlDrawing", "table", "metadata", "sheet"} <= kinds


def features(word: str) -> list[Path]:
    """Real workbooks that INDEX.tsv says to have the feature."""
    index = SHARED / "INDEX.tsv"
    lines = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    rows = [line.split("\t") for line in lines]
    return [SHARED / "valid" / row[1] for row in rows if row[0] == "valid" and word in row[-1].split()]


@pytest.mark.shared
@pytest.mark.parametrize("word", RARE)
def test_rare_parts_of_real_workbooks_keep_their_bytes(word: str, tmp_path: Path) -> None:
    found = features(word)
    assert found
    for path in found:
        at = spot(path)
        assert at is not None
        target = tmp_path / path.name
        rewrite(path, target, value(at))
        verify(path, target, value(at))
        ours = re.compile(r"(workbook\w*|styles)\.xml$", re.IGNORECASE)
        assert [name for name in changed_members(path, target) - {at.part} if not ours.search(name)] == []
