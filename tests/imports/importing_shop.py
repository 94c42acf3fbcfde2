"""A shop that brings in what others exported: a workbook of any kind, its config on disk, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from clientsheet.config import Config
from clientsheet.jobs.folder import lay
from clientsheet.sheet.grid import Raw
from clientsheet.stores.memory import MemoryStore
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
CLIENTS = "Клієнти"
HEADINGS = ("ID", "ПІБ", "Телефон", "E-mail", "День народження", "Адреса", "Джерело", "Менеджер", "Примітки", "Візитів")
VISITS = ("Дата", "Клієнт", "Послуга", "Сума", "Майстер", "Статус", "Чек", "Примітки")
CONTRACTS = ("Номер", "Клієнт", "Дата", "Предмет", "Сума", "Валюта", "Оплачено", "Етап", "Примітки")
HISTORY = ("Дата і час", "Клієнт", "Канал", "Напрям", "Вид", "Тема", "Результат", "Код листа")
PEOPLE: Sequence[Sequence[Raw]] = (
    (1, "Шевченко Олена", "050 111-22-33", "olena@gmail.com", dt.date(1985, 1, 23)),
    (2, "Бондар Ірина", None, "iryna@ukr.net"),
)


def drawn(*people: Sequence[Raw], **tabs: Sequence[Sequence[Raw]]) -> dict[str, list[list[Raw]]]:
    found = {CLIENTS: [list(HEADINGS), *map(list, people or PEOPLE)]}
    headings = {"visits": ("Візити", VISITS), "contracts": ("Договори", CONTRACTS), "history": ("Історія", HISTORY)}
    for name, rows in tabs.items():
        title, heads = headings[name]
        found[title] = [list(heads), *map(list, rows)]
    return found


def in_memory(folder: Path, tabs: Mapping[str, Sequence[Sequence[Raw]]] | None = None, **options: object) -> Workspace:
    """The workbook lies in memory, all else on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "config.yaml").exists():
        lay(
            Config.default(
                folder, workbook="clients.xlsx", language="uk", country="UA", currency="UAH", timezone="Europe/Kyiv"
            )
        )
    made = Workspace.open(folder / "config.yaml", today=TODAY, now=dt.datetime.combine(TODAY, dt.time(9)))
    made.__dict__["store"] = MemoryStore(tabs or drawn(), **options)  # type: ignore[arg-type]
    return made


def column(workspace: Workspace, heading: str, tab: str = CLIENTS) -> list[Raw]:
    """The cells below a heading in row 1."""
    rows = workspace.store.drawn(tab)  # type: ignore[attr-defined]
    place = rows[0].index(heading)
    return [row[place] if place < len(row) else None for row in rows[1:]]
