"""A value as batchUpdate takes it: with its type, so that nothing is ever parsed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clientsheet.sheet.blueprint import Link
from clientsheet.sheet.grid import CellError, Raw, Uncalculated
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.shaping.batch import CellData

_LONGEST: Final = 50_000
"""Characters that Google keeps in a cell; more and it would refuse the whole batch."""


def cell(value: Raw | Link) -> CellData:
    """The cell with that value; without one for None. An error of the owner's that is repeated is text."""
    if isinstance(value, CellError | Uncalculated):
        value = str(value) if isinstance(value, CellError) else None
    plain = value.text if isinstance(value, Link) else from_raw(value)
    if plain is None or plain == "":
        return {}
    if isinstance(plain, bool):
        return {"userEnteredValue": {"boolValue": plain}}
    if isinstance(plain, str):
        return {"userEnteredValue": {"stringValue": plain[:_LONGEST]}}
    return {"userEnteredValue": {"numberValue": plain}}


def column(values: Sequence[Raw | Link]) -> list[list[CellData]]:
    """One below the other."""
    return [[cell(value)] for value in values]
