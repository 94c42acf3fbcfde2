"""A remark about one cell: what is wrong, where, and the cure where it is certain. A value, never an exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Raw

KEPT_PER_CODE: Final = 1000
"""How many findings of one code on one tab are kept whole; the rest are only counted (nobody reads 200,000 rows)."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """``tab`` is the title as the workbook has it, ``row`` and ``column`` count from 1 (0: the tab as a whole).

    ``code`` names the rule; its sentence is ``finding.<code>`` and the way to cure it ``finding.<code>.cure`` in the
    catalogue, both filled from ``facts`` and from ``value``. ``cure`` is the value to write where it is certain.
    ``client`` is the key of the client concerned, where there is one.
    """

    code: str
    severity: Severity
    tab: str
    row: int
    column: int
    heading: str = ""
    value: Raw = None
    facts: Mapping[str, object] = field(default_factory=dict)
    cure: Raw = None
    client: str = ""

    @property
    def cell(self) -> str:
        return a1(self.row, self.column) if self.row and self.column else ""


class Findings:
    """All findings of a run in the order of discovery: the first thousand of each kind whole, the others counted."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._kept: list[Finding] = []
        self._seen: dict[tuple[str, str], int] = {}
        self._told: set[str] = set()
        self.counts: dict[Severity, int] = dict.fromkeys(Severity, 0)
        self.add(findings)

    def add(self, findings: Iterable[Finding]) -> None:
        """A finding that is already here is not added again."""
        for finding in findings:
            told = repr(finding)
            if told in self._told:
                continue
            kind = (finding.tab, finding.code)
            seen = self._seen[kind] = self._seen.get(kind, 0) + 1
            self.counts[finding.severity] += 1
            if seen <= KEPT_PER_CODE:
                self._kept.append(finding)
                self._told.add(told)

    def more(self, tab: str, code: str, severity: Severity, number: int) -> None:
        """``number`` more of a kind that are counted without being looked at one by one."""
        self._seen[tab, code] = self._seen.get((tab, code), 0) + number
        self.counts[severity] += number

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._kept)

    def __len__(self) -> int:
        return sum(self.counts.values())

    @property
    def untold(self) -> dict[tuple[str, str], int]:
        """(tab, code) -> how many more there are than are kept."""
        return {kind: seen - KEPT_PER_CODE for kind, seen in self._seen.items() if seen > KEPT_PER_CODE}


def some_of_each(findings: Iterable[Finding], number: int) -> Iterator[Finding]:
    """The first ``number`` of each kind on each tab, in the order given: one trouble does not drown the others."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        seen[finding.tab, finding.code] += 1
        if seen[finding.tab, finding.code] <= number:
            yield finding
