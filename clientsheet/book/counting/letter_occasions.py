"""Occasions to write that nobody is reminded of: a thank-you, a newsletter, a welcome. All in the table at the foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days
from clientsheet.book.counting.events import Events, day_text
from clientsheet.book.counting.ground import Ground
from clientsheet.book.counting.occasions import contract_facts, follow_ups, repeat_visits, visit_facts
from clientsheet.book.sightings import CLIENT, STAGE, since


def after_visit(ground: Ground) -> Events:
    """The day of the last visit: one letter a visit, and none about a visit that another one followed."""
    return _since_visit(ground, "after_visit", ground.totals.last)


def not_seen(ground: Ground) -> Events:
    """The day of the last visit of those who have booked none; how long ago that has to be is the mailing's offset."""
    return _since_visit(ground, "not_seen", np.where(ground.totals.booked == NO_DAY, ground.totals.last, NO_DAY))


def not_seen_but_booked(ground: Ground) -> Events:
    """The same of those who have booked a visit."""
    return _since_visit(ground, "not_seen", np.where(ground.totals.booked != NO_DAY, ground.totals.last, NO_DAY))


def new_client(ground: Ground) -> Events:
    """The day the client's row was first seen. Who had come long before that is no new client."""
    day = np.array(since(ground.sighted, CLIENT, ground.keys), np.int64)
    first = ground.totals.first
    old = (first != NO_DAY) & (first < day - ground.book.rules.new_days)
    client = np.flatnonzero((day != NO_DAY) & ~old).astype(np.int32)
    return _silent("new_client", client, day[client], lambda k: "new", lambda k: {})


def stage_changed(ground: Ground) -> Events:
    """The day an order was first seen at another stage than before."""
    contracts, links, keys = ground.book["contracts"], ground.links("contracts"), ground.keys_of("contracts")
    day = np.array(since(ground.sighted, STAGE, keys), np.int64)
    rows = np.flatnonzero((day != NO_DAY) & (links >= 0))
    stage, goods = contracts.values("stage"), contracts.values("goods")
    written = contracts.columns["stage"].raw if "stage" in contracts else ()

    def facts(k: int) -> dict[str, object]:
        row = int(rows[k])
        return contract_facts(ground, row) | {
            "stage": stage[row] or "",
            "stage_words": str(written[row] or ""),
            "goods": goods[row] or "",
        }

    def occurrence(k: int) -> str:
        row = int(rows[k])
        return f"{contracts.value('number', row) or keys[row]} {stage[row] or ''}".rstrip()

    return _silent("stage_changed", links[rows], day[rows], occurrence, facts)


def on_date(ground: Ground, date: dt.date) -> Events:
    """Everybody, on one day."""
    client = np.arange(len(ground.keys), dtype=np.int32)
    day = np.full(len(client), date.toordinal(), np.int64)
    return _silent("date", client, day, lambda k: date.isoformat(), lambda k: {"date": date})


def no_events(kind: str) -> Events:
    return _silent(kind, np.zeros(0, np.int32), np.zeros(0, np.int64), lambda k: "", lambda k: {})


def _since_visit(ground: Ground, kind: str, last: Days) -> Events:
    client = np.flatnonzero(last != NO_DAY).astype(np.int32)
    day = last[client]

    def facts(k: int) -> dict[str, object]:
        visit = int(ground.totals.row[client[k]])
        staff = ground.purchases.table.value("staff", visit)
        return visit_facts(ground, int(client[k])) | {"days": ground.today - int(day[k]), "staff": staff or ""}

    return _silent(kind, client, day, lambda k: day_text(int(day[k])), facts)


def _silent(
    kind: str,
    client: NDArray[np.int32],
    day: Days,
    occurrence: Callable[[int], str],
    facts: Callable[[int], dict[str, Any]],
) -> Events:
    """Events that ask for no contact by themselves."""
    nothing = np.zeros(len(client), np.int64)
    return Events(kind, client, day, occurrence, facts, remind=nothing + NO_DAY, reason=nothing, reasons=[""])


LETTER_OCCASIONS: Final[Mapping[str, Callable[[Ground], Events]]] = {
    "after_visit": after_visit,
    "not_seen": not_seen,
    "new_client": new_client,
    "stage_changed": stage_changed,
}
"""Beside those of ``occasions.OCCASIONS``, and ``on_date``."""

MEANWHILE: Final[Mapping[str, Callable[[Ground], Events]]] = {
    "repeat_visit": lambda ground: repeat_visits(ground, ground.booked_meanwhile),
    "follow_up": lambda ground: follow_ups(ground, ground.booked_meanwhile),
    "not_seen": not_seen_but_booked,
}
"""What would be due had the client not booked a visit."""
