"""Where to write in a real workbook, chosen without the writer's help, and the three writes that are tried there."""

from __future__ import annotations

import posixpath
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from excel_judge import cells, local, read, root, rows

from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch


class Spot(NamedTuple):
    """Where to write in a workbook, chosen without the writer's help: beside a row, and below the last one."""

    tab: str
    part: str
    row: int
    column: int
    last_row: int


@cache
def spot(path: Path) -> Spot | None:
    """None: the workbook has no worksheet that lxml can read."""
    try:
        tab, part = first_worksheet(path)
        sheet = root(read(path, part))
    except (KeyError, StopIteration, ValueError):
        return None
    found = rows(sheet)
    last = max((number for number, row in found.items() if any(len(cell) for cell in row)), default=1)
    row = next((number for number in found if number >= 2), 2)
    column = max(cells(found[row]), default=0) + 1 if row in found else 1
    return Spot(tab, part, row, column, last)


def first_worksheet(path: Path) -> tuple[str, str]:
    names = {name.replace("\\", "/").lower(): name for name in zipfile.ZipFile(path).namelist()}
    book = target_of(path, names, "", "officeDocument")
    for sheet in (each for each in root(read(path, book)).iter() if local(each) == "sheet"):
        relation = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        part = target_of(path, names, book, "worksheet", relation)
        if part:
            return sheet.get("name"), part
    raise StopIteration


def target_of(path: Path, names: dict[str, str], base: str, kind: str, relation: str = "") -> str:
    folder, name = posixpath.split(base)
    relations = root(read(path, names[posixpath.join(folder, "_rels", name + ".rels").lower()]))
    for each in relations:
        if each.get("Type", "").endswith("/" + kind) and relation in ("", each.get("Id")):
            target = each.get("Target").replace("\\", "/")
            full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            return names.get(full.lower(), "")
    return ""


def value(at: Spot) -> Patch:
    return Patch(edits=(ColumnEdit(at.tab, at.column, [at.row], [None], [42]),))


def row_below(at: Spot) -> Patch:
    return Patch(appended=(AppendedRows(at.tab, at.last_row, [{1: "нове", 2: 7}]),))


def new_tab(at: Spot) -> Patch:
    tab = TabBlueprint(
        "x", "Зауваження 77", (ColumnBlueprint("Де"), ColumnBlueprint("Що")), ((Link("A1", at.tab, "A1"), 1),)
    )
    return Patch(new_tabs=(tab,))
