"""Every figure of the report can be counted again in the sheet: pandas does, from the rows and from the columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.values import Insight
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import SEGMENTS, word
from clientsheet.jobs import demo
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace
from tests.report.recount import money, recount, told
from tests.report.salon_sheet import TODAY, frame, ledger


@pytest.fixture(scope="module", params=LANGUAGES)
def salon(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Insight]:
    """(language, workbook, its insight), once for each language."""
    folder = tmp_path_factory.mktemp(request.param) / "salon"
    demo.run(folder, request.param, TODAY)
    workspace = Workspace.open(folder / "config.yaml", today=TODAY)
    return request.param, workspace.config.workbook_path, insight(Shop(workspace.read()))


def test_every_figure_is_that_of_pandas_over_the_rows(salon: tuple[str, Path, Insight]) -> None:
    """Copied out of the sheet and counted from the definitions alone."""
    language, workbook, found = salon
    ours, theirs = told(found), recount(ledger(workbook, language))
    for name, figures in theirs.items():
        assert ours[name] == figures, name


def test_segments_are_counted_in_their_column(salon: tuple[str, Path, Insight]) -> None:
    """How many cells of "Segment" say the word, as COUNTIF would."""
    language, workbook, found = salon
    column = frame(workbook, language, "clients").segment.value_counts()
    for line in found.segments.lines:
        assert column.get(word(SEGMENTS, line.segment, language), 0) == line.clients


def test_sources_add_up_the_column_total(salon: tuple[str, Path, Insight]) -> None:
    """As SUMIF would, and the rows of their clients in the year; the most valuable has the largest total of a buyer."""
    language, workbook, found = salon
    clients = frame(workbook, language, "clients").assign(source=lambda all: all.source.fillna(""))
    lines = {one.name: one for one in found.sources.lines}
    rows = ledger(workbook, language).rows
    year = rows[(rows.ago < 365) & (rows.client >= 0)].groupby("client").amount.sum()
    assert set(lines) == set(clients.source)
    for name, group in clients.groupby("source"):
        came = group[group.visits > 0]
        one = lines[name]
        assert (one.clients, one.buyers, one.again) == (len(group), len(came), int((came.visits > 1).sum()))
        assert one.total == Decimal(str(group.total.sum())).quantize(Decimal("0.01"))
        assert one.year == money(year.reindex(group.index).fillna(0).sum())
    came = clients[(clients.visits > 0) & (clients.source != "")]
    able = came.groupby("source").total.agg(["mean", "size"])
    assert found.sources.best is not None
    assert found.sources.lines[found.sources.best].name == able[able["size"] >= 5]["mean"].idxmax()


def test_recency_frequency_and_money_are_three_columns_in_steps(salon: tuple[str, Path, Insight]) -> None:
    """As COUNTIFS over "Last visit", "Visits" and "Total" would."""
    language, workbook, found = salon
    clients = frame(workbook, language, "clients")
    came, rfm = clients[clients.visits > 0], found.rfm
    ago = [(TODAY - day.date()).days for day in came.last_visit]
    cells = [[[0] * 3 for _ in range(3)] for _ in range(3)]
    for days, visits, total in zip(ago, came.visits, came.total, strict=True):
        recency = 2 if days <= rfm.days[0] else 1 if days <= rfm.days[1] else 0
        frequency = sum(visits >= step for step in rfm.visits)
        spent = sum(Decimal(str(total)) >= step for step in rfm.money)
        cells[recency][frequency][spent] += 1
    assert [[list(row) for row in plane] for plane in rfm.clients] == cells
    assert sum(one.clients for one in rfm.groups) == len(came)
    assert sum(one.total for one in rfm.groups) == Decimal(str(came.total.sum()))


def test_the_data_lack_what_their_cells_lack(salon: tuple[str, Path, Insight]) -> None:
    """Blank cells of a column are what is missing; debts are the column "Balance"."""
    language, workbook, found = salon
    clients = frame(workbook, language, "clients")
    missing = {one.gap: one.missing for one in found.health.gaps}
    assert missing["source"] == clients.source.isna().sum()
    assert missing["consent"] == clients.consent.isna().sum()
    balance = frame(workbook, language, "contracts").balance
    assert found.debts.amount == Decimal(str(balance[balance > 0].sum())).quantize(Decimal("0.01"))
