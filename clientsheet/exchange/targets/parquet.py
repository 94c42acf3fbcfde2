"""All tabs as Parquet files, one a tab in a folder, under the English names of tabs and columns; for pandas, DuckDB,
Power BI and the like. Written by pyarrow (the extra ``parquet``).

Dates are DATE, moments TIMESTAMP without a zone (the shop's wall clock), money DECIMAL(18, 4), several phones or
emails of a cell a LIST of text. Each column carries its heading as metadata (``heading``), each file the title of its
tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from clientsheet.errors import WrongUse
from clientsheet.exchange.targets.given import About, Field, Page
from clientsheet.files import replacing

_LARGEST: Final = 10**14
"""What DECIMAL(18, 4) holds."""


def write(path: Path, things: Sequence[Page], about: About) -> None:
    """WrongUse: pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as missing:
        raise WrongUse("export.no_parquet", hint="export.no_parquet.hint") from missing
    for page in things:
        if page.fields:
            schema = pa.schema([_field(pa, one) for one in page.fields], metadata={"title": page.title})
            arrays = [pa.array(_values(one), one_of.type) for one, one_of in zip(page.fields, schema, strict=True)]
            with replacing(path / f"{page.name}.parquet") as new:
                pq.write_table(pa.table(arrays, schema=schema), new, compression="zstd")


def _field(pa: Any, field: Field) -> Any:
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "money": pa.decimal128(18, 4),
        "date": pa.date32(),
        "datetime": pa.timestamp("ms"),
        "time": pa.time32("ms"),
        "yes_no": pa.bool_(),
    }
    return pa.field(field.name, kinds[field.sort], metadata={"heading": field.heading})


def _values(field: Field) -> Sequence[Any]:
    if field.sort != "money":
        return field.values
    return [None if value is None or abs(value) >= _LARGEST else Decimal(f"{value:.4f}") for value in field.values]
