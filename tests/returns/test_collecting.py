"""The mailbox is read for what our letters brought back: once, without leaving a trace, and no further than needed."""

from __future__ import annotations

import datetime as dt

import pytest

from clientsheet.mail import collecting
from clientsheet.mail.collecting import Collector
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.incoming import Incoming, understood
from clientsheet.mail.letter import State
from clientsheet.mail.returned import Kind, mark_recorded, suppressions, take_refused, unrecorded
from tests.returns import reports
from tests.returns.conftest import NOW, Box
from tests.returns.ordinary import ORDINARY
from tests.returns.reports import MARK, answer

OTHER = "zyxwvutsrqponmlkjihgfedcba"
THIRD = "a2b3c4d5e6f7a2b3c4d5e6f7a2"


def suppressed(box: Box) -> list[str]:
    return [one.address for one in suppressions(box.journal)]


def test_a_bounce_suppresses_the_address_and_is_news_for_the_history(box: Box) -> None:
    key = box.wrote()
    box.gets(reports.standard())
    assert box.collect() == {"hard": 1}
    assert suppressed(box) == ["olena@example.com"]
    assert box.state(key) is State.REJECTED
    (row,) = unrecorded(box.journal)
    assert (row.kind, row.key, row.message_id) == (Kind.HARD, key, "<report1@mx.example.com>")
    assert row.detail == "550 5.1.1 User unknown"
    assert row.at == dt.datetime(2026, 4, 6, 10)


def test_a_bounce_of_a_full_mailbox_leaves_the_address_alone(box: Box) -> None:
    key = box.wrote()
    box.gets(reports.standard(status="5.2.2", said="smtp; 552 5.2.2 Over quota"))
    assert box.collect() == {"soft": 1}
    assert suppressed(box) == []
    assert box.state(key) is State.REJECTED


def test_a_report_that_a_server_still_tries_is_no_news(box: Box) -> None:
    key = box.wrote()
    box.gets(reports.standard(status="4.4.1", said="smtp; timed out", action="delayed"))
    assert box.collect() == {}
    assert box.state(key) is State.ACCEPTED


def test_a_bounce_without_our_letter_in_it_counts_for_whom_we_wrote_to_lately(box: Box) -> None:
    box.wrote()
    box.gets(
        reports.standard(returned=""),
        reports.standard(returned="", to="stranger@example.com", number=2),
        reports.standard(returned="", to="OLENA@example.com", number=3),
    )
    assert box.collect() == {"hard": 2}
    assert suppressed(box) == ["olena@example.com"]


def test_another_shops_bounce_in_the_same_mailbox_is_none_of_ours(box: Box) -> None:
    box.wrote()
    box.gets(reports.standard(mark=OTHER))
    assert box.collect() == {}
    assert suppressed(box) == []


def test_an_unsubscribe_mail_suppresses_the_address_the_letter_went_to_whoever_sends_it(box: Box) -> None:
    box.wrote(to="family@example.com")
    box.gets(answer("", f"unsubscribe {MARK}", to=""), answer("", f"unsubscribe {OTHER}", to=""))
    assert box.collect() == {"unsubscribe": 1}
    assert suppressed(box) == ["family@example.com"]


def test_a_complaint_suppresses_the_address(box: Box) -> None:
    box.wrote()
    box.gets(reports.complaint())
    assert box.collect() == {"complaint": 1}
    assert suppressed(box) == ["olena@example.com"]


def test_an_answer_that_asks_to_stop_suppresses_nothing_by_itself(box: Box) -> None:
    box.wrote()
    box.gets(answer("стоп"))
    assert box.collect() == {"stop": 1}
    assert suppressed(box) == []


def test_answers_are_kept_with_their_first_words_and_automatic_ones_told_apart(box: Box) -> None:
    box.wrote()
    box.gets(answer("Дякую, прийду"), answer("У відпустці", auto_submitted="auto-replied").replace(b"<answer@", b"<b@"))
    assert box.collect() == {"reply": 1, "auto_reply": 1}
    assert {(row.kind, row.detail) for row in unrecorded(box.journal)} == {
        (Kind.REPLY, "Дякую, прийду"),
        (Kind.AUTO_REPLY, "У відпустці"),
    }


def test_what_the_owner_writes_in_the_thread_is_no_answer(box: Box) -> None:
    box.wrote()
    box.gets(answer("Чекаємо вас").replace(b"Olena <olena@example.com>", b"salon@example.com"))
    assert box.collect() == {}


def test_ordinary_mail_brings_nothing(box: Box) -> None:
    box.wrote(subject="Запрошуємо")
    box.gets(*(content for _, content in ORDINARY if content.strip()))
    assert box.collect() == {}


def test_collecting_twice_is_collecting_once(box: Box) -> None:
    box.wrote()
    box.gets(reports.standard(), answer("Дякую"))
    assert box.collect() == {"hard": 1, "reply": 1}
    assert box.collect() == {}
    box.journal.database.execute("delete from mailboxes")  # as after a UIDVALIDITY that changed
    assert box.collect() == {}
    assert len(unrecorded(box.journal)) == 2


def test_a_mailbox_is_read_on_from_where_it_was_left(box: Box) -> None:
    box.wrote()
    box.gets(answer("Дякую"))
    assert box.collect() == {"reply": 1}
    box.gets(reports.standard())
    assert box.collect() == {"hard": 1}


def test_mail_that_came_before_the_first_letter_is_about_none_of_ours(box: Box) -> None:
    box.gets(reports.standard())
    assert box.collect() == {}
    box.wrote()
    assert box.collect() == {}


def test_nothing_is_marked_as_read_moved_or_deleted(box: Box) -> None:
    box.wrote()
    box.gets(reports.standard(), answer("Дякую"), ORDINARY[0][1])
    before = box.server.messages(box.user)
    box.collect()
    assert box.server.messages(box.user) == before
    assert all("\\Seen" not in message.flags for message in before)


def test_an_owner_who_lifts_a_suppression_is_not_overruled_by_the_mail_that_made_it(box: Box) -> None:
    box.wrote()
    box.gets(reports.standard())
    box.collect()
    mark_recorded(box.journal, [], [("olena@example.com", "")])  # its row stands in the workbook: that alone counts
    box.journal.database.execute("delete from mailboxes")
    box.collect()
    assert suppressed(box) == []


def test_another_bounce_suppresses_the_address_anew(box: Box) -> None:
    box.wrote()
    box.gets(reports.standard())
    box.collect()
    mark_recorded(box.journal, [], [("olena@example.com", "")])
    box.wrote(OTHER)
    box.gets(reports.standard(mark=OTHER, number=2))
    box.collect()
    assert suppressed(box) == ["olena@example.com"]


def test_a_draft_that_lies_in_the_sent_folder_was_sent(box: Box) -> None:
    key = box.wrote(state=State.DRAFTED)
    box.has_sent((reports.letter() + "Date: Mon, 06 Apr 2026 15:30:00 +0300\n\nHello").encode())
    assert box.collect() == {"sent": 1}
    assert box.state(key) is State.ACCEPTED
    (row,) = unrecorded(box.journal)
    assert (row.kind, row.at) == (Kind.SENT, dt.datetime(2026, 4, 6, 15, 30))
    assert row.message_id == reports.OURS
    assert box.collect() == {}


def test_a_draft_that_was_given_another_message_id_is_known_by_recipient_and_subject(box: Box) -> None:
    key = box.wrote(state=State.DRAFTED)
    renamed = reports.letter().replace("cs1.", "thunderbird-").replace("X-Clientsheet-Key", "X-Other")
    box.has_sent((renamed + "\nHello").encode(), (renamed.replace("olena@", "hanna@") + "\nHello").encode())
    assert box.collect() == {"sent": 1}
    assert box.state(key) is State.ACCEPTED


def test_a_draft_that_bounces_was_sent_and_came_to_nothing(box: Box) -> None:
    key = box.wrote(state=State.DRAFTED)
    box.gets(reports.standard())
    assert box.collect() == {"hard": 1}
    assert box.state(key) is State.REJECTED


def test_a_letter_that_the_program_sent_is_no_news_in_the_sent_folder(box: Box) -> None:
    box.wrote()
    box.has_sent((reports.letter() + "\nHello").encode())
    assert box.collect() == {}
    assert unrecorded(box.journal) == []


def test_whatever_comes_back_settles_a_letter_of_which_nobody_knew(box: Box) -> None:
    sent, answered, delayed = (box.wrote(mark, state=State.UNKNOWN) for mark in (MARK, OTHER, THIRD))
    box.has_sent((reports.letter() + "\nHello").encode())
    box.gets(answer("Дякую", to=f"<cs1.{OTHER}@example.com>"))
    box.gets(reports.standard(mark=THIRD, status="4.4.1", action="delayed"))
    box.collect()
    assert {box.state(key) for key in (sent, answered, delayed)} == {State.ACCEPTED}


def test_a_lost_journal_is_made_up_for_by_the_marks_in_the_history_tab(box: Box) -> None:
    box.gets(
        answer("", f"unsubscribe {MARK}", to=""), answer("", f"unsubscribe {OTHER}", to="").replace(b"<answer@", b"<b@")
    )
    assert box.collect(told={MARK}) == {"unsubscribe": 1}
    assert suppressed(box) == ["olena@example.com"]
    assert [row.key for row in unrecorded(box.journal)] == [""]


def test_a_message_that_trips_the_reader_keeps_no_other_from_being_read(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tripping(content: bytes) -> Incoming:
        if b"Cyrillic" in content:
            raise RuntimeError("a parser's bug")
        return understood(content)

    monkeypatch.setattr(collecting, "understood", tripping)
    box.wrote()
    box.gets(answer("Cyrillic"), reports.standard())
    assert box.collect() == {"hard": 1}


def test_a_message_that_trips_the_reader_is_told_to_the_owner(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def tripping(content: bytes) -> bool:
        raise RuntimeError("a parser's bug")

    monkeypatch.setattr(collecting, "worth_reading", tripping)
    box.gets(answer("Дякую"))
    with ImapAccount.opened(box.config) as account:
        collector = Collector(account, box.journal, NOW, box.user)
        assert not list(collector.collect())
    assert len(collector.passed_over) == 1


def test_a_message_from_the_future_came_now(box: Box) -> None:
    box.wrote()
    box.gets(answer("Дякую").replace(b"2026", b"2062"))
    box.collect()
    assert [row.at for row in unrecorded(box.journal)] == [NOW.replace(tzinfo=None)]


def test_an_address_refused_at_the_door_is_suppressed_and_one_that_was_full_is_not(box: Box) -> None:
    gone, full = box.wrote(state=State.REJECTED), box.wrote(OTHER, to="full@example.com", state=State.REJECTED)
    for key, reply in ((gone, "550 5.1.1 User unknown"), (full, "552 5.2.2 Mailbox full")):
        box.journal.database.execute("update letters set reply = ? where key = ?", (reply, key))
    assert [one.kind for one in take_refused(box.journal)] == [Kind.REFUSED]
    assert take_refused(box.journal) == []
    assert suppressed(box) == ["olena@example.com"]
    assert unrecorded(box.journal) == []
