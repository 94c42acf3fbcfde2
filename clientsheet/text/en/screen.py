"""Words for screen (en)."""

from __future__ import annotations

WORDS: dict[str, str] = {}
