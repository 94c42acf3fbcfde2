"""A client comes by the link in a letter, and from then on gets messages on Telegram; an SMS goes as it was planned."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from clientsheet.config.models import Mail
from clientsheet.jobs.collect import collect
from clientsheet.mail.chats import start_mark
from clientsheet.mail.journal import Journal
from tests.mail.salon import MARINA, mailing, salon
from tests.servers import telegram, turbosms
from tests.servers.telegram import TelegramDouble
from tests.servers.turbosms import TurboSmsDouble

VISITS = mailing("repeat_visit", mode="надсилати")
BEGUN = {"at": dt.datetime(2026, 1, 5, 10, 0), "client": 2, "kind": "лист", "mailing": "repeat_visit"}
"""The mailing has sent before, so its first letter does not go to the owner."""


@pytest.fixture
def bot(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("TRIAL_SECRET", telegram.TOKEN)
    with TelegramDouble() as double:
        yield double


def on_telegram(folder, bot, **options):
    reached = {"token": "env:TRIAL_SECRET", "api": bot.url, "name": telegram.NAME}
    mail = Mail(**{"from": "salon@example.com", "channels": {"telegram": reached}})
    marina = {**MARINA, "channel": "Telegram"}
    shop = salon(folder, [marina, {"id": 2, "name": "Ігор"}], mailings=[{**VISITS, **options}], history=[BEGUN])
    shop.mail = mail
    return shop


def test_until_she_has_pressed_start_a_person_passes_it_on_and_then_the_bot_does(tmp_path, bot):
    shop = on_telegram(tmp_path, bot)
    (letter,) = shop.plan().letters
    assert (letter.channel, letter.way, letter.draft) == ("telegram", "folder", True)

    bot.says(42, f"/start {start_mark('', '1')}")
    assert collect(shop.workspace()).counts == {"chat": 1}
    (letter,) = shop.plan().letters
    assert (letter.channel, letter.way, letter.draft) == ("telegram", "telegram", False)

    bot.begun.add("42")
    shop.sync()
    shop.sync()
    assert [chat for chat, _ in bot.sent] == ["42"]
    assert "Марино" in bot.sent[0][1]


def test_the_link_in_a_letter_is_the_clients_own(tmp_path, bot):
    letters = tmp_path / "templates" / "letters"
    letters.mkdir(parents=True)
    (letters / "repeat_visit.uk.md").write_text("---\nsubject: Час на візит\n---\n{{ telegram_link }}\n", "utf-8")
    shop = on_telegram(tmp_path, bot, channel="e-mail")
    (letter,) = shop.plan().letters
    (mark,) = re.findall(rf"https://t\.me/{telegram.NAME}\?start=([a-z2-7]+)", letter.text)
    assert mark == start_mark("", "1")


def test_an_sms_goes_out_once_in_the_short_words(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("TRIAL_SECRET", turbosms.TOKEN)
    with TurboSmsDouble() as double:
        shop = salon(tmp_path, [MARINA], mailings=[{**VISITS, "channel": "SMS"}], history=[{**BEGUN, "client": 1}])
        sms = {"token": "env:TRIAL_SECRET", "sender": "SALON", "api": double.url}
        shop.mail = Mail(**{"from": "salon@example.com", "channels": {"sms": sms}})
        shop.rows["history"][0]["at"] = dt.datetime(2025, 1, 5)
        shop.sync()
        shop.sync()
    ((_, number, kind, text),) = double.sent
    assert (number, kind) == ("380674545451", "sms")
    assert len(text) <= 134, "two messages at the most"
    with Journal.peek(tmp_path / ".clientsheet") as journal:
        assert [entry.state for entry in journal.entries()] == ["accepted"]
