"""Hands today's letters over, and says what came of it for the workbook.

MailPlan --> frozen letters that are no longer meant are withdrawn
         --> guards, and what a lost journal may have forgotten: held back
         --> outbox --> history rows, the mailings' own columns
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from clientsheet.book.letters.chosen import LeftOut
from clientsheet.book.letters.trials import is_trial
from clientsheet.book.letters.written import Written, taken_over
from clientsheet.book.shop import Shop
from clientsheet.book.writing.torn import may_be_torn
from clientsheet.errors import WorkbookChanged
from clientsheet.jobs.mail.delivered import Delivered
from clientsheet.jobs.mail.guards import (
    GENERATION,
    HOME,
    LAST_RUN,
    NOTHING_SAID,
    Allowed,
    Held,
    clock_jumped,
    guarded,
    home,
    leaves,
    told_day,
)
from clientsheet.jobs.mail.planning import (
    Prepared,
    identity_of,
    moment,
    prepared,
    shop_of,
    written_so_far,
)
from clientsheet.jobs.mail.recovering import known_elsewhere
from clientsheet.jobs.mail.rows import KINDS, history_row, mailing_columns
from clientsheet.jobs.mail.withdrawing import withdraw
from clientsheet.mail.base import Transport
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import GONE, OPEN, Entry, Letter, State
from clientsheet.mail.limits import windows
from clientsheet.mail.outbox import Posted, post
from clientsheet.mail.returned import take_refused
from clientsheet.mail.stops import Stopped
from clientsheet.mail.transports import opened
from clientsheet.workspace import ATTEMPTS, Workspace

FIRST_SEND: Final = 1
"""So many letters of a mailing that has never sent leave at the first ``mail send``, unless more are asked for."""

PATIENCE: Final = dt.timedelta(minutes=1)
SENDING_PATIENCE: Final = dt.timedelta(minutes=15)
"""How long a run waits for a full minute or hour to pass; what is left goes with the next run."""

UNSETTLED: Final = OPEN | {State.IN_DOUBT}
"""A later run has to look at these, whatever else changes."""


# -- the verbs


def draft(workspace: Workspace, allowed: Allowed = NOTHING_SAID) -> Delivered:
    """Today's letters that become drafts. Their rows in the history tab are written by the next ``sync``."""
    return _handed(workspace, allowed, drafts=True)


def send(workspace: Workspace, allowed: Allowed = NOTHING_SAID) -> Delivered:
    """Today's letters that are sent; of a mailing that has never sent the first alone. Rows as of ``draft``."""
    return _handed(workspace, allowed, drafts=False)


def _handed(workspace: Workspace, allowed: Allowed, *, drafts: bool) -> Delivered:
    """TryLater: another run is at work. WorkbookChanged: columns are moved about faster than we read."""
    with workspace.at_work(), Journal.open(workspace.config.state_path) as journal:
        for _ in range(ATTEMPTS - 1):
            with suppress(WorkbookChanged):
                return _delivered(workspace, journal, allowed, drafts)
        return _delivered(workspace, journal, allowed, drafts)


def _delivered(workspace: Workspace, journal: Journal, allowed: Allowed, drafts: bool) -> Delivered:
    shop = shop_of(workspace, journal, look=False)
    return deliver(workspace, shop, journal, identity=identity_of(shop), drafts=drafts, allowed=allowed)


# -- for sync too


def deliver(
    workspace: Workspace,
    shop: Shop,
    journal: Journal,
    *,
    identity: str,
    dry_run: bool = False,
    drafts: bool | None = None,
    allowed: Allowed = NOTHING_SAID,
) -> Delivered:
    """Hands today's letters over, or with ``dry_run`` says what would come of it. WorkbookChanged: what was read is not
    the workbook of one moment; nothing was handed over.

    ``identity``: the workbook's own id, also where it is written only later in this run. ``drafts``: only those that
    become drafts, or only those that are sent; None: each as its mailing says.
    """
    day = prepared(workspace, shop, journal, identity, drafts=drafts, trials=drafts is None)
    if drafts is False:
        day = _limited(day, allowed)
    if dry_run:
        return _imagined(workspace, shop, journal, day, identity, allowed)
    if (day.plan.letters or day.open) and may_be_torn(shop.book):
        workspace.store.confirm()
    _settle_history(journal, day)
    sure = allowed.clock or clock_jumped(workspace, journal) is None
    withdrawn = withdraw(workspace, journal, day) if sure else Counter[State]()
    posted, held = _posted(workspace, shop, journal, day, allowed, drafts, sure)
    _remember(workspace, shop, journal, allowed)
    entries, known = day.entries, day.known
    if posted.states or withdrawn or held:
        entries = journal.entries()
        known = written_so_far(shop, entries, journal, identity)
    doubted = {entry.letter.key for entry in day.entries if entry.state is State.IN_DOUBT}
    told = {key: state for key, state in posted.states.items() if state is not State.IN_DOUBT or key not in doubted}
    states = Counter(told.values())
    return replace(
        _told(shop, day, entries, known),
        counts={
            "drafted": states[State.DRAFTED],
            "sent": states[State.ACCEPTED],
            "refused": states[State.REJECTED],
            "unknown": states[State.UNKNOWN] + states[State.IN_DOUBT],
            "left_out": day.plan.left_out_count,
        },
        page=posted.page,
        held=tuple(held),
        stopped=(*posted.stopped, *_mistaken(day)),
        put_off=len(posted.waiting),
        withdrawn=withdrawn,
        trials=tuple(
            one.mailing for one in day.plan.letters if is_trial(one.key) and posted.states.get(one.key) in GONE
        ),
        marks=_marks(shop, journal, entries),
        unsettled=any(entry.state in UNSETTLED for entry in entries),
    )


def recorded(workspace: Workspace, delivered: Delivered) -> None:
    """The history rows stand in the workbook now; until this is called every run offers them again."""
    if delivered.message_ids and not delivered.dry_run:
        with Journal.open(workspace.config.state_path) as journal:
            journal.mark_recorded(delivered.message_ids)


# -- steps


def _limited(day: Prepared, allowed: Allowed) -> Prepared:
    """The first letters of those that are sent: as many as were asked for, else one of each mailing that begins."""
    letters: list[Letter] = []
    left_out, of_mailing = list(day.plan.left_out), Counter[str]()
    rows = {out: row for row, out in day.plan.clients.items()}
    for letter in day.plan.letters:
        of_mailing[letter.mailing] += 1
        begins = not day.known.tally(letter.mailing).begun
        if allowed.limit is not None:
            goes, reason = len(letters) < allowed.limit, "limit"
        else:
            goes, reason = allowed.yes or not begins or of_mailing[letter.mailing] <= FIRST_SEND, "first-send"
        if goes:
            letters.append(letter)
        else:
            left_out.append(LeftOut(letter.mailing, rows[letter.client], reason, {}, letter.key))
    kept = {letter.key for letter in letters}
    return replace(
        day,
        plan=replace(day.plan, letters=tuple(letters), left_out=tuple(left_out)),
        fresh=tuple(letter for letter in day.fresh if letter.key in kept),
        changed=tuple(letter for letter in day.changed if letter.key in kept),
    )


def _posted(
    workspace: Workspace, shop: Shop, journal: Journal, day: Prepared, allowed: Allowed, drafts: bool | None, sure: bool
) -> tuple[Posted, list[Held]]:
    at, open_way = moment(workspace).replace(tzinfo=None), _opener(workspace, journal)
    going, held = guarded(workspace, shop.book, journal, day.entries, day.plan.letters, allowed)
    fresh = {letter.key for letter in day.fresh}
    going, lost = known_elsewhere(journal, shop.book, going, fresh, open_way, at, allowed)
    held = [*held, lost] if lost else held
    keys = {letter.key for letter in going}
    for letter in day.changed:
        if letter.key in keys and not journal.refreeze(letter):
            keys.discard(letter.key)
    posted = post(
        journal,
        [letter for letter in day.fresh if letter.key in keys],
        open_way,
        Clock.running_from(at)._replace(sure=sure),
        limits=windows(workspace.config.mail),
        patience=SENDING_PATIENCE if drafts is False else PATIENCE,
        only=keys,
        quiet=partial(_has_grown_late, workspace, at.time()),
    )
    if State.REJECTED in posted.states.values():
        take_refused(journal)
    return posted, held


def _has_grown_late(workspace: Workspace, begun: dt.time, at: dt.datetime) -> bool:
    """The quiet hours have come while the run was at work; what may leave in them was decided when it began."""
    hours = workspace.config.mail.quiet.hours
    return hours is not None and hours.holds(at.time()) and not hours.holds(begun)


def _opener(workspace: Workspace, journal: Journal) -> Callable[[str], Transport]:
    return lambda name: opened(name, workspace.config, journal, workspace.config.language)


def _imagined(
    workspace: Workspace, shop: Shop, journal: Journal, day: Prepared, identity: str, allowed: Allowed
) -> Delivered:
    """As if every letter were taken that no guard holds."""
    at = moment(workspace).replace(tzinfo=None)
    going, held = guarded(workspace, shop.book, journal, day.entries, day.plan.letters, allowed)
    fresh = [Entry(one, State.DRAFTED if one.draft else State.ACCEPTED, at) for one in going]
    entries, known = day.entries, day.known
    if fresh:
        keys = {letter.key for letter in going}
        entries = [*(entry for entry in day.entries if entry.letter.key not in keys), *fresh]
        known = written_so_far(shop, entries, journal, identity, (key for one in going for key in one.covers))
    drafted = sum(letter.draft for letter in going)
    counts = {
        "drafted": drafted,
        "sent": len(going) - drafted,
        "refused": 0,
        "unknown": 0,
        "left_out": day.plan.left_out_count,
    }
    return replace(_told(shop, day, entries, known), counts=counts, held=tuple(held), dry_run=True)


def _told(shop: Shop, day: Prepared, entries: Sequence[Entry], known: Written) -> Delivered:
    """The rows that the history tab lacks, and the mailings' columns."""
    told = [
        entry
        for entry in entries
        if entry.state in KINDS
        and not entry.recorded
        and not is_trial(entry.letter.key)
        and not day.known.in_history(entry.letter.message_id)
    ]
    return Delivered(
        plan=day.plan,
        counts={},
        history=tuple(history_row(taken_over(entry, known.became), shop.book.language) for entry in told),
        mailings=mailing_columns(day.plan.mailings, day.plan.left_out, known),
        known=known,
        message_ids=tuple(entry.letter.message_id for entry in told),
        contacts=sum(entry.state is not State.DRAFTED for entry in told),
    )


def _mistaken(day: Prepared) -> list[Stopped]:
    """Mistakes in templates, each once: letters stay behind for them, and nobody else says so."""
    found = {}
    for out in day.plan.left_out:
        if out.reason == "template":
            facts = {"mailing": out.mailing, "because": out.because(day.plan.language)}
            found[tuple(facts.values())] = Stopped("", "mailverbs.mistake", facts, mailing=out.mailing)
    return list(found.values())


def _settle_history(journal: Journal, day: Prepared) -> None:
    """Rows that stand in the history tab already (a run was cut short after its write) are not offered again."""
    told = [e.letter.message_id for e in journal.unrecorded() if day.known.in_history(e.letter.message_id)]
    if told:
        journal.mark_recorded(told)


def _remember(workspace: Workspace, shop: Shop, journal: Journal, allowed: Allowed) -> None:
    """What was seen today, and that a run looked, once a day; a clock that cannot be right leaves no trace."""
    if shop.news:
        journal.sight(shop.news)
    last = journal.note(LAST_RUN)[:10]
    if told_day(workspace) or last == workspace.today.isoformat():
        return
    if allowed.clock or clock_jumped(workspace, journal) is None:
        journal.set_note(LAST_RUN, workspace.now.isoformat(timespec="seconds"))


def _marks(shop: Shop, journal: Journal, entries: Sequence[Entry]) -> dict[str, str]:
    """Where the workbook is sent from, and how young the journal is, as soon as a letter has left the machine."""
    if not any(leaves(entry.letter) and entry.state in GONE for entry in entries):
        return {}
    known = shop.book.marks or {}
    return {HOME: known.get(HOME, home(shop.book.config)), GENERATION: str(journal.generation)}
