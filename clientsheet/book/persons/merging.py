"""Two rows of the clients tab become one, and everything that named the other names the kept one: as one Patch.

    Shop, Grid, two rows --> cells of the kept row --+
                             the other row, emptied  +--> Patch --> Store
                             references, re-pointed -+

The other row stays as an empty row: a patch takes no rows away. What the program counts of the kept client is counted
anew by the next sync.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clientsheet.book.persons.merging_cells import How, MergedCell, MergedRow, merged_row
from clientsheet.book.persons.same_name import Alike, alike
from clientsheet.book.reading.ids import LAST_NUMBER, last_number
from clientsheet.book.reading.keys import same_id
from clientsheet.book.reading.links import AMBIGUOUS
from clientsheet.book.shop import Shop
from clientsheet.book.undoing.places import row_marks
from clientsheet.book.writing.revised import revised
from clientsheet.errors import Refused, WrongUse
from clientsheet.ledger import EMPTIED, RowKeys
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid, GridTab, Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.sheet.tables import Table


@dataclass(frozen=True, slots=True)
class Repointed:
    """Cells of one column that named the other row: ``rows`` as the sheet counts them."""

    tab: str
    column: int
    rows: Sequence[int]
    before: Sequence[Raw]
    after: Sequence[Raw]


@dataclass(frozen=True)
class Merging:
    """``keep``, ``other``: rows along the clients table. ``cells`` as of ``MergedRow``. ``left``: cells of the other row
    that cannot be emptied (A1); ``noted``: those on which the owner's remark hangs, and stays. ``cleared_up``: references that could mean either row, and now mean the kept one.
    ``names``: whether the two are called alike at all.

    ``key``, ``keys``: how the kept client is known afterwards, and how the two were known before. ``row_keys``: of the
    rows as they will stand, for undo.
    """

    keep: int
    other: int
    cells: tuple[MergedCell, ...]
    repointed: tuple[Repointed, ...]
    left: tuple[str, ...]
    noted: tuple[str, ...]
    cleared_up: int
    names: Alike
    patch: Patch
    key: str
    keys: tuple[str, str]
    row_keys: RowKeys

    @property
    def conflicts(self) -> tuple[MergedCell, ...]:
        return tuple(cell for cell in self.cells if cell.how in (How.NOTED, How.LOST))

    @property
    def repointed_count(self) -> Mapping[str, int]:
        """By tab."""
        return {one.tab: len(one.rows) for one in self.repointed}


def merging(shop: Shop, grid: Grid, keep: int, other: int) -> Merging:
    """``keep``, ``other``: rows along the clients table, two different ones. Changes nothing.

    WrongUse: there is no way to name the kept client in the other tabs. Refused: a tab is protected.
    """
    return _Merger(shop, grid, keep, other).all()


class _Merger:
    def __init__(self, shop: Shop, grid: Grid, keep: int, other: int) -> None:
        self._shop, self._grid, self._keep, self._other = shop, grid, keep, other
        self._clients = shop.book["clients"]
        tab = grid.tab(self._clients.title)
        assert tab is not None
        self._tab: GridTab = tab
        if not self._clients.writable:
            raise Refused("file.protected", hint="file.protected.hint", tab=self._clients.title)

    def all(self) -> Merging:
        links = tuple(self._repointed())
        edits = (
            *self._edits,
            *(ColumnEdit(one.tab, one.column, one.rows, one.before, one.after, keep_look=True) for one in links),
        )
        titles = {edit.tab for edit in edits}
        marks = self._last_number()
        names = self._clients.values("name")
        return Merging(
            keep=self._keep,
            other=self._other,
            cells=self._row.cells,
            repointed=links,
            left=tuple(a1(self._clients.rows[self._other], number) for number in self._row.left),
            noted=tuple(self._noted()),
            cleared_up=self._cleared_up(),
            names=alike(names[self._keep], names[self._other]),
            patch=Patch(edits=edits, marks=marks, witnesses=self._shop.witnesses(titles)),
            key=self._after.keys[self._keep],
            keys=(self._shop.keys[self._keep], self._shop.keys[self._other]),
            row_keys=self._row_keys(links),
        )

    # -- the two rows

    @cached_property
    def _row(self) -> MergedRow:
        rows = self._clients.rows
        return merged_row(self._shop.book, self._tab, rows[self._keep], rows[self._other])

    @cached_property
    def _edits(self) -> tuple[ColumnEdit, ...]:
        keep, other = self._clients.rows[self._keep], self._clients.rows[self._other]
        cells: dict[int, list[tuple[int, Raw, Raw]]] = {}
        for cell in self._row.cells:
            if cell.how in (How.FILLED, How.JOINED):
                cells.setdefault(cell.column, []).append((keep, cell.kept, cell.after))
        for number in self._row.cleared:
            cells.setdefault(number, []).append((other, self._tab.rows(other, other)[0][number - 1], None))
        title = self._clients.title
        return tuple(_edit(title, number, sorted(cells[number], key=_row_of)) for number in sorted(cells))

    @cached_property
    def _after(self) -> Shop:
        """The shop as it will be, but for the references."""
        known = {column.number for column in self._clients.columns.values()}
        return Shop(revised(self._shop.book, [edit for edit in self._edits if edit.column in known]))

    def _noted(self) -> Iterator[str]:
        place = (self._clients.title, self._clients.rows[self._other])
        yield from (a1(row, column) for title, row, column in sorted(self._grid.noted) if (title, row) == place)

    def _last_number(self) -> dict[str, str]:
        """A number that was somebody's is not given to anybody else, though no row shows it any more."""
        before, after = last_number(self._shop.book), last_number(self._after.book)
        return {LAST_NUMBER: str(before)} if before > after else {}

    # -- the references

    def _tables(self) -> Iterator[Table]:
        for table in self._shop.book.tables.values():
            if table.present and "client" in table and table.tab.column("client").refers == "clients":
                yield table

    def _repointed(self) -> Iterator[Repointed]:
        for table in self._tables():
            name = table.tab.name
            before, after = self._shop.links(name), self._after.links(name)
            astray = ((before == self._other) | (before == self._keep)) & (after != self._keep)
            if not astray.any():
                continue
            if not table.writable:
                raise Refused("file.protected", hint="file.protected.hint", tab=table.title)
            column = table.columns["client"]
            lines = [index for index in astray.nonzero()[0].tolist() if table.rows[index] not in column.formulas]
            if lines:
                raw = [column.raw[index] for index in lines]
                told = [self._name(str(column.values[index]), cell) for index, cell in zip(lines, raw, strict=True)]
                yield Repointed(table.title, column.number, [table.rows[index] for index in lines], raw, told)

    def _name(self, reference: str, cell: Raw) -> Raw:
        """How the kept client is named in place of ``reference``: by number, name, phone or email, as it stands there
        now where that is possible."""
        ways = list(self._ways)
        own = self._clients.value("name", self._other)
        if own and fold(own) == fold(reference):
            ways.sort(key=lambda way: way[0] != "name")
        for name, way in ways:
            if self._after.directory.one(str(way)) == self._keep:
                return str(way) if name == "id" and isinstance(cell, str) and _is_id(cell) else way
        raise WrongUse("merging.nameless", hint="merging.nameless.hint", cell=self._cell("name", self._keep))

    @cached_property
    def _ways(self) -> list[tuple[str, Raw]]:
        clients = self._after.book["clients"]
        found: list[tuple[str, Raw]] = []
        if (column := clients.columns.get("id")) is not None and column.values[self._keep]:
            found.append(("id", clients.tab.column("id").kind.write(column.values[self._keep])))
        if name := clients.value("name", self._keep):
            found.append(("name", name))
        found += [("phone", phone.display()) for phone in clients.value("phone", self._keep) or ()]
        return found + [("email", email) for email in clients.value("email", self._keep) or ()]

    def _cleared_up(self) -> int:
        either = (
            (self._shop.links(t.tab.name) == AMBIGUOUS) & (self._after.links(t.tab.name) == self._keep)
            for t in self._tables()
        )
        return sum(int(lines.sum()) for lines in either)

    # -- for undo

    def _row_keys(self, links: Sequence[Repointed]) -> RowKeys:
        keys = {title: (rows, list(names)) for title, (rows, names) in self._after.row_keys().items()}
        names = keys[self._clients.title][1]
        names[self._other] = EMPTIED + self._shop.keys[self._other]
        for one in links:
            tab = self._grid.tab(one.tab)
            if one.tab not in keys and tab is not None:
                keys[one.tab] = (one.rows, row_marks(tab, one.rows, [one.column]))
        return keys

    def _cell(self, name: str, index: int) -> str:
        column = self._clients.columns.get(name)
        return f"{self._clients.title}!{a1(self._clients.rows[index], column.number if column else 1)}"


def _edit(title: str, number: int, cells: Sequence[tuple[int, Raw, Raw]]) -> ColumnEdit:
    rows, before, after = zip(*cells, strict=True)
    return ColumnEdit(title, number, rows, before, after, keep_look=True)


def _row_of(cell: tuple[int, Raw, Raw]) -> int:
    return cell[0]


def _is_id(cell: str) -> bool:
    return same_id(cell).isdecimal()
