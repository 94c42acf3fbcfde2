"""Words of a new workbook, of init, demo and adopt (uk)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "Цю колонку заповнює програма. Впишете своє значення: воно залишиться.",
}
