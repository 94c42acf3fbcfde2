"""spreadsheets.batchUpdate: every request of a batch by its kind, all of them or none.

A handler gets the spreadsheet and the request's fields and gives its reply. Its spreadsheet is a copy: a refusal
anywhere leaves the file as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.batch import cellwise, dimensions, guards, looks, marks, tabs
from tests.emulator.refusals import NotEmulated, Refusal
from tests.emulator.spreadsheet import Spreadsheet

Reply = dict[str, Any]
Handler = Callable[[Spreadsheet, dict[str, Any]], Reply]

HANDLERS: dict[str, Handler] = {
    "addSheet": tabs.add,
    "deleteSheet": tabs.delete,
    "updateSheetProperties": tabs.update,
    "updateSpreadsheetProperties": tabs.update_file,
    "insertDimension": dimensions.insert,
    "deleteDimension": dimensions.delete,
    "moveDimension": dimensions.move,
    "appendDimension": dimensions.append,
    "updateDimensionProperties": dimensions.update,
    "autoResizeDimensions": dimensions.fit,
    "addDimensionGroup": dimensions.group,
    "deleteDimensionGroup": dimensions.ungroup,
    "updateCells": cellwise.update,
    "appendCells": cellwise.append,
    "repeatCell": cellwise.repeat,
    "setDataValidation": cellwise.validate,
    "copyPaste": cellwise.copy_paste,
    "cutPaste": cellwise.cut_paste,
    "sortRange": cellwise.sort,
    "mergeCells": looks.merge,
    "unmergeCells": looks.unmerge,
    "setBasicFilter": looks.set_filter,
    "clearBasicFilter": looks.clear_filter,
    "addConditionalFormatRule": looks.add_rule,
    "updateConditionalFormatRule": looks.update_rule,
    "deleteConditionalFormatRule": looks.delete_rule,
    "addProtectedRange": guards.protect,
    "updateProtectedRange": guards.change,
    "deleteProtectedRange": guards.release,
    "addNamedRange": guards.name,
    "updateNamedRange": guards.rename,
    "deleteNamedRange": guards.unname,
}
WITH_HABITS = {
    "createDeveloperMetadata": marks.create,
    "updateDeveloperMetadata": marks.update,
    "deleteDeveloperMetadata": marks.delete,
}


def carried_out(book: Spreadsheet, requests: list[dict[str, Any]], taken_is_refused: bool) -> list[Reply]:
    """The replies, one a request."""
    return [_one(book, number, one, taken_is_refused) for number, one in enumerate(requests)]


def _one(book: Spreadsheet, number: int, request: dict[str, Any], taken_is_refused: bool) -> Reply:
    if len(request) != 1:
        raise Refusal(f"Invalid requests[{number}]: No request set.")
    kind, fields = next(iter(request.items()))
    fields = without_nulls(fields)
    try:
        if kind in WITH_HABITS:
            return WITH_HABITS[kind](book, fields, taken_is_refused)
        if kind in HANDLERS:
            return HANDLERS[kind](book, fields)
    except NotEmulated:
        raise
    except Refusal as refusal:
        words = f"Invalid requests[{number}].{kind}: {refusal.message}"
        raise Refusal(words, refusal.code, refusal.status) from refusal
    raise NotEmulated(f"the request {kind}")


def without_nulls(given: Any) -> Any:
    """As protobuf reads JSON: null is not given."""
    if isinstance(given, dict):
        return {name: without_nulls(one) for name, one in given.items() if one is not None}
    return [without_nulls(one) for one in given] if isinstance(given, list) else given
