"""The mark of our last write, and who is at work: metadata of the whole spreadsheet.

Every batch writes it, so that one reading says whether a batch was carried out, and whether somebody else has written
since. A write that takes several batches adds a lease with the first of them: whoever sees an earlier one that has not
run out steps back. A lease of somebody who died runs out.
"""

from __future__ import annotations

import hashlib
import json
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self
from uuid import uuid4

from clientsheet.stores.google.api import Api
from clientsheet.stores.google.seen import RUN, Tag
from clientsheet.stores.google.shaping.batch import Request

LEASE: Final = 120
"""Seconds for which a write that takes several batches keeps others away."""

FIELDS: Final = "developerMetadata(metadataId,metadataKey,metadataValue)"


@dataclass(frozen=True, slots=True)
class Run:
    """``sheet``: the spreadsheet it was written in (a copy of a spreadsheet brings this along). ``place``: tells one
    installation of ours from another; ``until``: seconds of the epoch, 0 when nobody is at work."""

    sheet: str
    run: str
    who: str
    place: str
    until: float = 0

    @classmethod
    def begun(cls, spreadsheet: str, state: Path) -> Self:
        return cls(spreadsheet, uuid4().hex, socket.gethostname(), place(state))

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def leased(self, now: float) -> Self:
        return replace(self, until=now + LEASE)


def place(state: Path) -> str:
    return hashlib.sha256(f"{socket.gethostname()} {state.resolve()}".encode()).hexdigest()[:12]


def holder(tags: Sequence[Tag], spreadsheet: str, own_place: str, now: Callable[[], float] = time.time) -> str | None:
    """Who else is in the middle of writing."""
    runs = (run for run in map(_read, run_texts(tags)) if run and run.sheet == spreadsheet)
    return next((run.who for run in runs if run.until > now() and run.place != own_place), None)


def run_texts(tags: Sequence[Tag]) -> Iterator[str]:
    return (tag.value for tag in _ours(tags))


def lease(run: Run, id_: int) -> Request:
    """Beside whatever others have left."""
    made = {"metadataId": id_, "metadataKey": RUN, "metadataValue": run.text(), "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": made | {"location": {"spreadsheet": True}}}}


def noted(tags: Sequence[Tag], run: Run, new_id: int) -> list[Request]:
    """Leaves this run's mark, and only one of all of ``tags``."""
    there = _ours(tags)
    if not there:
        return [lease(run, new_id)]
    gone = [{"deleteDeveloperMetadata": {"dataFilter": _filter(tag.id)}} for tag in there[1:]]
    changed = {"developerMetadata": {"metadataValue": run.text()}, "fields": "metadataValue"}
    return [*gone, {"updateDeveloperMetadata": {"dataFilters": [_filter(there[0].id)], **changed}}]


def proof(api: Api, run: Run) -> Callable[[], bool]:
    """Whether the batch with this mark was carried out."""
    return lambda: run.text() in run_texts(tags_of(api.get(FIELDS)))


def tags_of(told: Any) -> list[Tag]:
    """The tags of anything that Google shows with ``developerMetadata``."""
    return [
        Tag(one["metadataId"], one.get("metadataKey", ""), one.get("metadataValue", ""))
        for one in told.get("developerMetadata", ())
    ]


def _ours(tags: Sequence[Tag]) -> list[Tag]:
    return sorted((tag for tag in tags if tag.key == RUN), key=lambda tag: tag.id)


def _read(text: str) -> Run | None:
    try:
        told = json.loads(text)
        return Run(told["sheet"], told["run"], told["who"], told["place"], float(told["until"]))
    except (ValueError, KeyError, TypeError):
        return None


def _filter(id_: int) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataId": id_}}
