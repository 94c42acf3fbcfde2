"""Who gets what today, and who does not, and why. The rows of the mailings tab meet the occasions; writes nothing.

Every client whose occasion is due under a mailing that is on stands in exactly one of the two lists. Computed from
the owner's data in memory, never from a filled cell that was read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.events import Events
from clientsheet.book.letters.audience import AudienceMistake
from clientsheet.book.letters.chosen import Chosen, LeftOut, Planned
from clientsheet.book.letters.reach import CLOSED_AT_MOST, Reach
from clientsheet.book.letters.rows import Mailing, finding, mailings, urgency
from clientsheet.book.letters.trials import trial_key
from clientsheet.book.letters.written import Written
from clientsheet.book.shop import Shop
from clientsheet.mail.ways import BY_HAND, Way, way
from clientsheet.sheet.kinds.fold import fold

EXPIRED_SHOWN_DAYS: Final = 14
"""A letter that nobody sent in time is reported for so long; then it is history."""

Why = tuple[str, Mapping[str, object]]
"""A reason of ``LeftOut``, and its facts."""

OF_ITS_OWN: Final = frozenset({"booking", "contract_ends", "payment_overdue", "stage_changed", "task"})
"""Occasions whose letter speaks of one client's own matter: people at one address each get theirs."""


def plan(shop: Shop, written: Written, now: dt.datetime | None = None, *, trials: bool = True) -> Planned:
    """The letters due today, the most pressing occasion first, at most one for a client.

    ``now``: the shop's wall clock, for the quiet hours. ``trials``: a mailing that begins to send waits for the owner
    to have seen its first letter; False: somebody said that it may begin.
    """
    rows, _ = mailings(shop)
    findings = []
    day = _Day(shop, written, now, trials)
    for mailing in sorted(rows, key=urgency):
        if mailing.on and not mailing.mistake:
            try:
                day.consider(mailing)
            except AudienceMistake as mistake:
                findings.append(finding(shop, mailing.row, "audience", "mailing-audience", what=str(mistake)))
    return Planned(tuple(day.letters), tuple(day.left_out), tuple(findings), tuple(rows), tuple(day.trials))


class Due(NamedTuple):
    """``event``: its number. ``client``: row. ``day``: the open day its letter leaves on; ``late``: too long ago."""

    event: int
    client: int
    day: dt.date
    late: bool


def letter_key(mailing: Mailing, client: str, events: Events, event: int) -> str:
    """``client``: their key. The same for the same letter in every run."""
    return f"{mailing.name}/{client}/{events.occurrence(event)}"


class _Day:
    """Today's letters in the making: what was chosen so far decides about the next."""

    def __init__(self, shop: Shop, written: Written, now: dt.datetime | None, trials: bool) -> None:
        self.shop, self.written = shop, written
        self.today = shop.book.today
        self.reach = Reach(shop, written.suppressed, now)
        self.letters: list[Chosen] = []
        self.left_out: list[LeftOut] = []
        self.trials: list[Chosen] = []
        self._begin_with_trials = trials
        self._closed = self.reach.closed(self.today)
        self._quiet = self.reach.quiet(self.today)
        self._spoken_to = dict(written.today)
        self._at: dict[tuple[int, str], Chosen] = {}
        self._keys = shop.keys
        self._consent = shop.book["clients"].values("consent")
        self._events: Events | None = None
        self._by_client: dict[int, list[int]] = {}
        self._capped = self._who_had_enough()

    def consider(self, mailing: Mailing) -> None:
        room = mailing.daily_limit - self.written.tally(mailing.name).today
        booked = self.shop.meanwhile(mailing.occasion)
        for events, meanwhile in ((self.shop.occasion(mailing.occasion, mailing.date), False), (booked, True)):
            due_now = due_events(events, mailing, self.reach, self.today)
            meant = [due for due in due_now if mailing.audience(due.client)]
            for due in meant:
                letter = self._judged(mailing, events, due, meanwhile, room > 0)
                if isinstance(letter, LeftOut):
                    self.left_out.append(letter)
                elif letter is not None:
                    self._take(letter)
                    room -= 1

    def _judged(
        self, mailing: Mailing, events: Events, found: Due, meanwhile: bool, room: bool
    ) -> Chosen | LeftOut | None:
        """The letter, or why not; None: its time passed, and it had been settled in time."""
        client = found.client
        own = self._keys[client]
        key = letter_key(mailing, own, events, found.event) if own else ""
        why = self._over(mailing, events, found, meanwhile, key)
        if why is not None:
            return None if found.late and why[0] != "expired" else LeftOut(mailing.name, client, *why, key)
        channel, recipient, problem = self.reach.address(client, mailing.channel)
        why = (problem, {}) if problem else self._unwelcome(mailing, client)
        why = why or self._spoken_for(mailing, found, recipient, key)
        if why is not None:
            return LeftOut(mailing.name, client, *why, key)
        by = self._way(client, channel, mailing.mode)
        why = self._not_now(mailing, client, by, room)
        if why is not None:
            return LeftOut(mailing.name, client, *why, key)
        letter = Chosen(
            mailing=mailing,
            client=client,
            key=key,
            due=found.day,
            day=dt.date.fromordinal(int(events.day[found.event])),
            expires=found.day + dt.timedelta(mailing.valid_days),
            channel=channel,
            recipient=recipient,
            way=by.name,
            draft=by.draft,
            facts=events.facts(found.event),
        )
        if not letter.draft and self._begins(mailing):
            return LeftOut(mailing.name, client, "first-run" if self._tried(letter) else "no-owner", {}, key)
        return letter

    def _over(self, mailing: Mailing, events: Events, found: Due, meanwhile: bool, key: str) -> Why | None:
        """The letter cannot be, or has been, or need not be any more."""
        if not key:
            return "doubled-id" if self.shop.book["clients"].value("id", found.client) else "no-key", {}
        settled = self.written.settled(key)
        if (
            not settled
            and self.written.orphans
            and self.written.renamed(mailing.occasion, mailing.name, key, found.day)
        ):
            settled = "already-written"
        if not settled and self.written.noted and self._noted(mailing, events, found.client, found.day):
            settled = "already-written"
        if settled and settled != "expired":
            return settled, {}
        if meanwhile:
            return "booked-meanwhile", {}
        if found.late or settled:
            return "expired", {"due": found.day, "days": mailing.valid_days}
        return ("quiet-day", {}) if self._closed else None

    def _unwelcome(self, mailing: Mailing, client: int) -> Why | None:
        if mailing.advertising and self._consent[client] is not True:
            return "no-consent", {}
        if self.reach.unsubscribed(client, (mailing.name, mailing.occasion)):
            return "unsubscribed", {}
        return None

    def _spoken_for(self, mailing: Mailing, found: Due, recipient: str, key: str) -> Why | None:
        """Another letter speaks to the client today."""
        client = found.client
        if client in self._spoken_to:
            return "another-letter-today", {"other": self._spoken_to[client]}
        if mailing.occasion in OF_ITS_OWN:
            return None
        if self.written.noted and self.written.noted_since(mailing.name, recipient, found.day):
            return "same-address", {}
        before = self._at.get((mailing.row, recipient))
        if before is None:
            return None
        before.others.append((client, key))
        return "same-address", {}

    def _not_now(self, mailing: Mailing, client: int, by: Way, room: bool) -> Why | None:
        """It goes another day, or another hour."""
        cap = self.shop.book.config.mail.cap
        if cap and mailing.advertising and client in self._capped:
            return "cap", cap._asdict()
        if not by.draft and self._quiet[0]:
            self._spoken_to[client] = mailing.name  # it goes later today
            return self._quiet
        return None if room else ("over-limit", {"limit": mailing.daily_limit})

    def _way(self, client: int, channel: str, mode: str) -> Way:
        """A bot may speak only to those who spoke to it."""
        found = way(self.shop.book.config.mail, channel, mode)
        return BY_HAND if found.name == "telegram" and self._keys[client] not in self.written.chats else found

    def _noted(self, mailing: Mailing, events: Events, client: int, due: dt.date) -> bool:
        """Whether the history alone tells of this letter; not where it tells of another of the client's matters."""
        if not self.written.noted_since(mailing.name, client, due):
            return False
        others = [letter_key(mailing, self._keys[client], events, other) for other in self._all_of(events)[client]]
        return self.written.noted_since(mailing.name, client, due, others)

    def _all_of(self, events: Events) -> Mapping[int, list[int]]:
        """The events of each client; made once."""
        if self._events is not events:
            self._events, self._by_client = events, {}
            for event, client in enumerate(events.client.tolist()):
                self._by_client.setdefault(client, []).append(event)
        return self._by_client

    def _take(self, letter: Chosen) -> None:
        self.letters.append(letter)
        self._at[letter.mailing.row, letter.recipient] = letter
        self._spoken_to[letter.client] = letter.mailing.name

    # -- the first run of a mailing that sends

    def _begins(self, mailing: Mailing) -> bool:
        return self._begin_with_trials and not self.written.tally(mailing.name).begun

    def _tried(self, letter: Chosen) -> bool:
        """The first letter goes to the owner today, and the clients' own another day. False: there is no way there."""
        by_mail = way(self.shop.book.config.mail, "email", "send")
        if not self.reach.owner or by_mail.draft:
            return False
        key = trial_key(letter.mailing.name)
        if not self.written.settled(key) and all(trial.key != key for trial in self.trials):
            self.trials.append(
                replace(letter, key=key, channel="email", recipient=self.reach.owner, way=by_mail.name, others=[])
            )
        return True

    # -- the cap of advertising

    def _who_had_enough(self) -> set[int]:
        """The clients who got as much advertising lately as the owner allows."""
        cap = self.shop.book.config.mail.cap
        if cap is None:
            return set()
        since = self.today - dt.timedelta(cap.days)
        advertised = self.written.advertised.items()
        return {client for client, days in advertised if sum(day > since for day in days) >= cap.letters}


def due_events(events: Events, mailing: Mailing, reach: Reach, today: dt.date) -> Iterator[Due]:
    """The earliest first.

    Only what can be due is looked at one by one, so a million events cost as much as their dates.
    """
    planned = np.where(events.day == NO_DAY, NO_DAY, events.day + mailing.offset)
    age = today.toordinal() - planned
    near = np.flatnonzero((age >= -CLOSED_AT_MOST) & (age <= mailing.valid_days + EXPIRED_SHOWN_DAYS + CLOSED_AT_MOST))
    near = near[np.argsort(planned[near], kind="stable")]
    ahead = mailing.occasion == "booking"  # after the visit there is nothing to remind of
    days = np.unique(planned[near]).tolist()
    opening = {day: reach.opening(dt.date.fromordinal(day), mailing.mode if ahead else "") for day in days}
    for event, client, day in zip(near.tolist(), events.client[near].tolist(), planned[near].tolist(), strict=True):
        due = opening[day]
        late = (today - due).days
        if 0 <= late <= mailing.valid_days + EXPIRED_SHOWN_DAYS:
            yield Due(event, client, due, late > mailing.valid_days)


def verdicts(
    shop: Shop, written: Written, client: int, now: dt.datetime | None = None
) -> list[tuple[Mailing, bool, LeftOut]]:
    """For ``why``: of each mailing whether this client is written to today, and the reason either way."""
    planned = plan(shop, written, now)
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
        if fold(out.mailing) == fold(mailing.name) and out.client == client:
            return out.reason, out.facts
    if not mailing.audience(client):
        return "not-in-audience", {}
    return _not_due(shop, mailing, client)


def _not_due(shop: Shop, mailing: Mailing, client: int) -> tuple[str, Mapping[str, object]]:
    events, meanwhile = shop.occasion(mailing.occasion, mailing.date), shop.meanwhile(mailing.occasion)
    days = events.day[(events.client == client) & (events.day != NO_DAY)].tolist()
    today = shop.book.today.toordinal()
    coming = [day + mailing.offset for day in days if day + mailing.offset > today]
    if coming:
        return "not-due", {"day": dt.date.fromordinal(min(coming))}
    if days:
        return "expired", {"due": dt.date.fromordinal(max(days) + mailing.offset), "days": mailing.valid_days}
    return ("booked-meanwhile" if (meanwhile.client == client).any() else "no-occasion"), {}
