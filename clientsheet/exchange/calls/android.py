"""Android: the call log as SMS Backup & Restore keeps it (``calls-*.xml``,
https://www.synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/), and as its extractors make a table of it.

``type`` is Android's (android.provider.CallLog.Calls): 1 in, 2 out, 3 missed, 4 voicemail, 5 rejected, 6 blocked,
7 answered elsewhere; ``date`` counts milliseconds.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from clientsheet.exchange.calls.base import Call, Log, Result, layout

LAYOUT: Final = layout(
    "android",
    {
        "at": "Call Date (timestamp) | Call Date | Date/Time",
        "number": "Caller # | Phone Number",
        "direction": "Call type",
        "seconds": "Call duration (s)",
        "name": "Caller name",
    },
    "Caller # | Call Id # | Call Date (timestamp)",
)

_TYPES: Final[dict[str, tuple[str, Result]]] = {
    "1": ("in", "answered"),
    "2": ("out", ""),
    "3": ("in", "missed"),
    "4": ("in", "missed"),
    "5": ("in", "missed"),
    "6": ("in", "missed"),
    "7": ("in", "answered"),
}


def is_backup(text: str) -> bool:
    return "<calls" in text[:4000].lower() or "<call " in text[:4000].lower()


def read(text: str, zone: dt.tzinfo) -> Log:
    """A backup that was cut short is read as far as it goes."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    page: Any = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    calls, torn, inside = [], [], 0
    for one in page.iter("call") if page is not None else ():
        try:
            moment = dt.datetime.fromtimestamp(int(one.get("date")) / 1000, zone).replace(tzinfo=None, microsecond=0)
            direction, result = _TYPES[one.get("type", "")]
            seconds = int(one.get("duration") or 0)
        except (TypeError, ValueError, KeyError, OverflowError, OSError):
            torn.append(int(one.sourceline or 0))
            continue
        number = one.get("number") or ""
        if one.get("presentation", "1") != "1" or not any(map(str.isdigit, number)):
            inside += 1
            continue
        ended = result or ("answered" if seconds else "missed")
        name = one.get("contact_name") or ""
        talked = seconds if ended == "answered" else None
        calls.append(
            Call(moment, number, direction, ended, talked, "", "" if name == "(Unknown)" else name, one.sourceline or 0)  # type: ignore[arg-type]
        )
    return Log("android", tuple(calls), inside, tuple(torn))
