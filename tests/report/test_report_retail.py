"""The figures of the report over 40,000 real lines are those of pandas."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from clientsheet.book.insight.insight import insight
from tests.report.recount import recount, told
from tests.report.retail_shop import SAMPLE, TODAY, ledger, shop

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SAMPLE.exists() and not os.environ.get("CI"), reason="no shared data beside the checkout"),
]


@pytest.mark.parametrize("today", [TODAY, dt.date(2011, 3, 31)])
def test_every_figure_is_that_of_pandas(today: dt.date) -> None:
    """Income, newcomers, services, repeat visits, cohorts, segments now and before, overdue and its worth."""
    ours, theirs = told(insight(shop(today))), recount(ledger(today))
    assert set(ours) == set(theirs)
    for name, figures in theirs.items():
        assert ours[name] == figures, name
