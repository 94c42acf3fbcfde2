"""Finding and changing single tags in a part's text, leaving every other character where it is.

Never a tree that is written out again: what we do not understand must come through untouched. Comments, CDATA and
processing instructions are blanked out while searching, so that nothing inside them is taken for a tag.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

_ATTRIBUTES: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_ATTRIBUTE: Final = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY: Final = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));")
_NAMED: Final = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_HIDDEN: Final = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")


class Encoded(NamedTuple):
    """A part's text, and what it takes to give it back byte for byte."""

    text: str
    codec: str
    mark: bytes

    def back(self, text: str) -> bytes:
        return self.mark + text.encode(self.codec, "xmlcharrefreplace")


def encoding(head: bytes) -> tuple[str, bytes]:
    """(codec, byte order mark) of a part from its first bytes. LookupError: an encoding nobody knows."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8", codecs.BOM_UTF8
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16-le" if head[0] == 0xFF else "utf-16-be"), head[:2]
    if head[:2] in (b"\0<", b"<\0"):
        return ("utf-16-be" if head[0] == 0 else "utf-16-le"), b""
    declared = _DECLARED.match(head)
    return codecs.lookup(declared[1].decode() if declared else "utf-8").name, b""


def decode(raw: bytes) -> Encoded:
    """ValueError, LookupError: bytes that are not text in the encoding they name."""
    codec, mark = encoding(raw[:200])
    return Encoded(raw[len(mark) :].decode(codec), codec, mark)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unescape(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1], 16) if match[1] else int(match[2]))
    return _NAMED.get(match[3], match[0])


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag and where it stands. ``prefix`` is that of its name, with the colon, or empty."""

    start: int
    end: int
    text: str
    prefix: str

    @property
    def empty(self) -> bool:
        return self.text.endswith("/>")

    @property
    def attributes(self) -> dict[str, str]:
        return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(self.text)}

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


@cache
def _pattern(local: str) -> re.Pattern[str]:
    return re.compile(rf"<((?:[\w.-]+:)?)(?:{local})(?=[\s/>]){_ATTRIBUTES}>")


def tags(text: str, local: str) -> Iterator[Tag]:
    """Every start tag of that local name (``a|b``: of either)."""
    for match in _pattern(local).finditer(masked(text)):
        yield Tag(match.start(), match.end(), text[match.start() : match.end()], match[1])


def first(text: str, local: str) -> Tag | None:
    return next(tags(text, local), None)


def masked(text: str) -> str:
    """The same length, with comments, CDATA and processing instructions blanked."""
    if "<!" not in text and "<?" not in text:
        return text
    return _HIDDEN.sub(lambda match: " " * len(match[0]), text)


def end_tag(tag: Tag, local: str) -> str:
    return f"</{tag.prefix}{local}>"


def content_end(text: str, tag: Tag, local: str) -> int:
    """Where the end tag of ``tag`` begins (elements of one name do not nest here). ValueError: there is none."""
    return masked(text).index(f"</{tag.prefix}{local}", tag.end)


def element_end(text: str, tag: Tag, local: str) -> int:
    """Just behind the whole element."""
    if tag.empty:
        return tag.end
    return text.index(">", content_end(text, tag, local)) + 1


def with_attribute(tag: str, name: str, value: str) -> str:
    """The start tag with that attribute replaced or added; every other character stays."""
    found = re.search(rf"""(?<=\s){re.escape(name)}\s*=\s*("[^"]*"|'[^']*')""", tag)
    if found:
        return f'{tag[: found.start(1)]}"{escape(value)}"{tag[found.end(1) :]}'
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    head = tag[:end].rstrip()
    return f'{head} {name}="{escape(value)}"{tag[len(head) :]}'


def without_attribute(tag: str, name: str) -> str:
    return re.sub(rf"""\s+{re.escape(name)}\s*=\s*("[^"]*"|'[^']*')""", "", tag, count=1)


def replaced(text: str, tag: Tag, new: str) -> str:
    return text[: tag.start] + new + text[tag.end :]


def opened(text: str, tag: Tag, local: str) -> tuple[str, int]:
    """(text, place of the end tag): a self-closed element is opened so that children can be put into it."""
    if not tag.empty:
        return text, content_end(text, tag, local)
    head = tag.text[:-2].rstrip() + ">"
    return replaced(text, tag, head + end_tag(tag, local)), tag.start + len(head)
