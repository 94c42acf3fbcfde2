"""A spreadsheet for the contract, laid out by plain requests: the emulator's, or with CLIENTSHEET_LIVE_SHEET one at
Google that may be written over."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from clientsheet.config import Config
from clientsheet.sheet.grid import Raw
from clientsheet.stores.google.access.account import entrance
from clientsheet.stores.google.access.address import spreadsheet_id
from clientsheet.stores.google.api import Api
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.line.calls import Calls
from clientsheet.stores.google.store import GoogleStore
from clientsheet.stores.google.writing import run
from tests.emulator.control import Emulator
from tests.google.line import known, line

Drawn = Mapping[str, Sequence[Sequence[Raw]]]

LIVE = os.environ.get("CLIENTSHEET_LIVE_SHEET", "")


@dataclass(frozen=True)
class OnGoogle:
    """``reach``: a line of its own for each state folder. ``send``: plain requests."""

    session: requests.Session
    base: str
    spreadsheet: str
    reach: Callable[[Path], Api]

    def laid_out(self, tabs: Drawn, state: Path) -> GoogleStore:
        self._cleared()
        first = self._sheets()[0]
        for number, (title, rows) in enumerate(tabs.items()):
            sheet = first if number == 0 else self._added(title)
            renamed = {"properties": {"sheetId": sheet, "title": title}, "fields": "title"}
            self.batch({"updateSheetProperties": renamed}, *(_write(sheet, rows) if rows else ()))
        return GoogleStore(self.reach(state), state)

    def types(self, tab: str, cell: str, value: Raw) -> None:
        """The owner does."""
        place = f"'{tab}'!{cell}"
        body = {"range": place, "majorDimension": "ROWS", "values": [[from_raw(value)]]}
        self._send("PUT", f"/values/{place}", json=body, params={"valueInputOption": "RAW"})

    def leased(self, holder: str) -> None:
        """Another machine is in the middle of writing."""
        theirs = run.Run(self.spreadsheet, "1", holder, "elsewhere", time.time() + 60)
        self.batch(run.lease(theirs, 77))

    def batch(self, *requests_: Mapping[str, Any]) -> Any:
        return self._send("POST", ":batchUpdate", json={"requests": list(requests_)})

    def _cleared(self) -> None:
        """One blank tab, and nothing of ours anywhere."""
        old = self._sheets()
        self._added(f"blank {time.time_ns()}")
        ours = [{"developerMetadataLookup": {"metadataKey": key}} for key in self._keys()]
        gone = [{"deleteDeveloperMetadata": {"dataFilter": one}} for one in ours]
        self.batch(*({"deleteSheet": {"sheetId": one}} for one in old), *gone)

    def _keys(self) -> set[str]:
        told = self._send("GET", "", params={"fields": "developerMetadata(metadataKey)"})
        return {one["metadataKey"] for one in told.get("developerMetadata", ())}

    def _sheets(self) -> list[int]:
        told = self._send("GET", "", params={"fields": "sheets(properties(sheetId))"})
        return [one.get("properties", {}).get("sheetId", 0) for one in told["sheets"]]

    def _added(self, title: str) -> int:
        told = self.batch({"addSheet": {"properties": {"title": title}}})
        return int(told["replies"][0]["addSheet"]["properties"]["sheetId"])

    def _send(self, method: str, path: str, **what: Any) -> Any:
        url = f"{self.base}/v4/spreadsheets/{self.spreadsheet}{path}"
        answer = self.session.request(method, url, timeout=(10, 60), **what)
        assert answer.status_code == 200, answer.text
        return answer.json()


def emulated(google: Emulator) -> OnGoogle:
    book = google.spreadsheet("Salon")
    return OnGoogle(known(), google.url, book, lambda state: line(google, book, state))


def live() -> OnGoogle:
    """CLIENTSHEET_LIVE_CREDENTIALS: the file that lets us in, where it is not service-account.json here."""
    credentials = Path(os.environ.get("CLIENTSHEET_LIVE_CREDENTIALS", "service-account.json")).resolve()
    config = Config.default(Path.cwd(), google={"credentials": str(credentials)})
    way, book = entrance(config), spreadsheet_id(LIVE)

    def reach(state: Path) -> Api:
        patience = config.google.patience
        return Calls(way.session, book, base=config.google.api, state=state, patience=patience, email=way.email)

    return OnGoogle(way.session, config.google.api, book, reach)


def _write(sheet: int, rows: Sequence[Sequence[Raw]]) -> Iterator[dict[str, Any]]:
    cells = [{"values": [_cell(value) for value in row]} for row in rows]
    fields = "userEnteredValue,userEnteredFormat.numberFormat"
    yield {"updateCells": {"start": {"sheetId": sheet}, "rows": cells, "fields": fields}}


def _cell(value: Raw) -> dict[str, Any]:
    told = from_raw(value)
    if told == "" or told is None:
        return {}
    kind = {bool: "boolValue", str: "stringValue"}.get(type(told), "numberValue")
    form = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}}}
    return {"userEnteredValue": {kind: told}, **(form if isinstance(value, dt.date) else {})}
