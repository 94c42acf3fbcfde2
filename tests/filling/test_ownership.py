"""Whose a filled cell is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clientsheet.book.tabs.clients import CLIENTS
from clientsheet.book.writing.ownership import Settled, of_this_workbook, settle, written_as
from clientsheet.ledger import TabMemory
from clientsheet.sheet.tables import Table, TableColumn

NAMES = ("visits", "last_visit", "total", "segment")
DAY = dt.date(2026, 2, 15)

Sheet = list[list[Any]]
"""One list a client, along NAMES."""

COMPUTED: Sheet = [
    [3, DAY, 1200.0, "постійний"],
    [1, DAY + dt.timedelta(1), 500.0, "новий"],
    [0, None, 0.0, "новий"],
    [7, DAY + dt.timedelta(2), 8000.5, "VIP"],
]
KEYS = ["17", "4", "9", "25"]


def table(sheet: Sheet, formulas: Mapping[str, Sequence[int]] | None = None) -> Table:
    columns = {}
    for number, name in enumerate(NAMES):
        cells = [row[number] for row in sheet]
        declared = CLIENTS.column(name)
        found = TableColumn(
            declared, number + 1, name, cells, cells, formulas=(formulas or {}).get(name, ()), ours=True
        )
        columns[name] = found
    return Table(CLIENTS, "Клієнти", 1, range(2, len(sheet) + 2), columns, len(sheet) + 1)


def settled(sheet: Sheet, computed: Sheet, keys: Sequence[str] = KEYS, **known: Any) -> Settled:
    formulas = known.pop("formulas", None)
    values = {name: [row[number] for row in computed] for number, name in enumerate(NAMES)}
    return settle(table(sheet, formulas), keys, values, **known)


def written(sheet: Sheet, done: Settled) -> Sheet:
    """The sheet after the edits, each of which finds what it expects."""
    after = [list(row) for row in sheet]
    for edit in done.edits:
        for row, before, value in zip(edit.rows, edit.before, edit.after, strict=True):
            assert after[row - 2][edit.column - 1] == before
            after[row - 2][edit.column - 1] = value
    return after


def blank(sheet: Sheet) -> Sheet:
    return [[None] * len(NAMES) for _ in sheet]


def kept(done: Settled) -> list[tuple[str, str, Any, Any]]:
    return [(item.column, item.key, item.typed, item.computed) for item in done.kept]


def changed(sheet: Sheet, row: int, name: str, value: Any) -> Sheet:
    after = [list(line) for line in sheet]
    after[row][NAMES.index(name)] = value
    return after


def memory() -> Any:
    return [settled(blank(COMPUTED), COMPUTED).memory]


values = st.tuples(
    st.integers(0, 9),
    st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 9)),
    st.integers(0, 99).map(float),
    st.sampled_from(["новий", "VIP", "постійний"]),
).map(list)
sheets = st.lists(values, min_size=1, max_size=8)


def keys_of(sheet: Sheet) -> list[str]:
    return [str(number) for number in range(1, len(sheet) + 1)]


@given(sheets)
def test_filling_twice_writes_nothing_the_second_time(computed: Sheet) -> None:
    first = settled(blank(computed), computed, keys_of(computed))
    sheet = written(blank(computed), first)
    assert sheet == computed
    second = settled(sheet, computed, keys_of(computed), memories=[first.memory])
    assert (second.edits, second.kept) == ((), ())


@given(sheets, sheets)
def test_a_cell_that_holds_what_we_last_wrote_gets_what_we_say_now(before: Sheet, now: Sheet) -> None:
    size = min(len(before), len(now))
    before, now = before[:size], now[:size]
    known = settled(blank(before), before, keys_of(before)).memory
    done = settled(before, now, keys_of(before), memories=[known])
    assert written(before, done) == now
    assert not done.kept


@given(st.data())
def test_typing_any_cell_keeps_exactly_that_cell(data: st.DataObject) -> None:
    computed, now = data.draw(sheets), data.draw(sheets)
    size = min(len(computed), len(now))
    computed, now, keys = computed[:size], now[:size], keys_of(computed[:size])
    row, name = data.draw(st.integers(0, size - 1)), data.draw(st.sampled_from(NAMES))
    typed = data.draw(st.sampled_from(["свій", 12345.0, DAY]))
    known = settled(blank(computed), computed, keys).memory
    sheet = changed(computed, row, name, typed)
    done = settled(sheet, now, keys, memories=[known])
    assert kept(done) == [(name, keys[row], typed, now[row][NAMES.index(name)])]
    assert written(sheet, done) == changed(now, row, name, typed)
    again = settled(written(sheet, done), now, keys, memories=[done.memory])
    assert not again.edits
    assert kept(again) == kept(done)


@given(st.data())
def test_sorting_the_owners_columns_keeps_nothing_and_puts_all_right(data: st.DataObject) -> None:
    computed = data.draw(sheets)
    keys = keys_of(computed)
    known = settled(blank(computed), computed, keys).memory
    order = data.draw(st.permutations(range(len(computed))))
    after_sort = [keys[place] for place in order]
    now = [computed[place] for place in order]
    done = settled(computed, now, after_sort, memories=[known])
    assert not done.kept
    assert written(computed, done) == now


@given(st.data())
def test_sorting_whole_rows_writes_nothing(data: st.DataObject) -> None:
    computed = data.draw(sheets)
    keys = keys_of(computed)
    known = settled(blank(computed), computed, keys).memory
    order = data.draw(st.permutations(range(len(computed))))
    now = [computed[place] for place in order]
    done = settled(now, now, [keys[place] for place in order], memories=[known])
    assert not done.edits
    assert not done.kept


def test_a_value_kept_by_hand_follows_its_client_through_a_sort() -> None:
    """The owner calls client 17 a VIP, later sorts their own columns: 17 is a VIP still, nobody else is."""
    sheet = changed(COMPUTED, 0, "segment", "друг")
    first = settled(sheet, COMPUTED, memories=memory())
    order = [2, 0, 3, 1]
    done = settled(sheet, [COMPUTED[k] for k in order], [KEYS[k] for k in order], memories=[first.memory])
    expected = [list(COMPUTED[k]) for k in order]
    expected[1][3] = "друг"
    assert written(sheet, done) == expected
    assert kept(done) == [("segment", "17", "друг", "постійний")]


def test_a_cell_typed_after_a_sort_is_kept_and_the_rest_of_its_row_is_put_right() -> None:
    order = [3, 2, 1, 0]
    sheet = changed(COMPUTED, 0, "segment", "друг")
    now = [COMPUTED[k] for k in order]
    done = settled(sheet, now, [KEYS[k] for k in order], memories=memory())
    assert kept(done) == [("segment", "25", "друг", "VIP")]
    assert written(sheet, done) == changed(now, 0, "segment", "друг")


def test_a_copied_row_that_got_an_id_of_its_own_is_filled_anew() -> None:
    """Copied cells are what we computed for another client: nobody typed them."""
    now = [*COMPUTED, [0, None, 0.0, "новий"]]
    sheet = [*COMPUTED, list(COMPUTED[0])]
    done = settled(sheet, now, [*KEYS, "26"], memories=memory())
    assert not done.kept
    assert written(sheet, done) == now


@pytest.mark.parametrize("runs", [1, 3])
def test_a_value_typed_into_a_row_that_was_a_copied_one_for_a_while_is_kept(runs: int) -> None:
    """While two rows have one id nobody can tell whose they are; then the copy is deleted, or gets its own id."""
    typed = changed(COMPUTED, 0, "total", 777.0)
    twice, computed, keys = [*typed, typed[0]], [*COMPUTED, COMPUTED[0]], ["", *KEYS[1:], ""]
    memories = memory()
    for _ in range(runs):
        done = settled(twice, computed, keys, memories=memories)
        assert done.edits == ()
        memories = [done.memory]
    alone = settled(typed, COMPUTED, KEYS, memories=memories)
    assert (alone.edits, kept(alone)) == ((), [("total", "17", 777.0, 1200.0)])
    other = [5, DAY, 90.0, "новий"]
    both = settled(twice, [*COMPUTED, other], [*KEYS, "30"], memories=memories)
    assert written(twice, both) == [*typed, [5, DAY, 777.0, "новий"]]


def test_a_value_typed_beside_a_new_client_is_kept() -> None:
    now = [*COMPUTED, [0, None, 0.0, "новий"]]
    sheet = [*COMPUTED, [None, None, None, "VIP"]]
    done = settled(sheet, now, [*KEYS, "26"], memories=memory())
    assert kept(done) == [("segment", "26", "VIP", "новий")]


def test_the_cells_of_deleted_clients_that_stay_behind_are_put_right() -> None:
    """The owner deletes a client's own cells and shifts the rest up; ours did not move with them."""
    keys, now = KEYS[1:], COMPUTED[1:]
    done = settled(COMPUTED[:3], now, keys, memories=memory())
    assert written(COMPUTED[:3], done) == now


@pytest.mark.parametrize("name", NAMES)
def test_a_cleared_cell_gets_the_computed_value_again(name: str) -> None:
    sheet = changed(COMPUTED, 0, name, None)
    done = settled(sheet, COMPUTED, memories=memory())
    assert not done.kept
    assert written(sheet, done) == COMPUTED


def test_a_kept_value_that_is_cleared_is_ours_again() -> None:
    first = settled(changed(COMPUTED, 0, "segment", "друг"), COMPUTED, memories=memory())
    sheet = changed(COMPUTED, 0, "segment", None)
    done = settled(sheet, COMPUTED, memories=[first.memory], held=frozenset({("clients", "segment", "17")}))
    assert not done.kept
    assert written(sheet, done) == COMPUTED


def test_a_kept_value_stays_although_the_problems_tab_was_deleted() -> None:
    sheet = changed(COMPUTED, 0, "segment", "друг")
    first = settled(sheet, COMPUTED, memories=memory())
    assert kept(settled(sheet, COMPUTED, memories=[first.memory])) == kept(first)


def test_a_kept_value_stays_when_we_come_to_the_same_and_go_on() -> None:
    """The owner's VIP outlives the day on which the sums agreed with it."""
    sheet = changed(COMPUTED, 0, "segment", "VIP")
    first = settled(sheet, COMPUTED, memories=memory())
    agreed = settled(sheet, changed(COMPUTED, 0, "segment", "VIP"), memories=[first.memory])
    later = settled(sheet, COMPUTED, memories=[agreed.memory])
    assert not later.edits
    assert kept(later) == [("segment", "17", "VIP", "постійний")]


def test_a_kept_value_given_back_is_computed_again() -> None:
    sheet = changed(COMPUTED, 0, "segment", "друг")
    first = settled(sheet, COMPUTED, memories=memory())
    done = settled(sheet, COMPUTED, memories=[first.memory], returned=frozenset({("clients", "segment", "17")}))
    assert written(sheet, done) == COMPUTED
    assert not done.kept


def test_without_a_memory_only_what_the_problems_tab_lists_is_the_owners() -> None:
    sheet = changed(changed(COMPUTED, 0, "segment", "друг"), 1, "segment", "чужий")
    done = settled(sheet, COMPUTED, held=frozenset({("clients", "segment", "17")}))
    assert kept(done) == [("segment", "17", "друг", "постійний")]
    assert written(sheet, done) == changed(COMPUTED, 0, "segment", "друг")


def test_a_formula_is_never_written_over_and_is_listed() -> None:
    sheet = changed(COMPUTED, 1, "total", 7.0)
    done = settled(sheet, COMPUTED, memories=memory(), formulas={"total": [3]})
    assert not done.edits
    assert kept(done) == [("total", "4", 7.0, 500.0)]


def test_a_value_typed_into_a_column_with_a_formula_stays_when_its_row_is_moved() -> None:
    """The other cells of the row are ours as ever: they do not say that the whole row is another's."""
    sheet = [list(row) for row in COMPUTED]
    sheet[1][2] = 777.0
    moved = [sheet[2], sheet[0], sheet[1], sheet[3]]
    computed = [COMPUTED[2], COMPUTED[0], COMPUTED[1], COMPUTED[3]]
    done = settled(moved, computed, ["9", "17", "4", "25"], memories=memory(), formulas={"total": [5]})
    assert written(moved, done) == moved
    assert ("4", 777.0) in [(one.key, one.typed) for one in done.kept]


def test_a_value_of_ours_left_in_another_row_is_put_right_in_a_column_with_a_formula() -> None:
    """Only the owner's own columns were sorted."""
    keys, computed = ["4", "17", "9", "25"], [COMPUTED[1], COMPUTED[0], COMPUTED[2], COMPUTED[3]]
    done = settled(COMPUTED, computed, keys, memories=memory(), formulas={"total": [5]})
    assert [row[:3] for row in written(COMPUTED, done)[:2]] == [row[:3] for row in computed[:2]]


def test_a_row_without_a_key_is_left_alone() -> None:
    sheet = changed(COMPUTED, 1, "total", 7.0)
    done = settled(sheet, COMPUTED, ["17", "", "9", "25"], memories=memory())
    assert not done.edits
    assert not done.kept


def test_after_a_killed_run_both_what_stood_and_what_was_to_stand_is_ours() -> None:
    before, ahead = memory()[0], settled(blank(COMPUTED), [[9, DAY, 9.0, "VIP"]] * 4).memory
    mixed = [list(COMPUTED[0]), [9, DAY, 9.0, "VIP"], list(COMPUTED[2]), [9, DAY, 9.0, "VIP"]]
    now = [[1, None, 1.0, "втрачений"]] * 4
    done = settled(mixed, now, memories=[before, ahead])
    assert not done.kept
    assert written(mixed, done) == now


def test_what_another_program_saves_differently_is_the_same_value() -> None:
    """12.0 for 12, a moment at midnight for a date, its number where the date format was lost."""
    sheet = [list(row) for row in COMPUTED]
    sheet[0] = [3.0, dt.datetime(2026, 2, 15), 1200, "постійний"]
    sheet[1] = [1, 46069, 500.00000000000006, "новий"]
    done = settled(sheet, COMPUTED, memories=memory())
    assert not done.kept
    assert not done.edits


def test_a_column_that_is_not_recorded_as_ours_is_not_touched() -> None:
    found = table(blank(COMPUTED))
    theirs = {name: replace(column, ours=name != "total") for name, column in found.columns.items()}
    values = {name: [row[number] for row in COMPUTED] for number, name in enumerate(NAMES)}
    done = settle(replace(found, columns=theirs), KEYS, values)
    assert 3 not in {edit.column for edit in done.edits}


@given(sheets)
def test_an_owner_whose_typing_agrees_with_us_changes_nothing(computed: Sheet) -> None:
    assume(computed)
    done = settled(computed, computed, keys_of(computed))
    assert not done.edits
    assert not done.kept


def test_what_a_broken_off_write_announced_is_no_typing_of_the_owners() -> None:
    """Its cells may stand in the workbook though its mark does not yet; once the owner puts back an older workbook
    neither says anything about it."""
    first, second = (written_as({"clients": TabMemory(KEYS, {})}, mark) for mark in ("one", "two"))
    assert of_this_workbook([first, second], "one") == [first, second]
    assert of_this_workbook([first, second], "two") == [first, second]
    assert of_this_workbook([first, second], "an older one") == []
