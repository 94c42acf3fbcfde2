"""Rows and cells are cut apart and joined again without losing a byte, or not touched at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.stores.excel.rows import DisorderError, Rows, parse_row, split_rows

_cell = st.sampled_from(
    ['<{p}c r="{at}" s="3"><{p}v>1</{p}v></{p}c>', '<{p}c r="{at}"/>', "<{p}c s='2' r='{at}'></{p}c >"]
)
_gap = st.sampled_from(["", "\n  "])


@st.composite
def _rows(draw: st.DrawFn) -> tuple[str, str, list[int]]:
    """(text, prefix, numbers) of rows as programs write them, one odder than the other."""
    prefix = draw(st.sampled_from(["", "x:"]))
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=5)))
    text = ""
    for number in numbers:
        gap = draw(_gap)
        cells = "".join(
            draw(_gap) + draw(_cell).format(p=prefix, at=f"{letter}{number}")
            for letter in sorted(draw(st.sets(st.sampled_from("ABCD"))))
        )
        tag = draw(
            st.sampled_from([f'<{prefix}row r="{number}"', f'<{prefix}row ht="12.8"\n r = "{number}" spans="2:3"'])
        )
        closed = draw(st.booleans()) and not cells
        text += gap + (f"{tag}/>" if closed else f"{tag}>{cells}</{prefix}row>")
    return text + draw(_gap), prefix, numbers


def joined(rows: Rows) -> str:
    return rows.glue.join(rows.pieces)


@given(_rows())
def test_what_is_cut_into_rows_and_cells_is_joined_again_to_the_same_text(drawn: tuple[str, str, list[int]]) -> None:
    text, prefix, numbers = drawn
    rows = split_rows(text, prefix, 0)
    assert (rows.numbers, joined(rows)) == (numbers, text)
    for piece in rows.pieces[:-1]:
        row = parse_row(piece, prefix)
        columns = [cell.column for cell in row.cells]
        assert columns == sorted(set(columns))
        if "/>" not in piece[: piece.find(">") + 1] and "spans" not in piece:
            end = "" if rows.glue else f"</{prefix}row>"
            assert row.text(end) == piece


def test_rows_and_cells_without_numbers_stand_behind_the_one_before() -> None:
    rows = split_rows('<row><c><v>1</v></c></row><row r="7"/><row><c r="C8"/><c/></row>', "", 3)
    assert rows.numbers == [4, 7, 8]
    assert [cell.column for cell in parse_row(rows.pieces[2], "").cells] == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        '<row r="2"></row><row r="1"></row>',
        '<row r="1"></row><row r="1"></row>',
        '<row r="1"/><row r="2">',
        '<row r="1"/><row r="9"></row><row r="2"></row>',
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_rows_that_do_not_ascend_or_have_no_end_are_left_alone(text: str, prefix: str) -> None:
    text = text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    with pytest.raises(DisorderError):
        split_rows(text, prefix, 0)


def test_a_row_that_stands_above_the_stretch_before_is_left_alone() -> None:
    with pytest.raises(DisorderError):
        split_rows('<row r="5"></row>', "", 5)


@pytest.mark.parametrize(
    "piece",
    [
        "  no row at all ",
        '<row r="1"><c r="B1"/><c r="A1"/>',
        '<row r="1"><c r="B1"/><c r="B1"/>',
        '<row r="1"><c r="A1"><v>1</v>',
    ],
)
def test_cells_that_do_not_ascend_or_have_no_end_are_left_alone(piece: str) -> None:
    with pytest.raises(DisorderError):
        parse_row(piece, "")
