"""Proves, before the old workbook is replaced, that the new one differs from it only where the patch says so.

What is proven: every member the patch does not concern has the very bytes it had, compressed; every new or changed part
is intact and well-formed, without a DTD; in an edited sheet all bytes are the old ones but for the cells the patch
names, the sheet's size, its columns' widths, and the reach of filters, rules and drop-downs; the shared strings begin
with the old ones. That the values written are the right ones is for tests to show, not for this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from clientsheet.errors import Refused
from clientsheet.sheet.address import letters
from clientsheet.sheet.patch import Patch
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.archive import Archive, key
from clientsheet.stores.excel.package import Package, relations_of
from clientsheet.stores.excel.rows import DisorderError, Rows, parse_row, split_rows
from clientsheet.stores.excel.workbook_part import WorkbookPart
from clientsheet.stores.excel.worksheet import SheetReader

_SIZE: Final = re.compile(r"<(?:[\w.-]+:)?dimension(?=[\s/>])[^>]*>|<((?:[\w.-]+:)?)cols>.*?</\1cols>", re.DOTALL)
_REACH: Final = re.compile(r"""(\s(?:sq)?ref\s*=\s*)(?:"[^"]*"|'[^']*')|(<(?:[\w.-]+:)?sqref>)[^<]*""")
_ROW_FACTS: Final = re.compile(r"""\s(?:spans\s*=\s*(?:"[^"]*"|'[^']*')|hidden\s*=\s*(?:"[^"]*"|'[^']*'))""")
_PLAIN_ROW: Final = re.compile(r'<row r="(\d+)"')
_SPANS: Final = re.compile(r'\sspans="[^"]*"')
_INSIDE: Final = '(?: s="\\d+")?(?: t="[sbe]")?(?:/>|><{p}(v|f)>[^<]*</{p}\\1></{p}c>)'


def verify(source: Path, target: Path, patch: Patch) -> None:
    """Refused: the proof fails; the facts name the part. Nothing is written."""
    with Archive(source) as old, Archive(target) as new:
        _Proof(old, new, patch).run()


class _Proof:
    def __init__(self, old: Archive, new: Archive, patch: Patch) -> None:
        self._old, self._new = old, new
        self._patch = patch
        self._before, self._after = Package(old), Package(new)
        self._book = WorkbookPart(self._before)
        self._strings = set(map(key, self._after.related(self._book.part, "sharedStrings")))
        self._edited = {key(sheet.part): sheet.title for sheet in map(self._book.worksheet, _titles(patch))}
        pages = (self._book.sheet(tab.title) for tab in patch.pages)
        self._pages = {key(sheet.part) for sheet in pages if sheet is not None}

    def run(self) -> None:
        self._members()
        for known in self._changed():
            if known in self._edited:
                self._sheet(known)
            elif known in self._strings and known in self._old:
                self._shared_strings(known)
            else:
                self._parse(known, self._new.stream(self._new.member(known)))

    def _members(self) -> None:
        """Every member is there, in its place, with its date and attributes; only those of the patch differ."""
        removed = {key(part) for part in self._before.related(self._book.part, "calcChain")}
        removed |= {relations_of(part) for part in self._pages}
        kept = [known for known in self._old if known in self._new]
        if kept != list(self._new)[: len(kept)] or not set(self._old) - set(kept) <= removed:
            raise self._unproven("[order]")
        changed = set(self._changed())
        if not changed - self._added() <= self._may_change():
            raise self._unproven(min(changed - self._added() - self._may_change()))
        for known in kept:
            one, other = self._old.member(known), self._new.member(known)
            if (one.date_time, one.external_attr, one.comment) != (other.date_time, other.external_attr, other.comment):
                raise self._unproven(known)

    def _may_change(self) -> set[str]:
        book = self._book.part
        shared = [book, relations_of(book), "[content_types].xml"]
        for kind in ("styles", "sharedStrings"):
            shared += [*self._before.related(book, kind), *self._after.related(book, kind)]
        for part in self._edited:
            shared += self._before.related(part, "table")
        return {*map(key, shared), *self._edited, *self._pages}

    def _changed(self) -> Iterator[str]:
        """New members, and those whose bytes are not the old ones."""
        for known in self._new:
            if known not in self._old or not self._same(known):
                yield known

    def _added(self) -> set[str]:
        return {known for known in self._new if known not in self._old}

    def _same(self, known: str) -> bool:
        one, other = self._old.member(known), self._new.member(known)
        if (one.CRC, one.file_size, one.compress_size) != (other.CRC, other.file_size, other.compress_size):
            return False
        pairs = zip(self._old.packed(one), self._new.packed(other), strict=True)
        return all(left == right for left, right in pairs)

    def _parse(self, known: str, chunks: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._forbidden
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as wrong:
            raise self._unproven(known) from wrong

    def _forbidden(self, *_: object) -> None:
        raise ValueError("a DTD")

    def _shared_strings(self, known: str) -> None:
        """The old texts are the first of the new ones; what follows them is well-formed."""
        old, new = self._before.text(known), self._after.text(known)
        one, other = xml.first(old[:4096], "sst"), xml.first(new[:4096], "sst")
        if one is None or other is None:
            raise self._unproven(known)
        end = len(old) if one.empty else old.rindex(f"</{one.prefix}sst")
        length = max(end - one.end, 0)
        if old[one.end : one.end + length] != new[other.end : other.end + length]:
            raise self._unproven(known)
        head = re.sub(r"\s+encoding\s*=\s*[\"'][^\"']*[\"']", "", new[: other.end])
        self._parse(known, [(head + new[other.end + length :]).encode()])

    def _sheet(self, known: str) -> None:
        title = self._edited[known]
        old = SheetReader(self._old.stream(self._old.member(known)), title)
        new = SheetReader(self._new.stream(self._new.member(known)), title)
        expected = _Expected(self._patch, title)
        try:
            _Comparison(old, new, expected).run()
        except (DisorderError, _Different) as wrong:
            raise self._unproven(known) from wrong
        if _without(_SIZE, _opened(old.head)) != _without(_SIZE, _opened(new.head)):
            raise self._unproven(known)
        tails = [_REACH.sub(r"\1\2", sheet.tail.removeprefix(f"</{new.prefix}sheetData>")) for sheet in (old, new)]
        if tails[0] != tails[1]:
            raise self._unproven(known)

    def _unproven(self, part: str) -> Refused:
        return Refused("excel.unproven", hint="excel.unproven.hint", part=part)


class _Different(Exception):
    pass


class _Expected:
    """Which columns of a row the patch may change."""

    def __init__(self, patch: Patch, title: str) -> None:
        self._columns: list[int] = []
        self._first = 0
        self._masks: list[int] = []
        self._sets: dict[int, frozenset[int]] = {}
        self.appended: list[range] = []
        runs = sorted(_runs(patch, title), key=lambda run: run[0])
        if runs:
            self._first = min(min(rows) for _, rows in runs)
            self._masks = [0] * (max(max(rows) for _, rows in runs) - self._first + 1)
        for column, rows in runs:
            self._mark(column, rows)
        self._calculated(patch, title)

    def mask(self, row: int) -> int:
        at = row - self._first
        return self._masks[at] if 0 <= at < len(self._masks) else 0

    def columns(self, mask: int) -> frozenset[int]:
        if mask not in self._sets:
            self._sets[mask] = frozenset(column for bit, column in enumerate(self._columns) if mask >> bit & 1)
        return self._sets[mask]

    def free(self, row: int) -> bool:
        """A row that is appended: the formulas of a Table's calculated columns may stand in it too."""
        return any(row in rows for rows in self.appended)

    def _mark(self, column: int, rows: Iterable[int]) -> None:
        if not self._columns or self._columns[-1] != column:
            self._columns.append(column)
        bit, masks, first = 1 << len(self._columns) - 1, self._masks, self._first
        if isinstance(rows, range) and rows.step == 1 and rows:
            span = slice(rows[0] - first, rows[-1] - first + 1)
            masks[span] = [mask | bit for mask in masks[span]]
            return
        for row in rows:
            masks[row - first] |= bit

    def _calculated(self, patch: Patch, title: str) -> None:
        for block in patch.appended:
            if block.tab == title:
                self.appended.append(range(block.after_row + 1, block.after_row + len(block.rows) + 1))


def _runs(patch: Patch, title: str) -> Iterator[tuple[int, Iterable[int]]]:
    for edit in patch.edits:
        if edit.tab == title and len(edit.rows):
            yield edit.column, edit.rows
    for new in patch.new_columns:
        if new.tab == title:
            yield new.column, [new.heading_row]
            if len(new.values):
                yield new.column, range(new.first_row, new.first_row + len(new.values))
    for block in patch.appended:
        if block.tab == title:
            for row, cells in enumerate(block.rows, block.after_row + 1):
                for column in cells:
                    yield column, (row,)


_NO_ROWS: Final = Rows([], [""], "")


class _Comparison:
    """The rows of both sheets, a stretch of the new one at a time: in one stroke where no row got a cell, row by row
    elsewhere."""

    def __init__(self, old: SheetReader, new: SheetReader, expected: _Expected) -> None:
        self._old, self._new = old.stretches(), new.stretches()
        self._expected, self._prefix = expected, new.prefix
        self._rows, self._at = _NO_ROWS, 0  # of the old sheet: cut, and from where on not compared yet
        self._last = 0

    def run(self) -> None:
        for text in self._new:
            untouched = not self._prefix and _is_untouched(text, self._expected)
            if not untouched or not self._goes_on(text):
                self._row_by_row(text)
        if self._rest().strip() or any(text.strip() for text in self._old):
            raise _Different

    def _rest(self) -> str:
        return self._rows.glue.join(self._rows.pieces[self._at :])

    def _goes_on(self, text: str) -> bool:
        """Whether this is what follows in the old sheet; if so, it is done with."""
        was = self._rest()
        while len(was) < len(text) and (more := next(self._old, "")):
            was += more
        same = was.startswith(text)
        if same:
            was = was[len(text) :]
            self._last = int(_PLAIN_ROW.findall(text)[-1])
        self._rows, self._at = Rows([], [was], ""), 0
        return same

    def _row_by_row(self, text: str) -> None:
        new = split_rows(text, self._prefix, self._last)
        last = new.numbers[-1] if new.numbers else self._last
        now = _bare_rows(new, 0, len(new.numbers))
        _compare_rows(self._old_rows(last), now, self._expected, self._prefix)
        if new.pieces[-1].strip():
            raise _Different
        self._last = last

    def _old_rows(self, last: int) -> Iterator[tuple[int, str]]:
        """The old rows from here on, to the one with that number."""
        above = self._last
        while True:
            numbers = self._rows.numbers
            end = bisect_right(numbers, last, self._at)
            yield from _bare_rows(self._rows, self._at, end)
            self._at = end
            if end < len(numbers):
                return
            above = numbers[-1] if numbers else above
            more = next(self._old, "")
            rest = self._rows.pieces[-1]
            if not more and f"<{self._prefix}row" not in rest:
                return
            self._rows, self._at = split_rows(rest + more, self._prefix, above), 0


def _is_untouched(text: str, expected: _Expected) -> bool:
    """No cell is expected in these rows, and they are written as usual."""
    first = _PLAIN_ROW.search(text)
    if first is None or expected.mask(int(first[1])):
        return False
    numbers = list(map(int, _PLAIN_ROW.findall(text)))
    plain = " spans=" not in text and text.count("<row") == len(numbers)
    return plain and not any(map(expected.mask, numbers))


def _bare_rows(rows: Rows, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(number, row) of those rows, without end tags."""
    pieces = rows.pieces[start:end]
    if not rows.glue:
        pieces = [piece[: piece.rindex("</")] if not piece.endswith("/>") else piece for piece in pieces]
    if any(" spans=" in piece for piece in pieces):
        pieces = [_SPANS.sub("", piece, count=1) for piece in pieces]
    return zip(rows.numbers[start:end], pieces, strict=True)


def _compare_rows(
    old: Iterator[tuple[int, str]], new: Iterator[tuple[int, str]], expected: _Expected, prefix: str
) -> None:
    nothing = (1 << 62, "")
    before = next(old, nothing)
    patterns: dict[int, re.Pattern[str]] = {}
    bare: dict[int, re.Pattern[str]] = {}
    for number, row in new:
        if before[0] < number:
            raise _Different
        if before[0] == number:
            was, before = before[1], next(old, nothing)
            if was == row:
                continue
        else:
            was = ""
        mask = expected.mask(number)
        pattern = patterns.get(mask)
        if pattern is None:
            pattern = patterns[mask] = _appended(sorted(expected.columns(mask)), prefix)
        if was and row.startswith(was) and pattern.fullmatch(f"{number}|{row[len(was) :]}"):
            continue
        if was and _bare(was, number, mask, expected, bare) == _bare(row, number, mask, expected, bare):
            continue
        _compare_row(was, row, number, expected, prefix)
    if before is not nothing:
        raise _Different


def _bare(row: str, number: int, mask: int, expected: _Expected, known: dict[int, re.Pattern[str]]) -> str:
    """The row without the expected cells, where these are plain ones; its own number is written ``#``."""
    pattern = known.get(mask)
    if pattern is None:
        names = "|".join(letters(column) for column in sorted(expected.columns(mask))) or "-"
        inside = '(?: s="[0-9#]+")?(?: t="[a-z]+")?(?:/>|>(?:<v>[^<]*</v>)?</c>)'
        pattern = known[mask] = re.compile(f'<c r="(?:{names})#"{inside}')
    return pattern.sub("", row.replace(f'{number}"', '#"'))


def _appended(columns: list[int], prefix: str) -> re.Pattern[str]:
    """``7|`` and then cells of row 7 in these columns, any of them missing, and nothing else."""
    p = re.escape(prefix)
    inside = f'(?: s="\\d+")?(?: t="[sbe]")?(?:/>|><{p}v>[^<]*</{p}v></{p}c>)'
    cells = (f'(?:<{p}c r="{letters(column)}\\1"{inside})?' for column in columns)
    return re.compile(rf"(\d+)\|{''.join(cells)}")


def _compare_row(was: str, row: str, number: int, expected: _Expected, prefix: str) -> None:
    """Taken apart: all that is not one of the expected cells is as it was, and these are nothing but cells."""
    allowed = expected.columns(expected.mask(number))
    now = parse_row(row, prefix)
    inside = _INSIDE.format(p=re.escape(prefix))
    left = []
    for gap, cell in zip(now.gaps, now.cells, strict=False):
        if cell.column in allowed or (expected.free(number) and not gap and f"<{prefix}f>" in cell.text):
            address = f"{letters(cell.column)}{number}"
            if not re.fullmatch(f'<{re.escape(prefix)}c r="{address}"{inside}', cell.text):
                raise _Different
            left.append(gap)
        else:
            left.append(gap + cell.text)
    if not was:
        if "".join(left) or _ROW_FACTS.sub("", now.tag) != f'<{prefix}row r="{number}">':
            raise _Different
        return
    then = parse_row(was, prefix)
    kept = [
        gap if cell.column in allowed else gap + cell.text for gap, cell in zip(then.gaps, then.cells, strict=False)
    ]
    tags = [_ROW_FACTS.sub("", each.tag) for each in (then, now)]
    if "".join(left) + now.gaps[-1] != "".join(kept) + then.gaps[-1] or tags[0] != tags[1] or then.before != now.before:
        raise _Different


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub("", text)


def _opened(head: str) -> str:
    return head[:-2].rstrip() + ">" if head.endswith("/>") else head


def _titles(patch: Patch) -> list[str]:
    tabs = [*(edit.tab for edit in patch.edits), *(each.tab for each in patch.new_columns)]
    return list(dict.fromkeys([*tabs, *(block.tab for block in patch.appended)]))
