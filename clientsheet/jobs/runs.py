"""The list of what was written to the workbook, run by run. Reads only."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from clientsheet.ledger import Run
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class RunsOutcome:
    """``runs``: the latest first."""

    runs: tuple[Run, ...]
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"runs": [asdict(run) for run in self.runs]}


def run(workspace: Workspace) -> RunsOutcome:
    return RunsOutcome(tuple(reversed(workspace.ledger.runs())))
