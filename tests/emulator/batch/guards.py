"""Protected ranges and named ranges."""

from __future__ import annotations

from typing import Any

from tests.emulator import ranges
from tests.emulator.masks import mask, merged
from tests.emulator.refusals import Refusal, protected
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import ROBOT, Spreadsheet


def protect(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """The answer repeats the editors that were named; in the sheet the caller is always one of them."""
    given = fields.get("protectedRange") or {}
    named = {name: one for name, one in (given.get("editors") or {}).items() if one}
    if given.get("warningOnly") and named:
        raise Refusal("The editors of a range that only warns cannot be set.")
    sheet = book.sheet((given.get("range") or {}).get("sheetId"))
    guard: dict[str, Any] = {"protectedRangeId": given.get("protectedRangeId") or book.new_number()}
    guard["range"] = {**(given.get("range") or {}), "sheetId": sheet.number}
    guard |= {name: given[name] for name in ("description", "warningOnly", "unprotectedRanges") if given.get(name)}
    guard["requestingUserCanEdit"] = True
    users = named.get("users", [])
    sheet.protected.append({**guard, "editors": {**named, "users": users if ROBOT in users else [*users, ROBOT]}})
    told = {**guard, "range": ranges.shown(guard["range"])}
    return {"addProtectedRange": {"protectedRange": told if guard.get("warningOnly") else {**told, "editors": named}}}


def change(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given = fields.get("protectedRange") or {}
    sheet, old = _guard(book, given.get("protectedRangeId"))
    new = merged(old, given, mask(fields.get("fields") or ""))
    new["protectedRangeId"], new["requestingUserCanEdit"] = old["protectedRangeId"], True
    sheet.protected[sheet.protected.index(old)] = new
    return {}


def release(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, old = _guard(book, fields.get("protectedRangeId"))
    sheet.protected.remove(old)
    return {}


def _guard(book: Spreadsheet, number: int | None) -> tuple[Sheet, dict[str, Any]]:
    for sheet in book.sheets:
        for guard in sheet.protected:
            if guard["protectedRangeId"] == number:
                if not guard["requestingUserCanEdit"]:
                    raise Refusal(protected())
                return sheet, guard
    raise Refusal(f"No protected range with ID: {number}")


def name(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given = fields.get("namedRange") or {}
    _must_be_free(book, given.get("name", ""), None)
    book.at(given.get("range") or {})
    grid = {**given["range"], "sheetId": given["range"].get("sheetId", 0)}
    one = {"namedRangeId": given.get("namedRangeId") or str(book.new_number()), "name": given["name"], "range": grid}
    book.names.append(one)
    return {"addNamedRange": {"namedRange": {**one, "range": ranges.shown(grid)}}}


def rename(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given = fields.get("namedRange") or {}
    old = _named(book, given.get("namedRangeId"))
    tree = mask(fields.get("fields") or "")
    if not tree or "name" in tree:
        _must_be_free(book, given.get("name", ""), old)
    book.names[book.names.index(old)] = merged(old, given, tree)
    return {}


def unname(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    book.names.remove(_named(book, fields.get("namedRangeId")))
    return {}


def _named(book: Spreadsheet, id_: str | None) -> dict[str, Any]:
    found = next((one for one in book.names if one["namedRangeId"] == id_), None)
    if found is None:
        raise Refusal(f"Cannot find a named range with the id: {id_}")
    return found


def _must_be_free(book: Spreadsheet, text: str, old: dict[str, Any] | None) -> None:
    if not text or ranges.area(text):
        raise Refusal(f"The name {text!r} cannot be used for a named range.")
    if any(one["name"].casefold() == text.casefold() and one is not old for one in book.names):
        raise Refusal(f'A named range with the name "{text}" already exists.')
