"""Who gets what today, and who does not, and why. The rows of the mailings tab meet the occasions; writes nothing.

Every client whose occasion is due under a mailing that is on stands in exactly one of the two lists. Computed from
the owner's data in memory, never from a filled cell that was read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from clientsheet.book.audience import ALL, Audience, AudienceMistake, audience
from clientsheet.book.days import NO_DAY
from clientsheet.book.events import Events
from clientsheet.book.reach import CLOSED_AT_MOST, Reach
from clientsheet.book.shop import Shop
from clientsheet.book.written import Written
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.text import say

VALID_DAYS: Final[Mapping[str, int]] = {"birthday": 3, "contract_ends": 20, "repeat_visit": 30}
"""The occasions that are written about now, the most pressing first, each with how long its letter makes sense."""

EXPIRED_SHOWN_DAYS: Final = 14
"""A letter that nobody sent in time is reported for so long; then it is history."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """A row of the mailings tab, its blanks filled in. ``row`` counts along the table."""

    row: int
    name: str
    on: bool
    occasion: str
    offset: int
    channel: str
    template: str
    mode: str
    advertising: bool
    valid_days: int
    daily_limit: int
    audience: Audience = ALL
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``client``: row of the clients table. ``reason``: a code, its words are ``left.<code>``."""

    mailing: str
    client: int
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def because(self, language: str) -> str:
        return say(language, f"left.{self.reason}", **self.facts)


@dataclass(frozen=True)
class Chosen:
    """A letter to be composed. ``due``: the day it should leave; ``day``: that of the occasion itself.

    ``others``: (row, key) of the people at the same address whom this letter speaks to as well.
    """

    mailing: Mailing
    client: int
    key: str
    due: dt.date
    day: dt.date
    channel: str
    recipient: str
    facts: Mapping[str, Any]
    others: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Planned:
    """``findings``: what only came out when an audience was looked at client by client; the rest is ``mailings``'s."""

    letters: tuple[Chosen, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    mailings: tuple[Mailing, ...] = ()


def plan(shop: Shop, written: Written) -> Planned:
    """The letters due today, the most pressing occasion first, at most one for a client."""
    rows, _ = mailings(shop)
    findings = []
    day = _Day(shop, written)
    for mailing in sorted(rows, key=lambda row: _urgency(row.occasion)):
        if mailing.on and not mailing.mistake:
            try:
                day.consider(mailing)
            except AudienceMistake as mistake:
                findings.append(_finding(shop, mailing.row, "audience", "mailing-audience", what=str(mistake)))
    return Planned(tuple(day.letters), tuple(day.left_out), tuple(findings), tuple(rows))


def mailings(shop: Shop) -> tuple[list[Mailing], list[Finding]]:
    """The rows of the mailings tab, and what is wrong with those that are on."""
    table, found, findings = shop.book["mailings"], [], []
    for row in range(len(table)):
        said = {column.name: table.value(column.name, row) for column in table.tab.columns if not column.filled}
        occasion = said["occasion"] or ""
        on, who, mistake = bool(said["on"]), ALL, ""
        try:
            who = audience(said["audience"], shop)
        except AudienceMistake as error:
            mistake = "mailing-audience"
            findings.append(_finding(shop, row, "audience", mistake, what=str(error)))
        if occasion not in VALID_DAYS:
            mistake = "mailing-not-yet"
            if on and occasion:
                findings.append(_finding(shop, row, "occasion", mistake))
        if on and said["mode"] == "send":
            findings.append(_finding(shop, row, "mode", "mailing-drafts-only"))
        valid = said["valid_days"]
        found.append(
            Mailing(
                row=row,
                name=said["name"] or occasion,
                on=on,
                occasion=occasion,
                offset=int(said["offset"] or 0),
                channel=said["channel"] or "",
                template=said["template"] or occasion,
                mode=said["mode"] or "draft",
                advertising=said["kind"] == "advertising",
                valid_days=VALID_DAYS.get(occasion, 0) if valid is None else int(valid),
                daily_limit=_limit(said["daily_limit"], shop),
                audience=who,
                mistake=mistake,
            )
        )
    return found, findings


class _Day:
    """Today's letters in the making: what was chosen so far decides about the next."""

    def __init__(self, shop: Shop, written: Written) -> None:
        self.shop, self.written = shop, written
        self.reach = Reach(shop)
        self.letters: list[Chosen] = []
        self.left_out: list[LeftOut] = []
        self._spoken_to = dict(written.today)
        self._at: dict[tuple[int, str], Chosen] = {}

    def consider(self, mailing: Mailing) -> None:
        events = self.shop.events.get(mailing.occasion)
        if events is None:
            return
        room = mailing.daily_limit - self.written.tally(mailing.name).today
        meant = [
            found
            for found in due_events(events, mailing, self.reach, self.shop.book.today)
            if mailing.audience(int(events.client[found[0]]))
        ]
        for event, due, late in meant:
            letter = self._judged(mailing, events, event, due, late, room > 0)
            if isinstance(letter, LeftOut):
                self.left_out.append(letter)
            elif letter is not None:
                self._take(letter)
                room -= 1

    def _judged(
        self, mailing: Mailing, events: Events, event: int, due: dt.date, late: bool, room: bool
    ) -> Chosen | LeftOut | None:
        """The letter, or why not; None: its time passed, and it had been written in time."""
        client = int(events.client[event])

        def out(reason: str, **facts: object) -> LeftOut:
            return LeftOut(mailing.name, client, reason, facts)

        own = self.shop.keys[client]
        if not own:
            return None if late else out("doubled-id" if self.shop.book["clients"].value("id", client) else "no-key")
        key = f"{mailing.name}/{own}/{events.occurrence(event)}"
        if self.written.knows(key):
            return None if late else out("same-address" if key in self.written.covered else "already-written")
        if self.written.noted_since(mailing.name, client, due):
            return None if late else out("already-written")
        if late:
            return out("expired", due=due, days=mailing.valid_days)
        if self.reach.closed(self.shop.book.today):
            return out("quiet-day")
        if mailing.advertising and self.shop.book["clients"].value("consent", client) is not True:
            return out("no-consent")
        channel, recipient, problem = self.reach.address(client, mailing.channel)
        if problem:
            return out(problem)
        if self.reach.unsubscribed(client, (mailing.name, mailing.occasion)):
            return out("unsubscribed")
        if client in self._spoken_to:
            return out("another-letter-today", other=self._spoken_to[client])
        if self.written.noted_since(mailing.name, recipient, due):
            return out("same-address")
        before = self._at.get((mailing.row, recipient))
        if before is not None:
            before.others.append((client, key))
            return out("same-address")
        if not room:
            return out("over-limit", limit=mailing.daily_limit)
        day = dt.date.fromordinal(int(events.day[event]))
        return Chosen(mailing, client, key, due, day, channel, recipient, events.facts(event))

    def _take(self, letter: Chosen) -> None:
        self.letters.append(letter)
        self._at[letter.mailing.row, letter.recipient] = letter
        self._spoken_to[letter.client] = letter.mailing.name


def due_events(events: Events, mailing: Mailing, reach: Reach, today: dt.date) -> Iterator[tuple[int, dt.date, bool]]:
    """(event, the open day its letter leaves on, whether that is too long ago), the earliest first.

    Only what can be due is looked at one by one, so a million events cost as much as their dates.
    """
    planned = np.where(events.day == NO_DAY, NO_DAY, events.day + mailing.offset)
    age = today.toordinal() - planned
    near = np.flatnonzero((age >= -CLOSED_AT_MOST) & (age <= mailing.valid_days + EXPIRED_SHOWN_DAYS + CLOSED_AT_MOST))
    near = near[np.argsort(planned[near], kind="stable")]
    opening = {day: reach.opening(dt.date.fromordinal(day)) for day in np.unique(planned[near]).tolist()}
    for event, day in zip(near.tolist(), planned[near].tolist(), strict=True):
        due = opening[day]
        late = (today - due).days
        if 0 <= late <= mailing.valid_days + EXPIRED_SHOWN_DAYS:
            yield event, due, late > mailing.valid_days


def verdicts(shop: Shop, written: Written, client: int) -> list[tuple[Mailing, bool, LeftOut]]:
    """For ``why``: of each mailing whether this client is written to today, and the reason either way."""
    planned = plan(shop, written)
    found = []
    for mailing in planned.mailings:
        reason, facts = _verdict(planned, shop, mailing, client)
        found.append((mailing, reason == "chosen", LeftOut(mailing.name, client, reason, facts)))
    return found


def _verdict(planned: Planned, shop: Shop, mailing: Mailing, client: int) -> tuple[str, Mapping[str, object]]:
    if not mailing.on:
        return "switched-off", {}
    if mailing.mistake:
        return mailing.mistake, {}
    if any(letter.mailing.row == mailing.row and letter.client == client for letter in planned.letters):
        return "chosen", {}
    for out in planned.left_out:
        if out.mailing == mailing.name and out.client == client:
            return out.reason, out.facts
    if not mailing.audience(client):
        return "not-in-audience", {}
    return _not_due(shop, mailing, client)


def _not_due(shop: Shop, mailing: Mailing, client: int) -> tuple[str, Mapping[str, object]]:
    events = shop.events.get(mailing.occasion)
    days = [] if events is None else events.day[(events.client == client) & (events.day != NO_DAY)].tolist()
    today = shop.book.today.toordinal()
    coming = [day + mailing.offset for day in days if day + mailing.offset > today]
    if coming:
        return "not-due", {"day": dt.date.fromordinal(min(coming))}
    if days:
        return "expired", {"due": dt.date.fromordinal(max(days) + mailing.offset), "days": mailing.valid_days}
    booked = shop.events.get("booking")
    if mailing.occasion == "repeat_visit" and booked is not None and (booked.client == client).any():
        return "booked-meanwhile", {}
    return "no-occasion", {}


def _limit(said: float | None, shop: Shop) -> int:
    """A blank cell does not mean thousands of letters on the first day."""
    return shop.book.config.mail.limits.per_day if said is None else int(said)


def _urgency(occasion: str) -> int:
    order = list(VALID_DAYS)
    return order.index(occasion) if occasion in order else len(order)


def _finding(shop: Shop, row: int, name: str, code: str, **facts: object) -> Finding:
    table = shop.book["mailings"]
    column = table.columns.get(name)
    return Finding(
        code=code,
        severity=Severity.ERROR if code == "mailing-audience" else Severity.HINT,
        tab=table.title,
        row=table.rows[row],
        column=column.number if column else 0,
        heading=column.heading if column else "",
        value=column.raw[row] if column else None,
        facts=facts,
    )
