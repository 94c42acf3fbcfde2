"""The problems tab: written by the program alone, but for "Apply?", where the owner agrees to a cure."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import IDENTIFIER, TEXT, YES_NO
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

PROBLEMS: Final = Tab(
    "problems",
    words("Зауваження", "Замечания", "Problems"),
    (
        Column(
            "severity",
            TEXT,
            words("Важливість", "Важность", "Severity"),
            sentence(
                "Помилка, попередження, порада; «вручну»: значення залишено як ви ввели.",
                "Ошибка, предупреждение, совет; «вручную»: значение оставлено, как вы ввели.",
                'Error, warning, hint; "by hand": the value is left as you typed it.',
            ),
            width=14,
        ),
        Column(
            "where",
            TEXT,
            words("Де", "Где", "Where"),
            sentence("Посилання на клітинку.", "Ссылка на ячейку.", "A link to the cell."),
            width=18,
        ),
        Column(
            "heading",
            TEXT,
            words("Колонка, Стовпець", "Колонка, Столбец", "Column"),
            sentence("Заголовок колонки.", "Заголовок колонки.", "The heading of the column."),
            width=20,
        ),
        Column(
            "value",
            TEXT,
            words("Зараз у клітинці", "Сейчас в ячейке", "In the cell now"),
            sentence("Що стоїть у клітинці.", "Что стоит в ячейке.", "What stands in the cell."),
            width=24,
        ),
        Column(
            "message",
            TEXT,
            words("Що не так", "Что не так", "What is wrong"),
            sentence("Пояснення.", "Пояснение.", "The explanation."),
            width=244,
        ),
        Column(
            "suggestion",
            TEXT,
            words("Пропозиція", "Предложение", "Suggestion"),
            sentence(
                "Виправлене значення або порада.", "Исправленное значение или совет.", "The cured value or some advice."
            ),
            width=44,
        ),
        Column(
            "apply",
            YES_NO,
            words("Застосувати?", "Применить?", "Apply?"),
            sentence(
                "Напишіть «так» або поставте галочку, і наступна синхронізація зробить запропоновану зміну.",
                "Напишите «да» или поставьте галочку, и следующая синхронизация внесёт предложенное изменение.",
                'Type "yes" or tick the box, and the next sync makes the suggested change.',
            ),
            width=14,
            checkbox=True,
        ),
        Column(
            "client",
            IDENTIFIER,
            words("Ключ", "Ключ", "Key"),
            sentence("Номер клієнта або рядка.", "Номер клиента или строки.", "The id of the client or the row."),
            width=10,
        ),
        Column(
            "code",
            TEXT,
            words("Правило", "Правило", "Rule"),
            sentence("Службова назва правила.", "Служебное имя правила.", "The rule's name, for the program."),
            width=24,
        ),
        Column(
            "column",
            TEXT,
            words("Поле", "Поле", "Field"),
            sentence("Службова назва колонки.", "Служебное имя колонки.", "The column's name, for the program."),
            width=24,
        ),
    ),
    sentence(
        "Що програма помітила в таблиці. Заповнює програма; ваша тут лише відповідь «Застосувати?».",
        "Что программа заметила в таблице. Заполняет программа; ваш здесь только ответ «Применить?».",
        'What the program noticed in the workbook. The program fills it; only the answer in "Apply?" is yours.',
    ),
    writer="program",
)
