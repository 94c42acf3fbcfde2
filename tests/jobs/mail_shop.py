"""A shop that sends: a workbook and a config.yaml on disk, and a mail server that does what its script says."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from clientsheet.jobs import mail, sync
from clientsheet.jobs.mail.delivered import Delivered
from clientsheet.jobs.mail.guards import NOTHING_SAID, Allowed
from clientsheet.jobs.sync import SyncOutcome
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.workspace import Workspace
from tests.servers.smtp_double import SmtpDouble

TODAY = dt.date(2026, 4, 6)
OWNER = "owner@example.com"
TITLES = {"clients": "Клієнти", "visits": "Візити", "mailings": "Розсилки", "unsubscribed": "Відписки"}
HEADS = {
    "clients": ("ID", "Ім'я", "E-mail", "День народження", "Інтервал візитів", "Наступний контакт"),
    "visits": ("Дата", "Клієнт", "Послуга", "Сума", "Статус"),
    "mailings": ("Назва", "Увімкнено", "Привід", "Зсув", "Режим", "Надіслано", "Пропущено"),
    "unsubscribed": ("Адреса", "Дата", "Тема"),
}
Row = tuple[Any, ...]
GREETING: Row = ("Привітання", "так", "день народження", 0, "надсилати")
REMINDER: Row = ("Нагадування", "так", "повторний візит", 0, "надсилати")


def born_today(number: int, name: str = "") -> Row:
    return (number, name or f"Клієнтка {number}", f"c{number}@example.com", dt.date(1990, 4, 6))


@dataclass
class MailShop:
    """``rows``: tab -> its records, in the order of ``HEADS``. ``settings``: further lines of the mail section."""

    folder: Path
    server: SmtpDouble
    rows: dict[str, list[Row]] = field(default_factory=dict)
    settings: str = ""
    today: dt.date = TODAY
    time: dt.time = dt.time(10)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.rows.items():
            sheet = book.create_sheet(TITLES[name])
            for row in (HEADS[name], *rows):
                sheet.append(row)
        book.save(self.workbook)
        self.configure(self.settings)

    def configure(self, settings: str = "", *, transport: str = "smtp") -> None:
        (self.folder / "config.yaml").write_text(
            "language: uk\n"
            f"business: {{name: Салон, email: {OWNER}}}\n"
            "mail:\n"
            f"  transport: {transport}\n"
            f"  from: Салон <{OWNER}>\n"
            f"  owner: {OWNER}\n"
            f"  smtp: {{host: 127.0.0.1, port: {self.server.port}, security: none}}\n{settings}",
            "utf-8",
        )

    @property
    def workbook(self) -> Path:
        return self.folder / "clients.xlsx"

    @property
    def state(self) -> Path:
        return self.folder / ".clientsheet"

    def workspace(self) -> Workspace:
        now = dt.datetime.combine(self.today, self.time)
        return Workspace.open(self.folder / "config.yaml", now=now)

    def tomorrow(self) -> None:
        self.today += dt.timedelta(1)

    # -- the verbs

    def sync(self, **options: bool) -> SyncOutcome:
        return sync.run(self.workspace(), **options)

    def send(self, allowed: Allowed = NOTHING_SAID) -> Delivered:
        return mail.send(self.workspace(), allowed)

    def send_all(self) -> Delivered:
        return self.send(Allowed(yes=True))

    # -- what came of it

    @property
    def to(self) -> list[str]:
        """Whom the server took letters for, in order."""
        return [recipient for taken in self.server.taken for recipient in taken.recipients]

    @property
    def states(self) -> dict[str, State]:
        """By client."""
        with Journal.open(self.state) as journal:
            return {entry.letter.client: entry.state for entry in journal.entries()}

    def history(self) -> list[Mapping[str, Any]]:
        return self.table("Історія")

    def table(self, title: str) -> list[Mapping[str, Any]]:
        found = ExcelStore(self.workbook, self.folder / "elsewhere").read().tab(title)
        if found is None:
            return []
        heads, *rows = found.rows(1, found.row_count)
        return [dict(zip(map(str, heads), row, strict=True)) for row in rows if any(cell is not None for cell in row)]

    # -- the owner

    def types(self, title: str, row: int, heading: str, value: object) -> None:
        book = openpyxl.load_workbook(self.workbook)
        sheet = book[title]
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(row, heads.index(heading) + 1).value = value  # type: ignore[assignment]
        book.save(self.workbook)

    def adds(self, title: str, row: Sequence[object]) -> None:
        book = openpyxl.load_workbook(self.workbook)
        book[title].append(list(row))
        book.save(self.workbook)

    def copied_to(self, folder: Path) -> MailShop:
        """The owner copies the whole folder."""
        shutil.copytree(self.folder, folder)
        copy = object.__new__(MailShop)
        copy.__dict__.update(self.__dict__ | {"folder": folder})
        return copy

    def loses_the_journal(self) -> None:
        shutil.rmtree(self.state)
