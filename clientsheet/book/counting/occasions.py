"""Why the shop gets in touch with a client, one function an occasion, all in the table at the foot. (Occasions that
only letters know, and nobody is reminded of, are in ``letter_occasions``.)

Each gives its events: whom, which day it is due, what makes the event this one, and what a letter may say about it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting import phrases
from clientsheet.book.counting.birthdays import birthdays
from clientsheet.book.counting.contacts import Reminders, reminders
from clientsheet.book.counting.contracts_due import OVERDUE
from clientsheet.book.counting.days import NO_DAY, Days, day_numbers
from clientsheet.book.counting.events import Events, day_text
from clientsheet.book.counting.ground import Ground
from clientsheet.book.counting.intervals import Source
from clientsheet.book.counting.money import SCALE
from clientsheet.book.reading.links import Links
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

_HOUR: Final = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)")


def repeat_visit(ground: Ground) -> Events:
    """One interval after the last visit, less the lead, unless a visit is booked."""
    return repeat_visits(ground, ground.expected)


def repeat_visits(ground: Ground, expected: Days) -> Events:
    """The same where each client is ``expected`` on that day."""
    client = np.flatnonzero(expected != NO_DAY).astype(np.int32)
    due = expected[client] - ground.book.rules.lead_days
    spoken = _repeat_reminders(ground, client, due)
    codes, reasons = _repeat_reasons(ground, client, "repeat")
    return Events(
        kind="repeat_visit",
        client=client,
        day=due,
        occurrence=lambda k: day_text(int(ground.totals.last[client[k]])),
        facts=lambda k: visit_facts(ground, int(client[k])) | {"contacted": _date(spoken.told[k])},
        remind=np.where(spoken.stage == 0, due, NO_DAY),
        reason=codes,
        reasons=reasons,
    )


def follow_up(ground: Ground) -> Events:
    """Some days after the client was spoken to and did not come; twice at most."""
    return follow_ups(ground, ground.expected)


def follow_ups(ground: Ground, expected: Days) -> Events:
    """The same where each client is ``expected`` on that day."""
    everyone = np.flatnonzero(expected != NO_DAY).astype(np.int32)
    spoken = _repeat_reminders(ground, everyone, expected[everyone] - ground.book.rules.lead_days)
    again = np.flatnonzero((spoken.stage > 0) & (spoken.day != NO_DAY))
    client, stage, told = everyone[again], spoken.stage[again], spoken.told[again]
    codes, reasons = _repeat_reasons(ground, client, "follow_up")
    return Events(
        kind="follow_up",
        client=client,
        day=spoken.day[again],
        occurrence=lambda k: f"{day_text(int(ground.totals.last[client[k]]))} {int(stage[k])}",
        facts=lambda k: visit_facts(ground, int(client[k])) | {"contacted": _date(told[k]), "stage": int(stage[k])},
        remind=spoken.day[again],
        reason=codes,
        reasons=reasons,
    )


def booking(ground: Ground) -> Events:
    """The day before a visit that is booked; until its day is over, so that a letter that came too late is told of."""
    bought = ground.purchases
    rows = np.flatnonzero(bought.booked & (bought.client >= 0) & (bought.day >= ground.today))
    pairs = bought.client[rows].astype(np.int64) * 2**22 + bought.day[rows]
    rows = rows[np.unique(pairs, return_index=True)[1]]
    client, day, label = bought.client[rows], bought.day[rows], ground.labels.along(bought.service[rows])
    due = day - ground.book.rules.booking_notice_days
    language, names = ground.book.language, [*ground.labels.names, ""]

    def reason(pair: tuple[int, ...]) -> str:
        service = phrases.inside(names[pair[1]])
        return phrases.about("booking", language, date=_date(pair[0]), service=service)

    codes, reasons = _worded(reason, day, label)
    return Events(
        kind="booking",
        client=client,
        day=due,
        occurrence=lambda k: day_text(int(day[k])),
        facts=lambda k: {
            "date": _date(day[k]),
            "time": hour(bought.table, int(rows[k])),
            "service": names[label[k]],
            "staff": bought.table.value("staff", int(rows[k])) or "",
        },
        remind=np.where((day > ground.today) & (ground.contacts.first_from(client, due) == NO_DAY), due, NO_DAY),
        reason=codes,
        reasons=reasons,
    )


def birthday(ground: Ground) -> Events:
    """The birthday of the client and of the client's people: the last one and the next one of each."""
    book = ground.book
    clients, people = book["clients"], book["phones"]
    client = np.concatenate([np.arange(len(clients), dtype=np.int32), ground.links("phones")])
    names = [*([""] * len(clients)), *(name or "" for name in people.values("person"))]
    born = [*clients.values("birthday"), *_not_told_already(clients, people, ground.links("phones"))]
    found = birthdays(born, ground.today, book.rules.feb29)
    kept = client[found.whose] >= 0
    whose, day, year, moved = found.whose[kept], found.day[kept], found.year[kept], found.moved[kept]
    client = client[whose]
    person = np.array([bool(name) for name in names], np.bool_)[whose]
    codes = np.zeros(len(client), np.int64)
    reasons = [phrases.about("birthday", book.language, person=None)]
    for k in np.flatnonzero(person):
        codes[k] = len(reasons)
        reasons.append(phrases.about("birthday", book.language, person=names[whose[k]]))

    def facts(k: int) -> dict[str, object]:
        value = born[whose[k]]
        age = int(year[k]) - value.year if value.year else None
        return {"date": _date(day[k]), "person": names[whose[k]], "age": age, "moved": bool(moved[k])}

    return Events(
        kind="birthday",
        client=client,
        day=day,
        occurrence=lambda k: f"{int(year[k])} {names[whose[k]]}".rstrip(),
        facts=facts,
        remind=np.where((day >= ground.today) & (ground.contacts.first_from(client, day) == NO_DAY), day, NO_DAY),
        reason=codes,
        reasons=reasons,
    )


def contract_ends(ground: Ground) -> Events:
    """Some days before the end of a contract that no later one of the same subject follows."""
    end = ground.contracts.end
    rows = _contracts(ground, (end != NO_DAY) & ground.contracts.alive & ~_renewed(ground))
    due = end[rows] - ground.book.rules.contract_notice_days
    found = _contract_events(ground, "contract_ends", rows, due, end[rows])
    return replace(found, remind=np.where(end[rows] >= ground.today, found.remind, NO_DAY))


def payment_overdue(ground: Ground) -> Events:
    """The day after a contract was to be paid, while something is owing."""
    rows = _contracts(ground, ground.contracts.state == OVERDUE)
    pay_by = ground.contracts.pay_by[rows]
    return _contract_events(ground, "payment_overdue", rows, pay_by + 1, pay_by)


def task(ground: Ground) -> Events:
    """A task that is not done, on its day."""
    tasks, links, language = ground.book["tasks"], ground.links("tasks"), ground.book.language
    days = day_numbers(tasks.values("due"))
    done = np.fromiter(map(bool, tasks.values("done")), np.bool_, len(tasks))
    rows = np.flatnonzero((days != NO_DAY) & ~done & (links >= 0))
    what = [tasks.value("what", row) or "" for row in rows.tolist()]
    return Events(
        kind="task",
        client=links[rows],
        day=days[rows],
        occurrence=lambda k: f"{day_text(int(days[rows[k]]))} {what[k]}".rstrip(),
        facts=lambda k: {"date": _date(days[rows[k]]), "what": what[k], "row": tasks.rows[int(rows[k])]},
        remind=days[rows],
        reason=np.arange(len(rows)),
        reasons=[phrases.about("task", language, what=words) for words in what],
    )


def _not_told_already(clients: Table, people: Table, links: Links) -> Sequence[Any]:
    """The birthdays of people, without those of the clients themselves, whom owners list among their people."""
    own, names = clients.values("birthday"), clients.values("name")
    found = list(people.values("birthday"))
    for row, (client, person) in enumerate(zip(links.tolist(), people.values("person"), strict=True)):
        if client >= 0 and own[client] and (not person or fold(person) == fold(names[client] or "")):
            found[row] = None
    return found


def _repeat_reminders(ground: Ground, client: NDArray[np.int32], due: NDArray[np.int64]) -> Reminders:
    rules = ground.book.rules
    last = ground.totals.last[client]
    return reminders(due, client, last, ground.contacts, rules.follow_up_days, rules.follow_ups)


def _repeat_reasons(ground: Ground, client: NDArray[np.int32], key: str) -> tuple[NDArray[np.int64], Sequence[str]]:
    span, language, last = ground.intervals, ground.book.language, ground.last_services
    names = [phrases.inside(name) for name in ground.labels.names]
    groups = [phrases.together([names[label] for label in group], language) for group in last.groups]

    def reason(of: tuple[int, ...]) -> str:
        often = phrases.how_often(of[1], of[2], of[3], language)
        return phrases.about(key, language, service=groups[of[0]] if of[0] >= 0 else "", often=often)

    columns = (last.group, span.days, span.months, span.source)
    return _worded(reason, *(column[client] for column in columns))


def visit_facts(ground: Ground, client: int) -> dict[str, object]:
    span, label, last = ground.intervals, int(ground.last_services.label[client]), int(ground.totals.last[client])
    return {
        "service": ground.labels.names[label] if label >= 0 else "",
        "services": _services_of_day(ground, client, last),
        "last_visit": _date(last),
        "expected": _date(ground.expected[client]),
        "interval_days": int(span.days[client]),
        "interval_months": int(span.months[client]),
        "interval_source": Source(span.source[client]).name.lower(),
    }


def _services_of_day(ground: Ground, client: int, day: int) -> tuple[str, ...]:
    """All that the client had done on that day, in the order of the sheet."""
    bought, rows = ground.purchases, ground.purchases_of(client)
    rows = rows[(bought.day[rows] == day) & bought.visit[rows]]
    names = (ground.labels.names[label] for label in ground.labels.along(bought.service[rows]) if label >= 0)
    return tuple(dict.fromkeys(names))


def _renewed(ground: Ground) -> NDArray[np.bool_]:
    """Contracts that another one of the same client and subject outlasts."""
    table, end, links = ground.book["contracts"], ground.contracts.end, ground.links("contracts")
    latest: dict[tuple[int, str], int] = {}
    same = [(int(link), subject or "") for link, subject in zip(links, table.values("subject"), strict=True)]
    for key, day, alive in zip(same, end.tolist(), ground.contracts.alive, strict=True):
        if key[1] and alive:
            latest[key] = max(latest.get(key, 0), day)
    return np.array([day < latest.get(key, 0) for key, day in zip(same, end.tolist(), strict=True)], np.bool_)


def _contracts(ground: Ground, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    return np.flatnonzero((ground.links("contracts") >= 0) & wanted)


def _contract_events(ground: Ground, kind: str, rows: NDArray[np.intp], due: Days, about: Days) -> Events:
    """Events of contracts, each ``about`` a day of its own; a contact puts them off as it does a repeat visit."""
    table, rules, language = ground.book["contracts"], ground.book.rules, ground.book.language
    client, number, keys = ground.links("contracts")[rows], table.values("number"), ground.keys_of("contracts")
    never = np.full(len(rows), NO_DAY)
    spoken = reminders(due, client, never, ground.contacts, rules.follow_up_days, rules.follow_ups)

    def facts(k: int) -> dict[str, object]:
        return contract_facts(ground, int(rows[k])) | {"contacted": _date(spoken.told[k])}

    def reason(k: int) -> str:
        said = contract_facts(ground, int(rows[k]))
        matter = (
            {"date": said["end"]} if kind == "contract_ends" else {"balance": phrases.money(said["balance"], language)}
        )
        return phrases.about(kind, language, number=said["contract"], **matter)

    return Events(
        kind=kind,
        client=client,
        day=due,
        occurrence=lambda k: f"{number[rows[k]] or keys[rows[k]]} {day_text(int(about[k]))}",
        facts=facts,
        remind=spoken.day,
        reason=np.arange(len(rows)),
        reasons=[reason(k) for k in range(len(rows))],
    )


def contract_facts(ground: Ground, row: int) -> dict[str, object]:
    table, contracts = ground.book["contracts"], ground.contracts
    end = int(contracts.end[row])
    return {
        "contract": table.value("number", row) or "",
        "subject": table.value("subject", row) or "",
        "start": table.value("start", row),
        "end": _date(end),
        "days": end - ground.today if end != NO_DAY else None,
        "amount": table.value("amount", row),
        "balance": int(contracts.balance[row]) / SCALE if contracts.priced[row] else None,
        "pay_by": _date(contracts.pay_by[row]),
    }


def _worded(
    reason: Callable[[tuple[int, ...]], str], *columns: NDArray[Any]
) -> tuple[NDArray[np.int64], Sequence[str]]:
    """The words for each row of the columns, made once for rows that agree."""
    packed = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        lowest = int(column.min(initial=0))
        packed = packed * (int(column.max(initial=0)) - lowest + 1) + column - lowest
    _, first, codes = np.unique(packed, return_index=True, return_inverse=True)
    return codes, [reason(tuple(int(column[row]) for column in columns)) for row in first]


def hour(visits: Table, row: int) -> dt.time | None:
    """The hour of a visit, where its date was written with one."""
    cell = visits.columns["date"].raw[row]
    if isinstance(cell, dt.datetime):
        return cell.time().replace(second=0, microsecond=0) if cell.time() != dt.time() else None
    said = _HOUR.search(cell) if isinstance(cell, str) else None
    return dt.time(int(said[1]), int(said[2])) if said else None


def _date(day: Any) -> dt.date | None:
    return dt.date.fromordinal(int(day)) if day != NO_DAY else None


OCCASIONS: Final[Mapping[str, Callable[[Ground], Events]]] = {
    "task": task,
    "payment_overdue": payment_overdue,
    "contract_ends": contract_ends,
    "repeat_visit": repeat_visit,
    "follow_up": follow_up,
    "booking": booking,
    "birthday": birthday,
}
"""Of several on one day, the first is the reason for the next contact."""
