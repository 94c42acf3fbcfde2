"""A workbook that is a Google Sheet: read in two requests, written in two, while its owner goes on working in it.

fingerprint, read   two requests -> Seen -> Grid
apply               a third look at what is about to be written -> cells, column by column -> everything else in one
                    batch with the run's mark, which answers with the cells as they stand -> put right what moved
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from clientsheet.config import Config
from clientsheet.errors import ClientsheetError, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import Applied
from clientsheet.stores.google.api import AnswerLost, Api
from clientsheet.stores.google.seeing.grid import grid_of
from clientsheet.stores.google.seeing.looking import look, same_moment
from clientsheet.stores.google.seen import MARK, Seen
from clientsheet.stores.google.shaping.ids import fresh_ids
from clientsheet.stores.google.shaping.shape import starter
from clientsheet.stores.google.writing import laid_down, run
from clientsheet.stores.google.writing.putting_right import recover, redress, uncover
from clientsheet.stores.google.writing.writing import Writing, set_added_right

_WRITTEN = "written "


class GoogleStore:
    """``state``: the folder for what a write that breaks off would have to be told by.

    One look answers ``fingerprint``, ``locked_by`` and the first ``read`` after it. Right after a write the fingerprint
    is the name of that write: nobody looks to see what was just done.
    """

    def __init__(self, api: Api, state: Path) -> None:
        self._api = api
        self._state = state
        self._seen: Seen | None = None
        self._unread = False
        self._written = ""
        self._askew = False

    @classmethod
    def opened(cls, config: Config) -> GoogleStore:
        """WrongUse: an address that is not of a Google Sheet. ConfigError: no way in."""
        from clientsheet.stores.google.access.account import entrance
        from clientsheet.stores.google.access.address import spreadsheet_id
        from clientsheet.stores.google.line.calls import Calls
        from clientsheet.stores.google.line.waiting import Waiting, told_on_the_terminal

        spreadsheet = spreadsheet_id(config.workbook)
        way = entrance(config)
        calls = Calls(
            way.session,
            spreadsheet,
            base=config.google.api,
            state=config.state_path,
            patience=config.google.patience,
            email=way.email,
            waiting=Waiting(told_on_the_terminal(config.language, config.google.patience)),
        )
        return cls(calls, config.state_path)

    @property
    def spreadsheet(self) -> str:
        """Google's id of it."""
        return self._api.spreadsheet

    def exists(self) -> bool:
        """A spreadsheet that nobody has put anything into yet is none."""
        return not _is_blank(self._latest())

    def read(self) -> Grid:
        """WrongUse: nothing is in it."""
        if not self._unread:
            self._look()
        self._unread = False
        self._written = ""
        seen = self._latest()
        if _is_blank(seen):
            raise WrongUse("google.blank", hint="google.blank.hint", sheet=seen.title)
        return grid_of(seen)

    def fingerprint(self) -> str:
        if self._written:
            return self._written
        self._look()
        self._unread = True
        return self._latest().fingerprint

    def recover(self) -> None:
        left = laid_down.left_behind(self._state, self._api.spreadsheet)
        if left is not None:
            self._seen, self._unread = None, False
            if not recover(self._api, left):
                raise WorkbookChanged("google.changed", hint="google.changed.hint")
            again = run.Run.begun(self._api.spreadsheet, self._state)
            right = set_added_right(self._api, self._state, left.added, again)
            redress(self._api, left.dresses)
            uncover(self._api, left.remarks)
            if right:
                laid_down.take_away(self._state)
        self._askew = False

    def confirm(self) -> None:
        """One more request: what is known about the cells is as it was before their values came."""
        seen = self._latest()
        if not same_moment(self._api, seen):
            self._seen, self._unread = None, False
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path=seen.title)

    def locked_by(self) -> str | None:
        seen = self._latest()
        return run.holder(seen.tags, seen.spreadsheet, run.place(self._state))

    def apply(self, patch: Patch, expecting: str) -> Applied:
        if not patch:
            return Applied(expecting)
        seen = self._expected(expecting)
        if (holder := run.holder(seen.tags, seen.spreadsheet, run.place(self._state))) is not None:
            raise WorkbookLocked("google.locked", holder=holder, hint="google.locked.hint", sheet=seen.title)
        mark = run.Run.begun(seen.spreadsheet, self._state)
        self._written, self._unread = "", False
        try:
            Writing(self._api, self._state, seen, patch, mark).carry_out()
        except ClientsheetError:
            self._seen, self._askew = None, True
            raise
        self._written = f"{_WRITTEN}{mark.run}"
        return Applied(self._written)

    def restore(self, backup: Path, expecting: str) -> Applied:
        raise WrongUse("google.no_backup", hint="google.no_backup.hint", path=backup)

    def build(self, blueprint: WorkbookBlueprint) -> None:
        self._look()
        seen = self._latest()
        if not _is_blank(seen):
            raise WrongUse("file.exists", hint="file.exists.hint", path=seen.title)
        mark = run.Run.begun(seen.spreadsheet, self._state)
        ids = fresh_ids(seen, "run")
        requests = [*starter(seen, blueprint), *run.noted(seen.tags, mark, next(ids))]
        with suppress(AnswerLost):
            self._api.change(requests, fields="spreadsheetId", proof=run.proof(self._api, mark))
        self._seen = None

    # --

    def _look(self) -> None:
        if self._askew:
            self.recover()
        self._seen, self._written = look(self._api), ""

    def _latest(self) -> Seen:
        if self._seen is None:
            self._look()
            self._unread = True
        assert self._seen is not None
        return self._seen

    def _expected(self, expecting: str) -> Seen:
        """What the patch was made from. Right after a write of ours: what stands there now, if nobody else has written
        since."""
        if expecting.startswith(_WRITTEN):
            seen = self._seen if self._seen and not self._written else look(self._api)
            if any(expecting.removeprefix(_WRITTEN) in text for text in run.run_texts(seen.tags)):
                return seen
        else:
            if self._seen is None or self._seen.fingerprint != expecting:
                self._look()
            seen = self._latest()
            if seen.fingerprint == expecting:
                return seen
        raise WorkbookChanged("file.changed", hint="file.changed.hint", path=seen.title)


def _is_blank(seen: Seen) -> bool:
    return not any(tab.values or not tab.is_grid for tab in seen.tabs) and not any(
        tag.key.startswith(MARK) for tag in seen.tags
    )
