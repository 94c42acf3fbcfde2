"""The shelf of what the workbook is written out as: one module a format, imported when it is asked for.

All of one shape, ``write(path, things, about)``: plain values in, a finished file (or folder of files) at ``path``.
What the things are, a target's ``of`` says: events, people, an audience (people, to be hashed) or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from clientsheet.exchange.targets.given import About

Of = Literal["events", "audience", "people", "pages"]


class Target(NamedTuple):
    """``stem`` and ``suffix``: of the file where nobody names one; no suffix: a folder of files."""

    name: str
    of: Of
    stem: str
    suffix: str

    def write(self, path: Path, things: Sequence[Any], about: About) -> None:
        import_module(f"{__name__}.{self.name.replace('-', '_')}").write(path, things, about)


TARGETS: Final = {
    target.name: target
    for target in (
        Target("ics", "events", "calendar", ".ics"),
        Target("vcard", "people", "contacts", ".vcf"),
        Target("customer-match", "audience", "customer-match", ".csv"),
        Target("meta", "audience", "meta", ".csv"),
        Target("bitrix24", "people", "bitrix24", ".csv"),
        Target("espocrm", "people", "espocrm", ".csv"),
        Target("json", "pages", "workbook", ".json"),
        Target("sqlite", "pages", "workbook", ".sqlite"),
        Target("parquet", "pages", "workbook-parquet", ""),
    )
}
