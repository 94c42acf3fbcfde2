"""``forget``: nothing that we keep beside the workbook speaks of the person any more; what remains elsewhere is told.

    drafts, backups, pages and log --> documents' journal --> memories and runs --> the journal of letters, last

The sheet is the owner's: its cells are listed, not touched. Killed anywhere, the same command goes on: the person is
found by the sheet, and by the journal of letters as long as that has them. Without ``agreed`` it only looks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from clientsheet.book.shop import Shop
from clientsheet.documents.papers import Papers
from clientsheet.errors import WrongUse
from clientsheet.jobs.clients import Match, match, meant
from clientsheet.jobs.mail.planning import identity_of
from clientsheet.jobs.privacy import files
from clientsheet.jobs.privacy.person import Cell, Person, by_what_is_typed, person
from clientsheet.mail import forgetting
from clientsheet.mail.claims import UNSHOWN
from clientsheet.mail.forgetting import Held, letters_of
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, State
from clientsheet.mail.merged import became
from clientsheet.mail.message import token
from clientsheet.workspace import Workspace

NOTHING = Held()


@dataclass(frozen=True)
class Kept:
    """What we keep of a person beside the workbook: files by place, how many memories and records of runs, papers of
    issued documents, and what the journal of letters has."""

    drafts: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    memories: int = 0
    papers: int = 0
    journal: Held = NOTHING

    def __bool__(self) -> bool:
        return any((self.drafts, self.backups, self.others, self.memories, self.papers, self.journal))


@dataclass(frozen=True)
class Remains:
    """What is not ours to remove. ``records``: rows of the workbook about them; ``mentions``: cells that speak of them;
    ``files``: in the shop's folder; ``shared``: addresses that somebody else has too; ``sent``: letters in the mailbox
    (or with another provider); ``google``: the sheet keeps versions of its own. ``state``: files of the state folder
    that still speak of them, which should be none."""

    records: tuple[tuple[Cell, ...], ...] = ()
    mentions: tuple[Cell, ...] = ()
    files: tuple[Path, ...] = ()
    shared: tuple[str, ...] = ()
    sent: int = 0
    google: bool = False
    state: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ForgetOutcome:
    """``several``: any of these may be meant, and nothing was done. ``done``: it is forgotten; else what would be."""

    name: str = ""
    several: tuple[Match, ...] = ()
    kept: Kept = field(default_factory=Kept)
    remains: Remains = field(default_factory=Remains)
    done: bool = False

    @property
    def code(self) -> int:
        return WrongUse.exit_code if self.several else 1 if self.done and self.remains.state else 0

    def as_json(self) -> dict[str, object]:
        if self.several:
            return {"matches": [{"client": m.client, "name": m.name, "cell": m.cell} for m in self.several]}
        kept, left = self.kept, self.remains
        return {
            "forgotten": self.done,
            "kept": {
                "drafts": list(map(str, kept.drafts)),
                "backups": list(map(str, kept.backups)),
                "files": list(map(str, kept.others)),
                "memories": kept.memories,
                "documents": kept.papers,
                "letters": kept.journal.letters + kept.journal.open,
                "answers": kept.journal.answers,
                "addresses": kept.journal.addresses,
            },
            "remains": {
                "cells": [_plain(cell) for record in left.records for cell in record],
                "mentions": [_plain(cell) for cell in left.mentions],
                "files": list(map(str, left.files)),
                "shared": list(left.shared),
                "sent": left.sent,
                "state": list(map(str, left.state)),
            },
        }


def run(workspace: Workspace, client: str, *, agreed: bool = False) -> ForgetOutcome:
    """``client``: as people name clients; somebody who is not in the workbook any more by number, email, phone or full
    name. WrongUse: nobody is meant. TryLater: another run is at work, a file is held."""
    if not agreed:
        return _forget(workspace, client, look=True)
    with workspace.at_work():
        return _forget(workspace, client, look=False)


def _forget(workspace: Workspace, client: str, *, look: bool) -> ForgetOutcome:
    grid = workspace.store.read()
    shop = Shop(workspace.understand(grid))
    rows = meant(shop, client)
    if len(rows) > 1:
        return ForgetOutcome(several=tuple(match(shop, row) for row in rows))
    known = person(shop, grid, rows[0]) if rows else by_what_is_typed(client)
    state = workspace.config.state_path
    with Journal.peek(state) if look else Journal.open(state) as journal:
        known, letters = known_with_letters(shop, journal, known)
        kept = _kept(workspace, shop, journal, known, letters)
        if known.row is None and not kept:
            raise WrongUse("why.nobody", hint="why.nobody.hint", client=client)
        remains = _remains(workspace, known, letters)
        if look:
            return ForgetOutcome(known.name, kept=kept, remains=remains)
        _carry_out(workspace, shop, journal, known, letters, kept)
    left = files.remaining(workspace, known.is_named_in)
    return ForgetOutcome(known.name, kept=kept, remains=replace(remains, state=left), done=True)


def known_with_letters(shop: Shop, journal: Journal, known: Person) -> tuple[Person, list[Entry]]:
    """Their letters; and the keys and addresses they had before, as these tell."""
    others = {key for row, key in enumerate(shop.keys) if key and row != known.row}
    was = {was for was, now in became(journal, shop.keys).items() if now in known.clients}
    known = replace(known, clients=known.clients | was)
    letters = letters_of(journal, known.clients, [*known.emails, *known.phones], others)
    taken = _addresses_of(shop, known.row)
    emails = {letter.recipient.lower() for letter in (one.letter for one in letters) if "@" in letter.recipient} - taken
    phones = {one.letter.phone for one in letters if one.letter.phone} - taken
    names = set() if known.row is not None else {one.letter.name for one in letters if len(one.letter.name.split()) > 1}
    clients = {one.letter.client for one in letters if one.letter.client not in others}
    return replace(
        known,
        clients=known.clients | clients,
        emails=known.emails | emails,
        phones=known.phones | phones,
        names=known.names | names,
    ), letters


def _addresses_of(shop: Shop, but: int | None) -> set[str]:
    """Of everybody else."""
    clients, found = shop.book["clients"], set[str]()
    for row in range(len(clients)):
        if row != but:
            found.update(phone.e164 for phone in clients.value("phone", row) or ())
            found.update(email.lower() for email in clients.value("email", row) or ())
    return found


def paths_of(workspace: Workspace, known: Person, letters: Collection[Entry], identity: str) -> tuple[Path, ...]:
    """Files that we keep and that speak of them."""
    backups, others = files.backups(workspace, known.may_be_in), files.others(workspace, known.may_be_in)
    return (*_drafts(workspace, known, letters, identity), *backups, *others)


def _drafts(workspace: Workspace, known: Person, letters: Collection[Entry], identity: str) -> tuple[Path, ...]:
    marks = frozenset(token(identity, one.letter.key) for one in letters)
    return files.drafts(workspace, known.is_named_in, known.may_be_in, marks)


def _kept(workspace: Workspace, shop: Shop, journal: Journal, known: Person, letters: Collection[Entry]) -> Kept:
    """Changes nothing."""
    papers = Papers(workspace.config.state_path).all(identity_of(shop))
    return Kept(
        drafts=_drafts(workspace, known, letters, identity_of(shop)),
        backups=files.backups(workspace, known.may_be_in),
        others=files.others(workspace, known.may_be_in),
        memories=workspace.ledger.forget(_keys(shop, known), known.is_told_by, look=True),
        papers=sum(paper.client in known.clients for paper in papers),
        journal=_journal(shop, journal, known, letters, look=True),
    )


def _carry_out(
    workspace: Workspace, shop: Shop, journal: Journal, known: Person, letters: Collection[Entry], kept: Kept
) -> None:
    for found in (kept.drafts, kept.backups, kept.others):
        files.remove(found, known.may_be_in)
    papers = Papers(workspace.config.state_path)
    for key in known.clients:
        papers.forget(key)
    ledger = workspace.ledger
    ledger.unstamp()
    ledger.remember_numbers(_without_theirs(ledger.numbers(), known.clients))
    ledger.forget(_keys(shop, known), known.is_told_by)
    if any(path.suffix == ".html" for path in kept.drafts):
        journal.set_note(UNSHOWN, workspace.today.isoformat())
    _journal(shop, journal, known, letters, look=False)
    forgetting.wipe(journal)


def _keys(shop: Shop, known: Person) -> dict[str, Collection[str]]:
    """By tab; of the clients tab also those they were known by before."""
    clients = shop.book["clients"]
    return {**known.keys, clients.tab.name: known.clients, clients.title: known.clients}


def _without_theirs(numbers: dict[str, list[int]], clients: Collection[str]) -> dict[str, list[int]]:
    return {who: given for who, given in numbers.items() if not {str(number) for number in given} & set(clients)}


def _journal(shop: Shop, journal: Journal, known: Person, letters: Collection[Entry], *, look: bool) -> Held:
    addresses = {*known.emails, *known.phones}
    identity = identity_of(shop)
    return forgetting.forget(journal, letters, known.clients, addresses, identity, known.is_named_in, look=look)


def _remains(workspace: Workspace, known: Person, letters: Collection[Entry]) -> Remains:
    gone = [one for one in letters if one.state in (State.ACCEPTED, State.DRAFTED, State.UNKNOWN, State.IN_DOUBT)]
    return Remains(
        records=known.records,
        mentions=known.mentions,
        files=files.elsewhere(workspace, known.is_named_in),
        shared=tuple(sorted(known.shared)),
        sent=sum(one.letter.way != "folder" for one in gone),
        google=workspace.config.is_address,
    )


def _plain(cell: Cell) -> dict[str, str]:
    return {"tab": cell.tab, "cell": cell.cell, "heading": cell.heading, "value": cell.value}
