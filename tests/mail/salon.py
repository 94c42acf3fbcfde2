"""A hair salon whose workbook is drawn as rows, and a sync in small: deliver, then write what came of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.config import Business, Config, Mail
from clientsheet.jobs import mail
from clientsheet.mail.journal import Journal
from clientsheet.stores.memory import MemoryStore
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
ON = ("repeat_visit", "birthday", "contract_ends")

Row = dict[str, Any]

MARINA: Row = {
    "id": 1,
    "name": "Коваленко Марина Іванівна",
    "phone": "+380674545451",
    "email": "marina@example.com",
    "interests": "ботокс для волосся",
    "interval": "кожні 2 місяці",
}
HER_VISIT: Row = {"date": dt.date(2026, 2, 15), "client": 1, "service": "Фарбування", "amount": 1500}
PRICES: list[Row] = [
    {"name": "Фарбування", "price": 1500, "active": "так"},
    {"name": "Ботокс для волосся", "price": 1800, "active": "так"},
]


def mailing(occasion: str, **said: Any) -> Row:
    return {"name": occasion, "on": "так", "occasion": occasion, "offset": 0} | said


@dataclass
class Salon:
    """``rows``: tab -> its records by column name. ``folder`` holds state and drafts."""

    folder: Path
    rows: dict[str, list[Row]]
    language: str = "uk"
    today: dt.date = TODAY
    business: Business = field(
        default_factory=lambda: Business(name="Салон «Марина»", email="salon@example.com", phone="+380441234567")
    )
    rules: Mapping[str, Any] = field(default_factory=dict)
    mail: Mail = field(default_factory=Mail)

    @property
    def config(self) -> Config:
        from clientsheet.config import Rules

        return Config.default(
            self.folder, language=self.language, business=self.business, mail=self.mail, rules=Rules(**self.rules)
        )

    def workspace(self) -> Workspace:
        now = dt.datetime.combine(self.today, dt.time(9, 30))
        made = Workspace(self.config, self.today, now, self.language)
        made.__dict__["store"] = MemoryStore(
            {tab(name).titles.first(self.language): self._drawn(name) for name in self.rows}
        )
        return made

    def shop(self) -> Shop:
        return Shop(understand(self.workspace().store.read(), self.config, self.today))

    def plan(self) -> mail.MailPlan:
        return mail.plan(self.workspace())

    def sync(self, *, written: bool = True) -> mail.Delivered:
        """``written`` False: killed before the workbook was written."""
        workspace = self.workspace()
        delivered = self.deliver(workspace)
        if written:
            self.rows.setdefault("history", []).extend(dict(row) for row in delivered.history)
            for name, values in delivered.mailings.items():
                for row, value in zip(self.rows["mailings"], values, strict=True):
                    row[name] = value
            mail.recorded(workspace, delivered)
        return delivered

    def deliver(self, workspace: Workspace, *, dry_run: bool = False) -> mail.Delivered:
        folder = self.config.state_path
        with Journal.peek(folder) if dry_run else Journal.open(folder) as journal:
            shop = Shop(self.shop().book, journal.sightings())
            return mail.deliver(workspace, shop, journal, identity="book-1", dry_run=dry_run)

    def drafts(self) -> list[Path]:
        return sorted((self.folder / "drafts").rglob("*.eml"))

    def lose_the_journal(self) -> None:
        shutil.rmtree(self.folder / ".clientsheet")

    def _drawn(self, name: str) -> list[list[Any]]:
        columns = tab(name).columns
        present = [c for c in columns if any(c.name in row for row in self.rows[name])] or list(columns)
        heads: Sequence[Any] = [column.headings.first(self.language) for column in present]
        return [list(heads), *([row.get(c.name) for c in present] for row in self.rows[name])]


def salon(folder: Path, clients: Sequence[Row] = (MARINA,), visits: Sequence[Row] = (HER_VISIT,), **tabs: Any) -> Salon:
    """Marina's salon, or with the tabs said; the three ready mailings are on."""
    rows = {
        "clients": [dict(row) for row in clients],
        "visits": [dict(row) for row in visits],
        "services": [dict(row) for row in PRICES],
        "mailings": [mailing(occasion) for occasion in ON],
    }
    return Salon(folder, rows | {name: [dict(row) for row in tab] for name, tab in tabs.items()})


def reasons(plan: mail.MailPlan) -> list[tuple[str, str]]:
    return [(plan.clients[out.client], out.reason) for out in plan.left_out]
