"""The owner changes their mind while a letter waits: withdrawn is not forgotten, and a trial nobody needs is let go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from mail_shop import GREETING, OWNER, REMINDER, TODAY, MailShop, Row, born_today

from clientsheet.jobs import mail, sync, undo, why
from clientsheet.jobs.mail.settling import cancel
from clientsheet.jobs.mail.trying import trial
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.mail.returned import suppressions
from tests.servers.smtp_double import ANY, BREAK, SmtpDouble, Step

ONE_AN_HOUR = "  limits: {per_minute: 1, per_hour: 1, per_day: 9}\n"
VISITS: list[Row] = [(dt.date(2026, 2, 1), number, "Стрижка", 500, "виконано") for number in (1, 2)]
REGULARS: list[Row] = [(n, f"Клієнтка {n}", f"c{n}@example.com", None, "кожні 2 місяці") for n in (1, 2)]


pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def regulars(tmp_path: Path, server: SmtpDouble) -> MailShop:
    """Of two clients to be reminded today one has got the letter; the other's waits for the hour to pass."""
    rows = {"clients": REGULARS, "visits": VISITS, "mailings": [REMINDER]}
    shop = MailShop(tmp_path / "shop", server, rows, ONE_AN_HOUR)
    shop.send_all()
    assert sorted(shop.states.values()) == [State.ACCEPTED, State.PLANNED]
    return shop


def waiting(shop: MailShop) -> str:
    return next(client for client, state in shop.states.items() if state is not State.ACCEPTED)


def booked(shop: MailShop, client: str, status: str = "заплановано") -> None:
    shop.types("Візити", 4, "Дата", dt.date(2026, 4, 12))
    shop.types("Візити", 4, "Клієнт", int(client))
    shop.types("Візити", 4, "Статус", status)
    with Journal.open(shop.state) as journal:
        journal.database.execute("delete from dots")


def test_a_booking_that_fell_through_brings_the_reminder_back(regulars: MailShop) -> None:
    client = waiting(regulars)
    booked(regulars, client)
    regulars.sync()
    assert regulars.states[client] is State.CANCELLED
    booked(regulars, client, "скасовано")
    assert regulars.sync().letters["sent"] == 1
    assert regulars.states[client] is State.ACCEPTED
    assert sorted(regulars.to) == ["c1@example.com", "c2@example.com"]
    assert regulars.sync().letters["sent"] == 0


def test_why_tells_the_reason_of_a_withdrawn_letter_in_words(regulars: MailShop) -> None:
    client = waiting(regulars)
    booked(regulars, client)
    regulars.sync()
    (told,) = why.run(regulars.workspace(), client).mailings
    assert told["reason"] == "booked-meanwhile"


def test_a_row_taken_off_the_unsubscribed_tab_brings_the_letter_back(tmp_path: Path, server: SmtpDouble) -> None:
    rows = {"clients": [born_today(1), born_today(2)], "mailings": [GREETING], "unsubscribed": []}
    shop = MailShop(tmp_path / "shop", server, rows, ONE_AN_HOUR)
    shop.send_all()
    client = waiting(shop)
    shop.types("Відписки", 2, "Адреса", f"c{client}@example.com")
    shop.sync()
    assert shop.states[client] is State.SUPPRESSED
    (told,) = why.run(shop.workspace(), client).mailings
    assert (told["reason"], "(unsubscribed)" in str(told["because"])) == ("unsubscribed", False)
    shop.types("Відписки", 2, "Адреса", None)
    with Journal.open(shop.state) as journal:
        journal.database.execute("delete from dots")
    shop.sync()
    assert sorted(shop.to) == ["c1@example.com", "c2@example.com"]


def test_undo_forgets_neither_the_history_nor_an_unsubscription(tmp_path: Path, server: SmtpDouble) -> None:
    rows = {"clients": [born_today(1), born_today(2)], "mailings": [GREETING], "unsubscribed": []}
    shop = MailShop(tmp_path / "shop", server, rows)
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="c2@example.com")
    shop.send_all()
    done = shop.sync()
    assert len(shop.table("Відписки")) == len(shop.history()) == 1
    outcome = undo.run(shop.workspace())
    assert (outcome.undone.id, outcome.whole) == (done.run, True)
    with Journal.open(shop.state) as journal:
        assert [one.address for one in suppressions(journal)] == ["c2@example.com"]
    shop.sync()
    assert len(shop.table("Відписки")) == len(shop.history()) == 1
    shop.types("Відписки", 2, "Адреса", None)
    shop.sync()
    assert shop.table("Відписки")[1:] == []


def test_what_a_person_cancelled_stays_cancelled(regulars: MailShop) -> None:
    client = waiting(regulars)
    cancel(regulars.workspace(), "Нагадування")
    booked(regulars, client, "скасовано")
    assert regulars.sync().letters["sent"] == 0
    assert regulars.states[client] is State.CANCELLED


def test_withdrawn_on_the_day_that_was_said_on_the_command_line(regulars: MailShop) -> None:
    booked(regulars, waiting(regulars))
    sync.run(replace(regulars.workspace(), now=dt.datetime(2026, 11, 22, 10)))
    with Journal.open(regulars.state) as journal:
        assert {entry.at.date() for entry in journal.entries()} == {TODAY}


def test_a_trial_that_never_left_is_let_go_once_the_mailing_has_begun(tmp_path: Path, server: SmtpDouble) -> None:
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1), born_today(2)], "mailings": [GREETING]})
    server.script(Step.RCPT, "452 4.2.2 mailbox full", recipient=OWNER, times=ANY)
    shop.sync()
    shop.send_all()
    shop.sync()
    with Journal.open(shop.state) as journal:
        counts = journal.counts()["Привітання"]
    assert counts == {State.ACCEPTED: 2, State.CANCELLED: 1}
    assert mail.plan(shop.workspace()).letters == ()


def test_a_letter_in_doubt_is_told_of_by_the_run_that_left_it_so_and_once(tmp_path: Path, server: SmtpDouble) -> None:
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1), born_today(2)], "mailings": [GREETING]})
    server.script(Step.REPLY, BREAK, recipient="c1@example.com")
    sent = shop.send_all()
    assert (sent.counts["sent"], sent.counts["unknown"], sent.code) == (1, 1, 4)
    again = shop.sync()
    assert (again.letters["unknown"], again.code) == (0, 0)


def test_nobody_is_told_to_look_at_a_trial_that_did_not_leave(tmp_path: Path, server: SmtpDouble) -> None:
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1)], "mailings": [GREETING]})
    server.script(Step.MAIL, "550 5.4.5 Daily user sending limit exceeded", times=ANY)
    assert shop.sync().trials == ()


def test_without_an_owner_the_trial_letter_goes_where_the_first_of_a_mailing_goes(
    tmp_path: Path, server: SmtpDouble
) -> None:
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1)], "mailings": [GREETING]})
    config = shop.folder / "config.yaml"
    config.write_text(config.read_text("utf-8").replace(f"  owner: {OWNER}\n", ""), "utf-8")
    shop.sync()
    trial(shop.workspace(), "", None)
    assert shop.to == [OWNER, OWNER]


def test_a_mistake_in_a_template_is_told_by_every_run_until_it_is_mended(tmp_path: Path, server: SmtpDouble) -> None:
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1), born_today(2)], "mailings": [GREETING]})
    mistaken = shop.folder / "templates" / "letters" / "birthday.uk.md"
    mistaken.parent.mkdir(parents=True)
    mistaken.write_text("---\nsubject: Вітаємо\n---\n{{ nobody_knows_this }}\n", "utf-8")
    for outcome in (shop.send_all(), shop.sync(), shop.sync()):
        (stop,) = outcome.stopped
        assert "birthday.uk.md" in stop.words("uk")
        assert outcome.code == 3
    mistaken.unlink()
    assert shop.send_all().counts["sent"] == 2


def test_a_folder_that_takes_no_drafts_is_told_of_and_tried_again(tmp_path: Path, server: SmtpDouble) -> None:
    greeting = (*GREETING[:4], "чернетка")
    shop = MailShop(tmp_path / "shop", server, {"clients": [born_today(1)], "mailings": [greeting]})
    shop.configure(transport="folder")
    (shop.folder / "drafts").write_text("a file in its place", "utf-8")
    stopped = shop.sync()
    assert (stopped.code, stopped.put_off, len(stopped.stopped)) == (3, 1, 1)
    (shop.folder / "drafts").unlink()
    assert shop.sync().letters["drafted"] == 1


def test_a_clock_that_leaps_ahead_for_a_moment_costs_no_letter(regulars: MailShop) -> None:
    """What a day seen by a clock that cannot be right makes of letters is not believed."""
    client = waiting(regulars)
    regulars.sync()
    regulars.today = TODAY + dt.timedelta(60)
    assert regulars.sync().held
    regulars.send()
    assert regulars.states[client] is State.PLANNED
    regulars.today = TODAY
    with Journal.open(regulars.state) as journal:
        journal.database.execute("delete from dots")
    regulars.sync()
    assert sorted(regulars.to) == ["c1@example.com", "c2@example.com"]
