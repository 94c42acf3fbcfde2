"""The settings tab: the shop's habits as rows the owner changes. What the rows mean is told in ``settings``."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

SETTINGS_TAB: Final = Tab(
    "settings",
    words("Налаштування, Параметри", "Настройки, Параметры", "Settings, Options, Parameters"),
    (
        Column(
            "name",
            TEXT,
            words("Назва, Налаштування, Параметр", "Название, Настройка, Параметр", "Name, Setting, Option, Parameter"),
            sentence("Що налаштовується.", "Что настраивается.", "What is set."),
            required=True,
            unique=True,
            width=38,
        ),
        Column(
            "value",
            TEXT,
            words("Значення", "Значение", "Value"),
            sentence(
                "Ваше значення; порожньо — як у config.yaml.",
                "Ваше значение; пусто — как в config.yaml.",
                "Your value; blank = as in config.yaml.",
            ),
            width=18,
        ),
        Column(
            "explanation",
            TEXT,
            words("Пояснення, Опис", "Пояснение, Описание", "Explanation, Description, Notes"),
            sentence("Що це означає.", "Что это значит.", "What it means."),
            width=70,
        ),
    ),
    sentence(
        "Звички вашого закладу; вони важливіші за config.yaml.",
        "Привычки вашего заведения; они важнее config.yaml.",
        "Your shop's habits; they win over config.yaml.",
    ),
)
