"""Notes of ours on cells, told from the owner's by their last line."""

from __future__ import annotations

from typing import Final

_MARK: Final = "\n— clientsheet"


def marked(text: str) -> str:
    """The note as it hangs on the cell."""
    return text + _MARK


def ours(note: str) -> str | None:
    """What we said, or None: the note is the owner's."""
    return note.removesuffix(_MARK) if note.endswith(_MARK) else None
