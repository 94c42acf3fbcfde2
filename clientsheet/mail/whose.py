"""Which letter of ours a message is about: by its mark, or by whom we wrote to lately."""

from __future__ import annotations

import datetime as dt
from typing import Final

from clientsheet.mail.journal import Journal
from clientsheet.mail.journal_file import moment
from clientsheet.mail.letter import Entry

LATELY: Final = dt.timedelta(days=60)
"""A message that names no letter of ours may be about one to that address that is no older."""

_LEFT: Final = "state in ('accepted', 'drafted', 'in_doubt', 'unknown', 'rejected')"


def by_mark(journal: Journal, mark: str) -> Entry | None:
    """``mark``: the 26 letters and digits of its Message-ID."""
    bounds = f"<cs1.{mark}@", f"<cs1.{mark}A"
    return _first(journal, "where message_id >= ? and message_id < ?", *bounds)


def lately_to(journal: Journal, address: str, now: dt.datetime) -> Entry | None:
    """The last letter that may have reached that address."""
    return _first(
        journal,
        f"where recipient = ? collate nocase and {_LEFT} and at >= ? order by at desc",
        address,
        moment(now - LATELY),
    )


def drafted_to(journal: Journal, address: str, subject: str) -> Entry | None:
    """A draft that waits to be sent: many a mail program gives a draft a Message-ID of its own when it sends it."""
    return _first(
        journal,
        "where recipient = ? collate nocase and subject = ? and state = 'drafted' order by at desc",
        address,
        subject,
    )


def first_day(journal: Journal) -> dt.date | None:
    """The day of the first letter; None: there is none."""
    (day,) = journal.database.execute("select min(min(due, substr(at, 1, 10))) from letters").fetchone()
    return dt.date.fromisoformat(day) if day else None


def _first(journal: Journal, condition: str, *values: str) -> Entry | None:
    row = journal.database.execute(f"select key from letters {condition} limit 1", values).fetchone()
    return journal.entry(row[0]) if row else None
