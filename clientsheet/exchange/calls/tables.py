"""Any call log that is a table -> calls: by its vendor's layout, else by headings that everybody uses."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.exchange.calls.base import Call, CallLayout, Direction, Log, layout
from clientsheet.exchange.sources.base import Sheet
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.calendar import spelled
from clientsheet.sheet.kinds.fold import fold

ANY: Final = layout(
    "table",
    {
        "at": "Дата і час | Дата та час | Дата й час | Початок | Час дзвінка | Дата дзвінка | Дата и время | Начало"
        "| Время звонка | Дата звонка | Date and time | Date/Time | Datetime | Start | Start time | Started | Call time"
        "| Time stamp | Timestamp | Call date",
        "date": "Дата | День | Date | Day",
        "time": "Час | Время | Time",
        "number": "Номер | Номер телефону | Телефон | Номер клієнта | Телефон клієнта | Клієнт | Зовнішній номер"
        "| Номер телефона | Номер клиента | Телефон клиента | Внешний номер | Абонент"
        "| Number | Phone | Phone number | Client number | External number | Contact number | Customer number",
        "from": "Звідки | Хто дзвонив | Хто телефонував | Від кого | Номер А | Откуда | Кто звонил | От кого"
        "| From | Caller | Caller number | Caller ID | Source | Src | Call from",
        "to": "Куди | Кому | Кому дзвонили | Куди телефонували | Номер Б | Куда | Кому звонили"
        "| To | Callee | Called | Destination | Dst | Call to",
        "direction": "Тип | Тип дзвінка | Напрям | Напрямок | Тип звонка | Направление | Type | Call type | Direction",
        "result": "Статус | Результат | Статус дзвінка | Стан | Статус звонка | Состояние | Status | Result"
        "| Disposition | Call status | Outcome",
        "seconds": "Тривалість | Тривалість розмови | Тривалість, с | Час розмови | Длительность"
        "| Длительность разговора | Продолжительность | Время разговора | Длительность, сек"
        "| Duration | Talk time | Talk duration | Duration (s) | Seconds | Billsec | Duration, s",
        "mark": "ID | ID дзвінка | ID звонка | Call ID | Unique ID | Uniqueid | UUID",
        "name": "Ім'я | Имя | Name | Contact | Контакт",
    },
    "",
)

_SHORT: Final = 6
"""Digits of a number inside the firm; an outside number has more."""
_MOSTLY_OURS: Final = 0.5
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_INSIDE_OUT: Final = re.compile(r"from-internal|outbound|outgoing|out", re.IGNORECASE)
_OUTSIDE_IN: Final = re.compile(r"trunk|pstn|from-did|incoming|inbound|ext-queues|ivr|ext-group", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    told: Mapping[str, Raw]
    line: int


def fitting(sheet: Sheet, layouts: Sequence[CallLayout]) -> CallLayout | None:
    """The layout that fits; None: this is no call log."""
    folded = {fold(heading) for heading in sheet.headings}
    best = max(layouts, key=lambda one: len(one.telling & folded), default=None)
    if best is not None and best.telling & folded and _enough(best, folded):
        return best
    return ANY if _enough(ANY, folded) else None


def read(sheet: Sheet, of: CallLayout, own: Collection[str], zone: dt.tzinfo) -> Log:
    """``own``: the shop's numbers, as digits; others that stand on one side of most calls are taken for its own too."""
    places: dict[str, int] = {}
    for place, heading in enumerate(sheet.headings):
        if name := of.fields.get(fold(heading)):
            places.setdefault(name, place)
    rows = [
        _Row({name: row[place] for name, place in places.items()}, line)
        for row, line in zip(sheet.rows, sheet.lines, strict=True)
    ]
    ours = {*own, *_mostly(rows)}
    calls, torn, inside = [], list(sheet.ragged), 0
    for row in rows:
        at = _moment(row.told, zone)
        if at is None:
            torn.append(row.line)
            continue
        side = _other_side(row.told, of, ours)
        if side is None:
            inside += 1
            continue
        number, direction = side
        calls.append(_call(row, of, at, number, direction))
    return Log(of.source, tuple(calls), inside, tuple(sorted(torn)))


def _enough(of: CallLayout, folded: Collection[str]) -> bool:
    named = {name for word, name in of.fields.items() if word in folded}
    return bool(named & {"at", "date"}) and bool(named & {"number", "from", "to"})


def _call(row: _Row, of: CallLayout, at: dt.datetime, number: str, direction: Direction | str) -> Call:
    seconds = _seconds(row.told.get("seconds"))
    word = _word(row.told.get("result"))
    result = of.results.get(word) or ("answered" if seconds else "missed" if seconds == 0 else "")
    if not word and _word(row.told.get("direction")) in _MISSED:
        result = "missed"
    talked = seconds if result == "answered" else None
    name = _text(row.told.get("name"))
    return Call(at, number, direction, result, talked, _text(row.told.get("mark")), name, row.line)  # type: ignore[arg-type]


def _other_side(told: Mapping[str, Raw], of: CallLayout, own: Collection[str]) -> tuple[str, str] | None:
    """Whom the call was with, and which way; None: nobody outside."""
    direction = of.directions.get(_word(told.get("direction")), "")
    number = _text(told.get("number"))
    if direction == "inside":
        return None
    if number:
        return (number, direction) if _is_outside(number, own) else None
    caller, called = _text(told.get("from")), _text(told.get("to"))
    out, come = _is_outside(called, own), _is_outside(caller, own)
    if out and come and not direction:
        context = _text(told.get("context"))
        direction = "in" if _OUTSIDE_IN.search(context) else "out" if _INSIDE_OUT.search(context) else ""
    if direction == "in" or (come and not out):
        return (caller, direction or "in") if come else None
    if out:
        return called, direction or "out"
    return None


def _is_outside(number: str, own: Collection[str]) -> bool:
    digits = "".join(filter(str.isdigit, number))
    return len(digits) >= _SHORT and not any(digits.endswith(one[-9:]) for one in own if len(one) >= _SHORT)


def _mostly(rows: Sequence[_Row]) -> set[str]:
    """Numbers that stand on one side of at least half of the calls between two long numbers: the shop's own."""
    pairs = [tuple("".join(filter(str.isdigit, _text(row.told.get(side)))) for side in ("from", "to")) for row in rows]
    long = [pair for pair in pairs if all(len(number) >= _SHORT for number in pair)]
    counted = Counter(number for pair in long for number in set(pair))
    return {number for number, times in counted.items() if len(long) > 3 and times > _MOSTLY_OURS * len(long)}


def _moment(told: Mapping[str, Raw], zone: dt.tzinfo) -> dt.datetime | None:
    whole = _at(told.get("at"), zone)
    if whole is not None:
        return whole
    day = _at(told.get("date"), zone)
    clock = told.get("time")
    if day is None or clock is None:
        return day
    if isinstance(clock, dt.time):
        return dt.datetime.combine(day.date(), clock)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", _text(clock))
    try:
        return day.replace(hour=int(found[1]), minute=int(found[2]), second=int(found[3] or 0)) if found else day
    except ValueError:
        return None


def _at(cell: Raw, zone: dt.tzinfo) -> dt.datetime | None:
    """A moment by the shop's clock; seconds and milliseconds since 1970 are turned into it."""
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=None, microsecond=0)
    if isinstance(cell, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)
    text = _text(cell)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return dt.datetime.fromtimestamp(int(text[:10]), zone).replace(tzinfo=None)
    said = spelled(re.sub(r"(\d{2}:\d{2})\.\d+$", r"\1", text))
    if said is None or said.year is None or said.short:
        return None
    try:
        return dt.datetime.combine(dt.date(said.year, said.month, said.day), said.time or dt.time())
    except ValueError:
        return None


def _seconds(cell: Raw) -> int | None:
    """'195', '03:15', '0:03:15', a time of Excel."""
    if isinstance(cell, dt.time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, dt.timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(cell * 86_400) if 0 < cell < 1 else round(cell)
    text = _text(cell)
    if text.isdecimal():
        return int(text)
    found = _CLOCK.fullmatch(text)
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


def _text(cell: Raw) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _word(cell: Raw) -> str:
    return fold(_text(cell)) if _text(cell) else ""


_MISSED: Final = frozenset(
    map(fold, ("missed", "пропущений", "пропущенный", "rejected", "відхилений", "отклоненный", "voicemail", "blocked"))
)
