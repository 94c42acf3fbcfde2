"""Columns of cells as lines of JSON, packed: how the state folder keeps what was written.

A column is plain where JSON knows its values, dates are day numbers, anything mixed goes cell by cell.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from clientsheet.sheet.grid import Raw

BROKEN: Final = (OSError, ValueError, EOFError, zlib.error)
"""What reading such a file may raise: it is not there, or it is damaged."""


def pack_rows(rows: Sequence[int]) -> object:
    """Row numbers as JSON: mostly they follow each other, and then the first and the count say it all."""
    if rows and list(rows) == list(range(rows[0], rows[0] + len(rows))):
        return {"from": rows[0], "count": len(rows)}
    return list(rows)


def unpack_rows(packed: Any) -> Sequence[int]:
    return packed if isinstance(packed, list) else range(packed["from"], packed["from"] + packed["count"])


def pack(values: Sequence[Raw]) -> object:
    """A column as JSON: plain where JSON knows the values, dates as day numbers, anything mixed cell by cell."""
    kinds = set(map(type, values))
    if kinds <= {type(None)}:
        return len(values)
    if kinds <= {int, float, str, bool, type(None)}:
        return list(values)
    if kinds <= {dt.date, type(None)}:
        days = {day: day.toordinal() for day in set(values) if isinstance(day, dt.date)}
        return {"days": list(map(days.get, values))}  # type: ignore[arg-type]
    return {"cells": [_pack_cell(value) for value in values]}


def unpack(packed: Any) -> list[Raw]:
    if isinstance(packed, int):
        return [None] * packed
    if isinstance(packed, list):
        return packed
    if "days" in packed:
        day = dt.date.fromordinal
        return [value and day(value) for value in packed["days"]]
    return [_unpack_cell(value) for value in packed["cells"]]


def _pack_cell(value: Raw) -> object:
    if isinstance(value, dt.datetime):
        return {"at": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"span": value.total_seconds()}
    return value if isinstance(value, (int, float, str, bool, type(None))) else {"text": str(value)}


def _unpack_cell(value: Any) -> Raw:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    if "at" in value:
        return dt.datetime.fromisoformat(value["at"])
    if "time" in value:
        return dt.time.fromisoformat(value["time"])
    if "span" in value:
        return dt.timedelta(seconds=value["span"])
    return dt.date.fromisoformat(value["day"]) if "day" in value else value["text"]


def deflate(parts: Iterable[object]) -> bytes:
    """One line of JSON for each part, so that a part of a few megabytes is the most that lies about at once."""
    stream = _zlib().compressobj(1, zlib.DEFLATED, 31)
    lines = (_written_out(part) + b"\n" for part in parts)
    return b"".join([*map(stream.compress, lines), stream.flush()])


def _written_out(part: object) -> bytes:
    import orjson

    try:
        return orjson.dumps(part)
    except TypeError:  # half a surrogate pair, or a whole number beyond 64 bits
        return json.dumps(part).encode()


def _parsed(line: bytes) -> Any:
    import orjson

    try:
        return orjson.loads(line)
    except ValueError:
        return json.loads(line)


def inflate(content: bytes) -> list[Any]:
    """The parts. Errors: ``BROKEN``."""
    return [_parsed(line) for line in bytes(_zlib().decompress(content, 31)).splitlines()]


def _zlib() -> Any:
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib
    return isal_zlib
