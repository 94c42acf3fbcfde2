"""The shop in figures, as one frozen value: ``Insight``. Small beside the workbook, whatever its size.

Units, everywhere: money is ``Decimal`` with two places in the money of the shop; days are ``date``; a share is a float
from 0 to 1, None where there is nothing to divide by; a *client* is a row of the clients tab; a *purchase* is a row of
the visits tab that counts (``purchases``), without a visits tab a signed contract. *The year* is the last 365 days,
today included; *the year before* the 365 days before them. Codes are English and stable; the words for people are in
the catalogue (``report.*``). Names of services, sources and people are as the owner wrote them: not escaped. Every
figure can be recounted by hand in the sheet; how, the classes of its parts say, each beside what computes it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clientsheet.book.insight.glance import Glance
from clientsheet.book.insight.health import Debts, Health
from clientsheet.book.insight.income import Income
from clientsheet.book.insight.lines import Line
from clientsheet.book.insight.moved import Segments
from clientsheet.book.insight.overdue import Overdue
from clientsheet.book.insight.repeat import Cohort, Repeat
from clientsheet.book.insight.rfm import Rfm
from clientsheet.book.insight.sources import Sources


@dataclass(frozen=True)
class Insight:
    """``currency``: of the shop (ISO). ``basis``: ``visits`` or ``contracts``, the tab whose rows are the purchases;
    ``basis_title``, ``clients_title``: as the workbook calls the two tabs. ``services``, ``staff``: the largest income
    of the year first, at most 12 lines, the rest as one, the rows that name none last; empty where nobody filled such
    a column. ``cohorts``: at most 13, the oldest first, months without newcomers too."""

    today: dt.date
    currency: str
    basis: str
    basis_title: str
    clients_title: str
    glance: Glance
    segments: Segments
    overdue: Overdue
    income: Income
    services: tuple[Line, ...]
    sources: Sources
    staff: tuple[Line, ...]
    repeat: Repeat
    cohorts: tuple[Cohort, ...]
    rfm: Rfm
    debts: Debts
    health: Health

    @property
    def year_from(self) -> dt.date:
        """The first day of the year; the last is ``today``."""
        return self.today - dt.timedelta(days=364)
