"""The rows of the mailings tab as mailings, their blanks filled in, and what is wrong with those that are on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from clientsheet.book.letters.audience import ALL, Audience, AudienceMistake, audience
from clientsheet.book.shop import Shop
from clientsheet.mail.ways import way
from clientsheet.sheet.finding import Finding, Severity

VALID_DAYS: Final[Mapping[str, int]] = {
    "booking": 0,
    "stage_changed": 3,
    "task": 3,
    "birthday": 3,
    "payment_overdue": 14,
    "contract_ends": 20,
    "repeat_visit": 30,
    "follow_up": 14,
    "after_visit": 5,
    "new_client": 7,
    "not_seen": 30,
    "date": 7,
}
"""Every occasion, the most pressing first, each with how many days its letter makes sense unless the row says."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """A row of the mailings tab, its blanks filled in. ``row`` counts along the table. ``date``: of the occasion
    ``date`` only. ``mistake``: why it writes to nobody, a reason of ``LeftOut``."""

    row: int
    name: str
    on: bool
    occasion: str
    offset: int
    channel: str
    template: str
    mode: str
    advertising: bool
    valid_days: int
    daily_limit: int
    audience: Audience = ALL
    mistake: str = ""
    date: dt.date | None = None


def mailings(shop: Shop) -> tuple[list[Mailing], list[Finding]]:
    """The rows of the mailings tab, and what is wrong with those that are on."""
    found, findings = [], []
    for row in range(len(shop.book["mailings"])):
        mailing, amiss = _mailing(shop, row)
        found.append(mailing)
        findings += amiss
    return found, findings


def finding(shop: Shop, row: int, column: str, code: str, **facts: object) -> Finding:
    """A remark on a cell of the mailings tab."""
    table = shop.book["mailings"]
    found = table.columns.get(column)
    return Finding(
        code=code,
        severity=Severity.ERROR,
        tab=table.title,
        row=table.rows[row],
        column=found.number if found else 0,
        heading=found.heading if found else table.tab.column(column).headings.first(shop.book.language),
        value=found.raw[row] if found else None,
        facts=facts,
    )


def urgency(mailing: Mailing) -> int:
    """The smaller the more pressing."""
    return _URGENCY.get(mailing.occasion, len(_URGENCY))


_URGENCY: Final = {occasion: place for place, occasion in enumerate(VALID_DAYS)}


def _mailing(shop: Shop, row: int) -> tuple[Mailing, list[Finding]]:
    table = shop.book["mailings"]
    said = {column.name: table.value(column.name, row) for column in table.tab.columns if not column.filled}
    occasion, valid, limit = said["occasion"] or "", said["valid_days"], said["daily_limit"]
    who, unread = _audience(shop, said["audience"])
    amiss = list(_amiss(shop, row, said, unread))
    mailing = Mailing(
        row=row,
        name=said["name"] or occasion,
        on=bool(said["on"]),
        occasion=occasion,
        offset=int(said["offset"] or 0),
        channel=said["channel"] or "",
        template=said["template"] or occasion,
        mode=said["mode"] or "draft",
        advertising=said["kind"] == "advertising",
        valid_days=VALID_DAYS.get(occasion, 0) if valid is None else int(valid),
        daily_limit=shop.book.config.mail.limits.per_day if limit is None else int(limit),
        audience=who,
        mistake=next((code for _, code, _ in amiss if code != "mailing-drafts-only"), ""),
        date=said["date"],
    )
    return mailing, [
        finding(shop, row, column, code, **facts) for column, code, facts in amiss if _told(shop, mailing, code)
    ]


def _amiss(
    shop: Shop, row: int, said: Mapping[str, Any], unread: str
) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """(column, code, facts)"""
    if unread:
        yield "audience", "mailing-audience", {"what": unread}
    if not said["occasion"]:
        yield "occasion", "mailing-occasion", {}
    if said["occasion"] == "date" and said["date"] is None:
        yield "date", "mailing-date", {}
    if said["mode"] == "send" and way(shop.book.config.mail, said["channel"] or "email", "send").draft:
        yield "mode", "mailing-drafts-only", {}


def _told(shop: Shop, mailing: Mailing, code: str) -> bool:
    """A row that is off may be unfinished; only what cannot be read at all is told of it. An occasion that cannot be
    read is told as any unknown word is."""
    if code == "mailing-occasion":
        column = shop.book["mailings"].columns.get("occasion")
        return mailing.on and (column is None or column.raw[mailing.row] is None)
    return mailing.on or code == "mailing-audience"


def _audience(shop: Shop, cell: str | None) -> tuple[Audience, str]:
    try:
        return audience(cell, shop), ""
    except AudienceMistake as error:
        return ALL, str(error) or str(cell)
