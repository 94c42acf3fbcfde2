"""Laws of every kind of column, whatever stands in the cells."""

from __future__ import annotations

import datetime as dt
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from owners_cells import CHOICES, OWNERS_CELLS, READING

from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.sheet.kinds import (
    BIRTHDAY,
    CHOICE,
    CODES,
    DATE,
    DATETIME,
    EMAILS,
    IDENTIFIER,
    INTEGER,
    INTERVAL,
    KINDS,
    MONEY,
    NAME,
    NUMBER,
    PHONES,
    REFERENCE,
    TEXT,
    TIME,
    YES_NO,
    Birthday,
    Interval,
    Kind,
    Phone,
)
from clientsheet.sheet.kinds.column import CellKind
from clientsheet.text import LANGUAGES, catalogue, say

_letters = st.text(alphabet=string.ascii_letters + "абвіїєґ'’ -.,;/|()+=@0123456789\u00a0\n", max_size=30)
_raw: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(OWNERS_CELLS),
    _letters,
    st.text(max_size=20),
    st.dates(dt.date(1900, 1, 1)),
    st.datetimes(dt.datetime(1900, 1, 1)),
    st.times(),
    st.timedeltas(),
    st.sampled_from([CellError("#REF!"), "#REF!", UNCALCULATED, "", " ", 1, 1.0, True, 0, False]),
)


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@given(cells=st.lists(_raw, max_size=8))
def test_the_fast_way_says_what_the_careful_way_says(kind: CellKind, cells: list[Raw]) -> None:
    """A column read at once and its cells read one by one give the same values and remarks."""
    values, remarks = kind.read(cells, READING)
    answers = [kind.careful(cell, READING) for cell in cells]
    assert _typed(values) == _typed([answer.value for answer in answers])
    assert [(remark.index, remark.code, remark.cure) for remark in remarks] == [
        (index, note.code, note.cure) for index, answer in enumerate(answers) for note in answer.notes
    ]


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@given(cells=st.lists(st.sampled_from(OWNERS_CELLS), min_size=1, max_size=4), alike=_raw)
def test_a_uniform_column_is_read_as_its_cells(kind: CellKind, cells: list[str], alike: Raw) -> None:
    """The same cell all the way down, or texts alone, take the fast way and mean the same."""
    for column in (cells, [alike] * 3, [alike, None, alike]):
        values, _ = kind.read(column, READING)
        assert _typed(values) == _typed([kind.careful(cell, READING).value for cell in column])


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@given(cell=_raw)
def test_what_was_read_is_read_again_as_written(kind: Kind, cell: Raw) -> None:
    """read(write(v)) == v for every value that a cell can give, and nothing is said against it."""
    (value,), _ = kind.read([cell], READING)
    if value is None:
        return
    (again,), remarks = kind.read([kind.write(value)], READING)
    assert again == value
    assert not {remark.code for remark in remarks} & {
        "stray-blanks",
        "date-as-text",
        "number-as-text",
        "phone-restored",
    }


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@given(cell=_raw)
def test_a_cure_cures(kind: Kind, cell: Raw) -> None:
    """A cell with the cure in it has a value, and the remark is gone."""
    _, remarks = kind.read([cell], READING)
    for remark in remarks:
        assert remark.code in CODES
        if remark.cure is not None:
            (value,), left = kind.read([remark.cure], READING)
            assert value is not None
            assert remark.code not in {one.code for one in left}


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@given(cell=st.one_of(st.sampled_from(OWNERS_CELLS), _raw))
def test_every_remark_can_be_said(kind: Kind, cell: Raw) -> None:
    """Its facts fill the sentence and the cure in all three languages."""
    for remark in kind.read([cell], READING)[1]:
        for language in LANGUAGES:
            facts = {"value": cell, **remark.facts}
            assert say(language, f"finding.{remark.code}", **facts)
            assert say(language, f"finding.{remark.code}.cure", **facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    """Each code of CODES has its sentence, its cure and its line in the manual, and no words are left over."""
    keys = {f"finding.{code}{part}" for code in CODES for part in ("", ".cure", ".about")}
    assert keys <= set(catalogue(language))


_days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
_LAWS: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    (DATE, st.dates()),
    (DATETIME, st.datetimes()),
    (TIME, st.times()),
    (NUMBER, st.floats(allow_nan=False, allow_infinity=False)),
    (MONEY, st.floats(allow_nan=False, allow_infinity=False)),
    (INTEGER, st.integers(-(2**53), 2**53)),
    (YES_NO, st.booleans()),
    (BIRTHDAY, st.dates(dt.date(1800, 1, 1), READING.today).map(lambda day: Birthday(day.month, day.day, day.year))),
    (BIRTHDAY, st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)).map(lambda day: Birthday(day.month, day.day))),
    (INTERVAL, st.integers(1, 3660).map(lambda days: Interval(days=days))),
    (INTERVAL, st.integers(1, 120).map(lambda months: Interval(months=months))),
    (CHOICE, st.sampled_from([value for value, _ in CHOICES])),
    (IDENTIFIER, st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True)),
    (REFERENCE, st.from_regex(r"[а-я0-9]{1,9}( [а-я]{1,9})?", fullmatch=True)),
    (NAME, st.from_regex(r"[а-я]{1,9}( [а-я]{1,9})?", fullmatch=True)),
    (TEXT, st.from_regex(r"[а-я!?]{1,9}(\n[а-я]{1,9})?", fullmatch=True)),
    (EMAILS, st.lists(st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.ua", fullmatch=True), min_size=1, unique=True).map(tuple)),
    (
        PHONES,
        st.lists(
            st.builds(
                Phone,
                st.from_regex(r"\+380(50|67|44)[0-9]{7}", fullmatch=True),
                st.from_regex(r"([1-9][0-9]{0,3})?", fullmatch=True),
                st.from_regex(r"([а-я]{3,9}( [а-я]{4,9})?)?", fullmatch=True),
            ),
            min_size=1,
            max_size=3,
            unique=True,
        ).map(tuple),
    ),
]


@pytest.mark.parametrize(("kind", "values"), _LAWS, ids=lambda one: repr(one) if isinstance(one, CellKind) else "")
@given(data=st.data())
def test_what_is_written_is_read(kind: Kind, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    """read(write(v)) == v for every value the kind can hold."""
    value = data.draw(values)
    assert list(kind.read([kind.write(value)], READING)[0]) == [value]


def _typed(values: Any) -> list[Any]:
    """Values with their types: 1, 1.0 and True are not the same meaning."""
    return [(type(value), value) for value in values]
