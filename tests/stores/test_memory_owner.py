"""The owner's hand on a workbook in memory does what it does to one in Excel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.stores.memory import MemoryStore

ROWS: list[list[Raw]] = [["ID", "ПІБ", "Всього"], [1, "Марина", 5], [2, "Олена", 6], [3, "Ігор", 7]]


def drawn() -> MemoryStore:
    anchors = {"clients.total": Anchor("Клієнти", 1, 3), "visits.amount": Anchor("Візити", 1, 3)}
    return MemoryStore({"Клієнти": ROWS, "Візити": [["a", "b", "c"]]}, anchors=anchors, formulas={"Клієнти": ["C2"]})


@given(st.permutations([2, 3, 4]))
def test_sorting_moves_whole_rows_and_a_part_of_them_only_where_the_owner_selected_a_part(order: list[int]) -> None:
    whole, part = drawn(), drawn()
    seen = whole.fingerprint()
    whole.sort("Клієнти", 2, order)
    part.sort("Клієнти", 2, order, columns=[2])
    assert whole.drawn("Клієнти") == [ROWS[0], *(ROWS[row - 1] for row in order)]
    assert [row[1] for row in part.drawn("Клієнти")] == [row[1] for row in whole.drawn("Клієнти")]
    assert [row[::2] for row in part.drawn("Клієнти")] == [row[::2] for row in ROWS]
    assert whole.fingerprint() != seen != part.fingerprint()


def test_an_inserted_column_moves_what_stands_at_its_place_and_right_of_it_with_names_and_formulas() -> None:
    """What stands left of it, and on other tabs, stays."""
    for at, total in ((1, 4), (3, 4), (4, 3)):
        store = drawn()
        seen = store.fingerprint()
        store.insert_column("Клієнти", at)
        grid = store.read()
        tab = grid.tabs[0]
        assert grid.anchors == {"clients.total": Anchor("Клієнти", 1, total), "visits.amount": Anchor("Візити", 1, 3)}
        assert tab.columns([total], 1) == [["Всього", 5, 6, 7]]
        assert [list(tab.formulas(column)) for column in range(1, 5)] == [
            [2] if column == total else [] for column in range(1, 5)
        ]
        assert [row for row in store.drawn("Клієнти") if at <= len(row) and row[at - 1] is not None] == []
        assert store.fingerprint() != seen


def test_typing_into_a_formula_makes_it_a_value_and_typing_nothing_clears_the_cell() -> None:
    store = drawn()
    store.put("Клієнти", "C2", 9)
    store.put("Клієнти", "B4", None)
    assert (list(store.read().tabs[0].formulas(3)), store.drawn("Клієнти")[1][2]) == ([], 9)
    assert store.drawn("Клієнти")[3] == [3, None, 7]
    assert store.titles == ("Клієнти", "Візити")
