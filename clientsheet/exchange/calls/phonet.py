"""Phonet: its calls under the names of its API: ``dialAt`` counts milliseconds, ``lgDirection`` is 1 inside the firm,
2 out, 4 in. (Written after its API as it is commonly used; its own pages were not at hand.)"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.calls.base import layout

LAYOUT: Final = layout(
    "phonet",
    {
        "at": "dialAt",
        "number": "otherLegNum",
        "direction": "lgDirection",
        "seconds": "billSecs",
        "mark": "uuid",
        "name": "otherLegName",
    },
    "lgDirection | otherLegNum | dialAt",
    {"inside": "1", "out": "2", "in": "4"},
)
