"""What one run needs, opened: the config, the day, the workbook's store, the ledger. Imports late: a run that finds
nothing to do must feel instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from clientsheet import config as configuration
from clientsheet.config import Config
from clientsheet.errors import ClientsheetError, ConfigError
from clientsheet.ledger import Ledger, Memory, RowKeys, Run

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.sheet.grid import Anchor, Grid
    from clientsheet.sheet.patch import Patch
    from clientsheet.stores.base import Store

ATTEMPTS: Final = 3
"""How often a workbook that is edited under our hands is read again before it is left to the next run."""

Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Workspace:
    """``today`` is the calendar day in the shop's zone; ``now`` its wall clock, only for the names of runs and letters.
    ``language`` is that of the person who reads the screen."""

    config: Config
    today: dt.date
    now: dt.datetime
    language: str

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        today: dt.date | None = None,
        language: str | None = None,
        now: dt.datetime | None = None,
    ) -> Workspace:
        """``path``: config.yaml; None looks for it in the current folder, then in its parents. ConfigError."""
        config = configuration.load(path or find_config(Path.cwd()))
        moment = now or _wall_clock(config.timezone)
        return cls(config, today or moment.date(), moment, language or config.language)

    @cached_property
    def store(self) -> Store:
        from clientsheet.stores.opening import open_store

        return open_store(self.config)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.config.state_path)

    def read(self) -> Book:
        """The workbook as it lies now, understood."""
        return self.understand(self.store.read())

    def understand(self, grid: Grid) -> Book:
        from clientsheet.book.reading.understand import understand

        return understand(grid, self.config, self.today)

    def write(
        self,
        verb: str,
        patch: Patch,
        fingerprint: str,
        keys: RowKeys,
        anchors: Mapping[str, Anchor],
        memory: Memory | None = None,
    ) -> Run:
        """The one way a patch gets into the workbook: announced, written, noted. ``memory``: of our columns as they
        will be, to be announced with it. Errors as of ``Store.apply``; then nothing was written, and nothing is left
        to undo, unless the write broke off half-way: then what was announced stays so until a run comes to its end."""
        from clientsheet.stores.base import HalfWritten

        if memory is not None:
            self.ledger.announce(memory)
        begun = self.ledger.begin(verb, self.now, patch, fingerprint, keys, anchors)
        try:
            applied = self.store.apply(patch, fingerprint)
        except HalfWritten:
            raise
        except ClientsheetError:
            self.ledger.abandon(begun)
            if memory is not None:
                self.ledger.take_back()
            raise
        return self.ledger.finish(begun, applied.fingerprint, applied.backup)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """For a run that writes or sends: alone, on a workbook without half a write of ours in it. TryLater."""
        with self.lock():
            self.store.recover()
            yield

    def insist(self, attempt: Callable[[], Outcome]) -> Outcome:
        """What ``attempt`` gives, ``at_work``; it reads and writes anew where the workbook was edited under our hands.
        WorkbookChanged: three times over, and then it is left to the next run."""
        from clientsheet.errors import WorkbookChanged

        with self.at_work():
            for _ in range(ATTEMPTS - 1):
                with suppress(WorkbookChanged):
                    return attempt()
            return attempt()

    def lock(self) -> AbstractContextManager[object]:
        """One run of ours at a time. TryLater: another is at work."""
        from clientsheet.files import RunLock

        return RunLock(self.config.state_path, self.config.workbook)


def find_config(folder: Path) -> Path:
    """The nearest config.yaml, here or in a parent folder. ConfigError: there is none."""
    for place in (folder, *folder.parents):
        if (place / "config.yaml").is_file():
            return place / "config.yaml"
    raise ConfigError("config.none", hint="config.none.hint", folder=str(folder))


def _wall_clock(timezone: str) -> dt.datetime:
    from zoneinfo import ZoneInfo

    return dt.datetime.now(ZoneInfo(timezone)).replace(tzinfo=None)
