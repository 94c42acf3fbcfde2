"""What holds letters back before they leave, and what lets them go."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mail_shop import GREETING, OWNER, MailShop, born_today

from clientsheet.jobs import mail
from clientsheet.jobs.mail.delivered import Delivered
from clientsheet.jobs.mail.guards import Allowed
from clientsheet.jobs.mail.home import settle_here
from clientsheet.mail.journal import Journal
from clientsheet.workspace import Workspace
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.smtp_double import SmtpDouble

Opened = Callable[..., MailShop]


@pytest.fixture
def opened(tmp_path: Path, server: SmtpDouble) -> Opened:
    def shop(clients: int = 2, settings: str = "") -> MailShop:
        people = [born_today(n) for n in range(1, clients + 1)]
        return MailShop(tmp_path / "shop", server, {"clients": people, "mailings": [GREETING]}, settings)

    return shop


def why_held(outcome: Any) -> list[str]:
    return [held.why for held in outcome.held]


# -- the place


def test_a_copy_of_the_workbook_sends_nothing_until_someone_says_it_is_the_real_one(
    opened: Opened, tmp_path: Path
) -> None:
    shop = opened()
    shop.send()
    shop.sync()
    shop.types("Клієнти", 3, "Ім'я", "Інша")
    copy = shop.copied_to(tmp_path / "copy")
    copy.adds("Клієнти", born_today(3))
    held = copy.sync()
    assert (why_held(held), held.code, len(shop.to)) == (["copy"], 4, 2)
    assert why_held(copy.send_all()) == ["copy"]
    settle_here(copy.workspace())
    assert copy.send_all().counts["sent"] == 1
    assert copy.sync().held == ()


def test_a_copy_makes_drafts_in_its_folder_like_any_workbook(opened: Opened, tmp_path: Path) -> None:
    """They harm nobody."""
    shop = opened()
    shop.send()
    shop.sync()
    copy = shop.copied_to(tmp_path / "copy")
    copy.configure(transport="folder")
    copy.adds("Клієнти", born_today(3))
    drafted = mail.draft(copy.workspace())
    assert (drafted.counts["drafted"], drafted.held) == (1, ())


def test_the_place_is_noted_in_the_workbook_with_the_first_letters_that_leave(opened: Opened) -> None:
    shop = opened()
    shop.configure(transport="folder")
    shop.sync()
    assert "home" not in (shop.workspace().read().marks or {})
    shop.configure()
    shop.adds("Клієнти", born_today(3))
    shop.send_all()
    shop.sync()
    marks = shop.workspace().read().marks or {}
    assert {"home", "generation"} <= set(marks)


# -- the clock


def test_a_clock_that_jumped_sends_nothing_until_somebody_says_it_is_right(opened: Opened) -> None:
    shop = opened()
    shop.send()
    shop.today = dt.date(2027, 4, 6)
    held = shop.send_all()
    assert (why_held(held), held.counts["sent"]) == (["clock"], 0)
    assert shop.sync().code == 4
    assert shop.send(Allowed(yes=True, clock=True)).counts["sent"] == 2
    assert shop.send_all().held == ()


def test_a_clock_set_back_by_more_than_a_day_sends_nothing(opened: Opened) -> None:
    shop = opened()
    shop.send()
    shop.adds("Клієнти", (7, "Ольга", "c7@example.com", dt.date(1990, 4, 3)))
    shop.today -= dt.timedelta(3)
    assert why_held(shop.send_all()) == ["clock"]


def test_a_day_said_on_the_command_line_is_meant_so(opened: Opened) -> None:
    shop = opened()
    shop.send()
    workspace = Workspace.open(shop.folder / "config.yaml", today=dt.date(2027, 4, 6))
    assert mail.send(workspace, Allowed(yes=True)).counts["sent"] == 2


# -- the journal


def test_a_journal_older_than_the_workbook_sends_nothing(opened: Opened, tmp_path: Path) -> None:
    """A backup of the state folder was put back: it has forgotten whom the last letters went to."""
    shop = opened()
    shop.send(Allowed(limit=1))
    shop.sync(mail=False)
    shutil.copytree(shop.state, tmp_path / "backup")
    shop.send_all()
    shop.sync()
    shop.loses_the_journal()
    shutil.copytree(tmp_path / "backup", shop.state)
    shop.adds("Клієнти", born_today(3))
    assert why_held(shop.send_all()) == ["older"]
    settle_here(shop.workspace())
    assert why_held(shop.send()) == ["lost"]
    assert shop.send_all().counts["sent"] == 1
    assert len(shop.to) == len(set(shop.to)) == 3


def test_with_a_lost_journal_what_nobody_can_answer_for_waits_for_a_person(opened: Opened) -> None:
    shop = opened()
    shop.send_all()
    shop.sync()
    shop.loses_the_journal()
    shop.adds("Клієнти", born_today(3))
    assert why_held(shop.sync()) == ["lost"]
    held = shop.send()
    assert (why_held(held), held.code, len(shop.to)) == (["lost"], 4, 2)
    assert shop.send_all().counts["sent"] == 1
    assert shop.to[2:] == ["c3@example.com"]


def test_with_a_lost_journal_the_sent_folder_says_what_went_out(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent, but not in the history tab yet, and the journal gone: the mailbox knows it by its Message-ID."""
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    with Dovecot() as boxes:
        password = '"env:TRIAL_PASSWORD"'
        login = f"{{host: 127.0.0.1, port: {boxes.imap}, security: none, username: {OWNER}, password: {password}}}"
        shop = opened(settings=f"  imap: {login}\n")
        shop.send(Allowed(limit=1))
        shop.sync()
        shop.send_all()
        for taken in shop.server.taken:
            boxes.append(OWNER, "Sent", taken.content)
        shop.loses_the_journal()
        shop.adds("Клієнти", born_today(3))
        outcome = shop.send_all()
        assert outcome.counts["sent"] == 1
        assert sorted(shop.to) == ["c1@example.com", "c2@example.com", "c3@example.com"]
        shop.sync()
        assert sorted(str(row["Клієнт"]) for row in shop.history()) == ["1", "2", "3"]


# -- the crowd


def _quiet_days(shop: MailShop, letters: int) -> None:
    """Ten days ago and since, so many letters a day."""
    shop.send_all()
    with Journal.open(shop.state) as journal:
        for day in range(10):
            at = dt.datetime.combine(shop.today - dt.timedelta(day + 1), dt.time(9)).isoformat()
            journal.database.executemany(
                "insert into letters (key, mailing, client, name, channel, recipient, phone, subject, because, due,"
                " message_id, state, at, recorded)"
                " values (?, 'x', 'x', '', 'email', '', '', '', '', ?, ?, 'accepted', ?, 1)",
                [(f"x/{day}/{n}", at[:10], f"<{day}.{n}>", at) for n in range(letters)],
            )


def test_three_times_the_usual_day_is_asked_about_first(opened: Opened) -> None:
    shop = opened(clients=1, settings="  limits: {per_minute: 99, per_hour: 99, per_day: 99}\n")
    _quiet_days(shop, 5)
    for number in range(2, 32):
        shop.adds("Клієнти", born_today(number))
    held = shop.sync()
    assert (why_held(held), held.code, len(shop.to)) == (["crowd"], 4, 1)
    assert shop.send_all().counts["sent"] == 30


def test_a_small_crowd_is_none(opened: Opened) -> None:
    shop = opened(clients=1)
    _quiet_days(shop, 1)
    for number in range(2, 12):
        shop.adds("Клієнти", born_today(number))
    assert shop.sync().letters["sent"] == 10


def test_a_held_letter_is_not_frozen_and_the_next_run_asks_again(opened: Opened, tmp_path: Path) -> None:
    shop = opened()
    shop.send()
    shop.sync()
    copy = shop.copied_to(tmp_path / "copy")
    copy.adds("Клієнти", born_today(3))
    first: Delivered = copy.send_all()
    assert why_held(first) == ["copy"]
    assert "3" not in copy.states
    assert copy.sync().code == copy.sync().code == 4


# -- a quiet run


def test_a_sync_ends_at_once_where_a_letter_waits_for_nothing_and_looks_again_where_one_does(opened: Opened) -> None:
    shop = opened(settings="  limits: {per_minute: 1, per_hour: 1, per_day: 9}\n")
    shop.send_all()
    shop.sync()
    assert not shop.sync().quiet
    with Journal.open(shop.state) as journal:
        journal.database.execute("delete from dots")
    assert shop.sync().letters["sent"] == 1
    assert shop.sync().quiet


def test_a_sync_that_collects_ends_at_once_where_nothing_came(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    with Dovecot() as boxes:
        login = f"host: 127.0.0.1, port: {boxes.imap}, security: none, username: {OWNER}"
        shop = opened(settings=f'  imap: {{{login}, password: "env:TRIAL_PASSWORD", collect: true}}\n')
        shop.send_all()
        shop.sync()
        assert shop.sync().quiet
