"""Words for google (ru): what stands between us and the Google Sheet."""

from __future__ import annotations

WORDS: dict[str, str] = {}
