"""The words of the book."""

from __future__ import annotations

WORDS: dict[str, str] = {}
