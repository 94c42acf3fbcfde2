"""Addresses of e-mail, checked by ``email-validator`` without a network; several in a cell are all read.

Values are in lower case. A domain one slip away from a great provider's gets a suggestion; a Cyrillic letter inside
a Latin address is an error, with the cured address where the letter only looks wrong.
"""

from __future__ import annotations

import re
from typing import Any, Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.alphabets import has_cyrillic, to_latin
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, Note, means_nothing, wrong
from clientsheet.sheet.kinds.providers import meant_provider
from clientsheet.sheet.look import Look

# A strict part of what email-validator accepts: plain letters, no odd top-level domain, nothing too long.
_PLAIN: Final = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,3}[a-z]{2,6}")
_SURELY_SHORT: Final = 64
_ODD_ENDS: Final = frozenset({"arpa", "invalid", "local", "onion", "test"})  # "localhost" is longer than six

_SPLIT: Final = re.compile(r"[\s,;|]+")
_WRAPPING: Final = "<>()[]{}\"'«»“”.,;:"
_COMMA_FOR_DOT: Final = re.compile(r"(@[\w-]+(?:\.[\w-]+)*)\s*,\s*((?:com|net|org|ua|ru|pl|de|uk|eu|io|me|info)\b)")
_BLANK_AT: Final = re.compile(r"\s*@\s*|(?<=[\w])\s*\.\s+(?=(?:com|net|org|ua|ru|pl)\b)")


class EmailsKind(CellKind):
    """Values are tuples of addresses."""

    def write(self, value: tuple[str, ...]) -> Raw:
        return ", ".join(value)

    def plain(self, texts: list[str], reading: Reading) -> dict[Any, Any]:
        match = _PLAIN.fullmatch
        good = [text for text in texts if len(text) <= _SURELY_SHORT and match(text)]
        domains = {text.partition("@")[2] for text in good}
        odd = {domain for domain in domains if domain.rpartition(".")[2] in _ODD_ENDS or meant_provider(domain)}
        if odd:
            good = [text for text in good if text.partition("@")[2] not in odd]
        return dict(zip(good, zip(good, strict=True), strict=True))

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if not isinstance(cell, str):
            return wrong("email-invalid", address=cell)
        text = cell.strip()
        if means_nothing(text):
            return EMPTY
        parts = _addresses(text)
        if not parts:
            return wrong("email-invalid", _mended(text), address=text)
        found: list[str] = []
        notes: list[Note] = []
        for part in parts:
            address, note = _checked(part, text)
            if address and address not in found:
                found.append(address)
            if note:
                notes.append(note)
        if any(note.code == "email-invalid" for note in notes) and (mended := _mended(text)):
            notes = [Note(note.code, note.facts, mended) for note in notes]
        return Answer(tuple(found) or None, tuple(notes))


def _addresses(text: str) -> list[str]:
    """What stands around an @; words beside an address are the owner's."""
    words = [word.strip(_WRAPPING) for word in _SPLIT.split(text)]
    parts: list[str] = []
    for word in words:
        if "@" not in word:
            continue
        pieces = word.split("/")
        parts += pieces if all(piece.count("@") == 1 for piece in pieces) else [word]
    return [re.sub(r"^mailto:", "", part, flags=re.IGNORECASE).strip(_WRAPPING) for part in parts]


def _checked(part: str, cell: str) -> tuple[str | None, Note | None]:
    """The address, unless it is wrong; the note, if there is one. The cure is the whole cell, cured."""
    if _mixes_alphabets(part):
        cured = to_latin(part)
        good = not has_cyrillic(cured) and valid(cured)
        return None, Note("email-alphabet", {"address": part}, cell.replace(part, cured) if good else None)
    address = valid(part)
    if address is None:
        return None, Note("email-invalid", {"address": part})
    local, _, domain = address.rpartition("@")
    if meant := meant_provider(domain):
        cured = f"{local}@{meant}"
        return address, Note("email-typo", {"domain": domain, "meant": meant}, cell.replace(part, cured))
    return address, None


def _mixes_alphabets(address: str) -> bool:
    """A Cyrillic domain is a domain; a Cyrillic letter anywhere else, or one that only looks Latin, is a slip."""
    if not has_cyrillic(address):
        return False
    local, _, domain = address.rpartition("@")
    if has_cyrillic(local):
        return True
    return any(
        has_cyrillic(label) and (re.search("[a-z]", label, re.IGNORECASE) or not has_cyrillic(to_latin(label)))
        for label in domain.split(".")
    )


def _mended(text: str) -> str | None:
    """The address where only a comma stands for a dot, or a blank fell in."""
    mended = _BLANK_AT.sub(lambda match: match[0].strip(), _COMMA_FOR_DOT.sub(r"\1.\2", text))
    return mended if mended != text and valid(mended) else None


def valid(address: str) -> str | None:
    """The address in lower case, or None."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except (EmailNotValidError, ValueError):
        return None


EMAILS: Final = EmailsKind("emails", Look.TEXT)
