"""A small salon on a Google Sheet, what is to be written to it, and what its owner does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.owner import Owner
from tests.google.conftest import Make

TAB = "Клієнти"
HEADINGS = ["ID", "ПІБ", "Телефон", "Всього", "Позначка"]
PEOPLE = [
    (1, "Марина", "+380501", 10, "a"),
    (2, "Олена", "+380502", 20, "b"),
    ("", "Ігор", "+380503", "", "c"),
    (4, "Анна", "+380504", "", "d"),
    ("", "Юрій", "", 50, "e"),
    (6, "Борис", "+380506", 60, "f"),
]
MEANT = {
    "a": (1, 11),
    "b": (2, 20),
    "c": (7, 30),
    "d": (4, 41),
    "e": (8, 55),
    "f": (6, 66),
}
"""By the owner's mark: the id and the total that are to stand there."""

MOVES: dict[str, Callable[[Owner], object]] = {
    "sorts by name": lambda owner: owner.sort(TAB, 1),
    "sorts by the mark, downwards": lambda owner: owner.sort(TAB, 4, down=True),
    "inserts a row on top": lambda owner: owner.insert(TAB, "ROWS", 1),
    "inserts rows in the middle": lambda owner: owner.insert(TAB, "ROWS", 3, 2),
    "deletes a row": lambda owner: owner.delete(TAB, "ROWS", 2),
    "deletes the last row": lambda owner: owner.delete(TAB, "ROWS", 6),
    "duplicates a row": lambda owner: owner.duplicates_row(TAB, 2),
    "moves a row": lambda owner: owner.move(TAB, "ROWS", 5, 1),
    "inserts a column in front": lambda owner: owner.insert(TAB, "COLUMNS", 0),
    "inserts a column in the middle": lambda owner: owner.insert(TAB, "COLUMNS", 3),
    "moves our column": lambda owner: owner.move(TAB, "COLUMNS", 3, 0),
    "moves the ids": lambda owner: owner.move(TAB, "COLUMNS", 0, 5),
    "renames the tab": lambda owner: owner.renames_tab(TAB, "База"),
    "renames the heading of the ids": lambda owner: owner.puts(TAB, 0, 0, "Номер"),
    "corrects a name": lambda owner: owner.puts(TAB, 3, 1, "Ігор Ткач"),
    "filters": lambda owner: owner.filters(TAB, 1, {"Олена", "Анна"}),
}
MOMENTS = {
    "before the last look": "GET .*ranges|GET .*[^t]$",
    "before the cells": "batchUpdateByDataFilter",
    "before the rest": ":batchUpdate$",
}


def patch(tags_known: bool) -> Patch:
    rows = range(2, 8)
    ids = ColumnEdit(TAB, 1, [4, 6], [None, None], [7, 8], Look.INTEGER, keep_look=True)
    before = [total or None for _, _, _, total, _ in PEOPLE]
    totals = ColumnEdit(TAB, 4, rows, before, [MEANT[mark][1] for *_, mark in PEOPLE], Look.MONEY)
    anchors = {} if tags_known else {"clients.total": Anchor(TAB, 1, 4)}
    return Patch(edits=(ids, totals), anchors=anchors, marks={"filled": "1"}, witnesses={TAB: (1, 2, 3)})


def opened_salon(sheet: Make) -> tuple[GoogleStore, str]:
    """A sheet that we have written to before, so that its columns have their tags."""
    store, book = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    first = Patch(anchors={"clients.total": Anchor(TAB, 1, 4)}, witnesses={TAB: (1, 2, 3)})
    store.apply(first, store.fingerprint())
    return store, book


def told(owner: Owner) -> dict[str, list[tuple[Any, Any]]]:
    """By the owner's mark: id and total of each row that bears it."""
    tab = TAB if TAB in titles(owner) else "База"
    lines = owner.values(tab)
    top = next(line for line in lines if "Позначка" in line)
    at_mark, at_total = top.index("Позначка"), top.index("Всього")
    at_id = top.index("ID") if "ID" in top else top.index("Номер")
    found: dict[str, list[tuple[Any, Any]]] = {}
    for line in lines:
        cells = [*line, *[""] * 9]
        if line is not top and any(cell != "" for cell in line):
            found.setdefault(cells[at_mark], []).append((cells[at_id], cells[at_total]))
    return found


def owners_cells(owner: Owner) -> list[tuple[Any, ...]]:
    """Everything but ids and totals, row by row."""
    tab = TAB if TAB in titles(owner) else "База"
    lines = owner.values(tab)
    top = next(line for line in lines if "Позначка" in line)
    ours = {top.index("Всього"), top.index("ID") if "ID" in top else top.index("Номер")}
    width = max(map(len, lines))
    return [
        tuple("" if number in ours else cell for number, cell in enumerate([*line, *[""] * (width - len(line))]))
        for line in lines[lines.index(top) + 1 :]
    ]


def titles(owner: Owner) -> list[str]:
    return [sheet.title for sheet in owner._files.get(owner._id).book.sheets]
