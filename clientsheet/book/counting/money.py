"""Sums of money that are exact: amounts are whole ten-thousandths, rounded once, at the end, half to even."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.sheet.kinds.numbers import currency_code

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

SCALE: Final = 10_000
_LARGEST: Final = 1e14
"""No shop turns over more; a number beyond it (two phones run together) is nobody's amount."""


def scaled(values: Sequence[float | None]) -> tuple[Whole, Flags]:
    """Amounts in ten-thousandths, and where there is one at all (0 elsewhere)."""
    amounts = np.array(values, dtype=np.float64)
    known = np.abs(amounts) < _LARGEST  # NaN, which stands for None, is not
    return np.rint(np.where(known, amounts, 0.0) * SCALE).astype(np.int64), known


def of_currency(said: Sequence[str | None], currency: str) -> Flags:
    """Where nothing is said, or that currency by any of its words."""
    same = {word: not word or currency_code(word) == currency for word in set(said)}
    return np.fromiter(map(same.__getitem__, said), np.bool_, len(said))


def product(left: Whole, right: Whole) -> Whole:
    """Quantity times price, both and the result in ten-thousandths."""
    fits = np.abs(left.astype(np.float64) * right.astype(np.float64)) < 2.0**62
    result = divide(np.where(fits, left * right, 0), np.int64(SCALE))
    for index in np.flatnonzero(~fits):
        result[index] = _divide_large(int(left[index]) * int(right[index]), SCALE)
    return result


def divide(amounts: Whole, by: Whole | np.int64) -> Whole:
    """Whole quotients, half to even; ``by`` is positive."""
    quotient, rest = np.divmod(amounts, by)
    up = (2 * rest > by) | ((2 * rest == by) & (quotient % 2 == 1))
    rounded: Whole = quotient + up
    return rounded


def sums(groups: NDArray[np.int32], amounts: Whole, size: int) -> Whole:
    """The exact sum of each group 0..size-1."""
    result = np.zeros(size, np.int64)
    np.add.at(result, groups, amounts)
    return result


def units(amounts: Whole) -> NDArray[np.float64]:
    """Ten-thousandths as money: to two decimals, half to even, each the float nearest to its decimal."""
    return divide(amounts, np.int64(100)) / 100.0


def exact(amount: int) -> Decimal:
    """Ten-thousandths as money with two decimals, half to even."""
    return (Decimal(amount) / SCALE).quantize(Decimal("0.01"))


def averages(totals: Whole, counts: Whole) -> NDArray[np.float64]:
    """Totals divided by counts (at least 1), rounded once to two decimals, half to even."""
    return divide(totals, np.maximum(counts, 1) * 100) / 100.0


def _divide_large(amount: int, by: int) -> int:
    quotient, rest = divmod(amount, by)
    rounded = quotient + (2 * rest > by or (2 * rest == by and quotient % 2 == 1))
    return max(min(rounded, 2**62), -(2**62))
