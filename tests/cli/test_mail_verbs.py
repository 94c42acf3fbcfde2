"""The mail verbs as a person and a cron job meet them: what is said, where, and with which exit code."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.mail.letter import State
from clientsheet.text import say
from tests.jobs.mail_shop import MailShop, born_today
from tests.servers.smtp_double import ANY, BREAK, SmtpDouble, Step

DAY = ("--today", "2026-04-06")
GREETING = ("Привітання", "так", "день народження", 0, "надсилати")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run waits for an answer to become certain."""
    monkeypatch.setattr("clientsheet.jobs.mail.delivering.SENDING_PATIENCE", dt.timedelta())


@pytest.fixture
def server() -> Iterator[SmtpDouble]:
    with SmtpDouble() as double:
        yield double


@pytest.fixture
def shop(call, tmp_path: Path, server: SmtpDouble) -> MailShop:
    made = MailShop(tmp_path / "shop", server, {"clients": [born_today(n) for n in (1, 2, 3)], "mailings": [GREETING]})
    os.chdir(made.folder)
    return made


@pytest.fixture
def typed(call, shop: MailShop):
    """A command line in the shop's folder, on the sixth of April."""
    return lambda *words: call(*DAY, *words)


@pytest.fixture
def document(typed):
    """What a program reads, and the exit code."""

    def run(*words: str):
        said = typed("--format", "json", *words)
        return json.loads(said.out), said.code

    return run


def test_plan_as_json_keeps_its_promised_keys(document) -> None:
    told, code = document("mail", "plan")
    assert code == 0
    assert set(told) == {"letters", "left_out"}
    assert {"mailing", "client", "reason", "because"} == set(told["left_out"][0])
    letter = {"key", "mailing", "client", "channel", "to", "subject", "occasion", "due"}
    assert all(set(one) == letter for one in told["letters"])


def test_send_tells_whom_it_wrote_to_and_how_many(typed, shop: MailShop) -> None:
    said = typed("mail", "send", "--limit", "2")
    assert (said.code, said.err) == (0, "")
    assert "c1@example.com" in said.out
    assert say("uk", "mailverbs.letters", drafted=0, sent=2, left_out=1) in said.out
    assert typed("mail", "send").code == 0
    assert typed("mail", "send").code == 0
    assert sorted(shop.to) == ["c1@example.com", "c2@example.com", "c3@example.com"]


def test_send_says_what_to_switch_on_where_no_mailing_sends(typed, shop: MailShop) -> None:
    shop.types("Розсилки", 2, "Режим", "чернетка")
    said = typed("mail", "send")
    assert said.code == 0
    assert say("uk", "mailverbs.no_senders") in said.out
    assert shop.to == []


def test_send_as_json_counts_the_letters(document) -> None:
    told, code = document("mail", "send", "--yes")
    assert code == 0
    assert told["letters"] == {"drafted": 0, "sent": 3, "refused": 0, "unknown": 0, "left_out": 0}
    assert (told["waiting"], told["held"]) == (0, [])


def test_sync_as_json_counts_the_letters(document) -> None:
    document("mail", "send", "--limit", "1")
    told, code = document("sync")
    assert code == 0
    assert set(told) == {"findings", "edits", "appended", "letters", "run"}
    assert told["letters"] == {"drafted": 0, "sent": 2, "refused": 0, "unknown": 0, "left_out": 0}


def test_sync_says_that_the_first_letter_of_a_mailing_went_to_the_owner(typed, shop: MailShop) -> None:
    assert say("uk", "mailverbs.trial", mailing="Привітання") in typed("sync").out
    assert shop.to == ["owner@example.com"]
    assert say("uk", "mailverbs.trial", mailing="Привітання") not in typed("sync").out


def test_a_mailing_that_begins_says_why_the_others_wait(typed, shop: MailShop) -> None:
    waiting = say("uk", "mailverbs.first_send", n=2)
    assert waiting in typed("mail", "send").out
    assert len(shop.to) == 1
    assert waiting not in typed("mail", "send").out
    assert len(shop.to) == 3


def test_a_refused_letter_is_complained_about_and_exits_four(typed, server: SmtpDouble) -> None:
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="c2@example.com", times=ANY)
    said = typed("mail", "send", "--yes")
    assert said.code == 4
    assert say("uk", "screen.letters_refused", refused=1, unknown=0) in said.err
    assert "clientsheet mail status" in said.err


def test_a_server_that_is_away_is_complained_about_and_tried_later(
    typed, server: SmtpDouble, shop: MailShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clientsheet.mail.handing.random.uniform", lambda least, most: 0.0)
    server.script(Step.CONNECT, BREAK, times=ANY)
    said = typed("mail", "send")
    assert said.code == 3
    assert "clientsheet doctor" in said.err
    assert shop.states == {"1": State.PLANNED}


def test_a_sync_whose_letters_wait_for_the_server_says_what_it_wrote_and_not_that_the_workbook_is_open(
    typed, server: SmtpDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clientsheet.mail.handing.random.uniform", lambda least, most: 0.0)
    server.script(Step.CONNECT, BREAK, times=ANY)
    said = typed("sync")
    assert said.code == 3
    assert say("uk", "screen.open_elsewhere", holder="?") not in said.err
    assert "clientsheet undo" in said.out
    assert ". Перевірте" in said.err


def test_a_run_beside_another_one_says_with_which_workbook_it_is_at_work(typed, shop: MailShop) -> None:
    with shop.workspace().lock():
        said = typed("sync")
    assert (said.code, say("uk", "file.busy", path="clients.xlsx") in said.err) == (3, True)


def test_held_letters_say_why_and_what_to_do(call, document, typed, shop: MailShop, tmp_path: Path) -> None:
    document("mail", "send")
    document("sync")
    copy = shop.copied_to(tmp_path / "copy")
    copy.adds("Клієнти", born_today(4))
    os.chdir(copy.folder)
    said = typed("mail", "send")
    assert said.code == 4
    assert "clientsheet mail resolve --real" in said.err
    told, code = document("sync")
    assert (code, told["held"]) == (4, [{"reason": "copy", "letters": 1}])
    assert typed("mail", "resolve", "--real").code == 0
    assert typed("mail", "send").code == 0
    assert shop.to[-1] == "c4@example.com"


def test_status_shows_each_mailing_and_what_to_do_about_the_unknown(typed, document, server: SmtpDouble) -> None:
    assert say("uk", "mailverbs.no_letters_yet") in typed("mail", "status").out
    server.script(Step.REPLY, BREAK, recipient="c2@example.com")
    typed("mail", "send", "--yes")
    said = typed("mail", "status")
    assert said.code == 4
    assert "Привітання" in said.out
    told, code = document("mail", "status")
    assert code == 4
    (row,) = told["mailings"]
    assert row["planned"] == sum(count for name, count in row.items() if name not in ("mailing", "planned"))
    assert say("uk", "mailverbs.in_doubt.hint") in said.out
    (letter,) = told["letters"]
    assert letter["to"] == "c2@example.com"


def test_resolve_asks_to_say_what_became_of_which_letter(typed) -> None:
    for words in ((), ("KEY",), ("--sent",), ("--real", "KEY"), ("--real", "--sent")):
        said = typed("mail", "resolve", *words)
        assert (said.code, "--not-sent" in said.err) == (2, True)


def test_a_letter_in_doubt_is_settled_by_a_part_of_its_key(typed, server: SmtpDouble, shop: MailShop) -> None:
    server.script(Step.REPLY, BREAK, recipient="c2@example.com")
    typed("mail", "send", "--yes")
    said = typed("mail", "resolve", "Привітання/2", "--sent")
    assert said.code == 0
    assert "c2@example.com" in said.out
    assert shop.states["2"] is State.ACCEPTED
    assert typed("mail", "resolve", "Привітання/2", "--sent").code == 2


def test_retry_and_cancel_say_how_many_letters_they_meant(typed, server: SmtpDouble, shop: MailShop) -> None:
    server.script(Step.RCPT, "452 4.2.2 mailbox full", recipient="c2@example.com", times=ANY)
    typed("mail", "send", "--yes")
    assert say("uk", "mailverbs.settled.planned", n=1) in typed("mail", "retry").out
    assert say("uk", "mailverbs.settled.cancelled", n=1) in typed("mail", "cancel", "Привітання").out
    assert shop.states["2"] is State.CANCELLED
    said = typed("mail", "cancel", "Ювілей")
    assert (said.code, "Ювілей" in said.err) == (2, True)


def test_a_trial_letter_goes_to_whom_it_is_told(typed, document, shop: MailShop) -> None:
    said = typed("mail", "test", "me@example.com")
    assert (said.code, "me@example.com" in said.out) == (0, True)
    told, code = document("mail", "test", "--mailing", "Привітання")
    assert (code, told["state"], told["to"]) == (0, "accepted", "owner@example.com")
    assert shop.to == ["me@example.com", "owner@example.com"]


def test_collect_without_a_mailbox_says_what_is_missing(typed) -> None:
    said = typed("mail", "collect")
    assert said.code == 2
    assert "imap" in said.err


def test_simulate_shows_the_days_and_writes_nothing(typed, document, shop: MailShop) -> None:
    before = shop.workbook.read_bytes()
    said = typed("simulate", "--days", "3")
    assert said.code == 0
    assert "07.04.2026" in said.out
    told, _ = document("simulate", "--days", "3")
    assert [len(day["letters"]) for day in told["days"]] == [1, 3, 0]
    assert (shop.workbook.read_bytes(), shop.to, shop.state.exists()) == (before, [], False)


def test_why_a_mailing_has_or_has_not_written_to_a_client(document) -> None:
    document("mail", "send", "--yes")
    told, code = document("why", "1", "--mailing", "привітання")
    assert code == 0
    (mailing,) = told["mailings"]
    assert set(mailing) == {"mailing", "chosen", "reason", "because"}
    assert (mailing["chosen"], mailing["reason"]) == (False, "already-written")
    assert "06.04.2026" in mailing["because"]


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_mail_verbs_speak_the_language_they_are_asked_for(call, shop: MailShop, language: str) -> None:
    said = call("--lang", language, *DAY, "mail", "send", "--yes")
    assert say(language, "mailverbs.letters", drafted=0, sent=3, left_out=0) in said.out
    assert say(language, "mailverbs.status.accepted") in call("--lang", language, *DAY, "mail", "status").out
