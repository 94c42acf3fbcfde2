"""The problems tab: what stands in it, and what the owner answered there.

Two kinds of row: a finding, with the cured value where it is certain; and a cell that the owner keeps by hand, with
the computed value beside it, known by the key of its row. The second kind is the workbook's own memory: it stays
although the state folder be lost. In "Apply?" the owner says yes: take the cure, or take the computed value back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.rules import ordered, rule
from clientsheet.book.tabs.problems import PROBLEMS
from clientsheet.book.wording import about, advice, becomes, grouped, sentence, severity_word, shown, where
from clientsheet.sheet.address import a1
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.finding import Finding, Findings, some_of_each
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.sheet.tables import Table
from clientsheet.text import say

LISTED: Final = 500
LISTED_OF_ONE_KIND: Final = 100
"""What a person still reads; the rest is a number in the closing lines."""

KEPT: Final = "kept-by-hand"
MORE: Final = "more"

Cells = tuple[Raw | Link, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A filled cell with the owner's own value: column ``column`` of tab ``tab`` (declared names), in the row known by
    ``key``. ``computed`` is what the program would write; ``typed`` is the owner's, a formula by its result."""

    tab: str
    column: str
    key: str
    row: int
    typed: Raw
    computed: Raw


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of the tab as it lies in the workbook. ``column`` is ``clients.phone``; ``yes``: the owner agreed."""

    code: str
    column: str
    client: str
    where: str
    value: str
    typed: Raw
    yes: bool

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """What the row is about, wherever it was moved to."""
        return (self.code, self.column, self.client, self.value)


def answered(book: Book) -> tuple[Answered, ...]:
    """The rows of the problems tab as the owner left them."""
    table = book["problems"]
    if "code" not in table:
        return ()
    code, column, client, place, value = (
        [shown(cell, "en") for cell in _raw(table, name)] for name in ("code", "column", "client", "where", "value")
    )
    typed, yes = _raw(table, "apply"), table.values("apply")
    return tuple(
        Answered(code[row], column[row], client[row], place[row], value[row], typed[row], yes[row] is True)
        for row in range(len(table))
        if code[row]
    )


def kept_by_hand(book: Book) -> frozenset[tuple[str, str, str]]:
    """(tab, column, key) of every cell listed as the owner's own, except those the owner gives back."""
    return frozenset((*_names(row.column), row.client) for row in answered(book) if row.code == KEPT and not row.yes)


def given_back(book: Book) -> frozenset[tuple[str, str, str]]:
    """(tab, column, key) of the cells whose computed value the owner wants again."""
    return frozenset((*_names(row.column), row.client) for row in answered(book) if row.code == KEPT and row.yes)


def page(findings: Findings, kept: Sequence[Kept], book: Book) -> TabBlueprint:
    """The tab as it is to be. The same findings give the same page, and what the owner typed in "Apply?" stays with
    its row for as long as the row does."""
    return _Page(findings, kept, book).blueprint


def listed(findings: Findings, book: Book) -> list[Finding]:
    """The findings that have a row of their own, the gravest first."""
    return list(some_of_each(ordered(findings, book), LISTED_OF_ONE_KIND))[:LISTED]


def unchanged(page: TabBlueprint, grid: Grid) -> bool:
    """The workbook already shows this page."""
    tab = grid.tab(page.title)
    if tab is None:
        return False
    headings = tuple(column.heading for column in page.columns)
    drawn: list[Sequence[Raw | Link]] = [(line,) for line in page.preamble]
    drawn += [()] * (page.heading_row - 1 - len(drawn))
    drawn += [headings, *page.rows]
    there = tab.rows(1, tab.row_count)
    boxes = [place for place, column in enumerate(page.columns) if column.checkbox]
    return [_visible(row, boxes) for row in drawn] == [_visible(row, boxes) for row in there]


class _Page:
    def __init__(self, findings: Findings, kept: Sequence[Kept], book: Book) -> None:
        self.findings = findings
        self.kept = kept
        self.book = book
        self.language = book.language
        self.answers = answered(book)

    @property
    def blueprint(self) -> TabBlueprint:
        listed = self._listed
        rows = [*(self._finding(one) for one in listed), *map(self._kept, self._sorted_kept), *self._more(listed)]
        table = self.book["problems"]
        preamble = (say(self.language, "problems.preamble"), self._count)
        return TabBlueprint(
            "problems",
            table.title,
            tuple(self._column(name) for name in _COLUMNS),
            rows,
            preamble,
            heading_row=len(preamble) + 1,
            program=True,
        )

    @cached_property
    def _listed(self) -> list[Finding]:
        return listed(self.findings, self.book)

    @property
    def _sorted_kept(self) -> list[Kept]:
        tabs = list(self.book.tables)
        return sorted(self.kept, key=lambda one: (tabs.index(one.tab), one.row, one.column))

    @property
    def _count(self) -> str:
        counts = {severity.value: number for severity, number in self.findings.counts.items()}
        if not len(self.findings):
            return say(self.language, "problems.none")
        return say(self.language, "problems.count", **counts)

    def _column(self, name: str) -> ColumnBlueprint:
        declared = PROBLEMS.column(name)
        yes_no = tuple(say(self.language, f"problems.{word}") for word in ("yes", "no")) if name == "apply" else ()
        return ColumnBlueprint(
            declared.headings.first(self.language),
            declared.width,
            declared.kind.look,
            program=True,
            choices=yes_no,
            note=declared.about.first(self.language) if name == "apply" else "",
            checkbox=declared.checkbox,
        )

    def _finding(self, finding: Finding) -> Cells:
        value = shown(finding.value, self.language)
        subject = (finding.code, self._names.get((finding.tab, finding.column), ""), finding.client, value)
        return (
            severity_word(finding.severity, self.language),
            self._link(finding),
            finding.heading or None,
            value or None,
            sentence(finding, self.language),
            becomes(finding.value, finding.cure, self.language) or advice(finding, self.language) or None,
            self._answer(subject, where(finding)),
            finding.client or None,
            finding.code,
            subject[1] or None,
        )

    def _kept(self, one: Kept) -> Cells:
        table = self.book[one.tab]
        column = table.columns[one.column]
        cell = a1(one.row, column.number)
        typed, computed = shown(one.typed, self.language), shown(one.computed, self.language)
        key = "problems.kept" if computed else "problems.kept_blank"
        subject = (KEPT, f"{one.tab}.{one.column}", one.key, typed)
        return (
            say(self.language, "problems.by_hand"),
            Link(f"{table.title}!{cell}", table.title, cell),
            column.heading,
            typed or None,
            say(self.language, key, computed=computed),
            computed or None,
            self._answer(subject, f"{table.title}!{cell}"),
            one.key,
            KEPT,
            subject[1],
        )

    def _more(self, listed: Sequence[Finding]) -> Iterator[Cells]:
        """One closing line for each kind that is not listed whole: «і ще 14 500 таких»."""
        shown_of = Counter((one.tab, one.code) for one in listed)
        totals: Counter[tuple[str, str]] = Counter((one.tab, one.code) for one in self.findings)
        totals.update(self.findings.untold)
        for (tab, code), total in sorted(totals.items()):
            rest = total - shown_of[tab, code]
            if rest:
                words = say(self.language, "problems.more", number=grouped(rest), about=about(code, self.language))
                severity = severity_word(rule(code).severity, self.language)
                yield (severity, tab, None, None, words, None, None, None, MORE, None)

    def _link(self, finding: Finding) -> Raw | Link:
        if finding.tab not in self.book.titles:
            return finding.tab or None
        return Link(where(finding), finding.tab, finding.cell or "A1")

    def _answer(self, subject: tuple[str, str, str, str], place: str) -> Raw:
        typed = self._typed.get(subject, {})
        if place in typed:
            return typed[place]
        return next(iter(typed.values())) if len(typed) == 1 else None

    @cached_property
    def _typed(self) -> Mapping[tuple[str, str, str, str], Mapping[str, Raw]]:
        """Subject -> place -> what the owner typed beside it."""
        found: dict[tuple[str, str, str, str], dict[str, Raw]] = {}
        for row in self.answers:
            found.setdefault(row.subject, {})[row.where] = row.typed
        return found

    @cached_property
    def _names(self) -> Mapping[tuple[str, int], str]:
        """(title, column number) -> ``clients.phone``."""
        return {
            (table.title, column.number): f"{table.tab.name}.{name}"
            for table in self.book.tables.values()
            for name, column in table.columns.items()
        }


_COLUMNS: Final = tuple(column.name for column in PROBLEMS.columns)


def _raw(table: Table, name: str) -> Sequence[Raw]:
    return table.columns[name].raw if name in table else [None] * len(table)


def _names(column: str) -> tuple[str, str]:
    tab, _, name = column.partition(".")
    return tab, name


def _visible(row: Sequence[Raw | Link], boxes: Sequence[int]) -> list[Raw]:
    """The values as a store gives them back; a box without a tick is as good as blank."""
    cells = [value.text if isinstance(value, Link) else value for value in row]
    for place in boxes:
        if place < len(cells) and cells[place] is False:
            cells[place] = None
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells
