"""The phones tab: people at the client and their numbers."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import CHANNELS, PHONE_KINDS
from clientsheet.sheet.kinds import BIRTHDAY, CHOICE, NAME, REFERENCE, TEXT
from clientsheet.sheet.kinds import PHONES as PHONE_NUMBERS
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

PHONES: Final = Tab(
    "phones",
    words(
        "Телефони, Контакти, Контактні особи, Телефонна книга",
        "Телефоны, Контакты, Контактные лица, Телефонная книга",
        "Phones, Contacts, Contact persons, Contact people, Phone book",
    ),
    (
        Column(
            "client",
            REFERENCE,
            words(
                "Клієнт, ID клієнта, Фірма, Компанія, Код клієнта",
                "Клиент, ID клиента, Фирма, Компания, Код клиента",
                "Client, Client ID, Customer, Customer ID, Company",
            ),
            sentence(
                "Чий це контакт: номер клієнта, ім’я, телефон або e-mail.",
                "Чей это контакт: номер клиента, имя, телефон или e-mail.",
                "Whose contact it is: the client's id, name, phone or email.",
            ),
            required=True,
            refers="clients",
            width=24,
        ),
        Column(
            "person",
            NAME,
            words(
                "Особа, Контактна особа, ПІБ, Прізвище та ім'я, Ім'я, Хто",
                "Лицо, Контактное лицо, ФИО, Фамилия Имя, Имя, Кто",
                "Person, Contact person, Name, Full name, Who",
            ),
            sentence("Хто відповідає за цим номером.", "Кто отвечает по этому номеру.", "Who answers this number."),
            width=24,
        ),
        Column(
            "position",
            TEXT,
            words("Посада", "Должность", "Position, Job title, Title, Role"),
            sentence("Посада.", "Должность.", "Position."),
            width=18,
        ),
        Column(
            "department",
            TEXT,
            words("Відділ, Підрозділ", "Отдел, Подразделение", "Department, Division, Team"),
            sentence("Відділ.", "Отдел.", "Department."),
            width=16,
        ),
        Column(
            "phone",
            PHONE_NUMBERS,
            words(
                "Телефон, Номер телефону, Номер, Тел., Моб. телефон, Мобільний",
                "Телефон, Номер телефона, Номер, Тел., Мобильный телефон, Мобильный",
                "Phone, Phone number, Number, Mobile, Tel.",
            ),
            sentence("Номер цієї людини.", "Номер этого человека.", "The person's number."),
            width=20,
        ),
        Column(
            "kind",
            CHOICE,
            words("Тип, Тип телефону, Вид", "Тип, Тип телефона, Вид", "Kind, Type, Phone type"),
            sentence("Мобільний, робочий чи особистий.", "Мобильный, рабочий или личный.", "Mobile, work or personal."),
            choices=PHONE_KINDS,
            width=12,
            open=True,
        ),
        Column(
            "channel",
            CHOICE,
            words(
                "Канал, Спосіб зв'язку, Зручний спосіб зв'язку",
                "Канал, Способ связи, Удобный способ связи",
                "Channel, Preferred channel, Contact method",
            ),
            sentence("Як цій людині зручніше.", "Как этому человеку удобнее.", "What suits the person."),
            choices=CHANNELS,
            width=12,
        ),
        Column(
            "best_time",
            TEXT,
            words("Зручний час, Коли дзвонити", "Удобное время, Когда звонить", "Best time, Best time to call"),
            sentence("Коли краще дзвонити.", "Когда лучше звонить.", "When to call."),
            width=16,
        ),
        Column(
            "birthday",
            BIRTHDAY,
            words(
                "День народження, Дата народження, ДН, Д/н",
                "День рождения, Дата рождения, ДР, Д/р",
                "Birthday, Date of birth, DOB",
            ),
            sentence(
                "День і місяць, рік — якщо відомий.",
                "День и месяц, год — если известен.",
                "Day and month, and the year if you know it.",
            ),
            width=14,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Коментар, Нотатки",
                "Примечания, Примечание, Комментарий, Заметки",
                "Notes, Note, Comment, Comments",
            ),
            sentence("Усе інше.", "Всё остальное.", "Anything else."),
            width=28,
        ),
    ),
    sentence(
        "Люди у клієнта та їхні номери.", "Люди у клиента и их номера.", "The people at a client and their numbers."
    ),
)
