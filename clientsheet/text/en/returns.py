"""Words for returns (en): what comes back: bounces, unsubscribe mails, replies."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "returned.hard": "no such address any more: {said}",
    "returned.soft": "not delivered, though the address may be good: {said}",
    "returned.unsubscribe": "asks not to be written to; the address is now on the “{tab}” tab",
    "returned.complaint": "the letter was marked as spam; the address is now on the “{tab}” tab",
    "returned.stop": "seems to ask not to be written to: “{said}”. If so, put the address on the “{tab}” tab",
    "returned.sent": "the draft was sent",
    "returned.source.hard": "the letter came back: no such address",
    "returned.source.refused": "the mail server refused the address",
    "returned.source.complaint": "the letter was marked as spam",
    "returned.source.unsubscribe": "a letter asking not to be written to",
    "collect.link": "Could not read the mailbox on {host}: {said}",
    "collect.link.hint": "Check the internet connection and try again: nothing is counted twice.",
    "collect.account.hint": "Once you have corrected that, run clientsheet mail collect again.",
    "collect.nothing": "Nothing new has come back.",
    "collect.hard": "{n} {n:letter|letters} came back: no such address",
    "collect.soft": "{n} {n:letter was|letters were} not delivered, though the address may be good",
    "collect.refused": "{n} {n:address was|addresses were} refused by the mail server",
    "collect.complaint": "{n} spam {n:complaint|complaints}",
    "collect.unsubscribe": "{n} {n:client|clients} unsubscribed",
    "collect.stop": "{n} {n:client seems|clients seem} to ask not to be written to: for you to decide",
    "collect.reply": "{n} {n:reply|replies}",
    "collect.auto_reply": "{n} automatic {n:reply|replies}",
    "collect.sent": "{n} {n:draft was|drafts were} sent",
    "collect.chat": "{n} {n:client|clients} began a talk with the bot",
    "collect.unread": "{n} {n:mail|mails} in the mailbox could not be read and {n:was|were} passed over.",
    "collect.unread.hint": "Look into your inbox yourself for returned letters and people who ask not to be written to.",
}
