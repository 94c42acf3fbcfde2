"""Cell styles: an existing one cloned with another number format, and the few that our own tabs need.

Styles are only ever appended; every index the owner's cells hold keeps its meaning.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from clientsheet.errors import Refused
from clientsheet.sheet.look import Look
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.package import Package

_BUILT_IN: Final = {Look.GENERAL: 0, Look.INTEGER: 1, Look.MONEY: 4, Look.TEXT: 49}
_CUSTOM: Final = {Look.DATE: "dd.mm.yyyy", Look.DATETIME: "dd.mm.yyyy hh:mm"}
_FIRST_CUSTOM: Final = 164
_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_MOST: Final = 64_000
"""Excel's own limit of cell formats in a workbook."""
_NOT_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_DEFAULTS: Final = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
    "cellStyleXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
_WRAPPED: Final = {"wrapText": "1", "vertical": "top"}

OWNER_HEADING: Final = "FF37474F"
PROGRAM_HEADING: Final = "FF00796B"
PROGRAM_TINT: Final = "FFE8F5F2"
_WHITE: Final = "FFFFFFFF"
_LINK: Final = "FF0563C1"


class Styles:
    """The styles of a workbook, with what we add to them. ``flush`` writes the additions into the part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._clones: dict[tuple[int, str], int] = {}

    def looking(self, base: int, look: Look) -> int:
        """The style of a cell that has style ``base`` and is to hold such a value. A format of the owner's that suits
        the value (any date format for a date, any but a date format for a number) is kept."""
        made = self._clones.get((base, look))
        if made is None:
            made = self._clones[base, look] = self._looking(base, look)
        return made

    def program_heading(self, base: int) -> int:
        """``base`` with a light tint of its own, where the owner gave it no fill."""
        tag = _start(self._format(base))
        if tag.get("fillId", "0") != "0":
            return base
        fill = self._fill(PROGRAM_TINT)
        return self._clone(base, f"tint {fill}", {"fillId": str(fill), "applyFill": "1"})

    def heading(self, program: bool) -> int:
        """The heading of a tab we make: white and bold on a dark ground."""
        font = self._font(
            f'<{self._p}b/><{self._p}sz val="11"/><{self._p}color rgb="{_WHITE}"/><{self._p}name val="Calibri"/>'
        )
        fill = self._fill(PROGRAM_HEADING if program else OWNER_HEADING)
        changes = {"fontId": str(font), "applyFont": "1", "fillId": str(fill), "applyFill": "1"}
        return self._clone(0, f"heading {font} {fill}", changes, {"wrapText": "1", "vertical": "center"})

    def link(self) -> int:
        font = self._font(
            f'<{self._p}u/><{self._p}sz val="11"/><{self._p}color rgb="{_LINK}"/><{self._p}name val="Calibri"/>'
        )
        return self._clone(0, f"link {font}", {"fontId": str(font), "applyFont": "1"}, {"vertical": "top"})

    def title(self) -> int:
        font = self._font(f'<{self._p}b/><{self._p}sz val="11"/><{self._p}name val="Calibri"/>')
        return self._clone(0, f"title {font}", {"fontId": str(font), "applyFont": "1"})

    def section(self, *, bold: bool) -> int:
        """A line that begins a section of a page of ours."""
        font = self._font(f'<{self._p}{"b/><" + self._p if bold else ""}sz val="11"/><{self._p}name val="Calibri"/>')
        fill = self._fill(PROGRAM_TINT)
        changes = {"fontId": str(font), "applyFont": "1", "fillId": str(fill), "applyFill": "1"}
        return self._clone(0, f"section {font} {fill}", changes, _WRAPPED)

    def wrapped(self, look: Look) -> int:
        return self._clone(self.looking(0, look), "wrapped", {}, _WRAPPED)

    def flush(self) -> None:
        if "part" in self.__dict__ and self._text != self._package.text(self.part):
            self._package.put(self.part, self._text)

    @cached_property
    def part(self) -> str:
        """The styles part, made where the workbook has none."""
        found = self._package.related(self._package.workbook, "styles")
        part = found[0] if found else _beside(self._package.workbook, "styles.xml")
        if part not in self._package:
            self._package.add(part, "styles", text=f'<styleSheet xmlns="{self._package.namespace}"></styleSheet>')
            if not found:
                self._package.relate(self._package.workbook, "styles", part)
        return part

    @cached_property
    def _text(self) -> str:
        return self._package.text(self.part)

    @cached_property
    def _p(self) -> str:
        root = xml.first(self._text, "styleSheet")
        if root is None:
            raise Refused("excel.damaged", hint="excel.damaged.hint", path=self._package.archive.path, part=self.part)
        return root.prefix

    @cached_property
    def _formats(self) -> list[str]:
        """Every ``xf`` of ``cellXfs`` as it stands."""
        return self._children("cellXfs", "xf")

    @cached_property
    def _codes(self) -> dict[int, str]:
        found = (tag.attributes for tag in xml.tags(self._text, "numFmt"))
        return {
            int(each["numFmtId"]): each.get("formatCode", "") for each in found if each.get("numFmtId", "").isdigit()
        }

    def _looking(self, base: int, look: Look) -> int:
        number = int(_start(self._format(base)).get("numFmtId", "0") or 0)
        if look is Look.GENERAL or (look is not Look.TEXT and self._suits(number, look)):
            return base
        if look is Look.TEXT and number == _BUILT_IN[Look.TEXT]:
            return base
        wanted = _BUILT_IN.get(look)
        if wanted is None:
            wanted = self._custom(_CUSTOM[look])
        return self._clone(base, look, {"numFmtId": str(wanted), "applyNumberFormat": "1"})

    def _suits(self, number: int, look: Look) -> bool:
        if number in (_BUILT_IN[Look.GENERAL], _BUILT_IN[Look.TEXT]):
            return False
        return self._is_date(number) == (look in _CUSTOM)

    def _is_date(self, number: int) -> bool:
        if number in _DATES and number not in self._codes:
            return True
        code = _NOT_CODE.sub("", self._codes.get(number, "")).split(";")[0]
        return re.search("[dmyhs]", code, re.IGNORECASE) is not None

    def _custom(self, code: str) -> int:
        for number, known in self._codes.items():
            if known.lower() == code and number >= _FIRST_CUSTOM:
                return number
        number = max([_FIRST_CUSTOM - 1, *self._codes]) + 1
        self._append("numFmts", f'<{self._p}numFmt numFmtId="{number}" formatCode="{code}"/>')
        self._codes[number] = code
        return number

    def _clone(self, base: int, name: str, attributes: dict[str, str], alignment: dict[str, str] | None = None) -> int:
        made = self._clones.get((base, name))
        if made is not None:
            return made
        text = self._format(base)
        tag = _start(text)
        start = tag.text
        for attribute, value in attributes.items():
            start = xml.with_attribute(start, attribute, value)
        text = start + text[tag.end :]
        if alignment:
            text = self._aligned(text, alignment)
        if text not in self._formats:
            if len(self._formats) >= _MOST:
                raise Refused("excel.styles_full", hint="excel.styles_full.hint")
            self._append("cellXfs", text)
            self._formats.append(text)
        number = self._clones[base, name] = self._formats.index(text)
        return number

    def _aligned(self, text: str, alignment: dict[str, str]) -> str:
        tag = _start(text)
        start = xml.with_attribute(tag.text, "applyAlignment", "1")
        inner = "".join(f' {name}="{value}"' for name, value in alignment.items())
        if tag.empty:
            return f"{start[:-2].rstrip()}><{self._p}alignment{inner}/></{self._p}xf>"
        found = xml.first(text, "alignment")
        if found is None:
            return f"{start}<{self._p}alignment{inner}/>{text[tag.end :]}"
        changed = found.text
        for name, value in alignment.items():
            changed = xml.with_attribute(changed, name, value)
        return start + xml.replaced(text, found, changed)[tag.end :]

    def _format(self, number: int) -> str:
        if not self._formats:
            self._ensure("cellXfs")
            self.__dict__.pop("_formats")
        return self._formats[number] if number < len(self._formats) else self._formats[0]

    def _font(self, inner: str) -> int:
        return self._child("fonts", "font", f"<{self._p}font>{inner}</{self._p}font>")

    def _fill(self, color: str) -> int:
        p = self._p
        colors = f'<{p}fgColor rgb="{color}"/><{p}bgColor indexed="64"/>'
        pattern = f'<{p}patternFill patternType="solid">{colors}</{p}patternFill>'
        return self._child("fills", "fill", f"<{p}fill>{pattern}</{p}fill>")

    def _child(self, group: str, local: str, text: str) -> int:
        """The number of that child of the group, appended where there is none."""
        made = self._clones.get((-1, text))
        if made is None:
            self._ensure(group)
            known = self._children(group, local)
            if text not in known:
                self._append(group, text)
                known.append(text)
            made = self._clones[-1, text] = known.index(text)
        return made

    def _children(self, group: str, local: str) -> list[str]:
        parent = xml.first(self._text, group)
        if parent is None or parent.empty:
            return []
        inner = self._text[parent.end : xml.content_end(self._text, parent, group)]
        found, at = [], 0
        for tag in xml.tags(inner, local):
            if tag.start >= at:
                at = xml.element_end(inner, tag, local)
                found.append(inner[tag.start : at])
        return found

    def _append(self, group: str, child: str) -> None:
        """Adds a child at the end of its group, and counts it."""
        self._ensure(group)
        parent = xml.first(self._text, group)
        assert parent is not None
        text, end = xml.opened(self._text, parent, group)
        text = text[:end] + child + text[end:]
        count = parent.get("count")
        if count.isdigit():
            opened = xml.first(text, group)
            assert opened is not None
            text = xml.replaced(text, opened, xml.with_attribute(opened.text, "count", str(int(count) + 1)))
        self._text = text

    def _ensure(self, group: str) -> None:
        """Makes the group with its default child where the part has none."""
        if xml.first(self._text, group) is not None and (group == "numFmts" or self._has_child(group)):
            return
        found = xml.first(self._text, group)
        if found is not None:
            self._text = self._text[: found.start] + self._text[xml.element_end(self._text, found, group) :]
        default = _DEFAULTS.get(group, "").format(p=self._p)
        count = len(re.findall(rf"<{self._p}(?:font|fill|border|xf)[\s>]", default))
        element = f'<{self._p}{group} count="{count}">{default}</{self._p}{group}>'
        at = self._place(group)
        self._text = self._text[:at] + element + self._text[at:]

    def _has_child(self, group: str) -> bool:
        parent = xml.first(self._text, group)
        return (
            parent is not None
            and not parent.empty
            and self._text.find("<", parent.end) != xml.content_end(self._text, parent, group)
        )

    def _place(self, group: str) -> int:
        for before in reversed(_ORDER[: _ORDER.index(group)]):
            found = xml.first(self._text, before)
            if found is not None:
                return xml.element_end(self._text, found, before)
        root = xml.first(self._text, "styleSheet")
        assert root is not None
        self._text, _ = xml.opened(self._text, root, "styleSheet")
        return self._text.index(">", root.start) + 1


def _start(text: str) -> xml.Tag:
    tag = xml.first(text, "xf")
    assert tag is not None
    return tag


def _beside(part: str, name: str) -> str:
    folder = part.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name
