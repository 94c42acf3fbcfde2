"""vCards 2.1, 3.0 and 4.0: of a phone, an iPhone, Google, a mail program; one card or thousands in a file.

Cards become a table under the names of their properties, a column more where a property occurs again, so that they
are understood like any other export. A card that cannot be read is left out and its line told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from clientsheet.exchange.sources.base import KEPT, LEFT, Sheet, layout

CARDS: Final = layout(
    "vcard",
    "clients",
    {
        "family": "N.family",
        "given": "N.given",
        "middle": "N.middle",
        "name": "FN",
        "firm": "ORG",
        "phone": "TEL | TEL #",
        "email": "EMAIL | EMAIL #",
        "birthday": "BDAY",
        "address": "ADR",
        "language": "LANG",
        "notes": "NOTE | NOTE #",
        KEPT: "TITLE | ROLE | CATEGORIES | NICKNAME | URL | URL # | ADR #",
        LEFT: "UID | REV",
    },
    "FN | N.given | TEL | EMAIL",
)

LAYOUTS: Final = (CARDS,)

_CARD: Final = re.compile(r"BEGIN:VCARD.*?END:VCARD", re.IGNORECASE | re.DOTALL)
_SHOWN: Final = frozenset({"FN", "ORG", "TEL", "EMAIL", "BDAY", "ADR", "LANG", "NOTE"})
_SHOWN_TOO: Final = frozenset({"TITLE", "ROLE", "CATEGORIES", "NICKNAME", "URL"})
_PICTURE: Final = re.compile(
    r"^(?:\w+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*\n(?:[ \t].*\n)*(?:[A-Za-z0-9+/=]{20,}\s*\n)*",
    re.MULTILINE | re.IGNORECASE,
)
_NAMELESS_YEAR: Final = "1604"
"""What Apple writes where the year of birth is not known."""


def sheet(text: str) -> Sheet:
    """``ragged``: the lines on which a card begins that cannot be read."""
    cards: list[tuple[int, dict[str, str]]] = []
    torn = []
    for found in _CARD.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        card = _read(found[0])
        if card is None:
            torn.append(line)
        elif card:
            cards.append((line, card))
    headings = tuple(dict.fromkeys(name for _, card in cards for name in card))
    rows = [[card.get(name) for name in headings] for _, card in cards]
    return Sheet(headings, rows, [line for line, _ in cards], tuple(torn))


def _read(text: str) -> dict[str, str] | None:
    """The properties of one card; None: it is none."""
    import vobject

    try:
        card: Any = vobject.readOne(_without_pictures(text), allowQP=True)
    except Exception:  # vobject raises whatever happens to it in a damaged card
        return None
    found: dict[str, str] = {}
    for name, value in _properties(card):
        place, again = name, 1
        while place in found:
            again += 1
            place = f"{name} {again}"
        if value.strip() and value.strip() not in (found[one] for one in found if one.partition(" ")[0] == name):
            found[place] = value.strip()
    return found


def _without_pictures(text: str) -> str:
    """A photo is most of a card, and all that goes wrong in it."""
    return re.sub(
        r"^(?:PHOTO|LOGO|SOUND|KEY)[;:].*\n(?:[ \t].*\n)*(?:[A-Za-z0-9+/=]{20,}\n)*\n?", "", text, flags=re.M | re.I
    )


def _properties(card: Any) -> Iterator[tuple[str, str]]:
    for child in card.getChildren():
        name = child.name.upper()
        if name == "N":
            for part, of in (("family", "family"), ("given", "given"), ("additional", "middle")):
                yield f"N.{of}", _joined(getattr(child.value, part, ""))
        elif name == "ADR":
            parts = (getattr(child.value, part, "") for part in ("street", "extended", "city", "region", "code"))
            yield name, ", ".join(filter(None, map(_joined, parts)))
        elif name == "BDAY":
            yield name, _day(str(child.value), child.params)
        elif name == "TEL":
            yield name, re.sub(r"^tel:", "", str(child.value), flags=re.I).split(";ext=")[0]
        elif name in _SHOWN or name in _SHOWN_TOO:
            yield name, _joined(child.value)


def _joined(value: Any) -> str:
    parts = value if isinstance(value, (list, tuple)) else [value or ""]
    return ", ".join(filter(None, (str(part).strip(" ,") for part in parts)))


def _day(text: str, params: Any) -> str:
    """``19900515`` -> ``1990-05-15``, ``--0515`` and Apple's ``1604-05-15`` -> ``--05-15``."""
    whole = re.match(r"(\d{4}|--)-?(\d\d)-?(\d\d)", text.strip())
    if whole is None:
        return text
    year = "-" if whole[1] == "--" or whole[1] in params.get("X-APPLE-OMIT-YEAR", (_NAMELESS_YEAR,)) else whole[1]
    return f"{year}-{whole[2]}-{whole[3]}"
