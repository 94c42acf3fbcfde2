"""A new column gets its width; every other column keeps the width, style and visibility its owner gave it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from clientsheet.sheet.address import MAX_COLUMNS, Range
from clientsheet.stores.excel.layout import column_styles, widened, with_width

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Columns = list[tuple[int, int, dict[str, str]]]


def head(columns: Columns | None, prefix: str = "") -> str:
    """The head of a sheet as far as its rows. ``columns`` None: it says nothing of columns."""
    p = f"{prefix}:" if prefix else ""
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    tags = ""
    for first, last, more in columns or ():
        named_too = "".join(f' {name}="{value}"' for name, value in more.items())
        tags += f'<{p}col min="{first}" max="{last}"{named_too}/>'
    cols = "" if columns is None else f"<{p}cols>{tags}</{p}cols>" if tags else f"<{p}cols/>"
    return f'<{p}worksheet {named}="{MAIN}"><{p}dimension ref="A1:C9"/>{cols}<{p}sheetData>'


def read(text: str, prefix: str = "") -> Columns:
    """What an XML parser sees; the columns ascend and do not overlap."""
    p = f"{prefix}:" if prefix else ""
    found: Columns = []
    for each in etree.fromstring(f"{text}</{p}sheetData></{p}worksheet>").iter(f"{{{MAIN}}}col"):
        known: dict[str, Any] = dict(each.attrib)
        found.append((int(known.pop("min")), int(known.pop("max")), known))
    assert all(one[1] < other[0] for one, other in pairwise(found))
    return found


def of(columns: Columns, column: int) -> dict[str, str]:
    return next((known for first, last, known in columns if first <= column <= last), {})


_known = st.sampled_from(
    [
        {"width": "9.5"},
        {"width": "20", "customWidth": "1"},
        {"width": "20", "customWidth": "true", "hidden": "1"},
        {"style": "3", "width": "12"},
    ]
)


@st.composite
def _drawn(draw: st.DrawFn) -> Columns:
    made: Columns = []
    last = 0
    for _ in range(draw(st.integers(0, 4))):
        first = last + draw(st.integers(1, 3))
        last = first + draw(st.integers(0, 3))
        made.append((first, last, draw(_known)))
    return made


@given(_drawn() | st.none(), st.integers(1, 26), st.sampled_from(["", "x"]))
@example([(2, 2, {"width": "20", "customWidth": "1"})], 2, "")
@example([(1, 9, {"width": "20", "customWidth": "1"})], 9, "x")
def test_one_column_gets_the_width_and_all_others_stay(columns: Columns | None, column: int, prefix: str) -> None:
    p = f"{prefix}:" if prefix else ""
    before = read(head(columns, prefix), prefix)
    after = read(with_width(head(columns, prefix), p, column, 17.5), prefix)
    assert [of(after, other) for other in range(1, 30) if other != column] == [
        of(before, other) for other in range(1, 30) if other != column
    ]
    own = next((one for one in before if one[:2] == (column, column) and "customWidth" in one[2]), None)
    if own is not None:
        assert of(after, column) == own[2]  # somebody has set it already
    else:
        assert of(after, column) == {**of(before, column), "width": "17.5", "customWidth": "1"}


@given(_drawn(), st.integers(1, 26))
def test_a_cell_without_a_style_has_that_of_its_column(columns: Columns, column: int) -> None:
    assert column_styles(head(columns))(column) == int(of(columns, column).get("style", "0"))


def test_a_column_tag_without_numbers_says_nothing() -> None:
    odd = '<worksheet><cols><col style="7"/><col min="x" max="3" style="7"/></cols><sheetData>'
    assert column_styles(odd)(1) == 0


@given(st.integers(1, 99), st.integers(1, MAX_COLUMNS))
def test_the_size_of_a_sheet_reaches_around_what_is_written(row: int, column: int) -> None:
    """It never shrinks; a sheet that does not say it, or says it in an odd way, is left as it is."""
    area = Range(row, column, row, column)
    around = Range(1, 1, max(row, 9), max(column, 3))
    assert widened(head(None), area) == head(None).replace("A1:C9", str(around))
    for odd in ("<worksheet><sheetData>", '<worksheet><dimension ref="A:XFD"/><sheetData>'):
        assert widened(odd, area) == odd
