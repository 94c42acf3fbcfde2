"""The workbook of the demo salon as an owner sees it: frames of pandas, columns by their declared names."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from clientsheet.book.tabs import tab
from tests.report.recount import Ledger

TODAY = dt.date(2026, 4, 6)
UNDONE = {
    *("скасовано", "не прийшов", "повернено", "заплановано"),
    *("отменено", "не пришёл", "возврат", "запланировано"),
    *("cancelled", "no-show", "refunded", "planned"),
}
PLANNED = {"заплановано", "запланировано", "planned"}


@cache
def frame(workbook: Path, language: str, name: str) -> pd.DataFrame:
    declared = tab(name)
    read = pd.read_excel(workbook, sheet_name=declared.titles.first(language), engine="openpyxl")
    return read.rename(columns={one.headings.first(language): one.name for one in declared.columns})


def ledger(workbook: Path, language: str) -> Ledger:
    """The rows that count, copied out by hand: the dates that have come, no status that undoes them."""
    visits, clients = frame(workbook, language, "visits"), frame(workbook, language, "clients")
    names = {name: row for row, name in enumerate(clients.name)}
    visits = visits.assign(
        client=[names.get(name, -1) for name in visits.client],
        day=[_day(cell) for cell in visits.date],
        amount=[_amount(*cells) for cells in zip(visits.amount, visits.quantity, visits.price, strict=True)],
        staff=visits.staff.fillna(""),
        service=visits.service.fillna(""),
    )
    visits = visits[visits.day.notna()]
    coming = visits[(visits.day > TODAY) & (visits.status.isin(PLANNED) | ~visits.status.isin(UNDONE))]
    done = visits[(visits.day <= TODAY) & (~visits.status.isin(UNDONE) | (visits.amount < 0))]
    rows = done[["client", "day", "amount", "receipt", "service", "staff"]].assign(
        ago=[(TODAY - day).days for day in done.day]
    )
    services = frame(workbook, language, "services")
    listed = {name: days(told) for name, told in zip(services.name, services.interval, strict=True)}
    own = [days(told) for told in clients.interval]

    def interval(client: int, theirs: pd.DataFrame) -> float | None:
        """The client's own, else that of the lowest row of the last day whose service has one."""
        last = theirs[theirs.day == theirs.day.max()]
        of_services = [found for name in last.service if (found := listed.get(name))]
        return own[client] or (of_services[-1] if of_services else None)

    settings = frame(workbook, language, "settings")
    (total,) = settings[settings.name.str.match(r"VIP (від|от|from)")].value
    vip = None if total != total else Decimal(str(total))
    return Ledger(rows, len(clients), TODAY, vip, interval, frozenset(coming.client[coming.client >= 0]))


def days(told: Any) -> int | None:
    """'2 місяці' -> 56: a month is four weeks, the same weekday."""
    if told != told or not told:
        return None
    number = re.search(r"\d+", told)
    for word, length in (("міс", 28), ("мес", 28), ("month", 28), ("тиж", 7), ("нед", 7), ("week", 7)):
        if word in told:
            return length * int(number[0] if number else 1)
    raise AssertionError(told)


def _day(cell: Any) -> dt.date | None:
    return cell.date() if isinstance(cell, dt.datetime) else None


def _amount(amount: Any, quantity: float, price: float) -> int:
    if amount != amount:
        return round(quantity * price * 10_000)
    plain = re.sub(r"[^\d.]", "", amount) if isinstance(amount, str) else amount
    return round(float(plain) * 10_000)
