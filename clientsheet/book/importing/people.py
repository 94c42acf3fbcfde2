"""Who of the file is there already: the same person in several rows of the file, then in a row of the owner's tab.

Phone, then email, then name and birthday (``book.persons``). One who is certainly there only gets blank cells filled;
one who may be there is added and shown, for ``dedupe`` to settle; a household on one phone stays several people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.importing.plan import Added, Differs, Filled, LeftOut, MayBe, Why
from clientsheet.book.importing.records import Record, addresses, digits
from clientsheet.book.persons.same_name import Alike, alike
from clientsheet.book.persons.sameness import By, Match, Persons
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.book.shop import Shop
from clientsheet.book.writing.appended import appended
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import BIRTHDAY, EMAILS, PHONES
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.same import same
from clientsheet.sheet.tables import Table, TableColumn
from clientsheet.text import show

_TELLING: Final = ("name", "phone", "email", "birthday")
_UNITED: Final = {"phone": "; ", "email": "; ", "notes": "; "}
"""What several rows say of one person is put together; of all else the first row that says it is right."""


@dataclass
class People:
    """``whose``: for every row of the file (its place) the client it speaks of: the row of the tab from 0, or the
    place among the new ones counted down from -1; None where it was left out."""

    added: list[Added] = field(default_factory=list)
    fills: list[Filled] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    maybe: list[MayBe] = field(default_factory=list)
    there: int = 0
    folded: int = 0
    whose: list[int | None] = field(default_factory=list)


def people(records: Sequence[Record], shop: Shop, *, by_name: bool = False) -> People:
    """``by_name``: a name alone means the only client of that name, as in the owner's own visits."""
    found = People(whose=[None] * len(records))
    persons = Persons(shop)
    taken: dict[tuple[int, int], Raw] = {}
    for places in _gathered(records, shop.book, by_name):
        record = _united([records[place] for place in places], shop.book)
        if by_name:
            _sort_out(record, shop)
        found.folded += len(places) - 1
        if _says_nothing(record, shop.book):
            found.left += [LeftOut(line, "no-client" if by_name else "nobody") for line in record.lines]
            continue
        whose = _placed(record, found, persons, shop, taken, by_name)
        for place in places:
            found.whose[place] = whose
    return found


# Within the file


def _gathered(records: Sequence[Record], book: Book, by_name: bool) -> Iterator[list[int]]:
    """The places of the rows that speak of one person, in the order of the file."""
    said: dict[Hashable, list[int]] = {}
    for place, record in enumerate(records):
        said.setdefault(_identity(record, by_name), []).append(place)
    spoken = list(said.values())
    pairs = _one_person([records[places[0]] for places in spoken], book)
    groups: dict[int, list[int]] = {}
    group_of: list[int] = []
    for other in range(len(spoken)):
        known = {group_of[one] for one in pairs.get(other, ())}
        fitting = (group for group in known if all(one in pairs[other] for one in groups[group]))
        group = min(fitting, default=other)
        groups.setdefault(group, []).append(other)
        group_of.append(group)
    for members in groups.values():
        yield sorted(place for one in members for place in spoken[one])


def _identity(record: Record, by_name: bool) -> Hashable:
    """Rows that agree in it speak of one person. Of a bare name they need not, but in a journal of visits."""
    told = [record.cells.get(name) for name in _TELLING]
    if by_name or any(cell is not None for cell in told[1:]):
        return tuple(told)
    return tuple(sorted((name, str(cell)) for name, cell in record.cells.items()))


def _one_person(records: Sequence[Record], book: Book) -> dict[int, set[int]]:
    """Which of them are certainly one person: the later one -> the earlier ones."""
    alone = {name: Table(table.tab, table.title, 0, range(0), {}) for name, table in book.tables.items()}
    named = [{name: record.cells.get(name) for name in _TELLING} for record in records]
    shop = Shop(appended(replace(book, tables=alone), "clients", named))
    found: dict[int, set[int]] = {}
    for double in Persons(shop).doubles():
        names = (_text(named[row]["name"]) for row in (double.one, double.other))
        if double.certain or alike(*names) is Alike.UNSAID:
            found.setdefault(double.other, set()).add(double.one)
    return found


def _united(records: Sequence[Record], book: Book) -> Record:
    """What the rows say together; a phone in three spellings once."""
    if len(records) == 1:
        return records[0]
    united = Record(tuple(line for record in records for line in record.lines))
    for record in records:
        for name, cell in record.cells.items():
            if united.cells.get(name) is None:
                united.cells[name] = cell
            elif name in _UNITED and cell is not None:
                united.cells[name] = _put_together(name, united.cells[name], cell, book)
        united.own = {**record.own, **united.own}
    united.cells["name"] = max((_text(record.cells.get("name")) for record in records), key=len) or None
    return united


def _put_together(name: str, one: Raw, other: Raw, book: Book) -> Raw:
    if _says(name, one, other, book):
        return one
    joined = f"{one}{_UNITED[name]}{other}"
    kind = {"phone": PHONES, "email": EMAILS}.get(name)
    if kind is None:
        return joined
    values, remarks = kind.read([joined], reading_of(book))
    return joined if remarks or not values[0] else ("; ".join(values[0]) if kind is EMAILS else kind.write(values[0]))


# In the owner's tab


def _placed(
    record: Record, found: People, persons: Persons, shop: Shop, taken: dict[tuple[int, int], Raw], by_name: bool
) -> int | None:
    """The client whom the record speaks of, after noting what follows for the tab."""
    match = _match(record, persons, shop, by_name)
    name = _text(record.cells.get("name"))
    if match.row is not None:
        found.there += len(record.lines)
        cells = {column: cell for column, cell in record.cells.items() if column != "name" or not by_name}
        _compare(cells, record.lines[-1], match.row, found, shop, taken)
        return match.row
    if match.by is By.CONTACT and len(match.rows) == 1:  # somebody at a client, who stands in the phones tab
        found.there += len(record.lines)
        return match.rows[0]
    if (row := _very_one(record, match, shop)) is not None:
        found.there += len(record.lines)
        return row
    if match.rows and _is_known(record, match, shop):
        why: Why = "several" if match.by in (By.PHONE, By.EMAIL) else "name-only"
        found.left.append(LeftOut(record.lines[-1], why, name, match.rows))
        return None
    cells = {column: cell for column, cell in record.cells.items() if cell is not None}
    found.added.append(Added(record.lines, cells, dict(record.own)))
    if match.rows:
        found.maybe.append(MayBe(len(found.added) - 1, match.rows, "likely"))
    elif match.beside:
        found.maybe.append(MayBe(len(found.added) - 1, match.beside, "household"))
    return -len(found.added)


def _match(record: Record, persons: Persons, shop: Shop, by_name: bool) -> Match:
    phones = digits(record.cells.get("phone"), shop.book)
    emails = addresses(record.cells.get("email"), shop.book)
    name = _text(record.cells.get("name")) or None
    if by_name and name and not phones and not emails:
        rows = tuple(shop.index_of(name))
        return Match(rows, certain=len(rows) == 1)
    born, _ = BIRTHDAY.read([record.cells.get("birthday")], reading_of(shop.book))
    return persons.match(phones, emails, name, born[0])


def _says_nothing(record: Record, book: Book) -> bool:
    """Neither a name nor an address that can be read."""
    cells = record.cells
    return not (cells.get("name") or digits(cells.get("phone"), book) or addresses(cells.get("email"), book))


def _sort_out(record: Record, shop: Shop) -> None:
    """A cell that names a client may hold a name, a phone or an email; a number that is no client's says nothing."""
    name = record.cells.get("name")
    if name is None or shop.index_of(_text(name)):
        return
    numbers, emails = digits(name, shop.book), addresses(name, shop.book)
    if numbers or emails:
        column = "phone" if numbers else "email"
        record.cells.setdefault(column, name)
        record.cells["name"] = None
    elif not any(map(str.isalpha, _text(name))):
        record.cells["name"] = None


def _very_one(record: Record, match: Match, shop: Shop) -> int | None:
    """A row that says of them just what the file says, though others may be meant as well: it was brought in before."""
    table = shop.book["clients"]
    told = [name for name in _TELLING if name in table]

    def is_it(row: int) -> bool:
        pairs = [(table.columns[name].raw[row], record.cells.get(name)) for name in told]
        return all(fold(show(there, "en")) == fold(show(cell, "en")) for there, cell in pairs)

    return next((row for row in match.rows if is_it(row)), None)


def _is_known(record: Record, match: Match, shop: Shop) -> bool:
    """They are there, only not as one row; a further row would be one more of them."""
    names = shop.book["clients"].values("name")
    name = _text(record.cells.get("name"))
    known = [row for row in match.rows if alike(name, names[row]) in (Alike.SAME, Alike.UNSAID)]
    bare = not any(record.cells.get(told) for told in ("phone", "email", "birthday"))
    unread = not digits(record.cells.get("phone"), shop.book) and not addresses(record.cells.get("email"), shop.book)
    return bare or len(known) > 1 or (unread and record.cells.get("birthday") is None)


def _compare(
    cells: Mapping[str, Raw], line: int, row: int, found: People, shop: Shop, taken: dict[tuple[int, int], Raw]
) -> None:
    """Blank cells are filled; of filled ones it is said where the file says otherwise."""
    table = shop.book["clients"]
    for name, cell in cells.items():
        column = table.columns.get(name)
        if cell is None or column is None or name == "id" or column.declared.filled:
            continue
        there = taken.get((row, column.number), column.raw[row])
        if there is None and may_be_filled(table, column, row):
            taken[row, column.number] = cell
            found.fills.append(Filled(row, name, column.number, cell))
        elif not _says(name, there, cell, shop.book):
            found.differs.append(Differs("clients", row, name, column.number, there, cell, line))


def may_be_filled(table: Table, column: TableColumn, row: int) -> bool:
    """Neither a formula nor the covered half of a merged cell."""
    at = table.rows[row]
    covered = any(area.holds(at, column.number) and area[:2] != (at, column.number) for area in table.merged)
    return at not in column.formulas and not covered


def _says(name: str, there: Raw, cell: Raw, book: Book) -> bool:
    """Whether the cell that is there says what the file says, and perhaps more."""
    if there is None or same(there, cell):
        return True
    if name == "name":
        return alike(_text(there), _text(cell)) is Alike.SAME
    if name == "phone":
        return bool(digits(cell, book)) and set(digits(cell, book)) <= set(digits(there, book))
    if name == "email":
        return bool(addresses(cell, book)) and set(addresses(cell, book)) <= set(addresses(there, book))
    declared = book["clients"].tab.column(name)
    (mine, theirs), _ = read_cells(declared, [there, cell], reading_of(book))
    if mine is not None and mine == theirs:
        return True
    if declared.kind is BIRTHDAY and mine and theirs:
        return bool(mine[:2] == theirs[:2] and theirs.year is None)
    return fold(_text(cell)) in fold(_text(there))


def _text(cell: Raw) -> str:
    return "" if cell is None else str(cell)
