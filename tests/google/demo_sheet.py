"""The demo salon in a workbook of either kind: the same blueprint, config and day; nothing but the store differs."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.demo import BUSINESS, COUNTRY, CURRENCY, TIMEZONE, TODAY, demo
from clientsheet.config import Config
from clientsheet.jobs import sync
from clientsheet.jobs.folder import lay
from clientsheet.jobs.sync import SyncOutcome
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import YES_NO
from clientsheet.sheet.same import same
from clientsheet.workspace import Workspace
from tests.emulator.auth import write_service_account
from tests.emulator.control import Emulator
from tests.emulator.owner import Owner

MORNING = dt.time(9)


@dataclass
class Shop:
    """A shop's folder, whatever kind its workbook is."""

    folder: Path

    def workspace(self, today: dt.date = TODAY) -> Workspace:
        return Workspace.open(self.folder / "config.yaml", today=today, now=dt.datetime.combine(today, MORNING))

    def sync(self, today: dt.date = TODAY, **options: bool) -> SyncOutcome:
        return sync.run(self.workspace(today), **options)

    @property
    def state(self) -> Path:
        return self.folder / ".clientsheet"

    @property
    def letters(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / "drafts").glob("*.eml"))}

    def book(self, today: dt.date = TODAY) -> Book:
        return self.workspace(today).read()

    def forgets_everything(self) -> None:
        """The state folder is lost."""
        shutil.rmtree(self.state)


@dataclass
class SheetShop(Shop):
    google: Emulator
    id: str

    @property
    def address(self) -> str:
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"

    @property
    def owner(self) -> Owner:
        return self.google.owner(self.id)

    def calls(self) -> tuple[int, int]:
        """Reads and writes since the last time."""
        counted = self.google.count("Read"), self.google.count("Write")
        self.google.log.clear()
        return counted

    def place(self, tab: str, heading: str) -> int:
        """The column under that heading in row 1, counted from 0 as the owner of the emulator does."""
        return int(self.owner.values(tab)[0].index(heading))

    def column(self, tab: str, heading: str) -> list[Any]:
        """The values below a heading in row 1."""
        place = self.place(tab, heading)
        return [line[place] if place < len(line) else "" for line in self.owner.values(tab)[1:]]


def options(language: str, workbook: str) -> dict[str, Any]:
    business = {**BUSINESS[language], "email": "salon@example.com"}
    return {
        "workbook": workbook,
        "language": language,
        "country": COUNTRY[language],
        "currency": CURRENCY[language],
        "timezone": TIMEZONE[language],
        "business": business,
        "mail": {"from": f"{business['name']} <salon@example.com>", "owner": "owner@example.com"},
    }


def file_shop(folder: Path, language: str) -> Shop:
    """The demo's workbook as a file, not synced yet."""
    lay(Config.default(folder, **options(language, "clients.xlsx")))
    shop = Shop(folder)
    shop.workspace().store.build(demo(language, "f00d"))
    return shop


def blank_sheet(google: Emulator, folder: Path, language: str, tabs: Any = None, locale: str = "en_US") -> SheetShop:
    """A folder that knows the address of a sheet, and its key; the sheet is blank, or holds ``tabs``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_service_account(google.url, folder / "service-account.json")
    shop = SheetShop(folder, google, google.spreadsheet("Salon", tabs, locale))
    lay(Config.default(folder, **options(language, shop.address), google={"api": google.url}))
    return shop


def sheet_shop(google: Emulator, folder: Path, language: str) -> SheetShop:
    """The demo's workbook as a Google Sheet, not synced yet."""
    shop = blank_sheet(google, folder, language)
    shop.workspace().store.build(demo(language, "f00d"))
    google.log.clear()
    return shop


def differences(file: Book, sheet: Book) -> list[tuple[str, str, int, Raw, Raw]]:
    """Cells that are not the same: (tab, heading, place, in the file, in the sheet). A yes or no is the same however
    it is shown: a checkbox in the sheet, a word in the file."""
    found = []
    for name, table in file.tables.items():
        other = sheet[name]
        assert [column.heading for column in table.columns.values()] == [
            column.heading for column in other.columns.values()
        ]
        assert len(table) == len(other), name
        for key, column in table.columns.items():
            is_yes_no = column.declared.kind is YES_NO
            ours, theirs = column.values if is_yes_no else column.raw, other.columns[key].raw
            theirs = other.columns[key].values if is_yes_no else theirs
            pairs = zip(ours, theirs, strict=True)
            if is_yes_no:
                pairs = ((bool(one), bool(two)) for one, two in pairs)
            found += [
                (table.title, column.heading, place, one, two)
                for place, (one, two) in enumerate(pairs)
                if not same(one, two)
            ]
    return found
