"""TurboSMS: what is posted, and that one key is carried out once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from clientsheet.mail.base import Answer, LinkLost
from clientsheet.mail.letter import State
from clientsheet.mail.web import mark
from tests.servers.web import Fault
from tests.transports.worlds import TurboSms

pytestmark = pytest.mark.parametrize("world", [TurboSms], indirect=True)


def test_a_message_bears_the_number_without_its_plus_and_the_letters_key(world, way, log, letters):
    way().hand_over(iter(letters[:1]), log)
    (request, _), *_ = world.double.exchanges
    assert request.json == {
        "recipients": ["380670000001"],
        "sequence_id": mark(letters[0]),
        "sms": {"sender": "SALON", "text": "Вітаємо! Чекаємо на вас."},
    }
    assert log.receipts[0].file == "f83f8868-5e46-c6cf-e4fb-000000000001"


def test_viber_has_an_sms_behind_it(world, way, log, letters):
    way().hand_over(iter([replace(letters[0], channel="viber")]), log)
    (request, _), *_ = world.double.exchanges
    assert request.json["viber"] == request.json["sms"] == {"sender": "SALON", "text": letters[0].text}


def test_posted_again_after_any_break_it_is_one_message_and_known_to_be_accepted(world, way, log, letters):
    for fault in (Fault.SWALLOWED, Fault.CUT, Fault.BAD_GATEWAY, Fault.LOST):
        world.double.script(fault)
        with pytest.raises(LinkLost):
            way().hand_over(iter(letters[:1]), log)
    way().hand_over(iter(letters[:1]), log)
    assert world.copies() == {mark(letters[0]): 1}
    assert log.receipts[-1].state == State.ACCEPTED


@pytest.mark.parametrize(("age", "answer"), [(-1, None), (0, Answer.ABSENT), (59, Answer.ABSENT), (61, None)])
def test_a_letter_is_posted_again_only_while_the_provider_surely_remembers_its_key(world, way, letters, age, answer):
    transport = replace(way(), age=lambda letter: dt.timedelta(minutes=age))
    assert transport.ask(letters[:1]).get(letters[0].key) == answer


def test_of_a_letter_that_nobody_has_posted_nothing_is_said(world, way, letters):
    assert way().ask(letters[:1]) == {}
