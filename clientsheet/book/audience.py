"""Whom a mailing is for: everybody, the clients of a segment, or an expression in the words of the columns.

``сегмент == 'VIP' and джерело == 'сайт'``: any heading or declared name of a column of the clients tab, in any of
the three languages, its blanks written as ``_``. Words compare as people compare them. Jinja2's sandbox carries it
out; comparing with a blank cell is simply not true.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from clientsheet.book.shop import Shop
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.schema import Column
from clientsheet.templating import sandbox


class AudienceMistake(ValueError):  # noqa: N818 - a mistake of the owner, told to the owner
    """The cell cannot be carried out; the text is the word or sign in the way."""


Audience = Callable[[int], bool]
"""Whether the client in that row of the clients table is meant. AudienceMistake."""

ALL: Final[Audience] = lambda client: True  # noqa: E731


class Word(str):
    """A cell's text that equals every way of writing it: case, blanks and punctuation do not count, nor, for a word
    of a list, the language it is in."""

    __slots__ = ("_folded",)
    _folded: frozenset[str]

    def __new__(cls, text: str, others: tuple[str, ...] = ()) -> Word:
        made = super().__new__(cls, text)
        made._folded = frozenset(map(fold, (text, *others)))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and fold(other) in self._folded

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(min(self._folded))

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and any(fold(part) in whole for whole in self._folded)


def audience(cell: str | None, shop: Shop) -> Audience:
    """AudienceMistake: the expression is not well written, or speaks of a column that does not exist."""
    text = (cell or "").strip()
    if not text:
        return ALL
    return _segments(text, shop) or _expression(text, shop)


def client_word(shop: Shop, column: Column, client: int) -> Any:
    """What a column says of a client: filled columns as computed now, never as read back; None: blank."""
    if column.filled:
        filled = shop.filled().get("clients", {}).get(column.name)
        value = None if filled is None else filled[client]
    else:
        value = shop.book["clients"].value(column.name, client)
    return worded(column, value)


def worded(column: Column, value: Any) -> Any:
    """Text as a ``Word``; phones and emails as the first of them."""
    if isinstance(value, tuple):
        first = value[0] if value else None
        value = getattr(first, "e164", first)
    if not isinstance(value, str):
        return value
    for meaning, words in column.choices:
        ways = (meaning, *words.every())
        if fold(value) in map(fold, ways):
            return Word(value, ways)
    return Word(value)


def _segments(text: str, shop: Shop) -> Audience | None:
    column = shop.book["clients"].tab.column("segment")
    wanted = [part.strip() for part in text.split(",")]
    known = {fold(way) for meaning, words in column.choices for way in (meaning, *words.every())}
    if not all(fold(part) in known for part in wanted):
        return None
    return lambda client: client_word(shop, column, client) in wanted


def _expression(text: str, shop: Shop) -> Audience:
    from jinja2 import TemplateError, meta
    from jinja2.exceptions import TemplateSyntaxError

    environment = sandbox()
    try:
        names = meta.find_undeclared_variables(environment.parse("{{ (" + text + ") }}"))
        chosen = environment.compile_expression(text, undefined_to_none=False)
    except TemplateSyntaxError as error:
        raise AudienceMistake(text) from error
    columns = {name: _column(shop, name) for name in names if name != "today"}

    def holds(client: int) -> bool:
        facts = {name: client_word(shop, column, client) for name, column in columns.items()}
        try:
            return bool(chosen(**facts, today=shop.book.today))
        except TypeError:  # a blank cell is neither more nor less than anything
            return False
        except (TemplateError, ArithmeticError, ValueError) as error:
            raise AudienceMistake(str(error)) from error

    return holds


def _column(shop: Shop, name: str) -> Column:
    table = shop.book["clients"]
    wanted = fold(name)
    for present in table.columns.values():
        if fold(present.heading) == wanted:
            return present.declared
    for column in table.tab.columns:
        if wanted == fold(column.name) or wanted in map(fold, column.headings.every()):
            return column
    raise AudienceMistake(re.sub("_+", " ", name).strip())
