"""Drafts in the mailbox: one for each letter, whatever breaks, and none that comes back."""

from __future__ import annotations

import itertools

import pytest
from cutting import CuttingLink
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.mail.base import AccountStopped, Answer, LinkLost
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.letter import State
from clientsheet.mail.transports.imap import ImapTransport
from tests.servers.dovecot import Dovecot


@pytest.fixture
def transport(dovecot, imap_config, journaled):
    """``transport(log)`` hands over to the trial's own mailbox; a port leads there by another way."""
    opened = []

    def made(log=None, port=None, **options):
        config = imap_config(port=port or dovecot.imap, **options)
        opened.append(ImapTransport(lambda: ImapAccount.opened(config), log or journaled(), "127.0.0.1"))
        return opened[-1]

    yield made
    for one in opened:
        one.close()


def test_a_letter_becomes_one_draft_byte_by_byte(dovecot, transport, journaled, letter, user):
    log, letters = journaled(), [letter(1), letter(2)]
    transport(log).hand_over(iter(letters), log)
    lying = dovecot.messages(user, "Drafts")
    assert [one.content for one in lying] == [one.content for one in letters]
    assert all({"\\Draft", "\\Seen"} <= one.flags for one in lying)
    assert log.doubtful == [one.key for one in letters]
    assert [(one.key, one.state, one.file) for one in log.receipts] == [
        (letters[0].key, State.DRAFTED, "Drafts/1"),
        (letters[1].key, State.DRAFTED, "Drafts/2"),
    ]


def test_a_large_letter_arrives_whole(dovecot, transport, journaled, letter, user):
    content = letter().content + b"0123456789" * 300_000 + b"\r\n"
    log = journaled()
    transport(log).hand_over(iter([letter(1, content)]), log)
    assert [one.content for one in dovecot.messages(user, "Drafts")] == [content]


def test_a_journal_that_fails_before_the_last_byte_leaves_no_draft(dovecot, transport, journaled, letter, user):
    log = journaled(fails=True)
    with pytest.raises(KeyboardInterrupt):
        transport(log).hand_over(iter([letter()]), log)
    assert dovecot.messages(user, "Drafts") == []


def test_a_letter_in_doubt_is_found_wherever_its_owner_has_put_it(dovecot, transport, letter, user):
    letters = [letter(number) for number in range(4)]
    for number, folder in enumerate(("Drafts", "Sent", "Trash")):
        dovecot.append(user, folder, letters[number].content)
    answers = transport().ask(letters)
    assert [answers[one.key] for one in letters] == [Answer.TAKEN] * 3 + [Answer.ABSENT]


def test_a_draft_whose_message_id_the_server_has_replaced_is_known_by_its_key(
    dovecot, transport, journaled, letter, user
):
    log = journaled()
    way = transport(log)
    way.hand_over(iter([letter(1)]), log)
    other = letter(2)
    dovecot.append(user, "Drafts", other.content.replace(b"Message-ID: <cs1.", b"Message-ID: <server."))
    assert way.ask([other, letter(3)]) == {other.key: Answer.TAKEN, letter(3).key: Answer.ABSENT}


def test_asking_about_many_letters_gives_each_its_own_answer(dovecot, transport, letter, user):
    letters = [letter(number) for number in range(120)]
    for one in letters[::7]:
        dovecot.append(user, "Drafts", one.content)
    answers = transport().ask(letters)
    assert {key for key, answer in answers.items() if answer is Answer.TAKEN} == {one.key for one in letters[::7]}
    assert len(answers) == len(letters)


def test_asking_about_nothing_opens_no_connection(transport):
    assert transport(port=1).ask([]) == {}


def test_handing_over_nothing_opens_no_connection(transport, journaled):
    transport(port=1).hand_over(iter([]), journaled())


def test_an_owner_may_name_the_folder_of_drafts(imap_config, journaled, letter, user):
    with Dovecot(folders={"Чернетки": "", "Надіслані": "\\Sent"}) as server:
        config, log = imap_config(port=server.imap, drafts="Чернетки"), journaled()
        way = ImapTransport(lambda: ImapAccount.opened(config), log, "127.0.0.1")
        way.hand_over(iter([letter()]), log)
        way.close()
        assert log.receipts[0].file == "Чернетки/1"
        assert len(server.messages(user, "&BCcENQRABD0ENQRCBDoEOA-")) == 1


def test_where_a_server_shows_all_mail_at_once_a_draft_filed_away_is_found(imap_config, journaled, letter, user):
    with Dovecot(folders={"Drafts": "\\Drafts", "Архів": "\\All"}) as server:
        server.append(user, "&BBAEQARFBFYEMg-", letter(1).content)
        config = imap_config(port=server.imap)
        way = ImapTransport(lambda: ImapAccount.opened(config), journaled(), "127.0.0.1")
        answers = way.ask([letter(1), letter(2)])
        way.close()
    assert answers == {letter(1).key: Answer.TAKEN, letter(2).key: Answer.ABSENT}


def test_a_mailbox_without_drafts_stops_the_account_and_leaves_the_letter(transport, journaled, letter):
    log = journaled()
    with pytest.raises(AccountStopped) as stopped:
        transport(log, drafts="Nowhere").hand_over(iter([letter()]), log)
    assert stopped.value.key == "imap.no-drafts"
    assert (log.doubtful, log.receipts) == ([], [])


def test_a_wrong_password_stops_the_account_with_the_servers_words(transport, journaled, letter, monkeypatch):
    monkeypatch.setenv("WRONG_PASSWORD", "wrong")
    log = journaled()
    with pytest.raises(AccountStopped) as stopped:
        transport(log, password="env:WRONG_PASSWORD").hand_over(iter([letter()]), log)
    assert stopped.value.key == "imap.login"
    assert "AUTHENTICATIONFAILED" in str(stopped.value.facts["said"])


def test_a_server_that_is_away_is_a_lost_link_and_the_next_try_succeeds(dovecot, transport, journaled, letter, user):
    log = journaled()
    way = transport(log)
    way.hand_over(iter([letter(1)]), log)
    way._account._connection.socket().shutdown(2)
    with pytest.raises(LinkLost):
        way.hand_over(iter([letter(2)]), log)
    assert log.doubtful == [letter(1).key]
    way.hand_over(iter([letter(2)]), log)
    assert len(dovecot.messages(user, "Drafts")) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wherever_the_link_breaks_the_journal_and_the_mailbox_tell_the_same(
    dovecot, imap_config, journaled, letter, data
):
    """Not in doubt and not settled: not in the mailbox. In doubt: asking tells the truth."""
    username = f"cut{next(_users)}@example.test"
    link = dict(data.draw(st.sampled_from(_CUTS)))
    log = journaled()
    with CuttingLink(dovecot.imap, **link) as proxy:
        config = imap_config(port=proxy.port, username=username)
        way = ImapTransport(lambda: ImapAccount.opened(config), log, "127.0.0.1")
        broken = False
        try:
            way.hand_over(iter([letter(1), letter(2)]), log)
        except LinkLost:
            broken = True
        way.close()
    direct = imap_config(port=dovecot.imap, username=username)
    asking = ImapTransport(lambda: ImapAccount.opened(direct), log, "127.0.0.1")
    settled = {receipt.key for receipt in log.receipts}
    lying = [one.content for one in dovecot.messages(username, "Drafts")]
    answers = asking.ask([letter(1), letter(2)])
    asking.close()
    assert len(lying) == len(set(lying))
    for one in (letter(1), letter(2)):
        assert (one.content in lying) == (answers[one.key] is Answer.TAKEN)
        if one.key in settled:
            assert one.content in lying
        elif one.key not in log.doubtful:
            assert one.content not in lying
    assert broken or len(settled) == 2


_users = itertools.count()
_CUTS = [{"after": number} for number in range(0, 760, 3)] + [{"answers": number} for number in range(0, 1500, 7)]
