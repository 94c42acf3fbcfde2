"""Values into words on a screen: sentences, tables and findings for a person, plain data for JSON.

On a terminal rich colours it and fits tables to the width; in a pipe the same words come plain, without escape codes.
Jobs print nothing; what they return is shown with the methods here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TextIO

from clientsheet.sheet.finding import Finding, Severity, some_of_each
from clientsheet.sheet.grid import Uncalculated
from clientsheet.text import say, show

if TYPE_CHECKING:
    from rich.console import Console

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
SHOWN_FINDINGS: Final = 200
SHOWN_OF_ONE_KIND: Final = 20
"""More than this on a screen nobody reads; the problems tab, the HTML page and JSON hold the rest."""


class Screen:
    def __init__(self, language: str, out: TextIO, *, quiet: bool = False, verbose: bool = False) -> None:
        self.language = language
        self.out = out
        self.quiet = quiet
        self.verbose = verbose

    def say(self, key: str, style: str = "", /, **facts: object) -> None:
        self.line(say(self.language, key, **facts), style)

    def line(self, text: str = "", style: str = "") -> None:
        if self.quiet:
            return
        if self._console is None:
            print(text, file=self.out)
        else:
            self._console.print(text, style=style or None, markup=False, highlight=False, soft_wrap=True)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[object]], style: str = "bold") -> None:
        """Columns side by side; a value is written as people of the language write it."""
        told = [[show(value, self.language) for value in row] for row in rows]
        if self.quiet:
            return
        if self._console is None:
            self._plain_table([list(headings), *told])
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(header_style=style, box=None, pad_edge=False)
        for heading in headings:
            table.add_column(heading)
        for row in told:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def findings(self, listed: Sequence[Finding], counts: Mapping[str, int]) -> None:
        """Each where it is, what is wrong and how to cure it; then how many of each severity there are in all."""
        from clientsheet.book.wording import describe

        shown = list(some_of_each(listed, SHOWN_OF_ONE_KIND))[:SHOWN_FINDINGS]
        for finding in shown:
            self.line(describe(finding, self.language), STYLES[finding.severity])
        if (untold := sum(counts.values()) - len(shown)) > 0:
            self.say("screen.more_findings", n=untold)
        self.say("screen.findings", "bold", **counts)

    @contextmanager
    def busy(self, key: str) -> Iterator[None]:
        """Something moves on a terminal while the work goes on; a pipe sees nothing."""
        if self.quiet or self._console is None:
            yield
            return
        with self._console.status(say(self.language, key)):
            yield

    def json(self, document: object) -> None:
        """One document, whatever ``quiet`` says."""
        json.dump(plain(document), self.out, ensure_ascii=False, indent=2)
        self.out.write("\n")

    @cached_property
    def _console(self) -> Console | None:
        if not self.out.isatty():
            return None
        from rich.console import Console

        return Console(file=self.out)

    def _plain_table(self, rows: list[list[str]]) -> None:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            print("  ".join(padded).rstrip(), file=self.out)


def plain(value: Any) -> Any:
    """What JSON can hold: ISO dates, money as decimal strings, everything unknown as its text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Uncalculated):
        return None
    if isinstance(value, (dt.date, dt.datetime, dt.time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    return str(value)
