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
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_LINK: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?[A-Za-z0-9!#$%&'()*+,/:;=?@\[\]_~.-]*")
_LINE: Final = 76
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, line breaks of every kind, marks that turn the direction of text, halves of characters."""


_KEPT: Final = "/:?#[]@!$&'()*+,;=%~"
_CHARSET: Final = "utf-8''"


class BadAddress(ValueError):
    """Not an address a mail server would take."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """``Салон «Марина» <salon@example.com>``; ``address`` '' stands for nobody."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """``kind``: its media type with its parameters, plain ASCII (``text/calendar; charset=utf-8; method=PUBLISH``)."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """``date`` carries its zone. ``token`` is the letter's own mark, from which Message-ID follows. ``draft``: a mail
    program opens the file as a letter to be sent, not as one that was received. ``unsubscribe``: an https address that
    takes one click (RFC 8058); the way by mail is there as well."""

    sender: Mailbox
    to: Mailbox
    subject: str
    text: str
    html: str
    date: dt.datetime
    token: str
    reply_to: Mailbox = Mailbox("")
    draft: bool = True
    unsubscribe: str = ""
    attachments: tuple[Attachment, ...] = ()

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
        *_from(message.sender, message.reply_to),
        f"Date: {_date(message.date)}",
        f"To: {_mailbox('To', message.to)}",
        f"Subject: {_words(message.subject, 9)}",
        *_unsubscribe(message),
        f"Message-ID: {message.message_id}",
        f"Auto-Submitted: auto-generated\r\nX-Clientsheet-Key: {message.token}",
    ]
    if message.draft:
        head.append("X-Unsent: 1")
    head.append("MIME-Version: 1.0\r\n")
    body = _alternative(message, boundary)
    if message.attachments:
        body = _mixed(body, message.attachments, boundary + ".m")
    return "\r\n".join(head).encode("ascii") + body


def mailbox(address: str, name: str) -> Mailbox:
    """'Салон <a@b.ua>' or 'a@b.ua' -> its parts; ``name`` where the address bears none."""
    match = re.fullmatch(r"\s*(.*?)\s*<([^<>]+)>\s*", address)
    if match is None:
        return Mailbox(address.strip(), name)
    return Mailbox(match[2].strip(), match[1].strip('" ') or name)


def clean(cell: str) -> str:
    """A cell's text fit for a line: composed letters, no control characters, single blanks."""
    return " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", cell)).split())


@lru_cache(maxsize=1024)
def checked(address: str) -> str:
    """The address as a header may hold it: plain ASCII, the domain in its IDNA form. BadAddress: it cannot be."""
    local, at, domain = address.rpartition("@")
    plain = f"{local}{at}{_domain(domain)}"
    if not _ADDRESS.fullmatch(plain) or len(plain) > 254:
        raise BadAddress(address)
    return plain


def one_click(link: str) -> str:
    """An https address as a header may hold it, plain ASCII. BadAddress: it cannot be."""
    scheme, slashes, rest = link.partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{slashes}{_domain(host)}{slash}{quote(path, safe=_KEPT)}"
    if not _LINK.fullmatch(plain) or len(plain) > 900:
        raise BadAddress(link)
    return plain


@lru_cache(maxsize=1024)
def _domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadAddress(domain) from error


@lru_cache(maxsize=8)
def _from(sender: Mailbox, reply_to: Mailbox) -> tuple[str, ...]:
    said = (("From", sender), ("Reply-To", reply_to))
    return tuple(f"{header}: {_mailbox(header, box)}" for header, box in said if box.address)


def _unsubscribe(message: Message) -> tuple[str, ...]:
    """A line for each way, however long: folded, the address itself would be cut or encoded."""
    asked = message.reply_to.address or message.sender.address
    by_mail = f"<mailto:{checked(asked)}?subject=unsubscribe%20{message.token}>" if asked else ""
    if not message.unsubscribe:
        return (f"List-Unsubscribe:\r\n {by_mail}",) if by_mail else ()
    links = ",\r\n ".join(filter(None, (f"<{one_click(message.unsubscribe)}>", by_mail)))
    return f"List-Unsubscribe:\r\n {links}", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"


def _date(moment: dt.datetime) -> str:
    """RFC 5322, in English whatever the locale."""
    return _dated(moment.replace(tzinfo=None), moment.strftime("%z")[:5] or "+0000")


@lru_cache(maxsize=8)
def _dated(moment: dt.datetime, zone: str) -> str:
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
    rest, words, room = value.encode(), [], _room(used)
    while True:
        end = min(room, len(rest))
        while end < len(rest) and rest[end] & 0xC0 == 0x80:
            end -= 1
        words.append(f"=?utf-8?b?{binascii.b2a_base64(rest[:end], newline=False).decode()}?=")
        rest, room = rest[end:], _room(1)
        if not rest:
            return "\r\n ".join(words)


def _room(used: int) -> int:
    """How many bytes of text fit into an encoded word that starts after ``used`` characters of its line."""
    return (min(75, _LINE - used) - 12) // 4 * 3


def _alternative(message: Message, boundary: str) -> bytes:
    return b"".join(
        (
            f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii"),
            _part(boundary, "plain", message.text),
            _part(boundary, "html", message.html),
            f"--{boundary}--\r\n".encode("ascii"),
        )
    )


def _mixed(letter: bytes, attachments: tuple[Attachment, ...], boundary: str) -> bytes:
    """The letter first, what is attached beside it, as every mail program expects."""
    between = f"--{boundary}\r\n".encode("ascii")
    parts = [f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii"), between, letter]
    for attached in attachments:
        head = (
            f"Content-Type: {attached.kind}\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Disposition: attachment;\r\n {_file_name(attached.name)}\r\n\r\n"
        )
        parts += [b"\r\n", between, head.encode("ascii"), _base64(attached.content)]
    return b"".join((*parts, f"\r\n--{boundary}--\r\n".encode("ascii")))


def _file_name(name: str) -> str:
    """As it is where it is plain, else RFC 2231: percent signs, in numbered pieces where it is long."""
    name = clean(name)
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,50}", name):
        return f'filename="{name}"'
    pieces = [""]
    for letter in name:
        coded = quote(letter, safe="")
        if len(pieces[-1]) + len(coded) > _LINE - 24:
            pieces.append("")
        pieces[-1] += coded
    if len(pieces) == 1:
        return f"filename*={_CHARSET}{pieces[0]}"
    return ";\r\n ".join(f"filename*{k}*={'' if k else _CHARSET}{piece}" for k, piece in enumerate(pieces))


def _part(boundary: str, subtype: str, content: str) -> bytes:
    head = f"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    body = content.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")
    return head.encode("ascii") + _base64(body) + b"\r\n\r\n"


def _base64(content: bytes) -> bytes:
    coded = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join([coded[k : k + _LINE] for k in range(0, len(coded), _LINE)])
