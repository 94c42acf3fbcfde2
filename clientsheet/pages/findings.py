"""Findings -> one HTML page, tab by tab; a click shows the errors, the warnings or the hints alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clientsheet.book.book import Book
from clientsheet.book.rules import ordered, rule
from clientsheet.book.wording import about, advice, grouped, sentence, severity_word, shown
from clientsheet.pages.frame import rendered
from clientsheet.sheet.finding import Finding, Findings, Severity
from clientsheet.text import say


@dataclass(frozen=True, slots=True)
class Line:
    severity: str
    word: str
    cell: str
    heading: str
    value: str
    message: str
    advice: tuple[str, str, str]
    """What stands before the cured value, the value itself (where it is certain), and the rest."""


@dataclass(frozen=True, slots=True)
class Section:
    """One tab of the workbook; ``more`` are the closing lines for what is counted but not listed."""

    title: str
    counts: Sequence[tuple[str, str, str]]
    lines: Sequence[Line]
    more: Sequence[tuple[str, str, str]]


def findings_page(findings: Findings, book: Book, language: str, *, workbook: str) -> str:
    return rendered(
        "findings.html",
        language,
        title=say(language, "page.title", workbook=workbook),
        on=say(language, "page.on", today=book.today),
        everything=say(language, "page.all"),
        nothing=say(language, "page.none"),
        total=grouped(len(findings)) if len(findings) else "",
        severities=_numbers(findings.counts, language),
        sections=list(_sections(findings, book, language)),
    )


def _sections(findings: Findings, book: Book, language: str) -> Iterator[Section]:
    order = {title: place for place, title in enumerate(book.titles, 1)}
    listed: dict[str, list[Finding]] = {}
    for finding in ordered(findings, book):
        listed.setdefault(finding.tab, []).append(finding)
    for title in sorted(listed, key=lambda title: order.get(title, 0)):
        untold = {code: number for (tab, code), number in sorted(findings.untold.items()) if tab == title}
        yield Section(
            title or say(language, "page.workbook"),
            _counts(listed[title], untold, language),
            [_line(finding, language) for finding in listed[title]],
            [
                (rule(code).severity.value, say(language, "page.more", number=grouped(number)), about(code, language))
                for code, number in untold.items()
            ],
        )


def _counts(listed: Sequence[Finding], untold: Mapping[str, int], language: str) -> list[tuple[str, str, str]]:
    numbers = Counter(finding.severity for finding in listed)
    for code, number in untold.items():
        numbers[rule(code).severity] += number
    return _numbers(numbers, language)


def _numbers(counts: Mapping[Severity, int], language: str) -> list[tuple[str, str, str]]:
    """(severity, its word in the plural that the number asks for, the number) of each that occurs."""
    return [
        (one.value, say(language, f"severity.{one}.n", n=counts[one]), grouped(counts[one]))
        for one in Severity
        if counts[one]
    ]


def _line(finding: Finding, language: str) -> Line:
    cure = shown(finding.cure, language)
    before, cured, after = advice(finding, language).rpartition(cure) if cure else ("", "", "")
    return Line(
        finding.severity.value,
        severity_word(finding.severity, language),
        finding.cell,
        finding.heading,
        shown(finding.value, language),
        sentence(finding, language),
        (before, cured, after) if cure else (advice(finding, language), "", ""),
    )
