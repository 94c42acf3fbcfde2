"""The letters of the day: plan them, show them, hand them over. Each returns values and prints nothing.

    Shop + journal + history --> Planned --> Letters --> outbox --> history rows, the mailings' own columns

``plan`` and ``preview`` show exactly the letters that ``draft`` and ``sync`` hand over.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from clientsheet.book.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.book.ids import blank_ids
from clientsheet.book.letters import Composer
from clientsheet.book.mailings import Chosen, LeftOut, Mailing, verdicts
from clientsheet.book.mailings import plan as who_gets_what
from clientsheet.book.revised import revised
from clientsheet.book.shop import Shop
from clientsheet.book.written import Written, written
from clientsheet.errors import WrongUse
from clientsheet.mail.base import Transport
from clientsheet.mail.folder import FolderTransport
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, Letter, State
from clientsheet.mail.message import BadAddress
from clientsheet.mail.outbox import Posted, post
from clientsheet.sheet.finding import Finding
from clientsheet.sheet.grid import Raw
from clientsheet.templating import TemplateMistake, Templates
from clientsheet.workspace import Workspace

QUIETLY: frozenset[str] = frozenset({"already-written"})
"""Reasons that are no news: counted nowhere, shown when asked for."""


@dataclass(frozen=True)
class MailPlan:
    """Today's letters, composed, and those left out. ``names[row]``: how the row of a client is known to people."""

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
        return sum(out.reason not in QUIETLY for out in self.left_out)

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
class Delivered:
    """What handing the letters over came to.

    ``counts``: drafted, sent, refused, unknown, left_out. ``history``: rows to append to the history tab, by column
    name; call ``recorded`` once they stand there. ``mailings``: the filled columns of the mailings tab, along its rows.
    ``page``: to look the day's letters through.
    """

    plan: MailPlan
    counts: Mapping[str, int]
    history: tuple[Mapping[str, Raw], ...] = ()
    mailings: Mapping[str, Sequence[Raw]] = field(default_factory=dict)
    page: Path | None = None
    message_ids: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.plan.findings

    @property
    def code(self) -> int:
        return 4 if self.counts["refused"] or self.counts["unknown"] else 0

    def as_json(self) -> dict[str, object]:
        return {"letters": dict(self.counts)}


# -- the verbs


def plan(workspace: Workspace) -> MailPlan:
    """Who gets what today, and who does not, and why. Leaves nothing behind."""
    shop = _shop(workspace)
    with Journal.peek(workspace.config.state_path) as journal:
        return _planned(workspace, shop, journal, _identity(shop))[0]


def preview(workspace: Workspace, html: Path) -> MailPlan:
    """The same, and one page with every letter as it will be, text and HTML side by side, that works from disk."""
    from clientsheet.mail.preview_page import page

    found = plan(workspace)
    left_out = [(found.names[out.client], out.mailing, out.because(workspace.language)) for out in found.left_out]
    html.parent.mkdir(parents=True, exist_ok=True)
    html.write_text(page(found.today, found.letters, left_out, workspace.language), "utf-8")
    return found


def draft(workspace: Workspace) -> Delivered:
    """Today's letters as drafts. Their rows in the history tab are written by the next ``sync``."""
    shop = _shop(workspace)
    return deliver(workspace, shop, identity=_identity(shop))


def explain(workspace: Workspace, shop: Shop, client: int) -> list[dict[str, object]]:
    """For ``why``: of each mailing whether this client (row of the clients table) is written to today, and why."""
    with Journal.peek(workspace.config.state_path) as journal:
        known = _known(shop, journal.entries(), journal, _identity(shop))
    return [
        {
            "mailing": mailing.name,
            "chosen": chosen,
            "reason": out.reason,
            "because": out.because(workspace.language),
        }
        for mailing, chosen, out in verdicts(shop, known, client)
    ]


# -- for sync


def deliver(workspace: Workspace, shop: Shop, *, identity: str, dry_run: bool = False) -> Delivered:
    """Hands today's letters over, or with ``dry_run`` says what would come of it.

    ``identity``: the workbook's own id, also where it is written only later in this run.
    """
    at = _moment(workspace).replace(tzinfo=None)
    folder = workspace.config.state_path
    with Journal.peek(folder) if dry_run else Journal.open(folder) as journal:
        found, known = _planned(workspace, shop, journal, identity)
        if dry_run:
            fresh = [Entry(letter, State.DRAFTED, at) for letter in found.letters]
            posted = Posted()
        else:
            _settle_history(shop, journal, known)
            posted = post(journal, _transport(workspace), found.letters, at)
            fresh = []
        entries = [*journal.entries(), *fresh]
        if posted.receipts or fresh:
            covered = {*journal.covered(), *(key for entry in fresh for key in entry.letter.covers)}
            known = written(shop, entries, covered, identity)
        told = [entry for entry in entries if not entry.recorded and entry.state is not State.PLANNED]
        told = [entry for entry in told if not known.in_history(entry.letter.message_id)]
    states = Counter(receipt.state for receipt in posted.receipts)
    counts = {
        "drafted": states[State.DRAFTED] + len(fresh),
        "sent": 0,
        "refused": 0,
        "unknown": 0,
        "left_out": found.left_out_count,
    }
    return Delivered(
        plan=found,
        counts=counts,
        history=tuple(_history_row(entry, shop.book.language) for entry in told),
        mailings=_mailing_columns(found, known),
        page=posted.page,
        message_ids=tuple(entry.letter.message_id for entry in told),
        dry_run=dry_run,
    )


def recorded(workspace: Workspace, delivered: Delivered) -> None:
    """The history rows stand in the workbook now; until this is called every run offers them again."""
    if delivered.message_ids and not delivered.dry_run:
        with Journal.open(workspace.config.state_path) as journal:
            journal.mark_recorded(delivered.message_ids)


# -- steps


def _shop(workspace: Workspace) -> Shop:
    """Rows without an id have the one that ``sync`` will give them, so that a letter has one key for good."""
    book = workspace.read()
    ids = blank_ids(book)
    return Shop(book if ids is None else revised(book, [ids]))


def _planned(workspace: Workspace, shop: Shop, journal: Journal, identity: str) -> tuple[MailPlan, Written]:
    known = _known(shop, journal.entries(), journal, identity)
    chosen = who_gets_what(shop, known)
    composer = Composer(shop, _templates(workspace), identity, _moment(workspace))
    letters, left_out, occasions = [], list(chosen.left_out), {}
    for one in chosen.letters:
        letter = _composed(composer, one)
        if isinstance(letter, LeftOut):
            left_out.append(letter)
        else:
            letters.append(letter)
            occasions[letter.key] = one.mailing.occasion
    rows = {out.client for out in left_out} | {one.client for one in chosen.letters}
    clients = shop.book["clients"]
    names = {row: str(clients.value("name", row) or shop.keys[row]) for row in rows}
    found = MailPlan(
        letters=tuple(letters),
        left_out=tuple(left_out),
        findings=chosen.findings,
        mailings=chosen.mailings,
        occasions=occasions,
        names=names,
        clients={row: shop.keys[row] or names[row] for row in rows},
        language=workspace.language,
        today=workspace.today,
    )
    return found, known


def _composed(composer: Composer, chosen: Chosen) -> Letter | LeftOut:
    """A mistake in a template stops that letter, not the others."""
    try:
        return composer.compose(chosen)
    except TemplateMistake as mistake:
        return LeftOut(chosen.mailing.name, chosen.client, "template", mistake.facts)
    except BadAddress:
        return LeftOut(chosen.mailing.name, chosen.client, "bad-address")
    except WrongUse as missing:
        return LeftOut(chosen.mailing.name, chosen.client, "no-template", missing.facts)


def _known(shop: Shop, entries: Sequence[Entry], journal: Journal, identity: str) -> Written:
    return written(shop, entries, journal.covered(), identity)


def _settle_history(shop: Shop, journal: Journal, known: Written) -> None:
    """Rows that stand in the history tab already (a run was cut short after its write) are not offered again."""
    told = [e.letter.message_id for e in journal.unrecorded() if known.in_history(e.letter.message_id)]
    if told:
        journal.mark_recorded(told)


def _mailing_columns(found: MailPlan, known: Written) -> dict[str, list[Raw]]:
    """The same on every run of a day, so that the second one finds nothing to write."""
    left_out = Counter(out.mailing for out in found.left_out if out.reason not in QUIETLY)
    columns: dict[str, list[Raw]] = {"due_today": [], "last_run": [], "sent": [], "left_out": []}
    for mailing in found.mailings:
        tally = known.tally(mailing.name)
        columns["due_today"].append(tally.today if _at_work(mailing) else None)
        columns["last_run"].append(tally.last.date() if tally.last else None)
        columns["sent"].append(tally.count if _at_work(mailing) or tally.count else None)
        columns["left_out"].append(left_out[mailing.name] if _at_work(mailing) else None)
    return columns


def _at_work(mailing: Mailing) -> bool:
    return mailing.on and not mailing.mistake


def _history_row(entry: Entry, language: str) -> dict[str, Raw]:
    letter = entry.letter
    return {
        "at": entry.at,
        "client": letter.client,
        "channel": word(CHANNELS, letter.channel, language),
        "direction": word(DIRECTIONS, "out", language),
        "kind": word(HISTORY_KINDS, "draft", language),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "mailing": letter.mailing,
    }


def _transport(workspace: Workspace) -> Transport:
    """Drafts in a folder, whatever the mailing's mode: a person sends them."""
    config = workspace.config
    return FolderTransport(config.resolve(config.mail.folder.path), config.language)


def _templates(workspace: Workspace) -> Templates:
    return Templates(workspace.config.templates_path, workspace.config.currency)


def _moment(workspace: Workspace) -> dt.datetime:
    """The run's day with the clock's time, in the shop's zone."""
    time = workspace.now.time().replace(microsecond=0)
    return dt.datetime.combine(workspace.today, time, ZoneInfo(workspace.config.timezone))


def _identity(shop: Shop) -> str:
    return (shop.book.marks or {}).get("workbook_id", "")
