"""Telephone numbers: every number of a cell as E.164, with the extension and the owner's words beside it.

Well-formed numbers of the home country go the fast way, by a pattern made of the library's own tables; the rest are
read with care (``phone_cells``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import Any, Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import Answer, CellKind
from clientsheet.sheet.kinds.numbering import plan_of
from clientsheet.sheet.kinds.phone import Phone, in_a_cell
from clientsheet.sheet.kinds.phone_cells import from_number, from_text, no_phone
from clientsheet.sheet.look import Look

_BARE: Final = {ord(mark): None for mark in " \u00a0-()"}


class PhonesKind(CellKind):
    """Values are tuples of ``Phone``."""

    def write(self, value: tuple[Phone, ...]) -> Raw:
        return in_a_cell(value)

    def plain(self, texts: list[str], reading: Reading) -> dict[Any, Any]:
        texts = [text for text in texts if "\n" not in text]
        plan = plan_of(reading.country)
        if plan.plain is None or not texts:
            return {}
        if plan.plain.fullmatch("\n".join(texts)):
            return dict(zip(texts, _phones(texts), strict=True))
        rests = plan.local.findall("\n".join(texts).translate(_BARE) + "\n")
        found = {text: rest for text, rest in zip(texts, rests, strict=True) if rest}
        return dict(zip(found, _phones(plan.prefix + rest for rest in found.values()), strict=True))

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return from_number(cell, reading)
        return from_text(cell, reading) if isinstance(cell, str) else no_phone(cell, reading)


def _phones(numbers: Iterable[str]) -> Iterator[tuple[Phone]]:
    """Each number a cell of its own, without extension and note."""
    blank = repeat("")
    return zip(map(partial(tuple.__new__, Phone), zip(numbers, blank, blank, strict=False)), strict=True)


PHONES: Final = PhonesKind("phones", Look.TEXT)
