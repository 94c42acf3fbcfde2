"""The proof before the replacement fails whenever anything but the patch's own cells has changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.errors import Refused
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB = "Клієнти"
SHEET = "xl/worksheets/sheet1.xml"
PATCH = Patch(
    edits=(ColumnEdit(TAB, 2, [5], [None], ["Ганна"]), ColumnEdit(TAB, 6, [4, 6], [None, None], [1, 2])),
    appended=(AppendedRows(TAB, 8, [{1: 9}]),),
)


def tampered(path: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """The workbook with one member changed, or left out for None."""
    target = path.with_name("tampered.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = change(old.read(member)) if member.filename == name else old.read(member)
            if content is not None:
                new.writestr(member, content)
    return target


def swap(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert before in content
        return content.replace(before, after, 1)

    return change


@pytest.fixture
def written(clients: Path) -> Path:
    target = clients.with_name("new.xlsx")
    rewrite(clients, target, PATCH)
    verify(clients, target, PATCH)
    return target


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, swap(b'<c r="A4"><v>3</v></c>', b'<c r="A4"><v>4</v></c>')),
        (SHEET, swap(b'<c r="A4"><v>3</v></c>', b"")),
        (SHEET, swap(b'<c r="A5">', b'<c r="A5" s="1">')),
        (SHEET, swap(b'<row r="7"', b'<row r="7" ht="3"')),
        (SHEET, swap(b"ROW(1:3)", b"ROW(2:4)")),
        (SHEET, swap(b'<c r="F4"><v>1</v></c>', b'<c r="F4"><v>1</v></c><c r="G4"><v>1</v></c>')),
        (SHEET, swap(b'<c r="F4"><v>1</v></c>', b'<c r="F5"><v>1</v></c>')),
        (SHEET, swap(b'<c r="F4"><v>1</v></c>', b'<c r="F4"><v>1</c></v>')),
        (SHEET, swap(b"</sheetData>", b'<row r="10"><c r="A10"><v>1</v></c></row></sheetData>')),
        (SHEET, swap(b'type="list"', b'type="whole"')),
        (SHEET, swap(b"<sheetFormatPr", b'<sheetFormatPr x="1"')),
        ("xl/worksheets/sheet2.xml", swap(b"<v>25</v>", b"<v>26</v>")),
        ("xl/sharedStrings.xml", swap("Олена 4".encode(), "Олена 5".encode())),
        ("xl/sharedStrings.xml", swap(b"</sst>", b"</si></sst>")),
        ("xl/styles.xml", swap(b"</styleSheet>", b"")),
        ("xl/styles.xml", swap(b"<styleSheet", b"<!DOCTYPE styleSheet><styleSheet")),
        ("xl/theme/theme1.xml", swap(b"Office", b"Weird!")),
        ("docProps/core.xml", lambda _: None),
    ],
)
def test_whatever_else_changed_is_found(
    clients: Path, written: Path, part: str, change: Callable[[bytes], bytes | None]
) -> None:
    with pytest.raises(Refused):
        verify(clients, tampered(written, part, change), PATCH)


def test_a_proof_needs_the_right_patch(clients: Path, written: Path) -> None:
    with pytest.raises(Refused):
        verify(clients, written, Patch(edits=PATCH.edits))


def test_a_cut_file_is_no_workbook(clients: Path, written: Path) -> None:
    written.write_bytes(written.read_bytes()[:-200])
    with pytest.raises(Refused):
        verify(clients, written, PATCH)
