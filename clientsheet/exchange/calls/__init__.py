"""The shelf of call logs: PBXs, telephones and recorders, each a module; and ``opened``, which tells what a file is."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from clientsheet.errors import WrongUse
from clientsheet.exchange.calls.base import Call, CallLayout, Log
from clientsheet.exchange.sources.base import Sheet
from clientsheet.exchange.sources.opening import opened as table_of
from clientsheet.sheet.delimited import decoded, table
from clientsheet.sheet.kinds.fold import fold

TABLES: Final = ("asterisk", "ringostat", "binotel", "zadarma", "phonet", "android")
NAMES: Final = (*TABLES, "recordings", "table")

_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BETTER: Final = ("answered", "busy", "missed", "failed", "")


def opened(path: Path, *, name: str = "", own: Collection[str] = (), zone: dt.tzinfo) -> Log:
    """The calls of one file, or of a folder of recordings. ``name``: which system wrote it; ``own``: the shop's own
    numbers, as digits. WrongUse: no such system, no such file, no calls in it."""
    if name and name not in NAMES:
        raise WrongUse("calls.no_source", hint="calls.no_source.hint", name=name, names=NAMES)
    log = _read(path, name, own, zone)
    if log is None or not (log.calls or log.inside):
        raise WrongUse("calls.nothing_read", hint="calls.nothing_read.hint", path=path)
    return replace(log, calls=tuple(_once(log.calls)))


def _read(path: Path, name: str, own: Collection[str], zone: dt.tzinfo) -> Log | None:
    from clientsheet.exchange.calls import android, asterisk, recordings, tables

    if path.is_dir():
        return recordings.read(sorted(str(file.name) for file in path.rglob("*") if file.is_file()))
    try:
        raw = path.read_bytes()
    except FileNotFoundError as missing:
        raise WrongUse("file.missing", hint="import.no_file.hint", path=path) from missing
    except OSError as closed:
        raise WrongUse("file.no_access", hint="file.no_access.hint", path=path) from closed
    if not raw.startswith(_WORKBOOK):
        text = decoded(raw)
        if android.is_backup(text):
            return android.read(text, zone)
        lines = text.splitlines()
        if name == "recordings" or recordings.is_listing(lines):
            return recordings.read(lines)
        if records := _headless(text):
            return tables.read(_under_headings(records, asterisk.ORDER), asterisk.LAYOUT, own, zone)
    sheet = table_of(path, lambda headings: _known(headings))
    chosen = tables.fitting(sheet, _layouts(name))
    return tables.read(sheet, chosen, own, zone) if chosen else None


def _headless(text: str) -> list[tuple[int, list[str]]]:
    """The records of a Master.csv; [] where it is none."""
    from clientsheet.exchange.calls import asterisk

    try:
        rows = [(line, row) for line, row in table(text) if row]
    except csv.Error:
        return []
    told = sum(asterisk.is_headless(row) for _, row in rows[:20])
    return rows if 2 * told > len(rows[:20]) else []


def _under_headings(rows: Sequence[tuple[int, list[str]]], order: Sequence[str]) -> Sheet:
    width = len(order)
    cells = [tuple(cell.strip() or None for cell in (*row, *[""] * width)[:width]) for _, row in rows]
    return Sheet(tuple(order), cells, [line for line, _ in rows])


def _layouts(name: str) -> list[CallLayout]:
    names = [name] if name in TABLES else [] if name == "table" else TABLES
    return [import_module(f"{__name__}.{one}").LAYOUT for one in names]


def _known(headings: list[str]) -> int:
    from clientsheet.exchange.calls.tables import ANY

    folded = set(map(fold, headings))
    return max(len(folded & set(of.fields)) for of in (ANY, *_layouts("")))


def _once(calls: Sequence[Call]) -> list[Call]:
    """Of several records of one call (every telephone of a queue that rang) the one that came to most."""
    best: dict[tuple[object, ...], Call] = {}
    for call in calls:
        key = (call.mark, call.number) if call.mark else (call.at, call.number, call.direction)
        known = best.get(key)
        if known is None or _rank(call) < _rank(known):
            best[key] = replace(call, at=min(call.at, known.at)) if known else call
    return sorted(best.values(), key=lambda call: (call.at, call.line))


def _rank(call: Call) -> tuple[int, int]:
    return _BETTER.index(call.result), -(call.seconds or 0)
