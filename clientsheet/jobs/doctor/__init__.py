"""What is set up, what is not, and the next step. Looks only, and sends the trial letter when it is asked to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from clientsheet.jobs.doctor.line import Line
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.mail.dns_checks import Records

NOT_READY: Final = 2
PATIENCE: Final = 60.0
"""Seconds to wait for the trial letter to turn up."""


@dataclass(frozen=True)
class DoctorOutcome:
    lines: tuple[Line, ...]

    @property
    def code(self) -> int:
        return NOT_READY if any(line.state == "bad" for line in self.lines) else 0


def run(
    workspace: Workspace, *, letter: bool = False, records: Records | None = None, patience: float = PATIENCE
) -> DoctorOutcome:
    """``letter``: send the owner a trial letter and watch for it, ``patience`` seconds at most. ``records``: who is
    asked about the sender's domain; None: the DNS of this machine."""
    from clientsheet.jobs.doctor.accounts import accounts
    from clientsheet.jobs.doctor.domain import domain
    from clientsheet.jobs.doctor.shop import shop
    from clientsheet.jobs.doctor.trial import known, last_trial, trial

    found = [*shop(workspace), *accounts(workspace)]
    found += trial(workspace, patience) if letter else known(workspace)
    last = last_trial(workspace)
    found += domain(workspace, records, last.selectors if last else ())
    return DoctorOutcome(tuple(found))
