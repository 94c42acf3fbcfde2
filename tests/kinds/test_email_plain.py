"""The fast way of addresses against ``email-validator`` itself."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from owners_cells import READING

from clientsheet.sheet.kinds import EMAILS
from clientsheet.sheet.kinds.emails import _PLAIN
from clientsheet.sheet.kinds.providers import PROVIDERS, meant_provider

ISEMAIL = Path(__file__).parents[3] / "shared" / "data" / "addresses" / "isemail-tests.xml"


@given(st.from_regex(_PLAIN, fullmatch=True))
@example("a@b.localhost")
@example("a@b-c.test")
@example("xn--@b.ua")
@example("a@xn-80.ua")
def test_what_the_fast_way_takes_the_library_takes(address: str) -> None:
    """A plain address is valid, and means itself."""
    if address in EMAILS.plain([address], READING):
        assert validate_email(address, check_deliverability=False).normalized == address
        assert EMAILS.careful(address, READING) == ((address,), ())


@pytest.mark.shared
def test_the_worst_addresses_are_read_alike_by_both_ways() -> None:
    """Every address of the isemail collection: no exception, and a plain one is a valid one."""
    tests = ElementTree.parse(ISEMAIL).iter("address")
    addresses = [element.text or "" for element in tests]
    assert len(addresses) > 100
    for address, value in EMAILS.plain(addresses, READING).items():
        assert EMAILS.careful(address, READING) == (value, ())
    EMAILS.read(addresses, READING)


def test_a_provider_is_never_taken_for_a_slip() -> None:
    assert [meant_provider(domain) for domain in PROVIDERS] == [None] * len(PROVIDERS)


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("urk.net", "ukr.net"),
        ("hotnail.com", "hotmail.com"),
        ("iclould.com", "icloud.com"),
        ("yandex.u", None),
        ("salon-marina.ua", None),
        ("mail.com", None),
    ],
)
def test_a_slip_of_the_finger_has_its_provider(domain: str, meant: str | None) -> None:
    assert meant_provider(domain) == meant
