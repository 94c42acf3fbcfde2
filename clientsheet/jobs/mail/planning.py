"""Who gets which letter today, composed, and who does not. Writes nothing but the page of a preview.

    Shop + journal + history --> chosen --+-- frozen already, and still right --> as it is in the journal
                                          +-- else --> composed

``plan`` and ``preview`` show exactly the letters that ``draft``, ``send`` and ``sync`` hand over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from clientsheet.book.letters.chosen import NO_NEWS, Chosen, LeftOut
from clientsheet.book.letters.composing import Composer
from clientsheet.book.letters.mailings import plan as who_gets_what
from clientsheet.book.letters.rows import Mailing
from clientsheet.book.letters.written import Written, addresses, is_withdrawn, renamed_clients, written
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.files import folder_of, write_file
from clientsheet.jobs.numbering import numbered
from clientsheet.mail.chats import chats
from clientsheet.mail.forgetting import gone_marks, silenced
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import OPEN, Entry, Letter, State
from clientsheet.mail.merged import became
from clientsheet.mail.message import BadAddress
from clientsheet.mail.returned import suppressions
from clientsheet.sheet.finding import Finding
from clientsheet.templating import TemplateMistake, Templates
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class MailPlan:
    """Today's letters, and those left out. ``names[row]``: how the row of a client is known to people."""

    letters: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    mailings: tuple[Mailing, ...]
    occasions: Mapping[str, str]
    names: Mapping[int, str]
    clients: Mapping[int, str]
    language: str
    today: dt.date
    code: int = 0

    @property
    def left_out_count(self) -> int:
        return sum(out.reason not in NO_NEWS for out in self.left_out)

    def as_json(self) -> dict[str, object]:
        return {
            "letters": [
                {
                    "key": letter.key,
                    "mailing": letter.mailing,
                    "client": letter.client,
                    "channel": letter.channel,
                    "to": letter.recipient,
                    "subject": letter.subject,
                    "occasion": self.occasions[letter.key],
                    "due": letter.due.isoformat(),
                }
                for letter in self.letters
            ],
            "left_out": [
                {
                    "mailing": out.mailing,
                    "client": self.clients[out.client],
                    "reason": out.reason,
                    "because": out.because(self.language),
                }
                for out in self.left_out
            ],
        }


@dataclass(frozen=True)
class Prepared:
    """A day's planning, and what it means for the journal. ``known``: what was written before. ``entries``: all of the
    journal's. ``meant``: keys of the letters of every mailing that are due, whichever part of them was asked for.

    ``fresh``: composed, to be frozen. ``changed``: composed anew for a letter that is frozen and open.
    """

    plan: MailPlan
    known: Written
    entries: Sequence[Entry]
    meant: frozenset[str]
    fresh: tuple[Letter, ...]
    changed: tuple[Letter, ...]

    @property
    def open(self) -> dict[str, Entry]:
        return {entry.letter.key: entry for entry in self.entries if entry.state in OPEN}


# -- the verbs


def plan(workspace: Workspace) -> MailPlan:
    """Who gets what today, and who does not, and why. Leaves nothing behind."""
    with Journal.peek(workspace.config.state_path) as journal:
        shop = shop_of(workspace, journal)
        return prepared(workspace, shop, journal, identity_of(shop)).plan


def preview(workspace: Workspace, html: Path) -> MailPlan:
    """The same, and one page with every letter as it will be, text and HTML side by side, that works from disk."""
    from clientsheet.mail.preview_page import page

    with Journal.peek(workspace.config.state_path) as journal:
        shop = shop_of(workspace, journal)
        found = prepared(workspace, shop, journal, identity_of(shop)).plan
        found = replace(found, letters=tuple(_whole(letter, journal) for letter in found.letters))
    left_out = [(found.names[out.client], out.mailing, out.because(workspace.language)) for out in found.left_out]
    folder_of(html)
    write_file(html, page(found.today, found.letters, left_out, workspace.language).encode())
    return found


# -- for the verbs that hand letters over


def shop_of(workspace: Workspace, journal: Journal, *, look: bool = True) -> Shop:
    """The workbook as it lies now. Rows without an id have the one that ``sync`` will give them, so that a letter has
    one key for good. ``look``: no letter is to leave."""
    book, _ = numbered(workspace, workspace.read(), look=look)
    return Shop(book, journal.sightings())


def prepared(
    workspace: Workspace,
    shop: Shop,
    journal: Journal,
    identity: str,
    *,
    drafts: bool | None = None,
    trials: bool = True,
) -> Prepared:
    """``drafts``: only the letters that become drafts, or only those that are sent; None: all. ``trials``: the first
    letter of a mailing that begins to send goes to the owner."""
    entries = journal.entries()
    known = written_so_far(shop, entries, journal, identity)
    chosen = who_gets_what(shop, known, workspace.now, trials=trials)
    made = _Making(shop, Composer(shop, templates(workspace), identity, moment(workspace)), entries)
    every = (*chosen.letters, *chosen.trials)
    for one in every:
        if drafts is None or one.draft == drafts:
            made.add(one)
    left_out = (*chosen.left_out, *made.left_out)
    rows = {out.client for out in left_out} | {one.client for one in chosen.letters}
    clients = shop.book["clients"]
    names = {row: str(clients.value("name", row) or shop.keys[row]) for row in rows}
    found = MailPlan(
        letters=tuple(made.letters),
        left_out=left_out,
        findings=chosen.findings,
        mailings=chosen.mailings,
        occasions={one.key: one.mailing.occasion for one in every},
        names=names,
        clients={row: shop.keys[row] or names[row] for row in rows},
        language=workspace.language,
        today=workspace.today,
    )
    meant = frozenset(one.key for one in every)
    return Prepared(found, known, entries, meant, tuple(made.fresh), tuple(made.changed))


class _Making:
    """The letters of the chosen: as they are frozen, where they are and still fit; else composed."""

    def __init__(self, shop: Shop, composer: Composer, entries: Sequence[Entry]) -> None:
        self._shop, self._composer = shop, composer
        self._open = {one.letter.key: one for one in entries if one.state in OPEN or is_withdrawn(one)}
        self.letters: list[Letter] = []
        self.fresh: list[Letter] = []
        self.changed: list[Letter] = []
        self.left_out: list[LeftOut] = []

    def add(self, chosen: Chosen) -> None:
        entry = self._open.get(chosen.key)
        if entry is not None and entry.state in OPEN and _fits(entry.letter, chosen):
            self.letters.append(entry.letter)
            return
        letter = self._composed(chosen)
        if isinstance(letter, LeftOut):
            self.left_out.append(letter)
        elif entry is None:
            self.letters.append(letter)
            self.fresh.append(letter)
        elif is_withdrawn(entry) or (entry.state is State.PLANNED and not entry.attempts):
            self.letters.append(letter)
            self.changed.append(letter)
        else:  # it was on its way to the old address; only the very same message may follow it
            self.left_out.append(LeftOut(chosen.mailing.name, chosen.client, "row-changed", {}, chosen.key))

    def _composed(self, chosen: Chosen) -> Letter | LeftOut:
        """A mistake in a template stops that letter, not the others."""
        name, client, key = chosen.mailing.name, chosen.client, chosen.key
        try:
            return self._composer.compose(chosen)
        except TemplateMistake as mistake:
            return LeftOut(name, client, "template", mistake.facts, key)
        except BadAddress:
            return LeftOut(name, client, "bad-address", {}, key)
        except WrongUse as missing:
            return LeftOut(name, client, "no-template", missing.facts, key)


def _fits(frozen: Letter, chosen: Chosen) -> bool:
    """Nothing has changed that decides where it goes."""
    return (frozen.recipient, frozen.channel, frozen.way, frozen.draft) == (
        chosen.recipient,
        chosen.channel,
        chosen.way,
        chosen.draft,
    )


def _whole(letter: Letter, journal: Journal) -> Letter:
    """With text and content, also where it is frozen already."""
    if letter.text:
        return letter
    entry = journal.entry(letter.key)
    return letter if entry is None else entry.letter


def written_so_far(
    shop: Shop, entries: Sequence[Entry], journal: Journal, identity: str, covered: Iterable[str] = ()
) -> Written:
    """``covered``: keys of a household's others beside those that the journal knows."""
    now = {**renamed_clients(shop, entries), **became(journal, shop.keys)}
    own = (chats(journal), now, gone_marks(journal))
    silent = suppressed_so_far(shop, journal, identity)
    return written(shop, entries, journal.covered().union(covered), identity, silent, *own)


def suppressed_so_far(shop: Shop, journal: Journal, identity: str) -> list[tuple[str, str]]:
    """(address, topic) not to be written to, beside what the workbook tells."""
    known = [(one.address, one.topic) for one in suppressions(journal)]
    everybody = range(len(shop.book["clients"]))
    return [*known, *silenced(journal, identity, lambda: (one for row in everybody for one in addresses(shop, row)))]


def templates(workspace: Workspace) -> Templates:
    return Templates(workspace.config.templates_path, workspace.config.currency)


def moment(workspace: Workspace) -> dt.datetime:
    """The run's day with the clock's time, in the shop's zone."""
    time = workspace.now.time().replace(microsecond=0)
    return dt.datetime.combine(workspace.today, time, ZoneInfo(workspace.config.timezone))


def identity_of(shop: Shop) -> str:
    return (shop.book.marks or {}).get("workbook_id", "")
