"""Who is the same person: a phone in any spelling, an email in any case, a name in any order; never a household."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.book.persons.same_name import Alike, alike
from clientsheet.book.persons.sameness import By, Persons
from clientsheet.book.shop import Shop
from clientsheet.sheet.kinds import Birthday
from tests.book.workbooks import book

HEADINGS = ["ID", "ПІБ", "Телефон", "E-mail", "День народження"]
CLIENTS = [
    [1, "Коваль Марина Іванівна", "067 454-54-51", "marina@ukr.net", "05.03.1990"],
    [2, "Коваль Андрій", "+38 (067) 454 54 51", None, "12.07.1985"],
    [3, "Шевченко Олена", "0501112233; 0674545452", "OLENA@gmail.com", None],
    [4, "ТОВ «Ромашка»", "044 123 45 67", "office@romashka.ua", None],
    [5, "Бондар Ірина", None, None, "05.03"],
    [6, "Самотній Степан", None, None, None],
    [7, "Петренко Іван", "0931112233", None, "01.01.1960"],
]
PEOPLE = [["Клієнт", "Особа", "Телефон"], [4, "Гнат Ромашко", "050 777 88 99"]]


def persons(*rows: list[object]) -> Persons:
    return Persons(Shop(book({"Клієнти": [HEADINGS, *CLIENTS, *rows], "Телефони": PEOPLE})))


@pytest.mark.parametrize("name", ["Марина Коваль", "коваль марина", "Коваль М. І.", "Марина", "Коваль Марiна", None])
def test_a_shared_phone_and_a_name_that_agrees_are_one_person(name: str | None) -> None:
    """However the name is written down, it and the number say who it is; without one the household is asked about."""
    match = persons().match(phones=["+380674545451"], name=name)
    if name is None:
        assert (match.rows, match.certain) == ((0, 1), False)
    elif name == "Коваль Марiна":  # a Latin i in another place than the owner's slip: near, not the same
        assert match.rows == (0,) or match.by is By.NOBODY
    else:
        assert (match.row, match.by, match.beside) == (0, By.PHONE, (1,))


def test_a_household_is_not_one_person() -> None:
    """A third person on the phone of two others is nobody of them, and the two are told."""
    match = persons().match(phones=["+380674545451"], name="Коваль Софія")
    assert (match.rows, match.by, match.certain, match.beside) == ((), By.NOBODY, False, (0, 1))


def test_email_comes_after_the_phone() -> None:
    """An unknown number and a known address are the client of the address; case does not count, dots do."""
    found = persons()
    assert found.match(["+380990000001"], ["Olena@Gmail.com"], "Олена Шевченко").row == 2
    assert found.match((), ["o.lena@gmail.com"], "Олена Шевченко").by is By.NOBODY


def test_name_and_birthday_come_last() -> None:
    """A full name with the day is enough; a first name with it is not, unless the year agrees as well."""
    found = persons([8, "Анна", None, None, "02.02.2000"])
    assert found.match(name="Ірина Бондар", birthday=Birthday(3, 5, 1991)).row == 4
    assert found.match(name="Ірина Бондар", birthday=Birthday(3, 6, 1991)).rows == ()
    assert found.match(name="Анна", birthday=Birthday(2, 2, 2000)).row == 7
    assert not found.match(name="Анна", birthday=Birthday(2, 2)).certain


def test_a_birthday_may_contradict_a_phone() -> None:
    """Father and son of one name on one number: a person has to decide."""
    match = persons().match(["+380931112233"], name="Іван Петренко", birthday=Birthday(1, 9, 1990))
    assert (match.rows, match.certain) == ((6,), False)


def test_two_ways_to_two_clients_are_certain_of_neither() -> None:
    """A phone of one row and the email of another join two rows of the sheet: both are told."""
    match = persons([8, "Марина Коваль", None, "m@i.ua", None]).match(["+380674545451"], ["m@i.ua"], "Марина Коваль")
    assert (match.rows, match.certain) == ((0, 7), False)


def test_the_people_at_a_client_are_the_client_to_a_call_only() -> None:
    """A bare number of somebody at the firm means the firm; with a name it is only a guess."""
    found = persons()
    assert found.match(["+380507778899"]).row == 3
    guess = found.match(["+380507778899"], name="Ромашко Гнат")
    assert (guess.rows, guess.by, guess.certain) == ((3,), By.CONTACT, False)


def test_a_bare_name_is_known_again_only_where_no_more_is_known() -> None:
    """A name alone is the row that has a name alone; where the row knows more, it is a guess."""
    found = persons()
    assert found.match(name="Степан Самотній").row == 5
    guess = found.match(name="Олена Шевченко")
    assert (guess.rows, guess.certain) == ((2,), False)


def test_doubles_of_the_sheet_are_pairs_with_their_reason() -> None:
    """Three rows of one person are three pairs; the household is none."""
    rows = [
        [8, "Олена Шевченко", "+380 50 111 22 33", None, None],
        [9, "Шевченко О.", None, "olena@gmail.com", None],
        [10, "Ірина Бондар", "0660000001", None, "05.03.1991"],
    ]
    doubles = [(double.one, double.other, double.by, double.certain) for double in persons(*rows).doubles()]
    assert doubles == [(2, 7, By.PHONE, True), (2, 8, By.EMAIL, True), (4, 9, By.NAME, True)]


SAME = [
    ("Коваль Марина", "Марина Коваль"),
    ("КОВАЛЬ МАРИНА", "Коваль Марина Іванівна"),
    ("Коваль М.І.", "Марина Іванівна Коваль"),
    ("Семёнов Пётр", "Семенов Петр"),
    ("Лук'янова Дар’я", "Дарʼя Лук’янова"),
    ("ФОП Коваль Марина", "Марина Коваль"),
    ("ТОВ «Ромашка»", "Ромашка, ТОВ"),
    ("Cергій Бойко", "Сергій Бойко"),
]
LIKELY = [
    ("Олександр Коваль", "Александр Коваль"),
    ("Марина Коваль", "Марина Бондар"),
    ("Oksana Shevchenko", "Оксана Шевченко"),
    ("ТОВ Коваль", "Коваль Марина"),
]
OTHER = [
    ("Коваль Марина", "Коваль Андрій"),
    ("Коваль М.", "Коваль Андрій"),
    ("Іван Петренко", "Олена Шевченко"),
    ("ТОВ «Ромашка»", "ТОВ «Волошка»"),
]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        *((one, other, Alike.SAME) for one, other in SAME),
        *((one, other, Alike.LIKELY) for one, other in LIKELY),
        *((one, other, Alike.OTHER) for one, other in OTHER),
        ("Коваль", None, Alike.UNSAID),
        ("—", "Коваль", Alike.UNSAID),
    ],
)
def test_names_as_people_write_them(one: str | None, other: str | None, verdict: Alike) -> None:
    """Each pair, whichever is said first."""
    assert alike(one, other) is verdict
    assert alike(other, one) is verdict


WORDS = st.lists(st.sampled_from(["Коваль", "Марина", "Іванівна", "М.", "І.", "ТОВ", "Андрій", "Bondar"]), max_size=4)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    """What one name is to another, the other is to the one; and a name is like itself."""
    assert alike(one, other) is alike(other, one)
    assert alike(one, one) is (Alike.SAME if one else Alike.UNSAID)


SPELLED = ["067 454-54-51", "+380674545451", "80674545451", 674545451.0, "(067) 4545451, мама", "0038 067 454 54 51"]


@pytest.mark.parametrize("one", SPELLED)
@pytest.mark.parametrize("other", SPELLED)
def test_a_phone_in_any_spelling_is_one_phone(one: object, other: object) -> None:
    """However the number was typed, or whatever Excel made of it: the two rows are one person."""
    rows = [HEADINGS, [1, "Коваль Марина", one, None, None], [2, "Марина Коваль", other, None, None]]
    (double,) = Persons(Shop(book({"Клієнти": rows}))).doubles()
    assert (double.by, double.certain) == (By.PHONE, True)


PEOPLE_DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["Коваль Марина", "Коваль Андрій", "Марина", "М. Коваль", "ТОВ «Ромашка»", None]),
        st.sampled_from(["067 454 54 51", "0501112233; 0674545451", "0931112233", None]),
        st.sampled_from(["a@ukr.net", "A@UKR.NET, b@i.ua", None]),
        st.sampled_from(["05.03", "05.03.1990", "01.01.1980", None]),
    ),
    min_size=1,
    max_size=6,
)


@given(PEOPLE_DRAWN)
def test_everybody_is_themselves(people: list[tuple[str | None, ...]]) -> None:
    """Whoever stands in the sheet with an address is found by what stands there; certain of one alone."""
    shop = Shop(book({"Клієнти": [HEADINGS, *([number, *row] for number, row in enumerate(people, 1))]}))
    clients, found = shop.book["clients"], Persons(shop)
    for row in range(len(clients)):
        phones = [phone.e164 for phone in clients.value("phone", row) or ()]
        match = found.match(
            phones, clients.value("email", row) or (), clients.value("name", row), clients.value("birthday", row)
        )
        if phones or clients.value("email", row):
            assert row in match.rows
        assert not set(match.rows) & set(match.beside)
        assert not match.certain or len(match.rows) == 1
