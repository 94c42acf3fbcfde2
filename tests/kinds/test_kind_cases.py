"""Every case of tests/cases/kinds: a cell as owners type it, and what it means."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from owners_cells import PAGES, READING

from clientsheet.sheet import kinds
from clientsheet.sheet.kinds import Birthday, Interval, Phone

_CASES = [
    pytest.param(getattr(kinds, page["kind"]), case, id=f"{name}: {case['cell']!r}")
    for name, page in PAGES.items()
    for case in page["cases"]
]


@pytest.mark.parametrize(("kind", "case"), _CASES)
def test_a_cell_means_what_its_owner_meant(kind: kinds.Kind, case: dict[str, Any]) -> None:
    """The value, every code in order, and the first cure are those of the case."""
    (value,), remarks = kind.read([case["cell"]], READING)
    cures = [remark.cure for remark in remarks if remark.cure is not None]
    assert _as_written(value) == case["value"]
    assert [remark.code for remark in remarks] == case.get("codes", [])
    assert (cures[0] if cures else None) == case.get("cure")


def _as_written(value: Any) -> Any:
    if isinstance(value, Birthday):
        return {"day": value.day, "month": value.month, "year": value.year}
    if isinstance(value, (Interval, Phone)):
        return {name: part for name, part in value._asdict().items() if part}
    if isinstance(value, tuple):
        return [_as_written(part) for part in value]
    return value.isoformat() if isinstance(value, dt.time) else value
