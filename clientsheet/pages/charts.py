"""Numbers -> inline SVG that a browser stretches to any width while its letters keep their size.

Every chart has a title and a description for who listens instead of looking; what it draws belongs into a table beside
it. Colours and fonts are classes of ``charts.css``, so a chart is right in the light, in the dark and on paper. Texts
come ready in the reader's language; ``write`` says a number of the axis. Nothing here knows what the numbers mean.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
WARMER: Final = (0.0, 0.1, 0.2, 0.35, 0.5)
LETTER: Final = 6.6
"""Pixels that a letter of 11 px takes at most, on average: what the axis needs at the left."""


class Column(NamedTuple):
    """``told``: what the pointer reads, 'March 2026: 43 200 ₴'; ``under``: the label, may be ''. ``look``: '', or
    'part' for what is not over yet, or 'best' for the one that the title speaks of; ``above``: words over it; ``was``:
    what it is to be compared with, a line across it."""

    value: float
    told: str
    under: str = ""
    look: str = ""
    above: str = ""
    was: float | None = None


class Piece(NamedTuple):
    """A piece of a whole; ``look``: the class of its colour."""

    value: float
    told: str
    look: str
    inside: str = ""


def ticks(lowest: float, highest: float, most: int = 4) -> list[float]:
    """Round whole numbers, evenly spaced, at most ``most`` + 2 of them, from at or below ``lowest`` (never above 0) to
    at or above ``highest`` (never below 0)."""
    low, high = min(lowest, 0.0), max(highest, 0.0)
    rough = max((high - low) / most, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    rounded = (one * power for one in STEPS)
    step = next(one for one in rounded if one >= rough * (1 - 1e-9) and one.is_integer())
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def columns(
    bars: Sequence[Column], title: str, about: str, write: Callable[[float], str], *, height: int = 200
) -> Markup:
    """One column a value, months for instance, over an axis of round numbers; values below 0 hang down."""
    values = [value for bar in bars for value in (bar.value, bar.was) if value is not None]
    plot = _Plot(ticks(min(values, default=0), max(values, default=0)), height)
    width = 100 / max(len(bars), 1)
    many = list(enumerate(bars))
    drawn = [_column(bar, place * width, width, plot) for place, bar in many]
    labels = [
        _label(bar.under, (place + 0.5) * width, height, len(bars) > 8 and (len(bars) - 1 - place) % 2 == 1)
        for place, bar in many
    ]
    return _svg([*plot.lines(write), *drawn, *labels], title, about, height + 24, gutter=plot.gutter(write))


def stack(pieces: Sequence[Piece], title: str, about: str, *, height: int = 40) -> Markup:
    """One bar cut into its pieces, in their order; what is too narrow for its inner words goes without."""
    total = sum(piece.value for piece in pieces)
    drawn, left = [], 0.0
    for piece in pieces:
        share = 100 * piece.value / total if total else 0.0
        if share:
            drawn.append(_piece(piece, left, share, height))
        left += share
    return _svg(drawn, title, about, height)


def bar(share: float | None, look: str = "") -> Markup:
    """A bar for the cell of a table; ``share`` 0 to 1 of its width. The number beside it says the same, so it is
    silent."""
    from markupsafe import Markup

    width = min(max(share or 0.0, 0.0), 1.0) * 100
    drawn = f'<rect class="fill {escape(look)}" width="{_n(width)}%" height="10" rx="3"/>' if width else ""
    return Markup(f'<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">{drawn}</svg>')


def heat(share: float | None) -> str:
    """The class of a cell of a heat table: 'h0' for nothing, 'h5' for more than half; '' for a blank one."""
    return "" if share is None else f"h{bisect_left(WARMER, share)}"


class _Plot:
    """From a number to its height: room for words over a column at the top, the axis below it down to ``height``."""

    TOP: Final = 22

    def __init__(self, axis: Sequence[float], height: int) -> None:
        self.axis, self.height = axis, height

    def y(self, value: float) -> float:
        low, high = self.axis[0], self.axis[-1]
        return self.TOP + (self.height - self.TOP) * (high - value) / (high - low)

    def lines(self, write: Callable[[float], str]) -> list[str]:
        drawn = []
        for value in self.axis:
            y = _n(self.y(value))
            look = "base" if value == 0 else "grid"
            drawn.append(f'<line class="{look}" x1="0" x2="100%" y1="{y}" y2="{y}"/>')
            drawn.append(f'<text class="y" x="-8" y="{y}" dy=".35em">{escape(write(value))}</text>')
        return drawn

    def gutter(self, write: Callable[[float], str]) -> int:
        return round(max(len(write(value)) for value in self.axis) * LETTER) + 10


def _column(bar: Column, left: float, width: float, plot: _Plot) -> str:
    top, bottom = sorted((plot.y(bar.value), plot.y(0)))
    drawn = _rect(f"fill {bar.look}".strip(), left + width * 0.14, top, width * 0.72, bottom - top, 2.5)
    if bar.was is not None:
        y, ends = _n(plot.y(bar.was)), (_n(left + width * 0.06), _n(left + width * 0.94))
        drawn += 2 * f'<line class="was" x1="{ends[0]}%" x2="{ends[1]}%" y1="{y}" y2="{y}"/>'  # a rim, and the line
    if bar.above:
        drawn += f'<text class="above" x="{_n(left + width / 2)}%" y="{_n(top - 7)}">{escape(bar.above)}</text>'
    return f"<g><title>{escape(bar.told)}</title>{drawn}</g>"


def _label(words: str, x: float, height: int, thin_out: bool) -> str:
    """Under a column; on a phone every other one of many is left out."""
    look = "x odd" if thin_out else "x"
    return f'<text class="{look}" x="{_n(x)}%" y="{height + 18}">{escape(words)}</text>' if words else ""


def _piece(piece: Piece, left: float, share: float, height: int) -> str:
    drawn = _rect(f"part-of {piece.look}", left, 0, share, height, 0)
    if piece.inside and share >= 2 + 2 * len(piece.inside):
        x = _n(left + share / 2)
        drawn += f'<text class="on {piece.look}" x="{x}%" y="{height / 2}" dy=".36em">{escape(piece.inside)}</text>'
    return f"<g><title>{escape(piece.told)}</title>{drawn}</g>"


def _rect(look: str, x: float, y: float, width: float, height: float, round_by: float) -> str:
    """``x`` and ``width`` in percent of the width, ``y`` and ``height`` in pixels."""
    return (
        f'<rect class="{escape(look)}" x="{_n(x)}%" y="{_n(y)}" width="{_n(width)}%" height="{_n(height)}"'
        f' rx="{_n(round_by)}"/>'
    )


def _svg(drawn: Sequence[str], title: str, about: str, height: int, *, gutter: int = 0) -> Markup:
    from markupsafe import Markup

    style = f' style="--gutter:{gutter}px"' if gutter else ""
    said = f"<desc>{escape(about)}</desc>" if about else ""
    return Markup(
        f'<svg class="chart" width="100%" height="{height}"{style} role="img"'
        f' aria-label="{escape(f"{title}. {about}" if about else title)}">{said}{"".join(drawn)}</svg>'
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
