"""Kinds of column: what a cell of each means, read a whole column at a time.

Each kind has a fast way for columns whose cells are all well formed and a careful way for the rest; both give the
same answer. A cell that cannot be read yields None and a ``Remark``; nothing is guessed where two readings are
possible.
"""

from __future__ import annotations

from clientsheet.sheet.kinds.base import Kind, Reading, Remark

__all__ = ["Kind", "Reading", "Remark"]
