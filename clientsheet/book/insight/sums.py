"""What some purchases come to, and what share of the whole that is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
