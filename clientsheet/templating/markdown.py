"""Markdown -> the HTML of a letter, and its plain text, made to be read and not stripped from the HTML."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from clientsheet.templating.holes import has_hole

if TYPE_CHECKING:
    from markdown_it.token import Token

_BUTTON: Final = re.compile(r'<p class="button">(.*?)</p>')
_TABLE: Final = (
    r'<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0">'
    r"<tr><td>\1</td></tr></table>"
)


def both(source: str) -> tuple[str, str]:
    """(HTML, text)"""
    tokens = _parser().parse(source)
    return _html(tokens), _text(tokens)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    # html off: a template is words; the frame and its styles live in layout.html
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _html(tokens: list[Token]) -> str:
    """As markdown-it writes it; a link that stands alone in its paragraph becomes a button, which Outlook draws only
    in a table."""
    for opening, inline in pairwise(tokens):
        children = inline.children or []
        alone = len(children) >= 3 and children[0].type == "link_open" and children[-1].type == "link_close"
        if opening.type == "paragraph_open" and alone and sum(c.type == "link_open" for c in children) == 1:
            opening.attrSet("class", "button")
    return _BUTTON.sub(_TABLE, str(_parser().renderer.render(tokens, _parser().options, {})))


def _text(tokens: list[Token]) -> str:
    """Paragraphs apart by a blank line, lists with bullets or numbers, links with their address behind."""
    blocks: list[str] = []
    marks: list[str | int] = []
    quote, item = 0, ""
    tight = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                marks.append("• ")
            case "ordered_list_open":
                marks.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                marks.pop()
                tight = False
            case "list_item_open":
                mark = marks[-1]
                item = "  " * (len(marks) - 1) + (mark if isinstance(mark, str) else f"{mark}. ")
                if isinstance(mark, int):
                    marks[-1] = mark + 1
            case "blockquote_open":
                quote += 1
            case "blockquote_close":
                quote -= 1
            case "hr":
                blocks.append("—" * 20)
            case "inline":
                words = "> " * quote + item + _inline_text(token)
                if item and tight:
                    blocks[-1] += "\n" + words
                else:
                    blocks.append(words)
                tight, item = bool(item) or (tight and bool(marks)), ""
            case "fence" | "code_block":
                blocks.append(token.content.rstrip())
    return "\n\n".join(blocks) + "\n"


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    link, shown = "", 0
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type == "link_open":
            link, shown = str(child.attrs.get("href", "")), len(parts)
        elif child.type == "link_close":
            parts.append(_address(link, "".join(parts[shown:])))
        else:
            parts.append(child.content)
    return "".join(parts)


def _address(link: str, shown: str) -> str:
    """': +380441234567' behind a link's words, unless they tell it already."""
    plain = re.sub(r"^(tel|mailto):", "", link).partition("?")[0]
    told = plain in shown.replace(" ", "") or (has_hole(shown) and has_hole(plain))
    return "" if told or not plain else f": {plain}"
