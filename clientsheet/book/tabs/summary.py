"""The summary tab: the shop at a glance, written whole by the program."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

SUMMARY: Final = Tab(
    "summary",
    words("Зведення", "Сводка", "Summary"),
    (
        Column(
            "name",
            TEXT,
            words("Показник", "Показатель", "What"),
            sentence("Що пораховано.", "Что посчитано.", "What is counted."),
            width=36,
        ),
        Column(
            "value",
            TEXT,
            words("Значення", "Значение", "Value"),
            sentence("Скільки вийшло.", "Сколько вышло.", "What it comes to."),
            width=32,
        ),
        Column(
            "explanation",
            TEXT,
            words("Як пораховано", "Как посчитано", "How it is counted"),
            sentence("Як пораховано.", "Как посчитано.", "How it is counted."),
            width=100,
        ),
    ),
    sentence("Ваш заклад одним поглядом.", "Ваше заведение одним взглядом.", "Your shop at a glance."),
    writer="program",
)
