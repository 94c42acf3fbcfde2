"""Whatever stands in the cells, every format is written, and its own reader reads it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import vobject
from export_shop import MARINA, exported
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from clientsheet.book.tabs import tab
from clientsheet.exchange.targets import TARGETS

TABS = ("clients", "visits", "services", "phones", "contracts", "tasks", "history", "unsubscribed")

ODD: list[Any] = [
    *(None, "", " ", "0", "-", "так", "ні", True, False, 0, 1, 2, -1, 0.1, 1e300, -1e300, 2**53 + 1, 10**20),
    *(
        "1",
        "2",
        "Марина",
        "Коваль Марина",
        "ТОВ «Альфа»",
        "=1+1",
        "@x",
        "a\nb\r\nc;d,e\\",
        "\x07\x1b[31m",
        "\u202eабв",
        "🙂" * 50,
    ),
    *("+380674545451", "+380674545451; 0501112233 (мама)", "+38044123456 вн. 12", "a@x.ua", "A.B+c@gmail.com; b@x.ua"),
    *(
        "31.12.9999",
        "29.02",
        "29.02.1996",
        "01.01.0001",
        "07.04.2026 10:30",
        "раз на 2 місяці",
        "кожні 6 тижнів",
        "1 200 грн",
    ),
    *(
        dt.date(1, 1, 1),
        dt.date(1899, 12, 30),
        dt.date(2026, 4, 7),
        dt.date(9999, 12, 31),
        dt.time(10, 30),
        dt.time(23, 59, 59, 999999),
    ),
    *(dt.datetime(2026, 4, 7, 10, 30), dt.datetime(2026, 3, 29, 3, 30), dt.datetime(9999, 12, 31, 23, 59, 59, 999999)),
    *(
        "заплановано",
        "скасовано",
        "виконано",
        "VIP",
        dt.timedelta(hours=30),
        "x" * 5000,
        "'",
        '"',
        "Київ, 01001",
        "😀@x.ua",
    ),
]


ORDINARY: dict[str, dict[str, Any]] = {
    "clients": MARINA | {"birthday": "14.05.1990", "address": "01001, Київ"},
    "visits": {"date": dt.datetime(2026, 4, 7, 10, 30), "client": 1, "service": "Стрижка", "status": "заплановано"},
    "phones": {"client": 1, "person": "Софія", "phone": "+380501112233", "birthday": "29.02"},
    "contracts": {"number": "7", "client": 1, "amount": 100, "end": dt.date(2026, 6, 1)},
    "tasks": {"due": dt.date(2026, 4, 9), "time": dt.time(9), "client": 1, "what": "подзвонити"},
}


def rows(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """An ordinary row with something odd in it, or one that is odd all over."""
    odd = st.dictionaries(st.sampled_from([column.name for column in tab(name).columns]), st.sampled_from(ODD))
    ordinary = st.sampled_from([ORDINARY.get(name, {}), ORDINARY.get(name, {}), {}])
    return st.lists(st.builds(lambda one, other: {**one, **other}, ordinary, odd).filter(bool), min_size=1, max_size=4)


CROWDS = st.fixed_dictionaries({"clients": rows("clients")}, optional={name: rows(name) for name in TABS[1:]})


@given(CROWDS)
@settings(max_examples=15, deadline=None)
def test_every_format_is_written_and_read_whatever_the_cells_say(tmp_path_factory, tabs):
    every_format(tmp_path_factory.mktemp("odd"), tabs)


@pytest.mark.slow
@given(CROWDS)
@settings(max_examples=500, deadline=None)
def test_every_format_whatever_the_cells_say_at_length(tmp_path_factory, tabs):
    """The same, longer."""
    every_format(tmp_path_factory.mktemp("odd"), tabs)


def every_format(folder: Path, tabs: dict[str, Any]) -> None:
    for form in TARGETS:
        outcome, content = exported(folder, form, tabs)
        if outcome.path is not None:
            READ[form](outcome.path, content, outcome.count)


def _ics(path: Path, content: bytes, count: int) -> None:
    found = Calendar.from_ical(content)
    found.validate()
    assert found.to_ical() == content
    assert len(found.walk("VEVENT")) == count
    assert len({event["UID"] for event in found.walk("VEVENT")}) == count


def _vcard(path: Path, content: bytes, count: int) -> None:
    assert len(list(vobject.readComponents(content.decode()))) == count


def _csv(path: Path, content: bytes, count: int) -> None:
    text = content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if path.stem == "bitrix24" else ","))
    assert len(table) == count + 1
    assert len({len(row) for row in table}) == 1


def _json(path: Path, content: bytes, count: int) -> None:
    assert sum(len(page["rows"]) for page in json.loads(content)["tabs"].values()) == count


def _sqlite(path: Path, content: bytes, count: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        names = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")} - {
            "about"
        }
        assert sum(database.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names) == count


def _parquet(path: Path, content: bytes, count: int) -> None:
    assert sum(len(pd.read_parquet(one, dtype_backend="pyarrow")) for one in path.glob("*.parquet")) == count


READ: dict[str, Any] = {
    "ics": _ics,
    "vcard": _vcard,
    "json": _json,
    "sqlite": _sqlite,
    "parquet": _parquet,
    **dict.fromkeys(("customer-match", "meta", "bitrix24", "espocrm"), _csv),
}
