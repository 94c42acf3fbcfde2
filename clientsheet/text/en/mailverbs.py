"""Words for mailverbs (en): the mail verbs on the screen."""

from __future__ import annotations

WORDS: dict[str, str] = {}
