"""Laws of checking, for workbooks that no owner would draw but some owner will have."""

from __future__ import annotations

import datetime as dt

from drawing import checked, understood
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.book.rules import ordered
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import TABS
from clientsheet.book.wording import describe, document
from clientsheet.book.writing import problems_page
from clientsheet.book.writing.cures import agreed
from clientsheet.sheet.address import parse
from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.sheet.patch import Patch
from clientsheet.stores.memory import MemoryStore
from clientsheet.text import LANGUAGES

ODD: tuple[Raw, ...] = (
    None,
    0,
    1,
    -5.5,
    380674545451.0,
    46068,
    True,
    CellError("#REF!"),
    UNCALCULATED,
    dt.date(2026, 2, 15),
    dt.date(2031, 2, 15),
    dt.datetime(1897, 1, 1, 9, 30),
    dt.time(9, 30),
    dt.timedelta(hours=30),
    "Марина",
    " Марина  Коваль",
    "Сергiй",
    "067 454 54 51",
    "067 454 54 5",
    "+38(674)545451",
    "marina@gmial.com",
    "mаrina@ukr.net",
    "31.02.2026",
    "15.02.2026",
    "3/4/2026",
    "1.200",
    "$50",
    "1800 грн",
    "так",
    "мабуть",
    "email",
    "день народження",
    "repeat_visit",
    "=2+2",
    "a" * 300,
    "{",
    "\x00\n\u202e",
    "зранку",
)


@st.composite
def workbooks(draw: st.DrawFn) -> MemoryStore:
    """Some of our tabs with some of their columns, filled with anything; merged, hidden, formula cells among them."""
    tabs: dict[str, list[list[Raw]]] = {}
    for tab in [TABS[0], *draw(st.lists(st.sampled_from(TABS[1:]), unique=True, max_size=4))]:
        columns = draw(st.lists(st.sampled_from(tab.columns), unique=True, min_size=1, max_size=6))
        title = draw(st.sampled_from([[], [["Наш салон"]], [[None], [None]]]))
        row = st.lists(st.sampled_from(ODD), min_size=len(columns), max_size=len(columns))
        rows = draw(st.lists(row, max_size=6))
        tabs[tab.titles.uk[0]] = [*title, [column.headings.uk[0] for column in columns], *rows]
    first = next(iter(tabs))
    return MemoryStore(
        tabs,
        formulas={first: draw(st.sets(st.sampled_from(["A2", "B3", "C4"])))},
        merged={first: draw(st.lists(st.sampled_from(["A1:C1", "A3:A4", "B2:C2"]), max_size=1))},
        hidden={first: draw(st.sets(st.integers(1, 5)))},
        protected=draw(st.sampled_from([(), (first,)])),
    )


anything = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


@anything
@given(workbooks())
def test_every_finding_has_an_address_that_exists(store: MemoryStore) -> None:
    """Whatever stands in the cells, checking ends, and each finding points into the workbook and can be said."""
    book = understood(store)
    grid = store.read()
    for finding in ordered(checked(book), book):
        tab = grid.tab(finding.tab)
        assert tab is not None or finding.tab == ""
        if finding.cell:
            assert tab is not None
            assert finding.row <= tab.row_count
            assert finding.column <= max(tab.column_count, 1)
            assert parse(finding.cell)[:2] == (finding.row, finding.column)
        for language in LANGUAGES:
            assert describe(finding, language)


@anything
@given(workbooks())
def test_the_page_is_stable(store: MemoryStore) -> None:
    """Written and read again, the page of the same workbook is the same page."""
    book = understood(store)
    page = problems_page.page(checked(book), (), book)
    store.apply(Patch(pages=(page,)), store.fingerprint())
    again = understood(store)
    assert problems_page.unchanged(problems_page.page(checked(again), (), again), store.read())


@anything
@given(workbooks())
def test_cures_cure(store: MemoryStore) -> None:
    """Where the owner says yes to everything, every cell that could be cured holds its cure and is not told again."""
    book = understood(store)
    page = problems_page.page(checked(book), (), book)
    store.apply(Patch(pages=(page,)), store.fingerprint())
    for row, cells in enumerate(page.rows, page.heading_row + 1):
        if cells[8]:
            store.put(page.title, f"G{row}", "так")
    asked = understood(store)
    cures = agreed(asked, Shop(asked))
    store.apply(Patch(edits=cures.edits), store.fingerprint())
    after = understood(store)
    left = {(one["tab"], one["cell"], one["code"]) for one in document(checked(after), "uk")}
    dropped = {row.where for row in cures.dropped}
    for finding in checked(book):
        place = (finding.tab, finding.cell, finding.code)
        if finding.cure is not None and f"{finding.tab}!{finding.cell}" not in dropped:
            assert place not in left, place
