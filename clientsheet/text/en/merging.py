"""Likely doubles, and making one row of two."""

from __future__ import annotations

WORDS: dict[str, str] = {}
