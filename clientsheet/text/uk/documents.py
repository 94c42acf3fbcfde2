"""Documents: contracts, invoices, acts, delivery notes."""

from __future__ import annotations

WORDS: dict[str, str] = {}
