"""Audiences for advertising: as the vendors publish them, and never about somebody who did not agree."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from typing import Any

import pytest
from export_shop import MARINA, Row, exported, workspace
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.exchange.targets.customer_match import email
from clientsheet.exchange.targets.hashed import letters, sha256
from clientsheet.exchange.targets.meta import phone
from clientsheet.jobs.export import run

FORMS = ("customer-match", "meta")

PUBLISHED = {
    "customer-match": {"Email", "Phone", "First Name", "Last Name", "Country", "Zip"},
    "meta": {"email", "phone", "fn", "ln", "country"},
}
"""The headings of support.google.com/google-ads/answer/7659867 and facebook.com/business/help/2082575038703844."""


def table(content: bytes) -> list[list[str]]:
    assert not content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def records(content: bytes) -> list[list[tuple[str, str]]]:
    """(heading, value) pairs of each row; a heading may stand several times."""
    heads, *rows = table(content)
    return [list(zip(heads, row, strict=True)) for row in rows]


def by_sha256sum(text: str) -> str:
    return (
        subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True).stdout.decode().split()[0]
    )


# -- as published


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("customer-match", {"Email": "marinakovalenko@gmail.com", "Phone": "+380674545451"}),
        (
            "meta",
            {
                "email": "marina.kovalenko+salon@gmail.com",
                "phone": "380674545451",
                "fn": "марина",
                "ln": "коваленко",
                "country": "ua",
            },
        ),
    ],
)
def test_a_row_agrees_with_sha256sum_over_what_the_vendor_asks_for(tmp_path, form, told):
    client = MARINA | {"email": "Marina.Kovalenko+salon@Gmail.com", "phone": "067 454 54 51"}
    _, content = exported(tmp_path, form, {"clients": [client]})
    (row,) = records(content)
    assert row == [(heading, by_sha256sum(value)) for heading, value in told.items()]


def test_an_address_is_told_to_google_only_whole_and_its_country_and_zip_readable(tmp_path):
    clients = [MARINA | {"address": "01001, Київ, вул. Садова, 5"}, {**MARINA, "id": 2, "email": "b@example.com"}]
    clients[1]["phone"] = "+380501112233"
    _, content = exported(tmp_path, "customer-match", {"clients": clients})
    whole, without = records(content)
    assert whole[2:] == [
        ("First Name", by_sha256sum("марина")),
        ("Last Name", by_sha256sum("коваленко")),
        ("Country", "UA"),
        ("Zip", "01001"),
    ]
    assert [value for _, value in without[2:]] == ["", "", "", ""]


@pytest.mark.parametrize("form", FORMS)
def test_headings_are_the_published_ones_and_as_many_of_a_kind_as_somebody_needs(tmp_path, form):
    clients = [
        MARINA | {"phone": "+380674545451; +380501112233; +380631112233; +380931112233"},
        {"id": 2, "name": "Іван Мороз", "email": "a@example.com, b@example.com", "consent": "так"},
    ]
    _, content = exported(tmp_path, form, {"clients": clients})
    heads = table(content)[0]
    assert set(heads) <= PUBLISHED[form]
    kinds = [head.lower() for head in heads]
    assert (kinds.count("email"), kinds.count("phone")) == (2, 3)
    assert {len(row) for row in table(content)} == {len(heads)}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_readable_of_a_person_stands_in_the_file(tmp_path, form):
    """Neither names nor addresses nor numbers, however they are written."""
    clients = [MARINA | {"phone": f"+38067454{number:04}", "id": number} for number in range(40)]
    for number, client in enumerate(clients):
        client["email"] = f"marina{number}@example.com"
    _, content = exported(tmp_path, form, {"clients": clients})
    plain = content.decode().lower()
    assert len(records(content)) == 40
    assert not re.search(r"@|марина|коваленко|marina|example|67454\d", plain)
    for row in records(content):
        assert all(re.fullmatch(r"[0-9a-f]{64}|", value) for _, value in row)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("User.Name+NYC@Example.com", "user.name+nyc@example.com"),
        ("cloudy.sanfrancisco+shopping@gmail.com", "cloudysanfrancisco@gmail.com"),
        ("A.B@googlemail.com", "ab@googlemail.com"),
        (" x @y.ua ", "x@y.ua"),
    ],
)
def test_googles_own_examples_of_an_email(said, told):
    assert email(said) == told


def test_metas_own_examples():
    assert phone("+1 (650) 555-1212") == "16505551212"
    assert letters("Mary-Ann O’Neil Jr.") == "maryannoneiljr"
    assert letters("정") == "정"
    assert letters("Valéry") == "valéry"


@given(st.text(min_size=1))
@settings(max_examples=30, deadline=None)
def test_the_hash_is_sha256sums(text):
    clean = text.encode("utf-8", "replace").decode()
    assert sha256(clean) == by_sha256sum(clean)


# -- who is in it


def in_the_file(content: bytes) -> set[str]:
    return {value for row in records(content) for _, value in row} if content else set()


@pytest.mark.parametrize("form", FORMS)
def test_who_is_left_out_is_told_with_the_reason(tmp_path, form):
    clients: list[Row] = [
        MARINA,
        {"id": 2, "name": "Не питали", "email": "two@example.com"},
        {"id": 3, "name": "Не хоче", "email": "three@example.com", "consent": "ні"},
        {"id": 4, "name": "Відписалась", "email": "four@example.com", "consent": "так"},
        {"id": 5, "name": "Без адрес", "consent": "так"},
        {"id": 6, "name": "Син", "phone": "+380501112233", "consent": "так"},
        {"id": 7, "name": "Мати", "phone": "050 111 22 33"},
        {"id": 8, "name": "Відписався від однієї", "phone": "+380631112233", "consent": "так"},
    ]
    unsubscribed: list[Row] = [
        {"address": "FOUR@example.com"},
        {"address": "0631112233", "topic": "День народження"},
    ]
    outcome, content = exported(tmp_path, form, {"clients": clients, "unsubscribed": unsubscribed})
    assert outcome.count == len(records(content)) == 1
    assert outcome.left_out == {"no-consent": 3, "unsubscribed": 2, "no-address": 1, "shared-address": 1}
    assert outcome.count + sum(outcome.left_out.values()) == len(clients)


@pytest.mark.parametrize("form", FORMS)
def test_a_number_of_one_who_unsubscribed_is_not_told_for_another(tmp_path, form):
    """Though it was their email that they unsubscribed."""
    mother: Row = {"id": 2, "name": "Мати", "phone": "+380674545451", "email": "m@example.com", "consent": "так"}
    daughter = MARINA | {"email": None}
    tabs = {"clients": [daughter, mother], "unsubscribed": [{"address": "m@example.com"}]}
    outcome, _ = exported(tmp_path, form, tabs)
    assert (outcome.count, outcome.left_out) == (0, {"unsubscribed": 1, "shared-address": 1})


@pytest.mark.parametrize("form", FORMS)
def test_a_workbook_that_never_asked_for_consent_gives_nobody(tmp_path, form):
    """And leaves no file."""
    outcome, content = exported(tmp_path, form, {"clients": [{"id": 1, "name": "Марина", "email": "a@example.com"}]})
    assert (outcome.path, outcome.count, outcome.left_out, content) == (None, 0, {"no-consent": 1}, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_one_who_unsubscribed_by_mail_is_out_before_the_workbook_says_so(tmp_path, form):
    import datetime as dt

    from clientsheet.mail.journal import Journal
    from clientsheet.mail.returned import Kind

    made = workspace(tmp_path, {"clients": [MARINA]})
    with Journal.open(made.config.state_path) as journal:
        journal.database.execute(
            "insert into suppressed (address, topic, at, source, recorded) values (?, '', ?, ?, 0)",
            ("marina@example.com", dt.datetime(2026, 4, 5).isoformat(), Kind.UNSUBSCRIBE),
        )
        journal.database.commit()
    outcome = run(made, form)
    assert (outcome.count, outcome.left_out) == (0, {"unsubscribed": 1})


addresses = st.lists(st.sampled_from(["a@x.ua", "b@x.ua", "c@x.ua"]), max_size=2).map("; ".join)
numbers = st.lists(
    st.sampled_from(["+380501112233", "0501112233", "+38 063 111-22-33", "+380931112233"]), max_size=2
).map("; ".join)
crowds = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Марина Коваль", "Іван Мороз", "Олена"]),
            "email": addresses,
            "phone": numbers,
            "consent": st.sampled_from([None, "", "так", "ні", "+", "не знаю", "1", "0"]),
        }
    ),
    max_size=6,
)
refusals = st.lists(
    st.fixed_dictionaries(
        {
            "address": st.sampled_from(["A@x.ua", "b@x.ua", "050 111 22 33", "+380631112233"]),
            "topic": st.sampled_from([None, "birthday", "Акції"]),
        }
    ),
    max_size=2,
)


@given(crowds, refusals, st.sampled_from(FORMS))
@settings(max_examples=150, deadline=None)
def test_nobody_without_consent_is_ever_in_an_audience(tmp_path_factory, crowd, refused, form):
    """The law: no address of a client whose cell does not say yes, nor one that asked us to stop, is told, in no
    spelling, whoever else has it."""
    from clientsheet.book.reading.understand import understand

    folder = tmp_path_factory.mktemp("a")
    clients: list[dict[str, Any]] = [{"id": number, **row} for number, row in enumerate(crowd, 1)] or [dict(MARINA)]
    tabs: dict[str, list[Any]] = {"clients": clients, "unsubscribed": refused or [{"address": None}]}
    made = workspace(folder, tabs)
    book = understand(made.store.read(), made.config, made.today)["clients"]
    outcome, content = exported(folder, form, tabs)
    told = in_the_file(content)
    agreed = 0
    for row in range(len(book)):
        emails, phones = book.value("email", row) or (), book.value("phone", row) or ()
        if book.value("consent", row) is True and not asked_to_stop(emails, phones, refused):
            agreed += 1
            continue
        for address in emails:
            assert not told & {sha256(address), sha256(email(address))}
        for number in phones:
            assert not told & {sha256(number.e164), sha256(phone(number.e164))}
    assert outcome.count <= agreed
    assert outcome.count + sum(outcome.left_out.values()) == len(book)


def asked_to_stop(emails: Any, phones: Any, refused: list[dict[str, Any]]) -> bool:
    """At any of their addresses, of anything."""
    own = {*emails, *(number.e164[-9:] for number in phones)}
    plain = (
        one["address"].lower() if "@" in one["address"] else re.sub(r"\D", "", one["address"])[-9:] for one in refused
    )
    return not own.isdisjoint(plain)
