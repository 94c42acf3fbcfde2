"""What hangs on the cells: as many remarks as the problems tab lists, each where its finding is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawing import checked, drawn_store, understood

from clientsheet.book.writing.remarks import remarks
from clientsheet.sheet.grid import Grid
from clientsheet.stores.memory import MemoryStore

TAB = "Клієнти"
CLIENTS = """
ID | ПІБ             | Телефон      | E-mail
1  | " Марина Коваль" | 380674545451 | marina@gmial.com
2  | Олена Бондар    | "050 111 22" | olena@ukr.net
"""


@pytest.fixture
def store() -> MemoryStore:
    return drawn_store({"tabs": {TAB: CLIENTS}})


@pytest.fixture
def grid(store: MemoryStore) -> Grid:
    """Of a kind that bears remarks; none of ours hangs there yet."""
    return replace(store.read(), notes={})


def test_every_listed_finding_hangs_on_its_cell(store: MemoryStore, grid: Grid) -> None:
    """What is wrong, and what to do about it."""
    book = understood(store)
    hung = remarks(checked(book), book, grid)
    assert hung is not None
    assert set(hung) == {(one.tab, one.row, one.column) for one in checked(book) if one.cell}
    assert "marina@gmail.com" in hung[TAB, 2, 4]


def test_remarks_that_hang_there_already_are_not_asked_for_again(store: MemoryStore, grid: Grid) -> None:
    """Nothing new, nothing to write; and a kind of workbook without remarks is never asked to bear any."""
    book = understood(store)
    hung = remarks(checked(book), book, grid)
    assert hung
    assert remarks(checked(book), book, replace(grid, notes=hung)) is None
    assert remarks(checked(book), book, store.read()) is None


def test_a_cell_with_a_remark_of_the_owners_gets_none_of_ours(store: MemoryStore, grid: Grid) -> None:
    """Theirs is never touched, and ours is not asked for by every run."""
    book = understood(store)
    taken = (TAB, 2, 4)
    hung = remarks(checked(book), book, replace(grid, noted={taken}))
    assert hung
    assert taken not in hung
    assert remarks(checked(book), book, replace(grid, noted={taken}, notes=hung)) is None


def test_a_cured_cell_loses_its_remark(store: MemoryStore, grid: Grid) -> None:
    """The findings of today are all that hangs there."""
    before = understood(store)
    hung = remarks(checked(before), before, grid)
    store.put(TAB, "D2", "marina@gmail.com")
    after = understood(store)
    left = remarks(checked(after), after, replace(grid, notes=hung))
    assert left is not None
    assert (TAB, 2, 4) not in left
