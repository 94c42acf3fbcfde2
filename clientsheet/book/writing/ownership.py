"""Whose a filled cell is: what to write where, what the owner keeps by hand, what to remember for the next time.

Three laws. *The owner wins*: a value typed over ours, or a formula, stays and is listed; cleared, ours returns. *The
workbook remembers*: what is kept by hand stands in the problems tab by key, so a lost state folder changes nothing.
*A sort is not typing*: values of ours that now stand in another client's row are simply put right.

Pure: what we last wrote comes in as a ``TabMemory`` (in two of them where a run was killed half-way; in none where
the state is lost: then only what the problems tab lists is the owner's), and goes out as a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from clientsheet.book.shop import Shop
from clientsheet.book.writing.moved import OWNERS, Moved, moved
from clientsheet.book.writing.problems_page import Kept
from clientsheet.ledger import Memory, TabMemory
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.same import plain, same
from clientsheet.sheet.tables import Table, TableColumn

Cells = frozenset[tuple[str, str, str]]
"""(tab, column, key), by declared names."""

WRITE_MARK: Final = "filled"
"""The workbook's mark that names its last write, as the memory of that write does."""

FORMULAS_LISTED: Final = 100
"""A column of formulas is one decision of the owner, not ten thousand."""

_WRITE: Final = "@"
"""In place of a tab's name in a memory: the mark of the write."""

_NEVER: Final = object()


@dataclass(frozen=True)
class Settled:
    """``edits`` put right what is ours, ``kept`` is the owner's, ``memory`` is for the next time, by tab."""

    edits: tuple[ColumnEdit, ...]
    kept: tuple[Kept, ...]
    memory: Memory


def settle_shop(
    shop: Shop, memories: Sequence[Memory], held: Cells = frozenset(), returned: Cells = frozenset()
) -> Settled:
    """Every tab with filled columns. ``held``: listed as kept by hand; ``returned``: the owner gives them back."""
    parts = [
        settle(shop.book[tab], shop.keys_of(tab), computed, memories, held, returned)
        for tab, computed in shop.filled().items()
    ]
    memory = {tab: known for part in parts for tab, known in part.memory.items()}
    edits = tuple(edit for part in parts for edit in part.edits)
    return Settled(edits, tuple(item for part in parts for item in part.kept), memory)


def settle(
    table: Table,
    keys: Sequence[str],
    computed: Mapping[str, Sequence[Raw]],
    memories: Sequence[Memory] = (),
    held: Cells = frozenset(),
    returned: Cells = frozenset(),
) -> Settled:
    """One tab. Only columns recorded as ours are written; rows without a key, formulas and protected tabs never are."""
    tab = table.tab.name
    known = [memory[tab] for memory in memories if tab in memory]
    rows = _Rows(keys, table.rows)
    columns = [
        _Column(column, rows, computed[name], known)
        for name, column in table.columns.items()
        if name in computed and column.ours
    ]
    whole = {column.name: column.raw for column in columns if not column.formulas}
    mixed = {column.name: column.raw for column in columns if column.formulas}
    astray = moved(keys, whole, [_standing(memory) for memory in known], {c.name: c.strange for c in columns}, mixed)
    edits: list[ColumnEdit] = []
    kept: list[Kept] = []
    remembered: dict[str, Sequence[Raw]] = {}
    for column in columns:
        owners = column.owners(_of(held, tab, column.name), _of(returned, tab, column.name), astray)
        edits += column.edits(table.title, owners)
        kept += column.kept(tab, owners)
        remembered |= column.memory(owners)
    if not table.writable:
        return Settled((), tuple(kept), {tab: known[-1]} if known else {})
    return Settled(tuple(edits), tuple(kept), {tab: TabMemory(list(keys), remembered)} if columns else {})


def of_this_workbook(memories: Sequence[Memory], mark: str) -> list[Memory]:
    """The memories that belong to the workbook as it lies: an older copy that the owner put back was written by
    another run, and what was remembered since tells nothing about its cells.

    A run that broke off may have written its cells and not yet its mark: what was announced after the write that the
    workbook names may stand in it too.
    """
    return list(memories) if not mark or any(_write(memory) in ("", mark) for memory in memories) else []


def written_as(memory: Memory, mark: str) -> Memory:
    """The memory of the write that leaves this mark."""
    return {**memory, _WRITE: TabMemory([mark], {})} if mark else memory


def unmarked(memory: Memory) -> Memory:
    """The memory of a workbook that was put back on purpose, whatever its mark says."""
    return {tab: known for tab, known in memory.items() if tab != _WRITE}


def _write(memory: Memory) -> str:
    return memory[_WRITE].keys[0] if _WRITE in memory else ""


class _Rows:
    """The rows of a table by position, by key and by their number in the sheet."""

    def __init__(self, keys: Sequence[str], numbers: Sequence[int]) -> None:
        self.keys = keys
        self.numbers = numbers
        self._other: Sequence[str] | None = None
        self._order: list[int] | None = None

    @cached_property
    def place(self) -> Mapping[str, int]:
        return {key: position for position, key in enumerate(self.keys) if key}

    def along(self, keys: Sequence[str], values: Sequence[Raw]) -> list[Raw]:
        """The values that belong to ``keys``, in the order of these rows; what equals nothing for a row not among
        them."""
        if keys is not self._other:
            self._other, self._order = keys, _order(self.keys, keys)
        if self._order is None:
            return list(values)
        found: list[Any] = [*values, _NEVER]
        return [found[place] for place in self._order]

    @cached_property
    def unnamed(self) -> Sequence[int]:
        return [position for position, key in enumerate(self.keys) if not key]


class _Column:
    """One filled column; positions count along the rows of the table. ``raw`` are its ``cells``, days as dates."""

    def __init__(self, column: TableColumn, rows: _Rows, computed: Sequence[Raw], known: Sequence[TabMemory]) -> None:
        self.name = column.declared.name
        self.number = column.number
        self.look = column.declared.kind.look
        self.cells = column.raw
        self.raw = plain(column.raw)
        self.computed = computed
        self.formulas = column.formulas
        self._rows = rows
        self._known = [memory for memory in known if self.name in memory.columns]

    @cached_property
    def strange(self) -> list[int]:
        """Cells that hold neither what we wrote there nor what we would write; none where we know nothing."""
        found: set[int] | None = None
        for memory in self._known:
            last = self._rows.along(memory.keys, memory.columns[self.name])
            if self.raw == last:
                return []
            unlike = {i for i, (cell, wrote) in enumerate(zip(self.raw, last, strict=True)) if cell != wrote}
            unlike = {i for i in unlike if self.raw[i] is not None and not same(self.raw[i], last[i])}
            found = unlike if found is None else found & unlike
        return [i for i in sorted(found or ()) if self._ours(i) and not same(self.raw[i], self.computed[i])]

    def owners(self, held: Collection[str], returned: Collection[str], astray: Moved) -> dict[int, Raw]:
        """What the owner has in cells of ours, by position: typed there, kept there from before, or left in another
        row by a sort and due to come back."""
        own = {i: self.cells[i] for i in self.strange if not astray.holds(i, self.name)}
        for key in {*self._before, *held}:
            i = self._rows.place.get(key)
            if i is None or self.raw[i] is None or not self._ours(i):
                continue
            if astray.holds(i, self.name):
                if key in self._before:
                    own[i] = self._before[key]
            elif same(self.raw[i], self._before[key]) if key in self._before else not self._remembers(key):
                own[i] = self.cells[i]
        return {i: own[i] for i in sorted(own) if self._rows.keys[i] not in returned}

    def edits(self, title: str, owners: Mapping[int, Raw]) -> list[ColumnEdit]:
        """At most one: the cells of ours that hold something else than they should."""
        if self.raw == self.computed:
            return []
        wanted = self._with(self.computed, owners)
        raw = self.raw
        if self._is_blank and None not in wanted:
            return [ColumnEdit(title, self.number, self._rows.numbers, raw, wanted, self.look)]
        unlike = [i for i, (cell, value) in enumerate(zip(raw, wanted, strict=True)) if cell != value]
        changed = [i for i in unlike if raw[i] is None or not same(raw[i], wanted[i])]
        if self._rows.unnamed or self.formulas:
            changed = [i for i in changed if self._ours(i)]
        if not changed:
            return []
        rows = [self._rows.numbers[i] for i in changed]
        before, after = [self.cells[i] for i in changed], [wanted[i] for i in changed]
        return [ColumnEdit(title, self.number, rows, before, after, self.look)]

    @property
    def _is_blank(self) -> bool:
        """Nothing stands in it yet, and all of it is ours to write: a first fill."""
        return not self._rows.unnamed and not self.formulas and self.raw.count(None) == len(self.raw)

    def kept(self, tab: str, owners: Mapping[int, Raw]) -> list[Kept]:
        keys, numbers = self._rows.keys, self._rows.numbers
        listed = dict(owners) | {i: self.cells[i] for i in self._formula_rows[:FORMULAS_LISTED]}
        return [Kept(tab, self.name, keys[i], numbers[i], listed[i], self.computed[i]) for i in sorted(listed)]

    def memory(self, owners: Mapping[int, Raw]) -> dict[str, Sequence[Raw]]:
        """What we say, and beside it what the owner says instead. Rows without a key: as they stand."""
        unnamed = {i: self.raw[i] for i in self._rows.unnamed}
        said = {self.name: self._with(self.computed, unnamed)}
        nothing: list[Raw] = [None] * len(self.cells)
        owned = {**owners, **self._typed_beside_no_key}
        return said | {self.name + OWNERS: self._with(nothing, owned)} if owned else said

    @property
    def _typed_beside_no_key(self) -> dict[int, Raw]:
        """What stands in rows without a key and was never ours: a copied row may have its key again tomorrow."""
        if not self._rows.unnamed or not self._known:
            return {}
        ours: set[Raw] = set()
        typed: set[Raw] = set()
        for memory in self._known:
            owners = memory.columns.get(self.name + OWNERS) or [None] * len(memory.keys)
            ours.update(cell for cell, own in zip(memory.columns[self.name], owners, strict=True) if own is None)
            typed.update(own for key, own in zip(memory.keys, owners, strict=True) if not key)
        cells = {i: self.raw[i] for i in self._rows.unnamed if self.raw[i] is not None}
        return {i: cell for i, cell in cells.items() if cell in typed or cell not in ours}

    @staticmethod
    def _with(cells: Sequence[Raw], others: Mapping[int, Raw]) -> Sequence[Raw]:
        if not others:
            return cells
        changed = list(cells)
        for i, cell in others.items():
            changed[i] = cell
        return changed

    @cached_property
    def _formula_rows(self) -> list[int]:
        if not self.formulas:
            return []
        return [i for i, key in enumerate(self._rows.keys) if key and self._rows.numbers[i] in self.formulas]

    @cached_property
    def _before(self) -> dict[str, Raw]:
        """Key -> what the owner kept there the last time."""
        found: dict[str, Raw] = {}
        for memory in self._known:
            owners = memory.columns.get(self.name + OWNERS, ())
            found |= {key: cell for key, cell in zip(memory.keys, owners, strict=False) if key and cell is not None}
        return found

    def _remembers(self, key: str) -> bool:
        return any(key in memory.keys for memory in self._known)

    def _ours(self, position: int) -> bool:
        """It may be written: the row has a key, the cell no formula."""
        if not self._rows.keys[position]:
            return False
        return not self.formulas or self._rows.numbers[position] not in self.formulas


def _order(keys: Sequence[str], others: Sequence[str]) -> list[int] | None:
    """Where each of ``keys`` stands among ``others``, -1: nowhere; None: they are the same."""
    if list(keys) == list(others):
        return None
    place = {key: position for position, key in enumerate(others) if key}
    return [place.get(key, -1) for key in keys]


def _of(cells: Cells, tab: str, column: str) -> frozenset[str]:
    return frozenset(key for of_tab, name, key in cells if (of_tab, name) == (tab, column))


def _standing(memory: TabMemory) -> TabMemory:
    """What stood in the cells: the owner's values where they were kept. Beside it which are hers."""
    columns = {}
    for name, cells in memory.columns.items():
        owners = memory.columns.get(name + OWNERS)
        if name.endswith(OWNERS) or owners is None:
            columns[name] = cells
        else:
            columns[name] = [ours if own is None else own for ours, own in zip(cells, owners, strict=True)]
    return TabMemory(memory.keys, columns)
