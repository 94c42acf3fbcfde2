"""YCLIENTS and Altegio: the client base, and the list of bookings, as XLSX.

The fields of a client's card as Altegio lists them (https://support.alteg.io/hc/en-us/articles/4861029589661: name,
mobile phone, additional phone, email, category, gender, importance, discount, card number, date of birth, comment,
sold, paid, balance) under the headings of the three languages. What was sold and paid, and the visits counted, are
left: the program counts them itself, from the visits.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

_CLIENT: Final = {
    "name": "Имя клиента | Клиент | Ім'я клієнта | Клієнт | Client | Client name",
    "phone": "Телефон | Телефон клиента | Номер телефона | Мобильный телефон | Дополнительный телефон"
    "| Телефон клієнта | Номер телефону | Мобільний телефон | Додатковий телефон"
    "| Phone | Client phone | Phone number | Mobile phone | Additional phone",
    "email": "Email | E-mail | Эл. почта | Email клиента | Email клієнта | Client email",
}

CLIENTS: Final = layout(
    "yclients",
    "clients",
    {
        **_CLIENT,
        "name": f"{_CLIENT['name']} | ФИО | ПІБ | Full name",
        "given": "Имя | Ім'я | Name | First name",
        "family": "Фамилия | Прізвище | Surname | Last name",
        "middle": "Отчество | По батькові | Patronymic | Middle name",
        "birthday": "Дата рождения | День рождения | Дата народження | День народження | Date of birth | Birthday"
        "| Birth date",
        "discount": "Скидка | Скидка, % | Знижка | Знижка, % | Discount | Discount, %",
        "notes": "Комментарий | Коментар | Comment",
        KEPT: "Категории | Категория | Важность | Класс важности | Номер карты | Карта | Пол"
        "| Категорії | Категорія | Важливість | Номер картки | Картка | Стать"
        "| Categories | Category | Importance | Card number | Card | Gender",
        LEFT: "ID | № | Продано | Продано, ₴ | Продано, ₽ | Оплачено | Сумма продаж | Потрачено | Баланс | Посещений"
        "| Количество посещений | Количество визитов | Визитов | Визиты | Первый визит | Последний визит"
        "| Дата первого визита | Дата последнего визита | Средний чек | Запрет записи онлайн | Запретить онлайн-запись"
        "| Дата добавления | Дата изменения"
        "| Сума продажів | Витрачено | Відвідувань | Кількість візитів | Кількість відвідувань | Візитів | Перший візит"
        "| Останній візит | Середній чек | Заборонити онлайн-запис | Дата додавання"
        "| Sold | Paid | Spent | Total spent | Balance | Visits | Number of visits | First visit | Last visit"
        "| Average check | Average bill | Created | Online booking disabled",
    },
    "Важность | Класс важности | Категории | Продано | Важливість | Категорії | Importance | Categories | Sold"
    "| Первый визит | Перший візит | First visit | Запрет записи онлайн",
)

VISITS: Final = layout(
    "yclients",
    "visits",
    {
        "date": "Дата визита | Дата записи | Дата и время визита | Дата сеанса | Дата | Дата візиту | Дата запису"
        "| Дата та час візиту | Visit date | Appointment date | Date of visit | Date | Date and time",
        "time": "Время | Время визита | Час | Час візиту | Time | Visit time",
        "service": "Услуги | Услуга | Послуги | Послуга | Services | Service",
        "quantity": "Количество | Кол-во | Кількість | Quantity",
        "amount": "Стоимость | Сумма | К оплате | Стоимость услуг | Стоимость, ₴ | Вартість | Сума | До сплати"
        "| Cost | Amount | Total | Price",
        "staff": "Сотрудник | Специалист | Мастер | Співробітник | Спеціаліст | Майстер | Team member | Employee"
        "| Specialist | Staff",
        "status": "Статус визита | Статус записи | Посещение | Статус | Статус візиту | Статус запису | Відвідування"
        "| Visit status | Appointment status | Attendance | Status",
        "receipt": "ID записи | ID визита | Номер записи | ID запису | ID візиту | Appointment ID | Visit ID"
        "| Record ID",
        "notes": "Комментарий | Комментарий к записи | Коментар | Коментар до запису | Comment",
        "client.name": _CLIENT["name"],
        "client.phone": _CLIENT["phone"],
        "client.email": _CLIENT["email"],
        KEPT: "Товары | Товари | Products | Категория | Категорія записи",
        LEFT: "№ | Дата создания | Дата создания записи | Создатель | Кто создал | Источник записи | Филиал | Оплачено"
        "| Статус оплаты | Длительность | Дата створення | Хто створив | Джерело запису | Філія | Статус оплати"
        "| Тривалість | Created | Created by | Booking source | Location | Paid | Payment status | Duration",
    },
    "Дата визита | ID записи | ID визита | Статус визита | Статус записи | Дата сеанса | Посещение"
    "| Дата візиту | ID запису | ID візиту | Статус візиту | Статус запису | Відвідування"
    "| Visit date | Appointment ID | Visit ID | Visit status | Appointment status | Attendance",
    words={
        "done": "Пришел | Клиент пришел | Прийшов | Клієнт прийшов | Arrived | Client arrived | Show",
        "planned": "Ожидание | Ожидание клиента | Подтвердил | Клиент подтвердил | Подтверждено"
        "| Очікування | Очікування клієнта | Підтвердив | Клієнт підтвердив | Підтверджено"
        "| Waiting | Pending | Confirmed | Client confirmed",
        "no_show": "Не пришел | Клиент не пришел | Не прийшов | Клієнт не прийшов | No-show | Did not come",
        "cancelled": "Отменил | Отменена | Удалена | Скасував | Скасовано | Видалено | Cancelled | Canceled | Deleted",
    },
)

LAYOUTS: Final = (CLIENTS, VISITS)
