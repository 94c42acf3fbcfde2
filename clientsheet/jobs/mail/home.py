"""``mail resolve --real``: this workbook, at this place, with this journal, is the one that is written from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clientsheet.book.shop import Shop
from clientsheet.jobs.mail.guards import GENERATION, HOME, home
from clientsheet.jobs.mail.recovering import catch_up
from clientsheet.mail.journal import Journal
from clientsheet.sheet.patch import Patch
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class AtHome:
    """``place``: of the workbook, a file or an address."""

    place: Path | str
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"real": self.place}


def settle_here(workspace: Workspace) -> AtHome:
    """Notes the place in the workbook. A journal that is older than the workbook remembers asks the mailbox from now on
    before it sends. WorkbookLocked, WorkbookChanged, TryLater: nothing was written."""
    with workspace.at_work(), Journal.open(workspace.config.state_path) as journal:
        fingerprint = workspace.store.fingerprint()
        book = workspace.read()
        catch_up(journal, book, workspace.today)
        marks = {HOME: home(book.config), GENERATION: str(journal.generation)}
        if any((book.marks or {}).get(name) != value for name, value in marks.items()):
            keys = Shop(book).row_keys()
            workspace.write("mail resolve", Patch(marks=marks), fingerprint, keys, book.anchors or {})
    return AtHome(workspace.config.workbook_place)
