"""What came back, as rows of the history and the unsubscribed tab, in the workbook's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.book.letters.trials import is_trial
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.mail.letter import Letter
from clientsheet.mail.returned import Kind, Returned, Suppression
from clientsheet.sheet.grid import Raw
from clientsheet.text import say

Row = dict[str, Raw]

_HISTORY_KIND: Final = {
    Kind.HARD: "bounce",
    Kind.SOFT: "bounce",
    Kind.COMPLAINT: "complaint",
    Kind.UNSUBSCRIBE: "unsubscribe",
    Kind.STOP: "letter",
    Kind.REPLY: "letter",
    Kind.AUTO_REPLY: "auto_reply",
    Kind.SENT: "letter",
}


@dataclass(frozen=True)
class ReturnedRows:
    """``history``, ``unsubscribed``: rows to append, by column name. ``marks`` and ``addresses`` (address, topic) stand
    in the workbook once these rows do; ``told_marks`` and ``told_addresses`` stand there already, or need not."""

    history: tuple[Row, ...] = ()
    unsubscribed: tuple[Row, ...] = ()
    marks: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    told_marks: tuple[str, ...] = ()
    told_addresses: tuple[tuple[str, str], ...] = ()


def returned_rows(
    shop: Shop,
    returned: Sequence[Returned],
    suppressed: Sequence[Suppression],
    letter: Callable[[str], Letter | None],
) -> ReturnedRows:
    """``returned`` and ``suppressed``: what the journal has and the workbook may not; ``letter``: by its key."""
    known, refused = set(_in_history(shop)), set(refused_addresses(shop))
    fresh = [one for one in returned if not is_trial(one.key) and _place(one) not in known]
    added = [one for one in suppressed if (one.address, one.topic) not in refused]
    return ReturnedRows(
        history=tuple(_history_row(shop, one, letter(one.key) if one.key else None) for one in fresh),
        unsubscribed=tuple(_unsubscribed_row(shop, one) for one in added),
        marks=tuple(one.mark for one in fresh),
        addresses=tuple((one.address, one.topic) for one in added),
        told_marks=tuple(one.mark for one in returned if one not in fresh),
        told_addresses=tuple((one.address, one.topic) for one in suppressed if one not in added),
    )


# -- rows


def _history_row(shop: Shop, returned: Returned, letter: Letter | None) -> Row:
    language = shop.book.language
    return {
        "at": returned.at,
        "client": letter.client if letter else _client(shop, returned.address),
        "channel": word(CHANNELS, "email", language),
        "direction": word(DIRECTIONS, _direction(returned), language),
        "kind": word(HISTORY_KINDS, _HISTORY_KIND[returned.kind], language),
        "subject": returned.subject,
        "result": _result(shop, returned),
        "message_id": returned.message_id,
        "mailing": letter.mailing if letter else None,
    }


def _unsubscribed_row(shop: Shop, suppression: Suppression) -> Row:
    return {
        "address": suppression.address,
        "date": suppression.at.date(),
        "topic": suppression.topic or None,
        "source": say(shop.book.language, f"returned.source.{suppression.source}"),
    }


def _result(shop: Shop, returned: Returned) -> str | None:
    if returned.kind in (Kind.REPLY, Kind.AUTO_REPLY):
        return returned.detail or None
    tab = shop.book["unsubscribed"]
    title = tab.title or tab.tab.titles.first(shop.book.language)
    return say(shop.book.language, f"returned.{returned.kind}", said=returned.detail or returned.subject, tab=title)


def _client(shop: Shop, address: str) -> str:
    """Whoever has that address; two clients with one address, or none: the address itself."""
    rows = shop.index_of(address)
    return (shop.keys[rows[0]] if len(rows) == 1 else "") or address


def _direction(returned: Returned) -> str:
    return "out" if returned.kind is Kind.SENT else "in"


# -- what stands there already


def _place(returned: Returned) -> tuple[str, str, str]:
    return returned.message_id, _direction(returned), _HISTORY_KIND.get(returned.kind, "")


def _in_history(shop: Shop) -> Iterator[tuple[str, str, str]]:
    history = shop.book["history"]
    columns = (history.values(name) for name in ("message_id", "direction", "kind"))
    for message_id, direction, kind in zip(*columns, strict=True):
        if message_id:
            yield message_id, direction or "", kind or ""


def refused_addresses(shop: Shop) -> Iterator[tuple[str, str]]:
    """(address, topic), topic '' for all, as the unsubscribed tab has them."""
    table = shop.book["unsubscribed"]
    for address, topic in zip(table.values("address"), table.values("topic"), strict=True):
        for one in re.split(r"[,;\n]", address or ""):
            yield one.strip().lower(), topic or ""
