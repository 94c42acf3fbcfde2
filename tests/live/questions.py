"""What nobody has measured of Google (facts §8.6), asked of a spreadsheet that may be written over.

Each question is a few requests of its own and an answer in plain words and JSON. Where a person's hands are needed (a
sort by the button, a cut in the browser) there is no question here: that is looked at by eye.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

Told = dict[str, Any]

_COLUMN: Final = [["state"], *(["x"] for _ in range(4))]


class Sends(Protocol):
    def __call__(self, method: str, path: str, body: object = None, query: Mapping[str, Any] | None = None) -> Told:
        """``path``: behind /v4/spreadsheets/ID. What was answered: ``status`` and ``said``."""


@dataclass(frozen=True)
class Ground:
    """A tab of our own in the spreadsheet: its title and number."""

    send: Sends
    title: str
    sheet: int

    def batch(self, *requests: Told, **more: Any) -> Told:
        return self.send("POST", ":batchUpdate", {"requests": list(requests), **more})

    def values(self, place: str, option: str = "UNFORMATTED_VALUE") -> Told:
        return self.send("GET", f"/values/'{self.title}'!{place}", query={"valueRenderOption": option})

    def put(self, place: str, values: Sequence[Sequence[Any]]) -> Told:
        name = f"'{self.title}'!{place}"
        body = {"range": name, "majorDimension": "ROWS", "values": values}
        return self.send("PUT", f"/values/{name}", body, {"valueInputOption": "RAW"})

    def tagged(self, column: int) -> int:
        """The id of a new tag on a column, from 0."""
        number = secrets.randbelow(2**30) + 1
        self.batch({"createDeveloperMetadata": {"developerMetadata": self._tag(number, column)}})
        return number

    def tagging_again(self, number: int, column: int) -> Told:
        return self.batch({"createDeveloperMetadata": {"developerMetadata": self._tag(number, column)}})

    def _tag(self, number: int, column: int) -> Told:
        place = {"sheetId": self.sheet, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
        location = {"dimensionRange": place}
        return {
            "metadataId": number,
            "metadataKey": "clientsheet.trial",
            "visibility": "DOCUMENT",
            "location": location,
        }

    def fill(self, number: int, values: Sequence[Any], **more: Any) -> Told:
        lookup = {"developerMetadataLookup": {"metadataId": number}}
        item = {"dataFilter": lookup, "majorDimension": "COLUMNS", "values": [list(values)]}
        body = {"valueInputOption": "RAW", "includeValuesInResponse": True, "data": [item], **more}
        return self.send("POST", "/values:batchUpdateByDataFilter", body)

    def grid(self, **place: int) -> Told:
        return {"sheetId": self.sheet, **place}


def no_match(ground: Ground) -> Told:
    """A write by a data filter that matches nothing."""
    return ground.fill(secrets.randbelow(2**30) + 2**30, ["a"])


def all_null(ground: Ground) -> Told:
    """A write of nothing but nulls."""
    ground.put("A1:A5", _COLUMN)
    return ground.fill(ground.tagged(0), [None, None])


def taken_id(ground: Ground) -> Told:
    """A second tag with an id that is taken."""
    return ground.tagging_again(ground.tagged(0), 1)


def echo(ground: Ground) -> Told:
    """How the whole column comes back from a write into a part of it."""
    ground.put("A1:A5", _COLUMN)
    return ground.fill(ground.tagged(0), [None, None, "y"])


def formula_to_value(ground: Ground) -> Told:
    """A formula and its own value pasted over it, in one batch."""
    cell = ground.grid(startRowIndex=0, endRowIndex=1, startColumnIndex=2, endColumnIndex=3)
    formula = {"rows": [{"values": [{"userEnteredValue": {"formulaValue": "=1+1"}}]}], "fields": "userEnteredValue"}
    paste = {"source": cell, "destination": cell, "pasteType": "PASTE_VALUES"}
    done = ground.batch({"updateCells": {"range": cell, **formula}}, {"copyPaste": paste})
    return {"batch": done["status"], "cell": ground.values("C1", "FORMULA")}


def strict_list(ground: Ground) -> Told:
    """A value that a strict drop-down does not have, written by the API."""
    cell = ground.grid(startRowIndex=0, endRowIndex=1, startColumnIndex=3, endColumnIndex=4)
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "yes"}]}
    ground.batch({"setDataValidation": {"range": cell, "rule": {"condition": condition, "strict": True}}})
    return {"write": ground.put("D1", [["no"]]), "cell": ground.values("D1")}


def rows_under_a_filter(ground: Ground) -> Told:
    """Where appendCells puts a row while a filter is on."""
    ground.put("A1:A5", _COLUMN)
    filter_ = {"range": ground.grid(startRowIndex=0, endRowIndex=5, startColumnIndex=0, endColumnIndex=1)}
    ground.batch({"setBasicFilter": {"filter": filter_}})
    row = {"values": [{"userEnteredValue": {"stringValue": "appended"}}]}
    done = ground.batch({"appendCells": {"sheetId": ground.sheet, "rows": [row], "fields": "userEnteredValue"}})
    ground.batch({"clearBasicFilter": {"sheetId": ground.sheet}})
    return {"batch": done["status"], "column": ground.values("A1:A10")}


def separators(ground: Ground) -> Told:
    """Whether a formula with ';' is understood whatever the locale of the spreadsheet."""
    cell = ground.grid(startRowIndex=0, endRowIndex=1, startColumnIndex=4, endColumnIndex=5)
    rows = [{"values": [{"userEnteredValue": {"formulaValue": "=SUM(1;2)"}}]}]
    done = ground.batch({"updateCells": {"range": cell, "rows": rows, "fields": "userEnteredValue"}})
    locale = ground.send("GET", "", query={"fields": "properties(locale,timeZone)"})
    return {"batch": done["status"], "cell": ground.values("E1"), "locale": locale}


def large_write(ground: Ground) -> Told:
    """Seconds for 50,000 values of some 80 bytes in one request, by a column's tag."""
    ground.batch({"appendDimension": {"sheetId": ground.sheet, "dimension": "ROWS", "length": 50_000}})
    begun = time.monotonic()
    done = ground.fill(ground.tagged(5), ["я" * 40] * 50_000, includeValuesInResponse=False)
    return {"status": done["status"], "seconds": round(time.monotonic() - begun, 2)}


Question = Callable[[Ground], Told]

QUESTIONS: Final[Sequence[Question]] = (
    *(no_match, all_null, taken_id, echo, formula_to_value, strict_list, rows_under_a_filter, separators, large_write),
)


def asked(send: Sends, questions: Sequence[Question] = QUESTIONS) -> Told:
    """Each question with its answer. The tab they are asked on is made, and deleted again."""
    title = f"clientsheet trial {secrets.token_hex(4)}"
    made = send("POST", ":batchUpdate", {"requests": [{"addSheet": {"properties": {"title": title}}}]})
    sheet = made["said"]["replies"][0]["addSheet"]["properties"]["sheetId"]
    ground = Ground(send, title, sheet)
    try:
        return {one.__name__: {"question": str(one.__doc__), "answer": one(ground)} for one in questions}
    finally:
        ground.batch({"deleteSheet": {"sheetId": sheet}})
