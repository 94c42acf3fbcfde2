"""Asterisk: ``Master.csv`` of cdr_csv, which has no headings, and the same table out of a database, which has.

Fields in this order, ``uniqueid`` and ``userfield`` where it is told to write them
(https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/CDR-Variables/). A queue writes one record
for every telephone that rang; they share a ``uniqueid``.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.calls.base import layout

ORDER: Final = (
    *("accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata"),
    *("start", "answer", "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield"),
)
SHORTEST: Final = ORDER.index("uniqueid")

LAYOUT: Final = layout(
    "asterisk",
    {
        "at": "start | calldate",
        "from": "src",
        "to": "dst",
        "context": "dcontext",
        "seconds": "billsec",
        "result": "disposition",
        "mark": "uniqueid",
    },
    "dcontext | lastapp | amaflags",
)


def is_headless(cells: list[str]) -> bool:
    """Whether this is a record of Master.csv: as many fields, a disposition where it stands, a moment before it."""
    if not SHORTEST <= len(cells) <= len(ORDER):
        return False
    told = dict(zip(ORDER, cells, strict=False))
    return (
        told["disposition"] in ("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION") and told["start"][:2] == "20"
    )
