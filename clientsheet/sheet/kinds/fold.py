"""Words compared as people compare them: one spelling out of many, for headings, names and the words of a list.

Case, blanks and punctuation do not count, ё is е, every apostrophe is the same: ``Ім’я``, ``ІМ'Я`` and ``ім ʼя``
fold alike. A text of signs alone (``№``, ``+``) stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = re.compile(r"[\W_\u02b9-\u02bf]+")  # ʼ counts as a letter, but is an apostrophe
_LIKE_CYRILLIC: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")


def fold(text: str) -> str:
    """The text with nothing left of it but what tells it from another; ``fold(fold(t)) == fold(t)``."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).replace("ё", "е")
    return _SIGNS.sub("", plain) or plain.strip()


def skeleton(text: str) -> str:
    """``fold``, and Latin letters that look like Cyrillic ones made Cyrillic: ``Taк`` typed on two keyboards is так."""
    return fold(text).translate(_LIKE_CYRILLIC)
