"""Words for returns (en): what comes back: bounces, unsubscribe mails, replies."""

from __future__ import annotations

WORDS: dict[str, str] = {}
