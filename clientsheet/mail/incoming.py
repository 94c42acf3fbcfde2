"""What a message in the owner's mailbox is to us: a bounce, a complaint, an unsubscribe mail, an answer, or none of it.

*Mark*: the 26 letters and digits that a letter of ours carries in its Message-ID, its headers and its unsubscribe link.
Pure, and without a look at the journal: whose mark it is, is for the caller to find out.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from enum import StrEnum
from typing import Final

from clientsheet.mail.bounces import Failure, envelope_id, failures, originals
from clientsheet.mail.message import clean
from clientsheet.mail.parts import enclosed, header, own_texts, parsed

HEADERS: Final = (
    *("From", "Return-Path", "To", "Date", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Type"),
    *("Auto-Submitted", "Precedence", "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"),
    *("X-Failed-Recipients", "X-Clientsheet-Key"),
)
"""What ``worth_reading`` needs of a message."""

_MARK: Final = re.compile(r"\bcs1\.([a-z2-7]{26})@", re.IGNORECASE)
_TOKEN: Final = re.compile(r"(?:cs1\.)?\b([a-z2-7]{26})\b", re.IGNORECASE)
_KEY: Final = re.compile(r"^X-Clientsheet-Key:\s*([a-z2-7]{26})\b", re.IGNORECASE | re.MULTILINE)
_UNSUBSCRIBE: Final = re.compile(r"\bunsubscribe[\s:_+]+([a-z2-7]{26})\b", re.IGNORECASE)
_STOP: Final = re.compile(
    r"\bunsubscribe|\bremove me\b|\bstop (?:sending|writing|mailing|e-?mailing)|^\W*(?:stop|стоп)\b"
    r"|\bвідпи[сш]|\bвипи[сш]іть|\bотпи[сш]|\bне (?:пиш|надсила|присил|присыла|шлі|шли|турбу|беспоко)",
    re.IGNORECASE,
)
_SERVER: Final = re.compile(
    r"mailer.?daemon|post.?master|mail.?(?:delivery|admin|system|gate|enable)|delivery.?(?:sub)?system|\bdaemon"
    r"|\bndr\b|bounce|administrator|no-?reply|<>|anti.?virus",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"undeliver|undelivr|deliver(?:y|ed|able)|returned mail|fail|bounce|rejected|mail error|non.?deliver|unzustellbar"
    r"|delayed|warning|не ?доставлен|недоставлен|повернен|повернут|возвращ|возврат",
    re.IGNORECASE,
)
_AWAY: Final = re.compile(
    r"^(?:re:\s*)?(?:auto(?:matic)?[\s-]?(?:reply|response)|autoreply|auto:|out of (?:the )?office|vacation"
    r"|автоматична відповідь|автовідповід|автоматический ответ|автоответ|отпуск|відпустк)",
    re.IGNORECASE,
)
_QUOTE: Final = re.compile(
    r"^[ \t]*(?:>|--[ \t]*$|_{8,}|-{2,}.{0,40}(?:original|message|повідомлення|сообщение|лист|письмо)"
    r"|(?:from|від кого|від|от кого|от|sent|надіслано|отправлено):[ \t])"
    r"|^(?:(?:on|пн|вт|ср|чт|пт|сб|нд|вс|\w+,|\d{1,2})\b.{0,120}\n)?"
    r".{0,120}\b(?:wrote|writes|пише|пишет|написав|написала|написал|написано)(?:\([\w/]+\))?:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_WORDS_AT_MOST: Final = 25
"""A longer answer that has such a word in it speaks of something else."""
_EXCERPT: Final = 200


class Kind(StrEnum):
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    """The provider's word that somebody pressed "spam" (RFC 5965)."""
    UNSUBSCRIBE = "unsubscribe"
    AUTO_REPLY = "auto_reply"
    REPLY = "reply"
    STOP = "stop"
    """An answer that asks, in words of its own, not to be written to: for a person to decide."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Incoming:
    """``mark``: of the letter that is meant, '' where the message does not say. ``sender``: in small letters. ``at``:
    as the message says, with its zone. ``failures``: of a bounce. ``words``: the first ones of an answer."""

    kind: Kind
    mark: str = ""
    sender: str = ""
    subject: str = ""
    at: dt.datetime | None = None
    message_id: str = ""
    failures: tuple[Failure, ...] = ()
    words: str = ""


def worth_reading(head: bytes) -> bool:
    """By its header (at least the fields of ``HEADERS``), whether a message may be anything to us. What is not is the
    owner's own business, and its text is not even fetched."""
    message = parsed(head)
    if _own_mark(message):
        return False
    subject = header(message, "subject")
    return bool(_machine(message) or _answered(message) or _STOP.search(subject) or _automatic(message))


def understood(content: bytes) -> Incoming:
    """``content``: a whole message, or as much of its beginning as there is; anything at all is understood somehow."""
    message = parsed(content)
    kind, mark, failed = _meaning(message)
    return Incoming(
        kind=kind,
        mark=mark,
        sender=parseaddr(header(message, "from"))[1].lower(),
        subject=header(message, "subject")[:_EXCERPT].strip(),
        at=moment_of(message),
        message_id=header(message, "message-id")[:_EXCERPT],
        failures=failed,
        words=_excerpt(message) if kind in (Kind.REPLY, Kind.STOP, Kind.AUTO_REPLY) else "",
    )


def mark_of(head: bytes) -> str:
    """The mark of a letter of ours by its own header; '' for anybody else's."""
    return _own_mark(parsed(head))


def mark_in(message_id: str) -> str:
    """The mark in a Message-ID of ours; '' in anybody else's."""
    found = _MARK.match(message_id.lstrip("<"))
    return found[1].lower() if found else ""


def _meaning(message: Message) -> tuple[Kind, str, tuple[Failure, ...]]:
    if _own_mark(message):
        return Kind.NOTHING, "", ()
    if asked := _UNSUBSCRIBE.search(header(message, "subject")):
        return Kind.UNSUBSCRIBE, asked[1].lower(), ()
    if _complains(message):
        return Kind.COMPLAINT, _carried_mark(message), ()
    if _machine(message) and (failed := failures(message)):
        return Kind.BOUNCE, _carried_mark(message), failed
    mark = _answered(message)
    if _automatic(message):
        return Kind.AUTO_REPLY, mark, ()
    if _asks_to_stop(message, answer=bool(mark)):
        return Kind.STOP, mark, ()
    return (Kind.REPLY if mark else Kind.NOTHING), mark, ()


# -- whose letter


def _own_mark(message: Message) -> str:
    key = _TOKEN.fullmatch(header(message, "x-clientsheet-key"))
    return mark_in(header(message, "message-id")) or (key[1].lower() if key else "")


def _answered(message: Message) -> str:
    """The mark of the letter it answers; the last one, where a thread has several."""
    for name in ("in-reply-to", "references"):
        if marks := _MARK.findall(header(message, name)):
            return str(marks[-1]).lower()
    return ""


def _carried_mark(message: Message) -> str:
    """Of the letter that a report is about: by the envelope, by the letter it carries, or by what it quotes."""
    if found := _TOKEN.search(envelope_id(message)):
        return found[1].lower()
    for letter in originals(message):
        if mark := _own_mark(letter):
            return mark
    for body in own_texts(message):
        if found := _MARK.search(body) or _KEY.search(body):
            return found[1].lower()
    return _answered(message)


# -- of what kind


def _machine(message: Message) -> bool:
    """Whether it looks like a server's word: anybody's letter may quote a bounce, a person's is none."""
    return (
        message.get_content_type() == "multipart/report"
        or header(message, "return-path") == "<>"
        or "x-failed-recipients" in message
        or bool(_SERVER.search(header(message, "from")))
        or bool(_FAILED.search(header(message, "subject")) and not header(message, "in-reply-to"))
    )


def _complains(message: Message) -> bool:
    reports = [part for part in message.walk() if part.get_content_type() == "message/feedback-report"]
    told = " ".join(map(enclosed, reports)).lower()
    return bool(reports) and "not-spam" not in told


def _automatic(message: Message) -> bool:
    """RFC 3834, and what programs did before it and still do."""
    submitted = header(message, "auto-submitted").lower().partition(";")[0].strip()
    return (
        submitted == "auto-replied"
        or header(message, "precedence").lower() in ("auto_reply", "auto-reply")
        or "x-autoreply" in message
        or "x-autorespond" in message
        or bool(_AWAY.search(header(message, "subject")))
    )


def _asks_to_stop(message: Message, *, answer: bool) -> bool:
    """In an answer of few words; in a letter of its own by the subject."""
    if not answer:
        subject = header(message, "subject")
        return bool(_STOP.search(subject)) and len(subject.split()) <= 4
    said = _said(message)
    return len(said.split()) <= _WORDS_AT_MOST and bool(_STOP.search(said))


# -- what was said


def _said(message: Message) -> str:
    """The sender's own words, without what they quote."""
    body = next(filter(str.strip, own_texts(message)), "").replace("\r\n", "\n")
    quoted = _QUOTE.search(body)
    return body[: quoted.start()] if quoted else body


def _excerpt(message: Message) -> str:
    words = clean(_said(message))
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rpartition(" ")[0] + "…"


def moment_of(message: Message) -> dt.datetime | None:
    """When it was written, by its own word."""
    try:
        moment = parsedate_to_datetime(header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
