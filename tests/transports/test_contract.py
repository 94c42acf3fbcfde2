"""What every way out keeps to, whatever it leads to: the contract of mail/base.py, law by law."""

from __future__ import annotations

import logging
from contextlib import suppress

import pytest

from clientsheet.mail.base import AccountStopped, Answer, LinkLost
from clientsheet.mail.letter import GONE, OPEN, State
from clientsheet.mail.web import mark
from clientsheet.text import LANGUAGES, say


def test_each_letter_is_handed_over_once_and_settled_in_order(world, way, log, letters):
    way().hand_over(iter(letters), log)
    assert world.copies() == {mark(letter): 1 for letter in letters}
    final = State.DRAFTED if world.draft else State.ACCEPTED
    assert [(receipt.key, receipt.state) for receipt in log.receipts] == [(letter.key, final) for letter in letters]


def test_a_letter_is_in_doubt_before_the_other_end_can_have_it(world, way, log, letters):
    way().hand_over(iter(letters), log)
    assert log.early == []
    assert log.doubtful == ([] if world.repeatable else [letter.key for letter in letters])


def test_a_journal_that_fails_before_the_step_of_no_return_keeps_the_letter_at_home(world, way, log, letters):
    if world.repeatable:
        pytest.skip("its step may be repeated")

    def full(letter):
        raise MemoryError("the disk is full")

    log.in_doubt = full
    with pytest.raises(MemoryError):
        way().hand_over(iter(letters), log)
    assert not world.copies()
    assert log.receipts == []


def test_what_may_be_repeated_arrives_once_however_often_it_is_handed_over(world, way, log, letters):
    if not world.repeatable:
        pytest.skip("it is never handed over twice")
    for _ in range(3):
        way().hand_over(iter(letters), log)
    assert world.copies() == {mark(letter): 1 for letter in letters}


def test_no_letters_no_connection(world, way, log):
    if world.breaks:
        world.out_of_reach()
    way().hand_over(iter(()), log)
    assert (log.doubtful, log.receipts) == ([], [])


def test_out_of_reach_leaves_every_letter_as_it_was(world, way, log, letters):
    if not world.breaks:
        pytest.skip("nothing is between")
    world.out_of_reach()
    with pytest.raises(LinkLost) as lost:
        way().hand_over(iter(letters), log)
    assert (log.doubtful, log.receipts) == ([], [])
    assert str(lost.value)


@pytest.mark.parametrize("fault", ["swallow_second", "lose_second"])
def test_a_line_that_breaks_leaves_one_letter_in_doubt_at_most_and_the_later_ones_untouched(
    world, way, log, letters, fault
):
    if not world.breaks:
        pytest.skip("nothing is between")
    getattr(world, fault)()
    waiting = iter(letters)
    with pytest.raises(LinkLost):
        way().hand_over(waiting, log)
    assert [receipt.key for receipt in log.receipts] == [letters[0].key]
    assert log.open_doubts in ([], [letters[1].key])
    assert log.open_doubts or fault == "lose_second" or world.repeatable
    assert world.copies()[mark(letters[2])] == 0
    assert list(waiting) == [letters[2]]


def test_asked_about_a_letter_it_has_it_never_says_absent_unless_it_takes_a_key_once(world, way, log, letters):
    if not world.breaks:
        pytest.skip("nothing is between")
    world.swallow_second()
    with pytest.raises(LinkLost):
        way().hand_over(iter(letters), log)
    world.mend()
    transport = way()
    answer = transport.ask([letters[1]]).get(letters[1].key)
    if Answer.TAKEN in world.tells:
        assert answer == Answer.TAKEN
    elif world.tells:
        assert answer == Answer.ABSENT
        transport.hand_over(iter(letters[1:]), log)
        assert world.copies() == {mark(letter): 1 for letter in letters}
    else:
        assert answer is None


def test_asked_about_a_letter_it_never_got_it_never_says_taken(world, way, log, letters):
    if world.breaks:
        world.lose_second()
        with pytest.raises(LinkLost):
            way().hand_over(iter(letters), log)
        world.mend()
    answers = way().ask(letters[1:2])
    assert answers.get(letters[1].key) == (Answer.ABSENT if Answer.ABSENT in world.tells else None)


def test_one_letter_refused_for_good_does_not_hold_up_the_others(world, way, log, letters):
    if not world.refuses:
        pytest.skip("it refuses nobody")
    world.refuse_second()
    way().hand_over(iter(letters), log)
    states = {receipt.key: receipt.state for receipt in log.receipts}
    final = State.DRAFTED if world.draft else State.ACCEPTED
    assert states == dict(zip((letter.key for letter in letters), (final, State.REJECTED, final), strict=True))
    assert log.receipts[1].reply, "the other end's own words"
    assert log.open_doubts == []


def test_an_account_that_is_stopped_keeps_the_letters_open_and_says_so_in_three_languages(world, way, log, letters):
    if not world.stops:
        pytest.skip("there is no account")
    world.stop_second()
    waiting = iter(letters)
    with pytest.raises(AccountStopped) as stop:
        way().hand_over(waiting, log)
    assert log.open_doubts == []
    assert {receipt.state for receipt in log.receipts if receipt.key != letters[0].key} <= OPEN
    assert [receipt.state in GONE for receipt in log.receipts if receipt.key == letters[0].key] == [True]
    assert world.copies()[mark(letters[1])] == world.copies()[mark(letters[2])] == 0
    assert len({say(language, stop.value.key, **stop.value.facts) for language in LANGUAGES}) == 3


def test_no_secret_is_in_anything_that_is_said_or_logged(world, way, log, letters, caplog):
    if not world.secret:
        pytest.skip("it has none")
    caplog.set_level(logging.DEBUG)
    said = []
    for fault in (world.refuse_second,) * world.refuses + (world.swallow_second, world.out_of_reach):
        fault()
        try:
            way().hand_over(iter(letters), log)
        except LinkLost as lost:
            said.append(str(lost))
    said += [receipt.reply for receipt in log.receipts] + [receipt.file for receipt in log.receipts]
    assert world.secret not in "\n".join([*said, caplog.text])


def test_closing_never_raises(world, way, log, letters):
    way().close()
    if world.breaks:
        world.lose_second()
    transport = way()
    with suppress(LinkLost):
        transport.hand_over(iter(letters), log)
    transport.close()
    transport.close()


def test_it_bears_the_name_it_is_chosen_by(world, way):
    assert way().name == world.name
