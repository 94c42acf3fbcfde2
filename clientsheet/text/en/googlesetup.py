"""Words for googlesetup (en): letting the program into a Google Sheet, and what doctor finds on the way."""

from __future__ import annotations

WORDS: dict[str, str] = {}
