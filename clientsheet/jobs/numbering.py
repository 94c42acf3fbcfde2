"""Clients without an id get one before anything is written to them, and the same one until it stands in the workbook.

The workbook is written last: a run that dies in between has handed letters over under a number that nobody can read
anywhere. So the state folder remembers the number until a run finds no client without one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clientsheet.book.book import Book
from clientsheet.book.reading.ids import blank_ids, given_by
from clientsheet.book.writing.revised import revised
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.workspace import Workspace


def numbered(workspace: Workspace, book: Book, *, look: bool) -> tuple[Book, tuple[ColumnEdit, ...]]:
    """The book as it will be, and the numbers to write. ``look``: nothing comes of it, so nothing is remembered."""
    if not book["clients"].writable:
        return book, ()
    given = workspace.ledger.numbers()
    ids = blank_ids(book, given)
    told = {} if ids is None else {**given, **given_by(book, ids)}
    if told != given and not look:
        workspace.ledger.remember_numbers(told)
    return (book, ()) if ids is None else (revised(book, [ids]), (ids,))


def taken_back(workspace: Workspace, book: Book, edits: Iterable[ColumnEdit]) -> None:
    """Before these edits empty cells with numbers: whoever loses one is to get the same one again."""
    clients = book["clients"]
    column = clients.columns.get("id")
    for edit in edits:
        if column is not None and (edit.tab, edit.column) == (clients.title, column.number):
            numbers = [int(cell) if isinstance(cell, float) else cell for cell in edit.before]
            lost = given_by(book, replace(edit, before=edit.after, after=numbers))
            workspace.ledger.remember_numbers({**workspace.ledger.numbers(), **lost})
