"""The history tab: every contact with a client. The program appends its letters, the owner may note calls."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS
from clientsheet.sheet.kinds import CHOICE, DATETIME, REFERENCE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

HISTORY: Final = Tab(
    "history",
    words(
        "Історія, Історія контактів, Контакти з клієнтами, Журнал контактів",
        "История, История контактов, Контакты с клиентами, Журнал контактов",
        "History, Contact history, Log, Communication log",
    ),
    (
        Column(
            "at",
            DATETIME,
            words(
                "Дата і час, Дата й час, Дата та час, Дата, Коли",
                "Дата и время, Дата, Когда",
                "Date and time, Date, When, At",
            ),
            sentence("Коли це було.", "Когда это было.", "When it was."),
            width=17,
        ),
        Column(
            "client",
            REFERENCE,
            words("Клієнт, ID клієнта, ПІБ", "Клиент, ID клиента, ФИО", "Client, Client ID, Customer, Customer ID"),
            sentence("З ким.", "С кем.", "With whom."),
            refers="clients",
            width=24,
        ),
        Column(
            "channel",
            CHOICE,
            words("Канал, Спосіб зв'язку", "Канал, Способ связи", "Channel, Contact method"),
            sentence(
                "Як: телефон, e-mail, SMS, месенджер.",
                "Как: телефон, e-mail, SMS, мессенджер.",
                "How: phone, email, SMS, messenger.",
            ),
            choices=CHANNELS,
            width=12,
            open=True,
        ),
        Column(
            "direction",
            CHOICE,
            words("Напрям, Напрямок, Хто звернувся", "Направление, Кто обратился", "Direction, In or out"),
            sentence(
                "Вихідний — ми до клієнта, вхідний — клієнт до нас.",
                "Исходящий — мы к клиенту, входящий — клиент к нам.",
                "Out: we to the client; in: the client to us.",
            ),
            choices=DIRECTIONS,
            width=12,
        ),
        Column(
            "kind",
            CHOICE,
            words("Вид, Тип", "Вид, Тип", "Kind, Type"),
            sentence(
                "Що це було: нагадування, привітання, розмова.",
                "Что это было: напоминание, поздравление, разговор.",
                "What it was: a reminder, a greeting, a talk.",
            ),
            choices=HISTORY_KINDS,
            open=True,
            width=16,
        ),
        Column(
            "subject",
            TEXT,
            words(
                "Тема, Зміст, Про що, Опис", "Тема, Содержание, О чём, Описание", "Subject, Summary, About, Description"
            ),
            sentence(
                "Тема листа або зміст розмови.",
                "Тема письма или содержание разговора.",
                "The subject of the letter, or what was said.",
            ),
            width=36,
        ),
        Column(
            "result",
            TEXT,
            words("Результат, Підсумок", "Результат, Итог", "Result, Outcome"),
            sentence("Чим закінчилося.", "Чем закончилось.", "How it ended."),
            width=18,
        ),
        Column(
            "message_id",
            TEXT,
            words("Код листа, Message-ID, ID листа", "Код письма, Message-ID, ID письма", "Message ID, Message"),
            sentence(
                "За цим кодом лист можна знайти в пошті.",
                "По этому коду письмо можно найти в почте.",
                "The letter can be found in the mailbox by this.",
            ),
            width=20,
        ),
        Column(
            "mailing",
            TEXT,
            words("Розсилка", "Рассылка", "Mailing, Campaign"),
            sentence("З якої розсилки.", "Из какой рассылки.", "Which mailing it came from."),
            width=20,
        ),
    ),
    sentence("Усі контакти з клієнтами.", "Все контакты с клиентами.", "Every contact with clients."),
    writer="both",
)
