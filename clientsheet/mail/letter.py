"""A letter ready to leave, and what the journal remembers of one. Frozen: what was planned is what goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a letter is. Only ``planned`` may still become something else without being asked."""

    PLANNED = "planned"
    DRAFTED = "drafted"


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address.

    ``key`` is ``mailing/client/occurrence``: the same letter has the same key on every run and machine. ``covers``
    are the keys of the others at that address whom it speaks to as well. ``client`` is the client's key, ``name`` as
    the workbook has it. ``recipient``: an email address, or a number in
    E.164; ``phone``: the client's number, if any. ``content``: the .eml (empty for a
    letter that a person passes on by phone or messenger). ``because``: why this client, today, in words.
    """

    key: str
    mailing: str
    client: str
    name: str
    channel: str
    recipient: str
    phone: str
    subject: str
    text: str
    because: str
    due: dt.date
    message_id: str
    content: bytes = b""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter in the journal: its ``state``, since when (``at``, the shop's wall clock), the ``file`` it became, and
    whether its row already stands in the history tab."""

    letter: Letter
    state: State
    at: dt.datetime
    file: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a letter that was handed to a transport."""

    key: str
    state: State
    file: str = ""
