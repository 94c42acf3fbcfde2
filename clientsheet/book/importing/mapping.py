"""Which column of the file is which of ours: said by the owner, by the vendor's layout, by a heading that we or the
owner's own tab know; what is left over is said too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from clientsheet.book.book import Book
from clientsheet.book.reading.aliases import aliases
from clientsheet.book.tabs import tab
from clientsheet.errors import WrongUse
from clientsheet.exchange.sources.base import KEPT, LEFT, Of, Source
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import Words, words

How = Literal["asked", "layout", "heading", "own", ""]

OWN: Final = "="
"""A column of the owner's tab that we know nothing of, but that is called the same."""

OF_CLIENT: Final = "client."

PARTS: Final[Mapping[str, Words]] = {
    "family": words("Прізвище", "Фамилия", "Last name, Surname, Family name"),
    "given": words("Ім'я", "Имя", "First name, Given name"),
    "middle": words("По батькові", "Отчество", "Middle name, Patronymic"),
}
_PART_WORDS: Final = {fold(word): part for part, said in PARTS.items() for word in said.every()}

_MADE_OF: Final[Mapping[str, str]] = {
    "family": "name",
    "given": "name",
    "middle": "name",
    "firm": "name",
    "refuses": "consent",
    "time": "date",
}
"""Fields that become a part of a column."""

_KEEP: Final = frozenset(map(fold, ("notes", "примітки", "примечания", "+")))
_LEAVE: Final = frozenset({"-", *map(fold, ("no", "ні", "нет"))})

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of the file. ``field``: what it stands for, '' where nobody knows. ``column``: which of ours it goes
    into, '' where none. ``own``: the number of the owner's column of the same heading. ``shown``: its first values."""

    place: int
    heading: str
    field: str
    column: str = ""
    own: int = 0
    how: How = ""
    shown: tuple[str, ...] = ()

    @property
    def of_client(self) -> bool:
        return self.field.startswith(OF_CLIENT)

    @property
    def told(self) -> str:
        """The field, whoever has it."""
        return self.field.removeprefix(OF_CLIENT)

    @property
    def kept(self) -> bool:
        """It goes into the notes, under its heading."""
        return self.column == "notes" and self.told != "notes"

    @property
    def goes(self) -> bool:
        """Something of it will stand in the owner's tab."""
        return bool(self.column or self.own)


def records_of(source: Source, asked: Of | None) -> Of:
    """What the rows of the source are; a table that nobody knows: visits, where it has a day, a client and a purchase."""
    if asked:
        return asked
    if source.layout is not None:
        return source.layout.of
    folded = set(map(fold, source.sheet.headings))
    named = {alias.name for word, alias in aliases("visits").items() if word in folded}
    clients = {alias.name for word, alias in aliases("clients").items() if word in folded}
    bought = {"date", "client"} <= named and named & {"service", "amount", "price", "receipt"}
    return "visits" if bought and "phone" not in clients else "clients"


def mapping(source: Source, book: Book, of: Of, asked: Mapping[str, str]) -> tuple[Mapped, ...]:
    """``asked``: heading of the file -> what the owner wants it to be: a column by its name or heading, the notes, or
    ``-`` to leave it. WrongUse: the file has no such heading, or we no such column."""
    wishes = _wishes(source, book, of, asked)
    found = []
    for place, heading in enumerate(source.sheet.headings):
        cells = [row[place] for row in source.sheet.rows]
        shown = _first_values(cells)
        if not heading and not shown:
            continue
        mapped = Mapped(place, heading, "", shown=shown)
        found.append(_meant(mapped, source, book, of, wishes))
    return tuple(_placed(one, book, of) for one in _parts_or_name(found, source))


def _wishes(source: Source, book: Book, of: Of, asked: Mapping[str, str]) -> dict[str, str]:
    known = {fold(heading) for heading in source.sheet.headings}
    wishes = {}
    for heading, wanted in asked.items():
        if fold(heading) not in known:
            headings = ", ".join(filter(None, source.sheet.headings))
            raise WrongUse("import.no_heading", hint="import.no_heading.hint", heading=heading, headings=headings)
        wishes[fold(heading)] = _wished(wanted, book, of)
    return wishes


def _wished(wanted: str, book: Book, of: Of) -> str:
    text = wanted.strip()
    if text in _LEAVE or fold(text) in _LEAVE:
        return LEFT
    if fold(text) in _KEEP:
        return KEPT
    name = _column_named(text, of)
    if of != "clients" and name in (None, "client"):
        theirs = "name" if name else _column_named(text, "clients")
        name = OF_CLIENT + theirs if theirs else None
    if name is None:
        open_to = (column for column in tab(of).columns if not column.filled and column.name != "id")
        columns = ", ".join(column.headings.first(book.language) for column in open_to)
        raise WrongUse("import.no_column", hint="import.no_column.hint", column=wanted, columns=columns)
    return name


def _column_named(text: str, of: str) -> str | None:
    names = {column.name for column in tab(of).columns if not column.filled} - {"id"}
    if text.lower() in names or text.lower() in (PARTS if of == "clients" else ()):
        return text.lower()
    alias = aliases(of).get(fold(text))
    return alias.name if alias and alias.name in names else None


def _meant(mapped: Mapped, source: Source, book: Book, of: Of, wishes: Mapping[str, str]) -> Mapped:
    heading = fold(mapped.heading)
    if heading in wishes:
        return replace(mapped, field=wishes[heading], how="asked")
    if field := source.fields.get(mapped.place):
        return replace(mapped, field=field, how="layout")
    if number := _own_column(book, of, heading):
        return replace(mapped, field=OWN, own=number, how="own")
    if field := _by_heading(heading, book, of):
        return replace(mapped, field=field, how="heading")
    return mapped


def _own_column(book: Book, of: Of, heading: str) -> int:
    """The owner's own column of that heading; 0: there is none."""
    table = book[of]
    return next((number for number, word in table.unknown.items() if heading and fold(word) == heading), 0)


def _by_heading(heading: str, book: Book, of: Of) -> str:
    """A word we know from any client's tab; «Телефон 2» is «Телефон». What the program fills itself, and the numbers
    that another system gave its clients, stay behind."""
    stem = re.sub(r"\d+$", "", heading)
    if of == "clients" and stem in _PART_WORDS:
        return _PART_WORDS[stem]
    for name in dict.fromkeys((of, "clients")):
        known = aliases(name, book.config)
        alias = known.get(heading) or known.get(stem)
        if alias is None:
            continue
        column = tab(name).column(alias.name)
        if column.filled or (name == "clients" and alias.name == "id"):
            return LEFT
        return _field(alias.name, name, of)
    return ""


def _field(column: str, name: str, of: Of) -> str:
    """The client of a visit is named in one cell, however the owner does it."""
    if name == of == "clients":
        return column
    return column if name == of and column != "client" else OF_CLIENT + column.replace("client", "name")


def _parts_or_name(found: Sequence[Mapped], source: Source) -> Sequence[Mapped]:
    """One heading «Имя» alone is the whole name."""
    parts = {one.field for one in found if one.field in PARTS}
    if source.layout is not None or len(parts) != 1 or any(one.field == "name" for one in found):
        return found
    return [replace(one, field="name") if one.field in PARTS else one for one in found]


def _placed(mapped: Mapped, book: Book, of: Of) -> Mapped:
    """With the column it goes into: where the owner's tab lacks it, the notes; where it lacks these too, none."""
    if mapped.field in ("", LEFT, OWN):
        return mapped
    name = "clients" if mapped.of_client else of
    wanted = "notes" if mapped.told == KEPT else _MADE_OF.get(mapped.told, mapped.told)
    table = book[name]
    if not table.present and name != "clients":
        return replace(mapped, column=wanted)  # the tab will be made, with all its columns
    column = wanted if wanted in table else "notes" if "notes" in table else ""
    return replace(mapped, column=column)


def _first_values(cells: Sequence[Raw]) -> tuple[str, ...]:
    """For the eye: the first values of a column, told apart."""
    from clientsheet.text import show

    shown: dict[str, None] = {}
    for cell in cells:
        if cell is not None and len(shown) < _SHOWN:
            shown[" ".join(show(cell, "en").split())] = None
    return tuple(shown)
