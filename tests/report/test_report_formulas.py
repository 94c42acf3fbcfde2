"""An owner counts the report again with formulas in the sheet; LibreOffice works them out."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.values import Insight
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.book.tabs.choices import SEGMENTS, word
from clientsheet.jobs import demo
from clientsheet.sheet.address import letters
from clientsheet.workspace import Workspace

pytestmark = pytest.mark.libreoffice
TODAY = dt.date(2026, 4, 6)
LANGUAGE = "uk"


def column(name: str, of: str = "clients") -> str:
    """The cells of a column of the starter workbook: 'Клієнти'!$AH$2:$AH$9999."""
    declared = tab(of)
    letter = letters(1 + [one.name for one in declared.columns].index(name))
    return f"'{declared.titles.first(LANGUAGE)}'!${letter}$2:${letter}$9999"


def formulas(found: Insight) -> Iterator[tuple[str, str, Decimal | int]]:
    """What is counted, with which formula, and what the report says."""
    for line in found.segments.lines:
        told = word(SEGMENTS, line.segment, LANGUAGE)
        yield f"segment {told}", f'COUNTIF({column("segment")},"{told}")', line.clients
    for source in found.sources.lines:
        if source.name:
            same = f'{column("source")},"{source.name}"'
            yield f"{source.name}: clients", f"COUNTIF({same})", source.clients
            yield f"{source.name}: buyers", f'COUNTIFS({same},{column("visits")},">0")', source.buyers
            yield f"{source.name}: total", f"SUMIFS({column('total')},{same})", source.total
            assert source.value is not None
            value = f'ROUND(AVERAGEIFS({column("total")},{same},{column("visits")},">0"),2)'
            yield f"{source.name}: each", value, source.value
    yield "came once", f"COUNTIF({column('visits')},1)", found.repeat.once
    yield "came again", f'COUNTIF({column("visits")},">1")', found.repeat.again
    yield "owed", f'SUMIF({column("balance", "contracts")},">0")', found.debts.amount
    rfm, today = found.rfm, f"DATE({TODAY.year},{TODAY.month},{TODAY.day})"
    lately = f'{column("last_visit")},">="&({today}-{rfm.days[0]})'
    often, much = f'{column("visits")},">={rfm.visits[1]}"', f'{column("total")},">={rfm.money[1]}"'
    groups = {one.group: one.clients for one in found.rfm.groups}
    yield "best", f"COUNTIFS({lately},{often},{much})", groups["best"]
    less = f'{column("total")},"<{rfm.money[1]}"'
    yield "often", f"COUNTIFS({lately},{often},{less})", groups["often"]
    long_ago = f'{column("last_visit")},"<"&({today}-{rfm.days[1]}),{column("visits")},">0"'
    yield "slipping and gone", f"COUNTIFS({long_ago})", groups["slipping"] + groups["gone"]


def test_formulas_in_the_sheet_give_the_figures_of_the_report(tmp_path: Path) -> None:
    """COUNTIF, SUMIFS and AVERAGEIFS over the filled columns: segments, sources, repeat visits, debts, RFM."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI") != "true", "LibreOffice is missing"
        pytest.skip("no LibreOffice")
    folder = tmp_path / "salon"
    demo.run(folder, LANGUAGE, TODAY)
    workspace = Workspace.open(folder / "config.yaml", today=TODAY)
    asked = list(formulas(insight(Shop(workspace.read()))))
    book = load_workbook(workspace.config.workbook_path)
    own = book.create_sheet("Власник рахує")
    for what, formula, _ in asked:
        own.append([what, f"={formula}"])
    book.save(tmp_path / "counted.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "counted.xlsx")], capture_output=True, timeout=300, check=True)
    answers = load_workbook(tmp_path / "out" / "counted.xlsx", data_only=True)["Власник рахує"].values
    told = {what: Decimal(str(round(answer, 2))) for what, answer in answers}
    assert told == {what: Decimal(figure) for what, _, figure in asked}
