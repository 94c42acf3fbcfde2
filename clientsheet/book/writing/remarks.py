"""What is wrong with a cell, as a remark that hangs on the cell itself. Where the workbook can bear such, every finding
that the problems tab lists has one; cured findings take theirs with them."""

from __future__ import annotations

from collections.abc import Mapping

from clientsheet.book.book import Book
from clientsheet.book.wording import advice, sentence
from clientsheet.book.writing.problems_page import listed
from clientsheet.sheet.finding import Findings
from clientsheet.sheet.grid import Grid

Remarks = Mapping[tuple[str, int, int], str]
"""(tab, row, column) -> what hangs there."""


def remarks(findings: Findings, book: Book, grid: Grid) -> Remarks | None:
    """All of ours as they are to be; None where they hang there so already, or this workbook bears none."""
    if grid.notes is None:
        return None
    wanted = _wanted(findings, book, grid)
    return None if wanted == dict(grid.notes) else wanted


def _wanted(findings: Findings, book: Book, grid: Grid) -> dict[tuple[str, int, int], str]:
    writable = {table.title for table in book.tables.values() if table.present and table.writable}
    told: dict[tuple[str, int, int], list[str]] = {}
    for finding in listed(findings, book):
        place = (finding.tab, finding.row, finding.column)
        if finding.cell and finding.tab in writable and place not in grid.noted:
            words = f"{sentence(finding, book.language)} {advice(finding, book.language)}".strip()
            told.setdefault(place, []).append(words)
    return {place: "\n".join(dict.fromkeys(words)) for place, words in told.items()}
