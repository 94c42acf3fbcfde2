"""Gmail: drafts and letters by its API, and finding again what is in doubt, whatever Gmail makes of the headers."""

from __future__ import annotations

import json

import pytest

from clientsheet.errors import ConfigError
from clientsheet.mail.base import AccountStopped, Answer, LinkLost
from clientsheet.mail.google_token import session
from clientsheet.mail.letter import State
from tests.emulator.replaying import NEEDS_SHARED
from tests.servers.web import Fault
from tests.transports.worlds import GmailDrafts, GmailSending

drafts = pytest.mark.parametrize("world", [GmailDrafts], indirect=True)
sending = pytest.mark.parametrize("world", [GmailSending], indirect=True)
both = pytest.mark.parametrize("world", [GmailDrafts, GmailSending], indirect=True)


def in_doubt(world, way, log, letters, fault=Fault.SWALLOWED):
    """A transport that has just lost the line over the first letter."""
    world.script(fault)
    transport = way()
    with pytest.raises(LinkLost):
        transport.hand_over(iter(letters[:1]), log)
    return transport


@both
def test_the_message_arrives_byte_by_byte(world, way, log, letters):
    way().hand_over(iter(letters), log)
    assert [kept.raw for kept in world.mailbox.messages.values()] == [letter.content for letter in letters]
    label = "DRAFT" if world.draft else "SENT"
    assert len(world.mailbox.labelled(label)) == 3
    assert [receipt.file for receipt in log.receipts] == list(world.mailbox.drafts or world.mailbox.messages)


@both
def test_a_large_message_goes_by_the_way_for_uploads(world, way, log, letters, monkeypatch):
    monkeypatch.setattr("clientsheet.mail.transports.gmail._AS_JSON", 100)
    way().hand_over(iter(letters), log)
    assert [kept.raw for kept in world.mailbox.messages.values()] == [letter.content for letter in letters]
    assert {one.request.path.split("/")[1] for one in world.google.log} == {"token", "upload"}


@both
@pytest.mark.parametrize("what", ["rewrites", "strips"])
def test_a_letter_is_found_again_by_its_message_id_or_by_its_key(world, way, log, letters, what):
    setattr(world.mailbox, what, True)
    transport = in_doubt(world, way, log, letters)
    assert transport.ask(letters) == {
        letters[0].key: Answer.TAKEN,
        letters[1].key: Answer.ABSENT,
        letters[2].key: Answer.ABSENT,
    }


@sending
def test_a_letter_that_bears_neither_yet_looks_like_it_stays_in_doubt(world, way, log, letters):
    world.mailbox.rewrites = world.mailbox.strips = True
    assert letters[0].key not in in_doubt(world, way, log, letters).ask(letters[:1])


@drafts
def test_a_draft_that_its_owner_has_sent_or_thrown_away_is_found_and_does_not_come_back(world, way, log, letters):
    for labels in (["SENT"], ["TRASH"]):
        world.mailbox.messages.clear()
        world.mailbox.drafts.clear()
        transport = in_doubt(world, way, log, letters)
        (kept,) = world.mailbox.messages.values()
        kept.labels[:] = labels
        world.mailbox.drafts.clear()
        assert transport.ask(letters[:1]) == {letters[0].key: Answer.TAKEN}


@drafts
def test_with_leave_to_write_only_a_draft_is_found_and_nothing_is_ever_said_to_be_absent(world, way, log, letters):
    world.mailbox.may_read = False
    assert in_doubt(world, way, log, letters).ask(letters) == {letters[0].key: Answer.TAKEN}


@sending
def test_a_token_that_runs_out_is_renewed_and_the_letter_goes_once(world, way, log, letters):
    transport = way()
    transport.hand_over(iter(letters[:1]), log)
    world.google.door.expire()
    transport.hand_over(iter(letters[1:]), log)
    assert set(world.copies().values()) == {1}
    assert log.doubtful == [letter.key for letter in letters]


@sending
def test_a_permission_withdrawn_before_the_first_letter_leaves_them_untouched(world, way, log, letters):
    world.google.door.revoked = True
    with pytest.raises(AccountStopped) as stop:
        way().hand_over(iter(letters), log)
    assert stop.value.key == "delivery.gmail.login"
    assert (log.doubtful, log.receipts) == ([], [])


@sending
def test_a_permission_withdrawn_between_two_letters_leaves_the_second_open_and_not_in_doubt(world, way, log, letters):
    transport = way()
    transport.hand_over(iter(letters[:1]), log)
    world.google.door.expire()
    world.google.door.revoked = True
    with pytest.raises(AccountStopped):
        transport.hand_over(iter(letters[1:]), log)
    assert log.open_doubts == []
    assert [receipt.state for receipt in log.receipts] == [State.ACCEPTED, State.PLANNED]


@pytest.mark.parametrize(
    "content", [None, "", "[]", "{}", '{"client_id": "a", "client_secret": "b"}', "unencrypted"], ids=str
)
def test_a_permission_file_that_will_not_do_is_said_to_be_so(tmp_path, content):
    path = tmp_path / "gmail-token.json"
    if content == "unencrypted":
        told = {"client_id": "a", "client_secret": "b", "refresh_token": "c", "token_uri": "http://example.com/token"}
        content = json.dumps(told)
    if content is not None:
        path.write_text(content)
        path.chmod(0o600)
    with pytest.raises(ConfigError) as wrong:
        session(path)
    assert wrong.value.key == "delivery.gmail.token"


def test_a_permission_file_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "gmail-token.json"
    path.write_text("{}")
    path.chmod(0o644)
    with pytest.raises(ConfigError) as wrong:
        session(path)
    assert wrong.value.key == "config.secret-open"


@pytest.mark.shared
@NEEDS_SHARED
@both
def test_every_request_and_answer_is_as_googles_own_document_says(world, way, log, letters, monkeypatch):
    transport = in_doubt(world, way, log, letters)
    transport.hand_over(iter(letters[1:]), log)
    transport.ask(letters)
    monkeypatch.setattr("clientsheet.mail.transports.gmail._AS_JSON", 100)
    transport.hand_over(iter([world.letter(4)]), log)
    assert len({one.request.path for one in world.google.log}) >= 5
    assert "gmail" in world.google.schemas
    assert (world.google.nonsense, world.google.mistakes()) == ([], [])
