"""Rows to write below the data of a tab, as a patch has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clientsheet.book.book import Book
from clientsheet.book.starter import blueprint
from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import AppendedRows


def below(
    book: Book, rows: Mapping[str, Sequence[Mapping[str, Raw]]]
) -> tuple[tuple[AppendedRows, ...], tuple[TabBlueprint, ...], frozenset[str]]:
    """Rows below the data of their tab, or a new tab with them where the workbook has none; and which tabs those are.
    A protected tab gets none: they are offered again by every run."""
    appended, new_tabs, grown = [], [], set()
    for name, lines in rows.items():
        table = book[name]
        if not lines or (table.present and not table.writable):
            continue
        grown.add(name)
        if not table.present:
            new_tabs.append(replace(blueprint(table.tab, book.language, lines), title=table.title))
            continue
        number = {column: found.number for column, found in table.columns.items()}
        looks = {column.number: column.declared.kind.look for column in table.columns.values()}
        cells = [{number[name]: value for name, value in line.items() if name in number} for line in lines]
        appended.append(AppendedRows(table.title, max(table.last_row, table.heading_row), cells, looks))
    return tuple(appended), tuple(new_tabs), frozenset(grown)
