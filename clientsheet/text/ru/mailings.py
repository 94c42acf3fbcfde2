"""Words for mailings (ru): who is written to and why the others are not."""

from __future__ import annotations

WORDS: dict[str, str] = {}
