"""Words of a new workbook, of init, demo and adopt (ru)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "Эту колонку заполняет программа. Впишете своё значение: оно останется.",
}
