"""Calls of a log -> rows of the history tab, each once for ever: whose number it is, which way, and how it ended.

A call is known again by its own code in the history (``message_id``), and by its client, direction and minute where
another log tells of the same call. Of numbers that are nobody's nothing is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.book.reading.understand import reading_of
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import CALL_RESULTS, CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.exchange.calls.base import Call, Log
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import PHONES
from clientsheet.text import say

Row = Mapping[str, Raw]

_CODE: Final = "call-"
_NEAR: Final = dt.timedelta(seconds=90)
"""Two logs of one call differ by the time that it rang."""


@dataclass(frozen=True)
class CallPlan:
    """``rows``: of the history, by column name. ``strangers``: numbers that are nobody's, the most frequent first,
    with how often. ``shared``: calls of a number that several clients have."""

    sources: tuple[str, ...]
    calls: int
    rows: tuple[Row, ...]
    there: int = 0
    inside: int = 0
    shared: int = 0
    strangers: tuple[tuple[str, int], ...] = ()
    torn: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)


def planned(logs: Sequence[Log], shop: Shop) -> CallPlan:
    """Writes nothing."""
    calls = [(call, log.source) for log in logs for call in log.calls]
    numbers = _numbers([call.number for call, _ in calls], shop)
    whose = _Clients(shop)
    codes, told = _told(shop)
    rows, strangers, there, shared = [], Counter[str](), 0, 0
    for call, source in sorted(calls, key=lambda pair: pair[0].at):
        number = numbers[call.number]
        clients = whose.rows(number, call.number)
        if not clients:
            strangers[number or call.number] += 1
            continue
        client = shop.keys[clients[0]] if len(clients) == 1 else ""
        reference = client or number or call.number
        code = _code(call, source, number)
        if code in codes or _is_told(call, source, reference, told):
            there += 1
            continue
        codes.add(code)
        told.setdefault((reference, call.direction), []).append((call.at, source))
        shared += len(clients) > 1
        rows.append(_row(call, _as_kept(reference, shop, clients), code, shop.book.language))
    return CallPlan(
        sources=tuple(dict.fromkeys(log.source for log in logs)),
        calls=len(calls) + sum(log.inside for log in logs),
        rows=tuple(rows),
        there=there,
        inside=sum(log.inside for log in logs),
        shared=shared,
        strangers=tuple(strangers.most_common()),
        torn=tuple(line for log in logs for line in log.torn),
    )


class _Clients:
    """Whose number it is: of a client, or of somebody at a client (the phones tab)."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        people, links = shop.book["phones"], shop.links("phones")
        self._people: dict[str, list[int]] = {}
        for line, phones in enumerate(people.values("phone")):
            for phone in phones or ():
                if links[line] >= 0:
                    self._people.setdefault(phone.e164, []).append(int(links[line]))

    def rows(self, number: str, written: str) -> list[int]:
        found = self._shop.index_of(number or written)
        return found or sorted(set(self._people.get(number, ())))


def _numbers(written: Iterable[str], shop: Shop) -> dict[str, str]:
    """Each number as it is written -> E.164, '' where it is none."""
    distinct = list(dict.fromkeys(written))
    read, _ = PHONES.read(distinct, reading_of(shop.book))
    return {text: phones[0].e164 if phones else "" for text, phones in zip(distinct, read, strict=True)}


# What the history tells already


def _told(shop: Shop) -> tuple[set[str], dict[tuple[str, str], list[tuple[dt.datetime, str]]]]:
    """The codes of the calls, and by client and direction when they were, and which log told of it."""
    history, links = shop.book["history"], shop.links("history")
    codes: set[str] = set()
    told: dict[tuple[str, str], list[tuple[dt.datetime, str]]] = {}
    names = ("at", "client", "direction", "kind", "message_id")
    for row, (at, client, direction, kind, code) in enumerate(zip(*map(history.values, names), strict=True)):
        if code and code.startswith(_CODE):
            codes.add(code)
        if kind == "call" and isinstance(at, dt.datetime):
            who = shop.keys[links[row]] if links[row] >= 0 else client or ""
            source = (code or "").removeprefix(_CODE).partition("-")[0]
            told.setdefault((who, direction or ""), []).append((at.replace(tzinfo=None), source))
    return codes, told


def _is_told(
    call: Call, source: str, reference: str, told: Mapping[tuple[str, str], Sequence[tuple[dt.datetime, str]]]
) -> bool:
    """Another log, or the owner, wrote this very call down; or this one did, and the tab has no column for codes."""
    ways = (call.direction,) if call.direction else ("in", "out", "")
    for way in ways:
        for at, other in told.get((reference, way), ()):
            apart = abs(call.at - at)
            if apart < _NEAR if other != source else apart == dt.timedelta():
                return True
    return False


def _code(call: Call, source: str, number: str) -> str:
    """The vendor's own number of the call, else what tells it from any other."""
    if call.mark:
        return f"{_CODE}{source}-{call.mark}"
    told = f"{call.at.isoformat()} {number or call.number} {call.direction}"
    return f"{_CODE}{source}-{hashlib.blake2b(told.encode(), digest_size=8).hexdigest()}"


# The row


def _as_kept(reference: str, shop: Shop, clients: Sequence[int]) -> Raw:
    """An id as the clients tab keeps it: a number stays one."""
    column = shop.book["clients"].columns.get("id")
    return column.raw[clients[0]] if column is not None and len(clients) == 1 and shop.keys[clients[0]] else reference


def _row(call: Call, client: Raw, code: str, language: str) -> Row:
    return {
        "at": call.at,
        "client": client,
        "channel": word(CHANNELS, "phone", language),
        "direction": word(DIRECTIONS, call.direction, language) if call.direction else None,
        "kind": word(HISTORY_KINDS, "call", language),
        "subject": _subject(call, language),
        "result": word(CALL_RESULTS, _result(call), language) if call.result else None,
        "message_id": code,
    }


def _result(call: Call) -> str:
    """Nobody took it: a client's call was missed, ours was not answered."""
    return "unanswered" if call.result == "missed" and call.direction != "in" else call.result


def _subject(call: Call, language: str) -> str:
    if not call.seconds:
        return say(language, "calls.subject.none")
    minutes, seconds = divmod(call.seconds, 60)
    key = "calls.subject.talk" if minutes else "calls.subject.short"
    return say(language, key, minutes=minutes, seconds=seconds)


def strange(plan: CallPlan, limit: int) -> Iterator[str]:
    """The numbers that are nobody's, with how often they occur."""
    for number, times in plan.strangers[:limit]:
        yield f"{number} ×{times}" if times > 1 else number
