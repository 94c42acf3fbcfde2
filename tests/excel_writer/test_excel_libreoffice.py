"""LibreOffice opens what we wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from excel_material import real_workbooks
from excel_spots import new_tab, row_below, spot, value

from clientsheet.errors import Refused
from clientsheet.sheet.patch import Patch
from clientsheet.stores.excel.writer import rewrite

pytestmark = [pytest.mark.libreoffice, pytest.mark.shared]
SAMPLE = 40
SMALL = 100_000


def converted(paths: Sequence[Path], folder: Path) -> set[str]:
    """Names of the workbooks that LibreOffice could open, in one start of it."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI") != "true", "LibreOffice is missing"
        pytest.skip("no LibreOffice")
    out = folder / "out"
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", str(out), *map(str, paths)], capture_output=True, timeout=300, check=False)
    return {path.name for path in paths if (out / f"{path.stem}.csv").exists()}


def test_libreoffice_opens_every_rewritten_workbook_that_it_could_open_before(tmp_path: Path) -> None:
    sources = {path.name: path for path in real_workbooks("valid") if path.stat().st_size < SMALL and spot(path)}
    step = max(len(sources) // SAMPLE, 1)
    written = [made for name in list(sources)[::step] if (made := rewritten(sources[name], tmp_path)) is not None]
    assert len(written) >= SAMPLE - 4
    failed = {path.name for path in written} - converted(written, tmp_path)
    if failed:
        again = tmp_path / "again"
        again.mkdir()
        assert not converted([sources[name] for name in failed], again)


def rewritten(source: Path, folder: Path) -> Path | None:
    at = spot(source)
    assert at is not None
    parts = value(at), row_below(at), new_tab(at)
    edits = parts[0].edits if at.row <= at.last_row else ()
    patch = Patch(edits=edits, appended=parts[1].appended, new_tabs=parts[2].new_tabs, marks={"id": "7f"})
    try:
        rewrite(source, folder / source.name, patch)
    except Refused:
        return None
    return folder / source.name
