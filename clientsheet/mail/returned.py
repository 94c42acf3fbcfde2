"""What came back, as the journal keeps it: bounces and answers, addresses not to be written to, how far was read.

A suppressed address counts from the moment it stands here; once the workbook has its row, the row alone counts, so
that the owner who deletes it lifts it. Nothing that was taken in once is taken in again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clientsheet.mail.bounces import tells_of_nobody
from clientsheet.mail.journal import Journal
from clientsheet.mail.journal_file import moment, transaction


class Kind(StrEnum):
    HARD = "hard"
    """A bounce: nobody is reached at that address."""
    SOFT = "soft"
    """A bounce of this letter; the address may be good."""
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    STOP = "stop"
    """An answer that asks, in words of its own, not to be written to: a suggestion for the owner."""
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    SENT = "sent"
    """A draft of ours that the owner has sent."""
    REFUSED = "refused"
    """The address was refused when the letter was handed over; the letter's own state tells it."""


SUPPRESSING = frozenset({Kind.HARD, Kind.COMPLAINT, Kind.UNSUBSCRIBE, Kind.REFUSED})
"""After these the address is written to no more."""


@dataclass(frozen=True, slots=True)
class Returned:
    """``mark``: kind and Message-ID of the message, ``reply:<x@example.com>``. ``address``: the client's. ``key``: of
    the letter meant; '' where only the history tab knows that letter. ``at``: the shop's wall clock. ``detail``: what
    a server or a person said. ``recorded``: the history tab tells it, or need not."""

    mark: str
    kind: Kind
    address: str
    key: str
    at: dt.datetime
    subject: str
    detail: str = ""
    recorded: bool = False

    @property
    def message_id(self) -> str:
        return self.mark.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Suppression:
    """``topic``: '' for every letter. ``source``: the kind of message it follows from."""

    address: str
    topic: str
    at: dt.datetime
    source: Kind


# -- taking in


def take(
    journal: Journal, found: Iterable[Returned], folder: str = "", place: tuple[int, int] = (0, 0)
) -> list[Returned]:
    """All of it at once, with how far ``folder`` was read (its UIDVALIDITY, and the UID to go on from). Gives what was
    new."""
    fresh = []
    with transaction(journal.database) as database:
        for one in found:
            columns = (one.mark, one.kind, one.address, one.key, moment(one.at), one.subject, one.detail, one.recorded)
            if not database.execute(f"insert or ignore into returned values ({', '.join('?' * 8)})", columns).rowcount:
                continue
            fresh.append(one)
            if one.kind in SUPPRESSING:
                database.execute(
                    "insert into suppressed (address, topic, at, source) values (?, '', ?, ?) on conflict do update"
                    " set at = excluded.at, source = excluded.source, recorded = 0",
                    (one.address, moment(one.at), one.kind),
                )
        if folder:
            database.execute("insert or replace into mailboxes values (?, ?, ?)", (folder, *place))
    return fresh


def take_refused(journal: Journal) -> list[Returned]:
    """Addresses that a server refused for good when letters were handed over. Gives those that were new."""
    rows = journal.database.execute(
        "select key, recipient, at, subject, message_id, reply from letters where state = 'rejected'"
        " and channel = 'email' and not exists (select 1 from returned where returned.key = letters.key)"
    ).fetchall()
    refused = [
        Returned(f"refused:{mark}", Kind.REFUSED, to.lower(), key, dt.datetime.fromisoformat(at), subject, reply, True)
        for key, to, at, subject, mark, reply in rows
        if tells_of_nobody(reply)
    ]
    return take(journal, refused) if refused else []


# -- questions


def read_up_to(journal: Journal, folder: str) -> tuple[int, int] | None:
    """(UIDVALIDITY, the UID to go on from); None: never read."""
    row = journal.database.execute("select uidvalidity, uidnext from mailboxes where name = ?", (folder,)).fetchone()
    return None if row is None else (row[0], row[1])


def suppressions(journal: Journal) -> list[Suppression]:
    """Those that the workbook does not tell of yet, the oldest first."""
    rows = journal.database.execute(
        "select address, topic, at, source from suppressed where recorded = 0 order by at, address"
    )
    return [
        Suppression(address, topic, dt.datetime.fromisoformat(at), Kind(source)) for address, topic, at, source in rows
    ]


def unrecorded(journal: Journal) -> list[Returned]:
    """What has no row in the history tab yet, the oldest first."""
    rows = journal.database.execute(
        "select mark, kind, address, key, at, subject, detail from returned where recorded = 0 order by at, mark"
    )
    return [
        Returned(mark, Kind(kind), address, key, dt.datetime.fromisoformat(at), subject, detail)
        for mark, kind, address, key, at, subject, detail in rows
    ]


def mark_recorded(journal: Journal, marks: Sequence[str], addresses: Sequence[tuple[str, str]]) -> None:
    """``marks`` of what stands in the history tab now, (address, topic) of what stands in the unsubscribed tab."""
    if not marks and not addresses:
        return
    with transaction(journal.database) as database:
        database.executemany("update returned set recorded = 1 where mark = ?", [(mark,) for mark in marks])
        database.executemany("update suppressed set recorded = 1 where address = ? and topic = ?", addresses)


def mark_unrecorded(journal: Journal, message_ids: Sequence[str], addresses: Sequence[tuple[str, str]]) -> None:
    """The reverse, letters included: the workbook may not tell of these any more."""
    ids = [(message_id,) for message_id in message_ids]
    with transaction(journal.database) as database:
        database.executemany("update letters set recorded = 0 where message_id = ?", ids)
        database.executemany("update returned set recorded = 0 where substr(mark, instr(mark, ':') + 1) = ?", ids)
        database.executemany("update suppressed set recorded = 0 where address = ? and topic = ?", addresses)
