"""When somebody can be reached, as the talks that came about tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from clientsheet.book.card.value import Contact
from clientsheet.book.tabs.choices import CALL_RESULTS
from clientsheet.sheet.kinds.fold import fold

ENOUGH: Final = 3
"""Fewer talks than these tell nothing."""
SPAN: Final = 2
"""Hours: as long as somebody would keep trying."""
_MOSTLY: Final = 0.6
_IN_VAIN: Final = frozenset(
    fold(said) for result, words in CALL_RESULTS if result != "answered" for said in words.every()
)


def hours(history: Iterable[Contact]) -> tuple[int, int] | None:
    """'From ten to twelve' as (10, 12), where most of the talks noted with an hour fell into these two; else None."""
    talks = Counter(one.at.hour for one in history if one.at and (one.at.hour or one.at.minute) and _was_a_talk(one))
    if sum(talks.values()) < ENOUGH:
        return None
    begin = max(range(25 - SPAN), key=lambda hour: (_within(talks, hour), talks[hour], -hour))
    return (begin, begin + SPAN) if _within(talks, begin) >= _MOSTLY * sum(talks.values()) else None


def _within(talks: Counter[int], begin: int) -> int:
    return sum(talks[hour] for hour in range(begin, begin + SPAN))


def _was_a_talk(contact: Contact) -> bool:
    """A call that somebody took; a letter or a message is no talk."""
    if contact.draft or fold(contact.result) in _IN_VAIN:
        return False
    return contact.kind == "call" or (contact.kind == "" and contact.channel == "phone")
