"""An independent judge of a write: it reads both files with zipfile and lxml and shares no code with the writer."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
GROWS = {"autoFilter": "ref", "conditionalFormatting": "sqref", "dataValidation": "sqref"}
Cell = tuple[int, int]


def members(path: Path) -> dict[str, tuple[Any, ...]]:
    """name -> compressed bytes and whatever the directory says of the member, in the order of the directory."""
    found = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        assert archive.testzip() is None
        for member in archive.infolist():
            file.seek(member.header_offset + 26)
            name, extra = struct.unpack("<HH", file.read(4))
            file.seek(name + extra, 1)
            packed = file.read(member.compress_size)
            found[member.filename] = (packed, member.date_time, member.external_attr, member.comment)
    return found


def changed_members(source: Path, target: Path) -> set[str]:
    """Names whose bytes, date or attributes differ, that came or went. The order of the old ones is kept."""
    old, new = members(source), members(target)
    assert [name for name in old if name in new] == [name for name in new if name in old]
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def read(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def column(address: str) -> int:
    number = 0
    for letter in re.match("[A-Z]+", address)[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - 64
    return number


def root(raw: bytes) -> Any:
    return etree.fromstring(raw, _PARSER)


def rows(sheet: Any) -> dict[int, Any]:
    found, number = {}, 0
    for row in next(child for child in sheet if local(child) == "sheetData"):
        if local(row) == "row":
            number = int(row.get("r", number + 1))
            found[number] = row
    return found


def cells(row: Any) -> dict[int, Any]:
    found, number = {}, 0
    for cell in row:
        if local(cell) == "c":
            number = column(cell.get("r")) if cell.get("r") else number + 1
            found[number] = cell
    return found


def without(raw: bytes, named: Collection[Cell], *, grown: bool = False) -> bytes:
    """The sheet's canonical bytes but for the named cells, rows that hold nothing else, size and spans; and, where
    rows were appended (``grown``), the reach of ranges and whether the named rows are hidden."""
    sheet = root(raw)
    data = next(child for child in sheet if local(child) == "sheetData")
    for child in list(sheet):
        if local(child) in ("dimension", "cols"):
            sheet.remove(child)
        elif grown and child is not data:
            _forget_reach(child)
    touched = {row for row, _ in named}
    for number, row in rows(sheet).items():
        row.attrib.pop("spans", None)
        if number in touched:
            _forget_cells(row, number, named)
            if grown:
                row.attrib.pop("hidden", None)
        if not len(row):
            row.text = None
            if not [name for name in row.attrib if name not in ("r", "hidden")]:
                _drop(row)
    if not len(data):
        data.text = None
    return bytes(etree.tostring(sheet, method="c14n"))


def _forget_reach(child: Any) -> None:
    for element in child.iter():
        if local(element) in GROWS:
            element.attrib.pop(GROWS[local(element)], None)
        elif local(element) == "sqref":
            element.text = ""


def _forget_cells(row: Any, number: int, named: Collection[Cell]) -> None:
    for at, cell in cells(row).items():
        if (number, at) in named:
            _drop(cell)


def _drop(element: Any) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def same_but_calculation(old: bytes, new: bytes, *, names: bool = False, sheets: bool = False) -> bool:
    """Two workbook parts that differ at most by the wish to calculate, and by hidden names or new tabs if so said."""
    canonical = []
    for raw in (old, new):
        book = root(raw)
        for element in list(book):
            if local(element) == "calcPr":
                element.attrib.pop("fullCalcOnLoad", None)
            gone = (local(element) == "calcPr" and not element.attrib) or (local(element) == "definedNames" and names)
            if gone or (local(element) in ("sheets", "bookViews") and sheets):
                book.remove(element)
        canonical.append(etree.tostring(book, method="c14n"))
    return canonical[0] == canonical[1]
