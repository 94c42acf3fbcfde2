"""What owners keep in a sheet's cells, from the cell to the finding and back: nothing loses its kind on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsheet.jobs import check
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, blank_sheet, sheet_shop

CLIENTS, VISITS = "Клієнти", "Візити"
TABS: dict[str, list[list[Any]]] = {
    CLIENTS: [
        ["ID", "ПІБ", "Телефон", "E-mail", "День народження", "Знижка", "VIP", "Всього", "Останній візит"],
        ["007", "Олена Бойко", "+380671112233", "olena@ukr.net", "06.04.1990", "12,50", True],
        ["008", "Ганна Лис", "0501112244", "hanna@ukr.net", "", "", False],
    ],
    VISITS: [
        ["Дата", "Клієнт", "Сума"],
        ["01.02.2026", "007", "1 200,50"],
        ["01.03.2026", "Ганна Лис", 700],
    ],
}


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> SheetShop:
    return sheet_shop(google, tmp_path / "salon", "uk")


@pytest.fixture
def small(google: Emulator, tmp_path: Path) -> SheetShop:
    """A sheet of a Ukrainian region, typed by hand."""
    return blank_sheet(google, tmp_path / "small", "uk", TABS, locale="uk_UA")


def test_owners_text_stays_text_and_is_understood(small: SheetShop) -> None:
    """A plus, leading zeros, a decimal comma, a tick: read for what they mean, left as they are."""
    before = small.owner.values(CLIENTS)
    small.sync(mail=False)
    after = small.owner.values(CLIENTS)
    assert [line[:7] for line in after] == [line[:7] for line in before]
    clients = small.book()["clients"]
    assert clients.values("id") == ["007", "008"]
    assert clients.values("discount")[0] == "12,50"
    assert [bool(marked) for marked in clients.values("vip")] == [True, False]
    assert small.column(CLIENTS, "Всього") == [1200.5, 700]
    assert small.column(CLIENTS, "Останній візит") == [46054, 46082]
    look = small.owner.cell(CLIENTS, 1, small.place(CLIENTS, "Останній візит")).look
    assert look
    assert look["numberFormat"]["type"] == "DATE"


def test_a_formula_in_a_column_of_ours_stays_and_is_listed(salon: SheetShop) -> None:
    """The owner wins; a second sync has nothing to write, and the cells around it are filled as ever."""
    salon.sync()
    place = salon.place(CLIENTS, "Всього")
    filled = salon.column(CLIENTS, "Всього")
    salon.owner.formula(CLIENTS, 3, place, "=1+1", 2)
    assert salon.sync().kept == 1
    assert salon.owner.cell(CLIENTS, 3, place).formula == "=1+1"
    now = salon.column(CLIENTS, "Всього")
    assert now == [*filled[:2], 2, *filled[3:]]
    salon.calls()
    assert not salon.sync().patch
    assert salon.calls() == (2, 0)


def test_an_error_is_a_finding_and_a_formula_that_loads_is_no_data(salon: SheetShop) -> None:
    """#REF! is told with its address; "Loading..." is told as not calculated, and read once it is."""
    salon.sync()
    phones = salon.place(CLIENTS, "Телефон")
    salon.owner.formula(CLIENTS, 4, phones, "=Z1", "#REF!")
    salon.owner.formula(CLIENTS, 5, phones, "=IMPORTRANGE(Z1)", "Loading...")
    found = {
        (one["cell"], one["code"])
        for one in check.run(salon.workspace()).as_json()["findings"]
        if one["tab"] == CLIENTS
    }
    assert ("C5", "error-cell") in found
    assert ("C6", "uncalculated") in found


def test_blank_rows_below_the_data_are_no_clients(salon: SheetShop) -> None:
    """A thousand formatted rows are a new sheet's habit."""
    rows = len(salon.owner.values(CLIENTS))
    salon.sync()
    assert len(salon.owner.values(CLIENTS)) == rows
    assert len(salon.book()["clients"]) == rows - 1
