"""The shelf of the ways out. Each is a module of its own, imported when a letter is to go that way."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.base import Transport
    from clientsheet.mail.journal import Journal

NAMES: Final = ("folder", "imap", "smtp", "gmail", "turbosms", "telegram", "http")


def opened(name: str, config: Config, journal: Journal, language: str) -> Transport:
    """The way out of that name as config.yaml describes it; connects when the first letter is handed over.

    ``language``: of what it leaves for people. KeyError: no such way. WrongUse: a setting it needs is missing.
    """
    if name not in NAMES:
        raise KeyError(name)
    transport: Transport = import_module(f"{__name__}.{name}").opened(config, journal, language)
    return transport
