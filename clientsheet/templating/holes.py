"""Text with holes in it, and what fills them.

A template is rendered with a hole in place of every value, so Markdown, the frame and the styles are worked out once
for all letters of one shape, and what a cell holds is never read as Markdown or HTML: it only meets finished text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

_HOLE: Final = re.compile(r"qxhole(\d+)xq")
_EMPTY_PARAGRAPH: Final = re.compile(r"<p(?: [^>]*)?>\s*</p>\n?")
_LAST_BREAK: Final = re.compile(r"<br[ /]*>\s*(?=</p>)")
_PLAIN_LINK: Final = re.compile(r"(?:https://|mailto:|tel:)[A-Za-z0-9+@._/?=%-]*")
_SAFE_LINK: Final = re.compile(r"(https?://|mailto:|tel:|[^:]*$)", re.IGNORECASE)


def hole(number: int) -> str:
    """One word to everything that reads the text on its way."""
    return f"qxhole{number}xq"


def has_hole(text: str) -> bool:
    return "qxhole" in text and _HOLE.search(text) is not None


def filled_plain(text: str, values: Sequence[str]) -> str:
    return _HOLE.sub(lambda match: values[int(match[1])], text)


@dataclass(frozen=True)
class Shape:
    """A letter of one shape, its parts cut at the holes: words, number of a hole, words, ... ``links`` are the places
    of those that stand in an attribute. ``head``: short texts around it, such as the subject, with their holes."""

    html: tuple[str, ...]
    text: tuple[str, ...]
    links: frozenset[int]
    head: tuple[str, ...] = ()

    @classmethod
    def cut(cls, html: str, text: str, head: tuple[str, ...] = ()) -> Shape:
        pieces = tuple(_HOLE.split(html))
        links, inside = set(), False
        for place, piece in enumerate(pieces):
            if place % 2:
                if inside:
                    links.add(place)
            elif "<" in piece or ">" in piece:
                inside = piece.rfind("<") > piece.rfind(">")
        return cls(pieces, tuple(_HOLE.split(text)), frozenset(links), head)

    def head_filled(self, values: Sequence[str]) -> Iterator[str]:
        return (filled_plain(part, values) for part in self.head)

    def filled(self, values: Sequence[str]) -> tuple[str, str]:
        """The HTML and the plain text with these values in the holes."""
        html, text = list(self.html), list(self.text)
        for place in range(1, len(html), 2):
            value = values[int(html[place])]
            html[place] = self._link(place, value) if place in self.links else _escaped(value)
        for place in range(1, len(text), 2):
            text[place] = values[int(text[place])]
        whole, plain = "".join(html), "".join(text).replace("\xa0", " ").replace("\u202f", " ")
        if "" in values:
            whole = _EMPTY_PARAGRAPH.sub("", _LAST_BREAK.sub("", whole))
            plain = re.sub(r"\n{3,}", "\n\n", plain).strip() + "\n"
        return whole, plain

    def _link(self, place: int, value: str) -> str:
        """A value may not choose the scheme of a link beyond the ones a letter has."""
        begins = self.html[place - 1].endswith(('"', "'"))
        if _PLAIN_LINK.fullmatch(value):
            return value
        if begins and not _SAFE_LINK.match(value):
            return ""
        return escape(quote(value, safe="/:?#[]@!$&'()*+,;=%~"))


def _escaped(value: str) -> str:
    return escape(value, quote=False) if "<" in value or "&" in value or ">" in value else value
