"""Contacts for phones and for other CRMs: read by a parser, by the headings the vendors publish."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import vobject
from export_shop import MARINA, Row, exported
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.exchange.targets import bitrix24, espocrm
from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.plain import cell, line, lines
from clientsheet.exchange.targets.vcard import card
from clientsheet.sheet.kinds import Birthday, Phone

ABOUT = About("Салон, «Марина»", "uk", None)  # type: ignore[arg-type]
FULL: Row = MARINA | {
    "phone": "+380674545451; 050 111 22 33 (мама)",
    "email": "marina@example.com, m@example.org",
    "birthday": "14.05.1990",
    "address": "01001, Київ, вул. Садова, 5",
    "source": "сайт",
    "interests": "фарбування",
    "notes": "любить каву\nбез цукру",
}


def cards(content: bytes) -> list[Any]:
    return list(vobject.readComponents(content.decode()))


def properties(text: str) -> list[tuple[str, str]]:
    """Of one card, read without any library: unfolded, split at the first colon outside quotes, unescaped."""
    found = []
    for one in text.replace("\r\n ", "").split("\r\n")[1:-2]:
        name, _, value = one.partition(":")
        value = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
        found.append((name.split(";")[0].split(".")[-1], value.replace("\0", "\\")))
    return found


# -- vCard


def test_a_card_says_everything_a_phone_can_keep(tmp_path):
    outcome, content = exported(tmp_path, "vcard", {"clients": [FULL]})
    (found,) = cards(content)
    assert outcome.count == 1
    assert (found.version.value, found.fn.value) == ("3.0", "Коваленко Марина Іванівна")
    assert (found.n.value.family, found.n.value.given, found.n.value.additional) == ("Коваленко", "Марина", "Іванівна")
    assert [tel.value for tel in found.tel_list] == ["+380674545451", "+380501112233"]
    assert found.tel_list[0].params == {"TYPE": ["CELL"]}
    assert [(one.group, one.value) for one in found.contents["x-ablabel"]] == [(found.tel_list[1].group, "мама")]
    assert [email.value for email in found.email_list] == ["marina@example.com", "m@example.org"]
    assert found.bday.value == "1990-05-14"
    assert found.adr.value.street == "01001, Київ, вул. Садова, 5"
    assert found.note.value == "любить каву\nбез цукру\nІнтереси: фарбування"
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_birthday_without_a_year_is_apples_1604(tmp_path):
    _, content = exported(tmp_path, "vcard", {"clients": [MARINA | {"birthday": "29.02"}]})
    assert b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n" in content


def test_people_at_a_firm_follow_it_with_its_name_and_numbers_of_nobody_are_the_firms(tmp_path):
    clients = [{"id": 1, "name": "ТОВ «Альфа»", "phone": "+380441234567 вн. 12"}]
    people = [
        {"client": 1, "person": "Мороз Іван", "position": "директор", "department": "Офіс", "phone": "+380501112233"},
        {"client": 1, "phone": "+380631112233"},
    ]
    outcome, content = exported(tmp_path, "vcard", {"clients": clients, "phones": people})
    firm, director = cards(content)
    assert outcome.count == 2
    assert (firm.org.value, [tel.value for tel in firm.tel_list]) == (
        ["ТОВ «Альфа»"],
        ["+380441234567,12", "+380631112233"],
    )
    assert [tel.params["TYPE"] for tel in firm.tel_list] == [["VOICE"], ["CELL"]]
    assert firm.contents["x-abshowas"][0].value == "COMPANY"
    assert "x-abshowas" not in director.contents
    assert (director.org.value, director.title.value, director.n.value.family) == (
        ["ТОВ «Альфа»", "Офіс"],
        "директор",
        "Мороз",
    )


def test_people_beside_a_person_work_nowhere_and_are_there_once(tmp_path):
    """A mother is no firm's; two rows about her are one card; the client among its own people is the client."""
    people = [
        {"client": 1, "person": "Коваленко Ольга", "position": "мама", "phone": "+380501112233"},
        {"client": 1, "person": "коваленко ольга", "phone": "+380631112233", "birthday": "08.04"},
        {"client": 1, "person": "Коваленко Марина Іванівна", "phone": "+380931112233"},
    ]
    _, content = exported(tmp_path, "vcard", {"clients": [MARINA], "phones": people})
    own, mother = cards(content)
    assert [tel.value for tel in own.tel_list] == ["+380674545451", "+380931112233"]
    assert [tel.value for tel in mother.tel_list] == ["+380501112233", "+380631112233"]
    assert (mother.bday.value, mother.note.value) == ("1604-04-08", "Клієнт: Коваленко Марина Іванівна (мама)")
    assert "org" not in mother.contents
    _, content = exported(tmp_path, "bitrix24", {"clients": [MARINA], "phones": people})
    assert [row["COMPANY_TITLE"] for row in table(content, ";")] == ["", ""]


def test_a_card_keeps_its_uid_and_all_have_one_group(tmp_path):
    """So that a second import changes the contacts, and one tap removes them all."""
    _, first = exported(tmp_path, "vcard", {"clients": [FULL]})
    _, again = exported(tmp_path, "vcard", {"clients": [{"id": 2, "name": "Іван"}, FULL | {"name": "Нове Ім’я"}]})
    assert cards(again)[1].uid.value == cards(first)[0].uid.value
    assert {one.categories.value[0] for one in cards(again)} == {cards(first)[0].categories.value[0]}


def test_somebody_without_a_name_goes_by_a_number(tmp_path):
    _, content = exported(tmp_path, "vcard", {"clients": [{"id": 1, "phone": "+380674545451"}]})
    assert cards(content)[0].fn.value == "+380 67 454 54 51"


texts = st.text(max_size=60)


@settings(max_examples=80, deadline=None)
@given(
    st.builds(
        Person,
        uid=st.just("u"),
        name=texts,
        first=texts,
        middle=texts,
        last=texts,
        company=texts,
        position=texts,
        phones=st.lists(st.builds(Phone, st.just("+380674545451"), st.sampled_from(["", "12"]), texts), max_size=2).map(
            tuple
        ),
        birthday=st.none()
        | st.builds(Birthday, st.integers(1, 12), st.integers(1, 28), st.none() | st.integers(1900, 2020)),
        address=texts,
        notes=texts,
    )
)
def test_no_cell_adds_a_property_to_a_card_and_none_is_lost(person):
    """vobject and a reader of ten lines find the same texts."""
    text = card(person, ABOUT)
    assert text.count("BEGIN:VCARD") == text.count("END:VCARD") == 1
    (found,) = vobject.readComponents(text)
    plain = properties(text)
    assert found.fn.value == line(person.name) == dict(plain)["FN"]
    assert len([name for name, _ in plain if name == "TEL"]) == len(person.phones)
    notes = found.note.value if "note" in found.contents else ""
    assert notes == lines(person.notes) == dict(plain).get("NOTE", "")


# -- CRMs


def table(content: bytes, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_bitrix24_finds_every_field_by_its_code(tmp_path):
    """The codes of Bitrix24's own list of import fields, with a byte order mark and semicolons like its sample."""
    _, content = exported(tmp_path, "bitrix24", {"clients": [FULL]})
    assert content.startswith(b"\xef\xbb\xbfNAME;SECOND_NAME;LAST_NAME;")
    (row,) = table(content, ";")
    assert tuple(row) == bitrix24.HEADS
    assert {name: value for name, value in row.items() if value} == {
        "NAME": "Марина",
        "SECOND_NAME": "Іванівна",
        "LAST_NAME": "Коваленко",
        "BIRTHDATE": "14.05.1990",
        "PHONE_MOBILE": "+380674545451",
        "PHONE_WORK": "+380501112233",
        "EMAIL_WORK": "marina@example.com",
        "EMAIL_HOME": "m@example.org",
        "ADDRESS": "01001, Київ, вул. Садова, 5",
        "SOURCE_DESCRIPTION": "сайт",
        "COMMENTS": "любить каву\nбез цукру\nІнтереси: фарбування\nТелефон: +380 50 111 22 33 (мама)",
    }


def test_espocrm_finds_every_field_by_its_name_and_what_has_no_field_is_described(tmp_path):
    _, content = exported(tmp_path, "espocrm", {"clients": [FULL]})
    assert content.startswith(b"firstName,middleName,lastName,")
    (row,) = table(content, ",")
    assert tuple(row) == espocrm.HEADS
    assert (row["lastName"], row["phoneNumberMobile"], row["addressPostalCode"]) == (
        "Коваленко",
        "+380674545451",
        "01001",
    )
    assert row["description"].split("\n")[2:] == [
        "Інтереси: фарбування",
        "Телефон: +380 50 111 22 33 (мама)",
        "E-mail: m@example.org",
        "День народження: 14.05.1990",
        "Джерело: сайт",
    ]


@pytest.mark.parametrize(("form", "field"), [("bitrix24", "NAME"), ("espocrm", "lastName")])
def test_nobody_goes_over_without_a_name(tmp_path, form, field):
    clients = [{"id": 1, "name": "ТОВ «Альфа»"}, {"id": 2, "name": "Марина"}, {"id": 3, "phone": "+380674545451"}]
    _, content = exported(tmp_path, form, {"clients": clients})
    rows = table(content, ";" if form == "bitrix24" else ",")
    assert [row[field] for row in rows] == ["ТОВ «Альфа»", "Марина", "+380 67 454 54 51"]


@pytest.mark.parametrize("hostile", ['=cmd|"/C calc"!A0', "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
@pytest.mark.parametrize("form", ["bitrix24", "espocrm"])
def test_no_cell_becomes_a_formula_of_a_spreadsheet(tmp_path, form, hostile):
    clients = [MARINA | {"name": hostile, "notes": hostile, "address": hostile, "source": hostile}]
    _, content = exported(tmp_path, form, {"clients": clients})
    for row in csv.reader(
        io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";" if form == "bitrix24" else ","
    ):
        for value in row:
            assert not value.strip().startswith(("=", "@", "-"))
            assert value[:1] != "+" or value[1:].isdigit()


@given(st.text())
def test_a_cell_of_a_csv_is_what_it_was_but_for_the_apostrophe(text):
    told = cell(text)
    assert told.removeprefix("'") == lines(text).removeprefix("'")


@pytest.mark.parametrize("plain", ["+380674545451", "-5", "+38 (067) 454-54-51", "12,5", "- ", "ok"])
def test_numbers_and_phones_stay_numbers(plain):
    assert cell(plain).removeprefix("'") == plain.strip()
    assert cell("+380674545451") == "+380674545451"


# -- some of them


def test_a_segment_in_any_language_or_a_condition(tmp_path):
    tabs = {"clients": [MARINA | {"vip": "так", "source": "сайт"}, {"id": 2, "name": "Іван"}]}
    for said in ("VIP", "vip", "джерело == 'сайт'", "source == 'сайт'"):
        outcome, content = exported(tmp_path, "vcard", tabs, segment=said)
        assert outcome.count == 1
        assert "Марина" in content.decode()
    assert exported(tmp_path, "vcard", tabs, segment="новий")[0].count == 1


def test_those_a_mailing_is_for(tmp_path):
    tabs = {
        "clients": [MARINA | {"vip": "так"}, {"id": 2, "name": "Іван", "phone": "+380501112233", "consent": "так"}],
        "mailings": [{"name": "Акція", "audience": "VIP", "occasion": "birthday", "on": "ні"}],
    }
    for form in ("vcard", "meta"):
        outcome, _ = exported(tmp_path, form, tabs, mailing="акція")
        assert (outcome.count, outcome.left_out) == (1, {})
