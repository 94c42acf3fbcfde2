"""The services tab: what is sold, at what price, and how soon people come back for it."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import IDENTIFIER, INTERVAL, MONEY, NAME, NUMBER, TEXT, YES_NO
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

SERVICES: Final = Tab(
    "services",
    words(
        "Послуги, Прайс, Прайс-лист, Товари, Товари та послуги, Процедури",
        "Услуги, Прайс, Прайс-лист, Товары, Товары и услуги, Процедуры",
        "Services, Price list, Products, Products and services, Catalogue, Catalog",
    ),
    (
        Column(
            "code",
            IDENTIFIER,
            words(
                "Код, Код послуги, Артикул, ID, №",
                "Код, Код услуги, Артикул, ID, №",
                "Code, Service code, Item code, Stock code, SKU, ID, No",
            ),
            sentence(
                "Короткий код послуги або артикул.", "Короткий код услуги или артикул.", "A short code of the service."
            ),
            unique=True,
            width=10,
        ),
        Column(
            "name",
            NAME,
            words(
                "Назва, Послуга, Назва послуги, Найменування, Товар, Процедура",
                "Название, Услуга, Название услуги, Наименование, Товар, Процедура",
                "Name, Service, Service name, Item, Product, Description",
            ),
            sentence(
                "Назва, як її пишуть у візитах.",
                "Название, как его пишут в визитах.",
                "The name as it stands in the visits.",
            ),
            required=True,
            unique=True,
            width=28,
        ),
        Column(
            "category",
            TEXT,
            words("Категорія, Група, Розділ, Вид", "Категория, Группа, Раздел, Вид", "Category, Group, Type"),
            sentence("Група послуг.", "Группа услуг.", "The group it belongs to."),
            width=16,
        ),
        Column(
            "unit",
            TEXT,
            words(
                "Одиниця, Од., Од. виміру, Одиниця виміру",
                "Единица, Ед., Ед. изм., Единица измерения",
                "Unit, Unit of measure, UOM",
            ),
            sentence(
                "У чому рахують: послуга, штука, година.",
                "В чём считают: услуга, штука, час.",
                "What it is counted in: a service, a piece, an hour.",
            ),
            width=10,
        ),
        Column(
            "price",
            MONEY,
            words("Ціна, Вартість, Ціна грн", "Цена, Стоимость, Цена грн, Цена руб", "Price, Unit price, Cost, Rate"),
            sentence("Ціна за одиницю.", "Цена за единицу.", "The price of one."),
            width=12,
        ),
        Column(
            "duration",
            TEXT,
            words(
                "Тривалість, Час, Тривалість хв",
                "Длительность, Продолжительность, Время, Длительность мин",
                "Duration, Length, Minutes, Time",
            ),
            sentence("Скільки триває.", "Сколько длится.", "How long it takes."),
            width=12,
        ),
        Column(
            "interval",
            INTERVAL,
            words(
                "Повторювати через, Періодичність, Інтервал, Повтор, Інтервал повторення",
                "Повторять через, Периодичность, Интервал, Повтор, Интервал повторения",
                "Repeat interval, Repeat after, Repeat every, Interval",
            ),
            sentence(
                "Через який час послугу зазвичай повторюють.",
                "Через какое время услугу обычно повторяют.",
                "After what time people usually come back for it.",
            ),
            width=18,
        ),
        Column(
            "active",
            YES_NO,
            words(
                "Діє, Активна, Активно, Надається, У продажу",
                "Действует, Активна, Активно, Оказывается, В продаже",
                "Active, Available, In use, On sale",
            ),
            sentence(
                "«Ні», якщо послугу вже не надають.",
                "«Нет», если услугу больше не оказывают.",
                "“No” if it is no longer sold.",
            ),
            width=10,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Коментар, Опис",
                "Примечания, Примечание, Комментарий, Описание",
                "Notes, Note, Comment, Comments",
            ),
            sentence("Усе інше.", "Всё остальное.", "Anything else."),
            width=28,
        ),
        Column(
            "sold",
            NUMBER,
            words(
                "Продано, Кількість продажів, Продано разів",
                "Продано, Количество продаж, Продано раз",
                "Sold, Times sold, Quantity sold",
            ),
            sentence("Скільки разів продано.", "Сколько раз продано.", "How many were sold."),
            filled=True,
            width=10,
        ),
        Column(
            "revenue",
            MONEY,
            words(
                "Виручка, Дохід, Сума продажів, Оборот",
                "Выручка, Доход, Сумма продаж, Оборот",
                "Revenue, Income, Sales total, Turnover",
            ),
            sentence("На яку суму продано.", "На какую сумму продано.", "What they came to."),
            filled=True,
            width=13,
        ),
    ),
    sentence(
        "Що ви пропонуєте: ціни та як часто повертаються.",
        "Что вы предлагаете: цены и как часто возвращаются.",
        "What you offer, at what price, and how soon people come back.",
    ),
)
