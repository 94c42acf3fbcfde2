"""A formula that fills other cells owns them, and a formula that does not owns none but its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsheet.stores.google.seeing.spills import reach
from clientsheet.stores.google.seen import COLUMN
from tests.emulator.control import Emulator
from tests.google.seeing import Watched

ROWS: list[list[Any]] = [["id", "сума", "ПДВ"], ["1", 5], ["2", 7], ["3", 9], ["4", 1]]


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> Watched:
    return Watched(google, tmp_path, {"Клієнти": ROWS}, "uk_UA")


def formulas(salon: Watched, column: int) -> list[int]:
    return sorted(salon.tab().formulas(column))


@pytest.mark.parametrize(
    ("formula", "how"),
    [
        ("=B2*2", ""),
        ("=SUM(FILTER(B:B;A:A>1))", ""),
        ('="QUERY("&A1', ""),
        ("=COUNTA(UNIQUE(A2:A))", ""),
        ("=ARRAYFORMULA(SUM(B2:B*C2:C))", ""),
        ("=SORTING", ""),
        ("=ARRAYFORMULA(B2:B*0,2)", "column"),
        ('= arrayformula(IF(A2:A="";"";B2:B))', "column"),
        ('={"Сума";B2:B}', "table"),
        ('=QUERY(A:C;"select A")', "table"),
        ('=IFERROR(FILTER(A:C;B:B>5);"")', "table"),
        ("=ArrayFormula(IFNA(SORT(A2:C)))", "table"),
        ('=IMPORTRANGE("1abc";"A:C")', "table"),
        ("=(UNIQUE(A2:A))", "table"),
        ("=", ""),
    ],
)
def test_how_far_a_formula_may_reach_is_told_by_what_it_is_made_of(formula: str, how: str) -> None:
    assert reach(formula) == how


def test_what_an_array_formula_shows_below_it_is_a_formula_and_blanks_are_not(salon: Watched) -> None:
    salon.owner.spills("Клієнти", 1, 2, "=ARRAYFORMULA(B2:B*0,2)", [[1], [1.4], [""], [0.2]])
    assert (formulas(salon, 3), formulas(salon, 2)) == ([2, 3, 5], [])


def test_an_array_formula_over_a_column_in_its_heading_owns_the_column(salon: Watched) -> None:
    salon.owner.spills("Клієнти", 0, 2, '={"ПДВ";B2:B*0,2}', [["ПДВ"], [1], [1.4], [1.8], [0.2]])
    assert formulas(salon, 3) == [1, 2, 3, 4, 5]


def test_a_table_from_elsewhere_is_a_formula_wherever_it_shows_something(salon: Watched) -> None:
    salon.owner.spills("Клієнти", 0, 3, '=IMPORTRANGE("…";"A:B")', [["a", "b"], [1, ""], ["", 2]])
    assert (formulas(salon, 4), formulas(salon, 5), formulas(salon, 6)) == ([1, 2], [1, 3], [])


def test_a_column_of_ours_beside_a_table_from_elsewhere_stays_ours(salon: Watched) -> None:
    salon.owner.spills("Клієнти", 0, 3, "=QUERY(A:B)", [["a"], [1], [2]])
    salon.owner.puts("Клієнти", 0, 4, "Разом")
    salon.owner.puts("Клієнти", 1, 4, 12)
    salon.tag(5, 5, COLUMN, "clients.total 1")
    assert (formulas(salon, 4), formulas(salon, 5)) == ([1, 2, 3], [])


def test_it_reaches_no_further_than_the_next_formula(salon: Watched) -> None:
    salon.owner.spills("Клієнти", 1, 2, "=SORT(B2:B3)", [[5], [7]])
    salon.owner.formula("Клієнти", 3, 2, "=B4", 9)
    salon.owner.puts("Клієнти", 4, 2, 1)
    assert formulas(salon, 3) == [2, 3, 4]


def test_a_formula_that_found_no_room_owns_nothing_below(salon: Watched) -> None:
    """It shows #REF! because of what the owner typed there."""
    salon.owner.formula("Клієнти", 1, 2, "=SORT(B2:B)", "#REF!")
    salon.owner.puts("Клієнти", 3, 2, 1)
    assert formulas(salon, 3) == [2]


def test_a_count_above_a_table_does_not_own_the_table(salon: Watched) -> None:
    salon.owner.insert("Клієнти", "ROWS", 0)
    salon.owner.formula("Клієнти", 0, 0, "=COUNTA(UNIQUE(A3:A))", 4)
    assert formulas(salon, 1) == [1]


def test_a_formula_in_row_after_row_owns_its_own_cell(salon: Watched) -> None:
    """Each looks up one value; what stands beside it was typed."""
    for row in range(1, 5):
        salon.owner.puts("Клієнти", row, 2, "слово")
    for row in range(1, 4):
        salon.owner.formula("Клієнти", row, 1, f"=FILTER(D:D;E:E=A{row + 1})", row)
    assert (formulas(salon, 2), formulas(salon, 3)) == ([2, 3, 4], [])


def test_a_formula_below_a_heading_that_is_a_formula_owns_what_it_shows(salon: Watched) -> None:
    salon.owner.formula("Клієнти", 0, 2, '="ПДВ "&2026', "ПДВ 2026")
    salon.owner.spills("Клієнти", 1, 2, "=ARRAYFORMULA(B2:B*0,2)", [[1], [1.4], [1.8], [0.2]])
    assert formulas(salon, 3) == [1, 2, 3, 4, 5]
