"""Charts: round axes, honest heights, colours that can be told apart, words for who listens."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.pages.charts import Column, Piece, bar, columns, heat, stack, ticks
from clientsheet.pages.frame import PAGES

KINDS = ("vip", "regular", "new", "occasional", "sleeping", "lost")
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is left of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.0."""
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-3)
COUNTS = st.lists(st.integers(0, 10**9).map(float), min_size=1, max_size=30)


@given(NUMBERS, NUMBERS)
def test_an_axis_is_round_and_holds_everything(one: float, other: float) -> None:
    """Few evenly spaced whole numbers, 0 among them, that a person would have chosen, around all values."""
    low, high = sorted((one, other))
    axis = ticks(low, high)
    steps = [right - left for left, right in pairwise(axis)]
    room = 1e-6 * max(abs(low), abs(high))
    assert 2 <= len(axis) <= 6
    assert axis[0] <= min(low, 0) + room
    assert axis[-1] >= max(high, 0) - room
    assert any(abs(value) < steps[0] / 1e6 for value in axis)
    assert all(step == pytest.approx(steps[0]) for step in steps)
    assert all(value.is_integer() for value in axis)
    assert float(f"{steps[0]:.2e}".split("e")[0]) in (1.0, 2.0, 2.5, 5.0)


@given(COUNTS)
def test_columns_are_as_high_as_their_values(values: list[float]) -> None:
    """Heights are in the proportion of the values: nothing is cut off, nothing begins above 0."""
    tall = [float(one.get("height", "0")) for one in _drawn(columns(_bars(values), "t", "a", str), "rect")]
    most = max(values)
    for value, height in zip(values, tall, strict=True):
        assert height / max(*tall, 1e-9) == pytest.approx(value / most if most else 0, abs=0.02)


def test_a_loss_hangs_below_the_line() -> None:
    """A month of more returns than sales begins at 0 and goes down."""
    up, down = _drawn(columns(_bars([100.0, -50.0]), "t", "a", str), "rect")
    assert float(down.get("y", "0")) == pytest.approx(float(up.get("y", "0")) + float(up.get("height", "0")), abs=0.02)


@given(COUNTS)
def test_the_pieces_of_a_whole_fill_it(values: list[float]) -> None:
    """Together they are as wide as the bar, in their order, none over another."""
    pieces = _drawn(stack([Piece(value, "told", "vip") for value in values], "t", "a"), "rect")
    edge = 0.0
    for piece in pieces:
        assert _percent(piece, "x") == pytest.approx(edge, abs=0.2)
        edge = _percent(piece, "x") + _percent(piece, "width")
    assert edge == pytest.approx(100 if sum(values) else 0, abs=0.2)


@pytest.mark.parametrize("share", [None, -1.0, 0.0, 0.5, 1.0, 7.0])
def test_a_bar_stays_in_its_cell(share: float | None) -> None:
    """Whatever the share, the bar is between nothing and the whole."""
    widths = [_percent(one, "width") for one in _drawn(bar(share), "rect")]
    assert all(0 < width <= 100 for width in widths)
    assert bool(widths) == bool(share and share > 0)


def test_a_chart_speaks() -> None:
    """It has a name and a description, each column says its value, and no word of a cell becomes HTML."""
    drawn = columns([Column(1, '<b>"March"</b>', "<i>")], "Takings & more", "One <column>", str)
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Takings & more. One <column>"
    assert root.findtext("desc") == "One <column>"
    assert root.findtext("g/title") == '<b>"March"</b>'
    assert root.findall(".//b") == []


def test_what_a_column_is_compared_with_is_a_line_at_its_height() -> None:
    """Last year's value lies across the column where its own top would be, and the axis holds it."""
    drawn = columns([Column(50, "told", was=100), Column(100, "told")], "t", "a", str)
    line = next(one for one in _drawn(drawn, "line") if one.get("class") == "was")
    assert line.get("y1") == _drawn(drawn, "rect")[1].get("y")


@given(st.floats(0, 1))
def test_more_is_never_paler(share: float) -> None:
    """The colour of a heat cell only grows with the share; nothing is the palest, and blank has none."""
    assert heat(0.0) == "h0" <= heat(share / 2) <= heat(share) <= heat(1.0) == "h5"
    assert heat(None) == ""
    assert (heat(share) == "h0") == (share == 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_colours_can_be_read(scheme: str) -> None:
    """Words on a colour have 4.5 : 1, a colour on the card has 3 : 1 (WCAG AA)."""
    colours = _colours(scheme)
    for name in KINDS:
        on = colours.get(f"on-{name}", colours["on-fill"])
        assert _contrast(colours[name], on) >= 4.5, name
        assert _contrast(colours[name], colours["card"]) >= 3, name
    for name in ("h0", "h1", "h2", "h3", "h4", "h5"):
        assert _contrast(colours[name], colours["on-deep" if name in ("h4", "h5") else "on-heat"]) >= 4.5, name
    assert _contrast(colours["bar"], colours["card"]) >= 3


@pytest.mark.parametrize("eye", SIGHTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_eye_tells_the_kinds_of_clients_apart(scheme: str, eye: str) -> None:
    """Without red, without green or without blue, any two of the six colours still differ (CIE 1976, 12 or more)."""
    colours = _colours(scheme)
    seen = {name: _lab([_dot(row, _linear(colours[name])) for row in SIGHTS[eye]]) for name in KINDS}
    for one, other in combinations(KINDS, 2):
        assert math.dist(seen[one], seen[other]) >= 12, (one, other)


def _bars(values: list[float]) -> list[Column]:
    return [Column(value, f"{value}") for value in values]


def _drawn(chart: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(chart).iter(tag))


def _percent(one: ElementTree.Element, name: str) -> float:
    return float(one.get(name, "").removesuffix("%"))


def _colours(scheme: str) -> dict[str, tuple[int, ...]]:
    """The colours of the frame and the charts: those of the light, those of the dark over them."""
    found: dict[str, tuple[int, ...]] = {}
    for name in ("frame.html", "charts.css"):
        text = (PAGES / name).read_text("utf-8")
        light, dark = text.split("prefers-color-scheme: dark", 1)
        for part in (light, dark.split("\n}\n", 1)[0])[: 2 if scheme == "dark" else 1]:
            for colour, code in re.findall(r"--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});", part):
                whole = code if len(code) == 6 else "".join(letter * 2 for letter in code)
                found[colour] = tuple(int(whole[place : place + 2], 16) for place in (0, 2, 4))
    return found


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    return _dot((0.2126, 0.7152, 0.0722), _linear(colour))


def _linear(colour: tuple[int, ...]) -> list[float]:
    return [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]


def _lab(linear: list[float]) -> tuple[float, float, float]:
    """Linear sRGB -> CIE L*a*b*."""
    white = (0.9505, 1.0, 1.089)
    shares = [_dot(row, [min(max(part, 0.0), 1.0) for part in linear]) for row in XYZ]
    x, y, z = (
        (share / most) ** (1 / 3) if share / most > 0.008856 else 7.787 * share / most + 16 / 116
        for share, most in zip(shares, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _dot(row: Sequence[float], column: Sequence[float]) -> float:
    return sum(one * other for one, other in zip(row, column, strict=True))
