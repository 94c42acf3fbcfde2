"""Defined names of the workbook: our hidden ones (anchors of columns, marks), and Excel's own that must grow with data.

An anchor is a name that refers to a heading cell; Excel moves it along when columns are moved. A mark is a name that
holds a constant text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from clientsheet.sheet.address import Range, letters, parse
from clientsheet.sheet.grid import Anchor
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.workbook_part import WorkbookPart

ANCHOR: Final = "_clientsheet."
MARK: Final = "_clientsheet.mark."
_FILTER: Final = "_xlnm._FilterDatabase"
_PRINT_AREA: Final = "_xlnm.Print_Area"
_REFERENCE: Final = re.compile(r"('(?:[^']|'')*'|[^'!,(]+)!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")


def anchored(anchor: Anchor) -> str:
    """The formula of an anchor: ``'Клієнти'!$K$3``."""
    return f"{quoted(anchor.tab)}!${letters(anchor.column)}${anchor.row}"


def quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def constant(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def define(book: WorkbookPart, names: Mapping[str, str | None]) -> None:
    """Sets hidden names of the whole workbook to their formulas; None removes one."""
    if not names:
        return
    folded = {name.casefold() for name in names}
    text = book.text
    for tag in reversed(book.tags("definedName")):
        if "localSheetId" not in tag.attributes and tag.get("name").casefold() in folded:
            text = text[: tag.start] + text[xml.element_end(text, tag, "definedName") :]
    book.package.put(book.part, text)
    p = book.prefix
    fresh = "".join(
        f'<{p}definedName name="{xml.escape(name)}" hidden="1">{xml.escape(formula)}</{p}definedName>'
        for name, formula in names.items()
        if formula is not None
    )
    _insert(book, fresh)


def _insert(book: WorkbookPart, fresh: str) -> None:
    text = book.text
    parent = next(iter(book.tags("definedNames")), None)
    if parent is not None:
        text, end = xml.opened(text, parent, "definedNames")
        if not fresh and not text[text.index(">", parent.start) + 1 : end].strip():
            text = text[: parent.start] + text[text.index(">", end) + 1 :]  # an empty list is against the schema
        else:
            text = text[:end] + fresh + text[end:]
    elif fresh:
        at = book.place_of_names()
        text = f"{text[:at]}<{book.prefix}definedNames>{fresh}</{book.prefix}definedNames>{text[at:]}"
    book.package.put(book.part, text)


def filter_area(book: WorkbookPart, sheet: int, title: str, area: Range) -> None:
    """Gives the sheet the hidden name that Excel keeps beside every autofilter."""
    if grow(book, sheet, lambda _name, _old: area, names=(_FILTER,)):
        return
    prefix = book.prefix
    formula = xml.escape(f"{quoted(title)}!{absolute(area)}")
    _insert(
        book,
        f'<{prefix}definedName name="{_FILTER}" localSheetId="{sheet}" hidden="1">{formula}</{prefix}definedName>',
    )


def grow(
    book: WorkbookPart,
    sheet: int,
    grown: Callable[[str, Range], Range],
    names: tuple[str, ...] = (_FILTER, _PRINT_AREA),
) -> bool:
    """Puts every range in the sheet's filter and print area through ``grown``. False: the sheet has no such name."""
    text = book.text
    found = False
    for tag in reversed(book.tags("definedName")):
        if tag.empty or tag.get("name") not in names or tag.get("localSheetId") != str(sheet):
            continue
        found = True
        end = xml.content_end(text, tag, "definedName")
        formula = xml.unescape(text[tag.end : end])
        changed = _REFERENCE.sub(partial(_grown, grown, tag.get("name")), formula)
        if changed != formula:
            text = text[: tag.end] + xml.escape(changed) + text[end:]
    book.package.put(book.part, text)
    return found


def _grown(grown: Callable[[str, Range], Range], name: str, match: re.Match[str]) -> str:
    try:
        old = parse(match[2])
    except ValueError:
        return match[0]
    new = grown(name, old)
    return match[0] if new == old else f"{match[1]}!{absolute(new)}"


def absolute(area: Range) -> str:
    first = f"${letters(area.column)}${area.row}"
    return f"{first}:${letters(area.last_column)}${area.last_row}"
