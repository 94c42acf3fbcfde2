"""A card is drawn from one client's rows alone; everything on it is as if the whole workbook had been understood."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from salon_card import TODAY, demo_grid, grid, salon_config

from clientsheet.book.card.asked import card_of
from clientsheet.book.card.drawn import drawn
from clientsheet.book.card.meant import Meant
from clientsheet.book.card.part import ShopOfOne
from clientsheet.book.reading.understand import Outline, understand
from clientsheet.book.shop import Shop
from clientsheet.config import Config
from clientsheet.sheet.grid import Grid
from clientsheet.text import LANGUAGES


def agrees(read: Grid, config: Config) -> int:
    """Every client's card, filled values and their reasons are those of the whole shop. How many clients there are."""
    whole = Shop(understand(read, config, TODAY))
    outline = Outline(read, config, TODAY)
    meant = Meant(outline)
    filled = whole.filled()["clients"]
    for row in range(len(whole.keys)):
        alone = ShopOfOne(outline, meant, row)
        own = alone.filled()["clients"]
        assert {name: values[0] for name, values in own.items()} == {
            name: values[row] for name, values in filled.items()
        }
        for name in filled:
            assert alone.because(name, 0, "uk") == whole.because(name, row, "uk")
        assert card_of(outline, meant, row, "uk") == _drawn(whole, row, outline)
    return len(whole.keys)


def _drawn(whole: Shop, row: int, outline: Outline) -> object:
    seen = outline.seen("clients")
    assert seen is not None
    there = outline.grid.tab(seen.title)
    assert there is not None
    number = whole.book["clients"].rows[row]
    cells = there.rows(number, number)[0]
    own = {heading: cells[column - 1] for column, heading in seen.unknown.items() if column <= len(cells)}
    return drawn(whole, row, "uk", own=own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_the_demo_is_that_of_the_whole_shop(language: str) -> None:
    """In each language, clients named by name, mistakes and all."""
    assert agrees(*demo_grid(language)) > 40


def test_the_drawn_salon_too() -> None:
    """Clients named by number, name, phone and email; an ambiguous name belongs to nobody."""
    assert agrees(grid(), salon_config()) == 4


def test_a_share_of_the_best_is_asked_of_all() -> None:
    """The one thing that a client's own rows cannot tell."""
    config = salon_config(rules={"vip": {"top_percent": "40 %"}})
    outline = Outline(grid(), config, TODAY)
    whole = Shop(understand(grid(), config, TODAY))
    meant = Meant(outline)
    from clientsheet.book.counting.segments import SEGMENTS

    found = [card_of(outline, meant, row, "uk").segment for row in range(4)]
    assert found == [SEGMENTS[int(number)] for number in whole.segment]
    assert found.count("vip") == 1


NAMES = ("Коваль Марина", "Коваль  марина", "Ткач", "7", "А-1", "Іван")
NUMBERS = ("0674545451", "+380674545451", "380674545451", "067 454 54 51 мама", "050 123 45 67")
EMAILS = ("a@ukr.net", "A@ukr.net", "b@ukr.net; a@ukr.net")
SERVICES = ("Стрижка", "стрижка", "СТРИЖКА", "А-1", "а1", "А1", None)
IDS = st.sampled_from([1, 2, 3, "A-1", "a-1", "007", 7, None])


@st.composite
def workbooks(draw: st.DrawFn) -> dict[str, list[list[Any]]]:
    """Small and full of what makes a client hard to tell: shared names, phones and emails, doubled and blank ids."""
    with_ids = draw(st.booleans())
    head = [*(["ID"] if with_ids else []), "ПІБ", "Телефон", "E-mail", "Періодичність"]
    maybe = [st.none() | st.sampled_from(choices) for choices in (NAMES, NUMBERS, EMAILS, ("6 тижнів",))]
    clients = draw(st.lists(st.tuples(*([IDS] if with_ids else []), *maybe), min_size=1, max_size=5))
    whom = IDS | st.sampled_from(NAMES + NUMBERS + EMAILS[:2])
    day = st.dates(dt.date(2025, 9, 1), dt.date(2026, 5, 1))
    visit = st.tuples(day, whom, st.sampled_from(SERVICES), st.integers(-3, 9), st.none() | st.integers(1, 3))
    visits = draw(st.lists(visit, max_size=9))
    tasks = draw(st.lists(st.tuples(day, whom, st.just("подзвонити")), max_size=3))
    return {
        "Клієнти": [head, *map(list, clients)],
        "Візити": [["Дата", "Клієнт", "Послуга", "Сума", "Чек"], *map(list, visits)],
        "Послуги": [["Код", "Назва"], ["А-1", "Ботокс"]],
        "Завдання": [["Дата", "Клієнт", "Що зробити"], *map(list, tasks)],
    }


@settings(max_examples=80, deadline=None)
@given(workbooks())
def test_whatever_the_workbook(tabs: dict[str, list[list[Any]]]) -> None:
    """Whoever shares a name, a phone or an id with whom."""
    agrees(grid(tabs), salon_config())


@settings(max_examples=80, deadline=None)
@given(workbooks(), st.sampled_from([*NAMES, *NUMBERS, *EMAILS[:2], "1", "a-1", "A-1", "007", "7", "к", "Марина"]))
def test_a_text_means_whom_the_directory_says(tabs: dict[str, list[list[Any]]], text: str) -> None:
    """Looking through the cells finds the same clients as the directory of all of them."""
    whole = Shop(understand(grid(tabs), salon_config(), TODAY))
    meant = Meant(Outline(grid(tabs), salon_config(), TODAY))
    assert meant.rows(text) == whole.index_of(text)
    for match in meant.matches(text):
        assert match.key == whole.keys[match.row]
