"""What keeps letters from leaving: said in words, never longer than it must, and never at the price of a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import MONDAY, Hands, OtherEnd, Scripted, Step, letter, opening

from clientsheet.errors import WrongUse
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State
from clientsheet.mail.limits import Window
from clientsheet.mail.outbox import Posted, post
from clientsheet.mail.stops import lift
from clientsheet.text import LANGUAGES

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


class Shop:
    """An outbox whose clock is moved by hand."""

    def __init__(self, state: Path) -> None:
        self.journal, self.hands, self.end = Journal.open(state), Hands(), OtherEnd()
        self.transport = Scripted(self.end, iter(()))

    def run(self, letters: Iterable[Letter] = (), *steps: Step, **options: object) -> Posted:
        self.transport.steps = iter(steps)
        return post(self.journal, list(letters), opening(self.transport), self.hands.clock, **options)  # type: ignore[arg-type]

    def state(self, number: int, mailing: str = "m") -> State:
        return self.journal.state_of([f"{mailing}/{number}/2026"])[f"{mailing}/{number}/2026"]


@pytest.fixture
def shop(tmp_path: Path) -> Iterable[Shop]:
    made = Shop(tmp_path)
    yield made
    made.journal.close()


def test_a_link_that_breaks_a_few_times_costs_seconds_and_no_letter(shop: Shop) -> None:
    posted = shop.run([letter(n) for n in range(9)], Step.CUT_BEFORE, Step.OK, Step.CUT_BEFORE, Step.CUT_BEFORE)
    assert set(posted.states.values()) == {State.ACCEPTED}
    assert posted.stopped == ()
    assert shop.hands.slept < 15


def test_a_bad_line_that_lets_some_letters_through_lets_all_through(shop: Shop) -> None:
    """Only tries without any letter settled count as in vain."""
    posted = shop.run([letter(n) for n in range(30)], *[Step.OK, Step.OK, Step.CUT_BEFORE] * 12)
    assert not posted.waiting
    assert shop.transport.opened > 10


def test_a_dead_link_is_given_up_after_five_tries_and_every_letter_waits(shop: Shop) -> None:
    posted = shop.run([letter(n) for n in range(9)], *[Step.CUT_BEFORE] * 99)
    assert shop.transport.opened == 5
    assert [stop.key for stop in posted.stopped] == ["delivery.link-lost"]
    assert len(posted.waiting) == 9
    assert all("the line went dead" in posted.stopped[0].words(language) for language in LANGUAGES)


def test_a_single_letter_over_a_dead_link_is_not_given_up_in_silence(shop: Shop) -> None:
    posted = shop.run([letter(1)], *[Step.CUT_BEFORE] * 9)
    assert [stop.key for stop in posted.stopped] == ["delivery.link-lost"]
    assert posted.waiting == {"m/1/2026"}


def test_the_letter_over_which_the_link_breaks_does_not_keep_back_the_others(shop: Shop) -> None:
    """A virus scanner may hang up on one letter, again and again."""

    class Scanner(Scripted):
        def _hand_over(self, one: Letter, log: object, step: Step) -> None:
            super()._hand_over(one, log, Step.CUT_BEFORE if one.client == "0" else step)  # type: ignore[arg-type]

    shop.transport = Scanner(shop.end, iter(()))
    posted = shop.run([letter(n) for n in range(9)])
    assert posted.waiting == {"m/0/2026"}
    assert len(shop.end.took) == 8
    assert shop.transport.opened == 3
    entry = shop.journal.entry("m/0/2026")
    assert entry is not None
    assert entry.reply == "the line went dead"


def test_a_letter_that_brings_a_mistake_of_ours_to_light_does_not_keep_back_the_others_for_ever(shop: Shop) -> None:
    class Mistaken(Scripted):
        def _hand_over(self, one: Letter, log: object, step: Step) -> None:
            assert one.client != "0", "a mistake"
            super()._hand_over(one, log, step)  # type: ignore[arg-type]

    shop.transport = Mistaken(shop.end, iter(()))
    with pytest.raises(AssertionError):
        shop.run([letter(n) for n in range(9)])
    shop.hands.at += HOUR
    with pytest.raises(AssertionError):
        shop.run([letter(9)])
    shop.hands.at += HOUR
    with pytest.raises(AssertionError):
        shop.run()
    assert len(shop.end.took) == 9


def test_a_wrong_password_ends_that_way_out_at_once_and_the_next_run_tries_again(shop: Shop) -> None:
    posted = shop.run([letter(n) for n in range(3)], Step.OK, Step.ACCOUNT)
    assert (shop.transport.opened, len(posted.waiting), len(posted.stopped)) == (1, 2, 1)
    assert not shop.run().waiting


def test_an_account_over_its_quota_is_left_alone_as_long_as_it_asks(shop: Shop) -> None:
    shop.transport.wait = 5 * HOUR
    shop.run([letter(n) for n in range(3)], Step.OK, Step.ACCOUNT)
    shop.hands.at += 4 * HOUR
    posted = shop.run()
    assert (shop.transport.opened, len(posted.stopped), len(posted.waiting)) == (1, 1, 2)
    shop.hands.at += 2 * HOUR
    assert not shop.run().waiting


def test_a_way_out_that_is_not_set_up_does_not_keep_the_others_back(shop: Shop) -> None:
    def open_way(way: str) -> Scripted:
        if way == "gmail":
            raise WrongUse("delivery.smtp.no-host")
        return shop.transport

    letters = [letter(1, way="gmail", mailing="a"), letter(2)]
    posted = post(shop.journal, letters, open_way, shop.hands.clock)
    assert (shop.state(1, "a"), shop.state(2)) == (State.PLANNED, State.ACCEPTED)
    assert [(stop.way, stop.key) for stop in posted.stopped] == [("gmail", "delivery.smtp.no-host")]


def test_three_refusals_for_policy_stop_the_mailing_and_spoil_no_address(shop: Shop) -> None:
    """The others go on; a day later, or when a person says so, it is tried again."""
    spam = [letter(n, mailing="a") for n in range(9)]
    shop.run([letter(n) for n in range(2)])
    posted = shop.run([*spam, letter(3)], *[Step.POLICY] * 3)
    assert len(posted.waiting) == 9
    assert [(stop.key, stop.mailing) for stop in posted.stopped] == [("delivery.policy", "a")]
    assert shop.state(3) == State.ACCEPTED
    shop.hands.at += 2 * HOUR
    assert [stop.mailing for stop in shop.run([letter(4)]).stopped] == ["a"]
    assert shop.state(4) == State.ACCEPTED
    lift(shop.journal)
    assert not shop.run().waiting


def test_refusals_for_policy_are_counted_through_the_whole_run(shop: Shop) -> None:
    """Two letters a minute, and a link that breaks: the third refusal still stops the mailing."""
    steps = [Step.POLICY, Step.POLICY, Step.CUT_BEFORE, *[Step.POLICY] * 9]
    limits = {"smtp": (Window("minute", 60, 2),)}
    posted = shop.run([letter(n) for n in range(9)], *steps, limits=limits, patience=HOUR)
    assert list(posted.states.values()) == [State.RETRY] * 3
    assert "delivery.policy" in [stop.key for stop in posted.stopped]


def test_the_stop_of_a_mailing_ends_by_itself_after_a_day(shop: Shop) -> None:
    shop.run([letter(n) for n in range(9)], *[Step.POLICY] * 3)
    shop.hands.at += DAY + HOUR
    assert not shop.run().waiting


def test_a_letter_put_off_is_tried_for_two_days_ever_less_often_and_then_refused(shop: Shop) -> None:
    shop.run([letter(1)], Step.LATER)
    tries, waited = 1, 0
    while shop.state(1) == State.RETRY:
        shop.hands.at += HOUR
        waited += 1
        tries += bool(shop.run((), Step.LATER).states)
    assert shop.state(1) == State.REJECTED
    assert (tries, waited) == (7, 47)
    assert not shop.end.took


def test_a_letter_put_off_goes_out_when_it_is_taken(shop: Shop) -> None:
    shop.run([letter(1)], Step.LATER)
    shop.hands.at += 2 * HOUR
    assert shop.run().states == {"m/1/2026": State.ACCEPTED}


def test_a_letter_is_not_tried_twice_in_one_run_however_soon_it_may_be(shop: Shop) -> None:
    shop.transport.wait = dt.timedelta()
    assert shop.run([letter(1)], Step.LATER).states == {"m/1/2026": State.RETRY}
    assert not shop.end.took
    assert shop.run().states == {"m/1/2026": State.ACCEPTED}


def test_a_letter_that_another_run_has_taken_over_does_not_leave(shop: Shop) -> None:
    """A state folder on a drive without locks: two runs believe each other dead. Right before the step of no return
    the claim is looked at once more."""

    class Robbed(Scripted):
        def _hand_over(self, one: Letter, log: object, step: Step) -> None:
            shop.journal.database.execute("update letters set owner = 'another' where key = ?", (one.key,))
            super()._hand_over(one, log, step)  # type: ignore[arg-type]

    shop.transport = Robbed(shop.end, iter(()))
    posted = shop.run([letter(1)])
    assert [stop.key for stop in posted.stopped] == ["delivery.taken-over"]
    assert not shop.end.took


def test_a_letter_whose_last_day_is_over_is_reported_and_not_sent(shop: Shop) -> None:
    late, today = letter(1, expires=MONDAY.date() - DAY), letter(2, expires=MONDAY.date())
    assert shop.run([late, today]).states == {late.key: State.EXPIRED, today.key: State.ACCEPTED}
    assert set(shop.end.took) == {today.key}


def test_a_run_over_midnight_sends_nothing_of_yesterday(shop: Shop) -> None:
    shop.hands.at = MONDAY.replace(hour=23, minute=59, second=30)
    letters = [letter(n, expires=MONDAY.date()) for n in range(5)]
    posted = shop.run(letters, limits={"smtp": (Window("minute", 60, 2),)}, patience=HOUR)
    assert sorted(posted.states.values()) == [State.ACCEPTED] * 2 + [State.EXPIRED] * 3


def test_a_run_into_the_quiet_hours_sends_no_more_but_makes_its_drafts(shop: Shop) -> None:
    letters = [letter(n) for n in range(5)] + [replace(letter(9, way="zzz"), draft=True)]
    posted = shop.run(
        letters,
        limits={"smtp": (Window("minute", 60, 2),)},
        patience=HOUR,
        quiet=lambda at: at >= MONDAY + dt.timedelta(minutes=1),
    )
    assert list(posted.states.values()) == [State.ACCEPTED] * 3
    assert shop.state(9) == State.ACCEPTED
    assert [(stop.key, stop.fault) for stop in posted.stopped] == [("delivery.quiet", False)]


def test_only_what_may_leave_leaves(shop: Shop) -> None:
    posted = shop.run([letter(n) for n in range(5)], only=["m/1/2026", "m/3/2026", "m/77/2026"])
    assert set(shop.end.took) == set(posted.states) == {"m/1/2026", "m/3/2026"}
    assert shop.state(0) == State.PLANNED


def test_a_second_run_with_nothing_to_do_writes_nothing(shop: Shop) -> None:
    shop.run([letter(1)])
    before = shop.journal.database.total_changes
    assert shop.run([]) == Posted()
    assert shop.journal.database.total_changes == before


def test_every_delivery_raises_the_generation_before_the_first_letter_leaves(shop: Shop) -> None:
    seen: list[int] = []
    take: Callable[[Letter], None] = shop.end.take

    def taking(one: Letter) -> None:
        seen.append(shop.journal.generation)
        take(one)

    shop.end.take = taking  # type: ignore[method-assign, assignment]
    shop.run([letter(1), letter(2)])
    shop.run([letter(3)])
    assert seen == [1, 1, 2]
