"""The filled columns once more, one client at a time, in plain Python and decimals: slow, and written apart."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import Any

Rows = Sequence[dict[str, Any]]

NOT_COUNTED = {"скасовано", "не прийшов", "заплановано", "повернено"}


def filled(client: str, visits: Rows, history: Rows, own: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """``own``: the client's row; ``visits`` and ``history``: all rows of all clients."""
    theirs = [row for row in visits if row["client"] == client and row["date"] is not None]
    came = [row for row in theirs if _counts(row, today)]
    returned = [row for row in theirs if row["date"] <= today and _amount(row) < 0 and row["status"] != "скасовано"]
    days = sorted(row["date"] for row in came)
    checks = _checks(came)
    total = sum((_amount(row) for row in [*came, *returned]), Decimal(0))
    booked = [row for row in theirs if _is_ahead(row, today)]
    rhythm = _rhythm(sorted(set(days)))
    interval = own["interval"] or rhythm
    expected = days[-1] + dt.timedelta(interval) if days and interval and not booked else None
    return {
        "visits": checks,
        "first_visit": days[0] if days else None,
        "last_visit": days[-1] if days else None,
        "total": _cents(total),
        "average_check": _cents(total / checks) if checks else None,
        "rhythm": rhythm,
        "favourite_service": _favourite(came),
        "segment": _segment(checks, days, expected, own["vip"], today),
        "frequency": _frequency(came, checks, today),
        "next_contact": _next(days, expected, own["birthday"], booked, _contacts(client, history, today), today),
    }


def _amount(row: dict[str, Any]) -> Decimal:
    if row["amount"] is not None:
        return Decimal(str(row["amount"]))
    if row["price"] is None:
        return Decimal(0)
    quantity = 1 if row["quantity"] is None else row["quantity"]
    return Decimal(str(row["price"])) * Decimal(str(quantity))


def _counts(row: dict[str, Any], today: dt.date) -> bool:
    return row["date"] <= today and _amount(row) >= 0 and row["status"] not in NOT_COUNTED


def _is_ahead(row: dict[str, Any], today: dt.date) -> bool:
    if _amount(row) < 0 or row["status"] in {"скасовано", "не прийшов", "повернено"}:
        return False
    return row["date"] > today or (row["date"] == today and row["status"] == "заплановано")


def _checks(came: Rows) -> int:
    receipts = {row["receipt"] for row in came if row["receipt"]}
    return len(receipts) + sum(1 for row in came if not row["receipt"])


def _cents(amount: Decimal) -> float:
    return float(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def _rhythm(days: list[dt.date]) -> int | None:
    if len(days) < 3:
        return None
    return round(statistics.median((b - a).days for a, b in pairwise(days)))


def _favourite(came: Rows) -> str | None:
    bought = [(row["service"], row["date"], place) for place, row in enumerate(came) if row["service"]]
    if not bought:
        return None
    names = {name for name, _, _ in bought}
    return max(
        names,
        key=lambda name: (
            sum(of == name for of, _, _ in bought),
            max((day, place) for of, day, place in bought if of == name),
        ),
    )


def _segment(checks: int, days: list[dt.date], expected: dt.date | None, vip: Any, today: dt.date) -> str:
    if vip == "так":
        return "VIP"
    if checks == 0 or (checks == 1 and (today - days[-1]).days <= 30):
        return "новий"
    if expected is not None:
        late = (today - days[-1]) / (expected - days[-1])
        if late > 3:
            return "втрачений"
        if late > 1.5:
            return "сплячий"
    return "постійний" if checks >= 3 else "нерегулярний"


def _frequency(came: Rows, checks: int, today: dt.date) -> str | None:
    if checks <= 1:
        return "разовий" if checks else None
    recent = _checks([row for row in came if row["date"] > today - dt.timedelta(365)])
    return "постійний" if recent >= 3 else "рідко"


def _contacts(client: str, history: Rows, today: dt.date) -> list[dt.date]:
    return sorted(
        row["at"]
        for row in history
        if row["client"] == client
        and row["at"] <= today
        and row["direction"] != "вхідний"
        and row["kind"] != "чернетка"
    )


def _next(
    days: list[dt.date],
    expected: dt.date | None,
    birthday: dt.date | None,
    booked: Rows,
    contacts: list[dt.date],
    today: dt.date,
) -> dt.date | None:
    found = []
    if expected is not None:
        due, told = expected - dt.timedelta(7), 0
        for contact in contacts:
            if contact >= due and contact > days[-1]:
                due, told = contact + dt.timedelta(14), told + 1
        if told <= 2:
            found.append(due)
    if birthday is not None:
        year = today.year if (birthday.month, birthday.day) >= (today.month, today.day) else today.year + 1
        day = dt.date(year, birthday.month, birthday.day)
        if not any(contact >= day for contact in contacts):
            found.append(day)
    for row in booked:
        reminder = row["date"] - dt.timedelta(1)
        if row["date"] > today and not any(contact >= reminder for contact in contacts):
            found.append(reminder)
    return min(found, default=None)
