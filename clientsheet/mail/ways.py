"""Which way a letter goes: the mailing's mode and channel meet the config. The one place where that is decided."""

from __future__ import annotations

from typing import Final, NamedTuple

from clientsheet.config.models import Mail

SENDING: Final = frozenset({"smtp", "gmail"})
"""Transports of mail that send; the others leave drafts."""


class Way(NamedTuple):
    """``name``: the transport. ``draft``: it is left there for a person to send."""

    name: str
    draft: bool


BY_HAND: Final = Way("folder", True)
"""A line on the page of the day, for a person to pass on."""


def way(mail: Mail, channel: str, mode: str) -> Way:
    """``channel``: email, phone, sms, whatsapp, telegram, viber; ``mode``: draft, send.

    What cannot be sent where it was to be sent becomes a draft; a messenger without a provider a line on the page of
    the day, for a person to pass on.
    """
    if channel == "email":
        if mode == "send" and mail.transport in SENDING:
            return Way(mail.transport, False)
        return Way(_drafts(mail), True)
    if mode == "send" and (provider := _provider(mail, channel)):
        return Way(provider, False)
    return BY_HAND


def _drafts(mail: Mail) -> str:
    if mail.transport == "smtp":
        return "imap" if mail.imap.host else "folder"
    return mail.transport


def _provider(mail: Mail, channel: str) -> str:
    channels = mail.channels
    if channel in ("sms", "viber") and channels.sms.token:
        return "turbosms"
    if channel == "telegram" and channels.telegram.token:
        return "telegram"
    return "http" if channels.http.url and channel != "phone" else ""
