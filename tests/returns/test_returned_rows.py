"""What came back stands in the workbook once, in its language, and the owner has the last word on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clientsheet.book.counting.contacts import contacts
from clientsheet.book.letters.returned import ReturnedRows, returned_rows
from clientsheet.book.tabs.choices import HISTORY_KINDS
from clientsheet.book.tabs.history import HISTORY
from clientsheet.mail.letter import Letter
from clientsheet.mail.returned import Kind, Returned, Suppression
from clientsheet.text import LANGUAGES
from tests.mail.salon import MARINA, TODAY, Salon, salon

AT = dt.datetime(2026, 4, 5, 14, 20)
HER = "marina@example.com"

LETTER = Letter(
    key="birthday/1/2026",
    mailing="birthday",
    client="1",
    name="Марина",
    channel="email",
    recipient=HER,
    phone="",
    subject="Вітаємо",
    text="",
    because="",
    due=TODAY,
    message_id="<cs1.abcdefghijklmnopqrstuvwxyz@example.com>",
)
GONE = Suppression(HER, "", AT, Kind.HARD)


def came(kind: Kind, key: str = LETTER.key, address: str = HER, detail: str = "550 5.1.1 no") -> Returned:
    return Returned(f"{kind}:<{kind}@x>", kind, address, key, AT, "Re: Вітаємо", detail)


def rows(at: Salon, *returned: Returned, suppressed: tuple[Suppression, ...] = ()) -> ReturnedRows:
    return returned_rows(at.shop(), returned, suppressed, {LETTER.key: LETTER}.get)


def test_a_bounce_is_a_row_of_the_client_that_says_what_the_server_said(tmp_path: Path) -> None:
    (row,) = rows(salon(tmp_path), came(Kind.HARD)).history
    assert row == {
        "at": AT,
        "client": "1",
        "channel": "e-mail",
        "direction": "вхідний",
        "kind": "не доставлено",
        "subject": "Re: Вітаємо",
        "result": "такої адреси більше немає: 550 5.1.1 no",
        "message_id": "<hard@x>",
        "mailing": "birthday",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REFUSED])
def test_every_kind_is_told_in_the_workbooks_language_by_words_it_reads_back(
    tmp_path: Path, language: str, kind: Kind
) -> None:
    shop = salon(tmp_path)
    shop.language = language
    (row,) = rows(shop, came(kind)).history
    assert row["result"]
    every = dict(HISTORY_KINDS)
    assert row["kind"] in {words.first(language) for words in every.values()}


def test_only_a_draft_that_was_sent_is_a_contact(tmp_path: Path) -> None:
    """A client who answered, or a letter that came back, does not put the next reminder off."""
    for kind in Kind:
        if kind is Kind.REFUSED:
            continue
        shop = salon(tmp_path, history=[dict(rows(salon(tmp_path), came(kind)).history[0])]).shop()
        made = contacts(shop.book["history"], shop.links("history"), TODAY)
        day = made.first_from(shop.links("history")[:1], np.array([0]))
        assert (int(day[0]) == AT.date().toordinal()) == (kind is Kind.SENT), kind


def test_a_suppressed_address_is_a_row_of_the_unsubscribed_tab(tmp_path: Path) -> None:
    found = rows(salon(tmp_path), suppressed=(GONE,))
    assert found.unsubscribed == (
        {"address": HER, "date": AT.date(), "topic": None, "source": "лист повернувся: такої адреси немає"},
    )
    assert found.addresses == ((HER, ""),)


def test_what_stands_in_the_workbook_is_not_written_again(tmp_path: Path) -> None:
    """Killed between the workbook and the journal, the next run finds its own rows."""
    first = rows(salon(tmp_path), came(Kind.HARD), came(Kind.SENT), suppressed=(GONE,))
    there: dict[str, Any] = {"history": list(first.history), "unsubscribed": list(first.unsubscribed)}
    again = rows(salon(tmp_path, **there), came(Kind.HARD), came(Kind.SENT), suppressed=(GONE,))
    assert (again.history, again.unsubscribed) == ((), ())
    assert again.told_marks == first.marks
    assert again.told_addresses == first.addresses


def test_an_address_the_owner_has_written_there_already_is_not_written_again(tmp_path: Path) -> None:
    there = [{"address": "other@example.com; Marina@Example.com"}]
    assert rows(salon(tmp_path, unsubscribed=there), suppressed=(GONE,)).unsubscribed == ()
    only_one_topic = [{"address": HER, "topic": "birthday"}]
    assert len(rows(salon(tmp_path, unsubscribed=only_one_topic), suppressed=(GONE,)).unsubscribed) == 1


def test_without_the_journal_the_client_is_found_by_the_address(tmp_path: Path) -> None:
    twins = [MARINA, {**MARINA, "id": 2, "name": "Коваленко Іван", "phone": "+380674545452"}]
    assert rows(salon(tmp_path), came(Kind.REPLY, key="")).history[0]["client"] == "1"
    assert rows(salon(tmp_path, clients=twins), came(Kind.REPLY, key="")).history[0]["client"] == HER


def test_the_trial_letter_to_the_owner_is_no_row_of_any_client(tmp_path: Path) -> None:
    found = rows(salon(tmp_path), came(Kind.REPLY, key="birthday/@owner/trial"))
    assert found.history == ()
    assert found.told_marks == ("reply:<reply@x>",)


def test_the_columns_are_those_of_the_tab(tmp_path: Path) -> None:
    (row,) = rows(salon(tmp_path), came(Kind.HARD)).history
    assert list(row) == [column.name for column in HISTORY.columns]
