"""Sheets v4: a request to its answer. What changes a file works on a copy, which takes its place at the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.emulator import metadata, ranges, valuecalls
from tests.emulator.batch.kinds import carried_out, without_nulls
from tests.emulator.files import File, Files, Request
from tests.emulator.masks import asks, mask, masked
from tests.emulator.ranges import Area
from tests.emulator.refusals import NotEmulated, Refusal, no_permission
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet
from tests.emulator.valuecalls import Asked, Wrote

_PLACE = re.compile(r"/v4/spreadsheets/(?P<id>[^/:]+)(?P<rest>.*)")
READS = ("values:batchGetByDataFilter", ":getByDataFilter", "developerMetadata:search")
"""POST requests that count as reads."""


@dataclass
class Habits:
    """What nobody knows of Google (facts §8.6), so a client has to bear with either. ``no_match``: an item of a
    batchUpdateByDataFilter whose filter matches nothing is refused, or left out of the answer. ``all_null``: the same
    for one with nothing but nulls. ``taken_is_refused``: creating metadata with an id that is taken is
    refused, or changes nothing. ``echo``: the majorDimension of updatedData, the one that was sent or always ROWS."""

    no_match: str = "refused"
    all_null: str = "accepted"
    taken_is_refused: bool = True
    echo: str = "sent"


@dataclass
class SheetsApi:
    files: Files
    habits: Habits = field(default_factory=Habits)

    def answer(self, request: Request, stale: bool = False) -> dict[str, Any]:
        """``stale``: a read shows the file as it was before the last change."""
        found = _PLACE.fullmatch(request.path)
        if not found:
            raise NotEmulated(f"{request.method} {request.path}")
        file = self.files.get(unquote(found["id"]))
        if file.trouble:
            raise file.trouble
        rest = found["rest"].removeprefix("/")
        call = _call(request.method, rest)
        if request.method == "GET" or rest in READS:
            return call(self, (stale and file.before) or file.book, request, rest)
        if file.viewer:
            raise no_permission()
        return self._write(file, call, request, rest)

    def _write(self, file: File, call: Call, request: Request, rest: str) -> dict[str, Any]:
        book = file.book.copy()
        told = call(self, book, request, rest)
        self.files.changed(file, book)
        return told

    # -- the spreadsheet

    def _get(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        asked = [book.named(one) for one in request.all("ranges")] or None
        return _shown(book, request, request.asked("includeGridData").lower() == "true", asked)

    def _get_filtered(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        given = request.json or {}
        asked = [place for one in given.get("dataFilters", []) for place in valuecalls.filtered(book, one)]
        return _shown(book, request, bool(given.get("includeGridData")), asked)

    def _batch(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        given = without_nulls(request.json or {})
        if not given.get("requests"):
            raise Refusal("Must specify at least one request.")
        told: dict[str, Any] = {"spreadsheetId": book.id}
        told["replies"] = carried_out(book, given["requests"], self.habits.taken_is_refused)
        if given.get("includeSpreadsheetInResponse"):
            tree = mask(request.asked("fields")).get("updatedSpreadsheet", {}) if request.asked("fields") else {}
            asked = [book.named(one) for one in given.get("responseRanges", [])] or None
            cells = bool(given.get("responseIncludeGridData")) or (bool(tree) and asks(tree, "sheets", "data"))
            told["updatedSpreadsheet"] = book.shown(tree, cells, asked)
        return told

    # -- metadata

    def _metadata(self, book: Spreadsheet, _: Request, rest: str) -> dict[str, Any]:
        number = int(rest.rpartition("/")[2])
        found = next((one for one in metadata.everything(book) if one.mark["metadataId"] == number), None)
        if found is None:
            raise Refusal(f"No developer metadata with ID: {number}", 404)
        return found.told

    def _search(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        found = metadata.found(book, without_nulls((request.json or {}).get("dataFilters", [])))
        told = [{"developerMetadata": one.told, "dataFilters": fitting} for one, fitting in found]
        return {"matchedDeveloperMetadata": told} if told else {}

    # -- values: reading

    def _values(self, book: Spreadsheet, request: Request, rest: str) -> dict[str, Any]:
        sheet, place = book.named(unquote(rest.removeprefix("values/")))
        return valuecalls.read(book, sheet, place, _asked(request))

    def _values_batch(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        places = [book.named(one) for one in request.all("ranges")]
        told = [valuecalls.read(book, sheet, place, _asked(request)) for sheet, place in places]
        return {"spreadsheetId": book.id, "valueRanges": told} if told else {"spreadsheetId": book.id}

    def _values_filtered(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        given = without_nulls(request.json or {})
        asked = Asked(
            given.get("valueRenderOption", "FORMATTED_VALUE"),
            given.get("dateTimeRenderOption", "SERIAL_NUMBER"),
            given.get("majorDimension", "ROWS"),
        )
        chosen: dict[tuple[int, Area], list[dict[str, Any]]] = {}
        for one in given.get("dataFilters", []):
            for sheet, place in valuecalls.filtered(book, one):
                chosen.setdefault((book.sheets.index(sheet), place), []).append(one)
        order = sorted(chosen, key=lambda one: (one[0], one[1].top, one[1].left))
        told = [
            {"valueRange": valuecalls.read(book, book.sheets[index], place, asked), "dataFilters": chosen[index, place]}
            for index, place in order
        ]
        return {"spreadsheetId": book.id} | ({"valueRanges": told} if told else {})

    # -- values: writing

    def _update(self, book: Spreadsheet, request: Request, rest: str) -> dict[str, Any]:
        sheet, place = book.named(unquote(rest.removeprefix("values/")))
        wrote = valuecalls.write(book, sheet, place, request.json or {}, request.asked("valueInputOption"))
        told = {"spreadsheetId": book.id, **wrote.counts()}
        if request.asked("includeValuesInResponse").lower() == "true":
            told["updatedData"] = _echo(book, wrote, request.json or {}, _response_asked(dict(request.query)))
        return told

    def _update_batch(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        given = without_nulls_outside_values(request.json or {})
        items = [(*book.named(one.get("range", "")), one) for one in given.get("data", [])]
        wrote = [
            valuecalls.write(book, sheet, place, one, given.get("valueInputOption", "")) for sheet, place, one in items
        ]
        answers = [{"spreadsheetId": book.id, **one.counts()} for one in wrote]
        if given.get("includeValuesInResponse"):
            for answer, one, item in zip(answers, wrote, given["data"], strict=True):
                answer["updatedData"] = _echo(book, one, item, _response_asked(given))
        return {"spreadsheetId": book.id, **valuecalls.totals(wrote)} | ({"responses": answers} if answers else {})

    def _update_filtered(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        given = without_nulls_outside_values(request.json or {})
        done: list[tuple[dict[str, Any], Wrote]] = []
        for item in given.get("data", []):
            for sheet, place in self._matched(book, item):
                done.append((item, valuecalls.write(book, sheet, place, item, given.get("valueInputOption", ""))))
        answers = []
        for item, one in done:
            answer = {**one.counts(), "dataFilter": item["dataFilter"]}
            if given.get("includeValuesInResponse"):
                sent = item if self.habits.echo == "sent" else {}
                answer["updatedData"] = _echo(book, one, sent, _response_asked(given))
            answers.append(answer)
        told = {"spreadsheetId": book.id, **valuecalls.totals([one for _, one in done])}
        return told | ({"responses": answers} if answers else {})

    def _matched(self, book: Spreadsheet, item: dict[str, Any]) -> list[tuple[Sheet, Area]]:
        places = valuecalls.filtered(book, item.get("dataFilter") or {})
        if not places and self.habits.no_match == "refused":
            raise Refusal("A data filter matches nothing. (The emulator's words: Google's are not known.)")
        nothing = all(one is None for line in item.get("values") or [] for one in line)
        if nothing and self.habits.all_null == "refused":
            raise Refusal("There is nothing to write. (The emulator's words: Google's are not known.)")
        return places

    def _append(self, book: Spreadsheet, request: Request, rest: str) -> dict[str, Any]:
        sheet, place = book.named(unquote(rest.removeprefix("values/").removesuffix(":append")))
        if sheet.filter:
            raise NotEmulated("values.append under a filter: rows were seen to be lost, overwritten or put on top")
        insert = request.asked("insertDataOption") == "INSERT_ROWS"
        option = request.asked("valueInputOption")
        table, wrote = valuecalls.append(book, sheet, place, request.json or {}, option, insert)
        told: dict[str, Any] = {"spreadsheetId": book.id}
        if table:
            told["tableRange"] = ranges.named(sheet.title, table)
        told["updates"] = {"spreadsheetId": book.id, **wrote.counts()}
        if request.asked("includeValuesInResponse").lower() == "true":
            told["updates"]["updatedData"] = _echo(
                book, wrote, request.json or {}, _response_asked(dict(request.query))
            )
        return told

    def _clear(self, book: Spreadsheet, _: Request, rest: str) -> dict[str, Any]:
        sheet, place = book.named(unquote(rest.removeprefix("values/").removesuffix(":clear")))
        return {"spreadsheetId": book.id, "clearedRange": valuecalls.clear(sheet, place)}

    def _clear_batch(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        places = [book.named(one) for one in (request.json or {}).get("ranges", [])]
        return {"spreadsheetId": book.id, "clearedRanges": [valuecalls.clear(*one) for one in places]}

    def _clear_filtered(self, book: Spreadsheet, request: Request, _: str) -> dict[str, Any]:
        filters = without_nulls((request.json or {}).get("dataFilters", []))
        places = [place for one in filters for place in valuecalls.filtered(book, one)]
        return {"spreadsheetId": book.id, "clearedRanges": [valuecalls.clear(*one) for one in places]}


Call = Callable[[SheetsApi, Spreadsheet, Request, str], dict[str, Any]]
_CALLS: list[tuple[str, str, Call]] = [
    ("GET", "", SheetsApi._get),
    ("POST", ":batchUpdate", SheetsApi._batch),
    ("POST", ":getByDataFilter", SheetsApi._get_filtered),
    ("GET", r"developerMetadata/\d+", SheetsApi._metadata),
    ("POST", "developerMetadata:search", SheetsApi._search),
    ("GET", "values:batchGet", SheetsApi._values_batch),
    ("POST", "values:batchUpdate", SheetsApi._update_batch),
    ("POST", "values:batchClear", SheetsApi._clear_batch),
    ("POST", "values:batchGetByDataFilter", SheetsApi._values_filtered),
    ("POST", "values:batchUpdateByDataFilter", SheetsApi._update_filtered),
    ("POST", "values:batchClearByDataFilter", SheetsApi._clear_filtered),
    ("POST", "values/.+:append", SheetsApi._append),
    ("POST", "values/.+:clear", SheetsApi._clear),
    ("PUT", "values/.+", SheetsApi._update),
    ("GET", "values/.+", SheetsApi._values),
]


def _call(method: str, rest: str) -> Call:
    for asked, shape, call in _CALLS:
        if asked == method and re.fullmatch(shape, rest):
            return call
    raise NotEmulated(f"{method} …/{rest}")


def without_nulls_outside_values(given: dict[str, Any]) -> dict[str, Any]:
    """In ``values`` null has a meaning: leave the cell."""
    data = [
        {**without_nulls({**one, "values": []}), "values": one.get("values") or []} for one in given.get("data", [])
    ]
    return {**without_nulls({**given, "data": []}), "data": data}


def masked_answer(told: dict[str, Any], request: Request) -> dict[str, Any]:
    return masked(told, mask(request.asked("fields"))) if request.asked("fields") else told


def _shown(book: Spreadsheet, request: Request, cells: bool, asked: list[tuple[Sheet, Area]] | None) -> dict[str, Any]:
    tree = mask(request.asked("fields")) if request.asked("fields") else {}
    named = bool(tree) and asks(tree, "sheets", "data") and tree.get("sheets") != {}
    return book.shown(tree, cells or named, asked)


def _asked(request: Request) -> Asked:
    option = request.asked("valueRenderOption", "FORMATTED_VALUE")
    dates, dimension = request.asked("dateTimeRenderOption", "SERIAL_NUMBER"), request.asked("majorDimension", "ROWS")
    return Asked(option, dates, dimension)


def _response_asked(given: dict[str, Any]) -> Asked:
    option = given.get("responseValueRenderOption", "FORMATTED_VALUE")
    return Asked(option, given.get("responseDateTimeRenderOption", "SERIAL_NUMBER"))


def _echo(book: Spreadsheet, wrote: Wrote, sent: dict[str, Any], asked: Asked) -> dict[str, Any]:
    dimension = sent.get("majorDimension") or "ROWS"
    return valuecalls.read(book, wrote.sheet, wrote.asked, Asked(asked.option, asked.dates, dimension))
