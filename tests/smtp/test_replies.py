"""What a server's refusal means, row by row."""

from __future__ import annotations

import pytest

from clientsheet.mail.letter import State
from clientsheet.mail.replies import Step, judged
from clientsheet.text import LANGUAGES, say

CONNECTION, ACCOUNT = "connection", "account"
LATER, REFUSED, POLICY = "later", "refused", "policy"

ROWS = [
    (Step.DOOR, "421 4.3.2 Service not available", CONNECTION),
    (Step.DOOR, "450 4.7.1 try later", CONNECTION),
    (Step.DOOR, "554 5.7.1 Your address is blocked", ACCOUNT),
    (Step.MAIL, "421 4.7.0 too many messages in this session", CONNECTION),
    (Step.MAIL, "451 4.3.0 Temporary lookup failure", CONNECTION),
    (Step.RCPT, "451 4.3.0 Temporary lookup failure", CONNECTION),
    (Step.RCPT, "421 4.4.2 timeout", CONNECTION),
    (Step.LOGIN, "454 4.7.0 Temporary authentication failure", CONNECTION),
    (Step.LOGIN, "432 4.3.2 Concurrent connections limit exceeded", ACCOUNT),
    (Step.MAIL, "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", ACCOUNT),
    (Step.RCPT, "450 4.2.0 Greylisted", LATER),
    (Step.RCPT, "451 greylisted, come again", LATER),
    (Step.RCPT, "452 4.2.2 The mailbox is full", LATER),
    (Step.RCPT, "552 5.2.2 Over quota", LATER),
    (Step.DOT, "552 5.2.2 Mailbox full", LATER),
    (Step.DATA, "452 4.4.5 Insufficient disk space", LATER),
    (Step.RCPT, "452 4.5.3 Too many recipients", LATER),
    (Step.RCPT, "550 5.1.1 User unknown", REFUSED),
    (Step.RCPT, "553 5.1.2 Bad destination system", REFUSED),
    (Step.RCPT, "553 5.1.3 Bad syntax", REFUSED),
    (Step.RCPT, "550 5.1.10 RecipientNotFound", REFUSED),
    (Step.RCPT, "550 5.2.1 The account is disabled", REFUSED),
    (Step.RCPT, "550 no such user here", REFUSED),
    (Step.MAIL, "552 5.3.4 Message size exceeds fixed limit", REFUSED),
    (Step.DOT, "554 5.3.4 Message too big for system", REFUSED),
    (Step.DOT, "552 Error: Too much mail data", REFUSED),
    (Step.DOT, "550 5.4.5 Daily user sending limit exceeded", ACCOUNT),
    (Step.RCPT, "550 5.4.5 Daily user sending limit exceeded", ACCOUNT),
    (Step.DOT, "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException", ACCOUNT),
    (Step.MAIL, "450 4.2.1 The user is sending mail too quickly", ACCOUNT),
    (Step.DOT, "554 You have exceeded 100 messages per hour", ACCOUNT),
    (Step.LOGIN, "535 5.7.8 Username and Password not accepted", ACCOUNT),
    (Step.LOGIN, "534 5.7.9 Application-specific password required", ACCOUNT),
    (Step.MAIL, "530 5.7.0 Authentication Required", ACCOUNT),
    (Step.LOGIN, "550 5.7.30 Basic authentication is not supported", ACCOUNT),
    (Step.MAIL, "550 5.7.30 Basic authentication is not supported", ACCOUNT),
    (Step.LOGIN, "535 5.7.139 Authentication unsuccessful, basic authentication is disabled", ACCOUNT),
    (Step.MAIL, "553 5.7.1 Sender address rejected: not owned by user", ACCOUNT),
    (Step.DOT, "550 5.7.26 Unauthenticated email is not accepted", POLICY),
    (Step.DOT, "550 5.7.515 Access denied, sending domain does not meet the requirements", POLICY),
    (Step.RCPT, "550 5.7.1 Relaying denied", POLICY),
    (Step.DOT, "554 5.7.1 Message identified as SPAM", POLICY),
    (Step.DOT, "451 4.7.1 Try again later", LATER),
    (Step.DOT, "451 4.3.0 Error: queue file write error", LATER),
    (Step.RCPT, "599 5.9.9 never heard of", REFUSED),
    (Step.RCPT, "499 4.9.9 never heard of", LATER),
]


@pytest.mark.parametrize(("step", "reply", "meaning"), ROWS)
def test_a_refusal_hits_what_it_is_about_and_nothing_else(step: Step, reply: str, meaning: str) -> None:
    code, _, text = reply.partition(" ")
    verdict = judged(step, int(code), text)
    if verdict.sentence:
        found = ACCOUNT
    elif verdict.state is None:
        found = CONNECTION
    elif verdict.policy:
        found = POLICY
    else:
        found = {State.RETRY: LATER, State.REJECTED: REFUSED}[verdict.state]
    assert found == meaning


@pytest.mark.parametrize(("step", "reply", "meaning"), [row for row in ROWS if row[2] == ACCOUNT])
def test_an_account_that_is_closed_to_us_is_told_in_three_languages(step: Step, reply: str, meaning: str) -> None:
    code, _, text = reply.partition(" ")
    verdict = judged(step, int(code), text)
    for language in LANGUAGES:
        assert reply in say(language, verdict.sentence, words=reply, host="smtp.example.test")


def test_a_quota_frees_up_by_itself_and_a_wrong_password_does_not() -> None:
    assert judged(Step.DOT, 550, "5.4.5 Daily limit").rest is not None
    assert judged(Step.LOGIN, 535, "5.7.8 no").rest is None
