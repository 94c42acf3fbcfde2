"""Whatever a patch adds, the Google Sheet holds afterwards what the workbook in memory holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.grid import Anchor, Grid, Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, NewColumn, Patch
from clientsheet.stores.google.seeing.grid import grid_of
from clientsheet.stores.google.shaping.shape import structure
from clientsheet.stores.memory import MemoryStore
from tests.emulator.control import Emulator
from tests.google.bench import Bench

TAB, PAGE, NEW = "Клієнти", "Зауваження", "Нова"

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
days = st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1))
moments = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))
values: st.SearchStrategy[Raw] = st.one_of(
    st.none(), words, st.booleans(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9), days, moments
)
plain: st.SearchStrategy[Any] = st.one_of(st.just(""), words, st.booleans(), st.integers(-(10**9), 10**9))
looks = st.sampled_from(Look)


@st.composite
def blueprints(draw: st.DrawFn, title: str) -> TabBlueprint:
    columns = tuple(
        ColumnBlueprint(heading, look=draw(looks), program=draw(st.booleans()), note=draw(st.just("") | words))
        for heading in draw(st.lists(words, min_size=1, max_size=4))
    )
    cells: st.SearchStrategy[Raw | Link] = values | words.map(lambda text: Link(text, TAB, "B2"))
    rows = draw(st.lists(st.tuples(*[cells] * len(columns)), max_size=5))
    preamble = tuple(draw(st.lists(words, max_size=2)))
    return TabBlueprint("p", title, columns, rows, preamble, len(preamble) + 1, program=draw(st.booleans()))


@st.composite
def patches(draw: st.DrawFn, height: int, width: int) -> Patch:
    """Of a tab that is so large."""
    wanted = draw(st.lists(st.tuples(words, st.lists(values, max_size=height), looks), max_size=3))
    new_columns = tuple(
        NewColumn(TAB, width + number, 1, heading, f"clients.c{number}", 2, cells, look)
        for number, (heading, cells, look) in enumerate(wanted, 1)
    )
    rows = draw(st.lists(st.dictionaries(st.integers(1, width), values), max_size=3))
    return Patch(
        new_columns=new_columns,
        appended=(AppendedRows(TAB, height, [row for row in rows if any(map(_there, row.values()))]),),
        new_tabs=(draw(blueprints(NEW)),) if draw(st.booleans()) else (),
        pages=(draw(blueprints(PAGE)),) if draw(st.booleans()) else (),
        anchors={"clients.total": Anchor(TAB, 1, draw(st.integers(1, width)))} if draw(st.booleans()) else {},
        marks=draw(st.dictionaries(st.sampled_from("abc"), words)),
    )


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_a_google_sheet_takes_a_patch_as_the_memory_does(google: Emulator, tmp_path: Path, data: st.DataObject) -> None:
    """Two patches one after the other: a page that is written twice is as if written once."""
    width = data.draw(st.integers(1, 4))
    rows = data.draw(st.lists(st.lists(plain, min_size=width, max_size=width), max_size=4))
    table = [[f"H{number}" for number in range(width)], *rows, ["кінець"] * width]
    made, memory = Bench(google, tmp_path, {TAB: table}), MemoryStore({TAB: table})
    for turn in range(2):
        tall, wide = _size(memory.drawn(TAB))
        patch = data.draw(patches(tall, wide))
        if turn:
            patch = Patch(pages=patch.pages, appended=patch.appended, anchors=patch.anchors, marks=patch.marks)
        made.send(structure(made.seen(), patch).requests)
        memory.apply(patch, memory.fingerprint())
        assert _told(grid_of(made.seen())) == _told(memory.read())


def _told(grid: Grid) -> tuple[object, ...]:
    return {tab.title: _drawn(tab.rows(1, tab.row_count)) for tab in grid.tabs}, dict(grid.anchors), dict(grid.marks)


def _drawn(rows: list[list[Raw]]) -> list[list[tuple[type, Raw]]]:
    """Without blank ends; 1 and 1.0 are one number, and so are a day and its midnight."""
    lines = [[_cell(cell) for cell in row] for row in rows]
    for line in lines:
        while line and line[-1][1] is None:
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _cell(cell: Raw) -> tuple[type, Raw]:
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = float(cell)
    return type(cell), cell


def _size(rows: list[list[Raw]]) -> tuple[int, int]:
    return len(rows), max(map(len, rows))


def _there(cell: Raw) -> bool:
    return cell is not None
