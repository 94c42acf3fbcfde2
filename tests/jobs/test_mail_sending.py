"""What sending does, from the workbook to the mail server and back: once each, and every letter accounted for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mail_shop import GREETING, OWNER, REMINDER, TODAY, MailShop, born_today

from clientsheet.errors import TryLater, WrongUse
from clientsheet.jobs import mail, why
from clientsheet.jobs.mail.guards import Allowed
from clientsheet.jobs.mail.settling import cancel, resolve, retry
from clientsheet.jobs.mail.status import COLUMNS, status
from clientsheet.jobs.mail.trying import trial
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from tests.servers.smtp_double import ANY, BREAK, SmtpDouble, Step

Opened = Callable[..., MailShop]


pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def opened(tmp_path: Path, server: SmtpDouble) -> Opened:
    """A shop with some clients whose birthday is today, and a mailing that sends."""

    def shop(clients: Any = 3, settings: str = "", **tabs: Any) -> MailShop:
        """``clients``: rows, or how many with a birthday today."""
        people = [born_today(n) for n in range(1, clients + 1)] if isinstance(clients, int) else clients
        rows = {"clients": people, "mailings": [GREETING]}
        return MailShop(tmp_path / "shop", server, rows | tabs, settings)

    return shop


# -- who begins


def test_the_first_mail_send_of_a_mailing_sends_one_letter_and_the_next_the_others(opened: Opened) -> None:
    shop = opened()
    first = shop.send()
    assert first.counts["sent"] == 1
    assert [out.reason for out in first.plan.left_out] == ["first-send", "first-send"]
    assert shop.send().counts["sent"] == 2
    assert sorted(shop.to) == ["c1@example.com", "c2@example.com", "c3@example.com"]
    assert shop.send().counts["sent"] == 0


def test_limit_and_yes_say_how_many_letters_the_first_send_has(opened: Opened) -> None:
    shop = opened()
    assert shop.send(Allowed(limit=2)).counts["sent"] == 2
    assert shop.send_all().counts["sent"] == 1


def test_the_first_sync_of_a_mailing_sends_its_first_letter_to_the_owner_and_the_clients_theirs_the_next_day(
    opened: Opened,
) -> None:
    shop = opened()
    shop.sync()
    shop.sync()
    assert shop.to == [OWNER]
    assert shop.history() == []
    shop.tomorrow()
    assert shop.sync().letters["sent"] == 3
    assert sorted(shop.to[1:]) == ["c1@example.com", "c2@example.com", "c3@example.com"]


def test_draft_sends_nothing_and_send_drafts_nothing(opened: Opened) -> None:
    reminder = (*REMINDER[:4], "чернетка")
    visits = [(dt.date(2026, 2, 1), 4, "Стрижка", 500, "виконано")]
    clients = [born_today(1), (4, "Ольга", "olha@example.com", None, "кожні 2 місяці")]
    shop = opened(clients=clients, visits=visits, mailings=[GREETING, reminder])
    drafted = mail.draft(shop.workspace())
    assert (drafted.counts["drafted"], drafted.counts["sent"], shop.to) == (1, 0, [])
    sent = shop.send()
    assert (sent.counts["drafted"], sent.counts["sent"], shop.to) == (0, 1, ["c1@example.com"])


# -- sync


def test_a_letter_sent_is_a_contact_in_the_same_run_so_a_second_sync_writes_nothing(opened: Opened) -> None:
    """The next contact moves on by two weeks at once."""
    visits = [(dt.date(2026, 2, 1), number, "Стрижка", 500, "виконано") for number in (1, 2)]
    clients = [(n, f"Клієнтка {n}", f"c{n}@example.com", None, "кожні 2 місяці") for n in (1, 2)]
    shop = opened(clients=clients, visits=visits, mailings=[REMINDER, GREETING])
    shop.send(Allowed(limit=1))
    outcome = shop.sync()
    assert outcome.letters["sent"] == 1
    told = {row["ID"]: row["Наступний контакт"] for row in shop.table("Клієнти")}
    assert {str(day)[:10] for day in told.values()} == {"2026-04-20"}
    before = shop.workbook.read_bytes()
    (shop.state / "stamp.json").unlink(missing_ok=True)
    again = shop.sync()
    assert not again.patch
    assert shop.workbook.read_bytes() == before
    assert len(shop.history()) == 2
    assert {row["Вид"] for row in shop.history()} == {"лист"}


def test_a_dry_run_shows_the_very_rows_and_sends_nothing(opened: Opened) -> None:
    shop = opened()
    shop.send()
    shown = shop.sync(dry_run=True)
    assert len(shop.to) == 1
    done = shop.sync()
    assert shown.letters == done.letters == {"drafted": 0, "sent": 2, "refused": 0, "unknown": 0, "left_out": 0}
    assert list(shown.patch.cells()) == list(done.patch.cells())
    assert shown.patch.appended_count == done.patch.appended_count


def test_a_sync_without_mail_sends_nothing(opened: Opened) -> None:
    shop = opened()
    shop.send()
    shop.sync(mail=False)
    assert len(shop.to) == 1


def test_an_address_the_server_refuses_is_written_to_no_more_and_stands_in_the_workbook(
    opened: Opened, server: SmtpDouble
) -> None:
    shop = opened()
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="c2@example.com", times=ANY)
    sent = shop.send_all()
    assert sent.counts | {"left_out": 0} == {"drafted": 0, "sent": 2, "refused": 1, "unknown": 0, "left_out": 0}
    assert sent.code == 4
    shop.sync()
    assert [row["Адреса"] for row in shop.table("Відписки")] == ["c2@example.com"]
    assert shop.states == {"1": State.ACCEPTED, "2": State.REJECTED, "3": State.ACCEPTED}
    (shop.state / "stamp.json").unlink(missing_ok=True)
    assert not shop.sync().patch


# -- doubt


def test_a_letter_nobody_can_answer_for_is_shown_and_goes_again_only_when_a_person_says_so(
    opened: Opened, server: SmtpDouble
) -> None:
    """The reply to the dot was lost: at most once, until somebody who knows says ``--not-sent``."""
    shop = opened(clients=1)
    server.script(Step.REPLY, BREAK)
    shop.send()
    assert shop.states == {"1": State.IN_DOUBT}
    _grace_is_over(shop)
    outcome = shop.sync()
    assert outcome.letters["unknown"] == 1
    assert outcome.code == 4
    assert len(shop.to) == 1
    assert shop.sync().letters["sent"] == 0
    (key,) = [entry.letter.key for entry in status(shop.workspace()).troubled]
    assert resolve(shop.workspace(), [key], sent=False).state is State.PLANNED
    shop.send_all()
    assert shop.to == ["c1@example.com"] * 2
    assert shop.states == {"1": State.ACCEPTED}


def test_a_letter_that_a_person_says_was_sent_stands_in_the_history_and_goes_no_more(
    opened: Opened, server: SmtpDouble
) -> None:
    shop = opened(clients=1)
    server.script(Step.REPLY, BREAK)
    shop.send()
    assert len(resolve(shop.workspace(), ["Привітання"], sent=True).letters) == 1
    shop.sync()
    assert len(shop.to) == 1
    assert [str(row["Клієнт"]) for row in shop.history()] == ["1"]


def test_resolve_wants_one_letter(opened: Opened) -> None:
    shop = opened()
    shop.send_all()
    with pytest.raises(WrongUse) as wrong:
        resolve(shop.workspace(), ["Привітання/1"], sent=True)
    assert wrong.value.key == "mailverbs.no_letter"


# -- later


def test_a_letter_put_off_goes_when_its_time_has_come_or_at_once_after_retry(
    opened: Opened, server: SmtpDouble
) -> None:
    shop = opened(clients=1)
    server.script(Step.RCPT, "452 4.2.2 mailbox full")
    assert shop.send().put_off == 1
    assert shop.send().counts["sent"] == 0
    assert len(retry(shop.workspace(), []).letters) == 1
    assert shop.send().counts["sent"] == 1
    assert shop.to == ["c1@example.com"]


def test_what_is_over_the_limit_of_an_hour_goes_with_the_next_run(opened: Opened) -> None:
    shop = opened(settings="  limits: {per_minute: 2, per_hour: 2, per_day: 9}\n")
    sent = shop.send_all()
    assert (sent.counts["sent"], sent.put_off, sent.code) == (2, 1, 0)
    with Journal.open(shop.state) as journal:
        journal.database.execute("update dots set at = at - 4000")
    assert shop.sync().letters["sent"] == 1
    assert sorted(shop.to) == ["c1@example.com", "c2@example.com", "c3@example.com"]


def test_cancel_withdraws_every_letter_of_a_mailing_that_has_not_left(opened: Opened) -> None:
    shop = opened(settings="  limits: {per_minute: 1, per_hour: 1, per_day: 9}\n")
    shop.send_all()
    assert len(cancel(shop.workspace(), "привітання").letters) == 2
    with Journal.open(shop.state) as journal:
        journal.database.execute("delete from dots")
    shop.sync()
    assert len(shop.to) == 1
    assert sorted(shop.states.values()) == [State.ACCEPTED, State.CANCELLED, State.CANCELLED]
    with pytest.raises(WrongUse):
        cancel(shop.workspace(), "Ювілей")


# -- what changed while a letter waited


def _waiting(shop: MailShop) -> str:
    """One of the clients whose letter is frozen and has not left."""
    shop.send_all()
    return next(client for client, state in shop.states.items() if state is State.PLANNED)


ONE_AN_HOUR = "  limits: {per_minute: 1, per_hour: 1, per_day: 9}\n"


def _hour_later(shop: MailShop) -> None:
    with Journal.open(shop.state) as journal:
        journal.database.execute("delete from dots")


def test_a_client_who_unsubscribed_meanwhile_gets_no_letter(opened: Opened) -> None:
    shop = opened(clients=2, settings=ONE_AN_HOUR, unsubscribed=[])
    client = _waiting(shop)
    shop.adds("Відписки", (f"c{client}@example.com", TODAY, None))
    _hour_later(shop)
    outcome = shop.sync()
    assert outcome.withdrawn == {State.SUPPRESSED: 1}
    assert shop.states[client] is State.SUPPRESSED
    assert f"c{client}@example.com" not in shop.to


def test_a_client_who_booked_meanwhile_gets_no_reminder(opened: Opened) -> None:
    visits = [(dt.date(2026, 2, 1), number, "Стрижка", 500, "виконано") for number in (1, 2)]
    clients = [(n, f"Клієнтка {n}", f"c{n}@example.com", None, "кожні 2 місяці") for n in (1, 2)]
    shop = opened(clients=clients, visits=visits, mailings=[REMINDER], settings=ONE_AN_HOUR)
    client = _waiting(shop)
    shop.adds("Візити", (dt.date(2026, 4, 12), int(client), "Стрижка", None, "заплановано"))
    _hour_later(shop)
    shop.sync()
    assert shop.states[client] is State.CANCELLED
    assert len(shop.to) == 1


def test_a_letter_follows_the_client_to_a_new_address(opened: Opened) -> None:
    shop = opened(clients=2, settings=ONE_AN_HOUR)
    client = _waiting(shop)
    shop.types("Клієнти", int(client) + 1, "E-mail", "new@example.com")
    _hour_later(shop)
    shop.sync()
    assert shop.to[1:] == ["new@example.com"]
    assert b"new@example.com" in shop.server.taken[1].content


def test_a_letter_of_a_mailing_that_was_switched_off_waits_and_expires(opened: Opened) -> None:
    shop = opened(clients=2, settings=ONE_AN_HOUR)
    client = _waiting(shop)
    shop.types("Розсилки", 2, "Увімкнено", "ні")
    _hour_later(shop)
    shop.sync()
    assert shop.states[client] is State.PLANNED
    shop.today += dt.timedelta(20)
    shop.sync()
    assert shop.states[client] is State.EXPIRED
    assert len(shop.to) == 1


# -- telling


def test_status_always_adds_up(opened: Opened, server: SmtpDouble) -> None:
    """planned = waiting + sent + drafts + refused + unknown + left out, whatever happened."""
    shop = opened(clients=6, settings="  limits: {per_minute: 9, per_hour: 4, per_day: 9}\n")
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="c1@example.com")
    server.script(Step.RCPT, "452 4.2.2 mailbox full", recipient="c2@example.com")
    server.script(Step.REPLY, BREAK, recipient="c3@example.com")
    shop.send_all()
    told = status(shop.workspace())
    assert told.total["planned"] == 6
    assert told.total["planned"] == sum(told.total[name] for name in COLUMNS)
    assert told.total["rejected"] == told.total["unknown"] == 1
    assert told.code == 4
    document: Any = told.as_json()
    assert set(document) == {"mailings", "total", "letters"}
    assert {letter["state"] for letter in document["letters"]} == {"rejected", "retry", "in_doubt"}


def test_why_tells_what_the_journal_knows(opened: Opened, server: SmtpDouble) -> None:
    shop = opened(clients=2)
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="c2@example.com")
    shop.send_all()
    (sent,) = why.run(shop.workspace(), "1").mailings
    assert sent["reason"] == "already-written"
    assert "c1@example.com" in str(sent["because"])
    (refused,) = why.run(shop.workspace(), "2").mailings
    assert refused["reason"] == "refused"
    assert "5.1.1" in str(refused["because"])


def test_a_trial_letter_goes_to_its_address_alone_and_leaves_no_trace(opened: Opened) -> None:
    shop = opened()
    tried = trial(shop.workspace(), "me@example.com", None)
    assert tried.state is State.ACCEPTED
    assert shop.to == ["me@example.com"]
    assert trial(shop.workspace(), "", "Привітання").code == 0
    assert shop.to == ["me@example.com", OWNER]
    assert not (shop.state / "journal.sqlite3").exists()


def test_a_trial_letter_says_what_stands_in_its_way(opened: Opened, server: SmtpDouble) -> None:
    shop = opened()
    server.script(Step.RCPT, "550 5.1.1 no such user")
    assert trial(shop.workspace(), "me@example.com", None).code == 4
    with pytest.raises(WrongUse):
        trial(shop.workspace(), "me@example.com", "Ювілей")
    server.script(Step.CONNECT, BREAK, times=ANY)
    with pytest.raises(TryLater):
        trial(shop.workspace(), "me@example.com", None)


def _grace_is_over(shop: MailShop) -> None:
    """Days pass since the step of no return."""
    with Journal.open(shop.state) as journal:
        journal.database.execute("update letters set dot_at = dot_at - 1000000 where dot_at is not null")
