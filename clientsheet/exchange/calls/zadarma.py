"""Zadarma: the statistics of its PBX under the names of its API (https://zadarma.com/ua/support/api/): ``callstart``,
``clid`` and ``destination`` or ``from`` and ``to``, ``disposition``, ``seconds``."""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.calls.base import layout

LAYOUT: Final = layout(
    "zadarma",
    {
        "at": "callstart",
        "from": "clid | from",
        "to": "destination | to",
        "result": "disposition",
        "seconds": "seconds | billseconds",
        "mark": "call_id | pbx_call_id",
    },
    "callstart | pbx_call_id | is_recorded",
)
