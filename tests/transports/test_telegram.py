"""Telegram: only to those who came by their link, and what comes to the bot is read once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientsheet.mail.base import AccountStopped
from clientsheet.mail.chats import chats, read_updates, start_link, start_mark
from clientsheet.mail.letter import State
from clientsheet.mail.transports.telegram import bot
from tests.servers.telegram import NAME
from tests.transports.worlds import Telegram

pytestmark = pytest.mark.parametrize("world", [Telegram], indirect=True)
SHOP = "workbook-of-trial"


@pytest.fixture
def read(world, journal):
    """``read(*clients)``: what came to the bot, from clients with these keys."""
    journal.database.execute("delete from chats")

    def made(*clients):
        return read_updates(
            *bot(world.config()), journal, lambda: {start_mark(SHOP, client): client for client in clients}
        )

    return made


def test_a_client_who_has_not_pressed_start_is_refused_in_words_and_the_others_go(world, way, log, letters):
    stranger = replace(letters[0], client="stranger")
    way().hand_over(iter([stranger, letters[1]]), log)
    assert [receipt.state for receipt in log.receipts] == [State.REJECTED, State.ACCEPTED]
    assert log.receipts[0].reply == "клієнт ще не натиснув «Старт» у вашому боті"
    assert world.double.sent == [("1002", letters[1].text)]


def test_a_text_too_long_for_telegram_is_cut_and_not_refused(world, way, log, letters):
    way().hand_over(iter([replace(letters[0], text="я" * 5000)]), log)
    ((_, text),) = world.double.sent
    assert text == "я" * 4095 + "…"


def test_who_came_by_their_own_link_may_be_written_to(world, journal, read):
    assert start_link("", SHOP, "K7") == ""
    link = start_link(f"@{NAME}", SHOP, "K7")
    assert link.startswith(f"https://t.me/{NAME}?start=")
    world.double.says(42, "/start " + link.partition("start=")[2])
    assert read("K7", "K8") == 1
    assert chats(journal) == {"K7": "42"}


def test_nobody_comes_as_somebody_else(world, journal, read):
    for payload in ("K7", start_mark("another workbook", "K7"), "a" * 26, ""):
        world.double.says(42, f"/start {payload}")
    assert read("K7") == 0
    assert chats(journal) == {}


@pytest.mark.parametrize("leaving", ["stop", "block"])
def test_who_stops_or_blocks_the_bot_is_not_written_to_again(world, journal, read, leaving):
    world.double.says(42, f"/start {start_mark(SHOP, 'K7')}")
    read("K7")
    if leaving == "stop":
        world.double.says(42, "/stop")
    else:
        world.double.blocks(42)
    read("K7")
    assert chats(journal) == {}


def test_what_came_in_is_read_once_however_much_it_is(world, journal, read):
    for number in range(250):
        world.double.says(number, "добрий день")
    world.double.says(42, f"/start {start_mark(SHOP, 'K7')}")
    assert read("K7") == 1
    seen = len(world.double.exchanges)
    assert read("K7") == 0
    assert len(world.double.exchanges) == seen + 1


def test_a_webhook_of_another_program_is_said_to_be_in_the_way(world, read):
    world.double.webhook = True
    with pytest.raises(AccountStopped) as stop:
        read("K7")
    assert stop.value.key == "delivery.telegram.webhook"
