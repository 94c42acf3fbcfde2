"""Whom a cell means, and how a row is known."""

from __future__ import annotations

import pytest
from drawn import shop
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.book.reading.keys import contract_keys
from clientsheet.book.reading.links import AMBIGUOUS, BLANK, UNKNOWN, Directory, factorised, plain_numbers

CLIENTS = """
id | name | phone | email
17 | Марія Лук’яненко | 067 111 22 33 | masha@example.com
4 | Олена Бондар | 050 222 33 44; 067 111 22 33 | lena@example.com
9 | Олена Бондар | |
K-1 | Семёнов |  | Sem@Example.com
"""


@pytest.mark.parametrize(
    ("reference", "row"),
    [
        ("17", 0),
        (" k-1", 3),
        ("МАРІЯ ЛУК'ЯНЕНКО", 0),
        ("Марія  Лукʼяненко", 0),
        ("Семенов", 3),
        ("sem@example.com", 3),
        ("0502223344", 1),
        ("+380 (50) 222-33-44", 1),
        ("Олена Бондар", AMBIGUOUS),
        ("0671112233", AMBIGUOUS),
        ("18", UNKNOWN),
        ("Хтось", UNKNOWN),
        (None, BLANK),
    ],
)
def test_a_client_is_meant_by_id_else_by_name_phone_or_email(reference: str | None, row: int) -> None:
    found = shop(clients=CLIENTS, visits=[{"client": reference, "amount": 1}])
    assert found.links("visits").tolist() == [row]


def test_an_id_goes_before_a_name_that_looks_like_it() -> None:
    found = shop(clients="id | name\n1 | Марина\n2 | 1", visits=[{"client": 1}])
    assert found.links("visits").tolist() == [0]


def test_a_doubled_id_means_nobody_in_particular_and_is_no_key() -> None:
    found = shop(clients="id | name\n1 | Марина\n2 | Оля\n1 | Віра", visits=[{"client": 1}, {"client": "Оля"}])
    assert list(found.keys) == ["", "2", ""]
    assert found.links("visits").tolist() == [AMBIGUOUS, 1]
    assert found.index_of("1") == [0, 2]


def test_without_an_id_column_the_phone_is_the_key_else_the_email_else_the_name() -> None:
    found = shop(
        clients="""
        name | phone | email
        Марина | 0671112233 | m@example.com
        Оля | | o@example.com
        Віра | |
        Двійник | |
        Двійник | |
        """
    )
    assert list(found.keys) == ["+380671112233", "o@example.com", "віра", "", ""]


def test_people_of_one_household_phone_are_known_by_what_is_their_own() -> None:
    found = shop(clients="name | phone\nМарина | 0671112233\nОля | 0671112233")
    assert list(found.keys) == ["марина", "оля"]


def test_contracts_without_a_number_are_known_by_what_tells_them_apart() -> None:
    found = shop(
        clients=CLIENTS,
        contracts="""
        number | client | subject | amount
        5 | 17 | Ремонт | 100
        | 17 | Ремонт | 100
        | 17 | Ремонт | 100
        5 | 4 | Ремонт | 100
        """,
    )
    keys = contract_keys(found.book["contracts"])
    assert len(set(keys)) == len(keys)
    assert all(keys)


texts = st.text("0123456789 -Аа", max_size=4) | st.integers(0, 30).map(str)


@given(st.lists(texts, max_size=6), st.lists(st.none() | texts, max_size=8))
def test_the_quick_way_for_numbers_and_the_careful_way_agree(ids: list[str], references: list[str | None]) -> None:
    directory = Directory(ids, dict, lambda texts: [() for _ in texts])
    assert directory.links(references).tolist() == [directory.one(text) for text in references]


@given(st.lists(st.text("0123456789", max_size=5), min_size=1, max_size=5))
def test_numbers_are_plain_only_as_python_writes_them(written: list[str]) -> None:
    numbers = plain_numbers(written)
    plain = all(text.isdecimal() and str(int(text)) == text for text in written)
    assert (numbers is not None) == plain
    if numbers is not None:
        assert [str(number) for number in numbers] == written


@given(st.lists(st.none() | st.sampled_from(["", "а", "б", "в"])))
def test_texts_as_numbers_come_back_as_texts(values: list[str | None]) -> None:
    numbers, names = factorised(values)
    assert [names[number] if number >= 0 else None for number in numbers] == [value or None for value in values]
