"""The head of a worksheet: its size, and the width and style of its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clientsheet.sheet.address import Range, parse
from clientsheet.stores.excel import xml


@dataclass(frozen=True, slots=True)
class _Columns:
    first: int
    last: int
    tag: xml.Tag


def column_styles(head: str) -> Callable[[int], int]:
    """column -> the style of its cells that name none."""
    styled = [(each.first, each.last, int(each.tag.get("style", "0") or 0)) for each in _columns(head)]
    styled = [each for each in styled if each[2]]

    def style(column: int) -> int:
        return next((style for first, last, style in styled if first <= column <= last), 0)

    return style


def widened(head: str, area: Range) -> str:
    """The head whose dimension reaches around ``area`` too."""
    tag = xml.first(head, "dimension")
    if tag is None:
        return head
    try:
        old = parse(tag.get("ref"))
    except ValueError:
        return head
    new = Range(
        min(old.row, area.row),
        min(old.column, area.column),
        max(old.last_row, area.last_row),
        max(old.last_column, area.last_column),
    )
    return head if new == old else xml.replaced(head, tag, xml.with_attribute(tag.text, "ref", str(new)))


def with_width(head: str, prefix: str, column: int, width: float) -> str:
    """The head whose column has that width, unless somebody has set or hidden it already."""
    columns = _columns(head)
    over = next((each for each in columns if each.first <= column <= each.last), None)
    fresh = f'<{prefix}col min="{column}" max="{column}" width="{width:g}" customWidth="1"/>'
    if over is not None:
        if over.tag.get("customWidth") in ("1", "true") and over.first == over.last:
            return head
        return xml.replaced(head, over.tag, _split(over, column, width))
    parent = xml.first(head, "cols")
    if parent is None:
        rows = xml.first(head, "sheetData")
        assert rows is not None
        return f"{head[: rows.start]}<{prefix}cols>{fresh}</{prefix}cols>{head[rows.start :]}"
    before = next((each.tag.start for each in columns if each.first > column), None)
    if before is None:
        head, before = xml.opened(head, parent, "cols")
    return head[:before] + fresh + head[before:]


def _split(over: _Columns, column: int, width: float) -> str:
    """The ``col`` of several columns as up to three, the middle one with the width asked for."""

    def part(first: int, last: int) -> str:
        if first > last:
            return ""
        return xml.with_attribute(xml.with_attribute(over.tag.text, "min", str(first)), "max", str(last))

    middle = xml.with_attribute(xml.with_attribute(part(column, column), "width", f"{width:g}"), "customWidth", "1")
    return part(over.first, column - 1) + middle + part(column + 1, over.last)


def _columns(head: str) -> list[_Columns]:
    found = []
    for tag in xml.tags(head, "col"):
        first, last = tag.get("min"), tag.get("max")
        if first.isdigit() and last.isdigit():
            found.append(_Columns(int(first), int(last), tag))
    return found
