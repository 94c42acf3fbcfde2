"""Through a real Postfix into real mailboxes."""

from __future__ import annotations

import datetime as dt
import email
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.mail.clock import Clock
from clientsheet.mail.letter import State
from clientsheet.mail.outbox import post
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.smtp.shop import SENDER, Shop, letter

NOW = dt.datetime(2026, 4, 5, 10)


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="module")
def server(boxes: Dovecot) -> Iterator[Postfix]:
    with Postfix(lmtp=boxes.lmtp) as started:
        yield started


def test_what_was_frozen_is_what_arrives(tmp_path: Path, server: Postfix, boxes: Dovecot) -> None:
    sent = letter(1, "frozen@example.test", body="Привіт.\r\n.\r\n..крапка\r\n\r\nкінець".encode() + b"x" * 900_000)
    assert Shop(tmp_path, server.port).send([sent]).states == {"c1": State.ACCEPTED}
    server.settle()
    (arrived,) = boxes.messages("frozen@example.test")
    bodies = [
        content.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip() for content in (arrived.content, sent.content)
    ]
    # a line longer than SMTP allows is broken by Postfix
    assert bodies[0].replace(b"\n ", b"") == bodies[1]


def test_each_recipient_is_judged_on_its_own(tmp_path: Path, server: Postfix) -> None:
    sent = [letter(1), letter(2, "reject@example.test"), letter(3, "later@example.test"), letter(4)]
    steps = Shop(tmp_path, server.port).send(sent)
    assert steps.states == {"c1": State.ACCEPTED, "c2": State.REJECTED, "c3": State.RETRY, "c4": State.ACCEPTED}


def test_a_bounce_comes_back_to_the_sender_with_the_mark_of_the_letter(
    tmp_path: Path, server: Postfix, boxes: Dovecot
) -> None:
    sent = letter(7, "gone@bounce.test")
    assert Shop(tmp_path, server.port).send([sent]).states == {"c7": State.ACCEPTED}
    server.settle()
    (bounce,) = [email.message_from_bytes(one.content) for one in boxes.messages(SENDER)]
    report = "\n".join(
        part.as_string() for part in bounce.walk() if part.get_content_type() == "message/delivery-status"
    )
    assert f"Original-Envelope-Id: {sent.message_id.removeprefix('<cs1.').partition('@')[0]}" in report
    assert sent.message_id in bounce.as_string()


def test_a_server_that_goes_down_and_comes_back_gets_each_letter_once(tmp_path: Path, boxes: Dovecot) -> None:
    with Postfix(lmtp=boxes.lmtp) as server:
        shop = Shop(tmp_path, server.port, smtp={"log": str(server.log_file)})
        letters = [letter(number, f"outage{number}@example.test") for number in range(20)]
        naps: list[float] = []

        def nap(seconds: float) -> None:
            naps.append(seconds)
            server.go_on()

        server.halt()
        posted = post(shop.journal, letters, lambda way: shop.transport(), Clock(lambda: NOW, sleep=nap))
        server.settle()
    assert len(naps) == 1
    assert set(posted.states.values()) == {State.ACCEPTED}
    assert [len(boxes.messages(one.recipient)) for one in letters] == [1] * 20
