"""Drafts and messages behave as Gmail's own pages say (facts §7)."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.replaying import NEEDS_SHARED

ME = "/gmail/v1/users/me"


def _raw(number: int) -> str:
    letter = f"To: client{number}@example.test\r\nSubject: {number}\r\n\r\nHello"
    return base64.urlsafe_b64encode(letter.encode()).decode()


def _draft(call: Caller, number: int = 1) -> Any:
    return call.ask("POST", f"{ME}/drafts", json={"message": {"raw": _raw(number)}})


def test_a_draft_is_replaced_sent_and_gone(google: Emulator, call: Caller) -> None:
    draft = _draft(call)
    changed = call.ask("PUT", f"{ME}/drafts/{draft['id']}", json={"message": {"raw": _raw(2)}})
    assert changed["id"] == draft["id"]
    assert changed["message"]["id"] != draft["message"]["id"]
    sent = call.ask("POST", f"{ME}/drafts/send", json={"id": draft["id"]})
    assert sent["labelIds"] == ["SENT"]
    assert call.send("GET", f"{ME}/drafts/{draft['id']}", params={"format": "minimal"}).status_code == 404
    assert [str(kept.parsed["Subject"]) for kept in google.mailbox.labelled("SENT")] == ["2"]


def test_a_draft_thrown_away_is_nowhere(google: Emulator, call: Caller) -> None:
    draft = _draft(call)
    assert call.send("DELETE", f"{ME}/drafts/{draft['id']}").status_code == 204
    assert call.ask("GET", f"{ME}/drafts") == {"resultSizeEstimate": 0}
    assert google.mailbox.messages == {}


def test_a_long_list_comes_page_by_page(google: Emulator, call: Caller) -> None:
    made = [_draft(call, number)["id"] for number in range(5)]
    found, page = [], ""
    while True:
        told = call.ask("GET", f"{ME}/drafts", params={"maxResults": 2, **({"pageToken": page} if page else {})})
        found += [one["id"] for one in told["drafts"]]
        page = told.get("nextPageToken", "")
        if not page:
            break
    assert found == made
    assert len(google.log) == 5 + 3


def test_a_message_shows_its_headers_or_itself(google: Emulator, call: Caller) -> None:
    id_ = call.ask("POST", f"{ME}/messages/send", json={"raw": _raw(7)})["id"]
    asked = {"format": "metadata", "metadataHeaders": "Subject"}
    told = call.ask("GET", f"{ME}/messages/{id_}", params=asked)
    assert told["payload"]["headers"] == [{"name": "Subject", "value": "7"}]
    assert call.ask("GET", f"{ME}/messages/{id_}", params={"format": "raw"})["raw"] == _raw(7)
    assert call.ask("GET", f"{ME}/profile")["messagesTotal"] == 1


def test_what_a_permission_does_not_cover_is_refused_with_a_reason(google: Emulator, call: Caller) -> None:
    google.mailbox.may_read = False
    answer = call.send("GET", f"{ME}/messages")
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "insufficientPermissions"
    assert call.send("GET", f"{ME}/drafts").status_code == 200


@pytest.mark.shared
@NEEDS_SHARED
@pytest.mark.parametrize(
    ("body", "words"), [({"rawe": "x"}, 'Unknown name "rawe"'), ({"raw": 7}, "Invalid value at 'raw'")]
)
def test_what_gmails_document_does_not_know_is_refused(
    google: Emulator, call: Caller, body: dict[str, Any], words: str
) -> None:
    assert call.send("POST", f"{ME}/messages/send", json=body).status_code == 400
    assert words in google.nonsense.pop()


def test_leaving_an_emulator_that_was_asked_nonsense_is_an_error() -> None:
    google = Emulator()
    google.__enter__()
    _draft(Caller(google))
    Caller(google).send("GET", f"{ME}/drafts", params={"q": "is:unread"})
    with pytest.raises(AssertionError, match="searching mail"):
        google.__exit__(None)
