"""How the advertising systems want to know a person again without being told who it is: SHA-256, in hexadecimal."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import Final

COLUMNS_OF_A_KIND: Final = 3
"""Addresses of one person that are told: Meta takes three of each, Google more."""


def sha256(text: str) -> str:
    """'' for ''."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def letters(name: str) -> str:
    """'О’Коннор-Ш.' -> 'оконнорш': small letters, neither blanks nor punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFC", name).lower() if letter.isalnum())


def most(people: Sequence[Sequence[object]]) -> int:
    """How many columns of a kind there must be for everybody's."""
    return min(max(map(len, people), default=0), COLUMNS_OF_A_KIND)


def padded(told: Sequence[str], size: int) -> list[str]:
    """Hashed, and just so many of them."""
    return [*map(sha256, told[:size]), *[""] * (size - len(told))]
