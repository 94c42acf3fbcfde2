"""The requests of one spreadsheet over the line, each as often as it is worth trying.

Reads and absolute values are simply tried again. A batch is sent again only when it was certainly not carried out: it
was refused, or ``proof`` said so twice, some time apart: a read may show what stood before the last write, and Google
may still be at work on a request whose line broke.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote

from requests import Session

from clientsheet.errors import ClientsheetError
from clientsheet.stores.google.api import AnswerLost, FilterRefused, PlaceGone, Unsure
from clientsheet.stores.google.line.budget import Budget, Kind
from clientsheet.stores.google.line.line import BROKEN, TIMEOUT, Line
from clientsheet.stores.google.line.patience import Patience, pause
from clientsheet.stores.google.line.refusals import Asked, NotTaken, Trouble, busy, meaning
from clientsheet.stores.google.line.waiting import Waiting
from clientsheet.stores.google.seen import Json

T = TypeVar("T")

_SETTLING: Final = 8.0
"""Seconds after which a batch whose line broke shows, or never will."""

_GIVEN_UP: Final = 180.0
"""Seconds after which Google itself gives a request up (its page on limits)."""

_KNOCKS: Final = 6
"""Tries where nobody is there: a computer that is offline is told so in seconds, whatever the patience."""

_SHORTEST: Final = 10.0
"""Seconds that an answer may take however little patience is left."""


class Calls:
    """``state``: the folder where runs share their budget. ``patience``: seconds that this run may lose in all to
    waiting and to tries that fail. ``email``: of the service account, '' where there is none. ``timeout``: seconds to
    connect and between two bytes of an answer. ``waiting``: who is told when it takes long."""

    def __init__(
        self,
        session: Session,
        spreadsheet: str,
        *,
        base: str,
        state: Path,
        patience: float,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], None] | None = None,
        chance: Callable[[], float] = random.random,
        email: str = "",
        timeout: tuple[float, float] = TIMEOUT,
        waiting: Waiting | None = None,
    ) -> None:
        self.spreadsheet = spreadsheet
        self._line = Line(session, base)
        self._clock = clock or time.time
        self._patience = Patience(patience, sleep or time.sleep)
        self._budget = Budget(state, self._clock)
        self._chance, self._email, self._timeout = chance, email, timeout
        self._waiting = waiting or Waiting(lambda: None)
        self._welcome = False

    def get(self, fields: str, ranges: Sequence[str] = ()) -> Any:
        return self._read("", {"fields": fields, "ranges": ranges})

    def values(self, ranges: Sequence[str]) -> list[list[list[Json]]]:
        if not ranges:
            return []
        query = {
            "ranges": ranges,
            "majorDimension": "ROWS",
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
            "fields": "valueRanges(range,values)",
        }
        return [one.get("values", []) for one in self._read("/values:batchGet", query)["valueRanges"]]

    def fill(self, columns: Sequence[tuple[int, Sequence[Json]]]) -> None:
        data = [
            {
                "dataFilter": {"developerMetadataLookup": {"metadataId": metadata_id}},
                "majorDimension": "COLUMNS",
                "values": [_without_tail(cells)],
            }
            for metadata_id, cells in columns
            if any(cell is not None for cell in cells)
        ]
        if not data:
            return
        try:
            told = self._write("/values:batchUpdateByDataFilter", "responses(updatedRange)", {**_RAW, "data": data})
        except NotTaken as refused:
            raise FilterRefused(refused.said) from refused
        if len(told.get("responses", ())) < len(data):
            raise PlaceGone("google.changed", hint="google.changed.hint")

    def put(self, ranges: Sequence[tuple[str, Sequence[Sequence[Json]]]]) -> None:
        data = [{"range": place, "majorDimension": "ROWS", "values": rows} for place, rows in ranges]
        if data:
            self._write("/values:batchUpdate", "totalUpdatedCells", {**_RAW, "data": data})

    def change(
        self,
        requests: Sequence[dict[str, Any]],
        *,
        fields: str,
        ranges: Sequence[str] = (),
        proof: Callable[[], bool],
    ) -> Any:
        body: dict[str, Any] = {"requests": requests}
        if ranges:
            body |= {"includeSpreadsheetInResponse": True, "responseRanges": ranges}
        return self._write(":batchUpdate", fields, body, proof)

    # --

    def _read(self, call: str, query: dict[str, str | Sequence[str]]) -> Any:
        told = self._tried("Read", lambda: self._line.ask(self._path(call), query))
        self._welcome = True
        return told

    def _write(self, call: str, fields: str, body: dict[str, Any], proof: Callable[[], bool] | None = None) -> Any:
        return self._tried("Write", lambda: self._line.tell(self._path(call), {"fields": fields}, body), proof)

    def _path(self, call: str) -> str:
        return f"/v4/spreadsheets/{quote(self.spreadsheet, safe='')}{call}"

    def _tried(self, kind: Kind, send: Callable[[], T], proof: Callable[[], bool] | None = None) -> T:
        with self._waiting.watched():
            return self._tried_again(kind, send, proof)

    def _tried_again(self, kind: Kind, send: Callable[[], T], proof: Callable[[], bool] | None) -> T:
        for failures in count(1):
            self._patience.wait(self._budget.turn(kind), busy())
            self._line.set_timeout((self._timeout[0], min(self._timeout[1], max(_SHORTEST, self._patience.left))))
            begun = self._clock()
            try:
                return send()
            except BROKEN as error:
                trouble = meaning(error, Asked(self.spreadsheet, self._email, kind == "Write", self._welcome))
                if not trouble.again or (trouble.cut_off and failures >= _KNOCKS):
                    raise trouble.error from error
                self._patience.spend(self._clock() - begun)
            wait = pause(failures, trouble.wait, self._chance)
            if proof and trouble.unclear:
                self._patience.rest(wait)
                self._make_sure(proof, trouble, self._clock() - begun)
            else:
                self._patience.wait(wait, trouble.error)
        raise AssertionError

    def _make_sure(self, proof: Callable[[], bool], trouble: Trouble, waited: float) -> None:
        """That it was not carried out. AnswerLost: it was. Unsure."""
        self._must_not_be(proof)
        self._patience.wait(_SETTLING, _unsure())
        self._must_not_be(proof)
        if trouble.slow and waited < _GIVEN_UP:
            raise _unsure()

    def _must_not_be(self, proof: Callable[[], bool]) -> None:
        try:
            done = proof()
        except ClientsheetError as error:
            raise _unsure() from error
        if done:
            raise AnswerLost("google.answer_lost", hint="google.answer_lost.hint")


_RAW: Final = {"valueInputOption": "RAW"}


def _unsure() -> Unsure:
    return Unsure("google.unsure", hint="google.unsure.hint")


def _without_tail(cells: Sequence[Json]) -> Sequence[Json]:
    """Without the cells at the end that are left as they are."""
    length = len(cells)
    while length and cells[length - 1] is None:
        length -= 1
    return cells[:length]
