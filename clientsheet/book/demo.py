"""The workbook of a hair salon as data: 40 clients, a year of visits up to 6 April 2026, and a dozen mistakes of the
kinds that owners make. The same every time; nothing here looks at a clock or a random number."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from clientsheet.book.demo_people import PEOPLE, SERVICES, SOURCES, STAFF, Person, Service, Told, day
from clientsheet.book.reading import settings
from clientsheet.book.starter import Row, starter
from clientsheet.book.tabs import tab
from clientsheet.book.tabs.choices import word as tab_word
from clientsheet.config import Rules, Vip
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.text import LANGUAGES, show

Tabs = dict[str, list[Row]]

TODAY: Final = dt.date(2026, 4, 6)
"""The day on which the story is told."""
OPENED: Final = dt.date(2025, 4, 7)
COUNTRY: Final = {"uk": "UA", "ru": "UA", "en": "GB"}
CURRENCY: Final = {"uk": "UAH", "ru": "UAH", "en": "GBP"}
TIMEZONE: Final = {"uk": "Europe/Kyiv", "ru": "Europe/Kyiv", "en": "Europe/London"}
BUSINESS: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {"name": "Салон «Локон»", "phone": "+380 44 000 00 01", "address": "Київ, вул. Садова, 5", "legal_name": "ФОП Савчук Олена Іванівна", "signatory": "Савчук Олена Іванівна", "tax_id": "2812345678", "iban": "UA143000010000026001234567890", "bank": "АТ «Банк Приклад»"},
    "ru": {"name": "Салон «Локон»", "phone": "+380 44 000 00 01", "address": "Киев, ул. Садовая, 5", "legal_name": "ФЛП Савчук Елена Ивановна", "signatory": "Савчук Елена Ивановна", "tax_id": "2812345678", "iban": "UA143000010000026001234567890", "bank": "АО «Банк Пример»"},
    "en": {"name": "Lock & Curl", "phone": "+44 20 7946 0000", "address": "5 Garden Street, London", "legal_name": "Lock & Curl Ltd", "signatory": "Helen Savage", "position": "Director", "tax_id": "01234567", "iban": "GB33BUKB20201555555555", "bank": "Example Bank plc"},
}  # fmt: skip
"""Codes and accounts have right check digits and belong to nobody."""
VIP_TOTAL: Final = {"uk": 18000, "ru": 18000, "en": 950}


def demo(language: str, workbook_id: str) -> WorkbookBlueprint:
    """The workbook in ``language``, its program's columns still empty."""
    return starter(language, workbook_id, rows(language))


def rows(language: str) -> dict[str, list[Row]]:
    """Tab -> its rows, by column name."""
    tabs: Tabs = {
        "clients": list(_clients(language)),
        "services": list(_services(language)),
        "visits": _visits(language),
        "phones": _phones(language),
        "contracts": _contracts(language),
        "tasks": _tasks(language),
        "history": _history(language),
        "settings": settings.rows(Rules(vip=Vip(total=VIP_TOTAL[language]), days_off=("sun",)), language),
        "unsubscribed": [{"address": _email(PEOPLE[22], language), "date": dt.date(2026, 1, 9), "source": _in(language, ("відповів на лист", "ответил на письмо", "replied to a letter"))}],
        "days_off": [{"date": dt.date(2026, 4, 12), "notes": _in(language, ("Великдень", "Пасха", "Easter Sunday"))}, {"date": dt.date(2026, 5, 1), "notes": _in(language, ("вихідний", "выходной", "closed"))}],
    }  # fmt: skip
    for mistake in MISTAKES:
        mistake(tabs, language)
    return tabs


def _in(language: str, told: Sequence[str]) -> str:
    return told[LANGUAGES.index(language)]


def word(tab_name: str, column: str, value: str, language: str) -> str:
    """The word of a list column for what it means."""
    return tab_word(tab(tab_name).column(column).choices, value, language)


def _clients(language: str) -> Iterator[Row]:
    for number, person in enumerate(PEOPLE, 1):
        yield {
            "id": number,
            "name": _in(language, person.name),
            "phone": _phone(language, number),
            "email": _email(person, language),
            "birthday": day(person.born) if person.born else None,
            "channel": word("clients", "channel", person.channel, language),
            "source": _in(language, SOURCES[person.source]),
            "consent": show(person.consent, language),
            **_particulars(number, language),
        }


def _particulars(number: int, language: str) -> Row:
    """What the owner noted about some of them."""
    told: dict[int, dict[str, Told]] = {
        1: {"interests": ("ботокс для волосся, фарбування", "ботокс для волос, окрашивание", "hair botox, colouring"), "interval": ("2 місяці", "2 месяца", "every 2 months"), "notes": ("любить каву без цукру", "любит кофе без сахара", "takes her coffee without sugar")},
        3: {"notes": ("завжди зранку", "всегда утром", "mornings only"), "best_time": ("9:00–11:00", "9:00–11:00", "9:00–11:00")},
        4: {"interests": ("тонування", "тонирование", "toning")},
        6: {"interval": ("раз на місяць", "раз в месяц", "every month")},
        12: {"interval": ("6 тижнів", "6 недель", "6 weeks")},
        19: {"notes": ("алергія на аміак", "аллергия на аммиак", "allergic to ammonia"), "interests": ("мелірування", "мелирование", "highlights")},
        21: {"notes": ("записує мама", "записывает мама", "her mother books for her")},
        40: {"notes": ("укладки для працівниць перед святами", "укладки для сотрудниц перед праздниками", "blow-dries for the staff before holidays"), "working_hours": ("8:00–20:00", "8:00–20:00", "8:00–20:00"), "address": ("Київ, вул. Хлібна, 12", "Киев, ул. Хлебная, 12", "12 Mill Lane, London"), "tax_id": ("40000006", "40000006", "09876543"), "signatory": ("директор Коваль Андрій Петрович", "директор Коваль Андрей Петрович", "Andrew Cole, director")},
    }  # fmt: skip
    noted: Row = {column: _in(language, words) for column, words in told.get(number, {}).items()}
    if number in (1, 4, 37):
        noted["discount"] = 10
    return noted


def _email(person: Person, language: str) -> str | None:
    if not person.email:
        return None
    name = person.name[2].split()[0].lower() if language == "en" else person.email
    return f"{name}@example.com"


def _phone(language: str, number: int) -> str:
    if language == "en":
        return f"020 7946 0{number:03}"  # kept by Ofcom for drama: https://www.ofcom.org.uk
    operator = ("067", "050", "063", "097", "095")[number % 5]
    return f"+38 {operator} 000 {number:02} {(number * 37) % 100:02}"


def _services(language: str) -> Iterator[Row]:
    weeks = {"uk": "тиж.", "ru": "нед.", "en": "weeks"}[language]
    for service in SERVICES:
        yield {
            "code": service.code,
            "name": _in(language, service.name),
            "category": _in(language, service.category),
            "unit": _in(language, ("послуга", "услуга", "service")),
            "price": _price(service, language),
            "duration": service.minutes,
            "interval": f"{service.weeks} {weeks}" if service.weeks else None,
            "active": show(service.active, language),
        }


def _price(service: Service, language: str) -> int:
    return service.pounds if language == "en" else service.hryvnias


def _visits(language: str) -> list[Row]:
    """Dates by each person's habit, a little off as life is; one receipt for all that was done on a day."""
    chance = random.Random(20260406)
    known = {service.code: service for service in SERVICES}
    days: list[tuple[dt.date, int]] = []
    for number, person in enumerate(PEOPLE, 1):
        days += [(date, number) for date in _days(person, chance, exact=number == 1)]
    made: list[Row] = []
    for receipt, (date, number) in enumerate(sorted(days), 1):
        person = PEOPLE[number - 1]
        # Marina has her hair botox every time and colouring with all but one of them.
        habit = person.habit if number != 1 or date.month != 8 else ("BOTOX",)
        made += [
            {
                "date": date,
                "client": _in(language, person.name),
                "service": _in(language, known[code].name),
                "quantity": 1,
                "price": _price(known[code], language),
                "amount": _price(known[code], language) if receipt % 4 else None,
                "receipt": receipt,
                "staff": _in(language, STAFF[2 if code in ("CUT-M", "BEARD") else number % 2]),
            }
            for code in habit
        ]
    return [*made, *_other_visits(language)]


def _days(person: Person, chance: random.Random, *, exact: bool) -> Iterator[dt.date]:
    if not person.last:
        return
    date = day(person.last)
    for _ in range(person.times):
        if date < OPENED:
            return
        yield date
        date -= dt.timedelta(days=person.every + (0 if exact else chance.randint(-4, 4)))


def _other_visits(language: str) -> list[Row]:
    """Cancelled, missed, given back, and booked ahead."""

    def visit(date: str, number: int, code: str, status: str, times: int = 1) -> Row:
        service = next(one for one in SERVICES if one.code == code)
        price = _price(service, language)
        return {
            "date": day(date),
            "client": _in(language, PEOPLE[number - 1].name),
            "service": _in(language, service.name),
            "quantity": times,
            "price": price,
            "amount": times * price,
            "staff": _in(language, STAFF[number % 2]),
            "status": word("visits", "status", status, language),
        }

    return [
        visit("2026-03-18", 4, "COLOR", "cancelled"),
        visit("2026-03-26", 12, "CUT-W", "no_show"),
        visit("2026-02-22", 8, "STYLE", "refunded"),
        visit("2026-04-10", 6, "CUT-M", "planned"),
        visit("2026-04-14", 15, "COLOR", "planned"),
        visit("2026-04-21", 27, "KERAT", "planned"),
    ]


def _phones(language: str) -> list[Row]:
    people: tuple[tuple[Told, Told, str], ...] = (
        (("Ольга Зерно", "Ольга Зерно", "Olga Bean"), ("керуюча", "управляющая", "manager"), "1984-04-08"),
        (("Степан Білий", "Степан Белый", "Stephen White"), ("бухгалтер", "бухгалтер", "bookkeeper"), ""),
    )
    cafe = _in(language, PEOPLE[39].name)
    found: list[Row] = [
        {
            "client": cafe,
            "person": _in(language, name),
            "position": _in(language, position),
            "phone": _phone(language, 50 + number),
            "kind": word("phones", "kind", "work", language),
            "birthday": day(born) if born else None,
        }
        for number, (name, position, born) in enumerate(people)
    ]
    mother: Row = {
        "client": _in(language, PEOPLE[20].name),
        "person": _in(language, ("Ольга Захарченко", "Ольга Захарченко", "Olive Zachary")),
        "position": _in(language, ("мама", "мама", "mother")),
        "phone": _phone(language, 60),
        "kind": word("phones", "kind", "personal", language),
        "birthday": dt.date(1986, 4, 6),
    }
    return [*found, mother]


def _contracts(language: str) -> list[Row]:
    season = ("Абонемент на укладки", "Абонемент на укладки", "Season ticket for blow-dries")
    cut = ("Абонемент на стрижки", "Абонемент на стрижки", "Season ticket for haircuts")
    staff = ("Обслуговування працівниць кав’ярні", "Обслуживание сотрудниц кофейни", "Hair care for the café's staff")
    care = ("Набори для догляду за волоссям", "Наборы для ухода за волосами", "Hair care sets")
    gift = ("Подарунковий сертифікат", "Подарочный сертификат", "Gift certificate")
    made = (
        ("12-25", 40, "2025-05-02", staff, 20000, 20000, "2025-05-02", "2026-04-30"),
        ("13-25", 2, "2025-10-20", season, 4000, 4000, "2025-10-20", "2026-04-20"),
        ("14-25", 10, "2025-12-01", cut, 3600, 3600, "2025-12-01", "2026-11-30"),
        ("01-26", 20, "2026-01-15", cut, 3600, 1800, "2026-01-15", "2026-07-15"),
        ("02-26", 24, "2025-02-10", gift, 2000, 2000, "2025-02-10", "2026-02-10"),
        ("03-26", 7, "2026-02-01", season, 5000, 2500, "2026-02-01", "2026-08-01"),
        ("04-26", 40, "2026-03-25", care, 5400, 0, "2026-03-25", "2026-05-31"),
    )
    divisor = 20 if language == "en" else 1
    rows: list[Row] = [
        {
            "number": number,
            "client": _in(language, PEOPLE[client - 1].name),
            "date": day(date),
            "subject": _in(language, subject),
            "quantity": 1,
            "amount": amount // divisor,
            "currency": CURRENCY[language],
            "paid": paid // divisor,
            "start": day(start),
            "end": day(end),
        }
        for number, client, date, subject, amount, paid, start, end in made
    ]
    rows[-1] |= {
        "quantity": 6,
        "stage": word("contracts", "stage", "ready", language),
        "goods": _in(language, ("на складі", "на складе", "in the stockroom")),
        "terms": _in(language, ("до 15.05.2026", "до 15.05.2026", "by 15.05.2026")),
    }
    return rows


def _tasks(language: str) -> list[Row]:
    told: tuple[tuple[str, int, Told, str], ...] = (
        ("2026-04-07", 19, ("підібрати фарбу без аміаку", "подобрать краску без аммиака", "find a dye without ammonia"), ""),
        ("2026-04-08", 40, ("надіслати рахунок за квітень", "отправить счёт за апрель", "send the invoice for April"), ""),
        ("2026-04-03", 24, ("зателефонувати, спитати, як справи", "позвонить, спросить, как дела", "ring and ask how she is"), ""),
        ("2026-03-20", 9, ("замовити кератин", "заказать кератин", "order keratin"), "yes"),
    )  # fmt: skip
    return [
        {
            "due": day(due),
            "client": _in(language, PEOPLE[client - 1].name),
            "what": _in(language, what),
            "responsible": _in(language, STAFF[0]),
            "done": show(True, language) if done else None,
        }
        for due, client, what, done in told
    ]


def _history(language: str) -> list[Row]:
    told: tuple[tuple[str, int, str, str, Told, Told], ...] = (
        ("2026-03-30T11:20", 9, "phone", "out", ("нагадали про кератин", "напомнили о кератине", "reminded her of keratin"), ("подумає", "подумает", "will think about it")),
        ("2026-03-12T15:05", 16, "viber", "in", ("питала про ціни", "спрашивала о ценах", "asked about prices"), ("надіслали прайс", "отправили прайс", "sent the price list")),
        ("2026-02-15T18:40", 1, "phone", "in", ("подякувала за колір", "поблагодарила за цвет", "thanked us for the colour"), ("", "", "")),
    )  # fmt: skip
    return [
        {
            "at": dt.datetime.fromisoformat(at),
            "client": _in(language, PEOPLE[client - 1].name),
            "channel": word("history", "channel", channel, language),
            "direction": word("history", "direction", direction, language),
            "subject": _in(language, subject),
            "result": _in(language, result) or None,
        }
        for at, client, channel, direction, subject, result in told
    ]


# The mistakes. Each is one that real sheets are full of, in a cell of its own.


def _lost_digit(tabs: Tabs, language: str) -> None:
    tabs["clients"][11]["phone"] = "020 7946 01" if language == "en" else "067 001 23 4"


def _two_phones_in_a_cell(tabs: Tabs, language: str) -> None:
    mother = _in(language, ("мама", "мама", "mother"))
    tabs["clients"][20]["phone"] = f"{_phone(language, 21)}, {_phone(language, 60)} {mother}"


def _phone_as_number(tabs: Tabs, language: str) -> None:
    tabs["clients"][19]["phone"] = 442079460020.0 if language == "en" else 380670002040.0


def _mistyped_provider(tabs: Tabs, language: str) -> None:
    tabs["clients"][26]["email"] = str(tabs["clients"][26]["email"]).replace("@example", ".demo@gmial")


def _other_alphabet_in_a_name(tabs: Tabs, language: str) -> None:
    mixed = {"uk": "Сергiй Мельник", "ru": "Cергей Мельник", "en": "Simоn Hughes"}[language]
    tabs["clients"][2]["name"] = mixed
    for visit in tabs["visits"]:
        if visit.get("client") == _in(language, PEOPLE[2].name):
            visit["client"] = mixed


def _other_alphabet_in_an_address(tabs: Tabs, language: str) -> None:
    name, _, provider = str(tabs["clients"][18]["email"]).partition("@")
    tabs["clients"][18]["email"] = f"{name.replace('e', 'е', 1)}@{provider}"


def _client_written_twice(tabs: Tabs, language: str) -> None:
    first = tabs["clients"][7]
    again = {name: first[name] for name in ("phone", "email", "birthday", "channel")}
    tabs["clients"].append({"id": len(tabs["clients"]) + 1, "name": str(first["name"]).split()[0], **again})


def _absurd_birthday(tabs: Tabs, language: str) -> None:
    tabs["clients"][21]["birthday"] = dt.date(1903, 8, 3)


def _day_that_does_not_exist(tabs: Tabs, language: str) -> None:
    tabs["visits"].append(_visit(tabs, 3, "31.04.2026"))


def _date_far_ahead(tabs: Tabs, language: str) -> None:
    tabs["visits"].append(_visit(tabs, 9, dt.date(2062, 3, 28)))


def _unknown_client(tabs: Tabs, language: str) -> None:
    visit = _visit(tabs, 14, dt.date(2026, 3, 28))
    visit["client"] = _in(language, ("Анжела Петрнко", "Анжела Петрнко", "Angela Petrs"))
    tabs["visits"].append(visit)


def _number_as_text(tabs: Tabs, language: str) -> None:
    visit = _visit(tabs, 20, dt.date(2026, 3, 28))
    visit["amount"] = {"uk": "1 200 грн", "ru": "1 200 грн", "en": "£85.00"}[language]
    tabs["visits"].append(visit)


def _word_nobody_knows(tabs: Tabs, language: str) -> None:
    tabs["visits"][-1]["status"] = _in(language, ("якось було", "как-то было", "sort of"))


def _end_before_start(tabs: Tabs, language: str) -> None:
    contract = tabs["contracts"][2]
    contract["start"], contract["end"] = contract["end"], contract["start"]


def _paid_too_much(tabs: Tabs, language: str) -> None:
    contract = tabs["contracts"][4]
    contract["paid"] = int(str(contract["amount"])) + 500


def _visit(tabs: Tabs, like: int, date: dt.date | str) -> Row:
    visit = dict(tabs["visits"][like])
    return {**visit, "date": date, "receipt": None}


MISTAKES: Final[tuple[Callable[[Tabs, str], None], ...]] = (
    _lost_digit,
    _two_phones_in_a_cell,
    _phone_as_number,
    _mistyped_provider,
    _other_alphabet_in_a_name,
    _other_alphabet_in_an_address,
    _client_written_twice,
    _absurd_birthday,
    _day_that_does_not_exist,
    _date_far_ahead,
    _unknown_client,
    _number_as_text,
    _word_nobody_knows,
    _end_before_start,
    _paid_too_much,
)
