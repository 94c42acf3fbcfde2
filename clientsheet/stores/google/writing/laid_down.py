"""What a write means to do, in the state folder.

It is laid down before the first cell is written and taken away when every cell was seen at its own row: a run that
breaks off in between leaves with it what the next one needs to put right what only looks filled.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from clientsheet.errors import ClientsheetError
from clientsheet.stores.google.writing.intent import Added, Dress, Intent, Meant, Remarks, TabIntent, Whereabouts

_FILE: Final = "google-intent.json.gz"


def lay_down(state: Path, intent: Intent) -> None:
    from clientsheet.files import write_file

    state.mkdir(parents=True, exist_ok=True)
    write_file(state / _FILE, _packed(intent))


def take_away(state: Path) -> None:
    (state / _FILE).unlink(missing_ok=True)


def left_behind(state: Path, spreadsheet: str) -> Intent | None:
    """What a run that broke off meant to do to this spreadsheet."""
    try:
        told = _unpacked((state / _FILE).read_bytes())
        return _intent(told) if told["spreadsheet"] == spreadsheet else None
    except (OSError, ValueError, KeyError, TypeError, EOFError, zlib.error, ClientsheetError):
        return None


def _intent(told: Mapping[str, Any]) -> Intent:
    tabs, added = tuple(map(_tab_intent, told["tabs"])), tuple(map(_added, told["added"]))
    remarks, dresses = tuple(map(_remarks, told["remarks"])), tuple(map(_dress, told["dresses"]))
    return Intent(told["spreadsheet"], tabs, tuple(told["runs"]), added, remarks, dresses)


def _tab_intent(told: Mapping[str, Any]) -> TabIntent:
    columns = tuple(Meant(**{**one, "formulas": _numbered(one["formulas"])}) for one in told["columns"])
    return TabIntent(told["sheet_id"], told["title"], _numbered(told["witnesses"]), told["keyed"], columns)


def _added(told: Mapping[str, Any]) -> Added:
    rows = [_numbered(row) for row in told["rows"]]
    return Added(told["sheet_id"], _numbered(told["columns"]), rows, _numbered(told["looks"]))


def _remarks(told: Mapping[str, Any]) -> Remarks:
    return Remarks(_whereabouts(told["where"]), told["notes"], told["places"])


def _dress(told: Mapping[str, Any]) -> Dress:
    return Dress(_whereabouts(told["where"]), _numbered(told["before"]), _numbered(told["meant"]), told["ours"])


def _whereabouts(told: Mapping[str, Any]) -> Whereabouts:
    return Whereabouts(**{**told, "columns": _numbered(told["columns"]), "tags": _numbered(told["tags"])})


def _numbered(told: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): one for number, one in told.items()}


def _packed(told: Intent) -> bytes:
    import orjson

    stream = zlib.compressobj(1, zlib.DEFLATED, 31)
    return stream.compress(orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS)) + stream.flush()


def _unpacked(content: bytes) -> Any:
    import orjson

    return orjson.loads(zlib.decompress(content, 31))
