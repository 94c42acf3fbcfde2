"""The real workbooks of ../shared/data that the writer is tried on."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data" / "xlsx"


def real_workbooks(folder: str) -> list[Path]:
    """The workbooks of ../shared/data; where CI runs they must be there."""
    found = sorted((SHARED / folder).glob("*.xls*"))
    assert found or os.environ.get("CI") != "true", "the real workbooks are missing"
    return found
