"""The shop in figures, as one frozen value: ``Insight``. Small beside the workbook, whatever its size.

Units, everywhere: money is ``Decimal`` with two places in the money of the shop; days are ``date``; a share is a float
from 0 to 1, None where there is nothing to divide by; a *client* is a row of the clients tab; a *purchase* is a row of the visits tab that counts (``purchases``), without a visits tab a signed contract. *The year* is
the last 365 days, today included; *the year before* the 365 days before them. Codes are English and stable; the words
for people are in the catalogue (``report.*``). Names of services, sources and people are as the owner wrote them: not
escaped. Every figure can be recounted by hand in the sheet; how, each class says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from clientsheet.book.segments import SEGMENTS

LATENESS: Final = ("late", "sleeping", "lost")
GROUPS: Final = ("best", "often", "generous", "fresh", "cooling", "slipping", "passing", "gone")
GAPS: Final = ("contact", "phone", "email", "birthday", "source", "consent")


def share(part: Decimal | int, whole: Decimal | int) -> float | None:
    """None where there is nothing to share."""
    return float(part / whole) if whole else None


@dataclass(frozen=True)
class Sums:
    """What some purchases come to: their ``income`` less returns, the distinct ``checks`` (rows of one client with one
    receipt number are one, returns are none) and the distinct known ``clients`` who had a check."""

    income: Decimal = Decimal("0.00")
    checks: int = 0
    clients: int = 0

    @property
    def average_check(self) -> Decimal | None:
        return (self.income / self.checks).quantize(Decimal("0.01")) if self.checks else None


@dataclass(frozen=True)
class Glance:
    """The first look. ``clients``: all of the base; ``buyers``: those with a check. ``month``: this calendar month
    until today; ``month_before``: the same days of the month before (1 to 15 on the 15th), so that the two compare.
    ``year``, ``year_before``: 365 days each. ``since``: the first day anything was bought, as far as the sheet goes back;
    None where nothing was. ``comparable``: it goes back over the whole year before, so that the two years compare
    (else show the year alone, here and in the lines of services and staff). ``booked``: visits still to come; ``booked_clients``: whose they are."""

    clients: int
    buyers: int
    month: Sums
    month_before: Sums
    year: Sums
    year_before: Sums
    since: dt.date | None
    comparable: bool
    booked: int
    booked_clients: int

    @property
    def grown(self) -> float | None:
        """How much more came in than in the year before: 0.1 is a tenth more."""
        return share(self.year.income - self.year_before.income, self.year_before.income) if self.comparable else None


@dataclass(frozen=True)
class SegmentLine:
    """One segment of the column "Segment". ``clients``: in it today; ``before``: in it on ``Segments.then``.
    ``income``: of the year, of those in it today; ``share`` of the income of all known clients in the year."""

    segment: str
    clients: int
    before: int
    income: Decimal
    share: float | None


@dataclass(frozen=True)
class Segments:
    """Who is what, and how it moved since ``then``, ``days`` days ago, counted again from the purchases until that day.
    (What was booked ahead on that day the sheet does not tell: there it counts as not booked. Those who never came
    count as new on both days; those who first came after ``then`` were not there.)

    ``lines``: in the order of SEGMENTS, all six. ``moves[i][j]``: how many went from the i-th to the j-th segment; the
    seventh row, ``moves[6]``, are those who came since."""

    lines: tuple[SegmentLine, ...]
    then: dt.date
    days: int
    moves: tuple[tuple[int, ...], ...]

    @property
    def newcomers(self) -> int:
        return sum(self.moves[-1])

    def moved(self, origin: str, target: str) -> int:
        return self.moves[SEGMENTS.index(origin)][SEGMENTS.index(target)]


@dataclass(frozen=True)
class Late:
    """``group``: of LATENESS. ``late``: the day they are expected on has passed; ``sleeping``: they stay away longer
    than ``sleeping_factor`` intervals (1.5 unless the settings say otherwise); ``lost``: than ``lost_factor`` (3).
    ``worth``: the sum of their average checks, one check each."""

    group: str
    clients: int
    worth: Decimal


@dataclass(frozen=True)
class LateClient:
    """``key`` as in the id column, ``row`` of the clients tab. ``expected``: last visit + interval; ``days`` ago.
    ``usual``: the average check. ``phone``: the first one, E.164; '' where there is none."""

    key: str
    name: str
    row: int
    expected: dt.date
    days: int
    usual: Decimal
    phone: str = ""


@dataclass(frozen=True)
class Overdue:
    """Clients whose last visit + interval (their own, else the service's, else their rhythm, else the shop's) lies
    before today and who have booked nothing. ``clients`` and ``worth``: of ``late`` and ``sleeping`` together, whom a
    call still brings back; the ``lost`` are told apart. ``groups``: in the order of LATENESS, all three.
    ``first``: at most ten of the former, the largest usual check first."""

    clients: int
    worth: Decimal
    groups: tuple[Late, ...]
    first: tuple[LateClient, ...]


@dataclass(frozen=True)
class Month:
    """``first``: its first day. ``newcomers``: clients whose first check ever is in it. ``returned``: what was given
    back in it, positive; already taken off ``sums.income``. ``whole``: false for the month that still goes on."""

    first: dt.date
    sums: Sums
    newcomers: int
    returned: Decimal
    whole: bool


@dataclass(frozen=True)
class Year:
    """A calendar year. ``whole``: false for the one that still goes on."""

    year: int
    sums: Sums
    whole: bool


@dataclass(frozen=True)
class Income:
    """Of all purchases, those of clients unknown too. ``months``: without gaps, at most 25, the oldest first (one with
    a purchase), the last is the current one; ``years``: likewise, at most 10. Empty where nothing was ever bought."""

    months: tuple[Month, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Line:
    """One service or one person of the staff. ``rows``: purchases that name it in the year (rows of the tab).
    ``share``: of the income of the year. ``name`` '': the rows that name none. ``others``: how many are put together
    in this line (its ``name`` is '' too); 0: it is one."""

    name: str
    year: Sums
    before: Sums
    rows: int
    share: float | None
    others: int = 0


@dataclass(frozen=True)
class Source:
    """Where clients come from (column "Source"; '' where it is blank). ``buyers``: of its ``clients``, those with a
    check; ``again``: with two or more. ``total``: all they ever bought (column "Total"), ``year``: in the year.
    ``others`` as of ``Line``."""

    name: str
    clients: int
    buyers: int
    again: int
    total: Decimal
    year: Decimal
    others: int = 0

    @property
    def value(self) -> Decimal | None:
        """What one of its clients who came has brought on average."""
        return (self.total / self.buyers).quantize(Decimal("0.01")) if self.buyers else None

    @property
    def repeat(self) -> float | None:
        return share(self.again, self.buyers)


@dataclass(frozen=True)
class Sources:
    """``lines``: the largest total first, at most 12, the rest as one; the blank source last. ``best``: position of
    the line with the most valuable clients among named sources of ``fewest`` buyers or more; None: there are not two
    to compare."""

    lines: tuple[Source, ...]
    best: int | None
    fewest: int


@dataclass(frozen=True)
class Return:
    """Of the ``newcomers`` whose first visit was ``days`` to ``days`` + 365 days ago, how many ``returned`` within
    ``days`` days after it (on another day)."""

    days: int
    newcomers: int
    returned: int

    @property
    def share(self) -> float | None:
        return share(self.returned, self.newcomers)


@dataclass(frozen=True)
class Repeat:
    """``once``: clients with one check (column "Visits"), ``again``: with two or more. ``returns``: after 30, 60, 90
    and 180 days. ``times``: how many clients have 1, 2, 3, 4, 5 to 9, 10 and more checks."""

    once: int
    again: int
    returns: tuple[Return, ...]
    times: tuple[int, int, int, int, int, int]

    @property
    def share(self) -> float | None:
        """Who came again, of all who came."""
        return share(self.again, self.once + self.again)


@dataclass(frozen=True)
class Cohort:
    """The ``clients`` whose first check was in that ``month`` (its first day). ``active[k]``: how many of them had a
    check k months later (``active[0] == clients``); ``income[k]``: what they all bought then, returns taken off. Both
    end with the current month."""

    month: dt.date
    clients: int
    active: tuple[int, ...]
    income: tuple[Decimal, ...]


@dataclass(frozen=True)
class Group:
    """Clients of one habit, by code in GROUPS. ``total``: all they ever bought."""

    group: str
    clients: int
    total: Decimal


@dataclass(frozen=True)
class Rfm:
    """Recency, frequency, money of all who came, with fixed thresholds: three steps an axis, 0 the worst, 2 the best.

    *recency*: days since the last visit: at most ``days[0]`` -> 2, at most ``days[1]`` -> 1, more -> 0.
    *frequency*: visits: at least ``visits[1]`` -> 2, at least ``visits[0]`` -> 1, fewer -> 0.
    *money*: total: at least ``money[1]`` -> 2, at least ``money[0]`` -> 1, less -> 0. ``own_money``: the owner set
    these sums; else they are as many usual checks of the shop, rounded, as ``visits`` says.
    ``clients[r][f][m]``: how many clients stand there. ``groups``: in the order of GROUPS, all of them:

    ============  =======  =========  =====
    group         recency  frequency  money
    ============  =======  =========  =====
    ``best``      2        2          2
    ``often``     2        2          0, 1
    ``generous``  2        0, 1       2
    ``fresh``     2        0, 1       0, 1
    ``cooling``   1        one of the two is 1 or 2
    ``passing``   1        0          0
    ``slipping``  0        one of the two is 2
    ``gone``      0        0, 1       0, 1
    ============  =======  =========  =====
    """

    days: tuple[int, int]
    visits: tuple[int, int]
    money: tuple[Decimal, Decimal]
    own_money: bool
    clients: tuple[tuple[tuple[int, ...], ...], ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Debts:
    """Of contracts (column "Balance"). ``clients`` owe ``amount`` in all; of that ``overdue`` on ``contracts`` whose
    day of payment has passed."""

    clients: int
    amount: Decimal
    contracts: int
    overdue: Decimal


@dataclass(frozen=True)
class Gap:
    """``gap``: of GAPS; ``contact``: neither phone nor email. ``missing``: clients without it (nothing readable in the
    cell). ``column``: the owner has such a column at all."""

    gap: str
    missing: int
    column: bool


@dataclass(frozen=True)
class Foreign:
    """Contracts in another ``currency`` (ISO where its word is known, else as written, in capitals): they are not added up with the rest."""

    currency: str
    contracts: int
    amount: Decimal


@dataclass(frozen=True)
class Kind:
    """Findings of one kind: the ``code`` of its rule, the ``severity`` (error, warning, hint), how many there are."""

    code: str
    severity: str
    number: int


@dataclass(frozen=True)
class Health:
    """How far the figures can be trusted. ``gaps``: in the order of GAPS. ``strangers``: purchases whose client is not
    (or not surely) in the base, worth ``strangers_income``; ``undated``, ``unpriced``: rows of the tab of purchases
    without a readable date, or amount. ``findings``: by severity; ``kinds``: at most ten, the gravest and most
    frequent first. Both are empty where nobody checked."""

    clients: int
    rows: int
    gaps: tuple[Gap, ...]
    strangers: int
    strangers_income: Decimal
    undated: int
    unpriced: int
    foreign: tuple[Foreign, ...]
    findings: Mapping[str, int]
    kinds: tuple[Kind, ...]


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
