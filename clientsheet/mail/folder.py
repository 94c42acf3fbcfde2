"""Drafts in a folder: one .eml a letter, which a mail program opens as a letter to be sent, and one page of the day.

A letter's file carries its mark in the name, so one that lies anywhere in the folder, renamed at its head or moved
into a subfolder, is not made again. What a person passes on by phone or messenger stands on the page only.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.mail.contact_sheet import keys_on, page
from clientsheet.mail.letter import Entry, Letter, Receipt, State
from clientsheet.text import say

_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_MARK: Final = re.compile(r"<cs1\.([a-z2-7]+)@")


@dataclass(frozen=True)
class FolderTransport:
    """``language``: of the page, the shop's own."""

    folder: Path
    language: str
    name: str = "folder"

    def deliver(self, letters: Sequence[Letter]) -> list[Receipt]:
        self.folder.mkdir(parents=True, exist_ok=True)
        lying = self._lying()
        receipts = []
        for letter in letters:
            file = ""
            if letter.content:
                mark = _mark(letter)
                file = lying.get(mark) or file_name(letter)
                if mark not in lying:
                    _write(self.folder / file, letter.content)
                    lying[mark] = file
            receipts.append(Receipt(letter.key, State.DRAFTED, file))
        _settle(self.folder)
        return receipts

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        if not delivered:
            return None
        path = self._page(day, {entry.letter.message_id for entry in delivered})
        _write(path, page(day, delivered, self.language).encode())
        return path

    def _lying(self) -> dict[str, str]:
        """Mark -> path below the folder, of every draft that lies there already."""
        found = {}
        for path in self.folder.rglob("*.eml"):
            mark = re.search(r"([a-z2-7]{26})(?:\D*\(\d+\))?\.eml$", path.name)
            if mark:
                found[mark[1]] = path.relative_to(self.folder).as_posix()
        return found

    def _page(self, day: dt.date, ids: set[str]) -> Path:
        """The day's page; beside one that tells of letters nobody remembers (a lost journal), a second one."""
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


def _write(path: Path, content: bytes) -> None:
    """Beside, then in place: there is never half a letter."""
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _settle(folder: Path) -> None:
    """New names are on disk, too, where the system can promise it."""
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
