"""One cell: what it holds, how values get into it, how they come out, and its CellData."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson

from tests.emulator import formats
from tests.emulator.masks import Mask, merged
from tests.emulator.refusals import NotEmulated, Refusal

LONGEST = 50_000
OVER_SPILL = "writing over a value that a formula of another cell shows"
ERRORS = {
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
    "Loading...": "LOADING",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """The value of a formula that failed: ``text`` as it is shown."""

    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """``value``: str, int, float, bool, Wrong, or None. ``look``: userEnteredFormat. ``rule``: dataValidation.
    ``spilled``: the value is shown here by a formula of another cell."""

    value: Any = None
    formula: str = ""
    note: str = ""
    look: dict[str, Any] | None = None
    rule: dict[str, Any] | None = None
    spilled: bool = False

    @property
    def holds(self) -> bool:
        """It has a value, if only a formula that shows nothing."""
        return self.value is not None or bool(self.formula)

    @property
    def empty(self) -> bool:
        return not (self.holds or self.note or self.look or self.rule)

    @property
    def number_format(self) -> dict[str, Any]:
        return (self.look or {}).get("numberFormat") or {}


BLANK = Cell()
_LOOKS: dict[bytes, dict[str, Any]] = {}
Held = Cell | str | int | float | None
"""A cell as a sheet keeps it: the plain value of one that has nothing else, None for an empty one."""


def unpacked(held: Held) -> Cell | None:
    return held if held is None or isinstance(held, Cell) else Cell(held)


def packed(cell: Cell | None) -> Held:
    if cell is None or cell.formula or cell.note or cell.look or cell.rule or cell.spilled:
        return cell
    if isinstance(cell.value, Wrong):
        return cell
    plain: Held = cell.value
    return plain


def written(old: Held, given: object, option: str, locale: str) -> Held:
    """The cell after ``given``, not null, was written into it by values.*; note, format and validation stay."""
    plain = isinstance(given, int | float) or (isinstance(given, str) and 0 < len(given) <= LONGEST)
    if option == "RAW" and plain and not isinstance(old, Cell):
        return given  # type: ignore[return-value]
    return packed(_written(unpacked(old) or BLANK, given, option, locale))


def _written(old: Cell, given: object, option: str, locale: str) -> Cell:
    if old.spilled:
        raise NotEmulated(OVER_SPILL)
    if isinstance(given, dict | list):
        raise Refusal(f"Invalid values[0][0]: {'struct' if isinstance(given, dict) else 'list'}_value")
    if isinstance(given, str) and len(given) > LONGEST:
        raise Refusal(f"Your input contains more than the maximum of {LONGEST} characters in a single cell.")
    if given == "" and isinstance(given, str):
        return _holding(old, None)
    if option == "RAW" or not isinstance(given, str):
        return _holding(old, given)
    if option != "USER_ENTERED":
        raise Refusal("'valueInputOption' is required but not specified")
    if old.number_format.get("type") == "TEXT":
        return _holding(old, given)
    value, formula, form = formats.typed(given, locale)
    look = old.look
    if form and not old.number_format:
        look = {**(look or {}), "numberFormat": form}
    return replace(old, value=value, formula=formula, look=look)


def rendered(held: Held, option: str, dates: str, locale: str) -> Any:
    """The cell in values.*: ``""`` where it has none."""
    if held is None or type(held) is str:
        return held or ""
    cell = held if isinstance(held, Cell) else Cell(held)
    if not cell.holds:
        return ""
    if option == "FORMULA" and cell.formula:
        return cell.formula
    value = "" if cell.value is None else cell.value
    if isinstance(value, Wrong):
        return value.text
    if isinstance(value, str):
        return value
    if option == "FORMATTED_VALUE":
        return shown(cell, locale)
    if isinstance(value, float) and not isinstance(value, bool):
        if dates == "FORMATTED_STRING" and formats.is_date(cell.number_format):
            return shown(cell, locale)
        return int(value) if value.is_integer() else value
    if dates == "FORMATTED_STRING" and formats.is_date(cell.number_format):
        return shown(cell, locale)
    return value


def shown(cell: Cell, locale: str) -> str:
    value = cell.value
    if isinstance(value, Wrong):
        return value.text
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return formats.shown(value, cell.number_format, locale)
    return value or ""


def patched(old: Cell, given: dict[str, Any], tree: Mask) -> Cell:
    """The cell after the fields that the mask names were taken from a CellData; named and not given: cleared."""
    for name in tree or given:
        if name == "userEnteredValue":
            old = _valued(old, given.get(name) or {})
        elif name == "note":
            old = replace(old, note=given.get(name) or "")
        elif name == "userEnteredFormat":
            old = replace(old, look=_kept(merged(old.look or {}, given.get(name) or {}, tree.get(name, {}))))
        elif name == "dataValidation":
            old = replace(old, rule=given.get(name) or None)
        else:
            raise NotEmulated(f"writing the field {name!r} of a cell")
    if not tree:
        absent = {"userEnteredValue", "note", "userEnteredFormat", "dataValidation"} - given.keys()
        return patched(old, {}, {name: {} for name in absent}) if absent else old
    return old


def _valued(old: Cell, given: dict[str, Any]) -> Cell:
    if old.spilled:
        raise NotEmulated(OVER_SPILL)
    if not given:
        return _holding(old, None)
    kind, value = next(iter(given.items()))
    if kind == "formulaValue":
        return _holding(old, formats.counted(value), value)
    if kind == "errorValue":
        raise Refusal("Error values cannot be written.")
    if isinstance(value, str) and len(value) > LONGEST:
        raise Refusal(f"Your input contains more than the maximum of {LONGEST} characters in a single cell.")
    if kind == "stringValue" and value == "":
        return _holding(old, None)
    return _holding(old, float(value) if kind == "numberValue" else value)


def _holding(old: Cell, value: Any, formula: str = "") -> Cell:
    return Cell(value, formula, old.note, old.look, old.rule)


def _kept(look: dict[str, Any]) -> dict[str, Any] | None:
    """The same object for the same look, however many cells have it."""
    return _LOOKS.setdefault(orjson.dumps(look, option=orjson.OPT_SORT_KEYS), look) if look else None
