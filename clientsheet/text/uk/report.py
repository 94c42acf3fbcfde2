"""The report and the summary tab."""

from __future__ import annotations

WORDS: dict[str, str] = {}
