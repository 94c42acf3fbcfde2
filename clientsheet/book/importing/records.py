"""Rows of the file -> records: what each says of a client, a visit or a deal, as it is written into our columns.

Values are read by the kinds of our columns and written as these write them: a phone in one spelling, a birthday as a
date. What cannot be read stays as it stands, so that nothing is lost and the check finds it; it is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from clientsheet.book.book import Book
from clientsheet.book.importing.mapping import Mapped
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.book.tabs import tab
from clientsheet.book.tabs.choices import word
from clientsheet.exchange.sources.base import Source
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import CHOICE, EMAILS, PHONES, YES_NO
from clientsheet.sheet.schema import Column
from clientsheet.text import say, show
from clientsheet.text.names import first_name

LONGEST: Final = 32_000
"""Letters of a cell: Excel holds 32,767."""

FAMILY_FIRST: Final = ("family", "given", "middle")
GIVEN_FIRST: Final = ("given", "middle", "family")
LOOKED_AT: Final = 500
"""So many names of the tab tell how the owner writes them."""

CARD: Final = "vcard"

_SEVERAL: Final = " ::: "
"""How Google parts several values in one cell."""

_YEARLESS: Final = re.compile(r"--(\d\d)-?(\d\d)")
_SLASHED: Final = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?:,?\s+(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap]m)?)?", re.IGNORECASE
)
_NO_DAY: Final = re.compile(r"0{1,4}[./-]0{1,2}[./-]0{1,4}(?: 00:00(?::00)?)?")
_DATES: Final = ("birthday", "date", "start", "end")
_JOINED: Final[Mapping[str, str]] = {"phone": "; ", "email": "; ", "address": ", ", "interests": ", ", "notes": "; "}
_NOTES: Final = "; "


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell of the file that could not be read; it is written as it stands. ``code``: of the finding it will be."""

    line: int
    heading: str
    text: str
    code: str


@dataclass
class Record:
    """``cells``: by the column of ours, as they are to be written. ``own``: by the number of the owner's column."""

    lines: tuple[int, ...]
    cells: dict[str, Raw] = field(default_factory=dict)
    own: dict[int, Raw] = field(default_factory=dict)


def clients_of(source: Source, mapped: Sequence[Mapped], book: Book) -> tuple[list[Record], list[Unread]]:
    """What each row says of its client, in the order of the file."""
    beside = any(one.of_client for one in mapped)
    mine = [one for one in mapped if one.goes and (one.of_client or not beside)]
    return _records("clients", source, mine, book)


def deeds_of(source: Source, mapped: Sequence[Mapped], book: Book, of: str) -> tuple[list[Record], list[Unread]]:
    """The same of a visit or a deal: what does not speak of the client."""
    return _records(of, source, [one for one in mapped if one.goes and not one.of_client], book)


def _records(of: str, source: Source, mapped: Sequence[Mapped], book: Book) -> tuple[list[Record], list[Unread]]:
    records = [Record((line,)) for line in source.sheet.lines]
    unread: list[Unread] = []
    columns: dict[str, list[Mapped]] = {}
    for one in mapped:
        if one.column and not one.kept:
            columns.setdefault(one.column, []).append(one)
    for column, ours in columns.items():
        cells = _raw(column, source, ours, book)
        written = _written(tab(of).column(column), cells, source, ours[0].heading, book, unread)
        for record, cell in zip(records, written, strict=True):
            if cell is not None:
                record.cells[column] = cell
    kept = [one for one in mapped if one.kept or one.own or one.told == "firm"]
    _keep(records, source, kept, book.language)
    return records, unread


# What stands in the file


def _raw(column: str, source: Source, mapped: Sequence[Mapped], book: Book) -> list[Raw]:
    """One cell for each row, made of all the columns of the file that go there."""
    rows = source.sheet.rows
    fields = {one.told for one in mapped}
    if column == "name":
        order = GIVEN_FIRST if _given_first(book) else FAMILY_FIRST
        return [_name(_parts(row, mapped), order) for row in rows]
    if fields == {"refuses"}:
        return [False if _is_yes(row[mapped[0].place], book) else None for row in rows]
    if "time" in fields:
        return [_moment(_parts(row, mapped)) for row in rows]
    own = [one for one in mapped if one.told == column] or list(mapped)
    return [_joined([row[one.place] for one in own], _JOINED.get(column)) for row in rows]


def _parts(row: Sequence[Raw], mapped: Sequence[Mapped]) -> dict[str, Raw]:
    """The first value of each field."""
    found: dict[str, Raw] = {}
    for one in mapped:
        if row[one.place] is not None:
            found.setdefault(one.told, row[one.place])
    return found


def _name(parts: Mapping[str, Raw], order: Sequence[str]) -> Raw:
    """The whole name; a firm where nobody is named."""
    told = [_plain(parts[part]) for part in order if part in parts]
    if not told or ("name" in parts and "family" not in parts):
        whole = parts.get("name") or " ".join(told) or parts.get("firm")
        return _plain(whole) if whole else None
    return " ".join(told)


def _given_first(book: Book) -> bool:
    """Whether the owner writes «Марина Коваль» or «Коваль Марина»; where nobody can tell, as the language has it."""
    names = [name for name in book["clients"].values("name")[:LOOKED_AT] if name and " " in name]
    given = [name.split()[0] == first_name(name, book.language) for name in names if first_name(name, book.language)]
    first = sum(given)
    return first > len(given) - first if 2 * first != len(given) else book.language == "en"


def _is_yes(cell: Raw, book: Book) -> bool:
    values, _ = YES_NO.read([cell], reading_of(book))
    return values[0] is True


def _moment(parts: Mapping[str, Raw]) -> Raw:
    """A visit has a day; its time is let go."""
    return parts.get("date")


def _joined(cells: Sequence[Raw], sign: str | None) -> Raw:
    """One value, or the different ones of several, as one cell."""
    present = [cell for cell in cells if cell is not None]
    if len(present) <= 1 or sign is None:
        first = present[0] if present else None
        return first.replace(_SEVERAL, sign or _NOTES) if isinstance(first, str) else first
    told = [part for cell in present for part in _plain(cell).split(_SEVERAL)]
    return sign.join(dict.fromkeys(filter(None, told)))


def _plain(cell: Raw) -> str:
    return " ".join(show(cell, "en").split())


# What it means


def _written(
    column: Column, cells: Sequence[Raw], source: Source, heading: str, book: Book, unread: list[Unread]
) -> Iterable[Raw]:
    """The cells as they are written in our column."""
    if column.name in _DATES:
        cells = _dated(cells, source)
    if column.kind is CHOICE and source.layout is not None:
        cells = [source.layout.meaning(cell) or cell if cell is not None else None for cell in cells]
    values, remarks = read_cells(column, cells, reading_of(book))
    for remark in remarks:
        if values[remark.index] is None:
            text = show(cells[remark.index], "en")
            unread.append(Unread(source.sheet.lines[remark.index], heading, text, remark.code))
    return (_cell(column, cell, value, book.language) for cell, value in zip(cells, values, strict=True))


def _cell(column: Column, cell: Raw, value: Any, language: str) -> Raw:
    if value is None:
        return None if cell is None or _means_nothing(cell) else _short(show(cell, language))
    if column.kind is CHOICE:
        return word(column.choices, value, language) if value in dict(column.choices) else str(value)
    if column.kind is YES_NO:
        return show(value, language)
    if column.kind is EMAILS:
        return "; ".join(value)
    written = column.kind.write(value)
    return _short(written) if isinstance(written, str) else written


def _means_nothing(cell: Raw) -> bool:
    return isinstance(cell, str) and not any(letter.isalnum() for letter in cell)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _dated(cells: Sequence[Raw], source: Source) -> list[Raw]:
    """Dates with slashes are read as their column shows that they are meant, else as its vendor writes them; where
    nobody knows they stay as they are, and the check asks the owner."""
    slashed = [found for cell in cells if isinstance(cell, str) and (found := _SLASHED.fullmatch(cell.strip()))]
    first, second = ({int(one[place]) for one in slashed} for place in (1, 2))
    if max(first, default=0) > 12:
        order = "day"
    elif max(second, default=0) > 12 or any(one[6] for one in slashed):
        order = "month"
    else:
        order = source.layout.order if source.layout else ""
    return [_day(cell, order) for cell in cells]


def _day(cell: Raw, order: str) -> Raw:
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if _NO_DAY.fullmatch(text):
        return None
    if yearless := _YEARLESS.fullmatch(text):
        return f"{yearless[2]}.{yearless[1]}"
    found = _SLASHED.fullmatch(text)
    if found is None or not order:
        return text
    day, month = (found[1], found[2]) if order == "day" else (found[2], found[1])
    return f"{int(day):02}.{int(month):02}.{found[3]}"


# What has no column of its own


def _keep(records: Sequence[Record], source: Source, mapped: Sequence[Mapped], language: str) -> None:
    """Into the notes, each under its heading; into the owner's columns of the same heading as it stands."""
    for record, row in zip(records, source.sheet.rows, strict=True):
        told = []
        for one in mapped:
            cell = row[one.place]
            if cell is None or (one.told == "firm" and _plain(cell) == record.cells.get("name")):
                continue
            if one.own:
                record.own[one.own] = _short(cell) if isinstance(cell, str) else cell
            else:
                told += [
                    f"{_label(one.heading, source, language)}: {value}"
                    for value in [_without_groups(show(cell, "en"))]
                    if value
                ]
        if told:
            record.cells["notes"] = _short(_NOTES.join(filter(None, (_text(record.cells.get("notes")), *told))))


def _label(heading: str, source: Source, language: str) -> str:
    """The heading; of a card, whose properties say nothing to its owner, what it is."""
    if source.name != CARD:
        return heading
    return say(language, f"import.card.{heading.partition(' ')[0].lower()}")


def _without_groups(text: str) -> str:
    """Without the groups that Google puts everybody into («* myContacts»)."""
    parts = [part for part in text.split(_SEVERAL) if not part.startswith("* ")]
    return ", ".join(parts)


def _text(cell: Raw) -> str:
    return show(cell, "en") if cell is not None else ""


def digits(phones: Raw, book: Book) -> list[str]:
    """The numbers of a cell, as E.164."""
    values, _ = PHONES.read([phones], reading_of(book))
    return [phone.e164 for phone in values[0] or ()]


def addresses(emails: Raw, book: Book) -> list[str]:
    values, _ = EMAILS.read([emails], reading_of(book))
    return list(values[0] or ())


def day_of(cell: Raw) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    return cell if isinstance(cell, dt.date) else None
