"""The summary tab as it is to be: the figures of the shop in plain words, section by section, each with the way to
count it again. The same figures give the same page, so that a day on which nothing changed writes nothing."""

from __future__ import annotations

from clientsheet.book.book import Book
from clientsheet.book.insight.told import Section, Told, told
from clientsheet.book.insight.values import Insight
from clientsheet.book.starter import column_blueprint
from clientsheet.book.tabs.summary import SUMMARY
from clientsheet.sheet.blueprint import Link, TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.text import say

Cells = tuple[Raw | Link, ...]


def page(insight: Insight, book: Book) -> TabBlueprint:
    """In the language of the workbook."""
    language = book.language
    rows: list[Cells] = []
    begins: list[int] = []
    for section in told(insight, language):
        begins.append(len(rows))
        rows.append(_opening(section))
        rows += [_line(one, insight) for one in section.rows]
    preamble = (say(language, "report.preamble"),)
    return TabBlueprint(
        "summary",
        book["summary"].title,
        tuple(column_blueprint(SUMMARY, column, language) for column in SUMMARY.columns),
        rows,
        preamble,
        heading_row=len(preamble) + 1,
        program=True,
        sections=tuple(begins),
    )


def _opening(section: Section) -> Cells:
    return section.title, None, section.about


def _line(one: Told, insight: Insight) -> Cells:
    """The name of a client leads to the client's row."""
    name = Link(one.name, insight.clients_title, f"A{one.row}") if one.row else one.name
    return name, one.value, one.note or None
