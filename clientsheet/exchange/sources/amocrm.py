"""amoCRM and Kommo: contacts, and leads with their contact beside them, as CSV or XLSX.

Headings as in the exports that public code reads (Russian: «Полное имя контакта», «Рабочий прямой телефон», «Этап
сделки»; English: "Work direct phone"), and the dates ``02.01.2006 15:04:05``. Date fields are day first
(https://www.kommo.com/support/kb/import-advanced). Numbers stand behind an apostrophe: ``'+380671234567``.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

_PHONES: Final = (
    "Рабочий телефон | Рабочий прямой телефон | Мобильный телефон | Домашний телефон | Другой телефон | Телефон"
    "| Робочий телефон | Робочий прямий телефон | Мобільний телефон | Домашній телефон | Інший телефон"
    "| Work phone | Work direct phone | Mobile phone | Home phone | Other phone | Phone"
    "| Телефон (контакт) | Рабочий телефон (контакт) | Рабочий прямой телефон (контакт) | Рабочий прямой (контакт)"
    "| Мобильный телефон (контакт) | Домашний телефон (контакт) | Домашний (контакт) | Другой телефон (контакт)"
)
_EMAILS: Final = (
    "Рабочий email | Личный email | Другой email | Email | Робочий email | Особистий email | Інший email"
    "| Work email | Private email | Personal email | Other email"
    "| Email (контакт) | Рабочий email (контакт) | Личный email (контакт) | Другой email (контакт)"
)
_NAME: Final = (
    "Полное имя контакта | Полное имя (контакт) | Имя контакта | Основной контакт"
    "| Повне ім'я контакту | Основний контакт | Contact full name | Contact's full name | Main contact | Full name"
)
_BIRTHDAY: Final = "День рождения | Дата рождения | Дата рождения (контакт) | День народження | Birthday"
_ADDRESS: Final = "Адрес | Город | Адрес (контакт) | Адрес (компания) | Адреса | Місто | Address | City"
_NOTES: Final = (
    "Примечание | Примечание # | Примечание к контакту | Примечание к сделке | Примітка | Примітка #"
    "| Note | Note # | Notes"
)
_KEPT: Final = (
    "Теги | Должность | Должность (контакт) | Web | Skype | Теги сделки | Теги контакта | Тег контакта | Посада"
    "| Tags | Position"
)
_LEFT: Final = (
    "ID контакта | Тип | Факс | Кем создан | Кем создан контакт | Кем создана сделка | Дата редактирования"
    "| Кем редактирован | Кем редактирована | Сделки | Дата создания (контакт) | Дата создания контакта"
    "| Ближайшая задача | utm_source | utm_medium | utm_campaign | utm_term | utm_content"
    "| utm_referrer | referrer | roistat | _ym_uid | _ym_counter"
    "| gclid | yclid | fbclid | from | openstat_service | openstat_campaign | openstat_ad | openstat_source"
    "| ICQ | Jabber | MSN | Google Talk | Другой IM | Пользовательское соглашение"
    "| Факс | Ким створено | Дата редагування | Ким відредаговано | Угоди | Created by | Modified at | Modified by"
    "| Last modified | Fax | Leads | Closest task | Type"
)

CONTACTS: Final = layout(
    "amocrm",
    "clients",
    {
        "name": f"{_NAME} | Наименование | Name",
        "given": "Имя | Ім'я | First name",
        "family": "Фамилия | Прізвище | Last name",
        "firm": "Компания | Название компании | Название (компания) | Компания контакта | Компанія | Назва компанії"
        "| Company | Company name",
        "phone": _PHONES,
        "email": _EMAILS,
        "birthday": _BIRTHDAY,
        "address": _ADDRESS,
        "manager": "Ответственный | Ответственный за контакт | Відповідальний | Responsible user | Responsible",
        "source": "Источник | Джерело | Source",
        "notes": _NOTES,
        KEPT: _KEPT,
        LEFT: f"{_LEFT} | ID | Дата создания | Дата створення | Created at",
    },
    "Рабочий прямой телефон | Полное имя контакта | Полное имя (контакт) | Рабочий телефон (контакт)"
    "| Кем создан контакт | Дата создания контакта | Робочий прямий телефон | Повне ім'я контакту"
    "| Contact full name | Contact's full name",
)

LEADS: Final = layout(
    "amocrm",
    "contracts",
    {
        "number": "ID | ID сделки | ID угоди | Lead ID",
        "subject": "Название сделки | Название (сделка) | Назва угоди | Lead title | Lead name",
        "amount": "Бюджет | Бюджет руб. (сделка) | Бюджет (сделка) | Бюджет ₽ | Бюджет ₴ | Бюджет, руб"
        "| Бюджет, грн | Sale | Sale value | Budget",
        "date": "Дата создания сделки | Дата создания | Дата створення угоди | Дата створення | Created at",
        "stage": "Этап сделки | Статус сделки | Этап | Етап угоди | Етап | Lead status | Lead stage | Pipeline stage",
        "client.name": _NAME,
        "client.firm": "Компания контакта | Название (компания) | Компания | Компанія контакту | Компанія | Company",
        "client.phone": _PHONES,
        "client.email": _EMAILS,
        "client.manager": "Ответственный за контакт | Відповідальний за контакт",
        "notes": _NOTES,
        KEPT: f"{_KEPT} | Источник сделки | Причина отказа | Воронка | Ответственный | Дата закрытия | Pipeline"
        "| Responsible user | Closed at",
        LEFT: _LEFT,
    },
    "Название сделки | Название (сделка) | Этап сделки | Статус сделки | Дата создания сделки"
    "| Назва угоди | Етап угоди | Lead title | Lead status",
    words={
        "won": "Успешно реализовано | Успішно реалізовано | Closed - won | Closed won | Closed – won",
        "lost": "Закрыто и не реализовано | Закрито і не реалізовано | Closed - lost | Closed lost | Closed – lost",
    },
)

LAYOUTS: Final = (CONTACTS, LEADS)
