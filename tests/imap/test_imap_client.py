"""A mail account over IMAP: what is found and read there, and that nothing changes by reading it."""

from __future__ import annotations

import pytest
from cutting import CuttingLink

from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.imap_client import ImapAccount, message_id
from tests.servers.needs import free_port

MAIL = b"Message-ID: <%d@example.test>\r\nSubject: letter %d\r\n\r\n%s\r\n"


@pytest.fixture
def account(dovecot, imap_config):
    with ImapAccount.opened(imap_config(port=dovecot.imap)) as opened:
        yield opened


def _mail(number: int, body: bytes = b"hello") -> bytes:
    return MAIL % (number, number, body)


def test_the_folders_are_found_by_their_use(account):
    assert (account.folders.drafts, account.folders.sent, account.folders.trash) == ("Drafts", "Sent", "Trash")


def test_a_place_tells_how_far_a_folder_has_got(dovecot, account, user):
    before = account.place("INBOX")
    dovecot.deliver(user, _mail(1))
    after = account.place("INBOX")
    assert (before.uidnext, before.messages) == (1, 0)
    assert (after.uidvalidity, after.uidnext, after.messages) == (before.uidvalidity, 2, 1)
    assert account.place("Nowhere") is None


def test_reading_leaves_a_message_unread_and_where_it_was(dovecot, account, user):
    dovecot.deliver(user, _mail(1))
    assert [one.content.endswith(b"hello\r\n") for one in account.newer("INBOX", 1)] == [True]
    assert account.content("INBOX", 1).endswith(b"hello\r\n")
    assert account.find("INBOX", ["<1@example.test>"]) == {"<1@example.test>": [1]}
    assert [one.flags & {"\\Seen", "\\Deleted"} for one in dovecot.messages(user)] == [frozenset()]


def test_only_what_came_since_is_read_and_what_comes_meanwhile_is_seen(dovecot, account, user):
    for number in range(1, 4):
        dovecot.append(user, "INBOX", _mail(number))
    assert [one.uid for one in account.newer("INBOX", 2)] == [2, 3]
    assert list(account.newer("INBOX", 4)) == []
    dovecot.append(user, "INBOX", _mail(4))
    assert [one.uid for one in account.newer("INBOX", 4)] == [4]
    assert [one.uid for one in account.newer("INBOX", 2, until=4)] == [2, 3]
    assert list(account.newer("INBOX", 3, until=3)) == []


def test_a_mailbox_too_large_for_one_answer_is_read_whole(dovecot, account, user, monkeypatch):
    monkeypatch.setattr("clientsheet.mail.imap_client._LISTED", 2)
    for number in range(1, 6):
        dovecot.append(user, "INBOX", _mail(number))
    assert [one.uid for one in account.newer("INBOX", 1)] == [1, 2, 3, 4, 5]
    assert [one.uid for one in account.newer("INBOX", 4)] == [4, 5]


def test_a_header_or_a_beginning_may_be_enough(dovecot, account, user):
    dovecot.append(user, "INBOX", _mail(1, b"x" * 5000))
    (head,) = account.newer("INBOX", 1, headers=("SUBJECT",))
    (start,) = account.newer("INBOX", 1, most=30)
    assert head.content.strip() == b"Subject: letter 1"
    assert start.content == _mail(1)[:30]
    assert start.date


def test_a_message_id_is_found_whole_and_not_as_a_part_of_another(dovecot, account, user):
    for number in (11, 111, 1111):
        dovecot.append(user, "Sent", _mail(number))
    assert account.find("Sent", ["<11@example.test>"]) == {"<11@example.test>": [1]}


def test_a_message_id_that_would_end_its_quotation_is_not_asked_for(dovecot, account, user):
    dovecot.append(user, "Sent", _mail(1))
    hostile = ['<x"@example.test> ALL', '<"@a>', "<a b@c>", "<я@example.test>", "no brackets"]
    assert account.find("Sent", [*hostile, "<1@example.test>"]) == {"<1@example.test>": [1]}
    assert account.find("Sent", hostile) == {}


def test_the_same_message_twice_is_found_twice(dovecot, account, user):
    for _ in range(2):
        dovecot.append(user, "Sent", _mail(1))
    assert account.find("Sent", ["<1@example.test>", "<2@example.test>"]) == {"<1@example.test>": [1, 2]}


def test_a_folder_that_is_not_there_holds_nothing(account):
    assert account.find("Nowhere", ["<1@example.test>"]) == {}
    assert list(account.newer("Nowhere", 1)) == []
    assert account.content("Nowhere", 1) == b""


def test_a_folder_with_a_cyrillic_name_is_a_folder_like_any(dovecot, account, user):
    connection = dovecot.login(user)
    connection.create('"&BBAEQARFBFYEMg-"')
    connection.logout()
    assert account.append("Архів", _mail(1)).ok
    assert account.find("Архів", ["<1@example.test>"]) == {"<1@example.test>": [1]}


def test_a_server_without_non_synchronising_literals_gets_the_message_when_it_asks(dovecot, account, user):
    account._connection.capabilities = ()
    refused = account.append("Nowhere", _mail(1))
    taken = account.append("Drafts", _mail(2), ("\\Draft",))
    assert (refused.ok, taken.ok, taken.uid) == (False, True, 1)
    assert [one.content for one in dovecot.messages(user, "Drafts")] == [_mail(2)]


def test_after_a_step_that_died_the_link_says_nothing_more(dovecot, account, user):
    """A further line would be taken for the last byte of the message."""

    def dies() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        account.append("Drafts", _mail(1), (), dies)
    with pytest.raises(LinkLost):
        account.place("Drafts")
    account.close()
    assert dovecot.messages(user, "Drafts") == []


def test_a_server_that_hangs_up_is_a_lost_link(dovecot, imap_config):
    with CuttingLink(dovecot.imap) as link:
        account = ImapAccount.opened(imap_config(port=link.port))
    with pytest.raises(LinkLost):
        account.place("INBOX")
    account.close()


def test_a_server_that_is_away_is_a_lost_link(imap_config):
    with pytest.raises(LinkLost):
        ImapAccount.opened(imap_config(port=free_port()))


def test_no_host_is_said_plainly(imap_config):
    with pytest.raises(AccountStopped) as stopped:
        ImapAccount.opened(imap_config(host="", security="tls"))
    assert stopped.value.key == "imap.no-host"


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        (b"Message-ID: <a@b>\r\n", "<a@b>"),
        (b"Subject: x\r\nMESSAGE-Id:\r\n <a@b>\r\n", "<a@b>"),
        (b"X-Message-ID: <a@b>\r\n", ""),
        (b"", ""),
    ],
)
def test_a_message_id_is_read_from_a_header_folded_or_not(header, mark):
    assert message_id(header) == mark
