"""The workbook understood: every declared tab as a table, and the settings in force. Made by ``understand``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from clientsheet.config import Config, Rules
from clientsheet.sheet.finding import Finding
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.tables import Table


@dataclass(frozen=True)
class Book:
    """``tables`` holds every declared tab by its name; one that the workbook lacks is an empty table.

    ``language``: of the workbook, as its headings are written; what we write into it is in that language.
    ``rules``: config.yaml's, with the settings tab over them. ``news``: what understanding the tabs already found
    (a missing tab, a doubled heading). ``titles``: every tab of the workbook, ours or not, in order.
    """

    tables: Mapping[str, Table]
    config: Config
    rules: Rules
    language: str
    today: dt.date
    titles: tuple[str, ...]
    news: tuple[Finding, ...] = ()
    anchors: Mapping[str, Anchor] | None = None
    marks: Mapping[str, str] | None = None
    read_only: str = ""

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]
