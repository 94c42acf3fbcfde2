"""A letter ready to leave, and what the journal remembers of one. Frozen: what was planned is what goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a letter is.

    planned -> claimed -> in_doubt -> accepted | retry | rejected; in_doubt -> unknown; planned -> drafted, expired,
    cancelled, suppressed.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    """Taken by a run that is alive; it has certainly not left."""
    IN_DOUBT = "in_doubt"
    """It may have been taken at the other end: the last byte was about to be written, and no answer is on record."""
    ACCEPTED = "accepted"
    DRAFTED = "drafted"
    RETRY = "retry"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    """In doubt, and nobody can say; never tried again by itself."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"


OPEN: Final = frozenset({State.PLANNED, State.CLAIMED, State.RETRY})
"""Certainly not left yet, and still may."""

GONE: Final = frozenset({State.ACCEPTED, State.DRAFTED, State.IN_DOUBT, State.UNKNOWN})
"""Left, or may have left: the client counts as written to."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address.

    ``key`` is ``mailing/client/occurrence``: the same letter has the same key on every run and machine. ``covers``
    are the keys of the others at that address whom it speaks to as well. ``client`` is the client's key, ``name`` as
    the workbook has it. ``recipient``: an email address, or a number in E.164; ``phone``: the client's number, if any.
    ``content``: the whole message (empty for a letter that a person passes on by phone or messenger). ``because``: why
    this client, today, in words. ``way``: name of the transport it was frozen for; ``draft``: to be left there for a
    person to send, not sent. ``expires``: the last day on which it makes sense. ``advertising``: counts for the cap.
    ``occasion``: the mailing's, by which it is known again when the owner gives the mailing another name.
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
    way: str = "folder"
    draft: bool = True
    expires: dt.date | None = None
    advertising: bool = False
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter in the journal: its ``state``, since when (``at``, the shop's wall clock), the ``file`` it became,
    whether its row already stands in the history tab, how often it was tried, the other end's last words (``reply``),
    and when to try again."""

    letter: Letter
    state: State
    at: dt.datetime
    file: str = ""
    recorded: bool = False
    attempts: int = 0
    reply: str = ""
    next_try: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a letter that was handed to a transport: accepted, drafted, retry or rejected; or planned, where
    the account was refused and not the letter: it is as it was, and this was no try.

    ``file``: what it became, where that has a name (a file, a provider's id). ``reply``: code and text as the other
    end said them. ``wait``: for ``retry``, how long; None: as the journal's back-off says.
    ``policy``: refused for what we send or who we are (spam, SPF, DMARC), not for whom it is for: the address is not
    bad, the letter waits, and three such stop a mailing.
    """

    key: str
    state: State
    file: str = ""
    reply: str = ""
    wait: dt.timedelta | None = None
    policy: bool = False
