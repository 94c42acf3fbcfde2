"""What others do with the same workbook, each as a program of its own: ``python -m benchmarks.peers NAME FILE``."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path


def calamine(path: Path) -> None:
    """python-calamine reads every tab into Python lists."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def openpyxl(path: Path) -> None:
    """openpyxl loads the workbook and saves it elsewhere."""
    from openpyxl import load_workbook

    load_workbook(path).save(path.with_name("openpyxl.xlsx"))


def pandas(path: Path) -> None:
    """pandas reads every tab and writes them all to a new workbook."""
    import pandas as pd

    tabs = pd.read_excel(path, sheet_name=None)
    with pd.ExcelWriter(path.with_name("pandas.xlsx")) as out:
        for name, frame in tabs.items():
            frame.to_excel(out, sheet_name=name, index=False)


def inflate(path: Path) -> None:
    """The package inflated and thrown away: nobody can read it for less."""
    from isal import isal_zlib

    with zipfile.ZipFile(path) as package, path.open("rb") as file:
        for member in package.infolist():
            file.seek(member.header_offset + 26)
            name, extra = (int.from_bytes(file.read(2), "little") for _ in "ab")
            file.seek(name + extra, 1)
            stream, left = isal_zlib.decompressobj(-15), member.compress_size
            while left:
                block = file.read(min(left, 1 << 20))
                left -= len(block)
                stream.decompress(block)


PEERS: dict[str, Callable[[Path], None]] = {peer.__name__: peer for peer in (calamine, openpyxl, pandas, inflate)}

if __name__ == "__main__":
    PEERS[sys.argv[1]](Path(sys.argv[2]))
