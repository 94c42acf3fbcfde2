"""What was written already: the journal, and the history tab for whatever the journal does not know (it may be lost)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.mail.letter import Entry
from clientsheet.mail.message import token
from clientsheet.sheet.kinds.fold import fold

_MARK: Final = re.compile(r"<cs1\.([a-z2-7]{26})@")


_ANY: Final = ""
"""The mailing of every row of a history tab that has no column to tell it by."""


@dataclass
class Tally:
    """One mailing's letters so far: how many, the last one's moment, how many of them today."""

    count: int = 0
    last: dt.datetime | None = None
    today: int = 0

    def add(self, at: dt.datetime | None, today: dt.date) -> None:
        self.count += 1
        if at is None:
            return
        self.last = at if self.last is None else max(self.last, at)
        self.today += at.date() == today


@dataclass(frozen=True)
class Written:
    """``keys``: letters the journal knows, those of a household included. ``marks``: of letters in the history tab.

    ``noted``: (mailing, client's row) and (mailing, address) -> the last day the history tab alone tells of such a
    letter. ``today``: the rows of the clients written to today, each with the mailing.
    """

    identity: str
    keys: Collection[str] = frozenset()
    covered: Collection[str] = frozenset()
    marks: Collection[str] = frozenset()
    noted: dict[tuple[str, int | str], dt.date] = field(default_factory=dict)
    today: dict[int, str] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether this very letter exists; a mark made before the workbook had an id of its own counts too."""
        if key in self.keys:
            return True
        return bool(self.marks) and (token(self.identity, key) in self.marks or token("", key) in self.marks)

    def in_history(self, message_id: str) -> bool:
        mark = _MARK.match(message_id)
        return mark is not None and mark[1] in self.marks

    def noted_since(self, mailing: str, whom: int | str, due: dt.date) -> bool:
        if not self.noted:
            return False
        days = (self.noted.get((name, whom)) for name in (fold(mailing), _ANY))
        return any(day is not None and day >= due for day in days)

    def tally(self, mailing: str) -> Tally:
        return self.tallies.get(fold(mailing)) or Tally()


def written(shop: Shop, entries: Sequence[Entry], covered: Collection[str], identity: str) -> Written:
    """``entries`` and ``covered`` are the journal's; ``identity`` is the workbook's own id."""
    keys = {entry.letter.key for entry in entries} | set(covered)
    found = Written(identity, keys, covered, _marks(shop))
    today = shop.book.today
    rows = {key: row for row, key in enumerate(shop.keys) if key} if entries else {}
    ids = set()
    for entry in entries:
        ids.add(entry.letter.message_id)
        found.tallies.setdefault(fold(entry.letter.mailing), Tally()).add(entry.at, today)
        if entry.at.date() == today and entry.letter.client in rows:
            found.today[rows[entry.letter.client]] = entry.letter.mailing
    _read_history(shop, found, ids)
    return found


def _read_history(shop: Shop, found: Written, ids: set[str]) -> None:
    history, today = shop.book["history"], shop.book.today
    tells = "mailing" in history or "message_id" in history
    mailings = history.values("mailing") if tells else [_ANY] * len(history)
    links = shop.links("history") if len(history) else ()
    columns = (history.values(name) for name in ("at", "message_id", "direction"))
    for row, (mailing, at, message_id, direction) in enumerate(zip(mailings, *columns, strict=True)):
        if mailing is None or direction == "in":
            continue
        if message_id and message_id in ids:
            continue  # the journal tells it better
        name, moment = fold(mailing), _moment(at)
        found.tallies.setdefault(name, Tally()).add(moment, today)
        client = int(links[row])
        if client < 0 or moment is None:
            continue
        whoms: tuple[int | str, ...] = (client, *addresses(shop, client))
        for whom in whoms:
            found.noted[name, whom] = max(found.noted.get((name, whom), moment.date()), moment.date())
        if tells and moment.date() == today:
            found.today[client] = mailing


def _marks(shop: Shop) -> set[str]:
    return {mark[1] for cell in shop.book["history"].values("message_id") if cell and (mark := _MARK.match(cell))}


def addresses(shop: Shop, client: int) -> tuple[str, ...]:
    """Every email address and number of a client, as letters are addressed."""
    clients = shop.book["clients"]
    emails = tuple(email.lower() for email in clients.value("email", client) or ())
    return emails + tuple(phone.e164 for phone in clients.value("phone", client) or ())


def _moment(at: object) -> dt.datetime | None:
    if isinstance(at, dt.datetime):
        return at.replace(tzinfo=None)
    return dt.datetime.combine(at, dt.time()) if isinstance(at, dt.date) else None
