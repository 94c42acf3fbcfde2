"""A shop that has worked for days, and one person in it whose every word is like nobody else's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

from clientsheet.cli.door import enter
from clientsheet.config import Config
from clientsheet.jobs import sync
from clientsheet.jobs.folder import lay
from clientsheet.mail.journal import Journal
from clientsheet.mail.returned import Kind, Returned, take
from clientsheet.workspace import Workspace

FIRST = dt.date(2026, 4, 6)
WHO = "Кривоніс-Задунайська Ярославна"
OURS = ["Всього", "Наступний контакт", "Причина", "Борг"]
CLIENTS = [
    ["ID", "ПІБ", "Телефон", "E-mail", "День народження", "Адреса", "Згода", "Примітки", "Улюблений колір", *OURS],
    [1, "Коваль Марина", "067 454 54 51", "marina@ukr.net", "07.04.1990", "Київ", "так", None, "білий"],
    [
        2,
        WHO,
        " 093 777 66 55; +380 44 333 22 11",
        "yaro.zadun@posteo.net",
        "06.04.1979",
        "Жабокрич, пров. Соловйовий, 13",
        "так",
        "Алергія на хризантеми",
        "перванш",
    ],
    [3, "Бондар Ірина", "0501112233", "ira@ukr.net", "08.04", "Львів", "так", None, None],
]
VISITS = [
    ["Дата", "Клієнт", "Послуга", "Сума", "Примітка"],
    [dt.date(2026, 1, 10), 1, "Стрижка", 500, None],
    [dt.date(2026, 2, 10), 2, "Стрижка", 77771, "Приходила з пуделем"],
    [dt.date(2026, 2, 12), 3, "Стрижка", 500, None],
]
TASKS = [["Дата", "Клієнт", "Що зробити"], [dt.date(2026, 4, 20), 2, "Повернути парасольку"]]
CONTRACTS = [
    ["Номер", "Клієнт", "Предмет", "Дата", "Сума", "Оплачено"],
    [None, 2, "Перукарня для пуделя", FIRST, 88881, 1],
]
PEOPLE = [["Клієнт", "Особа", "Телефон"], [2, "Гнат Задунайський", "063 888 99 00"]]
MAILINGS = [["Назва", "Увімкнено", "Привід", "Зсув", "Режим"], ["Привітання", "так", "день народження", 0, "чернетка"]]

VERBS = [
    ["docs", "issue", "invoice", "2"],
    ["import", "contacts.csv", "--yes"],
    ["import", "calls", "calls.csv", "--yes"],
    ["today", "--tasks"],
    ["card", "2", "--html", "card.html"],
    ["report"],
    ["why", "2"],
    ["mail", "preview"],
    ["simulate", "--days", "3"],
    ["doctor"],
]
THEIRS = (
    *("Кривоніс", "Задунайськ", "Ярославн", "yaro.zadun", "posteo", "937776655", "443332211", "638889900", "Гнат"),
    *("777 66 55", "777-66-55", "333 22 11", "888 99 00", "Жабокрич", "Соловйов", "хризантем", "перванш", "пудел"),
    *("парасольк", "77771", "88881", "88880", "1979", "06.04.1979"),
)
"""Whatever of them may be found somewhere."""


def shop(folder: Path) -> Path:
    """Synced on three days, with a cure agreed to, drafts made, an answer come in, a page of findings and a log."""
    folder.mkdir(parents=True, exist_ok=True)
    business = {"name": "Салон", "email": "salon@example.com"}
    lay(Config.default(folder, workbook="clients.xlsx", language="uk", country="UA", business=business))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    tabs = {"Клієнти": CLIENTS, "Візити": VISITS, "Завдання": TASKS, "Договори": CONTRACTS, "Телефони": PEOPLE}
    for title, rows in {**tabs, "Розсилки": MAILINGS}.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "clients.xlsx")
    sync.run(opened(folder))
    _answers(folder)
    _agrees(folder)
    sync.run(opened(folder, 1))
    sync.run(opened(folder, 5))
    _does_the_rest(folder)
    state = folder / ".clientsheet"
    (state / "findings.html").write_text(f"<p>Клієнти!B3: {WHO}", "utf-8")
    (state / "clientsheet.log").write_text(f"2026-04-06 все гаразд\n2026-04-06 {WHO}: 093 777 66 55\n", "utf-8")
    (folder / "report.html").write_text("<p>yaro.zadun@posteo.net", "utf-8")
    return folder


def opened(folder: Path, days: int = 0) -> Workspace:
    now = dt.datetime.combine(FIRST + dt.timedelta(days), dt.time(9))
    return Workspace.open(folder / "config.yaml", today=now.date(), now=now)


def _does_the_rest(folder: Path) -> None:
    """Every other verb that may keep something: a document, an import, calls, the day's tasks, a card, a report."""
    (folder / "contacts.csv").write_text(f"Name,Phone,Email\n{WHO},+380937776655,yaro.zadun@posteo.net\n", "utf-8")
    calls = "Date,From,To,Type,Duration\n2026-04-10 10:00:00,+380937776655,+380441112233,incoming,61\n"
    (folder / "calls.csv").write_text(calls, "utf-8")
    for verb in VERBS:
        arguments = [str(folder / word) if word.endswith((".csv", ".html", ".ics")) else word for word in verb]
        code = enter(["--config", str(folder / "config.yaml"), "--today", "2026-04-11", *arguments])
        assert code in (0, 1), verb
    for name in ("contacts.csv", "calls.csv"):
        (folder / name).unlink()


def _answers(folder: Path) -> None:
    """She answers a letter, and asks to be left in peace."""
    with Journal.open(folder / ".clientsheet") as journal:
        key = next(one.letter.key for one in journal.entries() if one.letter.client == "2")
        at = dt.datetime(2026, 4, 6, 12)
        take(
            journal,
            [
                Returned(
                    "reply:<1@x>", Kind.REPLY, "yaro.zadun@posteo.net", key, at, "Re: Ярославна", "Дякую, пудель теж"
                ),
                Returned("unsubscribe:<2@x>", Kind.UNSUBSCRIBE, "yaro.zadun@posteo.net", key, at, "stop", "годі"),
            ],
        )
        journal.database.execute("insert into chats values ('2', '77771')")


def _agrees(folder: Path) -> None:
    """The owner agrees to every cure."""
    path = folder / "clients.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Зауваження"]
    heads = next(row for row in sheet.iter_rows() if any(cell.value == "Застосувати?" for cell in row))
    column = next(cell.column for cell in heads if cell.value == "Застосувати?")
    for row in sheet.iter_rows(min_row=heads[0].row + 1):
        if row[0].value:
            sheet.cell(row[0].row, column).value = "так"
    book.save(path)
