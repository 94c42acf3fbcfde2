"""From a chosen client to the letter: to whom, in whose words, on which way, and how to be left in peace."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from salon import HER_VISIT, MARINA, Salon, mailing, salon

from clientsheet.book.letters.composing import Composer
from clientsheet.book.letters.mailings import plan
from clientsheet.book.letters.written import written
from clientsheet.config import Business, Mail
from clientsheet.mail.letter import Letter
from clientsheet.mail.message import BadAddress
from clientsheet.templating import Templates

AT = dt.datetime(2026, 4, 6, 9, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
ONE_CLICK = "https://salon.example.com/u?who={token}"


def composed(salon: Salon, **said: object) -> Letter:
    """The first letter of the day, or with what is ``said`` of the chosen client instead."""
    shop = salon.shop()
    chosen = plan(shop, written(shop, [], set(), "book-1"), trials=False).letters[0]
    return Composer(shop, Templates(None), "book-1", AT).compose(replace(chosen, **said))  # type: ignore[arg-type]


def read(letter: Letter) -> EmailMessage:
    found = email.message_from_bytes(letter.content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def part(letter: Letter, kind: str) -> str:
    body = read(letter).get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text


def test_the_owner_says_how_a_client_is_addressed(tmp_path: Path) -> None:
    letter = composed(salon(tmp_path, [MARINA | {"salutation": "Маринко"}]))
    assert letter.text.startswith("Добрий день, Маринко!")
    assert letter.subject.startswith("Маринко,")
    assert letter.name == "Коваленко Марина Іванівна"


def test_a_household_is_addressed_by_all_its_names(tmp_path: Path) -> None:
    """Each as its own row says."""
    ivan = MARINA | {"id": 2, "name": "Коваленко Іван", "salutation": "пане Іване"}
    letter = composed(salon(tmp_path, [MARINA, ivan], [HER_VISIT, HER_VISIT | {"client": 2}]))
    assert letter.text.startswith("Добрий день, Марино та пане Іване!")


@pytest.mark.parametrize(
    ("transport", "mode", "way", "draft"),
    [
        ("folder", "draft", "folder", True),
        ("folder", "send", "folder", True),
        ("smtp", "send", "smtp", False),
        ("imap", "draft", "imap", True),
    ],
)
def test_a_letter_knows_its_way_and_until_when_it_makes_sense(
    tmp_path: Path, transport: str, mode: str, way: str, draft: bool
) -> None:
    """Only a file is marked as a letter to be sent: elsewhere the mark would travel with it."""
    shop = salon(tmp_path, mailings=[mailing("repeat_visit", mode=mode, valid_days=10, kind="service")])
    shop.mail = Mail.model_validate({"transport": transport})
    letter = composed(shop)
    assert (letter.way, letter.draft) == (way, draft)
    assert letter.expires == letter.due + dt.timedelta(10)
    assert not letter.advertising
    assert ("X-Unsent" in read(letter)) == (way == "folder")


def test_one_click_leaves_a_mailing_and_so_does_a_letter(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.mail = Mail(unsubscribe_url=ONE_CLICK)
    letter = composed(shop)
    mark = read(letter)["X-Clientsheet-Key"]
    link = ONE_CLICK.replace("{token}", mark)
    ways = read(letter)["List-Unsubscribe"]
    assert ways.split() == [f"<{link}>,", f"<mailto:salon@example.com?subject=unsubscribe%20{mark}>"]
    assert read(letter)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f'<a href="{link}"' in part(letter, "html")
    assert f"Відписатися: {link}" in part(letter, "plain")
    assert letter.message_id.startswith(f"<cs1.{mark}@")


def test_a_shop_without_an_address_offers_no_way_out_it_has_not(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.business = Business(name="Салон")
    letter = composed(shop)
    assert "From" not in read(letter)
    assert "List-Unsubscribe" not in read(letter)
    assert "Не хочете" not in part(letter, "html") + part(letter, "plain")


def test_the_trial_of_a_mailing_is_not_addressed_to_the_client(tmp_path: Path) -> None:
    letter = composed(salon(tmp_path), key="repeat_visit/@owner/trial", recipient="owner@example.com")
    assert str(read(letter)["To"]) == "owner@example.com"
    assert letter.text.startswith("Добрий день, Марино!")


def test_a_phone_gets_the_short_words_and_no_mail(tmp_path: Path) -> None:
    letter = composed(salon(tmp_path), channel="sms", recipient="+380674545451")
    assert letter.text == (
        "Марино, час знову завітати до нас! Напишіть, який день вам зручний. Салон «Марина» +380 44 123 45 67\n"
    )
    assert letter.content == b""


@pytest.mark.parametrize("recipient", ["a@b.c, evil@example.com", "Марина <a@b.c>", "a@b.c\r\nBcc: evil@example.com"])
def test_an_address_that_is_more_than_one_address_is_refused(tmp_path: Path, recipient: str) -> None:
    with pytest.raises(BadAddress):
        composed(salon(tmp_path), recipient=recipient)


def test_the_same_letter_is_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert composed(salon(tmp_path / "a")).content == composed(salon(tmp_path / "b")).content
