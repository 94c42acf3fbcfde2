"""Frozen letters that have not left and are no longer meant: looked at again before anything is handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from clientsheet.book.letters.trials import is_trial
from clientsheet.jobs.mail.planning import Prepared, moment
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.workspace import Workspace

NOT_NEEDED: Final = "begun"
"""Of a trial: its mailing writes to clients by now."""

BECOMES: Final[Mapping[str, State]] = {
    "booked-meanwhile": State.CANCELLED,
    "unsubscribed": State.SUPPRESSED,
    "no-consent": State.SUPPRESSED,
    "expired": State.EXPIRED,
    NOT_NEEDED: State.CANCELLED,
}
"""Why a letter is left out today -> what that makes of the frozen one. Any other reason may pass: the letter waits in
the journal, does not leave meanwhile, and expires on its last day. One that was withdrawn for a reason that does pass
(book/letters/written.py) is frozen anew."""


def withdraw(workspace: Workspace, journal: Journal, day: Prepared) -> Counter[State]:
    """How many letters became what."""
    reasons = {out.key: out.reason for out in day.plan.left_out if out.key}
    found: dict[tuple[State, str], list[str]] = {}
    for key, entry in day.open.items():
        reason = "" if key in day.meant else reasons.get(key, "")
        if is_trial(key) and day.known.tally(entry.letter.mailing).begun:
            reason = NOT_NEEDED
        if reason in BECOMES:
            found.setdefault((BECOMES[reason], reason), []).append(key)
    withdrawn: Counter[State] = Counter()
    at = moment(workspace).replace(tzinfo=None)
    for (state, reason), keys in found.items():
        withdrawn[state] += len(journal.set_state(keys, state, at, reason))
    return withdrawn
