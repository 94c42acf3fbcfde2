"""What each provider's answers mean, one row a case: (answer) -> the letter's state, and what stops the account."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from clientsheet.mail.letter import State
from clientsheet.mail.transports import gmail, http, telegram, turbosms
from clientsheet.mail.web import Reply
from clientsheet.text import LANGUAGES, catalogue

NOW = dt.datetime(2026, 4, 5, 12, 0, tzinfo=dt.UTC)
UNCLEAR = None


def reply(status=200, said=None, text="", **headers):
    return Reply(status, said or {}, text or json.dumps(said or {}), headers)


def sms(code, result=None):
    results = None if result is None else [{"response_code": result, "response_status": "X", "message_id": "m1"}]
    return reply(said={"response_code": code, "response_status": "WORDS", "response_result": results})


TURBOSMS = [
    (sms(0, 0), State.ACCEPTED, ""),
    (sms(800, 0), State.ACCEPTED, ""),
    (sms(801), State.ACCEPTED, ""),
    (sms(802, 404), State.REJECTED, ""),
    (sms(0, 406), State.REJECTED, ""),
    (sms(803, 0), State.ACCEPTED, ""),
    (sms(507, 0), State.ACCEPTED, ""),
    (sms(507, 305), State.REJECTED, ""),
    (sms(507), UNCLEAR, ""),
    (sms(427), State.ACCEPTED, ""),
    (sms(305), State.REJECTED, ""),
    (sms(413), State.REJECTED, ""),
    (sms(103), State.PLANNED, "delivery.turbosms.login"),
    (sms(105), State.PLANNED, "delivery.turbosms.login"),
    (sms(301), State.PLANNED, "delivery.turbosms.login"),
    (sms(203), State.PLANNED, "delivery.turbosms.balance"),
    (sms(400), State.PLANNED, "delivery.turbosms.sender"),
    (sms(401), State.PLANNED, "delivery.turbosms.sender"),
    (sms(503), State.RETRY, ""),
    (sms(500), UNCLEAR, ""),
    (sms(999), UNCLEAR, ""),
    (sms("800"), UNCLEAR, ""),
    (reply(502, text="<html>Bad Gateway</html>"), UNCLEAR, ""),
    (reply(200, text="<html>Captive portal</html>"), UNCLEAR, ""),
    (reply(429), State.PLANNED, "delivery.turbosms.busy"),
]

TELEGRAM = [
    (reply(said={"ok": True, "result": {"message_id": 7}}), State.ACCEPTED, ""),
    (reply(403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked"}), State.REJECTED, ""),
    (reply(400, {"ok": False, "error_code": 400, "description": "chat not found"}), State.REJECTED, ""),
    (reply(401, {"ok": False, "error_code": 401}), State.PLANNED, "delivery.telegram.login"),
    (reply(404, {"ok": False, "error_code": 404}), State.PLANNED, "delivery.telegram.login"),
    (reply(429, {"ok": False, "error_code": 429}), State.PLANNED, "delivery.telegram.busy"),
    (reply(500, {"ok": False, "error_code": 500}), UNCLEAR, ""),
    (reply(502, text="<html>"), UNCLEAR, ""),
    (reply(200, text="<html>"), UNCLEAR, ""),
]

HTTP = [
    (reply(200), State.ACCEPTED, ""),
    (reply(202, {"id": "m1"}), State.ACCEPTED, ""),
    (reply(301), State.PLANNED, "delivery.http.address"),
    (reply(401), State.PLANNED, "delivery.http.login"),
    (reply(402), State.PLANNED, "delivery.http.balance"),
    (reply(404), State.PLANNED, "delivery.http.address"),
    (reply(408), State.RETRY, ""),
    (reply(409), UNCLEAR, ""),
    (reply(422), State.REJECTED, ""),
    (reply(429), State.PLANNED, "delivery.http.busy"),
    (reply(500), UNCLEAR, ""),
]


def google(status, reason="", message="words"):
    errors = [{"reason": reason, "domain": "global", "message": message}] if reason else []
    return reply(status, {"error": {"code": status, "message": message, "errors": errors}}, message)


GMAIL = [
    (reply(200, {"id": "18c1"}), State.ACCEPTED, ""),
    (reply(200, text="<html>"), UNCLEAR, ""),
    (google(400, "invalidArgument"), State.REJECTED, ""),
    (google(413), State.REJECTED, ""),
    (google(401, "authError"), State.PLANNED, "delivery.gmail.login"),
    (google(403, "insufficientPermissions"), State.PLANNED, "delivery.gmail.permission"),
    (google(403, "accessNotConfigured"), State.PLANNED, "delivery.gmail.permission"),
    (google(403, "userRateLimitExceeded"), State.PLANNED, "delivery.gmail.busy"),
    (google(403, "dailyLimitExceeded"), State.PLANNED, "delivery.gmail.quota"),
    (google(429), State.PLANNED, "delivery.gmail.busy"),
    (google(429, "rateLimitExceeded", "Retry after 2026-04-05T13:00:00.000Z"), State.PLANNED, "delivery.gmail.quota"),
    (google(404, "notFound"), State.PLANNED, "delivery.gmail.permission"),
    (google(500, "backendError"), UNCLEAR, ""),
    (google(503), UNCLEAR, ""),
]


def cases(rows, meaning):
    return [pytest.param(meaning, *row, id=f"{row[0].status} {row[0].text[:60]}") for row in rows]


@pytest.mark.parametrize(
    ("meaning", "answer", "state", "sentence"),
    [
        *cases(TURBOSMS, turbosms.meaning),
        *cases(TELEGRAM, telegram.meaning),
        *cases(HTTP, http.meaning),
        *cases(GMAIL, lambda answer: gmail.meaning(answer, False, NOW)),
    ],
)
def test_an_answer_means(meaning, answer, state, sentence):
    verdict = meaning(answer)
    assert (verdict.state, verdict.sentence) == (state, sentence)
    assert all(not sentence or sentence in catalogue(language) for language in LANGUAGES)


def test_an_account_rests_as_long_as_the_provider_asks():
    assert gmail.meaning(GMAIL[10][0], False, NOW).rest == dt.timedelta(hours=1)
    too_many = {"ok": False, "error_code": 429, "parameters": {"retry_after": 35}}
    assert telegram.meaning(reply(429, too_many)).rest == dt.timedelta(seconds=35)
    assert http.meaning(reply(429, None, "", **{"retry-after": "90"})).rest == dt.timedelta(seconds=90)


def test_a_service_that_takes_a_key_once_is_asked_again_where_another_would_be_in_doubt():
    for status in (409, 500, 503):
        assert http.meaning(reply(status), idempotent=True).state == State.RETRY
        assert http.meaning(reply(status), idempotent=False).state is UNCLEAR


def test_the_words_kept_are_the_providers_own():
    assert turbosms.words(sms(802, 404)) == "404 X"
    assert turbosms.words(sms(203)) == "203 WORDS"
    blocked = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    assert telegram.words(reply(403, blocked)) == "403 Forbidden: bot was blocked by the user"
    assert gmail.words(google(400, "invalidArgument", "Invalid To header")) == "400 invalidArgument Invalid To header"
