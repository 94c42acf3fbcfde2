"""Our columns are found wherever the owner moved them, and so is the row of their headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsheet.sheet.grid import Anchor
from clientsheet.stores.google.seen import COLUMN
from tests.emulator.control import Emulator
from tests.google.seeing import Watched

HEADINGS = ["id", "ім’я", "телефон", "сума", "стан"]
PEOPLE: list[list[Any]] = [[str(n), f"Клієнт {n}", f"+38050{n:07}", n * 10, "активний"] for n in range(1, 30)]


def salon(google: Emulator, tmp_path: Path, *above: list[Any]) -> Watched:
    """«сума» and «стан» are ours; the headings stand below ``above``."""
    sheet = Watched(google, tmp_path, {"Клієнти": [*above, HEADINGS, *PEOPLE]}, "uk_UA")
    sheet.tag(5, 4, COLUMN, f"clients.total {len(above) + 1}")
    sheet.tag(6, 5, COLUMN, f"clients.state {len(above) + 1}")
    return sheet


def found(sheet: Watched) -> dict[str, tuple[int, int]]:
    return {name: anchor[1:] for name, anchor in sheet.grid().anchors.items()}


@pytest.fixture(params=[(), (["Мій салон"],), (["Мій салон"], [], ["", "", "", "", "2026"])], ids=len)
def sheet(request: pytest.FixtureRequest, google: Emulator, tmp_path: Path) -> Watched:
    return salon(google, tmp_path, *request.param)


def row(sheet: Watched) -> int:
    return next(number for number, line in enumerate(sheet.owner.values("Клієнти"), 1) if "телефон" in line)


def test_an_untouched_heading_is_where_it_was(sheet: Watched) -> None:
    assert found(sheet) == {"clients.total": (row(sheet), 4), "clients.state": (row(sheet), 5)}


def test_columns_are_found_where_they_were_moved(sheet: Watched) -> None:
    sheet.owner.move("Клієнти", "COLUMNS", 3, 0)
    sheet.owner.insert("Клієнти", "COLUMNS", 2)
    assert found(sheet) == {"clients.total": (row(sheet), 1), "clients.state": (row(sheet), 6)}


@pytest.mark.parametrize("count", [1, 2, 7])
def test_headings_are_found_below_rows_put_in_above_them(sheet: Watched, count: int) -> None:
    sheet.owner.insert("Клієнти", "ROWS", 0, count)
    sheet.owner.puts("Клієнти", 0, 0, "Усі, хто до нас ходить")
    assert {place[0] for place in found(sheet).values()} == {row(sheet)}


def test_headings_are_found_when_rows_above_them_are_taken_out(google: Emulator, tmp_path: Path) -> None:
    sheet = salon(google, tmp_path, ["Мій салон"], [], [])
    for _ in range(3):
        sheet.owner.delete("Клієнти", "ROWS", 0)
        assert {place[0] for place in found(sheet).values()} == {row(sheet)}


def test_headings_that_were_wiped_out_are_where_they_were(sheet: Watched) -> None:
    here = row(sheet)
    sheet.owner.puts("Клієнти", here - 1, 3, None)
    sheet.owner.puts("Клієнти", here - 1, 4, None)
    assert {place[0] for place in found(sheet).values()} == {here}


def test_headings_keep_their_row_when_clients_are_sorted_or_gone(sheet: Watched) -> None:
    here = row(sheet)
    sheet.owner.sort("Клієнти", 0, down=True, first=here)
    assert {place[0] for place in found(sheet).values()} == {here}
    sheet.owner.delete("Клієнти", "ROWS", here, len(PEOPLE))
    assert {place[0] for place in found(sheet).values()} == {here}


def test_a_lone_line_above_a_narrow_table_is_no_heading(google: Emulator, tmp_path: Path) -> None:
    sheet = Watched(google, tmp_path, {"Зауваження": [["Усього: 3"], [], ["Де", "Що"], ["B2", "x"]]}, "uk_UA")
    sheet.tag(5, 1, COLUMN, "problems.where 3")
    assert found(sheet) == {"problems.where": (3, 1)}


def test_a_tab_that_was_emptied_keeps_its_anchors(google: Emulator, tmp_path: Path) -> None:
    sheet = salon(google, tmp_path, ["Мій салон"])
    sheet.api.put([("'Клієнти'!A1", [[""] * 5] * 31)])
    assert found(sheet) == {"clients.total": (2, 4), "clients.state": (2, 5)}


def test_of_an_anchor_that_was_copied_the_first_tab_counts(google: Emulator, tmp_path: Path) -> None:
    sheet = Watched(google, tmp_path, {"Клієнти": [HEADINGS, *PEOPLE], "Копія": [HEADINGS]}, "uk_UA")
    sheet.tag(5, 4, COLUMN, "clients.total 1")
    copy = {"sheetId": sheet.seen().tabs[1].sheet_id, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    made = {"metadataKey": COLUMN, "metadataValue": "clients.total 1", "visibility": "DOCUMENT"}
    sheet.ask({"createDeveloperMetadata": {"developerMetadata": {**made, "location": {"dimensionRange": copy}}}})
    assert sheet.grid().anchors == {"clients.total": Anchor("Клієнти", 1, 4)}


def test_a_column_that_was_deleted_has_no_anchor(sheet: Watched) -> None:
    sheet.owner.delete("Клієнти", "COLUMNS", 3)
    assert list(found(sheet)) == ["clients.state"]
