"""What leaves the workbook for other systems, and the calendar."""

from __future__ import annotations

WORDS: dict[str, str] = {}
