"""Envelopes: each letter's, fit for what the server offers, and nothing but one."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.mail.smtp_envelope import Unfit, envelope
from tests.smtp.shop import SENDER, letter

ALL = frozenset({"size", "8bitmime", "smtputf8", "dsn", "pipelining"})


def test_a_server_that_offers_nothing_gets_the_addresses_and_nothing_more() -> None:
    assert envelope(letter(1), SENDER, "", (), 0) == (f"<{SENDER}>", ("<client1@example.test>",))


def test_bounces_are_asked_for_with_the_mark_of_the_letter_where_dsn_is_offered() -> None:
    sender, (to, copy) = envelope(letter(1), SENDER, "archive@example.test", {"dsn"}, 0)
    mark = letter(1).message_id.removeprefix("<cs1.").partition("@")[0]
    assert sender == f"<{SENDER}> RET=HDRS ENVID={mark}"
    assert to == "<client1@example.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;client1@example.test"
    assert copy == "<archive@example.test> NOTIFY=NEVER"


def test_a_plus_in_an_address_is_quoted_for_the_report_only() -> None:
    _, (to,) = envelope(letter(1, "anna+salon@example.test"), SENDER, "", {"dsn"}, 0)
    assert to.startswith("<anna+salon@example.test>")
    assert to.endswith("ORCPT=rfc822;anna+2Bsalon@example.test")


def test_the_archive_is_not_written_to_twice_when_the_letter_is_for_it() -> None:
    assert envelope(letter(1), SENDER, "client1@example.test", (), 0).recipients == ("<client1@example.test>",)


def test_a_domain_in_cyrillic_goes_out_in_its_latin_form() -> None:
    assert envelope(letter(1, "anna@приклад.укр"), SENDER, "", (), 0).recipients == ("<anna@xn--80aikifvh.xn--j1amh>",)


def test_an_address_in_cyrillic_needs_a_server_that_takes_such() -> None:
    sender, (to,) = envelope(letter(1, "анна@приклад.укр"), SENDER, "", ALL - {"dsn"}, 0)
    assert to == "<анна@xn--80aikifvh.xn--j1amh>"
    assert "SMTPUTF8" in sender.split()
    with pytest.raises(Unfit, match=r"5\.6\.7"):
        envelope(letter(1, "анна@приклад.укр"), SENDER, "", (), 0)


def test_a_message_larger_than_the_server_takes_is_not_offered() -> None:
    with pytest.raises(Unfit, match=r"5\.3\.4"):
        envelope(letter(1), SENDER, "", {"size"}, 10)


def test_a_message_beyond_ascii_needs_a_server_that_takes_such() -> None:
    wide = dataclasses.replace(letter(1), content="Привіт\r\n".encode())
    assert "BODY=8BITMIME" in envelope(wide, SENDER, "", ALL, 0).sender.split()
    with pytest.raises(Unfit, match=r"5\.6\.3"):
        envelope(wide, SENDER, "", (), 0)


addresses = st.one_of(
    st.text(),
    st.builds(
        "{}@{}".format, st.text(min_size=1), st.sampled_from(["example.test", "приклад.укр", "a\r\nRCPT TO:<b@c.d>"])
    ),
    st.sampled_from(["a@b.c>\r\nRCPT TO:<e@f.g", "a@b.c> NOTIFY=NEVER", "<a@b.c>", "a b@c.d", "a@b.c\n", "a@b@c.d"]),
)


@given(addresses, st.sets(st.sampled_from(sorted(ALL))))
def test_no_address_says_anything_to_the_server_but_itself(address: str, offers: set[str]) -> None:
    try:
        sender, (to,) = envelope(letter(1, address), SENDER, "", offers, 0)
    except Unfit:
        return
    assert re.fullmatch(r"<[^\s<>]+@[^\s<>@]+>( NOTIFY=FAILURE,DELAY( ORCPT=rfc822;[\x21-\x7e]+)?)?", to)
    assert re.fullmatch(r"<[^\s<>]+>( [A-Z0-9]+(=[\x21-\x7e]+)?)*", sender)
