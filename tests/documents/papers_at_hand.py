"""A salon that issues documents: its folder, the verbs as a person uses them, and what stands in its register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from clientsheet.jobs.documents import issuing
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
NOW = dt.datetime(2026, 4, 6, 9, 0)
REGISTER = {"uk": "Документи", "ru": "Документы", "en": "Documents"}


@dataclass(frozen=True)
class Office:
    """``language``: of its workbook."""

    folder: Path
    language: str = "uk"

    def workspace(self, today: dt.date = TODAY) -> Workspace:
        now = dt.datetime.combine(today, dt.time(9))
        return Workspace.open(self.folder / "config.yaml", today=today, now=now)

    def issue(self, kind: str, whom: str, today: dt.date = TODAY, **how: Any) -> issuing.IssueOutcome:
        return issuing.run(self.workspace(today), kind, whom, **how)

    @property
    def workbook(self) -> Path:
        return self.workspace().config.workbook_path

    def register(self) -> list[dict[str, Any]]:
        """The rows of the documents tab, by heading."""
        sheet = CalamineWorkbook.from_path(str(self.workbook)).get_sheet_by_name(REGISTER[self.language])
        heads, *rows = sheet.to_python() or [[]]
        return [dict(zip(heads, row, strict=True)) for row in rows if any(row)]

    def numbers(self) -> list[tuple[str, str]]:
        """(kind, number) as they stand there."""
        heads = {"uk": ("Вид", "Номер"), "ru": ("Вид", "Номер"), "en": ("Kind", "Number")}[self.language]
        return [(row[heads[0]], row[heads[1]]) for row in self.register()]

    def files(self) -> dict[str, bytes]:
        """Name -> content of every issued file."""
        return {path.name: path.read_bytes() for path in sorted((self.folder / "documents").rglob("*.docx"))}

    def types(self, tab: str, cells: dict[str, Any]) -> None:
        """The owner types, in another program."""
        book = load_workbook(self.workbook)
        for cell, value in cells.items():
            book[tab][cell] = value
        book.save(self.workbook)


def words(path: Path) -> str:
    """Everything that a Word file says, foot of the page included."""
    return "\n".join(_lines(docx.Document(str(path))))


def _lines(document: Any) -> Iterator[str]:
    for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        pieces = (piece.text or "\n" for piece in paragraph.iter() if piece.tag.endswith(("}t", "}br")))
        yield "".join(pieces)
    for section in document.sections:
        yield "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
