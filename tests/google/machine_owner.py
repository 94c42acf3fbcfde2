"""The owner at her sheet, in the browser, at any moment: every move changes the sheet and what she knows of it alike.

A move is a few small numbers that are made sense of when it comes: which row or column they mean depends on where
things stand by then.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.emulator.cells import Cell
from tests.emulator.control import Emulator
from tests.google.machine_tabs import FILLED, HEADINGS, MARK, OTHER_HEADINGS, SERVICES, TITLES, Row, Truth

TOP_ROWS: Final = 3
"""How many rows she puts above the headings at most."""


class NotToBeFound(Exception):
    """A heading does not stand where it did."""


@dataclass(frozen=True)
class Move:
    """What she does (a method of ``Marina``), on which tab, and numbers to choose by."""

    what: str
    tab: str = "clients"
    a: int = 0
    b: int = 0

    def __repr__(self) -> str:
        return f"Move({self.what!r}, {self.tab!r}, {self.a}, {self.b})"


@dataclass(frozen=True)
class Seen:
    """A tab as it stands. ``head``: the row of the headings; rows and columns count from 0."""

    lines: list[list[Any]]
    head: int

    @property
    def headings(self) -> list[Any]:
        return self.lines[self.head]

    def column(self, heading: str) -> int:
        if heading not in self.headings:
            raise NotToBeFound(heading)
        return self.headings.index(heading)

    def rows_of(self, mark: str) -> list[int]:
        column = self.column(MARK)
        return [n for n, line in enumerate(self.lines) if n > self.head and line[column : column + 1] == [mark]]

    def at(self, row: int, column: int) -> Any:
        line = self.lines[row]
        return line[column] if column < len(line) else ""


class Marina:
    def __init__(self, google: Emulator, book: str, truth: Truth, numbers: Mapping[str, int]) -> None:
        """``numbers``: the sheet id of each tab."""
        self.google, self.book, self.truth, self.numbers = google, book, truth, numbers
        self.hand = google.owner(book)

    def does(self, move: Move) -> None:
        """Or leaves it be, where a heading she looks for is not to be found just now."""
        file, known = self.google.file(self.book), copy.deepcopy(self.truth)
        stood = file.book
        try:
            getattr(self, move.what)(move.tab, move.a, move.b)
        except NotToBeFound:
            file.book, self.truth = stood, known

    # -- rows

    def sorts(self, tab: str, a: int, b: int) -> None:
        seen = self.seen(tab)
        self.hand.sort(self.title(tab), a % len(seen.headings), down=bool(b % 2), first=seen.head + 1)

    def inserts_rows(self, tab: str, a: int, b: int) -> None:
        seen = self.seen(tab)
        at = a % (len(seen.lines) + 1)
        if at <= seen.head >= TOP_ROWS:
            at = seen.head + 1
        self.hand.insert(self.title(tab), "ROWS", at, 1 + b % 2)

    def inserts_rows_on_top(self, tab: str, a: int, b: int) -> None:
        self.inserts_rows(tab, 0, b)

    def deletes_row(self, tab: str, a: int, b: int) -> None:
        mark = self._somebody(tab, a)
        if mark is None or len(self.truth.rows[tab]) < 3 or tab not in ("clients", "visits"):
            return
        row = self.seen(tab).rows_of(mark)[b % self.truth.rows[tab][mark].copies]
        self.hand.delete(self.title(tab), "ROWS", row)
        self._lost(tab, mark)

    def duplicates_row(self, tab: str, a: int, b: int) -> None:
        mark = self._somebody(tab, a)
        if mark is None or tab not in ("clients", "visits"):
            return
        self.hand.duplicates_row(self.title(tab), self.seen(tab).rows_of(mark)[0])
        self.truth.rows[tab][mark].copies += 1
        self.truth.copied.add(mark)

    def moves_row(self, tab: str, a: int, b: int) -> None:
        seen = self.seen(tab)
        height = len(seen.lines) - seen.head - 1
        if height > 1:
            self.hand.move(self.title(tab), "ROWS", seen.head + 1 + a % height, seen.head + 1 + b % (height + 1))

    def cuts_row(self, tab: str, a: int, b: int) -> None:
        """To the empty row below everything, or to a new one between the others; at times over another row."""
        mark = self._somebody(tab, a)
        if mark is None:
            return
        seen = self.seen(tab)
        if b % 3 == 0 and tab in ("clients", "visits") and len(self.truth.rows[tab]) > 2:
            other = self._somebody(tab, a + 1 + b)
            if other is not None and other != mark:
                self.hand.cuts(self.title(tab), "ROWS", seen.rows_of(mark)[0], seen.rows_of(other)[0])
                self._lost(tab, other)
                return
        to = len(seen.lines) if b % 3 == 1 else seen.head + 1 + b % (len(seen.lines) - seen.head)
        self.hand.insert(self.title(tab), "ROWS", to)
        self.hand.cuts(self.title(tab), "ROWS", self.seen(tab).rows_of(mark)[0], to)

    # -- columns

    def inserts_column(self, tab: str, a: int, b: int) -> None:
        if sum(field.startswith("own") for field in self.truth.heads[tab]) > 1:
            return
        seen, number = self.seen(tab), self.truth.next()
        name, at = f"own{number}", a % (len(seen.headings) + 1)
        self.hand.insert(self.title(tab), "COLUMNS", at)
        self.hand.puts(self.title(tab), seen.head, at, f"Own {number}")
        self.truth.heads[tab][name] = f"Own {number}"
        for mark, row in self.truth.rows[tab].items():
            row.said[name] = f"{name} {mark}"
            for place in self.seen(tab).rows_of(mark):
                self.hand.puts(self.title(tab), place, at, row.said[name])

    def moves_column(self, tab: str, a: int, b: int) -> None:
        width = len(self.seen(tab).headings)
        self.hand.move(self.title(tab), "COLUMNS", a % width, b % (width + 1))

    def renames_heading(self, tab: str, a: int, b: int) -> None:
        fields = [name for name in self.truth.heads[tab] if self._names(tab, name, 0)]
        name = fields[a % len(fields)]
        seen = self.seen(tab)
        new = self._names(tab, name, b)
        self.hand.puts(self.title(tab), seen.head, seen.column(self.truth.heads[tab][name]), new)
        self.truth.heads[tab][name] = new

    def _names(self, tab: str, name: str, b: int) -> str:
        if name.startswith("own"):
            return f"Own {name[3:]} ({b})"
        if name in FILLED[tab]:
            return HEADINGS[tab][name] if b % 3 == 0 else f"Mine {b}, {name}"
        choices = OTHER_HEADINGS.get((tab, name))
        return choices[b % len(choices)] if choices else ""

    # -- tabs

    def renames_tab(self, tab: str, a: int, b: int) -> None:
        new = TITLES[tab][a % len(TITLES[tab])]
        self.hand.renames_tab(self.title(tab), new)
        self.truth.titles[tab] = new

    def filters(self, tab: str, a: int, b: int) -> None:
        seen = self.seen(tab)
        column = b % len(seen.headings)
        shown = [seen.at(row, column) for row in range(seen.head + 1, len(seen.lines))]
        self.hand.filters(self.title(tab), column, set(shown[a % len(shown) :][:2]) if shown else set())

    def unfilters(self, tab: str, a: int, b: int) -> None:
        self.hand.unfilters(self.title(tab))

    # -- cells

    def edits_cell(self, tab: str, a: int, b: int) -> None:
        mark, number = self._somebody(tab, a), self.truth.next()
        if mark is None:
            return
        new: dict[str, dict[str, Any]] = {
            "clients": {"phone": f"+38050{number:07d}", "email": f"e{number}@example.org", "interval": 20 + b},
            "visits": {"amount": 7 + 10 * number, "service": SERVICES[b % len(SERVICES)]},
            "services": {"price": 900 + number},
        }
        choices = new.get(tab, {})
        if choices:
            name = sorted(choices)[b % len(choices)]
            if self.truth.rows[tab][mark].said.get(name) in self.truth.cured:
                return  # the program is about to write there, at her own wish
            self.says(tab, mark, name, choices[name])

    def adds_row(self, tab: str, a: int, b: int) -> None:
        """Below everything, or in a new row between the others: a client without a number, or a visit."""
        seen, number = self.seen(tab), self.truth.next()
        if tab == "clients":
            said = {"name": f"Newcomer Number{number}", "email": f"n{number}@example.com", "interval": 25}
            said["birthday"] = "1990-04-11"
        elif tab == "visits":
            somebody = self.truth.rows["clients"][self._somebody("clients", b) or ""]
            said = {"date": f"2026-03-{1 + b % 20:02d}", "client": somebody.said["name"]}
            said |= {"service": SERVICES[b % len(SERVICES)], "amount": 3 + 10 * number}
        else:
            return
        to = len(seen.lines) if a % 2 else seen.head + 1 + b % (len(seen.lines) - seen.head)
        mark = f"new{number}"
        self.hand.insert(self.title(tab), "ROWS", to)
        self.hand.puts(self.title(tab), to, seen.column(MARK), mark)
        self.truth.rows[tab][mark] = Row({})
        said |= {name: f"{name} {mark}" for name in self.truth.heads[tab] if name.startswith("own")}
        for name, value in said.items():
            self.says(tab, mark, name, value)

    def notes(self, tab: str, a: int, b: int) -> None:
        """A remark of her own on one of her cells."""
        mark = self._somebody("clients", a)
        if mark is not None:
            self._remarks(mark, "phone" if b % 2 or self._slips(mark) else "email", b)

    def notes_a_slip(self, tab: str, a: int, b: int) -> None:
        """A remark where the program has its own, or is about to have it."""
        for mark in self.truth.rows["clients"]:
            if self._slips(mark):
                self._remarks(mark, "email", b)

    def _slips(self, mark: str) -> bool:
        return str(self.truth.rows["clients"][mark].said.get("email", "")).endswith("gmial.com")

    def _remarks(self, mark: str, name: str, b: int) -> None:
        self.truth.rows["clients"][mark].notes[name] = text = f"Ask {mark} {b}"
        self._at_cells("clients", mark, name, lambda *at: self.hand.notes(*at, text))

    def types_over(self, tab: str, a: int, b: int) -> None:
        """A value of her own, or a formula, in a cell that the program fills; or she clears it again."""
        mark = self._somebody("clients", a)
        if mark is None or not self.truth.filled or self.truth.rows["clients"][mark].copies > 1:
            return
        name = ("total", "visits", "average_check")[b % 3]
        typed = self.truth.rows["clients"][mark].typed
        if name in typed:
            del typed[name]
            self._at_cells("clients", mark, name, lambda *at: self.hand.puts(*at, None))
            return
        value = 700_000 + self.truth.next()
        typed[name] = (value, bool(b % 2))
        if b % 2:
            self._at_cells("clients", mark, name, lambda *at: self.hand.formula(*at, f"={value}", value))
        else:
            self._at_cells("clients", mark, name, lambda *at: self.hand.puts(*at, value))

    def loads(self, a: int) -> tuple[Callable[[], None], Callable[[], None]]:
        """A phone becomes a formula; given back are what shows its value, and what shows that it is loading."""
        mark = self._somebody("clients", a) or ""
        value = self.truth.rows["clients"][mark].said.get("phone", "")

        def shows(text: Any) -> None:
            if (
                value
                and mark in self.truth.rows["clients"]
                and self.truth.rows["clients"][mark].said.get("phone") == value
            ):
                self._at_cells("clients", mark, "phone", lambda *at: self.hand.formula(*at, '=IMPORTRANGE("x")', text))

        return (lambda: shows(value)), (lambda: shows("Loading..."))

    def agrees(self, tab: str, a: int, b: int) -> None:
        """Yes to every cure in the problems tab."""
        problems = next((one for one in self.google.file(self.book).book.sheets if one.title == "Problems"), None)
        if problems is None:
            return
        lines = self.hand.values("Problems")
        head = next(n for n, line in enumerate(lines) if "Apply?" in line)
        code, apply, value = (lines[head].index(heading) for heading in ("Rule", "Apply?", "In the cell now"))
        for number, line in enumerate(lines[head + 1 :], head + 1):
            if code < len(line) and line[code].startswith("email"):
                self.hand.puts("Problems", number, apply, True)
                self.truth.cured[line[value]] = cured = line[value].replace("gmial", "gmail")
                self.truth.named[cured] = self.truth.named[line[value]]

    def mends_copies(self, tab: str = "clients", a: int = 0, b: int = 0) -> None:
        """Of rows she copied she leaves one."""
        for mark, row in self.truth.rows["clients"].items():
            while row.copies > 1:
                self.hand.delete(self.title("clients"), "ROWS", self.seen("clients").rows_of(mark)[-1])
                row.copies -= 1

    # -- looking

    def title(self, tab: str) -> str:
        return self.google.file(self.book).book.sheet(self.numbers[tab]).title

    def seen(self, tab: str) -> Seen:
        lines = self.hand.values(self.title(tab))
        return Seen(lines, next(n for n, line in enumerate(lines) if MARK in line))

    def cell(self, tab: str, row: int, column: int) -> Cell:
        return self.hand.cell(self.title(tab), row, column)

    # --

    def _somebody(self, tab: str, a: int) -> str | None:
        marks = sorted(self.truth.rows[tab])
        return marks[a % len(marks)] if marks else None

    def says(self, tab: str, mark: str, name: str, value: Any) -> None:
        """Into every row that bears the mark; a date as she types it, and what the sheet makes of it is the truth."""
        if name == "email":
            self.truth.named[value] = mark
        write = self.hand.types if name in ("date", "birthday") else self.hand.puts
        self._at_cells(tab, mark, name, lambda *at: write(*at, value))
        seen = self.seen(tab)
        self.truth.rows[tab][mark].said[name] = seen.at(seen.rows_of(mark)[0], seen.column(self.truth.heads[tab][name]))

    def _at_cells(self, tab: str, mark: str, name: str, how: Any) -> None:
        seen = self.seen(tab)
        for row in seen.rows_of(mark):
            how(self.title(tab), row, seen.column(self.truth.heads[tab][name]))

    def _lost(self, tab: str, mark: str) -> None:
        row = self.truth.rows[tab][mark]
        row.copies -= 1
        if not row.copies:
            del self.truth.rows[tab][mark]
