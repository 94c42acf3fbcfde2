"""Numbers for what we add (sheets, metadata): chosen by us, so that one batch can add a thing and use it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from clientsheet.stores.google.seen import Seen


def fresh_ids(seen: Seen, purpose: str = "") -> Iterator[int]:
    """Positive 31-bit numbers that nothing we saw bears. The same look and ``purpose`` give the same numbers."""
    taken = {tab.sheet_id for tab in seen.tabs} | {tag.id for tag in seen.tags}
    taken |= {tag.id for tab in seen.tabs for tags in tab.tags.values() for tag in tags}
    number = 0
    while True:
        number += 1
        told = f"{seen.spreadsheet} {seen.fingerprint} {purpose} {number}"
        found = int.from_bytes(hashlib.sha256(told.encode()).digest()[:4]) >> 1
        if found and found not in taken:
            taken.add(found)
            yield found
