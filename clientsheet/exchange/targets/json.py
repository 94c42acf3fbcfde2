"""All tabs as one JSON document (RFC 8259): keys are the English names of tabs and columns, whatever the language of
the sheet. Dates as ISO 8601, money and other decimals as text so that no cent is lost, blank cells left out.

    {"title": ..., "exported": ..., "currency": "UAH",
     "tabs": {"clients": {"title": "Клієнти", "headings": {"name": "ПІБ", ...}, "rows": [{"id": "17", ...}]}}}
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from clientsheet.exchange.targets.given import About, Page

_AT_ONCE: Final = 10_000


def write(path: Path, things: Sequence[Page], about: About) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = {"title": about.title, "exported": about.said.isoformat(), "currency": about.currency}
        file.write(f'{_told(head)[:-1]}, "tabs": {{')
        for number, page in enumerate(things):
            headings = {field.name: field.heading for field in page.fields}
            opening = _told({"title": page.title, "headings": headings})[:-1]
            file.write(f'{"," if number else ""}\n{_told(page.name)}: {opening}, "rows": [')
            rows, first = _rows(page), True
            while some := list(islice(rows, _AT_ONCE)):
                file.write(("\n" if first else ",\n") + ",\n".join(map(_told, some)))
                first = False
            file.write("]}")
        file.write("}}\n")


def _told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _rows(page: Page) -> Iterator[dict[str, Any]]:
    columns = [
        map(_decimal, field.values) if field.sort in ("money", "number") else field.values for field in page.fields
    ]
    names = [field.name for field in page.fields]
    if not columns:
        return
    for values in zip(*columns, strict=True):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _decimal(value: float | None) -> str | None:
    return None if value is None else format(Decimal(repr(value)).normalize(), "f")


def _plain(value: dt.date | dt.time) -> str:
    return value.isoformat()
