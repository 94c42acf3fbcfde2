"""Words for delivery (ru): handing letters over: what stopped, and what to do next."""

from __future__ import annotations

WORDS: dict[str, str] = {}
