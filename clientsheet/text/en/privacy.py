"""Handing over and removing a person's data."""

from __future__ import annotations

WORDS: dict[str, str] = {}
