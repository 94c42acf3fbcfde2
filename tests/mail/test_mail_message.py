"""The bytes of a letter: what a mail program reads in them is what was meant, whatever stood in the cells."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import random
import re
import xml.etree.ElementTree as ET
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.mail.message import (
    Attachment,
    BadAddress,
    Mailbox,
    Message,
    checked,
    clean,
    encode,
    message_id,
    one_click,
    token,
)

AT = dt.datetime(2026, 4, 6, 9, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
ISEMAIL = Path(__file__).parents[3] / "shared" / "data" / "addresses" / "isemail-tests.xml"
OURS = {
    "From",
    "Reply-To",
    "Date",
    "To",
    "Subject",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
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
        "unsubscribe": "https://salon.example.com/u/abc",
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
    bodies = [found.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (body.get_content().replace("\r\n", "\n") for body in bodies if body is not None)
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


LINES = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=80)
NAMES = st.from_regex(r"[\w ,;='\"%*()-]{1,90}\.pdf", fullmatch=True)
FILES = st.lists(st.builds(Attachment, NAMES, st.just("application/pdf"), st.binary()), max_size=2)


@settings(max_examples=100, deadline=None)
@given(subject=LINES, name=LINES, body=LINES, files=FILES)
def test_the_standard_library_would_have_said_the_same(
    subject: str, name: str, body: str, files: list[Attachment]
) -> None:
    """Our bytes and ``email.message``'s, read back, agree in every header, in both parts and in what is attached."""
    subject, name = clean(subject), clean(name)
    to = Mailbox("marina@example.com", name)
    ours = message(subject=subject, to=to, text=body, html=f"<p>{body}</p>", attachments=tuple(files))
    theirs = EmailMessage(policy=email.policy.SMTP)
    theirs["From"] = Address("Салон «Марина»", addr_spec="salon@example.com")
    theirs["To"] = Address(name, addr_spec="marina@example.com")
    theirs["Reply-To"] = Address(addr_spec="answer@example.com")
    theirs["Date"] = AT
    theirs["Subject"] = subject
    theirs["Message-ID"] = ours.message_id
    theirs.set_content(ours.text, cte="base64")
    theirs.add_alternative(ours.html, subtype="html", cte="base64")
    for file in files:
        theirs.add_attachment(file.content, "application", "pdf", filename=clean(file.name))
    one, other = read(encode(ours)), read(theirs.as_bytes())
    for header in ("From", "Reply-To", "Message-ID", "Date"):
        assert str(one[header]) == str(other[header]), header
    assert clean(str(one["Subject"])) == subject
    assert shown_name(encode(ours), "To") == name
    assert [text.rstrip("\n") for text in parts(one)] == [text.rstrip("\n") for text in parts(other)]
    assert attached(one) == attached(other)
    assert not one.defects


def attached(found: EmailMessage) -> list[tuple[str | None, str, bytes]]:
    return [(part.get_filename(), part.get_content_type(), part.get_content()) for part in found.iter_attachments()]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_adds_a_header_or_a_recipient(cell: str) -> None:
    unharmed(cell)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.from_regex(r"(=\?utf-8\?[bq]\?[ -~]{0,20}\?=|[\r\n]+[A-Z][a-z]+: )*", fullmatch=True))
def test_no_text_at_all_adds_a_header_or_a_recipient(cell: str) -> None:
    unharmed(cell)


def test_ten_thousand_hostile_cells_add_nothing_in_any_header() -> None:
    """Pieces of what mail programs obey, in every order, in every place of a letter that a cell can reach."""
    pieces = (
        *("\r\n", "\n", "\r", "\x00", "\u2028", "\x85", " ", "\t", "\u202e", "\ud800", "Марина", "ї" * 40, "a" * 80),
        *(
            "Bcc: evil@example.com",
            "Subject: x",
            "<evil@example.com>",
            "--",
            ":",
            ";",
            ",",
            "<",
            ">",
            '"',
            "\\",
            "(",
            "@",
        ),
        *("=?utf-8?q?", "=0D=0ABcc=3A_evil@example.com", "?=", "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=", "💇"),
    )
    chance = random.Random(20260406)
    for _ in range(10_000):
        cell = "".join(chance.choices(pieces, k=chance.randint(1, 8)))
        content = encode(hostile(cell))
        assert headers(content) == OURS, cell
        assert "evil@example.com" not in {*recipients(content)}


def hostile(cell: str) -> Message:
    return message(
        to=Mailbox("marina@example.com", cell),
        subject=cell,
        sender=Mailbox("salon@example.com", cell),
        reply_to=Mailbox("answer@example.com", cell),
        text=cell,
        html=cell,
        attachments=(Attachment(cell, "application/pdf", b"%PDF"),),
    )


def headers(content: bytes) -> set[str]:
    """The names of the headers; each line is plain, short, and folds begin with one blank."""
    head = content.split(b"\r\n\r\n")[0].decode("ascii")
    lines = head.split("\r\n")
    assert all(len(line) <= 78 for line in lines)
    assert not any(mark in line for line in lines for mark in "\r\n\t\x00")
    return {line.partition(":")[0] for line in lines if not re.match(r" \S", line)}


def recipients(content: bytes) -> list[str]:
    head = content.split(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    return re.findall(r"^(?:To|Cc|Bcc):.*?<?([^ <>]+@[^ <>\r]+)>?\r?$", head, flags=re.MULTILINE)


def unharmed(cell: str) -> None:
    content = encode(hostile(cell))
    assert headers(content) == OURS
    assert recipients(content) == ["marina@example.com"]
    found = read(content)
    assert [to.addr_spec for to in found["To"].addresses] == ["marina@example.com"]
    assert [one.addr_spec for one in found["From"].addresses] == ["salon@example.com"]
    assert clean(str(found["Subject"])) == clean(cell)
    assert shown_name(content, "To") == clean(cell)
    (file,) = found.iter_attachments()
    assert set(file.keys()) == {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}
    assert (file.get_filename() or "") == clean(cell)


@pytest.mark.parametrize("field", ["to", "sender", "reply_to"])
@pytest.mark.parametrize("cell", [*HOSTILE, "a@b.c, evil@example.com", "a@b.c\r\nBcc: evil@example.com", "a@b.c>"])
def test_a_hostile_address_is_refused(cell: str, field: str) -> None:
    if field != "to" and not cell:
        return  # nobody: a shop without an address of its own
    with pytest.raises(BadAddress):
        encode(message(**{field: Mailbox(cell)}))


def test_a_letter_is_the_same_bytes_every_time() -> None:
    assert encode(message()) == encode(message())


def test_the_way_out_of_a_mailing_is_plain_ascii() -> None:
    """Gmail ignores a List-Unsubscribe that is written as an encoded word, and one click needs its own header."""
    link = "https://приклад.укр/відписка/" + "x" * 300 + "?t=abc"
    content = encode(message(unsubscribe=link, sender=Mailbox("a" * 60 + "@" + "b" * 60 + ".example.com", "Салон")))
    head = content.split(b"\r\n\r\n")[0]
    assert head.isascii()
    ours, by_mail = re.search(rb"List-Unsubscribe:\r\n <(.+)>,\r\n <(.+)>\r\n", head).groups()  # type: ignore[union-attr]
    assert ours.startswith(b"https://xn--80aikifvh.xn--j1amh/%D0%B2")
    assert ours.endswith(b"x?t=abc")
    assert by_mail == f"mailto:answer@example.com?subject=unsubscribe%20{message().token}".encode()
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in head


def test_without_an_address_of_the_web_one_unsubscribes_by_mail() -> None:
    head = encode(message(unsubscribe="")).split(b"\r\n\r\n")[0]
    assert b"List-Unsubscribe:\r\n <mailto:answer@example.com?subject=unsubscribe%20" in head
    assert b"One-Click" not in head


@pytest.mark.parametrize(
    "link", ["http://example.com/u", "https://", "https://a b/", "https://a>\r\nBcc: x@y.z", "javascript:alert(1)", ""]
)
def test_a_way_out_that_is_no_https_address_is_refused(link: str) -> None:
    with pytest.raises(BadAddress):
        one_click(link)


def test_only_a_draft_is_opened_as_a_letter_to_be_sent() -> None:
    assert b"X-Unsent: 1" in encode(message())
    assert b"X-Unsent" not in encode(message(draft=False))


def test_what_is_attached_stands_beside_the_letter_not_in_it() -> None:
    """multipart/mixed outside, the two parts of the letter inside: so every mail program shows both."""
    files = (
        Attachment("Договір № 5.pdf", "application/pdf", b"%PDF-1.4"),
        Attachment("a.png", "image/png", b"\x89PNG"),
    )
    found = read(encode(message(attachments=files)))
    assert found.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in found.iter_parts()] == [
        "multipart/alternative",
        "application/pdf",
        "image/png",
    ]
    assert [part.get_filename() for part in found.iter_attachments()] == ["Договір № 5.pdf", "a.png"]
    assert parts(found) == ("Добрий день!\n", "<p>Добрий день!</p>\n")


@pytest.mark.shared
def test_of_the_isemail_collection_no_broken_address_passes() -> None:
    """Of its 66; email-validator, the best of the checkers we know, lets one through."""
    wrong = []
    for case in ET.parse(ISEMAIL).getroot().iter("test"):
        address = re.sub("[\u2400-\u241f]", lambda m: chr(ord(m[0]) - 0x2400), case.findtext("address") or "")
        if case.findtext("category") == "ISEMAIL_ERR":
            try:
                wrong.append(checked(address))
            except BadAddress:
                continue
    assert wrong == []


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
