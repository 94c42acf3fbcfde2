"""What the program remembers beside the workbook, in the state folder. Losing it costs memory, never data.

    stamp.json          the last run that left nothing to do, so that the next one can end at once
    filled.json.gz      what we last wrote into our columns
    filled.next.json.gz what a run was about to write and may have written in part; filled.next-2.json.gz and on: what
                        runs after it were about to write, as long as none of them came to its end
    numbers.json        the numbers of new clients that may not stand in the workbook yet
    runs.jsonl          one line a run: begun, then done
    runs/ID.json.gz     what the run wrote, cell by cell, with what stood there before
    backups/            the workbook as it was before each write (kept by the store)

Every file is written beside and put in place whole; a run is announced before the workbook is touched, so a killed
run can be undone like any other.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from clientsheet.sheet.forgotten import MEMORY_KEYS, without
from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.sheet.packing import BROKEN, deflate, inflate, pack, pack_rows, unpack, unpack_rows
from clientsheet.sheet.patch import Patch

KEPT_RUNS: Final = 60
KEPT_ANNOUNCED: Final = 6
"""So many writes that broke off one after another are remembered, the first ones and the last."""

EMPTIED: Final = "\n"
"""Begins the key of a row that a run left empty; its key of before follows. No key of a row that stands begins so."""


@dataclass(frozen=True, slots=True)
class Run:
    """``after`` is the workbook's fingerprint when the run ended ('': it was interrupted)."""

    id: str
    at: str
    verb: str
    edits: int = 0
    appended: int = 0
    before: str = ""
    after: str = ""
    backup: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One column a run wrote: ``keys[k]`` is the key of the row ('' where rows have none), ``name`` its anchor."""

    tab: str
    column: int
    name: str
    rows: Sequence[int]
    keys: Sequence[str]
    before: Sequence[Raw]
    after: Sequence[Raw]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """``anchors``: names of the columns that the run recorded as ours."""

    run: Run
    written: tuple[Written, ...]
    anchors: tuple[str, ...] = ()
    below: tuple[Written, ...] = ()
    """Columns of rows that the run added and that undo empties again; ``name`` is the heading."""


@dataclass(frozen=True, slots=True)
class TabMemory:
    """What stood in our columns of one tab after our last write: ``columns[name][k]`` for the client ``keys[k]``, in
    the order of the sheet's rows then."""

    keys: Sequence[str]
    columns: Mapping[str, Sequence[Raw]]


Memory = Mapping[str, TabMemory]
RowKeys = Mapping[str, tuple[Sequence[int], Sequence[str]]]
"""Tab title -> its rows, and the key of each."""


class Ledger:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # -- the stamp of a quiet run

    def quiet(self, key: str) -> dict[str, Any] | None:
        """What the last quiet run reported, if nothing that it depended on has changed since (same ``key``)."""
        try:
            stamp = json.loads((self.folder / "stamp.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(stamp, dict) or stamp.get("key") != key:
            return None
        report = stamp.get("report")
        return report if isinstance(report, dict) else None

    def stamp(self, key: str, report: Mapping[str, object]) -> None:
        self._put("stamp.json", json.dumps({"key": key, "report": report}).encode())

    def unstamp(self) -> None:
        (self.folder / "stamp.json").unlink(missing_ok=True)

    # -- the memory of filled cells

    def memories(self) -> list[Memory]:
        """What we last wrote, the latest last; several where runs broke off between announcing their write and
        finishing it: any of those may have come to pass, or a part of it."""
        found = (self._memory("filled.json.gz"), *(self._memory(name) for name in self._announced()))
        return [memory for memory in found if memory is not None]

    def announce(self, memory: Memory) -> None:
        parts = (
            {"tab": tab, "name": name, "cells": pack(cells)}
            for tab, known in memory.items()
            for name, cells in ((MEMORY_KEYS, known.keys), *known.columns.items())
        )
        number = min(len(self._announced()) + 1, KEPT_ANNOUNCED)
        self._put(_next(number), deflate(parts))

    def settle(self) -> None:
        """The announced memory is what the workbook holds now."""
        *older, latest = self._announced() or [""]
        if latest:
            (self.folder / latest).replace(self.folder / "filled.json.gz")
        for name in older:
            (self.folder / name).unlink(missing_ok=True)

    def take_back(self) -> None:
        """The memory announced last came to nothing, not even in part."""
        if announced := self._announced():
            (self.folder / announced[-1]).unlink(missing_ok=True)

    def _announced(self) -> list[str]:
        names = map(_next, range(1, KEPT_ANNOUNCED + 1))
        return [name for name in names if (self.folder / name).exists()]

    def _memory(self, name: str) -> Memory | None:
        parts = self._get(name)
        if parts is None:
            return None
        tabs: dict[str, dict[str, list[Raw]]] = {}
        for part in parts:
            tabs.setdefault(part["tab"], {})[part["name"]] = unpack(part["cells"])
        return {tab: TabMemory(columns.pop(MEMORY_KEYS), columns) for tab, columns in tabs.items()}  # type: ignore[arg-type]

    # -- numbers on their way into the workbook

    def numbers(self) -> dict[str, list[int]]:
        """As they were given to ``remember_numbers``."""
        try:
            told = json.loads((self.folder / "numbers.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def remember_numbers(self, numbers: Mapping[str, Sequence[int]]) -> None:
        """A digest of who a client is -> the numbers given to them."""
        if numbers:
            self._put("numbers.json", json.dumps({who: list(given) for who, given in numbers.items()}).encode())
        else:
            (self.folder / "numbers.json").unlink(missing_ok=True)

    # -- runs

    def begin(
        self,
        verb: str,
        now: dt.datetime,
        patch: Patch,
        fingerprint: str,
        keys: RowKeys,
        anchors: Mapping[str, Anchor],
    ) -> Run:
        """Announces a write: from here on it can be undone. ``anchors``: those that the workbook has already."""
        run = Run(self._free_id(now), now.isoformat(timespec="seconds"), verb, before=fingerprint)
        run = Run(**{**asdict(run), "edits": patch.edit_count, "appended": patch.appended_count})
        self._put(f"runs/{run.id}.json.gz", deflate(_record(patch, keys, anchors)))
        self._note(run)
        return run

    def finish(self, run: Run, after: str, backup: Path | None) -> Run:
        done = Run(**{**asdict(run), "after": after, "backup": str(backup or "")})
        self._note(done)
        self._thin()
        return done

    def abandon(self, run: Run) -> None:
        """The announced write did not come to pass: there is nothing of it to undo."""
        (self.folder / "runs" / f"{run.id}.json.gz").unlink(missing_ok=True)

    def mark_undone(self, run: Run) -> None:
        self._note(Run(**{**asdict(run), "undone": True}))

    def runs(self) -> list[Run]:
        """Every run that is still remembered, the latest last."""
        latest: dict[str, Run] = {}
        try:
            lines = (self.folder / "runs.jsonl").read_text("utf-8").splitlines()
        except OSError:
            return []
        for line in lines:
            try:
                run = Run(**json.loads(line))
            except (ValueError, TypeError):  # a line cut short by a crash
                continue
            latest[run.id] = run
        return [run for name, run in latest.items() if (self.folder / "runs" / f"{name}.json.gz").exists()]

    def record(self, run: Run) -> RunRecord | None:
        parts = self._get(f"runs/{run.id}.json.gz")
        if not parts:
            return None
        keys = {
            part["tab"]: dict(zip(unpack_rows(part["rows"]), part["keys"], strict=True))
            for part in parts
            if "keys" in part
        }
        found = [(part, _written(part, keys.get(part["tab"], {}))) for part in parts if "after" in part]
        written = tuple(cells for part, cells in found if not part.get("below"))
        anchors = tuple(name for part in parts for name in part.get("anchors", ()))
        return RunRecord(run, written, anchors, tuple(cells for part, cells in found if part.get("below")))

    def _note(self, run: Run) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "runs.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(run)) + "\n")

    def _free_id(self, now: dt.datetime) -> str:
        stem = now.strftime("%Y%m%d-%H%M%S")
        taken = {path.name.removesuffix(".json.gz") for path in (self.folder / "runs").glob(f"{stem}*")}
        return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if name not in taken)

    def _thin(self) -> None:
        for run in self.runs()[:-KEPT_RUNS]:
            (self.folder / "runs" / f"{run.id}.json.gz").unlink(missing_ok=True)

    # -- forgetting

    def forget(
        self, keys: Mapping[str, Collection[str]], of_theirs: Callable[[str], bool], *, look: bool = False
    ) -> int:
        """Leaves no cell of the rows with these keys (by tab, its name and its title), nor any that says something
        ``of_theirs``, in the memories and the records of runs: that cannot be undone any more. Gives how many files
        told of them. ``look``: only that."""
        names = ["filled.json.gz", *self._announced(), *(f"runs/{run.id}.json.gz" for run in self.runs())]
        changed = 0
        for name in names:
            parts = self._get(name) or []
            left = list(without(parts, keys, of_theirs))
            if left != parts:
                changed += 1
                if not look:
                    self._put(name, deflate(left))
        return changed

    # -- files

    def _put(self, name: str, content: bytes) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(target.name + ".tmp")
        beside.write_bytes(content)
        beside.replace(target)

    def _get(self, name: str) -> list[Any] | None:
        try:
            return inflate((self.folder / name).read_bytes())
        except BROKEN:
            return None


def _next(number: int) -> str:
    return "filled.next.json.gz" if number == 1 else f"filled.next-{number}.json.gz"


def _record(patch: Patch, keys: RowKeys, known: Mapping[str, Anchor]) -> Iterator[dict[str, object]]:
    added = {new.name: Anchor(new.tab, new.heading_row, new.column) for new in patch.new_columns if new.name}
    names = {(place.tab, place.column): name for name, place in {**known, **patch.anchors, **added}.items()}

    def block(tab: str, column: int, rows: Sequence[int], before: Sequence[Raw], after: Sequence[Raw]) -> Any:
        name = names.get((tab, column), "")
        cells = {"rows": pack_rows(rows), "before": pack(before), "after": pack(after)}
        return {"tab": tab, "column": column, "name": name, **cells}

    for edit in patch.edits:
        yield block(edit.tab, edit.column, edit.rows, edit.before, edit.after)
    for new in patch.new_columns:
        rows = [new.heading_row, *range(new.first_row, new.first_row + len(new.values))]
        yield block(new.tab, new.column, rows, [None] * len(rows), [new.heading, *new.values])
    lasting = [below for below in patch.appended if below.headings]
    for below in lasting:
        added_rows = range(below.after_row + 1, below.after_row + 1 + len(below.rows))
        for number, heading in below.headings.items():
            after = [row.get(number) for row in below.rows]
            cells = block(below.tab, number, added_rows, [None] * len(after), after)
            yield {**cells, "name": heading, "below": True}
    yield {"anchors": [name for name in (*patch.anchors, *added) if name not in known]}
    for tab in ({edit.tab for edit in patch.edits} | {below.tab for below in lasting}) & keys.keys():
        places, names_of_rows = keys[tab]
        yield {"tab": tab, "rows": pack_rows(places), "keys": list(names_of_rows)}


def _written(block: Mapping[str, Any], keys: Mapping[int, str]) -> Written:
    rows = unpack_rows(block["rows"])
    found = [keys.get(row, "") for row in rows]
    before, after = unpack(block["before"]), unpack(block["after"])
    return Written(block["tab"], block["column"], block["name"], rows, found, before, after)
