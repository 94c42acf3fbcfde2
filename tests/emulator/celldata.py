"""CellData: what spreadsheets.get tells about a cell."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from tests.emulator.cells import ERRORS, Cell, Held, Wrong, shown
from tests.emulator.masks import Mask, asks, masked

_ALL = (
    *("userEnteredValue", "effectiveValue", "formattedValue", "userEnteredFormat", "effectiveFormat"),
    *("hyperlink", "note", "dataValidation"),
)


def teller(tree: Mask, default_format: dict[str, Any], locale: str) -> Callable[[Held], dict[str, Any]]:
    """The CellData of a cell as far as the mask lets it through. Where the mask asks for no values, cells that look
    alike share one."""
    wanted = tree.keys() or _ALL
    deep = {name: below for name, below in tree.items() if below}
    shares = not _asks_for_values(tree)
    shared: dict[tuple[type, int], dict[str, Any]] = {}

    def made(cell: Cell) -> dict[str, Any]:
        told = _data(cell, wanted, default_format, locale)
        for name, below in deep.items():
            if name in told:
                told[name] = masked(told[name], below)
        return told

    def tell(held: Held) -> dict[str, Any]:
        if held is None:
            return {}
        cell = held if isinstance(held, Cell) else None
        if not shares or (cell and (cell.formula or cell.note or cell.rule or cell.spilled)):
            return made(cell or Cell(held))
        kind = (type(cell.value), id(cell.look)) if cell else (type(held), 0)
        if kind not in shared or kind[0] is Wrong:
            shared[kind] = made(cell or Cell(held))
        return shared[kind]

    return tell


def _asks_for_values(tree: Mask) -> bool:
    kinds = ("stringValue", "numberValue", "boolValue")
    values = [asks(tree, name, kind) for name in ("userEnteredValue", "effectiveValue") for kind in kinds]
    return any(values) or asks(tree, "formattedValue")


def _data(cell: Cell, wanted: Collection[str], default_format: dict[str, Any], locale: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if cell.holds:
        effective = _extended(cell.value)
        if "userEnteredValue" in wanted and not cell.spilled:
            told["userEnteredValue"] = {"formulaValue": cell.formula} if cell.formula else effective
        if "effectiveValue" in wanted:
            told["effectiveValue"] = effective
        if "formattedValue" in wanted:
            told["formattedValue"] = shown(cell, locale)
    if cell.look and "userEnteredFormat" in wanted:
        told["userEnteredFormat"] = cell.look
    if "effectiveFormat" in wanted:
        told["effectiveFormat"] = _laid_over(default_format, cell.look or {})
    if "hyperlink" in wanted and (link := _link(cell)):
        told["hyperlink"] = link
    if cell.note and "note" in wanted:
        told["note"] = cell.note
    if cell.rule and "dataValidation" in wanted:
        told["dataValidation"] = cell.rule
    return told


def _link(cell: Cell) -> str:
    written = (cell.look or {}).get("textFormat") or {}
    return str((written.get("link") or {}).get("uri", ""))


def _laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _laid_over(under[name], over[name])
        for name in under.keys() & over.keys()
        if isinstance(under[name], dict)
    }
    return {**under, **over, **both}


def _extended(value: Any) -> dict[str, Any]:
    if isinstance(value, Wrong):
        error = {"type": ERRORS[value.text]}
        return {"errorValue": error | ({"message": value.message} if value.message else {})}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": int(value) if float(value).is_integer() else value}
    return {"stringValue": value or ""}
