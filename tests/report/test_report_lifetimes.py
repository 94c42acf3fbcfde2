"""Recency, frequency and money are those of the ``lifetimes`` package, on the purchases of CDNOW that come with it."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook

from clientsheet.book.insight.insight import insight
from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.config import Config
from clientsheet.stores.excel.store import ExcelStore

END = dt.date(1998, 6, 30)


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    """customer, date, spent: 6,919 orders of 2,357 customers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifetimes.datasets import load_dataset
    lines = load_dataset("CDNOW_sample.txt", header=None, sep=r"\s+")
    lines.columns = ["master", "customer", "date", "cds", "spent"]
    return lines.assign(date=pd.to_datetime(lines.date.astype(str)))[["customer", "date", "spent"]]


@pytest.fixture(scope="module")
def theirs(orders: pd.DataFrame) -> pd.DataFrame:
    """``lifetimes``' summary: what it models with, and beside it all purchases counted (``every_``)."""
    from lifetimes.utils import summary_data_from_transaction_data

    def summary(**options: Any) -> pd.DataFrame:
        end = pd.Timestamp(END)
        return summary_data_from_transaction_data(
            orders, "customer", "date", monetary_value_col="spent", observation_period_end=end, **options
        )

    return summary().join(summary(include_first_transaction=True).add_prefix("every_"))


@pytest.fixture(scope="module")
def shop(orders: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The same as a workbook of ours. What a customer bought on one day is one check there, so it has one receipt."""
    path = tmp_path_factory.mktemp("cdnow") / "cdnow.xlsx"
    book = Workbook()
    clients, visits = book.active, book.create_sheet(tab("visits").titles.first("en"))
    clients.title = tab("clients").titles.first("en")
    clients.append(_headings("clients", ("id", "name")))
    for customer in sorted(set(orders.customer)):
        clients.append([int(customer), f"Customer {customer}"])
    visits.append(_headings("visits", ("date", "client", "amount", "receipt")))
    for customer, date, spent in orders.itertuples(index=False):
        visits.append([date.date(), int(customer), float(spent), f"{customer}-{date:%Y%m%d}"])
    book.save(path)
    config = Config.default(path.parent, currency="USD", country="US", language="en")
    return Shop(understand(ExcelStore(path, state=path.parent / "none").read(), config, END))


def test_recency_frequency_and_age_are_theirs(shop: Shop, theirs: pd.DataFrame) -> None:
    """Theirs: repeat purchases, days from the first to the last, days from the first to today."""
    at = shop.totals
    assert shop.book["clients"].values("id") == [str(customer) for customer in theirs.index]
    np.testing.assert_array_equal(at.checks - 1, theirs.frequency)
    np.testing.assert_array_equal(at.last - at.first, theirs.recency)
    np.testing.assert_array_equal(shop.today - at.first, theirs["T"])
    np.testing.assert_array_equal(at.checks, theirs.every_frequency)


def test_the_average_check_is_their_monetary_value(shop: Shop, theirs: pd.DataFrame) -> None:
    """The mean of what was spent on a day of purchase, the first one included."""
    np.testing.assert_allclose(shop.totals.total / 10_000 / shop.totals.checks, theirs.every_monetary_value)
    assert theirs.monetary_value[theirs.frequency == 0].eq(0).all()


def test_the_steps_of_the_report_hold_the_clients_of_their_summary(shop: Shop, theirs: pd.DataFrame) -> None:
    """Cut by the thresholds of the report, their three figures give its 27 groups; who came again is who repeats."""
    found = insight(shop)
    rfm = found.rfm
    ago = theirs["T"] - theirs.recency
    recency = 2 - (ago > rfm.days[0]).astype(int) - (ago > rfm.days[1])
    frequency = sum((theirs.every_frequency >= step).astype(int) for step in rfm.visits)
    spent = (theirs.every_frequency * theirs.every_monetary_value).round(2)
    money = sum((spent >= float(step)).astype(int) for step in rfm.money)
    cells = np.zeros((3, 3, 3), int)
    np.add.at(cells, (recency, frequency, money), 1)
    assert cells.tolist() == [[list(row) for row in plane] for plane in rfm.clients]
    assert (found.repeat.once, found.repeat.again) == ((theirs.frequency == 0).sum(), (theirs.frequency > 0).sum())


def _headings(name: str, columns: tuple[str, ...]) -> list[str]:
    return [tab(name).column(column).headings.first("en") for column in columns]
