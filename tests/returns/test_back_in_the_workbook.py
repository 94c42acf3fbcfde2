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
from clientsheet.jobs.collect import collect
from clientsheet.jobs.mail.guards import Allowed
from clientsheet.workspace import Workspace
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

TODAY, TOMORROW = dt.date(2026, 4, 6), dt.date(2026, 4, 7)
OWNER, MARINA, HANNA = "owner@example.test", "marina@bounce.test", "hanna@example.test"

CLIENTS = (
    ("ID", "Ім'я", "E-mail", "День народження", "Згода на розсилку"),
    (1, "Коваленко Марина", MARINA, dt.date(1990, 4, 6), "так"),
    (2, "Шевченко Ганна", HANNA, dt.date(1985, 4, 6), "так"),
)
MAILINGS = (
    ("Назва", "Увімкнено", "Привід", "Зсув", "Канал", "Режим"),
    ("Привітання", "так", "день народження", 0, "e-mail", "надсилати"),
    ("Навздогін", "так", "день народження", 1, "e-mail", "чернетка"),
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

    def workspace(self, today: dt.date = TODAY) -> Workspace:
        now = dt.datetime.combine(today, dt.time(10))
        return Workspace.open(self.folder / "config.yaml", today=today, now=now)

    def send(self) -> int:
        """How many letters left and arrived."""
        sent = mail.send(self.workspace(), Allowed(yes=True, limit=9)).counts["sent"]
        self.server.settle()
        return sent

    def unsubscribes(self, client: str, writing_from: str) -> None:
        """A client follows the link in the header of the letter, in a mail program that is not ours."""
        (letter,) = self.boxes.messages(client)
        link = urlsplit(str(message_from_bytes(letter.content, policy=default)["List-Unsubscribe"]).strip(" <>"))
        asked = EmailMessage()
        asked["From"], asked["To"], asked["Message-ID"] = writing_from, link.path, "<bye@home.example>"
        asked["Subject"] = parse_qs(link.query)["subject"][0]
        self.boxes.deliver(link.path, asked.as_bytes())

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
    assert shop.send() == 2

    outcome = sync.run(shop.workspace())

    assert outcome.collected is not None
    assert outcome.collected.counts == {"hard": 1}
    told = {(row["Клієнт"], row["Вид"], row["Напрям"]) for row in shop.rows("Історія")}
    assert told == {("1", "не доставлено", "вхідний"), ("2", "лист", "вихідний")}
    assert [row["Адреса"] for row in shop.rows("Відписки")] == [MARINA]

    again = sync.run(shop.workspace())
    assert not again.patch
    assert reasons(shop, TODAY)["Привітання", 0] == "refused"

    shop.remove("Відписки")
    sync.run(shop.workspace())
    assert shop.rows("Відписки") == []
    assert ("Навздогін", 0) not in reasons(shop, TOMORROW)


def test_the_link_in_a_letter_unsubscribes_the_client_who_follows_it(shop: Shop) -> None:
    """Whichever address of theirs they follow it from."""
    shop.send()
    shop.unsubscribes(HANNA, "Hanna <h.home@example.com>")

    outcome = sync.run(shop.workspace())

    assert outcome.collected is not None
    assert outcome.collected.counts == {"hard": 1, "unsubscribe": 1}
    assert {row["Адреса"] for row in shop.rows("Відписки")} == {MARINA, HANNA}
    assert ("2", "відписка") in {(row["Клієнт"], row["Вид"]) for row in shop.rows("Історія")}


def test_whoever_unsubscribed_is_not_written_to_even_before_the_workbook_says_so(shop: Shop) -> None:
    shop.send()
    assert ("Навздогін", 1) not in reasons(shop, TOMORROW)
    shop.unsubscribes(HANNA, HANNA)

    collect(shop.workspace())

    assert shop.rows("Відписки") == []
    assert {reasons(shop, TOMORROW)["Навздогін", client] for client in (0, 1)} == {"unsubscribed"}


def test_with_the_journal_lost_the_history_tab_knows_whose_letter_it_was(shop: Shop) -> None:
    shop.send()
    sync.run(shop.workspace())
    for path in (shop.folder / ".clientsheet").glob("journal.sqlite3*"):
        path.unlink()
    shop.unsubscribes(HANNA, f"Hanna <{HANNA}>")

    assert collect(shop.workspace()).counts == {"unsubscribe": 1}

    sync.run(shop.workspace())
    assert {row["Адреса"] for row in shop.rows("Відписки")} == {MARINA, HANNA}
    assert ("2", "відписка") in {(row["Клієнт"], row["Вид"]) for row in shop.rows("Історія")}


def reasons(shop: Shop, day: dt.date) -> dict[tuple[str, int], str]:
    """(mailing, row of the client) -> why not."""
    return {(out.mailing, out.client): out.reason for out in mail.plan(shop.workspace(day)).left_out}
