"""Rows that came, went or moved, and members that were touched, are found before the workbook is replaced."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.errors import Refused
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, [5], [None], ["Ганна"]),))


@pytest.fixture
def written(clients: Path) -> Path:
    target = clients.with_name("new.xlsx")
    rewrite(clients, target, PATCH)
    verify(clients, target, PATCH)
    return target


def touched(
    path: Path,
    name: str,
    change: Callable[[bytes], bytes] = bytes,
    mark: Callable[[zipfile.ZipInfo], None] | None = None,
) -> Path:
    target = path.with_name("tampered.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == name:
                if mark:
                    mark(member)
                assert mark or change(content) != content
                content = change(content)
            new.writestr(member, content)
    return target


def without_row(number: int) -> Callable[[bytes], bytes]:
    return lambda raw: re.sub(rb'<row r="%d".*?</row>' % number, b"", raw, flags=re.DOTALL)


@pytest.mark.parametrize(
    "change",
    [
        without_row(4),
        without_row(8),
        lambda raw: raw.replace(b'<row r="5"', b'<row r="2"><c r="A2"><v>1</v></c></row><row r="5"'),
        lambda raw: raw.replace(b'<row r="7"', b'<row r="9"').replace(b'r="A7"', b'r="A9"'),
        lambda raw: raw.replace(b"</sheetData>", b"tail</sheetData>"),
    ],
    ids=["a row before gone", "the last row gone", "a row out of order", "a row moved", "words behind the rows"],
)
def test_a_row_that_came_went_or_moved_is_found(clients: Path, written: Path, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Refused):
        verify(clients, touched(written, SHEET, change), PATCH)


def _date(member: zipfile.ZipInfo) -> None:
    member.date_time = (1999, 1, 1, 0, 0, 0)


def _comment(member: zipfile.ZipInfo) -> None:
    member.comment = b"touched"


@pytest.mark.parametrize("mark", [_date, _comment])
def test_a_member_that_was_touched_is_found(
    clients: Path, written: Path, mark: Callable[[zipfile.ZipInfo], None]
) -> None:
    """Its date, its comment: whatever the directory says of it."""
    with pytest.raises(Refused):
        verify(clients, touched(written, "xl/theme/theme1.xml", mark=mark), PATCH)


def test_texts_that_are_no_list_of_texts_any_more_are_found(clients: Path, written: Path) -> None:
    with pytest.raises(Refused):
        verify(clients, touched(written, STRINGS, lambda _: b"<notes/>"), PATCH)
