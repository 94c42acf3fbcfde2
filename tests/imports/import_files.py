"""Exports as their vendors write them: the published headings, the vendor's letters, separators and dates. In each the
same four rows: Марина with her number in one spelling, Марина again with it in another, her husband on the same
number, and somebody with an address alone."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[object]]


def rows(headings: str, *records: Mapping[str, object]) -> list[list[object]]:
    """``headings`` apart by ``|``, and below them what each record says under which."""
    names = [name.strip() for name in headings.split("|")]
    return [list(names), *([record.get(name, "") for name in names] for record in records)]


def text(rows: Rows, sign: str = ",", letters: str = "utf-8", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode(letters)


def workbook(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(path)


@dataclass(frozen=True)
class Export:
    """``source``: what it must be recognised as."""

    name: str
    source: str
    write: Callable[[Path], None]


AMO_RU = rows(
    "ID | Полное имя контакта | Имя | Фамилия | Название компании | Ответственный | Дата создания контакта"
    "| Кем создан контакт | Сделки | Дата редактирования | Кем редактирован | Теги | Примечание 1"
    "| Примечание 2 | Рабочий телефон | Рабочий прямой телефон | Мобильный телефон | Факс | Домашний телефон"
    "| Другой телефон | Рабочий email | Личный email | Другой email | Web | Адрес | Должность | День рождения",
    {
        "ID": "1001",
        "Полное имя контакта": "Марина Коваль",
        "Имя": "Марина",
        "Фамилия": "Коваль",
        "Ответственный": "Аня",
        "Дата создания контакта": "01.02.2026 10:00:00",
        "Кем создан контакт": "Аня",
        "Теги": "VIP, опт",
        "Примечание 1": "любит кофе",
        "Рабочий телефон": "'+380674545451",
        "Рабочий email": "Marina@Ukr.net",
        "День рождения": "05.03.1990 00:00:00",
    },
    {
        "ID": "1002",
        "Полное имя контакта": "Марина Коваль",
        "Имя": "Марина",
        "Фамилия": "Коваль",
        "Ответственный": "Аня",
        "Дата создания контакта": "02.02.2026 10:00:00",
        "Кем создан контакт": "Аня",
        "Мобильный телефон": "(067) 454-54-51",
        "Адрес": "Київ",
    },
    {
        "ID": "1003",
        "Полное имя контакта": "Андрей Коваль",
        "Имя": "Андрей",
        "Фамилия": "Коваль",
        "Ответственный": "Аня",
        "Дата создания контакта": "02.02.2026 10:00:00",
        "Мобильный телефон": "380674545451",
    },
    {
        "ID": "1004",
        "Полное имя контакта": "Ольга",
        "Имя": "Ольга",
        "Название компании": "ТОВ «Лілія»",
        "Ответственный": "Аня",
        "Дата создания контакта": "02.02.2026 10:00:00",
        "Рабочий email": "olga@lilia.ua",
        "Должность": "директор",
    },
)
KOMMO_EN = rows(
    "ID | Contact full name | First name | Last name | Company | Responsible user | Created at | Tags | Note"
    "| Work phone | Work direct phone | Mobile phone | Fax | Other phone | Work email | Personal email",
    {
        "ID": "1",
        "Contact full name": "Marina Koval",
        "First name": "Marina",
        "Last name": "Koval",
        "Responsible user": "Ann",
        "Created at": "01.02.2026",
        "Tags": "vip",
        "Work phone": "'+380674545451",
        "Work email": "marina@ukr.net",
    },
    {
        "ID": "2",
        "Contact full name": "Marina Koval",
        "First name": "Marina",
        "Last name": "Koval",
        "Responsible user": "Ann",
        "Created at": "01.02.2026",
        "Mobile phone": "067 454 54 51",
    },
    {
        "ID": "3",
        "Contact full name": "Andrew Koval",
        "First name": "Andrew",
        "Last name": "Koval",
        "Responsible user": "Ann",
        "Created at": "01.02.2026",
        "Mobile phone": "0674545451",
    },
    {
        "ID": "4",
        "Contact full name": "Olga",
        "First name": "Olga",
        "Company": "Lily LLC",
        "Responsible user": "Ann",
        "Created at": "01.02.2026",
        "Work email": "olga@lilia.ua",
    },
)
BITRIX_RU = rows(
    "ID | Обращение | Имя | Отчество | Фамилия | Дата рождения | Тип контакта | Источник | Рабочий телефон"
    "| Мобильный телефон | Номер факса | Домашний телефон | Номер пейджера | Телефон для рассылок"
    "| Другой телефон | Корпоративный сайт | Рабочий e-mail | Частный e-mail | E-mail для рассылок"
    "| Другой e-mail | Контакт Telegram | Компания | Должность | Комментарий | Ответственный | Дата создания",
    {
        "ID": "7",
        "Имя": "Марина",
        "Отчество": "Ивановна",
        "Фамилия": "Коваль",
        "Дата рождения": "05.03.1990",
        "Тип контакта": "Клиенты",
        "Источник": "Звонок",
        "Мобильный телефон": "+38 (067) 454-54-51",
        "Частный e-mail": "marina@ukr.net",
        "Контакт Telegram": "@marina",
        "Ответственный": "Анна Сидорова",
        "Дата создания": "01.02.2026 10:00:00",
    },
    {"ID": "8", "Имя": "Марина", "Фамилия": "Коваль", "Тип контакта": "Клиенты", "Рабочий телефон": "0674545451"},
    {"ID": "9", "Имя": "Андрей", "Фамилия": "Коваль", "Тип контакта": "Клиенты", "Рабочий телефон": "067 4545451"},
    {
        "ID": "10",
        "Имя": "Ольга",
        "Тип контакта": "Клиенты",
        "Рабочий e-mail": "olga@lilia.ua",
        "Компания": "ТОВ «Лілія»",
        "Должность": "директор",
    },
)
BITRIX_EN = rows(
    "ID | Salutation | First Name | Second Name | Last Name | Date of birth | Contact Type | Source"
    "| Work Phone | Mobile | Fax | Home | SMS marketing phone | Other Phone Number | Work E-mail | Home E-mail"
    "| Newsletters email | Other E-mail | Company | Position | Comment | Responsible person | Created",
    {
        "ID": "7",
        "First Name": "Marina",
        "Last Name": "Koval",
        "Date of birth": "03/05/1990",
        "Contact Type": "Clients",
        "Source": "Call",
        "Mobile": "+380674545451",
        "Home E-mail": "marina@ukr.net",
        "Responsible person": "Ann",
        "Created": "02/25/2026 03:15:00 pm",
    },
    {"ID": "8", "First Name": "Marina", "Last Name": "Koval", "Contact Type": "Clients", "Work Phone": "067-454-54-51"},
    {"ID": "9", "First Name": "Andrew", "Last Name": "Koval", "Contact Type": "Clients", "Work Phone": "0674545451"},
    {
        "ID": "10",
        "First Name": "Olga",
        "Date of birth": "12/30/1985",
        "Contact Type": "Clients",
        "Work E-mail": "olga@lilia.ua",
    },
)
YCLIENTS_RU = rows(
    "Имя | Телефон | Email | Категории | Пол | Важность | Скидка | Номер карты | Дата рождения | Комментарий"
    "| Продано | Оплачено | Количество визитов | Первый визит | Последний визит",
    {
        "Имя": "Марина Коваль",
        "Телефон": 380674545451,
        "Email": "marina@ukr.net",
        "Категории": "Постоянный",
        "Пол": "Женский",
        "Важность": "Золото",
        "Скидка": 5,
        "Номер карты": "000123",
        "Дата рождения": dt.datetime(1990, 3, 5, 0, 0),
        "Комментарий": "краска 6.1",
        "Продано": 12000,
        "Оплачено": 12000,
        "Количество визитов": 8,
        "Первый визит": "01.02.2025",
        "Последний визит": "01.02.2026",
    },
    {"Имя": "Коваль Марина", "Телефон": "+380 67 454 5451", "Продано": 0, "Оплачено": 0, "Количество визитов": 0},
    {"Имя": "Андрей Коваль", "Телефон": "0674545451", "Продано": 0, "Оплачено": 0, "Количество визитов": 0},
    {"Имя": "Ольга", "Email": "olga@lilia.ua", "Продано": 0, "Оплачено": 0, "Количество визитов": 0},
)
ALTEGIO_UK = rows(
    "Ім'я | Прізвище | Телефон | Додатковий телефон | Email | Категорії | Стать | Важливість | Знижка"
    "| Дата народження | Коментар | Перший візит | Останній візит",
    {
        "Ім'я": "Марина",
        "Прізвище": "Коваль",
        "Телефон": "380674545451",
        "Email": "marina@ukr.net",
        "Дата народження": "1990-03-05",
    },
    {"Ім'я": "Марина", "Прізвище": "Коваль", "Телефон": "+38(067)4545451"},
    {"Ім'я": "Андрій", "Прізвище": "Коваль", "Телефон": "067 454 54 51"},
    {"Ім'я": "Ольга", "Email": "olga@lilia.ua"},
)
HUBSPOT = rows(
    "Record ID | First Name | Last Name | Email | Phone Number | Mobile Phone Number | Contact owner"
    "| Lead Status | Lifecycle Stage | Company Name | Date of birth | City | Create Date | Last Activity Date"
    "| Unsubscribed from all email",
    {
        "Record ID": "501",
        "First Name": "Marina",
        "Last Name": "Koval",
        "Email": "marina@ukr.net",
        "Phone Number": "+380674545451",
        "Contact owner": "Ann",
        "Lead Status": "Open",
        "Lifecycle Stage": "Customer",
        "Date of birth": "03/05/1990",
        "City": "Kyiv",
        "Create Date": "2026-02-01 10:00",
        "Last Activity Date": "2026-02-25 15:04",
        "Unsubscribed from all email": "false",
    },
    {"Record ID": "502", "First Name": "Marina", "Last Name": "Koval", "Mobile Phone Number": "067 454 54 51"},
    {"Record ID": "503", "First Name": "Andrew", "Last Name": "Koval", "Phone Number": "067-4545451"},
    {
        "Record ID": "504",
        "First Name": "Olga",
        "Email": "olga@lilia.ua",
        "Lifecycle Stage": "Lead",
        "Company Name": "Lily LLC",
        "Unsubscribed from all email": "true",
    },
)
GOOGLE_NEW = rows(
    "First Name | Middle Name | Last Name | Phonetic First Name | Phonetic Middle Name | Phonetic Last Name"
    "| Name Prefix | Name Suffix | Nickname | File As | Organization Name | Organization Title"
    "| Organization Department | Birthday | Notes | Photo | Labels | E-mail 1 - Label | E-mail 1 - Value"
    "| Phone 1 - Label | Phone 1 - Value | Phone 2 - Label | Phone 2 - Value",
    {
        "First Name": "Марина",
        "Last Name": "Коваль",
        "Birthday": "1990-03-05",
        "Notes": "кава\nбез цукру",
        "Labels": "* myContacts",
        "E-mail 1 - Label": "* ",
        "E-mail 1 - Value": "marina@ukr.net",
        "Phone 1 - Label": "Mobile",
        "Phone 1 - Value": "+380 67 454 5451 ::: 067 454 54 51",
    },
    {"First Name": "Марина", "Last Name": "Коваль", "Phone 1 - Label": "Mobile", "Phone 1 - Value": "0674545451"},
    {
        "First Name": "Андрій",
        "Last Name": "Коваль",
        "Birthday": " --07-12",
        "Phone 1 - Label": "Home",
        "Phone 1 - Value": "(067) 454-54-51",
    },
    {
        "First Name": "Ольга",
        "Organization Name": "ТОВ «Лілія»",
        "Organization Title": "директор",
        "E-mail 1 - Label": "Work",
        "E-mail 1 - Value": "olga@lilia.ua",
    },
)
GOOGLE_OLD = rows(
    "Name | Given Name | Additional Name | Family Name | Yomi Name | Given Name Yomi | Birthday | Notes"
    "| Group Membership | E-mail 1 - Type | E-mail 1 - Value | Phone 1 - Type | Phone 1 - Value",
    {
        "Name": "Марина Коваль",
        "Given Name": "Марина",
        "Family Name": "Коваль",
        "Birthday": "1990-03-05",
        "Group Membership": "* myContacts",
        "E-mail 1 - Type": "*",
        "E-mail 1 - Value": "marina@ukr.net",
        "Phone 1 - Type": "Mobile",
        "Phone 1 - Value": "+380674545451",
    },
    {
        "Name": "Марина Коваль",
        "Given Name": "Марина",
        "Family Name": "Коваль",
        "Phone 1 - Type": "Mobile",
        "Phone 1 - Value": "067 454 54 51",
    },
    {
        "Name": "Андрій Коваль",
        "Given Name": "Андрій",
        "Family Name": "Коваль",
        "Birthday": "--07-12",
        "Phone 1 - Type": "Home",
        "Phone 1 - Value": "0674545451",
    },
    {"Name": "Ольга", "Given Name": "Ольга", "E-mail 1 - Type": "*", "E-mail 1 - Value": "olga@lilia.ua"},
)
OUTLOOK = rows(
    "First Name | Middle Name | Last Name | Company | Job Title | Home Phone | Mobile Phone | Business Phone"
    "| E-mail Address | E-mail Type | E-mail Display Name | Birthday | Notes",
    {
        "First Name": "Marina",
        "Last Name": "Koval",
        "Mobile Phone": "+380674545451",
        "E-mail Address": "marina@ukr.net",
        "E-mail Type": "SMTP",
        "E-mail Display Name": "Marina",
        "Birthday": "3/5/1990",
    },
    {"First Name": "Marina", "Last Name": "Koval", "Home Phone": "067 454 54 51", "Birthday": "0/0/00"},
    {"First Name": "Andrew", "Last Name": "Koval", "Home Phone": "0674545451", "Birthday": "0/0/00"},
    {
        "First Name": "Olga",
        "Company": "Lily LLC",
        "E-mail Address": "olga@lilia.ua",
        "E-mail Type": "SMTP",
        "E-mail Display Name": "Olga",
    },
)
PLAIN_UK = [
    ["№", "ПІБ", "Моб. телефон", "Пошта", "ДН", "Улюблений колір"],
    [1, "Коваль Марина", "067 454 54 51", "marina@ukr.net", "05.03.1990", "синій"],
    [2, "Марина Коваль", "+380674545451", "", "", ""],
    [3, "Коваль Андрій", "0674545451", "", "", ""],
    [4, "Ольга", "", "olga@lilia.ua", "", ""],
]
CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=D1=8C;=D0=9C=D0=B0=D1=80=D0=B8=D0=BD=D0=B0;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9C=D0=B0=D1=80=D0=B8=D0=BD=D0=
=B0=20=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=D1=8C
TEL;CELL;PREF:+380674545451
EMAIL;HOME:marina@ukr.net
BDAY:19900305
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAgGBgcGBQgHBwcJ

END:VCARD
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:Коваль;Марина;;;
FN:Марина Коваль
item1.TEL;type=CELL;type=pref:067 454-54-51
item1.X-ABLabel:_$!<Mobile>!$_
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Андрій Коваль
N:Коваль;Андрій;;;
TEL;VALUE=uri;TYPE="voice,home":tel:+380-67-454-54-51
BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-12
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;Ольга;;;
FN:Ольга
ORG:ТОВ «Лілія»;
EMAIL;TYPE=INTERNET:olga@lilia.ua
NOTE:перший рядок\\nдругий\\, і далі
END:VCARD
"""
PAGE = (
    "<html><head><meta http-equiv='Content-type' content='text/html;charset=UTF-8'></head><body><table border='1'>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in BITRIX_RU)
    + "</table></body></html>"
)


def as_text(rows: Rows, **how: object) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text(rows, **how)) and None  # type: ignore[arg-type]


def as_workbook(rows: Rows) -> Callable[[Path], None]:
    return lambda path: workbook(path, rows)


def in_other_words(rows: list[list[object]], *words: str) -> list[list[object]]:
    """``rows`` with headings called otherwise: "heading = other"."""
    other = dict(word.split(" = ") for word in words)
    return [[other.get(str(heading), heading) for heading in rows[0]], *rows[1:]]


AMO_CARD = in_other_words(
    AMO_RU,
    "Полное имя контакта = Полное имя (контакт)",
    "Название компании = Название (компания)",
    "Дата создания контакта = Дата создания (контакт)",
    "Рабочий телефон = Рабочий телефон (контакт)",
    "Рабочий прямой телефон = Рабочий прямой телефон (контакт)",
    "Мобильный телефон = Мобильный телефон (контакт)",
    "Рабочий email = Рабочий email (контакт)",
    "Адрес = Адрес (компания)",
    "День рождения = Дата рождения (контакт)",
)

EXPORTS = (
    Export("amo-card.xlsx", "amocrm", as_workbook(AMO_CARD)),
    Export("amo.csv", "amocrm", as_text(AMO_RU, quoting=csv.QUOTE_ALL)),
    Export("amo-excel.csv", "amocrm", as_text(AMO_RU, sign=";", letters="cp1251")),
    Export("amo.xlsx", "amocrm", as_workbook(AMO_RU)),
    Export("kommo.csv", "amocrm", as_text(KOMMO_EN)),
    Export("bitrix.csv", "bitrix24", as_text(BITRIX_RU, sign=";", letters="utf-8-sig", quoting=csv.QUOTE_ALL)),
    Export("bitrix-en.csv", "bitrix24", as_text(BITRIX_EN, sign=";")),
    Export("bitrix.xls", "bitrix24", lambda path: path.write_text(PAGE, "utf-8") and None),
    Export("yclients.xlsx", "yclients", as_workbook(YCLIENTS_RU)),
    Export("altegio.csv", "yclients", as_text(ALTEGIO_UK, sign="\t", letters="utf-16")),
    Export("hubspot.csv", "hubspot", as_text(HUBSPOT)),
    Export("google.csv", "google_contacts", as_text(GOOGLE_NEW)),
    Export("google-old.csv", "google_contacts", as_text(GOOGLE_OLD, letters="utf-16")),
    Export("outlook.csv", "outlook", as_text(OUTLOOK)),
    Export("phone.vcf", "vcard", lambda path: path.write_text(CARDS, "utf-8") and None),
    Export("plain.csv", "table", as_text(PLAIN_UK, sign=";", letters="cp1251")),
    Export(
        "plain-dos.csv",
        "table",
        as_text(PLAIN_UK[:1] + [[*row[:5], ""] for row in PLAIN_UK[1:]], sign=";", letters="utf-8"),
    ),
    Export("plain.xlsx", "table", as_workbook([["Наша база клієнтів"], [], *PLAIN_UK])),
)
