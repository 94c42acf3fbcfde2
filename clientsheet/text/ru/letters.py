"""Words for letters (ru)."""

from __future__ import annotations

WORDS: dict[str, str] = {}
