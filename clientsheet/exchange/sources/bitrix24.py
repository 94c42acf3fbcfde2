"""Bitrix24: contacts, leads and deals, as CSV with ``;``, or as an ``.xls`` that is a page of HTML.

Headings as the portal's own words have them in each language (lang files of crm.contact.list, crm.contact.import,
crm.deal.list and crm_field_multi: «Частный e-mail», "SMS marketing phone", «Додатково про джерело»), or the codes of
its fields (``PHONE_WORK``). Dates are day first on Eastern European portals; a portal in English writes
``02/25/2026 03:15:00 pm``.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

_PHONES: Final = (
    "Рабочий телефон | Мобильный телефон | Домашний телефон | Телефон для рассылок | Другой телефон"
    "| Робочий телефон | Мобільний телефон | Домашній телефон | Телефон для розсилок | Інший телефон"
    "| Work Phone | Mobile | Mobile phone | Home Phone | SMS marketing phone | Other Phone | Other Phone Number"
    "| PHONE_WORK | PHONE_MOBILE | PHONE_HOME | PHONE_MAILING | PHONE_OTHER"
)
_EMAILS: Final = (
    "Рабочий e-mail | Частный e-mail | E-mail для рассылок | Другой e-mail"
    "| Робочий e-mail | Приватний e-mail | E-mail для розсилок | Інший e-mail"
    "| Work E-mail | Home E-mail | Private e-mail | Newsletters email | Other E-mail"
    "| EMAIL_WORK | EMAIL_HOME | EMAIL_MAILING | EMAIL_OTHER"
)


def _of_contact(headings: str) -> str:
    """As a deal has them: «Контакт: Рабочий телефон»."""
    words = [word.strip() for word in headings.split("|")]
    return " | ".join(f"{prefix}: {word}" for prefix in ("Контакт", "Contact") for word in words)


_NOTES: Final = "Комментарий | Коментар | Comment | COMMENTS"
_KEPT: Final = (
    "Должность | Тип контакта | Дополнительно об источнике | Корпоративный сайт | Личная страница"
    "| Контакт Telegram | Контакт Viber | Контакт Facebook | Комментарии Instagram | Стадия | Статус"
    "| Посада | Тип контакту | Додатково про джерело | Корпоративний сайт | Контакт Instagram"
    "| Position | Contact Type | Source information | Telegram account | Viber contact"
    "| Instagram comments | Corporate Website | Personal Page | Site | Сайт | Stage | Status | POST"
)
_LEFT: Final = (
    "ID | Обращение | Звернення | Salutation | Номер факса | Номер факсу | Fax | Номер пейджера | Pager"
    "| Pager Number | Район | Регион | Почтовый индекс | Страна | Микроблог Twitter | Страница Facebook"
    "| Страница ВКонтакте | Страница LiveJournal | Другой сайт | Контакт ВКонтакте | Контакт Skype | Контакт ICQ"
    "| Контакт MSN/Live! | Контакт Jabber | Контакт Битрикс24 Network | Контакт Битрикс24.Network | Онлайн-чат"
    "| Контакт Открытая линия | Другой контакт | Связанный пользователь | Доступен для всех | Экспорт"
    "| Участвует в экспорте контактов | Кем создан | Дата создания | Кем изменен | Дата изменения | Ким змінений"
    "| Дата змінення | Месенджер | Мессенджер | Messenger | Фотография | Фотографія | Photo | Справи | Activity"
    "| Skype ID | Facebook account | VK account | Open Channel account | Bitrix24.Network account | Live Chat"
    "| Other Contact | Facebook Page | VK Page | Other Website | Создан CRM-формой | Дополнительно о стадии"
    "| Дополнительно о статусе | UTM Source | UTM Medium | UTM Campaign | UTM Content | UTM Term"
    "| Available to everyone | Created by | Created on | Created | Modified by | Modified on | Modified"
    "| Export contact | Included in export | Ким створений | Дата створення | Дата зміни | Доступний для всіх"
)

CONTACTS: Final = layout(
    "bitrix24",
    "clients",
    {
        "given": "Имя | Ім'я | First Name | NAME",
        "middle": "Отчество | По батькові | Second Name | Middle Name",
        "family": "Фамилия | Прізвище | Last Name",
        "name": "Имя, Фамилия | Ім'я, Прізвище | First and Last Names | Full name"
        "| Название лида | Назва ліда | Lead name",
        "firm": "Компания | Название компании | Компанія | Назва компанії | Company | Company name | COMPANY_TITLE",
        "birthday": "Дата рождения | День рождения | Дата народження | День народження | Date of birth | Birthdate",
        "phone": _PHONES,
        "email": _EMAILS,
        "address": "Адрес | Улица, номер дома | Квартира, офис, комната, этаж | Населенный пункт"
        "| Адреса | Вулиця, номер будинку | Населений пункт | Address | Street, house no. | City",
        "source": "Источник | Джерело | Source | SOURCE_DESCRIPTION",
        "manager": "Ответственный | Відповідальний | Responsible | Responsible person",
        "notes": _NOTES,
        KEPT: _KEPT,
        LEFT: _LEFT,
    },
    "Частный e-mail | Номер факса | Дополнительно об источнике | Телефон для рассылок | Приватний e-mail"
    "| Номер факсу | Додатково про джерело | Телефон для розсилок | SMS marketing phone"
    "| Source information | Newsletters email | Home E-mail | Other Phone Number"
    "| PHONE_WORK | PHONE_MOBILE | EMAIL_WORK",
)

DEALS: Final = layout(
    "bitrix24",
    "contracts",
    {
        "number": "ID",
        "subject": "Название сделки | Название | Назва угоди | Назва | Deal name | Deal Name",
        "amount": "Сумма | Сума | Income | Amount | Сумма/Валюта | Сума/Валюта | Amount/Currency",
        "currency": "Валюта | Currency",
        "date": "Дата начала | Дата создания | Дата початку | Дата створення | Start date | Created on | Created",
        "stage": "Стадия сделки | Стадия | Стадія угоди | Стадія | Deal stage | Deal Stage | Stage",
        "client.name": "Контакт | Contact",
        "client.firm": "Компания | Компанія | Company",
        "client.phone": _of_contact(_PHONES),
        "client.email": _of_contact(_EMAILS),
        "client.source": "Источник | Джерело | Source",
        "client.manager": "Ответственный | Відповідальний | Responsible | Responsible person",
        "notes": _NOTES,
        KEPT: "Направление | Воронка | Предполагаемая дата закрытия | Дата закрытия | Напрямок"
        "| Орієнтовна дата закриття | Assumed close date | Товар | Product"
        "| Pipeline | Expected close date | End date",
        LEFT: f"{_LEFT} | Вероятность | Імовірність | Probability, % | Сделка закрыта | Угода закрита | Closed"
        "| Кем создана | Кем изменена | Ким створена | Ким змінена | Тип | Type | Группа стадий | Група стадій",
    },
    "Название сделки | Стадия сделки | Назва угоди | Стадія угоди | Deal Name | Deal stage | Сделка закрыта"
    "| Угода закрита | Assumed close date | Орієнтовна дата закриття | Сума/Валюта | Amount/Currency",
    words={
        "won": "Сделка успешна | Угода успішна | Deal won | Won | Close deal",
        "lost": "Сделка провалена | Анализ причины провала | Угода провалена | Deal lost | Lost | Analyze failure",
    },
)

LAYOUTS: Final = (CONTACTS, DEALS)
