"""A letter's parts -> the bytes of an .eml file. Pure: the same parts give the same bytes, whatever the day or machine.

Written by hand and not by ``email.message``: that is ten times slower, and its header parser turns an encoded word
in a cell into a header of its own (CPython before 3.13). Here a cell becomes header text only through ``_words``,
and an address only if it is a plain ASCII one, so no cell can add a header.
"""

from __future__ import annotations

import binascii
import datetime as dt
import re
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9.-]+")
_LINE: Final = 76
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, line breaks of every kind, marks that turn the direction of text, halves of characters."""


class BadAddress(ValueError):
    """Not an address a mail server would take."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """``Салон «Марина» <salon@example.com>``; ``address`` '' stands for nobody."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """``date`` carries its zone. ``token`` is the letter's own mark, from which Message-ID follows. ``draft``: a mail
    program opens it as a letter to be sent, not as one that was received."""

    sender: Mailbox
    to: Mailbox
    subject: str
    text: str
    html: str
    date: dt.datetime
    token: str
    reply_to: Mailbox = Mailbox("")
    draft: bool = True

    @property
    def message_id(self) -> str:
        return message_id(self.token, self.sender.address)


def token(identity: str, key: str) -> str:
    """The mark of a letter: 26 letters and digits that follow from its key, and tell nothing of it.

    ``identity`` is the workbook's own id, so that two shops with one mailbox never share a mark.
    """
    digest = blake2b(key.encode(), key=identity.encode()[:64], digest_size=16, person=b"clientsheet").digest()
    return b32encode(digest).decode().rstrip("=").lower()


def message_id(mark: str, sender: str) -> str:
    domain = sender.rpartition("@")[2] or "clientsheet.invalid"
    return f"<cs1.{mark}@{_domain(domain)}>"


def encode(message: Message) -> bytes:
    """BadAddress: an address that cannot stand in a header."""
    boundary = f"=_cs1.{message.token}"
    head = [
        f"Date: {_date(message.date)}",
        f"To: {_mailbox('To', message.to)}",
        f"Subject: {_words(message.subject, 9)}",
        f"Message-ID: {message.message_id}",
        "Auto-Submitted: auto-generated",
        f"X-Clientsheet-Key: {message.token}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"',
    ]
    if message.sender.address:
        asked = message.reply_to.address or message.sender.address
        head.insert(0, f"From: {_mailbox('From', message.sender)}")
        head.insert(4, f"List-Unsubscribe:\r\n <mailto:{checked(asked)}?subject=unsubscribe%20{message.token}>")
    if message.reply_to.address:
        head.insert(1, f"Reply-To: {_mailbox('Reply-To', message.reply_to)}")
    if message.draft:
        head.append("X-Unsent: 1")
    return b"".join(
        (
            "\r\n".join(head).encode("ascii"),
            b"\r\n\r\n",
            _part(boundary, "plain", message.text),
            _part(boundary, "html", message.html),
            f"--{boundary}--\r\n".encode("ascii"),
        )
    )


def clean(cell: str) -> str:
    """A cell's text fit for a line: composed letters, no control characters, single blanks."""
    return " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", cell)).split())


def checked(address: str) -> str:
    """The address as a header may hold it: plain ASCII, the domain in its IDNA form. BadAddress: it cannot be."""
    local, at, domain = address.rpartition("@")
    plain = f"{local}{at}{_domain(domain)}"
    if not _ADDRESS.fullmatch(plain) or len(plain) > 254:
        raise BadAddress(address)
    return plain


def _domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadAddress(domain) from error


def _date(moment: dt.datetime) -> str:
    """RFC 5322, in English whatever the locale."""
    zone = moment.strftime("%z")[:5] or "+0000"
    day = f"{_WEEKDAYS[moment.weekday()]}, {moment.day:02d} {_MONTHS[moment.month - 1]} {moment.year:04d}"
    return f"{day} {moment:%H:%M:%S} {zone}"


def _mailbox(header: str, box: Mailbox) -> str:
    address = f"<{checked(box.address)}>"
    name = clean(box.name)
    if not name:
        return address[1:-1]
    if re.fullmatch(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*", name) and len(name) < 60:
        shown = name
    else:
        shown = _encoded(name, len(header) + 2)
    last = len(shown) - shown.rfind("\n") - 1 + (0 if "\n" in shown else len(header) + 2)
    return shown + (" " if last + 1 + len(address) <= _LINE else "\r\n ") + address


def _words(value: str, used: int) -> str:
    """Unstructured header text: as it is where it is plain and short, else RFC 2047 words."""
    value = clean(value)
    if value.isascii() and "=?" not in value and len(value) + used <= _LINE:
        return value
    return _encoded(value, used)


def _encoded(value: str, used: int) -> str:
    """RFC 2047 B-words, split between characters, none longer than 75, a line each of at most 76."""
    lines: list[str] = []
    piece = b""
    room = _room(used)
    for letter in value:
        coded = letter.encode()
        if len(piece) + len(coded) > room:
            lines.append(_word(piece))
            piece, room = b"", _room(1)
        piece += coded
    lines.append(_word(piece))
    return "\r\n ".join(lines)


def _room(used: int) -> int:
    """How many bytes of text fit into an encoded word that starts after ``used`` characters of its line."""
    return (min(75, _LINE - used) - 12) // 4 * 3


def _word(piece: bytes) -> str:
    return f"=?utf-8?b?{binascii.b2a_base64(piece, newline=False).decode()}?="


def _part(boundary: str, subtype: str, content: str) -> bytes:
    head = f"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    body = content.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")
    coded = binascii.b2a_base64(body, newline=False)
    lines = [coded[k : k + _LINE] for k in range(0, len(coded), _LINE)]
    return head.encode("ascii") + b"\r\n".join(lines) + b"\r\n\r\n"
