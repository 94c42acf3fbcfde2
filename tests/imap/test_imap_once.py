"""From the journal into a real mailbox: each draft once, however often we run and whatever breaks; none comes back."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter

import pytest
from cutting import CuttingLink
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.mail.outbox import post
from clientsheet.mail.transports.imap import opened

MONDAY = dt.datetime(2026, 4, 6, 9, 0)
_users = itertools.count()


@pytest.fixture
def run(tmp_path):
    """``run(config, letters, day)``: one run of the program that many days later; states by key."""

    def made(config, letters, day=0, folder=tmp_path):
        moment = MONDAY + dt.timedelta(days=day)
        clock = Clock(lambda: moment, lambda: moment.timestamp(), lambda seconds: None)
        with Journal.open(folder) as journal:
            post(journal, letters, lambda way: opened(config, journal, "uk"), clock)
            return journal.state_of(letter.key for letter in letters)

    return made


def test_a_second_run_makes_no_second_draft(dovecot, imap_config, letter, run, user):
    letters = [letter(number) for number in range(5)]
    for day in range(3):
        states = run(imap_config(port=dovecot.imap), letters, day)
    assert set(states.values()) == {State.DRAFTED}
    assert len(dovecot.messages(user, "Drafts")) == 5


def test_a_draft_that_the_owner_deletes_does_not_come_back(dovecot, imap_config, letter, run, user):
    letters = [letter(number) for number in range(3)]
    run(imap_config(port=dovecot.imap), letters)
    dovecot.remove(user, "Drafts", [2])
    run(imap_config(port=dovecot.imap), letters, day=1)
    assert [one.uid for one in dovecot.messages(user, "Drafts")] == [1, 3]


@pytest.mark.parametrize("place", ["Sent", "Trash"])
def test_a_draft_in_doubt_that_the_owner_sent_or_threw_away_is_not_made_again(
    dovecot, imap_config, letter, run, user, place
):
    with CuttingLink(dovecot.imap, until=b"APPENDUID") as link:
        states = run(imap_config(port=link.port), [letter(1)])
    assert states == {letter(1).key: State.IN_DOUBT}
    (lying,) = dovecot.messages(user, "Drafts")
    dovecot.move(user, [lying.uid], "Drafts", place)
    states = run(imap_config(port=dovecot.imap), [letter(1)], day=1)
    assert set(states.values()) == {State.DRAFTED}
    assert dovecot.messages(user, "Drafts") == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.one_of(
        st.builds(lambda number: {"after": number}, st.integers(0, 900)),
        st.builds(lambda number: {"answers": number}, st.integers(0, 1800)),
    ),
    second=st.one_of(st.none(), st.builds(lambda number: {"after": number}, st.integers(0, 900))),
)
def test_however_the_link_breaks_in_the_end_each_letter_is_one_draft(
    dovecot, imap_config, letter, run, tmp_path_factory, first, second
):
    username, folder = f"once{next(_users)}@example.test", tmp_path_factory.mktemp("journal")
    letters = [letter(number) for number in range(3)]
    for day, cut in enumerate((first, second)):
        if cut:
            with CuttingLink(dovecot.imap, **cut) as link:
                run(imap_config(port=link.port, username=username), letters, day, folder)
    for day in (9, 10):
        states = run(imap_config(port=dovecot.imap, username=username), letters, day, folder)
    assert {states[one.key] for one in letters} == {State.DRAFTED}
    lying = Counter(one.content for one in dovecot.messages(username, "Drafts"))
    assert lying == Counter(one.content for one in letters)
