"""40,000 real lines of an online shop (returns, missing customers): our sums are those of pandas."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from drawn import table

from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.config import Config
from clientsheet.sheet.kinds import Reading
from clientsheet.stores.excel.store import ExcelStore

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "retail" / "online-retail-sample.xlsx"
TODAY = dt.date(2011, 12, 10)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SAMPLE.exists() and not os.environ.get("CI"), reason="no shared data beside the checkout"),
]


@cache
def retail() -> Shop:
    """The sample with a client for every customer it names."""
    config = Config.default(SAMPLE.parent, currency="GBP", country="GB", tabs={"visits": ("Sheet1",)})
    read = understand(ExcelStore(SAMPLE, state=SAMPLE.parent / "none").read(), config, TODAY)
    customers = sorted({customer for customer in read["visits"].values("client") if customer})
    rows = [{"id": customer, "name": f"Customer {customer}"} for customer in customers]
    clients = table(tab("clients"), rows, Reading(TODAY))
    return Shop(replace(read, tables={**read.tables, "clients": clients}))


@cache
def pandas_says() -> Any:
    import pandas as pd

    lines = pd.read_excel(SAMPLE, engine="openpyxl")
    lines = lines[lines.CustomerID.notna() & (lines.InvoiceDate.dt.date <= TODAY)].copy()
    lines["client"] = lines.CustomerID.astype(int).astype(str)
    lines["amount"] = (lines.Quantity * lines.UnitPrice).round(4)
    lines["day"] = lines.InvoiceDate.dt.date
    bought = lines[lines.amount >= 0]
    groups = bought.groupby("client")
    by_client = pd.DataFrame(
        {
            "visits": groups.InvoiceNo.nunique(),
            "first": groups.day.min(),
            "last": groups.day.max(),
            "total": lines.groupby("client").amount.sum(),
        }
    )
    return by_client.sort_index()


def test_totals_checks_and_dates_agree_with_pandas() -> None:
    filled, keys, expected = retail().filled()["clients"], retail().keys, pandas_says()
    assert list(expected.index) == sorted(keys)
    for row, key in enumerate(keys):
        theirs = expected.loc[key]
        assert filled["total"][row] == pytest.approx(theirs.total, abs=0.006), key
        assert filled["visits"][row] == (0 if theirs.visits != theirs.visits else theirs.visits), key
        if filled["visits"][row]:
            assert (filled["first_visit"][row], filled["last_visit"][row]) == (theirs["first"], theirs["last"]), key


def test_the_whole_turnover_agrees_with_pandas() -> None:
    shop = retail()
    known = shop.purchases.client >= 0
    ours = int(shop.purchases.amount[known & shop.purchases.counted].sum()) / 10_000
    assert ours == pytest.approx(float(pandas_says().total.sum()), abs=0.01)
