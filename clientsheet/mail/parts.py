"""The pieces of a message somebody else wrote: headers and texts as people read them.

Nothing here raises, whatever the message holds: what cannot be decoded is read as far as it goes.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Final

from clientsheet.mail.message import clean

_TEXT_AT_MOST: Final = 200_000
"""Characters of a part that are looked at."""


def parsed(content: bytes) -> Message:
    return BytesParser().parsebytes(content)


def header(message: Message, name: str) -> str:
    """Decoded, on one line and fit for a cell; '' where there is none."""
    raw = next((value for given, value in message.raw_items() if given.lower() == name.lower()), "")
    raw = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # UTF-8 without a word about it
    try:
        plain = str(make_header(decode_header(raw)))
    except (LookupError, ValueError, MessageError):
        plain = raw
    return clean(plain)


def inner(part: Message) -> list[Message]:
    """The parts, or the letters, that a part holds."""
    held = part.get_payload() if part.is_multipart() else []
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def text(part: Message) -> str:
    """The text of one part, decoded; of a part that holds others ''."""
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset() or "utf-8"
    except (ValueError, TypeError, LookupError):  # a charset with a NUL in it, or in pieces
        return ""
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(charset, "replace")[:_TEXT_AT_MOST]
    except (ValueError, LookupError):
        return content.decode("latin-1")[:_TEXT_AT_MOST]


def enclosed(part: Message) -> str:
    """The fields of a report: Python takes most kinds for letters inside letters, and leaves them undecoded."""
    letters = inner(part)
    content = b"\n\n".join(letter.as_bytes() for letter in letters) or text(part).encode()
    if letters and str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        with suppress(binascii.Error):
            content = binascii.a2b_base64(content)
    return content.decode("utf-8", "replace")[:_TEXT_AT_MOST]


def own_texts(message: Message) -> Iterator[str]:
    """The texts the sender wrote, plain ones first; not those of the letters the message carries with it."""
    parts = [part for part in _outer(message) if part.get_content_maintype() == "text"]
    parts = [part for part in parts if part.get_content_disposition() != "attachment"]
    for part in sorted(parts, key=lambda part: part.get_content_subtype() != "plain"):
        yield _readable(text(part)) if part.get_content_subtype() == "html" else text(part)


def _outer(message: Message) -> Iterator[Message]:
    if message.get_content_maintype() == "message":
        return
    held = inner(message)
    if not held:
        yield message
    for part in held:
        yield from _outer(part)


class _Words(HTMLParser):
    """What a browser would show of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "title"):
            self._hidden += 1
        elif tag in ("p", "br", "div", "tr", "li", "blockquote", "h1", "h2", "h3"):
            self.pieces.append("\n> " if tag == "blockquote" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "title"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _readable(page: str) -> str:
    reader = _Words()
    try:
        reader.feed(page)
    except (AssertionError, ValueError):  # html.parser on a malformed declaration
        return page
    return "".join(reader.pieces)
