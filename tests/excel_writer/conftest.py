"""The workbook with a bit of everything that the writer is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A tab «Клієнти» as owners have it (a title, headings in row 3, five clients), and a tab with a formula on it."""
    path = tmp_path / "clients.xlsx"
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True, "bg_color": "#FFEECC"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    percent = book.add_format({"num_format": "0%", "border": 1})
    sheet = book.add_worksheet("Клієнти")
    sheet.merge_range("A1:C1", "Салон «Весна»", bold)
    sheet.write_row(2, 0, ["ID", "ПІБ", "Народження", "Знижка"], bold)
    for row in range(3, 8):
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, f"Олена {row}")
        sheet.write_number(row, 2, 30_000 + row, day)
        sheet.write_number(row, 3, 0.05, percent)
    sheet.autofilter("A3:D8")
    sheet.data_validation("B4:B8", {"validate": "list", "source": ["так", "ні"]})
    sheet.conditional_format("D4:D8", {"type": "data_bar", "data_bar_2010": True})
    sheet.set_row(20, 30, percent)
    sheet.print_area("A1:D8")
    sheet.write_array_formula("H4:H6", "{=ROW(1:3)}")
    other = book.add_worksheet("O'Брайен")
    other.write_formula("A1", "=SUM(Клієнти!A4:A8)", None, 25)
    book.close()
    return path
