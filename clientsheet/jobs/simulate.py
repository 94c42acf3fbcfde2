"""The days ahead, lived through in memory: what each mailing would send on which day, if nothing else happened.

Caps, daily limits, quiet days and days off are applied; letters that would be sent count as contacts of the days that
follow. Quiet hours are not: nobody knows at what hour the run will be. Writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from clientsheet.book.book import Book
from clientsheet.book.letters.chosen import NO_NEWS, Chosen, LeftOut
from clientsheet.book.letters.mailings import plan
from clientsheet.book.letters.trials import is_trial
from clientsheet.book.letters.written import written
from clientsheet.book.shop import Shop
from clientsheet.book.sightings import Sightings
from clientsheet.book.tabs.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.book.writing.appended import appended
from clientsheet.jobs.mail.planning import identity_of, shop_of, suppressed_so_far
from clientsheet.mail.chats import chats
from clientsheet.mail.forgetting import gone_marks
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, Letter, State
from clientsheet.mail.merged import became
from clientsheet.sheet.grid import Raw
from clientsheet.workspace import Workspace

NOON = dt.time(12)


@dataclass(frozen=True)
class Foreseen:
    """A letter of a day to come. ``name``: the client's. ``trial``: it goes to the owner."""

    key: str
    mailing: str
    occasion: str
    client: str
    name: str
    channel: str
    recipient: str
    due: dt.date
    draft: bool
    trial: bool


@dataclass(frozen=True)
class SimulatedDay:
    """``left_out``: how many for which reason; who was written to already is no news."""

    day: dt.date
    letters: tuple[Foreseen, ...]
    left_out: Mapping[str, int]

    @property
    def by_mailing(self) -> Mapping[str, int]:
        return Counter(letter.mailing for letter in self.letters)


@dataclass(frozen=True)
class Simulated:
    days: tuple[SimulatedDay, ...]
    language: str
    code: int = 0

    @property
    def count(self) -> int:
        return sum(len(day.letters) for day in self.days)

    def as_json(self) -> dict[str, object]:
        return {
            "days": [
                {
                    "day": day.day.isoformat(),
                    "letters": [_plain(letter) for letter in day.letters],
                    "left_out": dict(day.left_out),
                }
                for day in self.days
            ]
        }


def simulate(workspace: Workspace, days: int) -> Simulated:
    """From today on, ``days`` of them."""
    with Journal.peek(workspace.config.state_path) as journal:
        shop = shop_of(workspace, journal)
        ahead = _Ahead(
            identity=identity_of(shop),
            book=shop.book,
            entries={entry.letter.key: entry for entry in journal.entries()},
            covered=journal.covered(),
            sightings=journal.sightings(),
            suppressed=suppressed_so_far(shop, journal, identity_of(shop)),
            chats=chats(journal),
            became=became(journal, shop.keys),
            gone=gone_marks(journal),
        )
    lived = [ahead.live(workspace.today + dt.timedelta(number)) for number in range(days)]
    return Simulated(tuple(lived), workspace.language)


@dataclass
class _Ahead:
    """What is known at the beginning of a day, and grows with each."""

    identity: str
    book: Book
    entries: dict[str, Entry]
    covered: set[str]
    sightings: Sightings
    suppressed: Sequence[tuple[str, str]]
    chats: Collection[str]
    became: Mapping[str, str]
    gone: Collection[str]

    def live(self, day: dt.date) -> SimulatedDay:
        shop = Shop(replace(self.book, today=day), self.sightings)
        before = (self.covered, self.identity, self.suppressed, self.chats, self.became, self.gone)
        known = written(shop, [*self.entries.values()], *before)
        planned = plan(shop, known)
        self.sightings = shop.sighted
        chosen = [*planned.letters, *planned.trials]
        for one in chosen:
            self._remember(one, shop, day)
        self._note([one for one in planned.letters if not one.draft], shop, day)
        return SimulatedDay(day, tuple(_foreseen(one, shop) for one in chosen), _reasons(planned.left_out))

    def _remember(self, chosen: Chosen, shop: Shop, day: dt.date) -> None:
        at = dt.datetime.combine(day, NOON)
        letter = Letter(
            key=chosen.key,
            mailing=chosen.mailing.name,
            client=shop.keys[chosen.client],
            name="",
            channel=chosen.channel,
            recipient=chosen.recipient,
            phone="",
            subject="",
            text="",
            because="",
            due=chosen.due,
            message_id=f"<{chosen.key}>",
            way=chosen.way,
            draft=chosen.draft,
            advertising=chosen.advertising,
        )
        self.entries[chosen.key] = Entry(letter, State.DRAFTED if chosen.draft else State.ACCEPTED, at)
        self.covered |= {key for _, key in chosen.others}

    def _note(self, sent: Sequence[Chosen], shop: Shop, day: dt.date) -> None:
        """Letters that leave are contacts, and contacts put occasions off."""
        language = self.book.language
        rows: list[dict[str, Raw]] = [
            {
                "at": dt.datetime.combine(day, NOON),
                "client": shop.keys[one.client],
                "channel": word(CHANNELS, one.channel, language),
                "direction": word(DIRECTIONS, "out", language),
                "kind": word(HISTORY_KINDS, "letter", language),
                "message_id": f"<{one.key}>",
                "mailing": one.mailing.name,
            }
            for one in sent
        ]
        self.book = appended(self.book, "history", rows)


def _foreseen(chosen: Chosen, shop: Shop) -> Foreseen:
    key = shop.keys[chosen.client]
    return Foreseen(
        key=chosen.key,
        mailing=chosen.mailing.name,
        occasion=chosen.mailing.occasion,
        client=key,
        name=str(shop.book["clients"].value("name", chosen.client) or key),
        channel=chosen.channel,
        recipient=chosen.recipient,
        due=chosen.due,
        draft=chosen.draft,
        trial=is_trial(chosen.key),
    )


def _reasons(left_out: Sequence[LeftOut]) -> Mapping[str, int]:
    return dict(Counter(out.reason for out in left_out if out.reason not in NO_NEWS).most_common())


def _plain(letter: Foreseen) -> dict[str, object]:
    return {
        "key": letter.key,
        "mailing": letter.mailing,
        "client": letter.client,
        "channel": letter.channel,
        "to": letter.recipient,
        "occasion": letter.occasion,
        "due": letter.due.isoformat(),
        "draft": letter.draft,
        "trial": letter.trial,
    }
