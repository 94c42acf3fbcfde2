"""40,000 real lines of an online shop (returns, lines without a customer), as a shop of ours and as rows for pandas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.config import Config
from clientsheet.sheet.kinds import Reading
from clientsheet.stores.excel.store import ExcelStore
from tests.filling.drawn import table
from tests.report.recount import Ledger

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "retail" / "online-retail-sample.xlsx"
TODAY = dt.date(2011, 12, 10)


@cache
def shop(today: dt.date = TODAY) -> Shop:
    """With a client for every customer it names."""
    config = Config.default(SAMPLE.parent, currency="GBP", country="GB", tabs={"visits": ("Sheet1",)})
    read = understand(ExcelStore(SAMPLE, state=SAMPLE.parent / "none").read(), config, today)
    customers = sorted({customer for customer in read["visits"].values("client") if customer})
    rows = [{"id": customer, "name": f"Customer {customer}"} for customer in customers]
    return Shop(replace(read, tables={**read.tables, "clients": table(tab("clients"), rows, Reading(today))}))


@cache
def _lines() -> pd.DataFrame:
    return pd.read_excel(SAMPLE, engine="openpyxl")


def ledger(today: dt.date = TODAY) -> Ledger:
    every = _lines()
    customers = sorted({str(int(one)) for one in every.CustomerID.dropna()})
    later = every[(every.InvoiceDate.dt.date > today) & (every.Quantity * every.UnitPrice >= 0)].CustomerID.dropna()
    booked = frozenset(customers.index(str(int(one))) for one in later)
    lines = every[every.InvoiceDate.dt.date <= today]
    names = lines.Description.fillna("").astype(str).str.split().str.join(" ")
    rows = pd.DataFrame(
        {
            "client": [customers.index(str(int(one))) if one == one else -1 for one in lines.CustomerID],
            "day": lines.InvoiceDate.dt.date,
            "amount": (lines.Quantity * lines.UnitPrice * 10_000).round().astype("int64"),
            "receipt": lines.InvoiceNo.astype(str),
            "service": names.str.casefold().map(dict(zip(names.str.casefold()[::-1], names[::-1], strict=True))),
            "staff": "",
        }
    )
    rows["ago"] = [(today - day).days for day in rows.day]
    return Ledger(rows, len(customers), today, booked=booked)
