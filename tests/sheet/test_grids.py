"""A workbook as read gives its tabs by their titles."""

from __future__ import annotations

from clientsheet.sheet.grid import Grid
from clientsheet.stores.held import hold


def test_a_tab_is_found_by_its_very_title_and_a_missing_one_is_none() -> None:
    one, other = hold("Клієнти", [["ID"]]), hold("клієнти", [["a"]])
    grid = Grid((one, other))
    assert (grid.tab("Клієнти"), grid.tab("клієнти"), grid.tab("Візити")) == (one, other, None)
