"""The bytes of a letter: what a mail program reads in them is what was meant, whatever stood in the cells."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.mail.message import BadAddress, Mailbox, Message, checked, clean, encode, message_id, token

AT = dt.datetime(2026, 4, 6, 9, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
OURS = {
    "From",
    "Reply-To",
    "Date",
    "To",
    "Subject",
    "List-Unsubscribe",
    "Message-ID",
    "Auto-Submitted",
    "X-Clientsheet-Key",
    "MIME-Version",
    "Content-Type",
    "X-Unsent",
}
HOSTILE = [
    "=?utf-8?q?x=0D=0ABcc=3A_evil@example.com?=",
    "Марина\r\nBcc: evil@example.com",
    "Марина\nBcc: evil@example.com\n\nbody",
    'Marina "the <b>" <evil@example.com>',
    "Шевченко, Аня <a@x.ua>, evil@example.com",
    "\u2028Bcc: evil@example.com\u2029",
    "\u202egnirts\u202c",
    "a" * 500,
    "ї" * 500,
    "💇‍♀️" * 60,
    "\ud800",
    "\x00\x01\x7f\x85",
    "",
    "   ",
    "(comment) group: a@b.c;",
    "=?",
    "?=",
]


def message(**said: object) -> Message:
    plain: dict[str, object] = {
        "sender": Mailbox("salon@example.com", "Салон «Марина»"),
        "to": Mailbox("marina@example.com", "Марина"),
        "subject": "Марино, чекаємо на вас",
        "text": "Добрий день!\n",
        "html": "<p>Добрий день!</p>\n",
        "date": AT,
        "token": token("book", "repeat_visit/1/2026-02-15"),
        "reply_to": Mailbox("answer@example.com"),
    }
    return Message(**(plain | said))  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def shown_name(content: bytes, header: str) -> str:
    """The name beside an address. By RFC 2047 blanks between encoded words do not count; ``headerregistry`` of
    Python 3.11 leaves them in, so the older decoder reads it."""
    raw = email.message_from_bytes(content, policy=email.policy.compat32)[header]
    name = "".join(raw.splitlines()).rpartition(" <")[0].strip()
    return str(make_header(decode_header(name))) if name else ""


def parts(found: EmailMessage) -> tuple[str, str]:
    text, html = (part.get_content().replace("\r\n", "\n") for part in found.iter_parts())
    return text, html


def test_a_mail_program_reads_what_was_written() -> None:
    found = read(encode(message()))
    assert found["Subject"] == "Марино, чекаємо на вас"
    assert found["From"].addresses == (Address("Салон «Марина»", addr_spec="salon@example.com"),)
    assert found["To"].addresses == (Address("Марина", addr_spec="marina@example.com"),)
    assert found["Reply-To"].addresses[0].addr_spec == "answer@example.com"
    assert found["Date"].datetime == AT
    assert found.get_content_type() == "multipart/alternative"
    assert parts(found) == ("Добрий день!\n", "<p>Добрий день!</p>\n")
    assert found["X-Unsent"] == "1"
    assert not found.defects


def test_the_standard_library_would_have_said_the_same() -> None:
    """Our bytes and ``email.message``'s, read back, agree in every header and in both parts."""
    ours = message(subject="Нагадування: " + "дуже довга тема " * 12)
    theirs = EmailMessage(policy=email.policy.SMTP)
    theirs["From"] = Address("Салон «Марина»", addr_spec="salon@example.com")
    theirs["To"] = Address("Марина", addr_spec="marina@example.com")
    theirs["Reply-To"] = Address(addr_spec="answer@example.com")
    theirs["Date"] = AT
    theirs["Subject"] = ours.subject.strip()
    theirs["Message-ID"] = ours.message_id
    theirs.set_content(ours.text)
    theirs.add_alternative(ours.html, subtype="html")
    one, other = read(encode(ours)), read(theirs.as_bytes())
    for name in ("From", "To", "Reply-To", "Subject", "Message-ID", "Date"):
        assert str(one[name]) == str(other[name]), name
    assert parts(one) == parts(other)


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_adds_a_header_or_a_recipient(cell: str) -> None:
    unharmed(cell)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.from_regex(r"(=\?utf-8\?[bq]\?[ -~]{0,20}\?=|[\r\n]+[A-Z][a-z]+: )*", fullmatch=True))
def test_no_text_at_all_adds_a_header_or_a_recipient(cell: str) -> None:
    unharmed(cell)


def unharmed(cell: str) -> None:
    content = encode(
        message(
            to=Mailbox("marina@example.com", cell), subject=cell, sender=Mailbox("salon@example.com", cell), text=cell
        )
    )
    head = content.split(b"\r\n\r\n")[0]
    assert head.isascii()
    lines = head.decode().split("\r\n")
    assert {line.partition(":")[0] for line in lines if not line.startswith(" ")} == OURS
    assert all(len(line) <= 78 for line in lines)
    assert not any(mark in line for line in lines for mark in "\r\n")
    found = read(content)
    assert [to.addr_spec for to in found["To"].addresses] == ["marina@example.com"]
    assert [one.addr_spec for one in found["From"].addresses] == ["salon@example.com"]
    assert clean(str(found["Subject"])) == clean(cell)
    assert shown_name(content, "To") == clean(cell)


def test_a_letter_is_the_same_bytes_every_time() -> None:
    assert encode(message()) == encode(message())


def test_the_way_out_of_a_mailing_is_plain_ascii() -> None:
    """Gmail ignores a List-Unsubscribe that is written as an encoded word."""
    content = encode(message(sender=Mailbox("a" * 60 + "@" + "b" * 60 + ".example.com", "Салон")))
    assert b"List-Unsubscribe:\r\n <mailto:answer@example.com?subject=unsubscribe%20" in content


def test_a_domain_in_cyrillic_is_written_the_way_servers_know_it() -> None:
    assert checked("anna@приклад.укр") == "anna@xn--80aikifvh.xn--j1amh"


@pytest.mark.parametrize(
    "address", ["анна@example.com", "a b@example.com", "a@b@c", "", "a@", "@b", "a@b.c>\r\nBcc: x@y.z", "a..b@c.d"]
)
def test_an_address_no_server_takes_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        checked(address)


def test_a_mark_follows_from_the_letter_and_tells_nothing_of_it() -> None:
    """Same letter, same mark; another letter or another workbook, another mark."""
    one = token("book", "birthday/17/2026")
    assert one == token("book", "birthday/17/2026")
    assert len({one, token("book", "birthday/18/2026"), token("other", "birthday/17/2026")}) == 3
    assert one.isalnum()
    assert one.islower()
    assert message_id(one, "salon@example.com") == f"<cs1.{one}@example.com>"
