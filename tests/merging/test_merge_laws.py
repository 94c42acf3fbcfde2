"""Whatever two rows hold: merge and undo give every cell back, and nothing that was typed is lost by a merge."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from doubled_shop import cells, in_memory
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.jobs import dedupe, undo
from clientsheet.sheet.grid import Raw
from clientsheet.stores.memory import MemoryStore

OWNERS = {
    "ПІБ": ["Коваль Марина", "Марина Коваль", "Бондар Олег"],
    "Телефон": ["067 454 54 51", 674545451.0, "0501112233 (мама), 0671112233", "нема", "12345"],
    "E-mail": ["a@ukr.net", "A@ukr.net, b@i.ua", "зламана@"],
    "День народження": ["05.03", dt.date(1990, 3, 5), "колись"],
    "Адреса": ["Київ", "Львів", 5],
    "Згода": ["так", "ні", True, False],
    "Примітки": ["Кава.", "кава", "Чай", dt.time(10, 30), 12.5],
    "Розмір взуття": [38, "39", dt.date(2026, 1, 1), dt.timedelta(hours=30)],
}
WHO = [1, 2, 3.0, "Коваль Марина", "Бондар Олег", "0671112233", "a@ukr.net", None, "хтось"]


def _rows() -> st.SearchStrategy[list[list[Raw]]]:
    row = st.tuples(*(st.sampled_from([None, *words]) for words in OWNERS.values())).map(list)
    return st.lists(row.filter(any), min_size=3, max_size=4).map(
        lambda rows: [[number, *row] for number, row in enumerate(rows, 1)]
    )


VISITS = st.lists(st.tuples(st.sampled_from(WHO), st.integers(1, 3)), max_size=8)


@settings(max_examples=60, deadline=None)
@given(_rows(), VISITS, st.sampled_from([(1, 2), (2, 1), (3, 1)]), st.booleans())
def test_merge_then_undo_is_nothing(
    people: list[list[Raw]], visits: list[tuple[Raw, int]], pair: tuple[int, int], typed: bool
) -> None:
    """By the whole workbook, and, where the owner typed since, by the cell."""
    with TemporaryDirectory() as folder:
        workspace = in_memory(Path(folder), _drawn(people, visits))
        before = cells(workspace)
        keep, other = (f"A{number + 1}" for number in pair)
        dedupe.merge(workspace, keep, other, agreed=True)
        _nothing_typed_is_lost(before["Клієнти"], cells(workspace)["Клієнти"], pair)
        if typed:
            store = workspace.store
            assert isinstance(store, MemoryStore)
            store.put("Візити", "H1", "мітка")
        undone = undo.run(workspace)
        after = cells(workspace)
        if typed:
            after["Візити"][0] = after["Візити"][0][:3]
        assert undone.kept == ()
        assert after == before


def _drawn(people: list[list[Raw]], visits: list[tuple[Raw, int]]) -> dict[str, list[list[Raw]]]:
    lines = [[dt.date(2026, 1, day), who, 100] for who, day in visits]
    return {"Клієнти": [["ID", *OWNERS], *people], "Візити": [["Дата", "Клієнт", "Сума"], *lines]}


def _nothing_typed_is_lost(before: list[list[Raw]], after: list[list[Raw]], pair: tuple[int, int]) -> None:
    """What the other row said of somebody stands in the kept row, or in its notes, unless it said the same."""
    keep, other = pair
    kept, said = " ".join(map(str, after[keep])).casefold(), before[other][1:]
    for cell in said:
        if isinstance(cell, str) and cell in {"Львів", "Чай", "39", "колись", "Бондар Олег"}:
            assert cell.casefold() in kept
    assert after[other] == []
