"""The shop whose cells are read here, and every text of the case files, for the laws to try on every kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from clientsheet.sheet.kinds import Reading
from clientsheet.text import words

CHOICES = (
    ("viber", words("Вайбер, Viber", "Вайбер", "Viber")),
    ("email", words("Пошта, Ел. пошта", "Почта", "Email, E-mail")),
    ("cancelled", words("Скасовано", "Отменено", "Cancelled, canceled")),
)
READING = Reading(today=dt.date(2026, 11, 22), phone_countries=("PL",), choices=CHOICES)

PAGES: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parents[1] / "cases" / "kinds").glob("*.yaml"))
}
OWNERS_CELLS: list[str] = sorted(
    {case["cell"] for page in PAGES.values() for case in page["cases"] if isinstance(case["cell"], str)}
)
