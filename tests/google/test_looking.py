"""What one look at a spreadsheet sees beside the values, and when two looks are the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import Anchor
from clientsheet.stores.google.api import PlaceGone
from clientsheet.stores.google.seeing.guarded import guarded
from clientsheet.stores.google.seeing.looking import FIELDS, seen
from clientsheet.stores.google.seeing.ranges import quoted
from clientsheet.stores.google.seen import COLUMN, HANDLE, MARK, RUN, Tag
from clientsheet.stores.google.shaping.notes import marked
from tests.emulator.control import Emulator
from tests.emulator.ranges import Area
from tests.google.seeing import Watched

CLIENTS: list[list[Any]] = [["id", "ім’я", "сума"], ["1", "Анна", 5], ["2", "Богдан", 7], ["3", "Віра"]]


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> Watched:
    return Watched(google, tmp_path, {"Клієнти": CLIENTS, "О’Коннор 'x'": [["a"]], "A1": [["b"]]}, "uk_UA")


def test_a_look_is_two_reads_and_no_write(salon: Watched) -> None:
    salon.seen()
    assert (salon.google.count("Read"), salon.google.count("Write")) == (2, 0)


def test_blanks_at_the_ends_are_left_out_also_where_a_formula_shows_nothing(salon: Watched) -> None:
    """Whether Google leaves those out by itself is not known."""
    told = salon.api.get(FIELDS)
    first = seen(told, [[["a", ""], [], ["", "b", "", ""], [""], []], [], []]).tabs[0]
    assert first.values == [["a"], [], ["", "b"]]


def test_a_tab_is_named_in_quotes_and_its_own_are_doubled() -> None:
    assert [quoted("Клієнти"), quoted("O'Connor")] == ["'Клієнти'", "'O''Connor'"]


def test_tabs_are_seen_in_their_order_whatever_they_are_called(salon: Watched) -> None:
    """Also one with the name of a cell, and beside a named range of the same name."""
    place = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    salon.ask({"addNamedRange": {"namedRange": {"name": "Клієнти", "range": place}}})
    found = salon.seen()
    assert (found.spreadsheet, found.title, found.locale, found.timezone) == (salon.id, "Салон", "uk_UA", "Etc/GMT")
    assert [(tab.title, tab.height, tab.width, tab.values) for tab in found.tabs] == [
        ("Клієнти", 1000, 26, CLIENTS),
        ("О’Коннор 'x'", 1000, 26, [["a"]]),
        ("A1", 1000, 26, [["b"]]),
    ]


def test_a_tab_that_is_a_chart_has_no_cells_and_cannot_be_written(salon: Watched) -> None:
    salon.owner.adds_chart_tab("Діаграма")
    tab = salon.tab("Діаграма")
    assert (tab.row_count, tab.writable, salon.tab().writable) == (0, False, True)


def test_a_spreadsheet_of_charts_alone_is_looked_at_all_the_same(google: Emulator, tmp_path: Path) -> None:
    sheet = Watched(google, tmp_path, {"Клієнти": []}, "uk_UA")
    sheet.owner.adds_chart_tab("Діаграма")
    sheet.owner.deletes_tab("Клієнти")
    assert [tab.title for tab in sheet.seen().tabs] == ["Діаграма"]


def test_hidden_rows_are_read_and_known_as_hidden(salon: Watched) -> None:
    salon.owner.filters("Клієнти", 1, {"Анна"})
    salon.owner.hides("Клієнти", "ROWS", 3)
    tab = salon.tab()
    assert (sorted(tab.hidden_rows), tab.columns([2], 2)) == ([2, 4], [["Анна", "Богдан", "Віра"]])


def test_merged_cells_are_seen_by_their_corners(salon: Watched) -> None:
    place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    salon.ask({"mergeCells": {"range": place, "mergeType": "MERGE_ALL"}})
    assert list(salon.tab().merged) == [Range(2, 1, 3, 2)]


def test_a_protected_range_shuts_its_cells_and_one_that_warns_shuts_none(salon: Watched) -> None:
    salon.owner.protects("Клієнти", Area(0, 2, None, 3))
    salon.owner.protects("Клієнти", Area(0, 0, None, 1), warning_only=True)
    assert (salon.seen().tabs[0].protected, salon.tab().writable) == ((Range(1, 3, 1000, 3),), True)
    assert guarded([{"range": {}, "warningOnly": True}], 9, 9) == ()


def test_a_protected_tab_cannot_be_written(salon: Watched) -> None:
    salon.owner.protects("Клієнти", Area())
    assert not salon.tab().writable


def test_the_open_places_of_a_protected_tab_are_open(salon: Watched) -> None:
    holes = [Area(1, 2, None, 4), Area(0, 0, 1, 1), Area(4, 8, 6, 9)]
    salon.owner.protects("Клієнти", Area(), but=holes)
    tab = salon.seen().tabs[0]
    open_ = {(1, 1), (5, 9), (6, 9), *((row, column) for row in range(2, 1001) for column in (3, 4))}
    shut = {
        (row, column)
        for row in range(1, 1001)
        for column in range(1, 27)
        if any(one.holds(row, column) for one in tab.protected)
    }
    assert shut == {(row, column) for row in range(1, 1001) for column in range(1, 27)} - open_
    assert salon.tab().writable


def test_notes_of_ours_are_told_from_the_owners(salon: Watched) -> None:
    salon.owner.notes("Клієнти", 1, 1, marked("Два номери\nв одній клітинці"))
    salon.owner.notes("Клієнти", 2, 1, "подзвонити після 18:00")
    salon.owner.notes("Клієнти", 3, 1, "питала про clientsheet\n— clientsheet?")
    grid = salon.grid()
    assert grid.notes == {("Клієнти", 2, 2): "Два номери\nв одній клітинці"}
    assert sorted(grid.noted) == [("Клієнти", 3, 2), ("Клієнти", 4, 2)]


def test_tags_are_seen_where_their_columns_are(salon: Watched) -> None:
    salon.tag(11, 1, HANDLE, "x")
    salon.tag(12, 3, COLUMN, "clients.total 1")
    salon.tag(13, 3, "чужий", "ключ")
    salon.mark(14, RUN, "{}")
    salon.mark(15, f"{MARK}workbook_id", 'a "b" & в')
    salon.owner.insert("Клієнти", "COLUMNS", 0)
    found, grid = salon.seen(), salon.grid()
    tags = {column: list(tags) for column, tags in found.tabs[0].tags.items()}
    total = Tag(12, COLUMN, "clients.total 1")
    assert tags == {2: [Tag(11, HANDLE, "x")], 4: [total, Tag(13, "чужий", "ключ")]}
    assert tuple(found.tabs[0].tag(column) for column in (4, 2, 1)) == (total, Tag(11, HANDLE, "x"), None)
    assert [tag.id for tag in found.tags] == [14, 15]
    assert (grid.anchors, grid.marks) == ({"clients.total": Anchor("Клієнти", 1, 4)}, {"workbook_id": 'a "b" & в'})


@pytest.mark.parametrize("renames", [1, 2])
def test_a_tab_renamed_between_the_two_requests_is_looked_at_again(salon: Watched, renames: int) -> None:
    titles = iter(["Гості", "Клієнтки", "Люди"])
    now = ["Клієнти"]

    def rename() -> None:
        salon.owner.renames_tab(now[0], title := next(titles))
        now[0] = title

    salon.google.plan(match="values:batchGet", times=renames, before=rename)
    assert [tab.title for tab in salon.seen().tabs][:1] == now


def test_tabs_that_are_renamed_without_end_are_left_for_later(salon: Watched) -> None:
    now = [0]

    def rename() -> None:
        salon.owner.renames_tab(f"Клієнти {now[0]}" if now[0] else "Клієнти", f"Клієнти {now[0] + 1}")
        now[0] += 1

    salon.google.plan(match="values:batchGet", times=None, before=rename)
    with pytest.raises(PlaceGone):
        salon.seen()


def test_two_looks_at_an_unchanged_sheet_are_the_same(salon: Watched) -> None:
    assert salon.seen() == salon.seen()


CHANGES: dict[str, Callable[[Watched], object]] = {
    "a value": lambda salon: salon.types(2, 3, "6"),
    "a value of another kind": lambda salon: salon.owner.puts("Клієнти", 1, 2, "5"),
    "a heading": lambda salon: salon.types(1, 3, "разом"),
    "a formula with the same value": lambda salon: salon.owner.formula("Клієнти", 1, 2, "=5", 5),
    "a date instead of its number": lambda salon: salon.shows_as("DATE", 2, 3),
    "the order of rows": lambda salon: salon.owner.sort("Клієнти", 1, down=True),
    "the title of a tab": lambda salon: salon.owner.renames_tab("A1", "B1"),
    "a new tab": lambda salon: salon.owner.adds_tab("Ще"),
    "a tag": lambda salon: salon.tag(5, 1, HANDLE, ""),
    "a mark": lambda salon: salon.mark(5, RUN, "{}"),
    "a note": lambda salon: salon.owner.notes("Клієнти", 1, 1, "x"),
    "a hidden row": lambda salon: salon.owner.hides("Клієнти", "ROWS", 1),
    "a protected range": lambda salon: salon.owner.protects("Клієнти", Area(0, 0, 1, 1)),
    "an inserted row": lambda salon: salon.owner.insert("Клієнти", "ROWS", 900),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_changes_the_fingerprint(salon: Watched, what: str) -> None:
    before = salon.seen().fingerprint
    CHANGES[what](salon)
    assert salon.seen().fingerprint != before
