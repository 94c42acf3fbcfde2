"""How many messages the networks make of one text, which is what is paid for.

Text of the GSM alphabet (3GPP TS 23.038) counts in seven-bit signs, 160 in a message and 153 in each of several; one
Cyrillic letter makes all of it sixteen-bit: 70, and 67 in each of several. A sign that takes two places is never split.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWO: Final = frozenset("^{}\\[~]|€\f")
"""Behind an escape, so two places each."""


def parts(text: str) -> int:
    """0 for no text."""
    if all(sign in _GSM or sign in _GSM_TWO for sign in text):
        return _split((2 if sign in _GSM_TWO else 1 for sign in text), 160, 153)
    return _split((2 if ord(sign) > 0xFFFF else 1 for sign in text), 70, 67)


def _split(widths: Iterable[int], alone: int, each: int) -> int:
    several = list(widths)
    whole = sum(several)
    if whole <= alone:
        return 1 if whole else 0
    count, room = 1, each
    for width in several:
        if width > room:
            count, room = count + 1, each
        room -= width
    return count
