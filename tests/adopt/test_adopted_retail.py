"""40,000 real sales lines without a tab of clients: adopted, filled, and counted again by pandas."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from clientsheet.jobs import adopt, sync
from clientsheet.workspace import Workspace

SALES = Path(__file__).parents[3] / "shared" / "data" / "retail" / "online-retail-sample.xlsx"
TODAY = dt.date(2011, 12, 10)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SALES.parent.exists() and os.environ.get("CI") != "true", reason="no ../shared/data here"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> pd.DataFrame:
    """The clients tab after adopt and sync, by id."""
    folder = tmp_path_factory.mktemp("retail")
    book = folder / "sales.xlsx"
    shutil.copyfile(SALES, book)
    adopt.run(book, folder, agreed=True)
    sync.run(Workspace.open(folder / "config.yaml", today=TODAY))
    return pd.read_excel(book, sheet_name="Clients", engine="openpyxl").set_index("ID")


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    """The lines that count: a customer, a day not after today, and an amount."""
    lines = pd.read_excel(SALES, engine="openpyxl").dropna(subset=["CustomerID"])
    lines["ID"] = lines["CustomerID"].astype(int)
    lines["Amount"] = lines["Quantity"] * lines["UnitPrice"]
    lines["Day"] = lines["InvoiceDate"].dt.normalize()
    return lines[lines["Day"] <= pd.Timestamp(TODAY)]


@pytest.fixture(scope="module")
def bought(sales) -> pd.DataFrame:
    """Returns make no check and no visit day."""
    return sales[sales["Amount"] >= 0]


def test_every_customer_is_a_client_once(filled, sales):
    assert sorted(filled.index) == sorted(sales["ID"].unique())


def test_totals_agree(filled, sales):
    expected = sales.groupby("ID")["Amount"].sum().reindex(filled.index)
    np.testing.assert_allclose(filled["Total"], expected, atol=0.00501)


def test_checks_agree(filled, bought):
    expected = bought.groupby("ID")["InvoiceNo"].nunique().reindex(filled.index, fill_value=0)
    assert (filled["Visits"] == expected).all()


def test_average_checks_agree(filled, sales, bought):
    checks = bought.groupby("ID")["InvoiceNo"].nunique()
    expected = (sales.groupby("ID")["Amount"].sum() / checks).reindex(filled.index)
    np.testing.assert_allclose(filled["Average check"], expected, atol=0.00501)


@pytest.mark.parametrize(("heading", "which"), [("First visit", "min"), ("Last visit", "max")])
def test_days_agree(filled, bought, heading, which):
    expected = bought.groupby("ID")["Day"].agg(which).reindex(filled.index)
    pd.testing.assert_series_equal(pd.to_datetime(filled[heading]), expected, check_names=False, check_dtype=False)
