"""A telephone number as a value: how it is kept, shown, dialled and written into a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from clientsheet.sheet.kinds.numbering import display


class Phone(NamedTuple):
    """``e164``: '+380674545451'. ``note``: what stands beside the number («мама»)."""

    e164: str
    extension: str = ""
    note: str = ""

    def display(self) -> str:
        """As people of its country write it: '+380 67 454 54 51 вн. 12'."""
        number = display(self.e164)
        return f"{number} вн. {self.extension}" if self.extension else number

    def uri(self) -> str:
        """For a link that dials: 'tel:+380674545451;ext=12'."""
        return f"tel:{self.e164};ext={self.extension}" if self.extension else f"tel:{self.e164}"


def in_a_cell(phones: Iterable[Phone]) -> str:
    """'+380 67 454 54 51 вн. 12 (мама); +380 50 123 45 67'."""
    return "; ".join(f"{phone.display()} ({phone.note})" if phone.note else phone.display() for phone in phones)
