"""The mailings tab: which letters go out, to whom and when, one row each; switched on and off by the owner."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import CHANNELS, MAILING_KINDS, MODES, OCCASIONS
from clientsheet.sheet.kinds import CHOICE, DATE, INTEGER, TEXT, YES_NO
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import Words, sentence, words

MAILINGS: Final = Tab(
    "mailings",
    words("Розсилки, Розсилка, Листи", "Рассылки, Рассылка, Письма", "Mailings, Mailing, Campaigns, Letters"),
    (
        Column(
            "name",
            TEXT,
            words(
                "Назва, Розсилка, Назва розсилки",
                "Название, Рассылка, Название рассылки",
                "Name, Mailing, Mailing name",
            ),
            sentence("Як ви називаєте цю розсилку.", "Как вы называете эту рассылку.", "What you call it."),
            required=True,
            unique=True,
            width=24,
        ),
        Column(
            "on",
            YES_NO,
            words("Увімкнено, Вкл., Працює, Активна", "Включено, Вкл., Работает, Активна", "On, Enabled, Active"),
            sentence(
                "«Так» або галочка: розсилка працює.",
                "«Да» или галочка: рассылка работает.",
                "“Yes” or a tick: it is at work.",
            ),
            width=11,
            checkbox=True,
        ),
        Column(
            "occasion",
            CHOICE,
            words("Привід, Подія, Нагода", "Повод, Событие", "Occasion, Event, Trigger"),
            sentence("З якої нагоди писати.", "По какому поводу писать.", "What to write about."),
            choices=OCCASIONS,
            width=22,
        ),
        Column(
            "offset",
            INTEGER,
            Words(
                ("Зсув, днів", "Зсув", "За скільки днів", "Днів до чи після"),
                ("Сдвиг, дней", "Сдвиг", "За сколько дней", "Дней до или после"),
                ("Offset, days", "Offset", "Days before or after"),
            ),
            sentence(
                "−7 — за сім днів до дати, 0 — того ж дня, 3 — через три дні.",
                "−7 — за семь дней до даты, 0 — в тот же день, 3 — через три дня.",
                "−7: seven days before the date, 0: on it, 3: three days after.",
            ),
            width=12,
        ),
        Column(
            "date",
            DATE,
            words(
                "Дата, Дата розсилки, Коли надіслати",
                "Дата, Дата рассылки, Когда отправить",
                "Date, Mailing date, Send on",
            ),
            sentence(
                "Лише для приводу «дата»: якого дня писати всім.",
                "Только для повода «дата»: в какой день писать всем.",
                "Only for the occasion “fixed date”: the day to write to everybody.",
            ),
            width=13,
        ),
        Column(
            "audience",
            TEXT,
            words("Кому, Аудиторія, Умова", "Кому, Аудитория, Условие", "Audience, To whom, Condition"),
            sentence(
                "Порожньо — усім; сегмент («VIP») або умова: сегмент == 'VIP' and джерело == 'сайт'.",
                "Пусто — всем; сегмент («VIP») или условие: сегмент == 'VIP' and источник == 'сайт'.",
                "Blank = all; a segment (“VIP”) or a condition: segment == 'VIP' and source == 'website'.",
            ),
            width=28,
        ),
        Column(
            "channel",
            CHOICE,
            words("Канал, Спосіб зв'язку", "Канал, Способ связи", "Channel, Contact method"),
            sentence(
                "Чим надсилати; порожньо — як зручно клієнтові.",
                "Чем отправлять; пусто — как удобно клиенту.",
                "How to send; blank = whatever suits the client.",
            ),
            choices=CHANNELS,
            width=12,
        ),
        Column(
            "template",
            TEXT,
            words("Шаблон, Текст", "Шаблон, Текст", "Template, Text"),
            sentence(
                "Файл із папки templates/letters без мови й розширення.",
                "Файл из папки templates/letters без языка и расширения.",
                "A file of templates/letters, without language and extension.",
            ),
            width=18,
        ),
        Column(
            "mode",
            CHOICE,
            words("Режим, Як", "Режим, Как", "Mode"),
            sentence(
                "«Чернетка» — підготувати, «надсилати» — надіслати.",
                "«Черновик» — подготовить, «отправлять» — отправить.",
                "“Draft”: get it ready; “send”: send it.",
            ),
            choices=MODES,
            width=12,
        ),
        Column(
            "kind",
            CHOICE,
            words("Вид, Тип", "Вид, Тип", "Kind, Type"),
            sentence(
                "Сервісна чи рекламна: реклама йде лише тим, хто погодився.",
                "Сервисная или рекламная: реклама идёт только тем, кто согласился.",
                "Service or advertising: advertising goes only to those who agreed.",
            ),
            choices=MAILING_KINDS,
            width=12,
        ),
        Column(
            "valid_days",
            INTEGER,
            Words(
                ("Дійсна, днів", "Дійсна", "Термін, днів", "Актуальна, днів"),
                ("Действует, дней", "Действует", "Срок, дней", "Актуальна, дней"),
                ("Valid, days", "Valid", "Valid for, days", "Valid for"),
            ),
            sentence(
                "Скільки днів лист ще має сенс; пізніше не надсилається.",
                "Сколько дней письмо ещё имеет смысл; позже не отправляется.",
                "For how many days it makes sense; it is never sent later.",
            ),
            width=13,
        ),
        Column(
            "daily_limit",
            INTEGER,
            words(
                "На день, Ліміт на день, Щоденний ліміт",
                "В день, Лимит в день, Дневной лимит",
                "Daily limit, Per day, Limit",
            ),
            sentence(
                "Скільки листів за день найбільше; решта — завтра.",
                "Сколько писем в день самое большее; остальные — завтра.",
                "Letters a day at most; the rest go tomorrow.",
            ),
            width=10,
        ),
        Column(
            "due_today",
            INTEGER,
            words("Сьогодні, На сьогодні", "Сегодня, На сегодня", "Due today, Today"),
            sentence("Скільки листів на сьогодні.", "Сколько писем на сегодня.", "Letters due today."),
            filled=True,
            width=10,
        ),
        Column(
            "last_run",
            DATE,
            words("Останній запуск, Остання відправка", "Последний запуск, Последняя отправка", "Last run, Last sent"),
            sentence(
                "Коли розсилка востаннє щось зробила.",
                "Когда рассылка в последний раз что-то сделала.",
                "When it last did something.",
            ),
            filled=True,
            width=15,
        ),
        Column(
            "sent",
            INTEGER,
            words("Надіслано, Відправлено", "Отправлено", "Sent, Letters sent"),
            sentence(
                "Скільки листів підготовлено або надіслано.",
                "Сколько писем подготовлено или отправлено.",
                "Letters drafted or sent.",
            ),
            filled=True,
            width=11,
        ),
        Column(
            "left_out",
            INTEGER,
            words("Пропущено, Не надіслано", "Пропущено, Не отправлено", "Left out, Skipped"),
            sentence(
                "Скільком не написали; причини — у mail plan.",
                "Скольким не написали; причины — в mail plan.",
                "How many were not written to; mail plan tells why.",
            ),
            filled=True,
            width=11,
        ),
    ),
    sentence(
        "Які листи надсилати, кому й коли.",
        "Какие письма отправлять, кому и когда.",
        "Which letters go out, to whom and when.",
    ),
)
