"""The visits tab: every visit, purchase or order, the only source of what the program counts."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import STATUSES
from clientsheet.sheet.kinds import CHOICE, DATE, IDENTIFIER, MONEY, NUMBER, REFERENCE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

VISITS: Final = Tab(
    "visits",
    words(
        "Візити, Покупки, Замовлення, Відвідування, Продажі, Записи",
        "Визиты, Покупки, Заказы, Посещения, Продажи, Записи",
        "Visits, Purchases, Orders, Sales, Appointments, Transactions, Invoices",
    ),
    (
        Column(
            "date",
            DATE,
            words(
                "Дата, Дата візиту, Дата покупки, Дата замовлення, День, Коли",
                "Дата, Дата визита, Дата покупки, Дата заказа, Дата посещения, День, Когда",
                "Date, Visit date, Invoice date, Purchase date, Order date, Sale date, Day",
            ),
            sentence("Коли.", "Когда.", "When."),
            required=True,
            width=13,
        ),
        Column(
            "client",
            REFERENCE,
            words(
                "Клієнт, ID клієнта, Код клієнта, ПІБ, Ім'я клієнта, Покупець, Замовник",
                "Клиент, ID клиента, Код клиента, ФИО, Имя клиента, Покупатель, Заказчик",
                "Client, Customer, Client ID, Customer ID, Client name, Customer name, Buyer",
            ),
            sentence(
                "Хто: номер клієнта, ім’я, телефон або e-mail.",
                "Кто: номер клиента, имя, телефон или e-mail.",
                "Who: the client's id, name, phone or email.",
            ),
            required=True,
            refers="clients",
            width=24,
        ),
        Column(
            "service",
            REFERENCE,
            words(
                "Послуга, Товар, Процедура, Назва послуги, Найменування, Код послуги, Артикул",
                "Услуга, Товар, Процедура, Название услуги, Наименование, Код услуги, Артикул",
                "Service, Item, Product, Description, Service name, Item name, Service code, Code, Stock code, SKU",
            ),
            sentence(
                "Що: назва послуги або її код.",
                "Что: название услуги или её код.",
                "What: the name of the service or its code.",
            ),
            refers="services",
            width=26,
        ),
        Column(
            "quantity",
            NUMBER,
            words("Кількість, К-сть, Кіл-ть, Шт.", "Количество, Кол-во, Шт.", "Quantity, Qty, Units, Count"),
            sentence("Скільки; порожньо — один.", "Сколько; пусто — один.", "How many; blank = one."),
            width=10,
        ),
        Column(
            "price",
            MONEY,
            words("Ціна, Ціна за одиницю", "Цена, Цена за единицу", "Price, Unit price, Rate"),
            sentence("Ціна за одиницю.", "Цена за единицу.", "The price of one."),
            width=12,
        ),
        Column(
            "amount",
            MONEY,
            words(
                "Сума, Вартість, Разом, До сплати, Всього, Оплачено, Сплачено, Виручка",
                "Сумма, Стоимость, Итого, К оплате, Всего, Оплачено, Выручка",
                "Amount, Total, Sum, Line total, Total amount, Paid, Revenue",
            ),
            sentence(
                "Сума; порожня рахується як кількість × ціна.",
                "Сумма; пустая считается как количество × цена.",
                "The amount; where blank, quantity × price.",
            ),
            width=13,
        ),
        Column(
            "receipt",
            IDENTIFIER,
            words(
                "Чек, № чека, Номер чека, Квитанція, № замовлення, Номер замовлення, Рахунок, Накладна, Замовлення",
                "Чек, № чека, Номер чека, Квитанция, № заказа, Номер заказа, Счёт, Накладная, Заказ",
                "Receipt, Receipt No, Receipt number, Invoice, Invoice No, Invoice number, Order No, Order number, Check, Order ID",
            ),
            sentence(
                "Номер чека: рядки з одним номером — один чек.",
                "Номер чека: строки с одним номером — один чек.",
                "The receipt's number: rows with one number are one check.",
            ),
            width=12,
        ),
        Column(
            "staff",
            TEXT,
            words(
                "Майстер, Співробітник, Виконавець, Працівник, Продавець, Менеджер, Спеціаліст, Хто робив",
                "Мастер, Сотрудник, Исполнитель, Работник, Продавец, Менеджер, Специалист, Кто делал",
                "Staff, Employee, Master, Stylist, Specialist, Served by, Seller, Manager",
            ),
            sentence("Хто обслуговував.", "Кто обслуживал.", "Who served."),
            width=16,
        ),
        Column(
            "status",
            CHOICE,
            words(
                "Статус, Стан, Статус візиту, Статус замовлення",
                "Статус, Состояние, Статус визита, Статус заказа",
                "Status, State, Visit status, Order status",
            ),
            sentence(
                "Виконано, заплановано, скасовано, не прийшов, повернено; порожньо — виконано.",
                "Выполнено, запланировано, отменено, не пришёл, возврат; пусто — выполнено.",
                "Done, planned, cancelled, no-show, refunded; blank = done.",
            ),
            choices=STATUSES,
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
        "Усі візити, покупки чи замовлення: з них рахується решта.",
        "Все визиты, покупки или заказы: из них считается остальное.",
        "Every visit, purchase or order: the rest is counted from them.",
    ),
)
