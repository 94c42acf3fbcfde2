"""What comes from other systems."""

from __future__ import annotations

WORDS: dict[str, str] = {}
