"""A sheet or a list of texts that is not as anybody writes it is refused for writing, or written with care."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from excel_judge import read

from clientsheet.errors import Refused
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.worksheet import SheetReader
from clientsheet.stores.excel.writer import rewrite

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, [5, 6], [None, None], ["Ганна", "Олена 7"]),))


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    target = path.with_name("odd.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, change(content) if member.filename == name else content)
    return target


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet/>",
        b"<worksheet><sheetData><row r='1'></row>",
        b"<worksheet><sheetData><!-- a row --></sheetData></worksheet>",
        b"<worksheet><sheetData><?php row?></sheetData></worksheet>",
        b'<?xml version="1.0" encoding="klingon"?><worksheet><sheetData></sheetData></worksheet>',
        b"\xff\xfe<\0w\0\x00\xdc>\0" + bytes(300),
    ],
    ids=["no rows", "no end", "a comment", "an instruction", "no such encoding", "no letters"],
)
def test_an_odd_sheet_is_refused_and_the_owner_is_told_its_tab(clients: Path, sheet: bytes) -> None:
    odd = changed(clients, SHEET, lambda _: sheet)
    with pytest.raises(Refused) as refused:
        rewrite(odd, odd.with_name("new.xlsx"), PATCH)
    assert (refused.value.key, refused.value.facts["tab"]) == ("excel.odd_sheet", "Клієнти")


@pytest.mark.parametrize("cut", [1, 7, 300])
def test_a_sheet_is_the_same_text_however_its_bytes_arrive(cut: int) -> None:
    """In UTF-16, with and without a mark, and in UTF-8."""
    rows = '<row r="1"><c t="str"><v>Олена</v></c></row>'
    text = f'<?xml version="1.0"?><worksheet><cols/><sheetData>{rows}</sheetData><x/></worksheet>'
    for raw in (
        text.encode(),
        text.encode("utf-16"),
        b"\xfe\xff" + text.encode("utf-16-be"),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
    ):
        reader = SheetReader((raw[at : at + cut] for at in range(0, len(raw), cut)), "Клієнти")
        encode = reader.encoder()
        back = encode(reader.head) + b"".join(encode(each) for each in reader.stretches()) + encode(reader.tail)
        assert back == raw


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"<si>", b"<!-- a text --><si>", 2),
        lambda raw: raw.replace("Олена 5".encode(), b"<![CDATA[\xd0\x9e 5]]>"),
        lambda raw: raw.replace(b"</sst>", b"<si/></sst>"),
        lambda raw: raw.replace(b"<si>", b"<si\n>", 1),
    ],
    ids=["a comment", "cdata", "an empty text", "a blank in the tag"],
)
def test_texts_that_stand_oddly_keep_their_numbers_and_new_ones_get_the_next(
    clients: Path, change: Callable[[bytes], bytes]
) -> None:
    odd = changed(clients, STRINGS, change)
    target = odd.with_name("new.xlsx")
    rewrite(odd, target, PATCH)
    verify(odd, target, PATCH)
    old, new = openpyxl.load_workbook(odd)["Клієнти"], openpyxl.load_workbook(target)["Клієнти"]
    assert [new.cell(row, 2).value for row in (5, 6)] == ["Ганна", "Олена 7"]
    assert [new.cell(row, 2).value for row in (3, 4, 7, 8)] == [old.cell(row, 2).value for row in (3, 4, 7, 8)]


@pytest.mark.parametrize("texts", [b"<notes/>", b"<sst><si><t>a</t></si><si><t>b</t></sst>"], ids=["none", "no end"])
def test_a_list_of_texts_that_cannot_be_counted_is_refused(clients: Path, texts: bytes) -> None:
    odd = changed(clients, STRINGS, lambda _: texts)
    with pytest.raises(Refused) as refused:
        rewrite(odd, odd.with_name("new.xlsx"), PATCH)
    assert refused.value.key == "excel.odd_strings"


def test_a_list_of_texts_to_which_nothing_led_is_led_to(clients: Path) -> None:
    """And only once."""
    relations = "xl/_rels/workbook.xml.rels"
    odd = changed(clients, relations, lambda raw: raw.replace(b'/sharedStrings"', b'/somethingElse"'))
    target = odd.with_name("new.xlsx")
    rewrite(odd, target, PATCH)
    assert read(target, relations).count(b'/sharedStrings"') == 1
    assert openpyxl.load_workbook(target)["Клієнти"]["B5"].value == "Ганна"
