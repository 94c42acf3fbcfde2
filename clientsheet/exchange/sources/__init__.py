"""The shelf of what can be brought in: exports of other systems, each a module of the same shape, found by its
headings. A format that nobody knows is still a table: its headings may be words we know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from clientsheet.errors import WrongUse
from clientsheet.exchange.sources.base import Layout, Of, Sheet, Source

NAMES: Final = ("amocrm", "bitrix24", "yclients", "hubspot", "google_contacts", "outlook", "espocrm", "vcard")

TABLE: Final = "table"
"""Any other table."""

ALSO: Final[Mapping[str, str]] = {"kommo": "amocrm", "altegio": "yclients", "google": "google_contacts", "csv": TABLE}
"""Other names that people call them by."""

TITLES: Final[Mapping[str, str]] = {
    "amocrm": "amoCRM / Kommo",
    "bitrix24": "Bitrix24",
    "yclients": "YCLIENTS / Altegio",
    "hubspot": "HubSpot",
    "google_contacts": "Google Contacts",
    "outlook": "Outlook",
    "espocrm": "EspoCRM",
    "vcard": "vCard",
}

_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a layout fits: what only it has, then how many headings it knows."""

    told: int
    known: int
    layout: Layout


def source_of(sheet: Sheet, *, name: str = "", of: Of | None = None) -> Source:
    """The export that the sheet is; any table where none fits. ``name``: it is one of that system; ``of``: of these
    records. WrongUse: no such system, or none of its exports is like that."""
    wanted = _named(name)
    if wanted == TABLE:
        return Source(TABLE, sheet)
    fits = [_fit(sheet, layout) for layout in _layouts(wanted) if of in (None, layout.of)]
    best = max(fits, key=lambda fit: (fit.told, fit.known), default=None)
    if best is None or not (best.told or (wanted and best.known)) or (best.known < _ENOUGH and not wanted):
        if wanted:
            raise WrongUse("import.not_like", hint="import.not_like.hint", source=TITLES[wanted])
        return Source(TABLE, sheet)
    chosen = best.layout
    fields = {place: told for place, heading in enumerate(sheet.headings) if (told := chosen.field(heading))}
    return Source(chosen.source, sheet, chosen, fields)


def known_headings(headings: list[str]) -> int:
    """How many headings some export of the shelf has: what tells a row of headings from a title above it."""
    sheet = Sheet(tuple(headings), (), ())
    return max(_fit(sheet, layout).known for layout in _layouts(""))


def _named(name: str) -> str:
    wanted = ALSO.get(name.casefold(), name.casefold())
    if wanted and wanted != TABLE and wanted not in NAMES:
        raise WrongUse("import.no_source", hint="import.no_source.hint", name=name, names=(*NAMES, TABLE))
    return wanted


def _layouts(name: str) -> Iterator[Layout]:
    for one in (name,) if name else NAMES:
        yield from import_module(f"{__name__}.{one}").LAYOUTS


def _fit(sheet: Sheet, layout: Layout) -> _Fit:
    known = sum(layout.field(heading) is not None for heading in sheet.headings)
    return _Fit(layout.tells(sheet.headings), known, layout)
