"""A heading that nobody recognises any more takes nothing with it."""

from __future__ import annotations

import datetime as dt

import pytest
from demo_salon import Salon
from openpyxl import load_workbook

LATER = dt.date(2026, 7, 6)
VISITS = "Візити"
CLIENTS = "Клієнти"


def told(salon: Salon) -> list[object]:
    """The summary tab as it stands."""
    return list(load_workbook(salon.workbook)["Зведення"].values)


@pytest.mark.parametrize(("tab", "heading"), [(CLIENTS, "ПІБ"), (VISITS, "Клієнт"), (VISITS, "Дата")])
def test_filled_columns_stay_as_they_are_until_the_heading_is_back(salon: Salon, tab: str, heading: str) -> None:
    """What was counted when the column was there is truer than what could be counted without it."""
    counted = salon.column(CLIENTS, "Всього")
    visited = salon.column(CLIENTS, "Останній візит")
    summary = told(salon)
    place = salon.where(tab, heading, 1)
    salon.types(tab, place, "Щось своє")
    assert "heading-missing" in {one.code for one in salon.sync(LATER).listed}
    assert salon.column(CLIENTS, "Всього") == counted
    assert salon.column(CLIENTS, "Останній візит") == visited
    assert told(salon) == summary
    salon.types(tab, place, heading)
    assert salon.sync(LATER).kept == 0
    assert salon.column(CLIENTS, "Всього") == counted
    assert not salon.sync(LATER).patch
