"""Who is there already: blank cells are filled, nothing is overwritten, and nobody is taken for somebody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_files import rows, text
from importing_shop import CLIENTS, column, drawn, in_memory

from clientsheet.errors import WrongUse
from clientsheet.jobs import importing
from clientsheet.jobs.importing import ImportOutcome
from clientsheet.workspace import Workspace

HEADINGS = "ПІБ | Телефон | E-mail | День народження | Примітки"


def brought_in(shop: Workspace, folder: Path, *records: dict[str, object], **options: object) -> ImportOutcome:
    path = folder / "base.csv"
    path.write_bytes(text(rows(HEADINGS, *records)))
    return importing.run(shop, path, agreed=True, **options)  # type: ignore[arg-type]


def test_blank_cells_are_filled_and_filled_ones_stay(tmp_path: Path) -> None:
    """Олена gets the note she lacked; her email stays what the owner wrote, and the difference is told."""
    shop = in_memory(tmp_path)
    said = {"ПІБ": "Олена Шевченко", "Телефон": "+380501112233", "E-mail": "other@ukr.net", "Примітки": "любить чай"}
    outcome = brought_in(shop, tmp_path, said)
    assert column(shop, "Примітки") == ["любить чай", None]
    assert column(shop, "E-mail") == ["olena@gmail.com", "iryna@ukr.net"]
    (differs,) = outcome.plan.differs
    assert (differs.column, differs.there, differs.said) == ("email", "olena@gmail.com", "other@ukr.net")
    assert outcome.plan.clients == ()


def test_another_spelling_is_no_difference(tmp_path: Path) -> None:
    """The same number, name and day written another way are the same."""
    shop = in_memory(tmp_path)
    said = {"ПІБ": "ШЕВЧЕНКО О.", "Телефон": "380501112233", "E-mail": "OLENA@gmail.com", "День народження": "23.01"}
    assert brought_in(shop, tmp_path, said).nothing_to_do
    assert brought_in(shop, tmp_path, said).plan.differs == ()


def test_phones_in_three_spellings_are_one_person(tmp_path: Path) -> None:
    """Three rows of the file, one new client with one number and everything that the three know of her."""
    shop = in_memory(tmp_path)
    spellings = ("067 454-54-51", "+38(067)4545451", "80674545451")
    records = [{"ПІБ": "Коваль Марина", "Телефон": phone} for phone in spellings]
    records[1]["E-mail"], records[2]["Примітки"] = "marina@ukr.net", "VIP"
    outcome = brought_in(shop, tmp_path, *records)
    assert len(outcome.plan.clients) == 1
    assert [column(shop, name)[2] for name in ("Телефон", "E-mail", "Примітки")] == [
        "+380 67 454 54 51",
        "marina@ukr.net",
        "VIP",
    ]


def test_a_household_stays_several_people(tmp_path: Path) -> None:
    """A husband on his wife's number is added, and it is told whose number it is."""
    shop = in_memory(tmp_path)
    outcome = brought_in(shop, tmp_path, {"ПІБ": "Шевченко Андрій", "Телефон": "0501112233"})
    assert column(shop, "ПІБ")[2:] == ["Шевченко Андрій"]
    assert [(one.guess, one.rows) for one in outcome.plan.maybe] == [("household", (0,))]
    assert brought_in(shop, tmp_path, {"ПІБ": "Шевченко Андрій", "Телефон": "0501112233"}).nothing_to_do


def test_who_may_be_there_is_added_once_and_pointed_out(tmp_path: Path) -> None:
    """A name in other letters on the same number is for a person to judge: the row is added, dedupe shows it."""
    shop = in_memory(tmp_path)
    said = {"ПІБ": "Shevchenko Olena", "Телефон": "0501112233"}
    outcome = brought_in(shop, tmp_path, said)
    assert [(one.guess, one.rows) for one in outcome.plan.maybe] == [("likely", (0,))]
    assert len(column(shop, "ПІБ")) == 3
    assert brought_in(shop, tmp_path, said).nothing_to_do


def test_a_bare_name_that_is_there_adds_nobody(tmp_path: Path) -> None:
    """Of whom no more is known than a name that the tab has already is left out, with the reason."""
    shop = in_memory(tmp_path)
    outcome = brought_in(shop, tmp_path, {"ПІБ": "Бондар Ірина"}, {"ПІБ": "Нова Людина"}, {"ПІБ": "Нова Людина"})
    assert [one.why for one in outcome.plan.left] == ["name-only"]
    assert column(shop, "ПІБ")[2:] == ["Нова Людина"]
    assert brought_in(shop, tmp_path, {"ПІБ": "Нова Людина"}).nothing_to_do


def test_a_client_who_stands_there_twice_is_not_added_a_third_time(tmp_path: Path) -> None:
    """Doubles of the owner's are for dedupe; the file makes no third."""
    twice = ((1, "Коваль Марина", "0674545451"), (2, "Коваль Марина", "0674545451"))
    shop = in_memory(tmp_path, drawn(*twice))
    outcome = brought_in(shop, tmp_path, {"ПІБ": "Коваль Марина", "Телефон": "0674545451", "E-mail": "m@ukr.net"})
    assert [(one.why, one.rows) for one in outcome.plan.left] == [("several", (0, 1))]
    assert outcome.nothing_to_do


def test_a_row_of_nobody_is_left_out(tmp_path: Path) -> None:
    """Without a name, a phone and an email there is nobody to add."""
    outcome = brought_in(in_memory(tmp_path), tmp_path, {"Примітки": "хтось"})
    assert [(one.why, one.line) for one in outcome.plan.left] == [("nobody", 2)]


def test_what_cannot_be_read_is_written_as_it_stands_and_told(tmp_path: Path) -> None:
    """A number that Excel cut short is kept for the owner to see, and the person is added once all the same."""
    shop = in_memory(tmp_path)
    said = {"ПІБ": "Нова Людина", "Телефон": "3,80675E+11", "День народження": "31.02.1990"}
    outcome = brought_in(shop, tmp_path, said)
    assert {(one.code, one.line) for one in outcome.plan.unread} == {("phone-rounded", 2), ("date-impossible", 2)}
    assert column(shop, "Телефон")[2] == "3,80675E+11"
    assert brought_in(shop, tmp_path, said).nothing_to_do


def test_a_number_that_excel_made_of_a_phone_is_read_again(tmp_path: Path) -> None:
    """All of its digits are there: 3,80674545451E+11 is a phone, ="0674545451" another spelling of it."""
    shop = in_memory(tmp_path)
    people = [
        {"ПІБ": "Нова Людина", "Телефон": phone} for phone in ("3,80674545451E+11", '="0674545451"', "380674545451.0")
    ]
    assert len(brought_in(shop, tmp_path, *people).plan.clients) == 1
    assert column(shop, "Телефон")[2] == "+380 67 454 54 51"


def test_a_formula_and_a_covered_cell_are_left_alone(tmp_path: Path) -> None:
    """A blank that a formula shows, or that a merged cell covers, is the owner's."""
    tabs = drawn()
    tabs[CLIENTS][1] += [None] * 5
    shop = in_memory(tmp_path, tabs, formulas={CLIENTS: ["I2"]}, merged={CLIENTS: ["F3:I3"]})
    said = [
        {"ПІБ": "Шевченко Олена", "Телефон": "0501112233", "Примітки": "чай"},
        {"ПІБ": "Бондар Ірина", "E-mail": "iryna@ukr.net", "Примітки": "кава"},
    ]
    assert brought_in(shop, tmp_path, *said).nothing_to_do


def test_the_owners_own_column_of_the_same_heading_takes_its_values(tmp_path: Path) -> None:
    """«Кавоман» in both: nobody declared it, and it is not lost."""
    tabs = drawn()
    tabs[CLIENTS][0].append("Кавоман")
    shop = in_memory(tmp_path, tabs)
    path = tmp_path / "base.csv"
    path.write_bytes(
        text(rows("Ім'я | Телефон | Кавоман", {"Ім'я": "Нова", "Телефон": "0674545451", "Кавоман": "так"}))
    )
    importing.run(shop, path, agreed=True)
    assert column(shop, "Кавоман")[2] == "так"


def test_what_the_tab_has_no_column_for_goes_into_the_notes(tmp_path: Path) -> None:
    """An owner without a column of birthdays still keeps them, under their heading."""
    shop = in_memory(tmp_path, {CLIENTS: [["ПІБ", "Телефон", "Примітки"], ["Хтось", "0501112233", None]]})
    brought_in(shop, tmp_path, {"ПІБ": "Нова", "Телефон": "0674545451", "День народження": "05.03.1990"})
    assert column(shop, "Примітки")[1] == "День народження: 05.03.1990"


def test_the_owner_says_what_a_heading_is(tmp_path: Path) -> None:
    """--map wins over what we think; a heading or column that is not there is told."""
    shop = in_memory(tmp_path)
    path = tmp_path / "base.csv"
    path.write_bytes(
        text(rows("Хто | Куди дзвонити | Колір", {"Хто": "Нова", "Куди дзвонити": "0674545451", "Колір": "синій"}))
    )
    asked = {"Хто": "name", "куди дзвонити": "Телефон", "Колір": "notes"}
    importing.run(shop, path, asked=asked, agreed=True)
    assert [column(shop, name)[2] for name in ("ПІБ", "Телефон", "Примітки")] == [
        "Нова",
        "+380 67 454 54 51",
        "Колір: синій",
    ]
    with pytest.raises(WrongUse) as nobody:
        importing.run(shop, path)
    assert nobody.value.key == "import.nobody"
    with pytest.raises(WrongUse) as no_heading:
        importing.run(shop, path, asked={"Де": "phone"})
    assert no_heading.value.key == "import.no_heading"
    with pytest.raises(WrongUse) as no_column:
        importing.run(shop, path, asked={"Хто": "прізвисько"})
    assert no_column.value.key == "import.no_column"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """A hostile name is a name."""
    shop = in_memory(tmp_path)
    brought_in(shop, tmp_path, {"ПІБ": "=HYPERLINK(1)", "Телефон": "0674545451", "Примітки": "@SUM(A1)\x00\x07"})
    assert column(shop, "ПІБ")[2] == "=HYPERLINK(1)"
    assert column(shop, "Примітки")[2] == "@SUM(A1)"


def test_a_table_without_ids_gets_none(tmp_path: Path) -> None:
    """The owner has no column for numbers; people are known by phone all the same."""
    shop = in_memory(tmp_path, {CLIENTS: [["ПІБ", "Телефон"], ["Шевченко Олена", "0501112233"]]})
    said = {"ПІБ": "Нова Людина", "Телефон": "0674545451"}
    brought_in(shop, tmp_path, said)
    assert column(shop, "ПІБ") == ["Шевченко Олена", "Нова Людина"]
    assert brought_in(shop, tmp_path, said).nothing_to_do


NAMES = st.sampled_from(
    ["Коваль Марина", "Марина", "Коваль Андрій", "Shevchenko Olena", "Шевченко Олена", "", "ФОП Лис"]
)
PHONES = st.sampled_from(
    ["", "0674545451", "+380 67 454 54 51", "0501112233", "12345", "3,8E+11", "0501112233; 0674545451"]
)
EMAILS = st.sampled_from(["", "olena@gmail.com", "IRYNA@ukr.net", "m@ukr.net", "не пошта"])
BIRTHDAYS = st.sampled_from(["", "05.03.1990", "05.03", "23.01.1985", "31.02.1990", "03/04/1990"])
RECORD = st.fixed_dictionaries(
    {
        "ПІБ": NAMES,
        "Телефон": PHONES,
        "E-mail": EMAILS,
        "День народження": BIRTHDAYS,
        "Примітки": st.sampled_from(["", "a"]),
    }
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORD, max_size=7))
def test_bringing_in_twice_is_bringing_in_once(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    """Whoever is in the file, in whatever state: the second time nothing is written; no filled cell ever changes."""
    folder = tmp_path_factory.mktemp("twice")
    shop = in_memory(folder)
    before = shop.store.drawn(CLIENTS)  # type: ignore[attr-defined]
    brought_in(shop, folder, {"ПІБ": "Перша", "Телефон": "0931112233"}, *records)
    after = shop.store.drawn(CLIENTS)  # type: ignore[attr-defined]
    for old, new in zip(before, after, strict=False):
        assert all(cell is None or cell == new[place] for place, cell in enumerate(old))
    assert brought_in(shop, folder, {"ПІБ": "Перша", "Телефон": "0931112233"}, *records).nothing_to_do
    assert shop.store.drawn(CLIENTS) == after  # type: ignore[attr-defined]


def test_a_day_that_may_mean_two_is_left_to_the_owner(tmp_path: Path) -> None:
    """03/04/1990 alone is for the owner to read; one 25/12 beside it tells that days come first."""
    shop = in_memory(tmp_path / "unsure")
    brought_in(shop, tmp_path, {"ПІБ": "Нова", "Телефон": "0674545451", "День народження": "03/04/1990"})
    assert column(shop, "День народження")[2] in ("03/04/1990", dt.date(1990, 4, 3))
    told = in_memory(tmp_path / "told")
    people = [("Нова", "0674545451", "03/04/1990"), ("Інша", "0501112299", "25/12/1985")]
    brought_in(told, tmp_path, *({"ПІБ": n, "Телефон": p, "День народження": b} for n, p, b in people))
    assert column(told, "День народження")[2:] == [dt.date(1990, 4, 3), dt.date(1985, 12, 25)]
