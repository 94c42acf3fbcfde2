"""Rows found again and cells put right, whatever was done to the rows before and after a write."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.stores.google.seen import HANDLE, Json, SeenTab, Tag
from clientsheet.stores.google.writing.healing import Fixes, fixes
from clientsheet.stores.google.writing.intent import Meant, TabIntent, column

ID, NAME, PHONE, TOTAL, MARK = range(5)
HANDLES = {ID: 11, TOTAL: 12}


@dataclass(frozen=True)
class Row:
    """``who``: which client it really is, whether this is the row itself or the owner's copy of it; -1: an inserted
    row."""

    who: int
    cells: tuple[Json, ...]


def tab(rows: list[Row]) -> SeenTab:
    lines = [list(row.cells) for row in rows]
    tags = {number + 1: (Tag(id_, HANDLE, ""),) for number, id_ in HANDLES.items()}
    return SeenTab(1, "Клієнти", 100, 26, lines, tags=tags)


def put(rows: list[Row], number: int, cells: dict[int, Json]) -> list[Row]:
    rows = rows + [Row(-1, ("",) * 5)] * (max(cells, default=-1) + 1 - len(rows))
    changed = list(rows)
    for row, value in cells.items():
        old = changed[row].cells
        changed[row] = replace(changed[row], cells=(*old[:number], value, *old[number + 1 :]))
    return changed


people = st.lists(
    st.tuples(
        st.sampled_from(["", 1]), st.sampled_from(["Ганна", "Іван", "Олег"]), st.sampled_from(["", "+1", "+2", "+3"])
    ),
    min_size=1,
    max_size=7,
)
moves = st.lists(
    st.tuples(st.sampled_from(["sort", "insert", "delete", "copy", "move"]), st.integers(0, 9), st.integers(0, 9)),
    max_size=3,
)


def moved(rows: list[Row], how: list[tuple[str, int, int]]) -> list[Row]:
    rows = list(rows)
    for kind, one, other in how:
        at = 1 + one % len(rows)
        if kind == "sort":
            number = other % 3
            rows[1:] = sorted(rows[1:], key=lambda row: str(row.cells[number]), reverse=bool(one % 2))
        elif kind == "insert":
            rows.insert(at, Row(-1, ("",) * 5))
        elif at < len(rows):
            row = rows[at] if kind == "copy" else rows.pop(at)
            if kind == "copy":
                rows.insert(at + 1, row)
            if kind == "move":
                rows.insert(1 + other % len(rows), row)
    return rows


def drawn(told: list[tuple[Json, str, str]]) -> list[Row]:
    """Ids are unique; half of the totals are there already."""
    rows = [Row(-3, ("ID", "ПІБ", "Телефон", "Всього", "Позначка"))]
    for who, (id_, name, phone) in enumerate(told):
        rows.append(Row(who, (who + 1 if id_ else "", f"{name}{who}", phone, who * 10 if who % 2 else "", f"m{who}")))
    return rows


def written(rows: list[Row], edits: set[int]) -> TabIntent:
    """New totals for ``edits``, and an id for everybody who has none."""
    before = tab(rows)
    totals = {row: 1000 + row for row in edits if 0 < row < len(rows)}
    ids = {row: 500 + row for row, one in enumerate(rows) if one.cells[ID] == ""}
    columns = []
    for number, cells in ((ID, ids), (TOTAL, totals)):
        was = column(before, number + 1)
        meant = [cells.get(row, value) for row, value in enumerate(was)]
        if cells:
            columns.append(Meant(HANDLES[number], number + 1, was, meant, sorted(cells)))
    numbers = [NAME, PHONE] if ids else [ID, NAME, PHONE]
    return TabIntent(
        1, "Клієнти", {number + 1: column(before, number + 1) for number in numbers}, not ids, tuple(columns)
    )


def carried_out(rows: list[Row], intent: TabIntent) -> list[Row]:
    for one in intent.columns:
        rows = put(rows, one.number - 1, {row: one.meant[row] for row in one.rows})
    return rows


def healed(rows: list[Row], intent: TabIntent, finish: bool) -> list[Row]:
    strays = {one.handle: one.values() for one in intent.columns}
    numbers = {id_: number for number, id_ in HANDLES.items()}
    found = fixes(intent, tab(rows), strays, finish)
    for handle, cells in found.cells.items():
        rows = put(rows, numbers[handle], dict(cells))
        strays[handle] |= {*cells.values()}
    assert fixes(intent, tab(rows), strays, finish) == Fixes()
    return rows


@given(people, st.sets(st.integers(1, 8)), moves, moves, st.booleans())
@settings(max_examples=400)
def test_every_client_has_its_own_values_again_wherever_its_row_went(
    told: list[tuple[Json, str, str]],
    edits: set[int],
    early: list[tuple[str, int, int]],
    late: list[tuple[str, int, int]],
    finish: bool,
) -> None:
    """Moved before the cells came and after; and healing once is healing for good."""
    before = drawn(told)
    intent = written(before, edits)
    after = healed(moved(carried_out(moved(before, early), intent), late), intent, finish)
    for who in {row.who for row in after if row.who >= 0}:
        for one in intent.columns:
            right, was = one.meant[who + 1], one.was[who + 1]
            found = {row.cells[one.number - 1] for row in after if row.who == who}
            assert found <= {right, was}
            assert right in found or not finish
    for row in after:
        if row.who == -1:
            assert {row.cells[number] for number in HANDLES} == {""}


@given(people, st.sets(st.integers(1, 8)), st.integers(1, 8), st.sampled_from([ID, TOTAL]), moves)
def test_what_the_owner_types_meanwhile_stays(
    told: list[tuple[Json, str, str]], edits: set[int], at: int, number: int, late: list[tuple[str, int, int]]
) -> None:
    rows = drawn(told)
    intent = written(rows, edits)
    at = 1 + at % (len(rows) - 1)
    typed = put(carried_out(rows, intent), number, {at: "owner's own"})
    after = healed(moved(typed, late), intent, finish=True)
    kept = [row.cells[number] for row in after if row.who == at - 1]
    assert set(kept) <= {"owner's own"}


@given(people, st.sets(st.integers(1, 8)))
def test_a_write_that_nobody_disturbed_is_right_as_it_stands(
    told: list[tuple[Json, str, str]], edits: set[int]
) -> None:
    rows = drawn(told)
    intent = written(rows, edits)
    done = carried_out(rows, intent)
    assert healed(done, intent, finish=True) == done
