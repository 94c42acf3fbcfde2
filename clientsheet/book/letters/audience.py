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


class AudienceMistake(ValueError):
    """The cell cannot be carried out; the text is the word or sign in the way."""


Audience = Callable[[int], bool]
"""Whether the client in that row of the clients table is meant. AudienceMistake."""

ALL: Final[Audience] = lambda client: True  # noqa: E731


class Word(str):
    """A cell's text that equals every way of writing it: case, blanks and punctuation do not count, nor, for a word
    of a list, the language it is in."""

    __slots__ = ("_folded",)
    _folded: frozenset[str]

    def __new__(cls, text: str, folded: frozenset[str] = frozenset()) -> Word:
        """``folded``: other ways of writing it."""
        made = super().__new__(cls, text)
        made._folded = folded | {fold(text)}
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


def words_of(shop: Shop, column: Column) -> Callable[[int], Any]:
    """What a column says of each client: filled columns as computed now, never as read back; None: blank.

    Text is a ``Word``; of phones and emails it is the first.
    """
    values = shop.filled()["clients"].get(column.name) if column.filled else shop.book["clients"].values(column.name)
    ways = _ways(column)
    known: dict[str, Word] = {}

    def word(client: int) -> Any:
        value = None if values is None else values[client]
        if isinstance(value, tuple):
            first = value[0] if value else None
            value = getattr(first, "e164", first)
        if not isinstance(value, str):
            return value
        if value not in known:
            known[value] = Word(value, ways.get(fold(value), frozenset()))
        return known[value]

    return word


def _ways(column: Column) -> dict[str, frozenset[str]]:
    """Every folded word of a list column -> all the ways of saying the same."""
    found: dict[str, frozenset[str]] = {}
    for meaning, words in column.choices:
        same = frozenset(map(fold, (meaning, *words.every())))
        for way in same:
            found.setdefault(way, same)
    return found


def _segments(text: str, shop: Shop) -> Audience | None:
    column = shop.book["clients"].tab.column("segment")
    wanted = [part.strip() for part in text.split(",")]
    ways = _ways(column)
    if not all(fold(part) in ways for part in wanted):
        return None
    meant = frozenset().union(*(ways[fold(part)] for part in wanted))
    segment = words_of(shop, column)
    return lambda client: fold(segment(client) or "") in meant


def _expression(text: str, shop: Shop) -> Audience:
    from jinja2 import TemplateError, meta
    from jinja2.exceptions import TemplateSyntaxError

    environment = sandbox()
    try:
        names = meta.find_undeclared_variables(environment.parse("{{ (" + text + ") }}"))
        chosen = environment.compile_expression(text, undefined_to_none=False)
    except TemplateSyntaxError as error:
        raise AudienceMistake(text) from error
    columns = {name: words_of(shop, _column(shop, name)) for name in names if name != "today"}
    known: dict[tuple[object, ...], bool] = {}

    def holds(client: int) -> bool:
        facts = {name: word(client) for name, word in columns.items()}
        alike = tuple([id(fact) if type(fact) is Word else fact for fact in facts.values()])  # a Word is made once
        if alike not in known:
            known[alike] = answer(facts)
        return known[alike]

    def answer(facts: dict[str, Any]) -> bool:
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
