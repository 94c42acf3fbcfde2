"""Words of a new workbook, of init, demo and adopt (en)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "The program fills this column. A value you type here yourself is kept.",
}
