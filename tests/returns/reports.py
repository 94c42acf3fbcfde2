"""Reports of mail servers about letters of ours, as they come."""

from __future__ import annotations

MARK = "abcdefghijklmnopqrstuvwxyz"
"""As ``message.token`` makes them."""

OURS = f"<cs1.{MARK}@example.com>"


def letter(mark: str = MARK, to: str = "olena@example.com") -> str:
    return (
        f"From: salon@example.com\nTo: {to}\nSubject: =?utf-8?b?0JLRltGC0LDRlNC80L4=?=\n"
        f"Message-ID: <cs1.{mark}@example.com>\nX-Clientsheet-Key: {mark}\n"
    )


def standard(
    to: str = "olena@example.com",
    status: str = "5.1.1",
    said: str = "smtp; 550 5.1.1 User unknown",
    *,
    action: str = "failed",
    mark: str = MARK,
    envelope: str = "",
    returned: str = "text/rfc822-headers",
    number: int = 1,
) -> bytes:
    """RFC 3464. ``returned``: the type of the part that holds the letter; '' leaves it out. ``number`` tells several
    reports apart."""
    original = f"--b\nContent-Type: {returned}\n\n{letter(mark, to)}\n" if returned else ""
    envelope = f"Original-Envelope-Id: {envelope}\n" if envelope else ""
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com (Mail Delivery System)\nTo: salon@example.com\n"
        "Subject: Undelivered Mail Returned to Sender\nDate: Mon, 06 Apr 2026 10:00:00 +0300\n"
        f"Message-ID: <report{number}@mx.example.com>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI'm sorry.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n{envelope}\n"
        f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {said}\n\n"
        f"{original}--b--\n"
    ).encode()


def homemade(to: str = "olena@example.com", mark: str = MARK) -> bytes:
    """As qmail tells it: no standard part, the letter pasted below."""
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: salon@example.com\nSubject: failure notice\n"
        "Message-ID: <homemade@mx.example.com>\nDate: Mon, 06 Apr 2026 10:00:00 +0300\n\n"
        "Hi. This is the qmail-send program at mx.example.com.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{to}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\nReturn-Path: <salon@example.com>\n"
        f"{letter(mark, to)}\nHello\n"
    ).encode()


def complaint(mark: str = MARK, kind: str = "abuse") -> bytes:
    """RFC 5965."""
    return (
        "From: <feedback@provider.example>\nTo: salon@example.com\nSubject: FW: hello\n"
        "Message-ID: <complaint@provider.example>\nDate: Mon, 06 Apr 2026 10:00:00 +0300\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is an email abuse report.\n"
        f"--b\nContent-Type: message/feedback-report\n\nFeedback-Type: {kind}\nUser-Agent: X/1\nVersion: 1\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{letter(mark)}\nHello\n--b--\n"
    ).encode()


def answer(body: str, subject: str = "Re: Вітаємо", to: str = OURS, **fields: str) -> bytes:
    """A client's. ``fields``: more header fields."""
    more = "".join(f"{field.replace('_', '-').title()}: {value}\n" for field, value in fields.items())
    reply = f"In-Reply-To: {to}\nReferences: <x@y> {to}\n" if to else ""
    return (
        f"From: Olena <olena@example.com>\nTo: salon@example.com\nSubject: {subject}\n{reply}{more}"
        "Message-ID: <answer@client.example>\nDate: Mon, 06 Apr 2026 10:00:00 +0300\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    ).encode()
