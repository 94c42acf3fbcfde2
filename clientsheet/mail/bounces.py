"""What mail servers report of letters they could not deliver: which address, for good or not, in whose words.

Standard reports (RFC 3464, and their UTF-8 form of RFC 6533) are read here, the many homemade ones by ``flufl.bounce``.
Pure: a parsed message in, values out; whatever the message holds, nothing is raised.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from enum import StrEnum
from typing import Final

from clientsheet.mail.message import clean
from clientsheet.mail.parts import enclosed, header, inner, own_texts, text

_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPORTS: Final = ("message/delivery-status", "message/global-delivery-status")
_ORIGINALS: Final = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_PARAGRAPH: Final = re.compile(r"\r?\n\s*\n")
_GENERIC: Final = frozenset({(0, 0), (5, 0)})
_NOBODY_THERE: Final = frozenset({(1, 0), (1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1), (4, 4)})
_NOBODY: Final = re.compile(
    r"(?:user|account|recipient|address|mailbox) (?:is |was )?(?:unknown|not found|does ?n[o']t exist|disabled)"
    r"|(?:unknown|invalid|no such|non-?existent) (?:local )?(?:user|recipient|address|mailbox|account|domain)"
    r"|not a valid user|addressee unknown|no (?:mailbox|user) here|host(?: or domain)? name not found|domain not found"
    r"|нет такого|не існує|не существует|не зареєстрован|не зарегистрирован",
    re.IGNORECASE,
)
_OURSELVES: Final = re.compile(r"\bsender\b|\bhelo\b|client host", re.IGNORECASE)
"""What is unknown is then not the recipient."""
_PASSING: Final = re.compile(
    r"\bfull\b|quota|too (?:large|big|many)|size limit|message size|space not enough|переполн|переповн"
    r"|\bspam\b|policy|blocked|black-?list|block-?list|reputation|dmarc|\bspf\b|\bdkim\b|relay|virus|content"
    r"|temporar|try again|gr[ea]y-?list|timed? ?out|connection|rate limit|delivery time|attempts|expired",
    re.IGNORECASE,
)
_SORRY: Final = re.compile(
    r"(?:cannot|can not|could not|can't|couldn't|unable to) (?:be )?deliver|undeliver|delivery .{0,40}fail"
    r"|not a valid user|не вдалося доставити|не удалось доставить|не доставлен",
    re.IGNORECASE,
)
_QUOTED_LETTER: Final = re.compile(r"^(?:Received|Message-ID|Return-Path):", re.IGNORECASE | re.MULTILINE)

_AT_MOST: Final = 300
"""Characters of a server's words that are kept."""


class Weight(StrEnum):
    HARD = "hard"
    """Nobody is reached at that address any more."""
    SOFT = "soft"
    """This letter was given up; the address may be good: a full mailbox, a policy against the letter."""
    WAITING = "waiting"
    """Not given up yet."""
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Failure:
    """One address of a report, '' where it names none; ``said``: the server's own words on one line."""

    address: str
    weight: Weight
    said: str = ""


def failures(message: Message) -> tuple[Failure, ...]:
    """What the report tells of each address; () for whatever is no report about delivery.

    For what only a machine may have written: that is for the caller to see to.
    """
    return tuple(_standard(message)) or tuple(_homemade(message)) or tuple(_apology(message))


def envelope_id(message: Message) -> str:
    """The sender's own id of the envelope, as a standard report returns it; '' where there is none."""
    for block in _blocks(message):
        if found := header(block, "original-envelope-id"):
            return re.sub(r"\+([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), found)
    return ""


def originals(message: Message) -> Iterator[Message]:
    """The letters, whole or only their headers, that a message carries with it."""
    for part in message.walk():
        if part is message or part.get_content_type() not in _ORIGINALS:
            continue
        yield from inner(part)
        if not part.is_multipart():
            yield HeaderParser().parsestr(text(part).lstrip())


def weigh(action: str, status: str, said: str) -> Weight:
    """``action``: a word of RFC 3464, '' counts as failed; ``status``: an enhanced code or ''; ``said``: the reply."""
    if action in ("delivered", "relayed", "expanded"):
        return Weight.DELIVERED
    if action == "delayed":
        return Weight.WAITING
    family, *exact = _code(status, said)
    if family != 5:
        return Weight.SOFT
    if _nobody(said) or tuple(exact) in _NOBODY_THERE:
        return Weight.HARD
    return Weight.SOFT if tuple(exact) not in _GENERIC or _PASSING.search(said) else Weight.HARD


def tells_of_nobody(said: str) -> bool:
    """Whether a server's reply says in so many words, or by its enhanced code, that nobody is reached there."""
    code = _STATUS.search(said)
    exact = (int(code[2]), int(code[3])) if code and code[1] == "5" else (0, 0)
    permanent = said.lstrip().startswith("5") or exact != (0, 0)
    return permanent and (exact in _NOBODY_THERE or _nobody(said))


def _nobody(said: str) -> bool:
    return bool(_NOBODY.search(said)) and not _OURSELVES.search(said)


def _code(status: str, said: str) -> tuple[int, int, int]:
    """The more exact of the two codes; a permanent failure of no known kind where there is none."""
    found = [tuple(map(int, code.groups())) for place in (status, said) if (code := _STATUS.search(place))]
    best = min(found, key=lambda code: code[1:] in _GENERIC, default=(5, 0, 0))
    return best[0], best[1], best[2]


# -- standard reports


def _standard(message: Message) -> Iterator[Failure]:
    for block in _blocks(message):
        address = _address(block, "original-recipient") or _address(block, "final-recipient")
        action = header(block, "action").lower().split(" ")[0]
        if address and action:
            said = header(block, "diagnostic-code").partition(";")
            status, words = header(block, "status"), (said[2] or said[0]).strip()
            told = words if _STATUS.search(words) else f"{status} {words}".strip()
            yield Failure(address, weigh(action, status, f"{words} {status}"), told[:_AT_MOST].strip())


def _blocks(message: Message) -> Iterator[Message]:
    """The groups of fields of a report: one for the letter, then one for each address."""
    for part in message.walk():
        if part.get_content_type() not in _REPORTS:
            continue
        blocks = inner(part)
        if part.get_content_type() == _REPORTS[0] and len(blocks) > 1:
            yield from blocks
        else:
            yield from map(HeaderParser().parsestr, _PARAGRAPH.split(enclosed(part).strip()))


def _address(block: Message, name: str) -> str:
    """``rfc822; anna@example.com``."""
    found = header(block, name)
    return (found.partition(";")[2] or found).strip().strip("<>").lower()


# -- the servers' own ways


def _homemade(message: Message) -> Iterator[Failure]:
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
    try:
        passing, final = all_failures(message)
    except Exception:  # its detectors trip over messages without a From, among others
        return
    words = _apologies(message)
    yield from (Failure(_plain(address), Weight.WAITING, words) for address in sorted(passing))
    yield from (Failure(_plain(address), weigh("", "", words), words) for address in sorted(final))


def _apology(message: Message) -> Iterator[Failure]:
    """A server that is sorry and returns the letter, without saying in a known way whose address it was."""
    said = _apologies(message)
    sorry, quoted = (any(map(words.search, own_texts(message))) for words in (_SORRY, _QUOTED_LETTER))
    if sorry and (quoted or next(originals(message), None) is not None):
        address = header(message, "x-failed-recipients").partition(",")[0].strip().lower()
        yield Failure(address, weigh("", "", said), said)


def _apologies(message: Message) -> str:
    """The line of the report that says why, and the one before it."""
    lines = [clean(line) for body in own_texts(message) for line in body.splitlines()[:60] if line.strip()]
    for pattern in (_STATUS, _NOBODY, _PASSING, _SORRY):
        for number, line in enumerate(lines):
            if _QUOTED_LETTER.match(line):
                break
            if pattern.search(line):
                return " ".join(lines[max(0, number - 1) : number + 1])[:_AT_MOST].strip()
    return ""


def _plain(address: bytes | str) -> str:
    plain = address.decode("utf-8", "replace") if isinstance(address, bytes) else address
    return clean(plain).strip("<>").lower()
