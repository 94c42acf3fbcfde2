"""Words for screen (uk)."""

from __future__ import annotations

WORDS: dict[str, str] = {}
