"""Words for mailverbs (ru): the mail verbs on the screen."""

from __future__ import annotations

WORDS: dict[str, str] = {}
