"""Binotel: its calls under the names of its API (https://developers.binotel.ua/, REST API: STATS); ``startTime`` counts
seconds, ``callType`` is 0 for a call that comes in and 1 for one that goes out."""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.calls.base import layout

LAYOUT: Final = layout(
    "binotel",
    {
        "at": "startTime",
        "number": "externalNumber",
        "direction": "callType",
        "result": "disposition",
        "seconds": "billsec",
        "mark": "generalCallID",
        "name": "customerName",
    },
    "generalCallID | externalNumber",
    {"in": "0", "out": "1"},
    {"missed": "VM-SUCCESS | SMS-SENDING | SMS-SENDING-SUCCESS | SMS-SENDING-FAILED"},
)
