"""A salon whose workbook is a sheet on the emulator: real syncs over real HTTP, on a clock that only waiting moves."""

from __future__ import annotations

import copy
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from google.auth.transport.requests import AuthorizedSession

from clientsheet.config import Business, Config, Mail
from clientsheet.config.models import Google
from clientsheet.errors import ClientsheetError
from clientsheet.jobs import sync
from clientsheet.jobs.mail import delivering
from clientsheet.mail.clock import Clock
from clientsheet.stores.google.line import calls
from clientsheet.stores.google.seen import COLUMN
from clientsheet.stores.google.shaping.tags import anchor_text
from clientsheet.workspace import Workspace
from tests.emulator.control import Emulator
from tests.emulator.spreadsheet import Spreadsheet
from tests.google import machine_oracle
from tests.google.machine_owner import Marina
from tests.google.machine_post import Post
from tests.google.machine_tabs import FILLED, MAILINGS, Truth, first_morning
from tests.google.machine_trouble import ANY, FAULTS, Death, Deed, Fault, Loading, Trouble

BEGIN: Final = dt.datetime(2026, 4, 6, 9, 0, tzinfo=dt.UTC)
ZONE: Final = "Europe/Kyiv"
SPARE_ROWS: Final = 4


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Beginning:
    """A salon to be copied: its sheet, its state folder, and what its owner knows. ``numbers``: the id of each tab."""

    book: Spreadsheet
    state: Path | None
    truth: Truth
    numbers: dict[str, int]


class Salon:
    checks_answers = True
    """Whether every answer of the emulator is held against Google's documents, which takes most of the time."""

    def __init__(self, google: Emulator, key: Path, begun: Beginning) -> None:
        self.google, self.key = google, key
        self.folder = _fastest() / f"salon-{os.getpid()}"
        """The same for every salon: letters do not leave from a folder that is not the one they used to leave from."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.id = begun.book.id
        file = google.files.add("Salon", begun.book.copy())
        del google.files.by_id[file.book.id]
        file.book.id = self.id
        google.files.by_id[self.id] = file
        if begun.state:
            shutil.copytree(begun.state, self.folder / ".clientsheet")
        for name in MAILINGS:
            letter = self.folder / "templates" / "letters" / f"{name}.en.md"
            letter.parent.mkdir(parents=True, exist_ok=True)
            letter.write_text(f"---\nsubject: {name}\n---\nGood day.\n")
        self.at, self.post = BEGIN, Post()
        self.marina = Marina(google, self.id, copy.deepcopy(begun.truth), begun.numbers)
        self._loading: list[Callable[[], None]] = []
        self.wrongs: list[str] = []
        """What went wrong while a request was carried out."""
        self._request = 0
        self._dies: dict[int, bool] = {}
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr(delivering, "opened", lambda *_: self.post)
        self.patches.setattr(delivering, "Clock", self)
        self.patches.setattr(calls, "time", self)
        self.patches.setattr(AuthorizedSession, "request", self._mortal(AuthorizedSession.request))

    def closes(self) -> None:
        self.patches.undo()
        self.google.calm()
        self.google.files.by_id.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- time

    def time(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.at += dt.timedelta(seconds=seconds)

    def running_from(self, moment: dt.datetime) -> Clock:
        return Clock(lambda: self._wall().replace(tzinfo=None), self.time, self.sleep)

    def _wall(self) -> dt.datetime:
        return self.at.astimezone(ZoneInfo(ZONE))

    # -- runs

    def runs(self, troubles: Sequence[Trouble] = ()) -> sync.SyncOutcome | None:
        """None: it died, or said that it could not. Undisturbed it does neither."""
        self._request, self._dies = 0, {}
        self.google.calm()
        self.google.log.clear()
        stood: list[Spreadsheet] = []
        self.google.plan(ANY, times=None, after=self.watched(lambda: self._compares(stood)))
        for one in troubles:
            self._plans(one)
        self.google.plan(ANY, times=None, before=lambda: stood.append(self.book))
        try:
            outcome = sync.run(self._workspace())
            self.marina.truth.filled = True
            return outcome
        except (Killed, ClientsheetError):
            if not troubles:
                raise
            return None
        finally:
            self.google.calm()
            self._dies = {}
            self._formulas_are_loaded()
            self.wrongs += [*self.google.nonsense, *(self.google.mistakes() if self.checks_answers else ())]

    def wrong(self) -> list[str]:
        return [*self.wrongs, *machine_oracle.complaints(self.marina, self.post)]

    def _formulas_are_loaded(self) -> None:
        for put_right in self._loading:
            put_right()
        self._loading.clear()

    def _workspace(self) -> Workspace:
        options: dict[str, Any] = {
            "transport": "smtp",
            "smtp": {"host": "localhost", "security": "none"},
            "owner": "owner@example.com",
        }
        config = Config.default(
            self.folder,
            workbook=f"https://docs.google.com/spreadsheets/d/{self.id}/edit",
            language="en",
            timezone=ZONE,
            business=Business(name="Salon", email="salon@example.com"),
            mail=Mail(**options),
            google=Google(credentials=str(self.key), api=self.google.url, patience=100),
        )
        now = self._wall().replace(tzinfo=None)
        return Workspace(config, now.date(), now, "en")

    # -- what befalls a run

    def _plans(self, one: Trouble) -> None:
        match one:
            case Fault(name, nth, times, match):
                what, does = FAULTS[name]
                self.google.plan(match or what, nth=nth, times=times, does=does, seconds=0.02)
            case Deed(move, nth, after, match):
                does_it = self.watched(lambda: self.marina.does(move))
                self.google.plan(match, nth=nth, **{"after" if after else "before": does_it})
            case Death(nth, after):
                self._dies[nth] = after
            case Loading(a, nth, requests):
                show, hide = self.marina.loads(a)
                self.google.plan(ANY, nth=nth, before=self.watched(hide))
                self.google.plan(ANY, nth=nth + requests, before=self.watched(show))
                self._loading.append(show)

    def watched(self, does: Callable[[], object]) -> Callable[[], None]:
        """What goes wrong in the server's thread is told in the trial's."""

        def watched() -> None:
            try:
                does()
            except Exception as error:
                self.wrongs.append(f"in the server: {error!r}")

        return watched

    def _compares(self, stood: list[Spreadsheet]) -> None:
        if stood and stood[-1] is not self.book:
            self.wrongs += machine_oracle.changed_under_her_hands(self.marina, stood[-1], self.book)
        stood.clear()

    @property
    def book(self) -> Spreadsheet:
        return self.google.file(self.id).book

    def _mortal(self, request: Any) -> Any:
        def mortal(session: AuthorizedSession, *args: Any, **options: Any) -> Any:
            self._request += 1
            number = self._request
            if self._dies.get(number) is False:
                raise Killed
            answer = request(session, *args, **options)
            if self._dies.get(number):
                raise Killed
            return answer

        return mortal


def beginnings(google: Emulator, key: Path) -> list[Beginning]:
    """A salon that was never filled, and the same a run later."""
    new = laid_out(google)
    salon = Salon(google, key, new)
    try:
        assert salon.runs() is not None
        state = Path(tempfile.mkdtemp()) / "state"
        shutil.copytree(salon.folder / ".clientsheet", state)
        return [new, Beginning(salon.book, state, salon.marina.truth, new.numbers)]
    finally:
        salon.closes()


def laid_out(google: Emulator) -> Beginning:
    """A sheet as ``adopt`` leaves it: the program's columns are recorded as its own, and nothing is in them yet."""
    truth = first_morning()
    tabs = {}
    for tab, heads in truth.heads.items():
        lines = [[{**row.said, "mark": mark}.get(name, "") for name in heads] for mark, row in truth.rows[tab].items()]
        tabs[truth.titles[tab]] = [list(heads.values()), *lines]
    id_ = google.spreadsheet("Salon", tabs)
    book = google.file(id_).book
    numbers = {tab: sheet.number for tab, sheet in zip(truth.titles, book.sheets, strict=True)}
    for tab, sheet in zip(truth.titles, book.sheets, strict=True):
        sheet.resize("ROWS", len(tabs[sheet.title]) + SPARE_ROWS)
        sheet.resize("COLUMNS", len(truth.heads[tab]))
        for column, name in enumerate(truth.heads[tab]):
            if name in FILLED[tab]:
                told = {"metadataKey": COLUMN, "metadataValue": anchor_text(f"{tab}.{name}", 1)}
                number = book.new_number()
                mark = {"metadataId": number, "visibility": "DOCUMENT", **told}
                sheet.own("COLUMNS", column).marks = (mark,)
    marina = Marina(google, id_, truth, numbers)
    for tab, name in (("clients", "birthday"), ("visits", "date")):
        for mark, row in truth.rows[tab].items():
            marina.says(tab, mark, name, row.said[name])
    return Beginning(google.file(id_).book, None, truth, numbers)


def _fastest() -> Path:
    """Memory serves a folder that lives for a second."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() else Path(tempfile.gettempdir())
