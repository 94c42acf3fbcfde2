"""Everything that a file says, whatever it is packed in: the bytes themselves, what is inside a gzip, a zip (a
workbook, a Word document) or a letter, and what JSON, XML or a web address spell in their own way."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final
from urllib.parse import unquote

DEEPEST: Final = 3
_LARGEST: Final = 512 << 20
_A_DOCUMENT: Final = 16 << 20
"""In a larger text no words are looked for that markup cuts into pieces."""
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_MARKUP: Final = re.compile(r"<[^<>]*>")


def said_by(path: Path) -> Iterator[str]:
    """Text after text. OSError: it cannot be read. A file of more than half a gigabyte is read as far as that."""
    with path.open("rb") as file:
        content = file.read(_LARGEST)
    yield str(path.name)
    yield from _said(content, path.suffix.lower(), DEEPEST)


def _said(content: bytes, suffix: str, deep: int) -> Iterator[str]:
    if deep and content[:2] == b"\x1f\x8b":
        yield from _said(_unzipped(content), "", deep - 1)
        return
    if deep and content[:4] == b"PK\x03\x04":
        yield from _members(content, deep - 1)
        return
    if suffix == ".eml":
        yield from _letter(content)
    text = content.decode("utf-8", "replace")
    yield text
    if "\ufffd" in text:
        yield content.decode("cp1251", "replace")
    if "\\u" in text:
        yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "&" in text:
        yield html.unescape(text)
    if "%D" in text or "%d" in text or "%40" in text:
        yield unquote(text)
    if "<" in text and len(text) <= _A_DOCUMENT:
        yield html.unescape(_MARKUP.sub("", text))
    if b"\x00" in content:
        yield content.decode("utf-16-le", "replace")
        yield content[1:].decode("utf-16-le", "replace")


def _unzipped(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return b""


def _members(content: bytes, deep: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in sorted(archive.namelist(), key=_words_first):
                yield name
                yield from _said(archive.read(name), "", deep)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return


def _words_first(name: str) -> bool:
    """Where a workbook has most of its words: whoever searches need not unpack the rest of it, as a rule."""
    return not name.endswith("sharedStrings.xml")


def _letter(content: bytes) -> Iterator[str]:
    message = message_from_bytes(content, policy=policy.default)
    yield from map(str, message.values())
    for part in message.walk():
        if part.get_content_maintype() == "text":
            with suppress(LookupError):  # a charset that nobody knows
                yield str(part.get_content())
