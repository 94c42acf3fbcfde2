"""A shop on disk that verbs are called upon, as whole processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

TODAY: Final = "2026-04-06"


class Shop:
    """A folder with a config and a workbook, as an owner has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workbook = folder / "clients.xlsx"

    def reset(self, pristine: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(pristine, self.workbook)
        (self.folder / "config.yaml").write_text("workbook: clients.xlsx\nlanguage: uk\n", "utf-8")

    def command(self, *verb: str) -> list[str]:
        config = str(self.folder / "config.yaml")
        return [sys.executable, "-m", "clientsheet", "--config", config, "--today", TODAY, "--quiet", *verb]

    def sync(self) -> list[str]:
        return self.command("sync")

    def add_visit(self) -> None:
        """The owner types one more visit below the last."""
        code = (
            "import sys, datetime; from pathlib import Path; from clientsheet.stores.excel.store import ExcelStore;"
            "from clientsheet.sheet.patch import AppendedRows, Patch; p = Path(sys.argv[1]);"
            "s = ExcelStore(p, state=p.parent / 'elsewhere'); tab = s.read().tabs[1];"
            "row = {1: datetime.date(2026, 4, 1), 2: 1, 3: 'Стрижка', 4: 1, 5: 400, 6: 400, 7: 10**7, 9: 'відбувся'};"
            "s.apply(Patch(appended=(AppendedRows(tab.title, tab.row_count, [row]),)), s.fingerprint())"
        )
        subprocess.run([sys.executable, "-c", code, str(self.workbook)], check=True)
