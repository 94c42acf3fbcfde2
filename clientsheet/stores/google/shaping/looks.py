"""How values of ours look in a Google Sheet: formats, colours, widths. The palette is that of our Excel files."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.stores.google.shaping.batch import CellData

_NUMBER_FORMATS: Final[dict[Look, dict[str, str]]] = {
    Look.TEXT: {"type": "TEXT", "pattern": "@"},
    Look.INTEGER: {"type": "NUMBER", "pattern": "0"},
    Look.MONEY: {"type": "NUMBER", "pattern": "#,##0.00"},
    Look.DATE: {"type": "DATE", "pattern": "dd.mm.yyyy"},
    Look.DATETIME: {"type": "DATE_TIME", "pattern": "dd.mm.yyyy hh:mm"},
}
DATED: Final = frozenset({Look.DATE, Look.DATETIME})
OWNER_HEADING: Final = "37474F"
PROGRAM_HEADING: Final = "00796B"
PROGRAM_TINT: Final = "E8F5F2"
_PREAMBLE: Final = "546E7A"
_WIDEST: Final = 600
"""In pixels: a longer text is wrapped."""
HEADING_HEIGHT: Final = 43


def number_format(look: Look) -> CellData:
    """userEnteredFormat of such a value; a general one has none."""
    form = _NUMBER_FORMATS.get(look)
    return {"userEnteredFormat": {"numberFormat": form}} if form else {}


def look_for(value: Raw, look: Look) -> Look:
    """A date is shown as one whatever was asked for, and a number never is: as something else nobody could read it,
    and neither could we."""
    if isinstance(value, dt.date) and look not in DATED:
        return Look.DATETIME if isinstance(value, dt.datetime) else Look.DATE
    if isinstance(value, int | float) and look in DATED:
        return Look.GENERAL
    return look


def heading(*, program: bool) -> CellData:
    """White and bold on a dark ground."""
    return {
        "userEnteredFormat": {
            "backgroundColorStyle": colour(PROGRAM_HEADING if program else OWNER_HEADING),
            "textFormat": {"bold": True, "foregroundColorStyle": colour("FFFFFF")},
            "verticalAlignment": "MIDDLE",
            "wrapStrategy": "WRAP",
        }
    }


def tint() -> CellData:
    """The ground of the program's columns among the owner's."""
    return {"userEnteredFormat": {"backgroundColorStyle": colour(PROGRAM_TINT)}}


def bold() -> CellData:
    """The title of a section of one of our pages."""
    return {"userEnteredFormat": {"textFormat": {"bold": True}}}


def preamble() -> CellData:
    return {"userEnteredFormat": {"textFormat": {"italic": True, "foregroundColorStyle": colour(_PREAMBLE)}}}


def paragraph() -> CellData:
    """A cell of one of our pages: long text is wrapped, and every cell of the row begins at the top."""
    return {"userEnteredFormat": {"verticalAlignment": "TOP", "wrapStrategy": "WRAP"}}


def link(sheet_id: int, cell: str) -> CellData:
    """A cell that leads to another one of the same spreadsheet."""
    return {"userEnteredFormat": {"textFormat": {"link": {"uri": f"#gid={sheet_id}&range={cell}"}}}}


def colour(code: str) -> dict[str, Any]:
    """A ColorStyle of '00796B'."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return {"rgbColor": {"red": red, "green": green, "blue": blue}}


def pixels(width: float) -> int:
    """Of a column so many characters wide."""
    return min(round(7 * width + 5), _WIDEST)
