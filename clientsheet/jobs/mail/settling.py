"""What a person decides about letters that the program cannot decide about: it was sent, it was not, again, not at all.

No other run may be at work meanwhile: what it holds is on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.errors import WrongUse
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, State
from clientsheet.mail.stops import lift
from clientsheet.sheet.kinds.fold import fold
from clientsheet.workspace import Workspace

UNSETTLED: Final = frozenset({State.IN_DOUBT, State.UNKNOWN})
TRIED_AGAIN: Final = frozenset({State.RETRY, State.REJECTED, State.CANCELLED})
PUT_OFF: Final = frozenset({State.RETRY})
CANCELLED: Final = frozenset({State.PLANNED, State.RETRY})
BY_HAND: Final = "mail resolve"
"""What the journal notes in the place of a server's words."""


@dataclass(frozen=True)
class Settled:
    """``letters``: those whose state changed, as they were. ``state``: what they are now."""

    letters: tuple[Entry, ...]
    state: State
    code: int = 0

    def as_json(self) -> dict[str, object]:
        keys = [entry.letter.key for entry in self.letters]
        return {"state": self.state.value, "letters": keys}


def resolve(workspace: Workspace, keys: Sequence[str], *, sent: bool) -> Settled:
    """Letters of which nobody could say whether they were taken: now a person does. ``keys``: of letters, whole or
    any part that only one of them has. WrongUse: no such letter, or several. TryLater: a run is at work."""
    return _settled(workspace, keys, UNSETTLED, State.ACCEPTED if sent else State.PLANNED, BY_HAND)


def retry(workspace: Workspace, keys: Sequence[str]) -> Settled:
    """Letters that were put off are due at once; refused and cancelled ones only where they are named. They go with
    the next ``sync`` or ``mail send``, if they still make sense. What was left alone because of an account or a policy
    is left alone no longer. Errors as of ``resolve``."""
    return _settled(workspace, keys, TRIED_AGAIN if keys else PUT_OFF, State.PLANNED, "")


def cancel(workspace: Workspace, mailing: str) -> Settled:
    """Every letter of a mailing that has not left. WrongUse: the journal knows no such mailing."""
    with workspace.lock(), Journal.open(workspace.config.state_path) as journal:
        known = [name for name in journal.counts() if fold(name) == fold(mailing)]
        if not known:
            raise WrongUse("mailverbs.no_mailing", hint="mailverbs.no_mailing.hint", mailing=mailing)
        entries = [entry for entry in journal.entries() if entry.letter.mailing in known and entry.state in CANCELLED]
        return _put(workspace, journal, entries, State.CANCELLED, "mail cancel")


def _settled(workspace: Workspace, keys: Sequence[str], before: frozenset[State], after: State, reply: str) -> Settled:
    with workspace.lock(), Journal.open(workspace.config.state_path) as journal:
        entries = [entry for entry in journal.entries() if entry.state in before]
        meant = [_meant(entries, key) for key in keys] if keys else entries
        if State.RETRY in before:
            lift(journal)
        return _put(workspace, journal, meant, after, reply)


def _put(workspace: Workspace, journal: Journal, entries: Sequence[Entry], state: State, reply: str) -> Settled:
    changed = journal.set_state([entry.letter.key for entry in entries], state, workspace.now, reply)
    return Settled(tuple(entry for entry in entries if entry.letter.key in changed), state)


def _meant(entries: Sequence[Entry], key: str) -> Entry:
    found = [entry for entry in entries if entry.letter.key == key]
    found = found or [entry for entry in entries if fold(key) in fold(entry.letter.key)]
    if not found:
        raise WrongUse("mailverbs.no_letter", hint="mailverbs.no_letter.hint", letter=key)
    if len(found) > 1:
        several = [entry.letter.key for entry in found[:5]]
        raise WrongUse("mailverbs.several_letters", hint="mailverbs.several_letters.hint", letter=key, letters=several)
    return found[0]
