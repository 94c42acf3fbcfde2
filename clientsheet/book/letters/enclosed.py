"""What a letter carries along: files of the shop's folder, and the visit it speaks of as ``visit.ics``.

A file's name may come out of a cell, so it must lie inside the folder, and be of a kind that people send each other:
neither the workbook nor a config, a key or a password can leave this way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from clientsheet.book.letters.chosen import Chosen
from clientsheet.config import Config
from clientsheet.exchange.targets.given import Event
from clientsheet.exchange.targets.ics import invitation
from clientsheet.mail.message import Attachment, checked, mailbox, token
from clientsheet.text import say, show

AT_MOST: Final = 5 * 1024 * 1024
"""Bytes of all the files of a letter; many mailboxes take no more than ten megabytes, and base64 adds a third."""

VISIT: Final = "visit.ics"
_CALENDAR: Final = "text/calendar; charset=utf-8; method=PUBLISH"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS: Final = {
    ".pdf": "application/pdf",
    ".docx": _WORD,
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".ics": "text/calendar; charset=utf-8",
}
_VISIT_MINUTES: Final = 60


class MissingFile(Exception):
    """A file that a letter was to carry cannot go along; the text says why."""


class Files:
    """Reads each file once in a run. ``identity``: the workbook's; ``said``: the moment the letters bear."""

    def __init__(self, config: Config, identity: str, said: dt.datetime) -> None:
        self._config, self._identity, self._said = config, identity, said
        self._read: dict[str, Attachment] = {}

    def attached(
        self, names: Sequence[str], chosen: Chosen, minutes: int | None, language: str
    ) -> tuple[Attachment, ...]:
        """``minutes``: how long the visit takes. MissingFile."""
        found = tuple(
            self.visit(chosen, minutes or _VISIT_MINUTES, language) if name == VISIT else self.file(name)
            for name in names
        )
        if sum(len(attachment.content) for attachment in found) > AT_MOST:
            raise self._missing("large", ", ".join(names))
        return found

    def file(self, name: str) -> Attachment:
        if name not in self._read:
            path = self._path(name)
            if path.stat().st_size > AT_MOST:
                raise self._missing("large", name)
            self._read[name] = Attachment(path.name, _KINDS[path.suffix.lower()], path.read_bytes())
        return self._read[name]

    def visit(self, chosen: Chosen, minutes: int, language: str) -> Attachment:
        """The day and hour that the occasion speaks of."""
        day, time = chosen.facts.get("date") or chosen.day, chosen.facts.get("time")
        business = self._config.business
        service, whose = chosen.facts.get("service"), chosen.key.partition("/")[2]
        title = show(service, language) or say(language, "letter.visit")
        event = Event(
            uid=f"{token(self._identity, f'visit/{whose}')}@clientsheet",
            start=dt.datetime.combine(day, time, ZoneInfo(self._config.timezone)) if time else day,
            minutes=minutes,
            title=" · ".join(filter(None, (title, business.name))),
            place=", ".join(filter(None, (business.name, business.address))),
            organizer=business.name,
            email=checked(mailbox(business.email, "").address) if business.email else "",
        )
        return Attachment(VISIT, _CALENDAR, invitation(event, self._said))

    def _path(self, name: str) -> Path:
        folder = self._config.folder.resolve()
        try:
            path = (folder / name).resolve()
            inside = path.is_relative_to(folder) and path.is_file()
        except (OSError, ValueError):  # a name that no disk has: with a NUL in it, or too long
            inside = False
        if not inside or any(part.startswith(".") for part in path.relative_to(folder).parts):
            raise self._missing("none", name)
        if path.suffix.lower() not in _KINDS:
            raise self._missing("kind", name)
        return path

    def _missing(self, why: str, name: str) -> MissingFile:
        megabytes = AT_MOST // 1024 // 1024
        return MissingFile(say(self._config.language, f"letter.file.{why}", file=name, megabytes=megabytes))
