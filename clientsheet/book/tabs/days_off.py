"""The tab of days off: days on which the shop is closed and no letter goes out."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import DATE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

DAYS_OFF: Final = Tab(
    "days_off",
    words(
        "Вихідні, Вихідні дні, Свята, Святкові дні",
        "Выходные, Выходные дни, Праздники, Праздничные дни",
        "Days off, Holidays, Closed days, Closed",
    ),
    (
        Column(
            "date",
            DATE,
            words("Дата, День, Вихідний, Коли", "Дата, День, Выходной, Когда", "Date, Day, Day off, Holiday"),
            sentence("День, коли заклад не працює.", "День, когда заведение не работает.", "A day the shop is closed."),
            required=True,
            width=13,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Свято, Назва, Що за день",
                "Примечания, Примечание, Праздник, Название, Что за день",
                "Notes, Note, Name, What day",
            ),
            sentence("Що це за день.", "Что это за день.", "What day it is."),
            width=30,
        ),
    ),
    sentence(
        "Дні, коли ви не працюєте й листи не йдуть.",
        "Дни, когда вы не работаете и письма не идут.",
        "Days you are closed and no letter goes out.",
    ),
)
