"""The shared strings, where each text of a cell is kept once: new ones are appended, one that is there is used again.

Appended rather than written into the cells, because cells with inline text show blank on iPhones and in Numbers.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.package import Package

LONGEST: Final = 32_767
"""UTF-16 units that a cell may hold."""
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TO_ESCAPE: Final = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]|_x")
_TO_PRESERVE: Final = re.compile(r"^\s|\s$|\n|\t|  ")


def stored(text: str) -> str:
    """Text as a cell keeps it: what XML cannot hold, and what only looks so, as ``_xHHHH_``."""
    if not _TO_ESCAPE.search(text):
        return text
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNSTORABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class SharedStrings(dict[str, int]):
    """text -> its number. Asking for a text that is not there adds it: ``strings[text]``."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package
        self._new: list[str] = []

    def __missing__(self, text: str) -> int:
        if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
            raise Refused("excel.text_too_long", hint="excel.text_too_long.hint", text=text[:40])
        body = stored(text)
        keep = ' xml:space="preserve"' if _TO_PRESERVE.search(text) else ""
        item = f"<{self._p}si><{self._p}t{keep}>{body}</{self._p}t>"
        number = self._known.get(item)
        if number is None:
            number = self._known[item] = len(self._known) + self._doubled
            self._new.append(item)
        self[text] = number
        return number

    def flush(self) -> None:
        """Writes the new texts into the part (made where the workbook has none)."""
        if not self._new:
            return
        text = self._text
        root = xml.first(text, "sst")
        assert root is not None
        unique = len(self._known) + self._doubled
        del self._known
        end_tag = f"</{self._p}si>"
        fresh = end_tag.join(self._new) + end_tag
        head = xml.with_attribute(root.text, "uniqueCount", str(unique))
        if (count := root.get("count")).isdigit():
            head = xml.with_attribute(head, "count", str(int(count) + len(self._new)))
        if root.empty:
            head = head[:-2].rstrip() + ">"
            self._package.put(self.part, f"{text[: root.start]}{head}{fresh}</{self._p}sst>{text[root.end :]}")
            return
        end = text.rindex(f"</{self._p}sst")
        self._package.put(self.part, "".join((text[: root.start], head, text[root.end : end], fresh, text[end:])))

    @cached_property
    def part(self) -> str:
        found = self._package.related(self._package.workbook, "sharedStrings")
        folder = self._package.workbook.rpartition("/")[0]
        part = found[0] if found else f"{folder}/sharedStrings.xml".lstrip("/")
        if part not in self._package:
            empty = f'<sst xmlns="{self._package.namespace}" uniqueCount="0"></sst>'
            self._package.add(part, "sharedStrings", text=empty)
            if not found:
                self._package.relate(self._package.workbook, "sharedStrings", part)
        elif not found:  # there, but nothing leads to it
            self._package.declare(part, "sharedStrings")
            self._package.relate(self._package.workbook, "sharedStrings", part)
        return part

    @cached_property
    def _text(self) -> str:
        return self._package.text(self.part)

    @cached_property
    def _p(self) -> str:
        root = xml.first(self._text[:4096], "sst")
        if root is None:
            raise Refused("excel.odd_strings", hint="excel.damaged.hint", part=self.part)
        return root.prefix

    @cached_property
    def _known(self) -> dict[str, int]:
        """The items that are there, each as it stands without its end tag. Items that stand there twice, and empty
        ones, take a number but no place here: ``_doubled`` counts them."""
        text = self._text
        root = xml.first(text[:4096], "sst")
        assert root is not None
        if "<!" in text:  # comments or CDATA: the items are counted, and none of them is used again
            self._doubled = sum(1 for _ in xml.tags(text, "si"))
            return {}
        items = text.split(f"</{self._p}si>")
        items[0] = items[0][root.end :]
        items.pop()
        opened = sum(text.count(f"<{self._p}si{mark}") for mark in "> /\t\r\n")
        if opened != len(items):
            inner = text[root.end :]
            items = [
                match[0]
                for match in re.finditer(rf"<{self._p}si(?:\s[^>]*)?(?:/>|>.*?(?=</{self._p}si>))", inner, re.DOTALL)
            ]
        if opened != len(items):
            raise Refused("excel.odd_strings", hint="excel.damaged.hint", part=self.part)
        known = dict(zip(reversed(items), range(len(items) - 1, -1, -1), strict=True))
        self._doubled = len(items) - len(known)
        return known

    _doubled = 0
