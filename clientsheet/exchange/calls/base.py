"""What a call log is: calls, whatever wrote them down. Plain values: nothing here knows whose number it is.

*Call*: one conversation, or an attempt at one, with somebody outside. *CallLayout*: what the headings of a vendor's
log mean. Fields: ``at`` (or ``date`` and ``time``), ``number`` (or ``from`` and ``to``), ``direction``, ``result``,
``seconds``, ``mark`` (the vendor's own number of the call), ``name``, ``context``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clientsheet.sheet.kinds.fold import fold

Direction = Literal["in", "out"]
Result = Literal["answered", "missed", "busy", "failed", ""]


@dataclass(frozen=True, slots=True)
class Call:
    """``at``: by the shop's clock. ``number``: of the other side, as written. ``mark``: what the vendor knows the call
    by, '' where nothing. ``seconds``: talked, None where nobody says. ``line``: of the file."""

    at: dt.datetime
    number: str
    direction: Direction | Literal[""]
    result: Result
    seconds: int | None = None
    mark: str = ""
    name: str = ""
    line: int = 0


@dataclass(frozen=True)
class Log:
    """``inside``: calls between the shop's own, or from a hidden number; ``torn``: lines nobody could read."""

    source: str
    calls: tuple[Call, ...]
    inside: int = 0
    torn: tuple[int, ...] = ()


@dataclass(frozen=True)
class CallLayout:
    """``telling``: headings that only this log has. ``directions``, ``results``: folded words by what they mean."""

    source: str
    fields: Mapping[str, str]
    telling: frozenset[str]
    directions: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)


DIRECTIONS: Mapping[str, str] = {
    "in": "in | incoming | inbound | вхідний | вхідні | вхідний дзвінок | входящий | входящие | входящий звонок"
    "| missed | пропущений | пропущенный | rejected | відхилений | отклоненный | voicemail | blocked | callback in",
    "out": "out | outgoing | outbound | вихідний | вихідні | вихідний дзвінок | исходящий | исходящие"
    "| исходящий звонок | dialed | callback | зворотний дзвінок | обратный звонок",
    "inside": "internal | внутрішній | внутренний | inner",
}
RESULTS: Mapping[str, str] = {
    "answered": "answered | answer | online | transfer | success | прийнятий | відповіли | відповідь | успішний"
    "| принят | принятый | отвечен | отвеченный | успешный | ответ | разговор | розмова | proper"
    "| repeated | completed",
    "missed": "no answer | noanswer | no-answer | cancel | cancelled | missed | vm | voicemail | rejected | unanswered"
    "| не відповіли | без відповіді | пропущений | пропущено | відхилений | не прийнятий | скинуто"
    "| не отвечен | без ответа | нет ответа | пропущен | пропущенный | неотвеченный | непринятый | отклонен | сброшен"
    "| client no answer | blocked",
    "busy": "busy | зайнято | занято",
    "failed": "failed | congestion | chanunavail | помилка | ошибка | не вдалося | failed call | unavailable"
    "| недоступний | недоступен",
}


def layout(
    source: str,
    fields: Mapping[str, str],
    telling: str,
    directions: Mapping[str, str] | None = None,
    results: Mapping[str, str] | None = None,
) -> CallLayout:
    """A declaration: headings and words apart by ``|``; the words everybody uses are understood anyway."""
    return CallLayout(
        source,
        _by_word(fields),
        frozenset(map(fold, _words(telling))),
        {**_by_word(DIRECTIONS), **_by_word(directions or {})},
        {**_by_word(RESULTS), **_by_word(results or {})},
    )


def _by_word(said: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meaning for meaning, joined in said.items() for word in _words(joined)}


def _words(joined: str) -> list[str]:
    return [word.strip() for word in joined.split("|") if word.strip()]
