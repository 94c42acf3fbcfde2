"""Reads the mailbox for what our letters brought back, and the Sent folder for drafts that the owner has sent.

    Sent  --headers-------------------------> our mark, or recipient and subject --> a draft that was sent
    INBOX --headers, then what may be ours--> incoming --whose letter--> returned

Nothing is deleted, moved or marked as read. Each folder is read on from where the last run stopped; killed anywhere,
it is read again from there, and nothing counts twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import getaddresses
from hashlib import blake2b
from itertools import islice
from typing import Final, Protocol, TypeVar

from clientsheet.mail import incoming
from clientsheet.mail.bounces import Failure, Weight
from clientsheet.mail.imap_client import Fetched, Place
from clientsheet.mail.imap_names import Folders
from clientsheet.mail.incoming import HEADERS, Incoming, mark_of, understood, worth_reading
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, State
from clientsheet.mail.parts import header, parsed
from clientsheet.mail.returned import Kind, Returned, read_up_to, take
from clientsheet.mail.whose import LATELY, by_mark, drafted_to, first_day, lately_to

_LOG: Final = logging.getLogger(__name__)

INBOX: Final = "INBOX"
SENT_HEADERS: Final = ("Message-ID", "X-Clientsheet-Key", "To", "Date", "Subject")
_AT_ONCE: Final = 100
_AT_MOST: Final = 256 * 1024
"""Bytes of a message that are read: a report, and the header of the letter it returns, stand at its beginning."""
_KINDS: Final = {
    incoming.Kind.COMPLAINT: Kind.COMPLAINT,
    incoming.Kind.UNSUBSCRIBE: Kind.UNSUBSCRIBE,
    incoming.Kind.STOP: Kind.STOP,
    incoming.Kind.REPLY: Kind.REPLY,
    incoming.Kind.AUTO_REPLY: Kind.AUTO_REPLY,
}
_BOUNCES: Final = {Weight.HARD: Kind.HARD, Weight.SOFT: Kind.SOFT}
_PERSONAL: Final = (Kind.REPLY, Kind.STOP, Kind.AUTO_REPLY)


Read = TypeVar("Read")


class Mailbox(Protocol):
    """What is asked of an account; ``ImapAccount`` has it."""

    @property
    def folders(self) -> Folders: ...
    def place(self, folder: str) -> Place | None: ...
    def first_since(self, folder: str, day: dt.date) -> int: ...
    def newer(
        self, folder: str, uid: int, *, headers: Sequence[str] = (), most: int = 0, until: int = 0
    ) -> Iterator[Fetched]: ...


@dataclass(frozen=True)
class Collector:
    """``now``: with the shop's zone. ``account``: whose mailbox it is. ``told``: marks of letters that the history tab
    tells of, for when the journal has lost them. ``own``: the shop's addresses: what comes from there is no answer."""

    mailbox: Mailbox
    journal: Journal
    now: dt.datetime
    account: str = ""
    told: Collection[str] = ()
    own: Collection[str] = ()
    passed_over: list[int] = field(default_factory=list)
    """UIDs of messages in the INBOX that nobody could make anything of; they lie there for a person to read."""

    def collect(self) -> Iterator[Kind]:
        """Each message that was new, once it is on disk. LinkLost, AccountStopped: what was read so far is kept."""
        if sent := self.mailbox.folders.sent:  # first: who answers a draft of ours was sent it
            yield from self._read(sent, SENT_HEADERS, self._sent)
        yield from self._read(INBOX, HEADERS, self._came)

    # -- a folder

    def _read(
        self, folder: str, fields: Sequence[str], meaning: Callable[[Fetched], Returned | None]
    ) -> Iterator[Kind]:
        place = self.mailbox.place(folder)
        start = self._start(folder, place) if place else 0
        if place is None or start >= place.uidnext:
            return
        heads = self.mailbox.newer(folder, start, headers=fields, until=place.uidnext)
        while batch := list(islice(heads, _AT_ONCE)):
            found = [one for head in batch if (one := meaning(head))]
            fresh = take(self.journal, found, self._name(folder), (place.uidvalidity, batch[-1].uid + 1))
            yield from (one.kind for one in fresh)
        take(self.journal, (), self._name(folder), (place.uidvalidity, place.uidnext))

    def _start(self, folder: str, place: Place) -> int:
        """Where reading goes on; a folder that is new to us is of interest since our first letter."""
        known = read_up_to(self.journal, self._name(folder))
        if known and known[0] == place.uidvalidity:
            return known[1]
        day = first_day(self.journal) or ((self.now - LATELY).date() if self.told else self.now.date())
        return self.mailbox.first_since(folder, day - dt.timedelta(1))

    def _name(self, folder: str) -> str:
        return f"{self.account} {folder}"

    # -- the Sent folder

    def _sent(self, head: Fetched) -> Returned | None:
        message = parsed(head.content)
        mark = mark_of(head.content)
        if mark:
            entry = by_mark(self.journal, mark)
        else:
            addresses = [address for _, address in getaddresses([header(message, "to")])]
            subject = header(message, "subject")
            entry = drafted_to(self.journal, addresses[0], subject) if len(addresses) == 1 else None
        return self._left(entry, self._moment(incoming.moment_of(message))) if entry else None

    def _left(self, entry: Entry, at: dt.datetime) -> Returned | None:
        """It certainly left. A draft was thereby sent, and its client spoken to."""
        self.journal.set_state([entry.letter.key], State.ACCEPTED, at)
        if not entry.letter.draft:
            return None
        letter = entry.letter
        address, mark = letter.recipient.lower(), f"sent:{letter.message_id}"
        return Returned(mark, Kind.SENT, address, letter.key, at, letter.subject, recorded=not entry.recorded)

    # -- the INBOX

    def _came(self, head: Fetched) -> Returned | None:
        if not self._read_by(worth_reading, head.uid, head.content):
            return None
        whole = self.mailbox.newer(INBOX, head.uid, most=_AT_MOST, until=head.uid + 1)
        content = next(whole, head).content
        message = self._read_by(understood, head.uid, content)
        if message is None:
            return None
        entry = self._letter(message)
        if entry is None and message.mark not in self.told:
            return None
        failure = _failure(message.failures, entry)
        kind = _kind(message, failure)
        if entry:
            self._settle(entry, kind, failure, self._moment(message.at))
        if kind is None or (kind in _PERSONAL and message.sender in self.own):
            return None
        address = entry.letter.recipient if entry else failure.address if failure else message.sender
        mark = message.message_id or f"<{blake2b(content, digest_size=16).hexdigest()}>"
        return Returned(
            mark=f"{kind}:{mark}",
            kind=kind,
            address=address.lower(),
            key=entry.letter.key if entry else "",
            at=self._moment(message.at),
            subject=message.subject,
            detail=failure.said if failure else message.words,
        )

    def _letter(self, message: Incoming) -> Entry | None:
        """By the mark; without one only by what nobody but a server, or the client's own address, would say."""
        if message.mark:
            return by_mark(self.journal, message.mark)
        if message.kind is incoming.Kind.BOUNCE:
            found = (lately_to(self.journal, one.address, self.now) for one in message.failures if one.address)
            return next(filter(None, found), None)
        if message.kind in (incoming.Kind.STOP, incoming.Kind.AUTO_REPLY):
            entry = lately_to(self.journal, message.sender, self.now)
            answers = message.kind is incoming.Kind.STOP or (entry and entry.letter.subject in message.subject)
            return entry if answers else None
        return None

    def _settle(self, entry: Entry, kind: Kind | None, failure: Failure | None, at: dt.datetime) -> None:
        """Whatever comes back for a letter shows that it left; a bounce, that it came to nothing."""
        if entry.state is not State.REJECTED:
            self.journal.set_state([entry.letter.key], State.ACCEPTED, at)
        if kind in _BOUNCES.values() and failure:
            self.journal.set_state([entry.letter.key], State.REJECTED, at, failure.said)

    def _read_by(self, reader: Callable[[bytes], Read], uid: int, content: bytes) -> Read | None:
        """None for a message that trips the reader: it must not keep all later ones from being read, on this run and
        the next ones."""
        try:
            return reader(content)
        except Exception:
            _LOG.exception("message %d of the mailbox is passed over", uid)
            self.passed_over.append(uid)
            return None

    def _moment(self, at: dt.datetime | None) -> dt.datetime:
        """The shop's wall clock; a message from the future came now."""
        return min(at or self.now, self.now).astimezone(self.now.tzinfo).replace(tzinfo=None)


def _failure(failures: Sequence[Failure], entry: Entry | None) -> Failure | None:
    """What a report tells of our letter's address: by name, else the mildest (our letter had one recipient, and
    whoever it was forwarded to may have got it after all)."""
    recipient = entry.letter.recipient.lower() if entry else ""
    named = [one for one in failures if one.address == recipient]
    mildest = (Weight.DELIVERED, Weight.WAITING, Weight.SOFT, Weight.HARD)
    return min(named or failures, key=lambda one: mildest.index(one.weight), default=None)


def _kind(message: Incoming, failure: Failure | None) -> Kind | None:
    """None: no news for the owner."""
    if message.kind is incoming.Kind.BOUNCE and failure:
        return _BOUNCES.get(failure.weight)
    return _KINDS.get(message.kind)
