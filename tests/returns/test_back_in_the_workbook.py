"""From a client's birthday to the row in the unsubscribed tab: a real workbook, a real server, a real mailbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import email_validator
import openpyxl
import pytest

from clientsheet.jobs import mail, sync
from clientsheet.jobs.mail.guards import Allowed
from clientsheet.workspace import Workspace
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

TODAY = dt.date(2026, 4, 6)
OWNER = "owner@example.test"

CLIENTS = (
    ("ID", "Ім'я", "E-mail", "День народження", "Згода на розсилку"),
    (1, "Коваленко Марина", "marina@bounce.test", dt.date(1990, 4, 6), "так"),
    (2, "Шевченко Ганна", "hanna@example.test", dt.date(1985, 4, 6), "так"),
)
MAILINGS = (
    ("Назва", "Увімкнено", "Привід", "Зсув", "Канал", "Режим"),
    ("Привітання", "так", "день народження", 0, "e-mail", "надсилати"),
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    monkeypatch.setattr(email_validator, "SPECIAL_USE_DOMAIN_NAMES", [])  # the servers here are those of .test
    with Dovecot() as boxes, Postfix(lmtp=boxes.lmtp) as server:
        yield Shop(tmp_path, boxes, server)


class Shop:
    """A workbook and a config.yaml on disk."""

    def __init__(self, folder: Path, boxes: Dovecot, server: Postfix) -> None:
        self.folder, self.boxes, self.server = folder, boxes, server
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in (("Клієнти", CLIENTS), ("Розсилки", MAILINGS)):
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(self.workbook)
        (folder / "config.yaml").write_text(
            f"""\
language: uk
business: {{name: Салон, email: {OWNER}}}
mail:
  transport: smtp
  from: Салон <{OWNER}>
  owner: {OWNER}
  smtp: {{host: 127.0.0.1, port: {server.port}, security: none}}
  imap:
    host: 127.0.0.1
    port: {boxes.imap}
    security: none
    username: {OWNER}
    password: env:TRIAL_PASSWORD
    collect: true
""",
            "utf-8",
        )

    @property
    def workbook(self) -> Path:
        return self.folder / "clients.xlsx"

    def workspace(self) -> Workspace:
        now = dt.datetime.combine(TODAY, dt.time(10))
        return Workspace.open(self.folder / "config.yaml", today=TODAY, now=now)

    def rows(self, tab: str) -> list[dict[str, object]]:
        book = openpyxl.load_workbook(self.workbook)
        if tab not in book.sheetnames:
            return []
        heads, *rows = book[tab].iter_rows(values_only=True)
        return [dict(zip(map(str, heads), row, strict=True)) for row in rows if any(row)]

    def remove(self, tab: str) -> None:
        """The owner deletes the tab's only row."""
        book = openpyxl.load_workbook(self.workbook)
        book[tab].delete_rows(2)
        book.save(self.workbook)


def test_an_address_that_bounced_stands_in_the_workbook_and_the_owner_may_lift_it(shop: Shop) -> None:
    sent = mail.send(shop.workspace(), Allowed(yes=True, limit=9))
    assert sent.counts["sent"] == 2
    shop.server.settle()

    outcome = sync.run(shop.workspace())

    assert outcome.collected is not None
    assert outcome.collected.counts == {"hard": 1}
    told = {(row["Клієнт"], row["Вид"], row["Напрям"]) for row in shop.rows("Історія")}
    assert told == {("1", "не доставлено", "вхідний"), ("2", "лист", "вихідний")}
    assert [row["Адреса"] for row in shop.rows("Відписки")] == ["marina@bounce.test"]

    again = sync.run(shop.workspace())
    assert not again.patch
    assert {out.reason for out in mail.plan(shop.workspace()).left_out if out.client == 0} == {"refused"}

    shop.remove("Відписки")
    sync.run(shop.workspace())
    assert shop.rows("Відписки") == []


def test_the_link_in_a_letter_unsubscribes_the_client_who_follows_it(shop: Shop) -> None:
    mail.send(shop.workspace(), Allowed(yes=True, limit=9))
    shop.server.settle()
    (letter,) = shop.boxes.messages("hanna@example.test")
    link = str(message_from_bytes(letter.content, policy=default)["List-Unsubscribe"]).strip(" <>")
    followed = urlsplit(link)
    asked = EmailMessage()
    asked["From"], asked["To"], asked["Message-ID"] = "Hanna <h.home@example.com>", followed.path, "<bye@home.example>"
    asked["Subject"] = parse_qs(followed.query)["subject"][0]
    assert followed.path == OWNER
    shop.boxes.deliver(OWNER, asked.as_bytes())

    outcome = sync.run(shop.workspace())

    assert outcome.collected is not None
    assert outcome.collected.counts == {"hard": 1, "unsubscribe": 1}
    assert {row["Адреса"] for row in shop.rows("Відписки")} == {"marina@bounce.test", "hanna@example.test"}
    assert ("2", "відписка") in {(row["Клієнт"], row["Вид"]) for row in shop.rows("Історія")}
