"""The people of the demo salon and what it sells, in three languages. Nobody here exists: the names are plausible, the
numbers belong to ranges that are not given out, the addresses end in example.com."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

Told = tuple[str, str, str]
"""The same in uk, ru, en."""


class Service(NamedTuple):
    code: str
    name: Told
    category: Told
    hryvnias: int
    pounds: int
    minutes: int
    weeks: int
    """After how many weeks people come back for it; 0 = no telling."""
    active: bool = True


class Person(NamedTuple):
    """Comes for ``habit`` every ``every`` days, ``times`` times in all, the last time on ``last``."""

    name: Told
    born: str
    habit: tuple[str, ...]
    every: int
    times: int
    last: str
    channel: str = "email"
    source: int = 0
    email: str = ""
    consent: bool = True


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


HAIR: Final[Told] = ("Волосся", "Волосы", "Hair")
NAILS: Final[Told] = ("Нігті", "Ногти", "Nails")
FACE: Final[Told] = ("Обличчя", "Лицо", "Face")

SERVICES: Final = (
    Service("CUT-W", ("Стрижка жіноча", "Стрижка женская", "Women's haircut"), HAIR, 600, 38, 60, 6),
    Service("CUT-M", ("Стрижка чоловіча", "Стрижка мужская", "Men's haircut"), HAIR, 400, 22, 40, 4),
    Service("CUT-K", ("Стрижка дитяча", "Стрижка детская", "Children's haircut"), HAIR, 300, 16, 30, 5),
    Service("COLOR", ("Фарбування", "Окрашивание", "Colouring"), HAIR, 1800, 85, 120, 8),
    Service("BOTOX", ("Ботокс для волосся", "Ботокс для волос", "Hair botox"), HAIR, 1500, 95, 90, 8),
    Service("LIGHT", ("Мелірування", "Мелирование", "Highlights"), HAIR, 2200, 110, 150, 10),
    Service(
        "KERAT", ("Кератинове випрямлення", "Кератиновое выпрямление", "Keratin smoothing"), HAIR, 2600, 140, 180, 16
    ),
    Service("STYLE", ("Укладка", "Укладка", "Blow-dry"), HAIR, 450, 28, 45, 0),
    Service("BEARD", ("Стрижка бороди", "Стрижка бороды", "Beard trim"), HAIR, 250, 14, 25, 3),
    Service("GEL", ("Манікюр із гель-лаком", "Маникюр с гель-лаком", "Gel manicure"), NAILS, 650, 35, 90, 3),
    Service("BROWS", ("Корекція брів", "Коррекция бровей", "Brow shaping"), FACE, 300, 18, 30, 4),
    Service("PERM", ("Хімічна завивка", "Химическая завивка", "Perm"), HAIR, 1700, 80, 150, 0, active=False),
)

STAFF: Final[tuple[Told, ...]] = (
    ("Олена", "Елена", "Helen"),
    ("Ірина", "Ирина", "Irene"),
    ("Тарас", "Тарас", "Tom"),
)

SOURCES: Final[tuple[Told, ...]] = (
    ("Інстаграм", "Инстаграм", "Instagram"),
    ("порадили знайомі", "посоветовали знакомые", "a friend"),
    ("сайт", "сайт", "website"),
    ("вивіска", "вывеска", "passing by"),
)

PEOPLE: Final = (
    Person(("Марина Коваленко", "Марина Коваленко", "Marina Bennett"), "1988-09-14", ("COLOR", "BOTOX"), 56, 6, "2026-02-15", "email", 1, "marina"),
    Person(("Оксана Бондаренко", "Оксана Бондаренко", "Olivia Carter"), "1991-04-06", ("CUT-W", "STYLE"), 42, 8, "2026-03-21", "email", 0, "oksana"),
    Person(("Сергій Мельник", "Сергей Мельник", "Simon Hughes"), "1985-01-23", ("CUT-M",), 28, 12, "2026-03-17", "phone", 3, "sergiy"),
    Person(("Наталія Шевченко", "Наталья Шевченко", "Natalie Shaw"), "1979-11-02", ("COLOR", "CUT-W"), 54, 7, "2026-02-11", "viber", 1, "natalia"),
    Person(("Ірина Ткаченко", "Ирина Ткаченко", "Irene Thompson"), "1996-04-09", ("GEL",), 21, 15, "2026-03-27", "telegram", 0, "iryna"),
    Person(("Андрій Кравченко", "Андрей Кравченко", "Andrew Clark"), "1990-06-30", ("CUT-M", "BEARD"), 26, 11, "2026-03-30", "telegram", 2, "andriy"),
    Person(("Людмила Олійник", "Людмила Олейник", "Lucy Oliver"), "1968-02-29", ("COLOR",), 60, 5, "2026-01-18", "phone", 3),
    Person(("Юлія Лисенко", "Юлия Лысенко", "Julia Lewis"), "1993-08-17", ("LIGHT", "BOTOX"), 70, 5, "2026-01-27", "email", 0, "yulia"),
    Person(("Вікторія Поліщук", "Виктория Полищук", "Victoria Palmer"), "1987-12-05", ("KERAT",), 112, 3, "2025-12-14", "email", 2, "vika"),
    Person(("Олексій Савченко", "Алексей Савченко", "Alex Saunders"), "1982-03-11", ("CUT-M",), 30, 9, "2026-03-08", "sms", 1),
    Person(("Катерина Руденко", "Екатерина Руденко", "Catherine Reed"), "1999-05-24", ("GEL", "BROWS"), 24, 10, "2026-03-24", "telegram", 0, "katia"),
    Person(("Тетяна Мороз", "Татьяна Мороз", "Tania Frost"), "1974-10-08", ("CUT-W",), 45, 7, "2026-03-01", "phone", 1),
    Person(("Дмитро Гончаренко", "Дмитрий Гончаренко", "Daniel Potter"), "1994-07-19", ("CUT-M", "BEARD"), 25, 10, "2026-02-28", "email", 2, "dmytro"),
    Person(("Анна Петренко", "Анна Петренко", "Anna Peters"), "2001-04-12", ("CUT-W", "STYLE"), 50, 4, "2026-02-20", "email", 0, "anna"),
    Person(("Галина Кузьменко", "Галина Кузьменко", "Gail Smith"), "1959-06-02", ("CUT-W", "COLOR"), 58, 6, "2026-02-24", "phone", 3),
    Person(("Світлана Левченко", "Светлана Левченко", "Stella Lane"), "1983-09-27", ("BOTOX",), 64, 4, "2025-11-30", "viber", 1, "svitlana"),
    Person(("Максим Іваненко", "Максим Иваненко", "Max Evans"), "1998-02-14", ("CUT-M",), 35, 5, "2026-03-14", "telegram", 2),
    Person(("Дарина Павленко", "Дарина Павленко", "Daria Powell"), "2004-11-21", ("BROWS",), 30, 6, "2026-03-19", "telegram", 0, "daryna"),
    Person(("Олена Марченко", "Елена Марченко", "Ellen March"), "1977-04-30", ("LIGHT", "CUT-W"), 72, 4, "2026-01-10", "email", 1, "olena"),
    Person(("Ігор Василенко", "Игорь Василенко", "Ian Wells"), "1970-12-29", ("CUT-M",), 33, 8, "2026-02-06", "phone", 3),
    Person(("Софія Захарченко", "София Захарченко", "Sophie Zachary"), "2012-05-15", ("CUT-K",), 60, 4, "2026-03-05", "phone", 1, consent=False),
    Person(("Валентина Кириленко", "Валентина Кириленко", "Valerie King"), "1955-08-03", ("CUT-W",), 40, 8, "2026-03-12", "phone", 3),
    Person(("Роман Костенко", "Роман Костенко", "Robin Cooper"), "1989-10-16", ("CUT-M", "BEARD"), 28, 6, "2025-10-20", "email", 2, "roman"),
    Person(("Аліна Тимченко", "Алина Тимченко", "Alina Turner"), "1995-01-07", ("COLOR", "STYLE"), 63, 3, "2025-12-02", "email", 0, "alina"),
    Person(("Надія Приходько", "Надежда Приходько", "Nadine Price"), "1981-07-26", ("GEL",), 22, 7, "2025-11-08", "viber", 1, "nadia"),
    Person(("Богдан Сидоренко", "Богдан Сидоренко", "Benjamin Sidney"), "2000-03-28", ("CUT-M",), 31, 4, "2026-03-31", "telegram", 0),
    Person(("Христина Федоренко", "Кристина Федоренко", "Christine Ford"), "1992-12-18", ("KERAT", "CUT-W"), 100, 3, "2026-02-03", "email", 0, "khrystyna"),
    Person(("Лариса Яковенко", "Лариса Яковенко", "Laura York"), "1965-05-09", ("COLOR",), 56, 2, "2025-06-28", "phone", 3),
    Person(("Євген Харченко", "Евгений Харченко", "Eugene Harper"), "1986-04-21", ("CUT-M",), 29, 7, "2026-03-22", "email", 2, "yevhen"),
    Person(("Мирослава Кравець", "Мирослава Кравец", "Miriam Taylor"), "1990-09-01", ("BROWS", "GEL"), 27, 9, "2026-03-29", "telegram", 0, "myroslava"),
    Person(("Віра Даниленко", "Вера Даниленко", "Vera Daniels"), "1972-01-19", ("CUT-W",), 0, 1, "2025-05-17", "phone", 3),
    Person(("Павло Онищенко", "Павел Онищенко", "Paul Anderson"), "1984-11-11", ("CUT-M",), 0, 1, "2026-03-25", "email", 2, "pavlo"),
    Person(("Зоя Мартиненко", "Зоя Мартыненко", "Zoe Martin"), "1997-06-13", ("BOTOX",), 0, 1, "2026-02-10", "email", 0, "zoya"),
    Person(("Інна Степаненко", "Инна Степаненко", "Ina Stephens"), "1980-08-28", ("LIGHT",), 0, 1, "2025-07-04", "viber", 1, "inna"),
    Person(("Кіра Демченко", "Кира Демченко", "Kira Dempsey"), "2003-02-08", ("GEL",), 0, 1, "2026-04-02", "telegram", 0, "kira"),
    Person(("Тарас Осипенко", "Тарас Осипенко", "Terence Osborne"), "1976-10-31", ("BEARD",), 23, 4, "2025-09-12", "sms", 3),
    Person(("Леся Гнатюк", "Леся Гнатюк", "Leslie Grant"), "1994-03-03", ("COLOR", "BOTOX"), 61, 4, "2026-03-15", "email", 1, "lesia"),
    Person(("Раїса Юрченко", "Раиса Юрченко", "Rachel Young"), "1962-12-12", ("CUT-W",), 48, 5, "2026-02-18", "phone", 3, consent=False),
    Person(("Поліна Чорна", "Полина Чёрная", "Pauline Black"), "2002-07-07", ("STYLE",), 0, 0, "", "telegram", 0, "polina"),
    Person(("Кав’ярня «Зерно»", "Кофейня «Зерно»", "Bean Street Café"), "", ("STYLE",), 90, 3, "2026-01-30", "email", 1, "kava"),
)  # fmt: skip
