"""The client card and the list of the day."""

from __future__ import annotations

WORDS: dict[str, str] = {}
