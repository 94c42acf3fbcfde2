"""What became of every letter that was ever planned, by mailing. Writes nothing.

planned = waiting + accepted + drafted + rejected + unknown + left out, for each mailing and in all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, State
from clientsheet.workspace import Workspace

COLUMNS: Final[Mapping[str, frozenset[State]]] = {
    "waiting": frozenset({State.PLANNED, State.CLAIMED, State.RETRY}),
    "accepted": frozenset({State.ACCEPTED}),
    "drafted": frozenset({State.DRAFTED}),
    "rejected": frozenset({State.REJECTED}),
    "unknown": frozenset({State.IN_DOUBT, State.UNKNOWN}),
    "left_out": frozenset({State.EXPIRED, State.CANCELLED, State.SUPPRESSED}),
}
"""Every state stands in exactly one of them. left_out: planned, and then not sent for a reason."""

TROUBLED: Final = frozenset({State.IN_DOUBT, State.UNKNOWN, State.RETRY, State.REJECTED})
"""Worth a line each: somebody may have to do something."""


@dataclass(frozen=True)
class StatusOutcome:
    """``mailings``: name -> column -> how many. ``troubled``: letters in doubt, unknown, put off or refused."""

    mailings: Mapping[str, Mapping[str, int]]
    troubled: tuple[Entry, ...] = ()

    @property
    def total(self) -> Mapping[str, int]:
        return {name: sum(row[name] for row in self.mailings.values()) for name in ("planned", *COLUMNS)}

    @property
    def code(self) -> int:
        return 4 if self.total["unknown"] else 0

    def as_json(self) -> dict[str, object]:
        return {
            "mailings": [{"mailing": name, **row} for name, row in self.mailings.items()],
            "total": dict(self.total),
            "letters": [
                {
                    "key": entry.letter.key,
                    "mailing": entry.letter.mailing,
                    "client": entry.letter.client,
                    "to": entry.letter.recipient,
                    "state": entry.state.value,
                    "at": entry.at.isoformat(),
                    "attempts": entry.attempts,
                    "next_try": entry.next_try.isoformat() if entry.next_try else None,
                    "reply": entry.reply,
                }
                for entry in self.troubled
            ],
        }


def status(workspace: Workspace) -> StatusOutcome:
    with Journal.peek(workspace.config.state_path) as journal:
        counts = journal.counts()
        entries = journal.entries() if any(TROUBLED & set(states) for states in counts.values()) else []
    return StatusOutcome(
        {name: _row(states) for name, states in sorted(counts.items())},
        tuple(entry for entry in entries if entry.state in TROUBLED),
    )


def _row(states: Mapping[State, int]) -> dict[str, int]:
    row = {name: sum(states.get(state, 0) for state in those) for name, those in COLUMNS.items()}
    return {"planned": sum(states.values()), **row}
