"""Recordings of calls: the day, the direction and the number stand in the names of the files.

Cube ACR ``2025-10-03 16-54-44 (phone) Name (0486300265) ↙.m4a`` (↗ out, ↙ in) and, older,
``phone_20210101-120000_0671234567.amr``; BCR, the recorder of custom Androids,
``20230414_215701.088+0300_out_+380671234567_Name.oga``; Call Recorder ``2018-02-20 20.32.15 - Name (+380...) ↑.ogg``
(↑ out, ↓ in); Huawei's telephones ``Name@0671234567_20180213161203.amr``; Issabel and FreePBX
``out-0671234567-101-20250327-092517-1743042317.12206.wav``. A name with a day and one number is understood whoever gave
it. A conversation was recorded, so it was answered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final, Literal

from clientsheet.exchange.calls.base import Call, Log

ENDINGS: Final = frozenset({"m4a", "amr", "mp3", "wav", "ogg", "oga", "opus", "3gp", "aac", "mp4", "flac", "awb"})

_MOMENT: Final = re.compile(
    r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])[-_ T]*"
    r"([01]\d|2[0-3])[-_.:]?([0-5]\d)[-_.:]?([0-5]\d)?(?:\.\d+)?(?:[+-]\d{4}(?=_))?"
)
_UNIQUE: Final = re.compile(r"(?<!\d)1\d{9}\.\d+")
_IN_BRACKETS: Final = re.compile(r"\((\+?[\d ()-]{5,})\)")
_NUMBER: Final = re.compile(r"(?<![\d.])\+?\d[\d ]{7,17}\d(?![\d.])")
_OUT: Final = re.compile(r"[↗↑]|(?<![a-z])(?:out|outgoing|вих|исх)(?![a-z])", re.IGNORECASE)
_IN: Final = re.compile(r"[↙↓]|(?<![a-z])(?:in|incoming|вх|вхід)(?![a-z])", re.IGNORECASE)


def is_listing(names: Iterable[str]) -> bool:
    """Whether most of these are names of recordings."""
    kept = [name for name in names if name.strip()][:200]
    return bool(kept) and 2 * sum(name.rpartition(".")[2].strip().lower() in ENDINGS for name in kept) > len(kept)


def read(names: Iterable[str]) -> Log:
    """``line``: the place of the name, from 1."""
    calls, torn, inside = [], [], 0
    for line, name in enumerate(names, 1):
        stem, _, ending = name.strip().rpartition(".")
        if ending.lower() not in ENDINGS:
            continue
        stem = re.split(r"[/\\]", stem)[-1]
        call = _call(stem, line)
        if call is None:
            torn.append(line)
        elif not call.number:
            inside += 1
        else:
            calls.append(call)
    return Log("recordings", tuple(calls), inside, tuple(torn))


def _call(stem: str, line: int) -> Call | None:
    """None: no moment stands in the name."""
    found = _MOMENT.search(stem)
    if found is None:
        return None
    moment = dt.datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    rest = _UNIQUE.sub(" ", stem[: found.start()] + " " + stem[found.end() :])
    number = _IN_BRACKETS.search(rest) or _NUMBER.search(rest)
    written = "" if number is None else number[1] if number.re is _IN_BRACKETS else number[0]
    direction: Literal["in", "out", ""] = "out" if _OUT.search(rest) else "in" if _IN.search(rest) else ""
    return Call(moment, written.strip(), direction, "answered", line=line)
