"""Words for probe (en): what doctor found out about the mail account."""

from __future__ import annotations

WORDS: dict[str, str] = {}
