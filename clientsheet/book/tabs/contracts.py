"""The contracts tab: what was agreed, paid and until when. Without a visits tab signed contracts are the purchases."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import CONTRACT_STATES, ORDER_STAGES
from clientsheet.sheet.kinds import CHOICE, DATE, IDENTIFIER, MONEY, NUMBER, REFERENCE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

CONTRACTS: Final = Tab(
    "contracts",
    words(
        "Договори, Контракти, Угоди, Абонементи",
        "Договоры, Контракты, Сделки, Абонементы",
        "Contracts, Agreements, Deals, Subscriptions",
    ),
    (
        Column(
            "number",
            IDENTIFIER,
            words(
                "Номер, № договору, Номер договору, Договір, № дог., №",
                "Номер, № договора, Номер договора, Договор, № дог., №",
                "Number, Contract number, Contract No, Contract, Agreement number, No",
            ),
            sentence("Номер договору.", "Номер договора.", "The number of the contract."),
            unique=True,
            width=12,
        ),
        Column(
            "client",
            REFERENCE,
            words(
                "Клієнт, ID клієнта, Замовник, Контрагент, Покупець, Фірма, ПІБ",
                "Клиент, ID клиента, Заказчик, Контрагент, Покупатель, Фирма, ФИО",
                "Client, Client ID, Customer, Customer ID, Counterparty, Buyer",
            ),
            sentence(
                "З ким: номер клієнта, ім’я, телефон або e-mail.",
                "С кем: номер клиента, имя, телефон или e-mail.",
                "With whom: the client's id, name, phone or email.",
            ),
            required=True,
            refers="clients",
            width=24,
        ),
        Column(
            "date",
            DATE,
            words(
                "Дата, Дата договору, Дата підписання, Підписано",
                "Дата, Дата договора, Дата подписания, Подписан",
                "Date, Contract date, Signed on, Date signed",
            ),
            sentence("Коли підписано.", "Когда подписан.", "When it was signed."),
            width=13,
        ),
        Column(
            "subject",
            TEXT,
            words(
                "Предмет, Послуга, Предмет договору, Товар, Найменування",
                "Предмет, Услуга, Предмет договора, Товар, Наименование",
                "Subject, Service, Item, Product, Description",
            ),
            sentence("Послуга або предмет договору.", "Услуга или предмет договора.", "The service or subject."),
            refers="services",
            width=26,
        ),
        Column(
            "quantity",
            NUMBER,
            words("Кількість, К-сть, Кіл-ть", "Количество, Кол-во", "Quantity, Qty"),
            sentence("Скільки.", "Сколько.", "How many."),
            width=10,
        ),
        Column(
            "amount",
            MONEY,
            words(
                "Сума, Сума договору, Вартість, Всього",
                "Сумма, Сумма договора, Стоимость, Всего",
                "Amount, Contract amount, Value, Total",
            ),
            sentence("Сума договору.", "Сумма договора.", "What it comes to."),
            width=13,
        ),
        Column(
            "currency",
            TEXT,
            words("Валюта", "Валюта", "Currency"),
            sentence(
                "Валюта; порожньо — валюта закладу.",
                "Валюта; пусто — валюта заведения.",
                "The currency; blank = the shop's.",
            ),
            width=9,
        ),
        Column(
            "paid",
            MONEY,
            words(
                "Оплачено, Сплачено, Оплата, Внесено",
                "Оплачено, Оплата, Уплачено, Внесено",
                "Paid, Amount paid, Payment, Payments",
            ),
            sentence("Скільки вже сплачено.", "Сколько уже оплачено.", "What has been paid."),
            width=13,
        ),
        Column(
            "start",
            DATE,
            words(
                "Початок, Дата початку, Діє з, З",
                "Начало, Дата начала, Действует с, С",
                "Start, Start date, Valid from, From",
            ),
            sentence("З якого дня діє.", "С какого дня действует.", "The first day it holds."),
            width=13,
        ),
        Column(
            "end",
            DATE,
            words(
                "Кінець, Дата закінчення, Закінчення, Діє до, Термін дії, До",
                "Конец, Дата окончания, Окончание, Действует до, Срок действия, До",
                "End, End date, Valid until, Expires, Expiry date, To",
            ),
            sentence("До якого дня діє.", "До какого дня действует.", "The last day it holds."),
            width=13,
        ),
        Column(
            "stage",
            CHOICE,
            words(
                "Етап, Етап замовлення, Стадія, Статус, Статус замовлення",
                "Этап, Этап заказа, Стадия, Статус, Статус заказа",
                "Stage, Order stage, Status, Order status",
            ),
            sentence(
                "Етап замовлення; можна писати свої слова.",
                "Этап заказа; можно писать свои слова.",
                "The stage of the order; your own words will do.",
            ),
            choices=ORDER_STAGES,
            width=16,
            open=True,
        ),
        Column(
            "goods",
            TEXT,
            words(
                "Де товар, Товар де, Місце товару, Місцезнаходження",
                "Где товар, Товар где, Место товара, Местонахождение",
                "Goods, Where the goods are, Goods location, Location",
            ),
            sentence("Де зараз товар.", "Где сейчас товар.", "Where the goods are."),
            width=18,
        ),
        Column(
            "terms",
            TEXT,
            words(
                "Умови оплати, Оплата до, Термін оплати, Строк оплати, Сплатити до",
                "Условия оплаты, Оплата до, Срок оплаты, Оплатить до",
                "Payment terms, Terms, Payment due, Pay by, Due",
            ),
            sentence(
                "Коли або як сплатити: «14 днів», «до 15.05.2026», «передоплата».",
                "Когда или как оплатить: «14 дней», «до 15.05.2026», «предоплата».",
                "When or how to pay: “14 days”, “by 15.05.2026”, “in advance”.",
            ),
            width=20,
        ),
        Column(
            "file",
            TEXT,
            words("Файл, Посилання, Документ, Скан", "Файл, Ссылка, Документ, Скан", "File, Link, Document, Scan"),
            sentence("Де лежить сам договір.", "Где лежит сам договор.", "Where the contract itself is."),
            width=20,
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
        Column(
            "balance",
            MONEY,
            words(
                "Залишок, Борг, До сплати, Заборгованість",
                "Остаток, Долг, К оплате, Задолженность",
                "Balance, Balance due, To pay, Outstanding",
            ),
            sentence("Скільки ще сплатити.", "Сколько ещё оплатить.", "What is still to be paid."),
            filled=True,
            width=13,
        ),
        Column(
            "state",
            CHOICE,
            words("Стан, Стан договору", "Состояние, Состояние договора", "State, Contract state"),
            sentence(
                "Діє, скоро закінчується, закінчився чи оплату прострочено.",
                "Действует, скоро заканчивается, закончился или оплата просрочена.",
                "In force, ends soon, ended, or payment overdue.",
            ),
            filled=True,
            choices=CONTRACT_STATES,
            width=18,
        ),
    ),
    sentence(
        "Договори й замовлення: суми, оплати, строки.",
        "Договоры и заказы: суммы, оплаты, сроки.",
        "Contracts and orders: amounts, payments, terms.",
    ),
)
