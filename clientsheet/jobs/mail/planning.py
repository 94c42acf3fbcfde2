"""Who gets which letter today, composed, and who does not. Writes nothing but the page of a preview.

``plan`` and ``preview`` show exactly the letters that ``draft``, ``send`` and ``sync`` hand over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from clientsheet.book.ids import blank_ids
from clientsheet.book.letters import Composer
from clientsheet.book.mailings import Chosen, LeftOut, Mailing, verdicts
from clientsheet.book.mailings import plan as who_gets_what
from clientsheet.book.revised import revised
from clientsheet.book.shop import Shop
from clientsheet.book.written import Written, written
from clientsheet.errors import WrongUse
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, Letter
from clientsheet.mail.message import BadAddress
from clientsheet.sheet.finding import Finding
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


def plan(workspace: Workspace) -> MailPlan:
    """Who gets what today, and who does not, and why. Leaves nothing behind."""
    shop = shop_of(workspace)
    with Journal.peek(workspace.config.state_path) as journal:
        return planned(workspace, shop, journal, identity_of(shop))[0]


def preview(workspace: Workspace, html: Path) -> MailPlan:
    """The same, and one page with every letter as it will be, text and HTML side by side, that works from disk."""
    from clientsheet.mail.preview_page import page

    found = plan(workspace)
    left_out = [(found.names[out.client], out.mailing, out.because(workspace.language)) for out in found.left_out]
    html.parent.mkdir(parents=True, exist_ok=True)
    html.write_text(page(found.today, found.letters, left_out, workspace.language), "utf-8")
    return found


def explain(workspace: Workspace, shop: Shop, client: int) -> list[dict[str, object]]:
    """For ``why``: of each mailing whether this client (row of the clients table) is written to today, and why."""
    with Journal.peek(workspace.config.state_path) as journal:
        known = written_so_far(shop, journal.entries(), journal, identity_of(shop))
    return [
        {
            "mailing": mailing.name,
            "chosen": chosen,
            "reason": out.reason,
            "because": out.because(workspace.language),
        }
        for mailing, chosen, out in verdicts(shop, known, client)
    ]


def shop_of(workspace: Workspace) -> Shop:
    """Rows without an id have the one that ``sync`` will give them, so that a letter has one key for good."""
    book = workspace.read()
    ids = blank_ids(book)
    return Shop(book if ids is None else revised(book, [ids]))


def planned(workspace: Workspace, shop: Shop, journal: Journal, identity: str) -> tuple[MailPlan, Written]:
    known = written_so_far(shop, journal.entries(), journal, identity)
    chosen = who_gets_what(shop, known)
    composer = Composer(shop, _templates(workspace), identity, moment(workspace))
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


def written_so_far(shop: Shop, entries: Sequence[Entry], journal: Journal, identity: str) -> Written:
    return written(shop, entries, journal.covered(), identity)


def _templates(workspace: Workspace) -> Templates:
    return Templates(workspace.config.templates_path, workspace.config.currency)


def moment(workspace: Workspace) -> dt.datetime:
    """The run's day with the clock's time, in the shop's zone."""
    time = workspace.now.time().replace(microsecond=0)
    return dt.datetime.combine(workspace.today, time, ZoneInfo(workspace.config.timezone))


def identity_of(shop: Shop) -> str:
    return (shop.book.marks or {}).get("workbook_id", "")
