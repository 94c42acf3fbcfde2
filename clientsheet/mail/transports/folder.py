"""Drafts in a folder: one .eml a letter, which a mail program opens as a letter to be sent, and one page of the day.

A letter's file carries its mark in the name, so one that lies anywhere in the folder, renamed at its head or moved
into a subfolder, is not made again; hence no letter is ever in doubt. What a person passes on by phone or messenger
stands on the page only.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clientsheet.files import told
from clientsheet.mail.base import Answer, Log
from clientsheet.mail.letter import Entry, Letter, Receipt, State
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_AT_ONCE: Final = 1000
"""Letters in memory together."""

_SYNCED_ONE_BY_ONE: Final = 16
"""More files than that are put on the disk together: thousands of single waits take minutes on a busy one."""

_MARK: Final = re.compile(r"<cs1\.([a-z2-7]+)@")
_MARKED: Final = re.compile(r"([a-z2-7]{26})(?:\D*\(\d+\))?\.eml$")


def opened(config: Config, journal: Journal, language: str) -> FolderTransport:
    """The folder of config.yaml."""
    return FolderTransport(config.resolve(config.mail.folder.path), language)


@dataclass(frozen=True)
class FolderTransport:
    """``language``: of the page, the shop's own."""

    folder: Path
    language: str
    name: str = "folder"

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        try:
            self._hand_over(letters, log)
        except OSError as wrong:
            raise told(wrong, self.folder) from wrong

    def _hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        lying: dict[str, str] | None = None
        while batch := list(islice(letters, _AT_ONCE)):
            if lying is None:
                self.folder.mkdir(parents=True, exist_ok=True)
                lying = self._lying()
            new, files = {}, []
            for letter in batch:
                mark = _mark(letter)
                files.append((lying.get(mark) or file_name(letter)) if letter.content else "")
                if letter.content and mark not in lying:
                    new[files[-1]] = letter.content
                    lying[mark] = files[-1]
            _put(self.folder, new)
            for letter, file in zip(batch, files, strict=True):
                log.settled(Receipt(letter.key, State.DRAFTED, file))

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        lying = self._lying()
        return {letter.key: Answer.TAKEN if _mark(letter) in lying else Answer.ABSENT for letter in letters}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        if not delivered:
            return None
        from clientsheet.mail.contact_sheet import page

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._page(day, {entry.letter.message_id for entry in delivered})
            _put(self.folder, {path.name: page(day, delivered, self.language).encode()})
        except OSError as wrong:
            raise told(wrong, self.folder) from wrong
        return path

    def close(self) -> None:
        """Nothing stays open."""

    def _lying(self) -> dict[str, str]:
        """Mark -> path below the folder, of every draft that lies there already."""
        found = {}
        for path in self.folder.rglob("*.eml"):
            if mark := _MARKED.search(path.name):
                found[mark[1]] = path.relative_to(self.folder).as_posix()
        return found

    def _page(self, day: dt.date, ids: set[str]) -> Path:
        """The day's page; beside one that tells of letters nobody remembers (a lost journal), a second one."""
        from clientsheet.mail.contact_sheet import keys_on

        title = say(self.language, "sheet.file", day=day.isoformat())
        for number in range(1, 1000):
            path = self.folder / (f"{title}.html" if number == 1 else f"{title} ({number}).html")
            if not path.exists() or keys_on(path.read_text("utf-8", "replace")) <= ids:
                return path
        raise FileExistsError(title)


def file_name(letter: Letter) -> str:
    """'2026-04-05 Марина Коваленко k5t….eml': the day it fell due, whom it is for, its mark."""
    name = " ".join(_UNFIT.sub(" ", letter.name).split())[:40].strip(". ")
    return f"{letter.due.isoformat()} {name} {_mark(letter)}.eml"


def _mark(letter: Letter) -> str:
    found = _MARK.match(letter.message_id)
    return found[1] if found else ""


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Beside, on the disk, then in place: there is never half a letter, and none that a power cut takes back."""
    many = len(files) > _SYNCED_ONE_BY_ONE and hasattr(os, "sync")
    # plain strings: for thousands of small files a Path costs as much as the file
    whole = {os.path.join(folder, name): content for name, content in files.items()}  # noqa: PTH118
    for path, content in whole.items():
        with open(path + ".part", "wb", 0) as file:  # noqa: PTH123
            file.write(content)
            if not many:
                os.fsync(file.fileno())
    if many:
        os.sync()
    for path in whole:
        os.replace(path + ".part", path)  # noqa: PTH105
    if files and os.name == "posix":
        _settle(folder)


def _settle(folder: Path) -> None:
    """The new names are on the disk, too."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
