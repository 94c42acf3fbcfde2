"""A trial letter tells what an account keeps of what it sends."""

from __future__ import annotations

import datetime as dt

import pytest

from clientsheet.jobs.doctor.trial import letter_to_owner
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Receipt, State
from clientsheet.mail.probing import Learnt, Trial, learnt, look_at_mailbox, remember, try_out
from clientsheet.mail.ways import Way

SIGNATURE = b"DKIM-Signature: v=1; a=rsa-sha256; d=example.test;\r\n\ts=april26; h=from;\r\n b=abc\r\n"


class Provider:
    """A way out that does with a letter what a provider does: ``copies``: folder -> how it changes what it keeps."""

    name = "smtp"

    def __init__(self, dovecot, user, copies, state=State.ACCEPTED):
        self._dovecot, self._user, self._copies, self._state = dovecot, user, copies, state

    def hand_over(self, letters, log):
        for letter in letters:
            for folder, change in self._copies.items():
                self._dovecot.append(self._user, folder, change(letter.content))
            log.settled(Receipt(letter.key, self._state, reply="said"))


def unchanged(content):
    return content


@pytest.fixture
def tried(dovecot, user, shop):
    """``tried(copies, draft=…)``: what a trial shows of a provider that keeps these copies."""

    def run(copies, *, draft=False, state=State.ACCEPTED, imap=None):
        workspace = shop("smtp", imap=imap)
        letter = letter_to_owner(workspace, Way("smtp", draft))
        ticking = iter(range(100))
        clock = Clock(lambda: workspace.now, lambda: next(ticking), lambda seconds: None)
        return try_out(letter, Provider(dovecot, user, copies, state), workspace.config, clock, patience=5)

    return run


def test_a_copy_in_sent_with_our_message_id_is_seen_and_timed(tried):
    found = tried({"Sent": unchanged, "INBOX": unchanged})
    assert (found.watched, found.kept) == (True, True)
    assert found.copy is not None
    assert found.receipt.state == State.ACCEPTED


def test_a_message_id_that_was_replaced_is_noticed_by_the_letters_mark(tried):
    found = tried(
        {"Sent": lambda content: content.replace(b"Message-ID: <cs1.", b"Message-ID: <other."), "INBOX": unchanged}
    )
    assert found.kept is False
    assert found.copy is not None


def test_a_letter_that_arrives_without_a_copy_in_sent_is_told_from_one_with(tried):
    found = tried({"INBOX": unchanged})
    assert (found.watched, found.copy, found.kept) == (True, None, True)


def test_of_a_letter_that_turns_up_nowhere_nothing_is_claimed(tried):
    found = tried({})
    assert (found.watched, found.copy, found.kept) == (True, None, None)


def test_the_name_of_the_key_is_read_from_the_signature(tried):
    found = tried({"Sent": unchanged, "INBOX": lambda content: SIGNATURE + content})
    assert found.selectors == ("april26",)


def test_a_draft_is_looked_for_among_the_drafts(tried):
    found = tried({"Drafts": unchanged}, draft=True, state=State.DRAFTED)
    assert (found.watched, found.kept) == (True, True)
    assert found.copy is not None


def test_a_letter_that_was_refused_is_not_waited_for(tried):
    found = tried({}, state=State.REJECTED)
    assert (found.watched, found.receipt.reply) == (False, "said")


def test_without_a_sent_folder_no_copy_is_missed(tried):
    assert tried({"INBOX": unchanged}, imap={"sent": "Nowhere"}).watched is False


def test_without_a_mailbox_the_letter_leaves_all_the_same(tried):
    assert tried({}, imap={"host": "", "security": "tls"}).receipt.state == State.ACCEPTED


def test_what_a_trial_showed_stays_known(tmp_path):
    day = dt.date(2026, 4, 5)
    trial = Trial(None, watched=True, copy=1.5, kept=False, selectors=("april26",))
    with Journal.open(tmp_path) as journal:
        assert learnt(journal, "smtp") is None
        remember(journal, "smtp", day, trial)
    with Journal.peek(tmp_path) as journal:
        assert learnt(journal, "smtp") == Learnt(day, 1.5, False, ("april26",))
        assert learnt(journal, "imap") is None


def test_a_mailbox_tells_its_folders(shop):
    found = look_at_mailbox(shop("imap").config)
    assert (found.tls, found.drafts, found.sent) == ("", "Drafts", "Sent")
