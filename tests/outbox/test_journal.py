"""What the journal keeps, and what may become of a letter."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import MONDAY, Hands, Killed, OtherEnd, Scripted, Step, letter, opening

from clientsheet.errors import WrongUse
from clientsheet.mail.alive import sign_of_life
from clientsheet.mail.claims import Claims
from clientsheet.mail.journal import FILE_NAME, Journal
from clientsheet.mail.journal_file import transaction
from clientsheet.mail.letter import GONE, OPEN, State
from clientsheet.mail.outbox import post

DAY = dt.timedelta(days=1)

VERSION_1 = """
create table letters (
    key text primary key, mailing text not null, client text not null, name text not null, channel text not null,
    recipient text not null, phone text not null, subject text not null, body text not null, because text not null,
    due text not null,    message_id text not null unique, content blob not null,
    state text not null, at text not null, file text not null default '', recorded integer not null default 0
) without rowid;
create table covered (key text primary key, by_key text not null) without rowid;
create index letters_state on letters (state);
create index letters_recorded on letters (recorded) where recorded = 0;
pragma user_version=1;
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path) as made:
        yield made


def test_a_journal_of_the_first_version_keeps_every_letter_and_what_was_frozen(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / FILE_NAME)
    old.executescript(VERSION_1)
    old.executemany(
        "insert into letters values (?, 'm', '7', 'Ірина', 'email', 'i@example.com', '+380501112233', 'Тема', 'Текст',"
        " 'бо', '2026-04-06', ?, ?, ?, '2026-04-06T09:00:00', ?, ?)",
        [("m/7/a", "<1@x>", b"frozen", "planned", "", 0), ("m/7/b", "<2@x>", b"", "drafted", "b.eml", 1)],
    )
    old.execute("insert into covered values ('m/8/b', 'm/7/b')")
    old.commit()
    old.close()
    with Journal.open(tmp_path) as journal:
        assert {e.letter.key: (e.state, e.file, e.recorded) for e in journal.entries()} == {
            "m/7/a": (State.PLANNED, "", False),
            "m/7/b": (State.DRAFTED, "b.eml", True),
        }
        assert journal.covered() == {"m/8/b"}
        entry = journal.entry("m/7/a")
        assert entry is not None
        assert (entry.letter.content, entry.letter.text, entry.letter.way, entry.letter.draft) == (
            b"frozen",
            "Текст",
            "folder",
            True,
        )
        end = OtherEnd()
        post(journal, [], opening(Scripted(end, iter(()), name="folder", drafts=True)), Hands().clock)
        assert end.content == {"m/7/a": {b"frozen"}}
    with Journal.open(tmp_path) as again:
        assert len(again.entries()) == 2


def test_bringing_a_journal_up_to_date_happens_whole_or_not_at_all(tmp_path: Path) -> None:
    """Killed at any of its statements, it is a journal of the first version still, and no letter is missing."""
    old = sqlite3.connect(tmp_path / FILE_NAME)
    old.executescript(VERSION_1)
    old.execute(
        "insert into letters values ('m/7/a', 'm', '7', 'Ірина', 'email', 'i@x', '', 'Т', 'Т', 'бо', '2026-04-06',"
        " '<1@x>', 'frozen', 'planned', '2026-04-06T09:00:00', '', 0)"
    )
    old.commit()
    old.close()

    class Dying(sqlite3.Connection):
        left = 0

        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            if "pragma" not in statement or "user_version=" in statement:
                if not Dying.left:
                    self.close()
                    raise Killed
                Dying.left -= 1
            return super().execute(statement, *values)

    connect, deaths = sqlite3.connect, 0
    for step in range(99):
        Dying.left = step
        with patch.object(sqlite3, "connect", lambda *a, **k: connect(*a, factory=Dying, **k)):
            try:
                Journal.open(tmp_path).close()
            except (Killed, sqlite3.ProgrammingError):
                deaths += 1
            else:
                break
    assert deaths > 10
    with Journal.open(tmp_path) as journal:
        assert [entry.letter.key for entry in journal.entries()] == ["m/7/a"]


def test_a_journal_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.database.execute("pragma user_version=99")
    with pytest.raises(WrongUse):
        Journal.open(tmp_path)


def test_looking_where_there_is_no_journal_leaves_none(tmp_path: Path) -> None:
    with Journal.peek(tmp_path) as journal:
        assert journal.entries() == []
    assert list(tmp_path.iterdir()) == []


def test_a_letter_comes_back_as_it_was_planned(journal: Journal) -> None:
    one = replace(letter(1, expires=MONDAY.date() + DAY), advertising=True, phone="+380501112233")
    journal.plan([one], MONDAY)
    entry = journal.entry(one.key)
    assert entry is not None
    assert entry.letter == one
    assert journal.entries()[0].letter == replace(one, text="", content=b"")


@given(st.lists(st.sampled_from(["refused", "open"]), min_size=1, max_size=4))
def test_what_is_frozen_stays_as_it_was_whatever_is_planned_later(
    tmp_path_factory: pytest.TempPathFactory, again: list[str]
) -> None:
    with Journal.open(tmp_path_factory.mktemp("s")) as journal:
        journal.plan([letter(1)], MONDAY)
        for _ in again:
            journal.plan([replace(letter(1), content=b"other", recipient="other@example.test")], MONDAY + DAY)
        entry = journal.entry(letter(1).key)
        assert entry is not None
        assert entry.letter == letter(1)


def test_a_letter_for_another_address_takes_the_place_of_one_that_has_not_begun_to_leave(journal: Journal) -> None:
    journal.plan([replace(letter(1), covers=("m/5/2026",))], MONDAY)
    other = replace(letter(1), recipient="new@example.test", content=b"new", covers=("m/6/2026",))
    assert journal.refreeze(other)
    entry = journal.entry(other.key)
    assert entry is not None
    assert (entry.letter.recipient, entry.letter.content, entry.at) == ("new@example.test", b"new", MONDAY)
    assert journal.covered() == {"m/6/2026"}


def test_only_the_very_same_message_may_follow_one_that_was_ever_in_doubt(journal: Journal) -> None:
    """It was asked for and is not there: still, the address it may yet turn up at has the same bytes."""
    hands = Hands()
    transport = Scripted(OtherEnd(), iter([Step.CUT_UNSEEN, *[Step.CUT_BEFORE] * 9]))
    post(journal, [letter(1)], opening(transport), hands.clock)
    assert journal.state_of(["m/1/2026"]) == {"m/1/2026": State.PLANNED}
    assert not journal.refreeze(replace(letter(1), content=b"new"))
    assert not journal.refreeze(letter(2))


def test_one_refused_for_now_and_never_in_doubt_may_be_frozen_anew(journal: Journal) -> None:
    post(journal, [letter(1)], opening(Scripted(OtherEnd(), iter([Step.LATER]))), Hands().clock)
    assert journal.refreeze(replace(letter(1), content=b"new"))


@pytest.mark.parametrize("state", [State.CANCELLED, State.SUPPRESSED, State.EXPIRED])
@pytest.mark.parametrize("before", list(State))
def test_only_what_has_not_left_may_be_withdrawn(journal: Journal, before: State, state: State) -> None:
    journal.plan([letter(1)], MONDAY)
    journal.database.execute("update letters set state = ?", (before,))
    changed = journal.set_state(["m/1/2026", "m/2/2026"], state, MONDAY)
    assert changed == ({"m/1/2026"} if before in (State.PLANNED, State.RETRY) else set())


def test_a_letter_that_is_gone_is_not_planned_again(journal: Journal) -> None:
    for before in (State.ACCEPTED, State.DRAFTED, State.CLAIMED):
        journal.plan([letter(1)], MONDAY)
        journal.database.execute("update letters set state = ?", (before,))
        assert not journal.set_state(["m/1/2026"], State.PLANNED, MONDAY)


def test_an_unknown_letter_is_settled_by_a_person_and_then_leaves_or_stays(journal: Journal) -> None:
    hands, end = Hands(), OtherEnd(says=False)
    transport = Scripted(end, iter([Step.CUT_UNSEEN, Step.CUT_TAKEN]))
    post(journal, [letter(1), letter(2)], opening(transport), hands.clock)
    assert set(journal.state_of(["m/1/2026", "m/2/2026"]).values()) == {State.UNKNOWN}
    assert journal.set_state(["m/1/2026"], State.PLANNED, hands.at)
    assert journal.set_state(["m/2/2026"], State.ACCEPTED, hands.at, "said by hand")
    post(journal, [], opening(transport), hands.clock)
    assert end.took == {"m/1/2026": 1, "m/2/2026": 1}
    entry = journal.entry("m/2/2026")
    assert entry is not None
    assert (entry.state, entry.reply) == (State.ACCEPTED, "said by hand")


def test_nobody_settles_a_doubt_that_a_living_run_holds(journal: Journal, tmp_path: Path) -> None:
    journal.plan([letter(1)], MONDAY)
    with sign_of_life(tmp_path) as owner:
        claims = Claims(journal, owner, Hands().clock, ["m/1/2026"])
        (one,) = claims.claim("smtp", 9)
        assert not journal.set_state(["m/1/2026"], State.CANCELLED, MONDAY)
        Claims(journal, "another run", Hands().clock, []).recover()
        assert journal.state_of(["m/1/2026"]) == {"m/1/2026": State.CLAIMED}
        claims.in_doubt(one, [])
        assert not journal.set_state(["m/1/2026"], State.PLANNED, MONDAY)
        other = Claims(journal, "another run", Hands().clock, ["m/1/2026"])
        assert other.recover() == []
        assert other.claim("smtp", 9) == []
    assert journal.set_state(["m/1/2026"], State.PLANNED, MONDAY)


def test_every_letter_is_in_one_state_and_they_add_up(journal: Journal) -> None:
    journal.plan([letter(n) for n in range(5)] + [letter(n, mailing="a") for n in range(2)], MONDAY)
    journal.set_state(["m/1/2026"], State.CANCELLED, MONDAY)
    assert journal.counts() == {"m": {State.PLANNED: 4, State.CANCELLED: 1}, "a": {State.PLANNED: 2}}
    assert {*OPEN, *GONE} < set(State)


def test_frozen_messages_are_kept_until_they_are_needed_no_longer(journal: Journal) -> None:
    """Sent ones until the next day, as the day's page tells of them; refused ones a month, to be tried again."""
    hands = Hands()
    transport = Scripted(OtherEnd(), iter([Step.OK, Step.REFUSED]))
    post(journal, [letter(1), letter(2)], opening(transport), hands.clock)

    def kept() -> set[str]:
        return {key for (key,) in journal.database.execute("select key from contents")}

    assert len(kept()) == 2
    journal.forget_contents(hands.at + DAY)
    assert len(kept()) == 1
    (refused,) = kept()
    journal.forget_contents(hands.at + 40 * DAY)
    assert not kept()
    assert not journal.set_state([refused], State.PLANNED, hands.at)


def test_a_letter_whose_message_is_gone_is_never_handed_over(journal: Journal) -> None:
    """An empty one in its place would be worse than none."""
    journal.plan([letter(1)], MONDAY)
    journal.database.execute("delete from contents")
    assert Claims(journal, "a run", Hands().clock, ["m/1/2026"]).claim("smtp", 5) == []


def test_a_household_that_was_not_written_to_after_all_counts_as_not_written_to(journal: Journal) -> None:
    journal.plan([replace(letter(1), covers=("m/2/2026",))], MONDAY)
    assert journal.covered() == {"m/2/2026"}
    journal.set_state(["m/1/2026"], State.CANCELLED, MONDAY)
    assert journal.covered() == set()


def test_history_rows_are_owed_for_what_left_or_may_have(journal: Journal) -> None:
    journal.plan([letter(number) for number, _ in enumerate(State)], MONDAY)
    for number, state in enumerate(State):
        journal.database.execute("update letters set state = ? where client = ?", (state, str(number)))
    assert {entry.state for entry in journal.unrecorded()} == {State.ACCEPTED, State.DRAFTED, State.UNKNOWN}
    journal.mark_recorded([entry.letter.message_id for entry in journal.unrecorded()])
    assert journal.unrecorded() == []


def test_notes_and_sightings_come_back(journal: Journal) -> None:
    journal.set_note("home", "тут")
    journal.set_note("home", "там")
    journal.set_note("gone", "x")
    journal.set_note("gone", "")
    journal.sight([("stage", "7", "готово", MONDAY.date()), ("stage", "7", "видано", MONDAY.date() + DAY)])
    assert (journal.note("home"), journal.note("gone"), journal.notes("ho")) == ("там", "", [("home", "там")])
    assert journal.sightings() == {("stage", "7"): ("видано", MONDAY.date() + DAY)}


def test_a_step_of_the_journal_happens_whole_or_not_at_all(journal: Journal) -> None:
    def half() -> None:
        with transaction(journal.database) as database:
            database.execute("insert into notes values ('half', 'x')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert journal.note("half") == ""
