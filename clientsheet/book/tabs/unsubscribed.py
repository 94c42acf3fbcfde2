"""The unsubscribed tab: addresses that must not be written to."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import DATE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

UNSUBSCRIBED: Final = Tab(
    "unsubscribed",
    words(
        "Відписки, Відписані, Відписалися, Чорний список",
        "Отписки, Отписанные, Отписались, Чёрный список",
        "Unsubscribed, Unsubscribes, Opt-outs, Do not contact, Blacklist",
    ),
    (
        Column(
            "address",
            TEXT,
            words(
                "Адреса, E-mail, Ел. пошта, Телефон, E-mail або телефон, Контакт",
                "Адрес, E-mail, Эл. почта, Телефон, E-mail или телефон, Контакт",
                "Address, Email, Phone, Email or phone, Contact",
            ),
            sentence(
                "E-mail або телефон, на який не писати.",
                "E-mail или телефон, на который не писать.",
                "The email or phone not to write to.",
            ),
            required=True,
            width=28,
        ),
        Column(
            "date",
            DATE,
            words("Дата, Коли", "Дата, Когда", "Date, When, Since"),
            sentence("З якого дня.", "С какого дня.", "Since when."),
            width=13,
        ),
        Column(
            "topic",
            TEXT,
            words("Тема, Розсилка, Від чого", "Тема, Рассылка, От чего", "Topic, Mailing, From what"),
            sentence(
                "Від якої розсилки; порожньо — від усіх.",
                "От какой рассылки; пусто — от всех.",
                "Which mailing; blank = all.",
            ),
            width=22,
        ),
        Column(
            "source",
            TEXT,
            words("Джерело, Звідки, Як відписався", "Источник, Откуда, Как отписался", "Source, How"),
            sentence("Як ми про це дізналися.", "Как мы об этом узнали.", "How we know."),
            width=20,
        ),
    ),
    sentence("Кому більше не писати.", "Кому больше не писать.", "Whom not to write to any more."),
    writer="both",
)
