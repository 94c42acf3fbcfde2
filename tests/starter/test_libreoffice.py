"""What we make, opened by another program: LibreOffice reads the demo as it was written."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from clientsheet.jobs import demo

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        shutil.which("soffice") is None and os.environ.get("CI") != "true", reason="LibreOffice is not here"
    ),
]


@pytest.fixture(scope="module")
def salon(tmp_path_factory):
    return demo.run(tmp_path_factory.mktemp("demo") / "salon", "uk")


@pytest.fixture(scope="module")
def resaved(salon, tmp_path_factory):
    """The demo's workbook after LibreOffice has opened it and saved it as its own."""
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(salon.workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return load_workbook(folder / salon.workbook.name)


def test_every_cell_reads_the_same_in_libreoffice(salon, resaved):
    ours = load_workbook(salon.workbook)
    assert resaved.sheetnames == ours.sheetnames
    for sheet in ours:
        theirs = resaved[sheet.title]
        different = [
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and theirs[cell.coordinate].value != cell.value
        ]
        assert different == [], sheet.title


def test_the_recorded_columns_survive_a_save_by_libreoffice(salon, resaved):
    ours = set(load_workbook(salon.workbook).defined_names)
    assert {name for name in ours if name.startswith("_clientsheet.")} <= set(resaved.defined_names)


def test_the_drop_downs_survive_a_save_by_libreoffice(resaved):
    assert any(rule.type == "list" for rule in resaved["Клієнти"].data_validations.dataValidation)
