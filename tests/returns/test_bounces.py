"""Servers' reports: recognised wherever they come from, weighed right, and told apart from ordinary mail."""

from __future__ import annotations

import base64
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.mail.bounces import Weight, failures, tells_of_nobody, weigh
from clientsheet.mail.incoming import Kind, understood, worth_reading
from clientsheet.mail.parts import parsed
from tests.returns import reports
from tests.returns.ordinary import ORDINARY

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "bounces" / "flufl"
NO_BOUNCES = frozenset({"groupwise_03.txt", "qmail_08.txt"})
"""Of that set: a person's answer and an automatic one."""


@pytest.fixture(scope="module")
def corpus() -> dict[str, bytes]:
    """Name -> message."""
    found = {path.name: path.read_bytes() for path in sorted(CORPUS.glob("*.txt"))}
    if not found:
        assert os.environ.get("CI") != "true", "CI has the material"
        pytest.skip("no shared material beside the checkout")
    return found


@pytest.mark.shared
def test_of_the_collected_bounces_at_least_95_in_100_are_recognised(corpus: dict[str, bytes]) -> None:
    found = {name for name, content in corpus.items() if understood(content).kind is Kind.BOUNCE}
    assert len(found) >= 0.95 * len(corpus)
    assert not found & NO_BOUNCES


@pytest.mark.shared
def test_the_header_alone_makes_every_recognised_bounce_worth_reading(corpus: dict[str, bytes]) -> None:
    for name, content in corpus.items():
        plain = content.replace(b"\r\n", b"\n")
        if understood(plain).kind is Kind.BOUNCE:
            assert worth_reading(plain.partition(b"\n\n")[0] + b"\n\n"), name


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in ORDINARY])
def test_ordinary_mail_is_no_bounce(content: bytes) -> None:
    assert understood(content).kind not in (Kind.BOUNCE, Kind.COMPLAINT, Kind.UNSUBSCRIBE, Kind.STOP)


def test_none_of_the_messages_that_python_tests_its_own_parser_with_is_a_bounce_but_the_two_that_are() -> None:
    spec = find_spec("test.test_email")
    if spec is None or spec.origin is None:
        pytest.skip("this Python comes without its tests")
    samples = sorted((Path(spec.origin).parent / "data").glob("msg_*.txt"))
    if not samples:
        pytest.skip("this Python comes without its tests")
    found = {path.name for path in samples if understood(path.read_bytes()).kind is Kind.BOUNCE}
    assert found <= {"msg_16.txt", "msg_43.txt"}


@pytest.mark.parametrize(
    ("action", "status", "said", "weight"),
    [
        ("failed", "5.1.1", "550 5.1.1 User unknown", Weight.HARD),
        ("failed", "5.1.2", "", Weight.HARD),
        ("failed", "5.1.3", "", Weight.HARD),
        ("failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", Weight.HARD),
        ("failed", "5.2.1", "550 5.2.1 The email account that you tried to reach is disabled", Weight.HARD),
        ("failed", "5.4.4", "Host or domain name not found", Weight.HARD),
        ("failed", "5.0.0", "550 Unknown user", Weight.HARD),
        ("failed", "5.0.0", "550 5.1.1 no", Weight.HARD),
        ("failed", "5.7.1", "550 5.7.1 Recipient not found", Weight.HARD),
        ("failed", "5.0.0", "", Weight.HARD),
        ("failed", "5.2.2", "552 5.2.2 Over quota", Weight.SOFT),
        ("failed", "5.0.0", "552 Mailbox full", Weight.SOFT),
        ("failed", "5.0.0", "552 5.2.2 sorry", Weight.SOFT),
        ("failed", "5.3.4", "552 5.3.4 Message too big", Weight.SOFT),
        ("failed", "5.7.1", "554 5.7.1 Message rejected as spam", Weight.SOFT),
        ("failed", "5.7.26", "550-5.7.26 unauthenticated", Weight.SOFT),
        ("failed", "5.1.8", "Sender address rejected: Domain not found", Weight.SOFT),
        ("failed", "5.0.0", "550 Message was not accepted -- invalid mailbox. user not found", Weight.HARD),
        ("failed", "5.7.1", "550 5.7.1 No such user!", Weight.HARD),
        ("failed", "5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", Weight.HARD),
        ("failed", "4.4.7", "Message expired", Weight.SOFT),
        ("delayed", "4.4.1", "connection timed out", Weight.WAITING),
        ("delayed", "5.1.1", "User unknown", Weight.WAITING),
        ("relayed", "2.0.0", "", Weight.DELIVERED),
        ("delivered", "2.1.5", "", Weight.DELIVERED),
    ],
)
def test_a_full_mailbox_is_no_bad_address(action: str, status: str, said: str, weight: Weight) -> None:
    assert weigh(action, status, said) is weight


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("550 5.1.1 <olena@example.com>: Recipient address rejected", True),
        ("553 5.1.3 bad address syntax", True),
        ("550 User unknown in virtual mailbox table", True),
        ("550 5.7.1 Spam", False),
        ("550 5.4.5 Daily user sending limit exceeded", False),
        ("450 4.1.1 User unknown, for now", False),
        ("550 go away", False),
        ("the server does not take addresses beyond ASCII", False),
        ("", False),
    ],
)
def test_only_a_reply_that_says_so_tells_of_an_address_without_anybody(said: str, expected: bool) -> None:
    assert tells_of_nobody(said) is expected


def test_a_report_in_utf_8_is_read_whichever_way_it_is_coded() -> None:
    fields = "Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; олена@example.com\nAction: failed\nStatus: 5.1.1\n"
    for coding, body in (("8bit", fields.encode()), ("base64", base64.encodebytes(fields.encode()))):
        head = f"Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: {coding}\n\n"
        (failure,) = failures(parsed(head.encode() + body))
        assert (failure.address, failure.weight) == ("олена@example.com", Weight.HARD)


def test_the_server_is_quoted_in_its_own_words() -> None:
    (failure,) = failures(parsed(reports.standard(said="smtp; 550 5.1.1 такої скриньки немає")))
    assert failure.said == "550 5.1.1 такої скриньки немає"


@given(
    st.binary(max_size=400), st.sampled_from([reports.standard(), reports.homemade(), reports.complaint()]), st.data()
)
@settings(max_examples=300)
def test_no_message_however_broken_is_too_much(noise: bytes, report: bytes, data: st.DataObject) -> None:
    assert understood(noise).kind in Kind
    cut = data.draw(st.integers(0, len(report)))
    kept = data.draw(st.integers(cut, len(report)))
    broken = report[:cut] + noise + report[kept:]
    assert understood(broken).kind in Kind
    assert worth_reading(broken) in (True, False)
