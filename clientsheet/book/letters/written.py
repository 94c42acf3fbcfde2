"""What was written already: the journal, and the history tab for whatever the journal does not know (it may be lost)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from clientsheet.book.letters.trials import is_trial
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import HISTORY_KINDS
from clientsheet.mail.letter import GONE, OPEN, Entry, State
from clientsheet.mail.message import token
from clientsheet.sheet.kinds.fold import fold

_MARK: Final = re.compile(r"<cs1\.([a-z2-7]{26})@")
_ANY: Final = ""
"""The mailing of every row of a history tab that has no column to tell it by."""

NOBODY: Final[Mapping[str, str]] = MappingProxyType({})

_REASONS: Final = {
    State.REJECTED: "refused",
    State.CANCELLED: "cancelled",
    State.SUPPRESSED: "unsubscribed",
    State.EXPIRED: "expired",
    State.IN_DOUBT: "unknown",
    State.UNKNOWN: "unknown",
}
WITHDRAWN: Final = frozenset({"booked-meanwhile", "unsubscribed", "no-consent"})
"""Why a frozen letter was taken back that goes after all once the reason has passed."""

_DRAFT: Final = frozenset(map(fold, ("draft", *dict(HISTORY_KINDS)["draft"].every())))


@dataclass
class Tally:
    """One mailing's letters that left: how many, the last one's moment, how many of them today. ``begun``: it was
    let loose on clients, or its trial is a day old."""

    count: int = 0
    last: dt.datetime | None = None
    today: int = 0
    begun: bool = False

    def add(self, at: dt.datetime | None, today: dt.date) -> None:
        self.count += 1
        if at is None:
            return
        self.last = at if self.last is None else max(self.last, at)
        self.today += at.date() == today


def is_withdrawn(entry: Entry) -> bool:
    """It did not leave for a reason that may pass, and is judged anew as long as it is due."""
    return entry.state in (State.CANCELLED, State.SUPPRESSED) and entry.reply in WITHDRAWN


@dataclass(frozen=True)
class Written:
    """``states``: of every letter the journal knows, by key, but for the withdrawn. ``covered``: keys of a household's others. ``marks``: of
    letters in the history tab.

    ``noted``: (mailing, client's row) and (mailing, address) -> the days of such letters that the history tab alone
    tells of, each with its mark, '' where it has none. ``today``: the rows of the clients written to today, each with the mailing. ``advertised``: row of the
    client -> the days of the advertising they got. ``suppressed``: (address, topic) not to be written to, topic ''
    for all, beside those of the unsubscribed tab. ``chats``: keys of the clients whom our bot may write to.
    ``orphans``: (occasion, key without the mailing's name, due day) of letters of mailings that the tab has no longer.
    ``became``: clients that are gone -> whose row holds them now.
    """

    identity: str
    states: dict[str, State] = field(default_factory=dict)
    covered: Collection[str] = frozenset()
    marks: Collection[str] = frozenset()
    noted: dict[tuple[str, int | str], list[tuple[dt.date, str]]] = field(default_factory=dict)
    today: dict[int, str] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    advertised: dict[int, list[dt.date]] = field(default_factory=dict)
    suppressed: Collection[tuple[str, str]] = ()
    chats: Collection[str] = frozenset()
    orphans: set[tuple[str, str, dt.date]] = field(default_factory=set)
    became: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> set[str]:
        """The keys of letters that are frozen and have not left: not written yet."""
        return {key for key, state in self.states.items() if state in OPEN}

    def settled(self, key: str) -> str:
        """Why this very letter is not written (again), a reason of ``LeftOut``; '' where it is to be written.

        A mark made before the workbook had an id of its own counts too.
        """
        if key in self.covered:
            return "same-address"
        state = self.states.get(key)
        if state is not None and state not in OPEN:
            return _REASONS.get(state, "already-written")
        if self.marks and (token(self.identity, key) in self.marks or token("", key) in self.marks):
            return "already-written"
        return ""

    def renamed(self, occasion: str, mailing: str, key: str, due: dt.date) -> bool:
        """Whether this letter left when the mailing had another name: the same occasion of the same client on the same
        day, by a mailing that the tab has no longer."""
        return (occasion, key[len(mailing) :], due) in self.orphans

    def in_history(self, message_id: str) -> bool:
        mark = _MARK.match(message_id)
        return mark is not None and mark[1] in self.marks

    def noted_since(self, mailing: str, whom: int | str, due: dt.date, others: Iterable[str] = ()) -> bool:
        """Whether the history tab alone tells of such a letter on ``due`` or later, other than those with the keys of
        ``others``, which it tells apart by their marks."""
        noted = [one for name in (fold(mailing), _ANY) for one in self.noted.get((name, whom), ())]
        since = [mark for day, mark in noted if day >= due]
        if not all(since):
            return True
        return not {token(of, key) for key in others for of in (self.identity, "")}.issuperset(since)

    def tally(self, mailing: str) -> Tally:
        return self.tallies.get(fold(mailing)) or Tally()


def written(
    shop: Shop,
    entries: Sequence[Entry],
    covered: Collection[str],
    identity: str,
    suppressed: Iterable[tuple[str, str]] = (),
    chats: Collection[str] = frozenset(),
    became: Mapping[str, str] = NOBODY,
    gone: Collection[str] = frozenset(),
) -> Written:
    """``entries``, ``covered``, ``suppressed`` (address, topic) and ``chats`` are the journal's; ``identity`` is the workbook's
    own id; ``became`` as of ``Written``; ``gone``: marks of letters to people who were forgotten."""
    states = {entry.letter.key: entry.state for entry in entries if not is_withdrawn(entry)}
    if became:
        entries = [taken_over(entry, became) for entry in entries]
        also = {
            entry.letter.key: entry.state for entry in entries if entry.state not in OPEN and not is_withdrawn(entry)
        }
        states, covered = {**also, **states}, {*covered, *_covered_too(covered, became)}
    found = Written(
        identity,
        states,
        covered,
        _marks(shop).union(gone),
        suppressed=frozenset(suppressed),
        chats=chats,
        became=became,
    )
    _read_entries(shop, found, entries)
    _read_history(shop, found, {entry.letter.message_id for entry in entries if entry.state in GONE})
    return found


def renamed_clients(shop: Shop, entries: Sequence[Entry]) -> dict[str, str]:
    """Clients of letters who are gone -> who the history tab says they were: rows that were made one on another machine,
    or by the owner's own hand."""
    here = set(shop.keys)
    gone = {one.letter.message_id: one.letter.client for one in entries if one.letter.client not in here}
    if not gone:
        return {}
    marks, links = shop.book["history"].values("message_id"), shop.links("history")
    told = ((gone[mark], int(links[row])) for row, mark in enumerate(marks) if mark in gone)
    return {client: shop.keys[link] for client, link in told if client and link >= 0 and shop.keys[link]}


def taken_over(entry: Entry, became: Mapping[str, str]) -> Entry:
    """As if it had been written to whoever the client is now."""
    letter, client = entry.letter, became.get(entry.letter.client)
    if client is None:
        return entry
    own = f"{letter.mailing}/{letter.client}/"
    key = f"{letter.mailing}/{client}/{letter.key.removeprefix(own)}" if letter.key.startswith(own) else letter.key
    return replace(entry, letter=replace(letter, client=client, key=key))


def _covered_too(covered: Collection[str], became: Mapping[str, str]) -> Iterator[str]:
    for was, key in became.items():
        yield from (one.replace(f"/{was}/", f"/{key}/") for one in covered if f"/{was}/" in one)


def _read_entries(shop: Shop, found: Written, entries: Sequence[Entry]) -> None:
    today = shop.book.today
    rows = {key: row for row, key in enumerate(shop.keys) if key} if entries else {}
    table = shop.book["mailings"]
    named = {
        fold(name or occasion or "")
        for name, occasion in zip(table.values("name"), table.values("occasion"), strict=True)
    }
    for entry in entries:
        if entry.state not in GONE:
            continue
        letter, day = entry.letter, entry.at.date()
        tally = found.tallies.setdefault(fold(letter.mailing), Tally())
        tally.begun |= entry.state is not State.DRAFTED and (day < today or not is_trial(letter.key))
        if is_trial(letter.key):
            continue
        tally.add(entry.at, today)
        if fold(letter.mailing) not in named:
            found.orphans.add((letter.occasion, letter.key[len(letter.mailing) :], letter.due))
        client = rows.get(letter.client)
        if client is None:
            continue
        if day == today:
            found.today[client] = letter.mailing
        if letter.advertising:
            found.advertised.setdefault(client, []).append(day)


def _read_history(shop: Shop, found: Written, ids: set[str]) -> None:
    history, today = shop.book["history"], shop.book.today
    tells = "mailing" in history or "message_id" in history
    mailings = history.values("mailing") if tells else [_ANY] * len(history)
    links = shop.links("history") if len(history) else ()
    columns = (history.values(name) for name in ("at", "message_id", "direction", "kind"))
    advertising, counted = _advertising(shop), set[str]()
    for row, (mailing, at, message_id, direction, kind) in enumerate(zip(mailings, *columns, strict=True)):
        if mailing is None or direction == "in":
            continue
        if message_id and message_id in ids:
            continue  # the journal tells it better
        name, moment = fold(mailing), _moment(at)
        tally = found.tallies.setdefault(name, Tally())
        again = bool(message_id) and message_id in counted  # a draft, and that it was sent: one letter
        counted.add(message_id or "")
        if not again:
            tally.add(moment, today)
        tally.begun |= bool(kind) and fold(kind) not in _DRAFT
        client = int(links[row])
        if client < 0 or moment is None:
            continue
        whoms: tuple[int | str, ...] = (client, *addresses(shop, client))
        mark = _MARK.match(message_id or "")
        for whom in whoms:
            found.noted.setdefault((name, whom), []).append((moment.date(), mark[1] if mark else ""))
        if tells and moment.date() == today:
            found.today[client] = mailing
        if name in advertising and not again:
            found.advertised.setdefault(client, []).append(moment.date())


def _advertising(shop: Shop) -> set[str]:
    table = shop.book["mailings"]
    kinds = zip(table.values("name"), table.values("kind"), strict=True)
    return {fold(name) for name, kind in kinds if name and kind == "advertising"}


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
