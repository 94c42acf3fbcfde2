"""A letter's envelope, as its lines go over the wire to a server that offers these extensions. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from clientsheet.mail.letter import Letter
from clientsheet.mail.message import BadAddress, checked

_BEYOND_ASCII: Final = re.compile(r"[^\s<>@\x00-\x1f\x7f-\x9f]{1,64}@[A-Za-z0-9.-]+")
_MARK: Final = re.compile(r"<cs1\.([a-z2-7]+)@")
_TO_QUOTE: Final = re.compile(r"[^\x21-\x7e]|[+=]")


class Envelope(NamedTuple):
    """``<address>`` with its parameters: of MAIL, and of each RCPT."""

    sender: str
    recipients: tuple[str, ...]


class Unfit(ValueError):
    """This server cannot take this letter. The text is the reply it would have given."""


def envelope(letter: Letter, sender: str, archive: str, offers: Collection[str], size: int) -> Envelope:
    """``archive``: '' for none. ``offers``: extensions in lower case; ``size``: the largest message, 0: no limit.

    Bounces are asked for where the server knows DSN, with the letter's mark as their id. Unfit.
    """
    to = _recipient(letter.recipient, offers)
    wide = not letter.content.isascii()
    if wide and "8bitmime" not in offers:
        raise Unfit("554 5.6.3 8BITMIME is not offered")
    if size and len(letter.content) > size:
        raise Unfit(f"552 5.3.4 larger than SIZE {size}")
    options = [f"SIZE={len(letter.content)}"] * ("size" in offers) + ["BODY=8BITMIME"] * wide
    options += ["SMTPUTF8"] * (not to.isascii())
    wanted, unwanted = "", ""
    if "dsn" in offers:
        mark = _MARK.match(letter.message_id)
        options += ["RET=HDRS", *([f"ENVID={mark[1]}"] if mark else [])]
        wanted = " NOTIFY=FAILURE,DELAY" + (f" ORCPT=rfc822;{_quoted(to)}" if to.isascii() else "")
        unwanted = " NOTIFY=NEVER"
    copies = (f"<{archive}>{unwanted}",) if archive not in ("", to) else ()
    return Envelope(" ".join((f"<{sender}>", *options)), (f"<{to}>{wanted}", *copies))


def _recipient(address: str, offers: Collection[str]) -> str:
    try:
        return checked(address)
    except BadAddress:
        domain = address.rpartition("@")[2]
    try:
        wide = address.removesuffix(domain) + domain.encode("idna").decode("ascii")
    except UnicodeError:
        wide = ""
    if wide.isascii() or not _BEYOND_ASCII.fullmatch(wide):
        raise Unfit("553 5.1.3 not an address")
    if "smtputf8" not in offers:
        raise Unfit("553 5.6.7 SMTPUTF8 is not offered")
    return wide


def _quoted(address: str) -> str:
    """xtext of RFC 3461."""
    return _TO_QUOTE.sub(lambda found: f"+{ord(found[0]):02X}", address)
