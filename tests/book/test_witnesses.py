"""By which columns a row is known again when the owner moves it while we write."""

from __future__ import annotations

from workbooks import book

from clientsheet.book.shop import Shop

CLIENTS = "Клієнти"


def test_the_key_comes_first_and_only_what_the_owner_writes_tells() -> None:
    """A number, else a phone; never a value that the program itself fills."""
    rows = [["Всього", "ПІБ", "ID", "Телефон"], [1, "Марина", 7, "0501112233"]]
    assert Shop(book({CLIENTS: rows})).witnesses() == {CLIENTS: [3, 4, 2]}
    rows = [["ПІБ", "E-mail", "Телефон"], ["Марина", "m@ukr.net", "0501112233"]]
    assert Shop(book({CLIENTS: rows})).witnesses() == {CLIENTS: [3, 2, 1]}


def test_a_formula_tells_nothing() -> None:
    """It may show something else a moment later, whoever the row is about."""
    rows = [["ID", "ПІБ", "Телефон"], [7, "Марина", "0501112233"]]
    assert Shop(book({CLIENTS: rows}, formulas={CLIENTS: ["C2"]})).witnesses() == {CLIENTS: [1, 2]}


def test_a_tab_without_columns_of_ours_has_witnesses_where_it_is_asked_for() -> None:
    """A cure goes into any tab; then all of the owner's columns together tell its rows."""
    visits = [["Дата", "Клієнт", "Сума"], ["2026-04-01", 7, 100]]
    shop = Shop(book({CLIENTS: [["ID", "ПІБ"], [7, "Марина"]], "Візити": visits}))
    assert shop.witnesses() == {CLIENTS: [1, 2]}
    assert shop.witnesses({"Візити"}) == {CLIENTS: [1, 2], "Візити": [1, 2, 3]}
