"""What an SMTP server's refusal means: for this letter, for this connection, or for everything from this account.

*Enhanced code*: ``5.1.1``, of RFC 3463, more exact than the reply's own three digits. Sources: RFC 5321 4.2, RFC 3463,
RFC 4954 6, and what Gmail and Microsoft 365 say where they differ: a quota of theirs looks permanent, and is not.
An unknown code counts by its first digit.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Final

from clientsheet.mail.verdict import Verdict, about_us, later, rejected, stopped, unclear


class Step(StrEnum):
    """What the server was asked when it refused."""

    DOOR = "door"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    DOT = "dot"
    """The whole message: a full reply to it is the last word on it."""


_ENHANCED: Final = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LOGIN: Final = frozenset({"5.7.3", "5.7.8", "5.7.9", "5.7.11", "5.7.14", "5.7.57", "5.7.139"})
_QUOTA: Final = frozenset({(550, "5.4.5"), (554, "5.2.0"), (450, "4.2.1")})
_QUOTA_IN_WORDS: Final = re.compile(
    r"daily (user )?sending|sending (limit|quota|rate)|(messages|emails|recipients) per (minute|hour|day)",
    re.IGNORECASE,
)
_SIZE: Final = frozenset({"5.3.4", "5.2.3"})

_HOURS: Final = dt.timedelta(hours=6)
"""A quota of a day is a rolling one, so part of it comes back before the day is over."""

_MINUTES: Final = dt.timedelta(minutes=10)


def judged(step: Step, code: int, text: str) -> Verdict:
    """``text``: without the code. ``unclear`` before the dot means: the connection is to be made anew."""
    enhanced = _enhanced(text)
    if code == 421 or code < 400:
        return unclear()
    return _of_account(code, enhanced, text) or _of_step(step, code, enhanced)


def _enhanced(text: str) -> str:
    found = _ENHANCED.match(text)
    return found[1] if found else ""


def _of_account(code: int, enhanced: str, text: str) -> Verdict | None:
    if enhanced == "5.7.30":
        return stopped("delivery.smtp.passwords-off")
    if code in (530, 534, 535, 538) or enhanced in _LOGIN:
        return stopped("delivery.smtp.login")
    if code == 432:
        return stopped("delivery.smtp.too-many", _MINUTES)
    if (code, enhanced) in _QUOTA or _QUOTA_IN_WORDS.search(text):
        return stopped("delivery.smtp.quota", _HOURS)
    return None


def _of_step(step: Step, code: int, enhanced: str) -> Verdict:
    if code < 500:
        return _not_now(step, code, enhanced)
    if step == Step.DOOR:
        return stopped("delivery.smtp.door")
    if step == Step.LOGIN:
        return stopped("delivery.smtp.login")
    if step == Step.MAIL and enhanced not in _SIZE and code != 552:
        return stopped("delivery.smtp.sender")
    if enhanced.startswith("5.7."):
        return about_us()
    if enhanced == "5.2.2":
        return later()
    return rejected()


def _not_now(step: Step, code: int, enhanced: str) -> Verdict:
    of_connection = code in (451, 452, 454) and enhanced.startswith(("4.3.", "4.7.0"))
    if step == Step.DOT:
        return later(_MINUTES if of_connection else None)
    if of_connection or step in (Step.DOOR, Step.LOGIN, Step.MAIL):
        return unclear()
    return later()
