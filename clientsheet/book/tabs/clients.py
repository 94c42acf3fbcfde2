"""The clients tab: who they are in the owner's columns, what follows from their visits in ours."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import CHANNELS, FREQUENCIES, LANGUAGE_WORDS, SEGMENTS, STAGES
from clientsheet.sheet.kinds import (
    BIRTHDAY,
    CHOICE,
    DATE,
    EMAILS,
    IDENTIFIER,
    INTEGER,
    INTERVAL,
    MONEY,
    NAME,
    PHONES,
    TEXT,
    YES_NO,
)
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import Words, sentence, words

CLIENTS: Final = Tab(
    "clients",
    words(
        "Клієнти, База клієнтів, Клієнтська база, Список клієнтів, Покупці",
        "Клиенты, База клиентов, Клиентская база, Список клиентов, Покупатели",
        "Clients, Customers, Client list, Customer list, Client base",
    ),
    (
        Column(
            "id",
            IDENTIFIER,
            words(
                "ID, ID клієнта, Код клієнта, № клієнта, Номер клієнта, Код, №, № з/п",
                "ID, ID клиента, Код клиента, № клиента, Номер клиента, Код, №, № п/п",
                "ID, Client ID, Customer ID, Client number, Customer number, Code, No, #",
            ),
            sentence(
                "Номер клієнта: за ним програма впізнає рядок. Порожній вона заповнить сама.",
                "Номер клиента: по нему программа узнаёт строку. Пустой она заполнит сама.",
                "The client's number: the program knows the row by it, and gives one where it is blank.",
            ),
            unique=True,
            width=7,
        ),
        Column(
            "name",
            NAME,
            words(
                "ПІБ, Прізвище та ім'я, Прізвище Ім'я, Прізвище Ім'я По батькові, Ім'я та прізвище, Клієнт, Ім'я клієнта, Назва фірми, Назва компанії, Фірма, Компанія, Назва, Ім'я, Прізвище",
                "ФИО, Фамилия Имя, Фамилия и имя, Фамилия Имя Отчество, Имя и фамилия, Клиент, Имя клиента, Название фирмы, Название компании, Фирма, Компания, Наименование, Название, Имя, Фамилия",
                "Name, Full name, Client name, Customer name, Client, Customer, Company name, Company, First and last name, First name, Last name, Surname",
            ),
            sentence(
                "Як звати клієнта або назва фірми. Єдина обов’язкова колонка.",
                "Как зовут клиента или название фирмы. Единственная обязательная колонка.",
                "What the client is called, or the name of the firm. The only column you must have.",
            ),
            required=True,
            width=28,
        ),
        Column(
            "phone",
            PHONES,
            words(
                "Телефон, Телефони, Номер телефону, Моб. телефон, Мобільний телефон, Мобільний, Тел., Тел. моб., Контактний телефон, Контакт, Номер, Додатковий телефон",
                "Телефон, Телефоны, Номер телефона, Мобильный телефон, Моб. телефон, Мобильный, Сотовый, Тел., Тел. моб., Контактный телефон, Контакт, Номер, Дополнительный телефон",
                "Phone, Phones, Phone number, Mobile, Mobile phone, Cell, Cell phone, Tel., Telephone, Contact phone, Contact number",
            ),
            sentence(
                "Один або кілька номерів; слова поруч залишаються приміткою.",
                "Один или несколько номеров; слова рядом остаются пометкой.",
                "One number or several; words beside them are kept as remarks.",
            ),
            width=20,
        ),
        Column(
            "email",
            EMAILS,
            words(
                "E-mail, Ел. пошта, Електронна пошта, Ел. адреса, Електронна адреса, Пошта, Емейл, Імейл, Мейл",
                "E-mail, Эл. почта, Электронная почта, Эл. адрес, Электронный адрес, Почта, Емейл, Имейл, Мейл",
                "Email, E-mail address, Email address, Mail",
            ),
            sentence(
                "Одна або кілька адрес електронної пошти.",
                "Один или несколько адресов электронной почты.",
                "One email address or several.",
            ),
            width=26,
        ),
        Column(
            "birthday",
            BIRTHDAY,
            words(
                "День народження, Дата народження, Дата нар., Народження, ДН, Д/н, Д. н.",
                "День рождения, Дата рождения, Дата рожд., Рождение, ДР, Д/р, Д. р.",
                "Birthday, Date of birth, Birth date, Birthdate, DOB, Born",
            ),
            sentence(
                "День і місяць, рік — якщо відомий.",
                "День и месяц, год — если известен.",
                "Day and month, and the year if you know it.",
            ),
            width=14,
        ),
        Column(
            "language",
            CHOICE,
            words("Мова, Мова спілкування", "Язык, Язык общения", "Language, Preferred language"),
            sentence(
                "Якою мовою писати клієнтові; порожньо — мовою закладу.",
                "На каком языке писать клиенту; пусто — на языке заведения.",
                "The language to write in; blank = the shop's.",
            ),
            choices=LANGUAGE_WORDS,
            width=12,
        ),
        Column(
            "salutation",
            TEXT,
            words(
                "Звертання, Як звертатися, Звернення",
                "Обращение, Как обращаться",
                "Salutation, Greeting, How to address",
            ),
            sentence(
                "Як звертатися в листі («Марино», «Шановний пане Петренку»); порожньо — програма складе з імені.",
                "Как обращаться в письме («Марина», «Уважаемый господин Петренко»); пусто — программа составит из имени.",
                "How a letter addresses them (“Mary”, “Mr Brown”); blank = made from the name.",
            ),
            width=16,
        ),
        Column(
            "channel",
            CHOICE,
            words(
                "Канал, Спосіб зв'язку, Зручний спосіб зв'язку, Канал зв'язку, Бажаний канал, Як зв'язуватись",
                "Канал, Способ связи, Удобный способ связи, Канал связи, Предпочитаемый канал, Как связываться",
                "Channel, Preferred channel, Contact method, Preferred contact, Contact by",
            ),
            sentence(
                "Як клієнтові зручніше: телефон, e-mail, SMS, WhatsApp, Telegram, Viber.",
                "Как клиенту удобнее: телефон, e-mail, SMS, WhatsApp, Telegram, Viber.",
                "What suits the client: phone, email, SMS, WhatsApp, Telegram, Viber.",
            ),
            choices=CHANNELS,
            width=12,
        ),
        Column(
            "best_time",
            TEXT,
            words(
                "Зручний час, Коли дзвонити, Час для дзвінка, Зручний час для дзвінка",
                "Удобное время, Когда звонить, Время для звонка, Удобное время для звонка",
                "Best time, Best time to call, When to call",
            ),
            sentence(
                "Коли клієнтові зручно відповідати.",
                "Когда клиенту удобно отвечать.",
                "When the client likes to be called.",
            ),
            width=16,
        ),
        Column(
            "address",
            TEXT,
            words(
                "Адреса, Місто, Адреса доставки",
                "Адрес, Город, Адрес доставки",
                "Address, City, Delivery address, Postal address",
            ),
            sentence("Поштова адреса або місто.", "Почтовый адрес или город.", "Postal address or town."),
            width=26,
        ),
        Column(
            "working_hours",
            TEXT,
            words(
                "Години роботи, Графік роботи, Режим роботи",
                "Часы работы, График работы, Режим работы",
                "Working hours, Opening hours, Business hours",
            ),
            sentence("Коли працює фірма-клієнт.", "Когда работает фирма-клиент.", "When a firm is open."),
            width=16,
        ),
        Column(
            "source",
            TEXT,
            words(
                "Джерело, Звідки дізнались, Звідки дізналися, Звідки прийшов, Звідки, Джерело залучення, Рекламне джерело",
                "Источник, Откуда узнали, Откуда пришёл, Откуда, Источник привлечения, Источник обращения, Рекламный источник",
                "Source, Lead source, How they found us, Heard from, Referral",
            ),
            sentence("Звідки клієнт про вас дізнався.", "Откуда клиент о вас узнал.", "How the client found you."),
            width=18,
        ),
        Column(
            "manager",
            TEXT,
            words(
                "Менеджер, Відповідальний, Відповідальний менеджер, Майстер, Спеціаліст",
                "Менеджер, Ответственный, Ответственный менеджер, Мастер, Специалист",
                "Manager, Responsible, Account manager, Master, Stylist, Specialist",
            ),
            sentence("Хто веде цього клієнта.", "Кто ведёт этого клиента.", "Who looks after this client."),
            width=16,
        ),
        Column(
            "stage",
            CHOICE,
            words(
                "Стадія, Етап, Етап воронки, Воронка, Стадія угоди",
                "Стадия, Этап, Этап воронки, Воронка, Стадия сделки",
                "Stage, Funnel stage, Funnel, Pipeline stage",
            ),
            sentence(
                "Де клієнт на шляху від запиту до покупки; можна писати свої слова.",
                "Где клиент на пути от запроса до покупки; можно писать свои слова.",
                "Where the client stands between the first question and buying; your own words will do.",
            ),
            choices=STAGES,
            width=16,
            open=True,
        ),
        Column(
            "interests",
            TEXT,
            words(
                "Інтереси, Уподобання, Улюблені послуги, Улюблені процедури, Переваги, Побажання",
                "Интересы, Предпочтения, Любимые услуги, Любимые процедуры, Пожелания",
                "Interests, Preferences, Likes, Favourite services, Favorite services",
            ),
            sentence(
                "Що клієнт любить; підказка для листів.",
                "Что клиент любит; подсказка для писем.",
                "What the client likes; a hint for the letters.",
            ),
            width=22,
        ),
        Column(
            "interval",
            INTERVAL,
            words(
                "Періодичність, Періодичність візитів, Частота візитів, Інтервал візитів, Інтервал, Як часто",
                "Периодичность, Периодичность визитов, Частота визитов, Интервал визитов, Интервал, Как часто",
                "Visit interval, Interval, Visit frequency, How often, Repeat every",
            ),
            sentence(
                "Як часто клієнт має приходити: «кожні 6 тижнів», «раз на 2 місяці».",
                "Как часто клиент должен приходить: «каждые 6 недель», «раз в 2 месяца».",
                "How often the client should come: “every 6 weeks”, “every 2 months”.",
            ),
            width=18,
        ),
        Column(
            "consent",
            YES_NO,
            words(
                "Згода на розсилку, Згода, Згода на сповіщення, Згода на повідомлення, Згоден на розсилку, Розсилка",
                "Согласие на рассылку, Согласие, Согласие на уведомления, Согласен на получение уведомлений, Согласен на рассылку, Рассылка",
                "Consent, Marketing consent, Agrees to messages, Opt-in, Subscribed",
            ),
            sentence(
                "Чи погодився клієнт отримувати рекламу; без згоди вона не надсилається.",
                "Согласился ли клиент получать рекламу; без согласия она не отправляется.",
                "Whether the client agreed to advertising; without it none is sent.",
            ),
            width=12,
        ),
        Column(
            "discount",
            TEXT,
            words(
                "Знижка, Знижка %, Номер картки, № картки, Дисконтна картка, Картка",
                "Скидка, Скидка %, Номер карты, № карты, Дисконтная карта, Карта",
                "Discount, Discount %, Card number, Loyalty card, Card",
            ),
            sentence("Знижка або номер картки.", "Скидка или номер карты.", "A discount, or the number of a card."),
            width=10,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Коментар, Коментарі, Нотатки, Додатково",
                "Примечания, Примечание, Комментарий, Комментарии, Заметки, Дополнительно",
                "Notes, Note, Comment, Comments, Remarks",
            ),
            sentence("Усе, що варто пам’ятати.", "Всё, что стоит помнить.", "Anything worth remembering."),
            width=30,
        ),
        Column(
            "vip",
            YES_NO,
            words(
                "VIP, ВІП, VIP-клієнт, Позначка VIP", "VIP, ВИП, VIP-клиент, Отметка VIP", "VIP, VIP client, VIP mark"
            ),
            sentence(
                "«Так», якщо цей клієнт VIP незалежно від суми покупок.",
                "«Да», если этот клиент VIP независимо от суммы покупок.",
                "“Yes” if this client is VIP whatever they spend.",
            ),
            width=7,
        ),
        Column(
            "tax_id",
            TEXT,
            words(
                "ЄДРПОУ / РНОКПП, ЄДРПОУ, Код ЄДРПОУ, РНОКПП, ІПН, ІНН, Податковий номер",
                "ИНН / ЕГРПОУ, ИНН, ЕГРПОУ, ЕДРПОУ, Код ЕГРПОУ, Налоговый номер",
                "Tax ID, Tax number, VAT number, Company number, Registration number",
            ),
            sentence(
                "Код для документів: ЄДРПОУ фірми або РНОКПП людини.",
                "Код для документов: ЕГРПОУ фирмы или ИНН человека.",
                "The tax or company number that goes into documents.",
            ),
            width=14,
        ),
        Column(
            "iban",
            TEXT,
            words(
                "IBAN, Рахунок IBAN, Розрахунковий рахунок, р/р, Банківський рахунок",
                "IBAN, Счёт IBAN, Расчётный счёт, р/с, Банковский счёт",
                "IBAN, Bank account, Account number",
            ),
            sentence(
                "Рахунок фірми-клієнта для договору.",
                "Счёт фирмы-клиента для договора.",
                "A firm's bank account, for the contract.",
            ),
            width=32,
        ),
        Column(
            "signatory",
            TEXT,
            words(
                "Підписант, Керівник, Директор, В особі, Хто підписує",
                "Подписант, Руководитель, Директор, В лице, Кто подписывает",
                "Signatory, Signed by, Director, Represented by",
            ),
            sentence(
                "Хто підписує за фірму: «директор Коваленко Марина Іванівна».",
                "Кто подписывает за фирму: «директор Коваленко Марина Ивановна».",
                "Who signs for a firm: “Mary Bennett, director”.",
            ),
            width=26,
        ),
        Column(
            "basis",
            TEXT,
            words(
                "Діє на підставі, На підставі, Підстава",
                "Действует на основании, На основании, Основание",
                "Acting under, Authority, Acts under",
            ),
            sentence(
                "На підставі чого підписує: «Статуту», «довіреності № 5»; порожньо — Статуту.",
                "На основании чего подписывает: «Устава», «доверенности № 5»; пусто — Устава.",
                "What they sign by: “a power of attorney of 3 May”; blank = the articles of the firm.",
            ),
            width=18,
        ),
        Column(
            "genitive",
            TEXT,
            words(
                "Підписант у родовому, Родовий відмінок, В особі кого",
                "Подписант в родительном, Родительный падеж, В лице кого",
                "Signatory in the genitive, Genitive",
            ),
            sentence(
                "«в особі директора Коваленко Марини Іванівни»; порожньо — програма відмінює сама.",
                "«в лице директора Коваленко Марины Ивановны»; пусто — программа склоняет сама.",
                "For contracts in Ukrainian and Russian: the signatory in the genitive; blank = made by the program.",
            ),
            width=26,
        ),
        Column(
            "visits",
            INTEGER,
            words(
                "Візитів, Кількість візитів, К-сть візитів, Число візитів, Кількість покупок",
                "Визитов, Количество визитов, Кол-во визитов, Число визитов, Количество покупок",
                "Visits, Number of visits, Visit count, Purchases",
            ),
            sentence("Скільки було чеків.", "Сколько было чеков.", "How many checks there were."),
            filled=True,
            width=9,
        ),
        Column(
            "first_visit",
            DATE,
            words(
                "Перший візит, Дата першого візиту, Перша покупка, Дата першої покупки",
                "Первый визит, Дата первого визита, Первая покупка, Дата первой покупки, Первое посещение",
                "First visit, First purchase, Date of first visit",
            ),
            sentence("Дата першого візиту.", "Дата первого визита.", "The day of the first visit."),
            filled=True,
            width=13,
        ),
        Column(
            "last_visit",
            DATE,
            words(
                "Останній візит, Дата останнього візиту, Дата останніх відвідин, Останні відвідини, Остання покупка, Дата останньої покупки",
                "Последний визит, Дата последнего визита, Дата последней покупки, Последняя покупка, Последнее посещение, Дата последнего посещения",
                "Last visit, Last purchase, Date of last visit, Last seen",
            ),
            sentence("Дата останнього візиту.", "Дата последнего визита.", "The day of the last visit."),
            filled=True,
            width=13,
        ),
        Column(
            "average_check",
            MONEY,
            words(
                "Середній чек, Середня сума чека",
                "Средний чек, Средняя сумма чека",
                "Average check, Average bill, Average purchase, Average spend",
            ),
            sentence(
                "Сума покупок, поділена на кількість візитів.",
                "Сумма покупок, делённая на количество визитов.",
                "The total divided by the number of visits.",
            ),
            filled=True,
            width=13,
        ),
        Column(
            "total",
            MONEY,
            words(
                "Всього, Сума покупок, Всього сплачено, Усього, Разом, Оплачено, Сплачено, Загальна сума",
                "Всего, Сумма покупок, Всего оплачено, Итого, Оплачено, Продано, Общая сумма",
                "Total, Total spent, Total paid, Paid, Total purchases, Lifetime value",
            ),
            sentence(
                "Скільки клієнт витратив за весь час.",
                "Сколько клиент потратил за всё время.",
                "What the client has spent in all.",
            ),
            filled=True,
            width=13,
        ),
        Column(
            "debt",
            MONEY,
            words(
                "Борг, Заборгованість, Винен, Винна",
                "Долг, Задолженность, Должен, Должна",
                "Debt, Owes, Balance due, Outstanding",
            ),
            sentence(
                "Скільки ще не сплачено за договорами.",
                "Сколько ещё не оплачено по договорам.",
                "What is still to be paid on the contracts.",
            ),
            filled=True,
            width=11,
        ),
        Column(
            "rhythm",
            INTEGER,
            Words(
                ("Ритм, днів", "Ритм", "Звичний інтервал", "Звичний інтервал, днів"),
                ("Ритм, дней", "Ритм", "Обычный интервал", "Обычный интервал, дней"),
                ("Rhythm, days", "Rhythm", "Usual interval", "Usual interval, days"),
            ),
            sentence(
                "Скільки днів зазвичай минає між візитами (з третього візиту).",
                "Сколько дней обычно проходит между визитами (с третьего визита).",
                "The usual number of days between visits (from the third visit on).",
            ),
            filled=True,
            width=11,
        ),
        Column(
            "favourite_service",
            TEXT,
            words(
                "Улюблена послуга, Улюблена процедура, Найчастіша послуга",
                "Любимая услуга, Любимая процедура, Самая частая услуга",
                "Favourite service, Favorite service, Most bought",
            ),
            sentence("Що клієнт бере найчастіше.", "Что клиент берёт чаще всего.", "What the client buys most often."),
            filled=True,
            width=22,
        ),
        Column(
            "segment",
            CHOICE,
            words(
                "Сегмент, Категорія, Статус, Статус клієнта, Тип клієнта, Категорія клієнта",
                "Сегмент, Категория, Статус, Статус клиента, Тип клиента, Категория клиента",
                "Segment, Category, Status, Client status, Client type",
            ),
            sentence(
                "VIP, новий, постійний, нерегулярний, сплячий чи втрачений.",
                "VIP, новый, постоянный, нерегулярный, спящий или потерянный.",
                "VIP, new, regular, occasional, sleeping or lost.",
            ),
            filled=True,
            choices=SEGMENTS,
            width=14,
        ),
        Column(
            "frequency",
            CHOICE,
            words("Частота", "Частота", "Frequency"),
            sentence(
                "Разовий клієнт, рідко чи постійно.",
                "Разовый клиент, редко или постоянно.",
                "One-off, rare or regular.",
            ),
            filled=True,
            choices=FREQUENCIES,
            width=12,
        ),
        Column(
            "next_contact",
            DATE,
            words(
                "Наступний контакт, Дата наступного контакту, Наступний дзвінок, Коли зв'язатись",
                "Следующий контакт, Дата следующего контакта, Следующий звонок, Когда связаться",
                "Next contact, Next contact date, Contact on, Next call",
            ),
            sentence(
                "Коли варто звернутися до клієнта; у минулому — прострочено.",
                "Когда стоит обратиться к клиенту; в прошлом — просрочено.",
                "When to get in touch; a day in the past is overdue.",
            ),
            filled=True,
            width=14,
        ),
        Column(
            "reason",
            TEXT,
            words(
                "Причина, Причина контакту, Привід",
                "Причина, Причина контакта, Повод",
                "Reason, Reason to contact, Contact reason",
            ),
            sentence("Чому саме тоді.", "Почему именно тогда.", "Why then."),
            filled=True,
            width=30,
        ),
    ),
    sentence(
        "Ваші клієнти, один рядок — один клієнт.",
        "Ваши клиенты, одна строка — один клиент.",
        "Your clients, one row each.",
    ),
    required=True,
)
