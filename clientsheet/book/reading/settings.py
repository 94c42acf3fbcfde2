"""The settings tab: the shop's habits as rows with a name and a value. They win over config.yaml's rules."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from clientsheet.book.reading.setting_values import (
    LEAP_DAYS,
    MONTHS,
    NONE,
    SHIFTS,
    WEEKDAYS,
    Read,
    UnreadableError,
    choice,
    days,
    factor,
    leap_day,
    number,
    percent,
    weekdays,
    yes_no,
)
from clientsheet.book.tabs.choices import Choices
from clientsheet.config import Rules
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import INTEGER, MONEY, Reading, fold
from clientsheet.sheet.tables import Table
from clientsheet.text import LANGUAGES, Words, sentence, show


@dataclass(frozen=True, slots=True)
class Setting:
    """``field``: of ``Rules`` (``vip.total`` inside its section). ``optional``: «немає» or nought switches it off.

    ``example``: a value as the owner writes it, in each language. ``shown``: a value as we write it.
    """

    field: str
    read: Read
    names: Words
    about: Words
    example: Words
    optional: bool = False
    choices: Choices = ()

    def value(self, rules: Rules) -> Any:
        found: Any = rules
        for name in self.field.split("."):
            found = getattr(found, name)
        return found

    def set(self, rules: Rules, value: Any) -> Rules:
        section, _, name = self.field.rpartition(".")
        if section:
            value = getattr(rules, section).model_copy(update={name: value})
        return rules.model_copy(update={section or name: value})

    def shown(self, rules: Rules, language: str) -> Raw:
        """The value in force as it stands in the tab; None: none."""
        value: Any = self.value(rules)
        spelled: dict[Any, str] = {known: names.first(language) for known, names in self.choices}
        if isinstance(value, tuple):
            return ", ".join(spelled[one] for one in value) or None
        if isinstance(value, bool):
            return show(value, language)
        shown: Raw = spelled.get(value, value)
        return shown


def in_force(rules: Rules, settings: Table, reading: Reading) -> tuple[Rules, list[Finding]]:
    """config.yaml's rules with the tab's over them, and what could not be understood."""
    news: list[Finding] = []
    if "name" not in settings or "value" not in settings:
        return rules, news
    names, cells = settings.columns["name"], settings.columns["value"]
    for row, name, cell in zip(settings.rows, names.values, cells.raw, strict=True):
        if not name or cell is None:
            continue
        setting = _by_name().get(fold(name))
        if setting is None:
            place = (settings.title, row, names.number)
            news.append(Finding("setting-unknown", Severity.WARNING, *place, names.heading, name, cure=_nearest(name)))
            continue
        try:
            rules = setting.set(rules, _read(setting, cell, reading))
        except UnreadableError:
            place = (settings.title, row, cells.number)
            facts = {"name": name, **_examples(setting)}
            news.append(Finding("setting-unreadable", Severity.WARNING, *place, cells.heading, cell, facts))
    return rules, news


def rows(rules: Rules, language: str) -> list[dict[str, Raw]]:
    """The tab as the starter workbook has it: every setting with its value in force and its explanation."""
    return [
        {
            "name": setting.names.first(language),
            "value": setting.shown(rules, language),
            "explanation": setting.about.first(language),
        }
        for setting in SETTINGS
    ]


def _examples(setting: Setting) -> dict[str, str]:
    return {f"example_{language}": setting.example.first(language) for language in LANGUAGES}


def _read(setting: Setting, cell: Raw, reading: Reading) -> Any:
    if setting.optional and (cell == 0 or fold(str(cell)) in NONE):
        return None
    return setting.read(cell, replace(reading, choices=setting.choices))


@cache
def _by_name() -> Mapping[str, Setting]:
    return {
        fold(name): setting
        for setting in SETTINGS
        for name in (*setting.names.every(), setting.field, setting.field.removesuffix("_days"))
    }


def _nearest(name: str) -> str | None:
    """The setting whose name is spelled almost so."""
    known = {fold(word): word for setting in SETTINGS for word in setting.names.every()}
    close = difflib.get_close_matches(fold(name), known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


def _same(text: str) -> Words:
    return sentence(text, text, text)


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "lead_days",
        days(0),
        sentence(
            "За скільки днів нагадувати про повторний візит",
            "За сколько дней напоминать о повторном визите",
            "Days to remind of a repeat visit",
        ),
        sentence(
            "Лист про повторний візит іде за стільки днів до нього.",
            "Письмо о повторном визите идёт за столько дней до него.",
            "The letter about a repeat visit goes so many days before it.",
        ),
        _same("7"),
    ),
    Setting(
        "follow_up_days",
        days(1),
        sentence(
            "Через скільки днів нагадати ще раз", "Через сколько дней напомнить ещё раз", "Days until the next reminder"
        ),
        sentence(
            "Якщо після нагадування візиту не було, нагадати знову через стільки днів.",
            "Если после напоминания визита не было, напомнить снова через столько дней.",
            "If no visit follows the reminder, remind again after so many days.",
        ),
        _same("14"),
    ),
    Setting(
        "follow_ups",
        number(INTEGER, 0),
        sentence("Скільки разів нагадувати ще", "Сколько раз напоминать ещё", "How many times to remind again"),
        sentence(
            "Потім клієнт уважається сплячим, і йому не пишуть.",
            "Потом клиент считается спящим, и ему не пишут.",
            "After that the client only sleeps and is not written to.",
        ),
        _same("2"),
    ),
    Setting(
        "month",
        choice,
        sentence("Місяць у періодичності", "Месяц в периодичности", "A month of an interval"),
        sentence(
            "«4 тижні» — той самий день тижня; «календарний» — те саме число.",
            "«4 недели» — тот же день недели; «календарный» — то же число.",
            "“4 weeks”: the same weekday; “calendar”: the same day of the month.",
        ),
        sentence("4 тижні", "4 недели", "4 weeks"),
        choices=MONTHS,
    ),
    Setting(
        "default_interval_days",
        days(1),
        sentence("Періодичність візитів для всіх", "Периодичность визитов для всех", "Visit interval for everybody"),
        sentence(
            "Якщо її не видно ні з клієнта, ні з послуги, ні зі звички. Порожньо — немає.",
            "Если её не видно ни по клиенту, ни по услуге, ни по привычке. Пусто — нет.",
            "Where neither the client, the service nor habit tells it. Blank = none.",
        ),
        sentence("8 тижнів", "8 недель", "8 weeks"),
        optional=True,
    ),
    Setting(
        "vip.total",
        number(MONEY, 0),
        sentence("VIP від суми покупок", "VIP от суммы покупок", "VIP from a total of"),
        sentence(
            "Клієнт, що витратив стільки, стає VIP. Порожньо — не рахувати.",
            "Клиент, потративший столько, становится VIP. Пусто — не считать.",
            "A client who spent so much is VIP. Blank = not counted.",
        ),
        _same("20000"),
        optional=True,
    ),
    Setting(
        "vip.top_percent",
        percent,
        sentence("VIP — найкращі, %", "VIP — лучшие, %", "VIP: the best, %"),
        sentence(
            "Стільки відсотків клієнтів із найбільшою сумою. Порожньо — не рахувати.",
            "Столько процентов клиентов с наибольшей суммой. Пусто — не считать.",
            "So many per cent of the clients with the largest totals. Blank = not counted.",
        ),
        _same("10 %"),
        optional=True,
    ),
    Setting(
        "new_days",
        days(0),
        sentence("Скільки днів клієнт новий", "Сколько дней клиент новый", "Days a client is new"),
        sentence("Після першого візиту.", "После первого визита.", "After the first visit."),
        _same("30"),
    ),
    Setting(
        "sleeping_factor",
        factor,
        sentence(
            "Сплячий: у скільки разів довше за звичне",
            "Спящий: во сколько раз дольше обычного",
            "Sleeping: so many times longer than usual",
        ),
        sentence(
            "У скільки разів довше за свій інтервал немає клієнта.",
            "Во сколько раз дольше своего интервала нет клиента.",
            "Away so many times longer than the client's interval.",
        ),
        sentence("1,5", "1,5", "1.5"),
    ),
    Setting(
        "lost_factor",
        factor,
        sentence(
            "Втрачений: у скільки разів довше за звичне",
            "Потерянный: во сколько раз дольше обычного",
            "Lost: so many times longer than usual",
        ),
        sentence(
            "У скільки разів довше за свій інтервал немає клієнта.",
            "Во сколько раз дольше своего интервала нет клиента.",
            "Away so many times longer than the client's interval.",
        ),
        _same("3"),
    ),
    Setting(
        "regular_visits",
        number(INTEGER, 1),
        sentence("Постійний: від скількох візитів", "Постоянный: от скольких визитов", "Regular: from how many visits"),
        sentence(
            "Зі скількох візитів клієнт постійний.",
            "Со скольких визитов клиент постоянный.",
            "How many visits make a regular client.",
        ),
        _same("3"),
    ),
    Setting(
        "rfm.recent_days",
        days(0),
        sentence("Був недавно: днів не більше", "Был недавно: дней не больше", "Came lately: days at most"),
        sentence(
            "Для груп у зведенні: стільки днів після візиту клієнт «був недавно».",
            "Для групп в сводке: столько дней после визита клиент «был недавно».",
            "For the groups of the summary: for so many days after a visit a client “came lately”.",
        ),
        _same("60"),
    ),
    Setting(
        "rfm.away_days",
        days(0),
        sentence("Давно не був: днів більше ніж", "Давно не был: дней больше чем", "Long away: days more than"),
        sentence(
            "Для груп у зведенні: після стількох днів клієнт «давно не був».",
            "Для групп в сводке: после стольких дней клиент «давно не был».",
            "For the groups of the summary: after so many days a client is “long away”.",
        ),
        _same("180"),
    ),
    Setting(
        "rfm.some_visits",
        number(INTEGER, 1),
        sentence("Буває інколи: візитів від", "Бывает иногда: визитов от", "Comes at times: visits from"),
        sentence(
            "Для груп у зведенні: від стількох візитів клієнт «буває інколи».",
            "Для групп в сводке: от стольких визитов клиент «бывает иногда».",
            "For the groups of the summary: from so many visits a client “comes at times”.",
        ),
        _same("3"),
    ),
    Setting(
        "rfm.often_visits",
        number(INTEGER, 1),
        sentence("Буває часто: візитів від", "Бывает часто: визитов от", "Comes often: visits from"),
        sentence(
            "Для груп у зведенні: від стількох візитів клієнт «буває часто».",
            "Для групп в сводке: от стольких визитов клиент «бывает часто».",
            "For the groups of the summary: from so many visits a client “comes often”.",
        ),
        _same("8"),
    ),
    Setting(
        "rfm.good_total",
        number(MONEY, 0),
        sentence("Витратив чимало: від суми", "Потратил немало: от суммы", "Spent well: a total from"),
        sentence(
            "Для груп у зведенні. Порожньо — за середнім чеком вашого закладу.",
            "Для групп в сводке. Пусто — по среднему чеку вашего заведения.",
            "For the groups of the summary. Blank = by your shop's average check.",
        ),
        _same("5000"),
        optional=True,
    ),
    Setting(
        "rfm.best_total",
        number(MONEY, 0),
        sentence("Витратив багато: від суми", "Потратил много: от суммы", "Spent much: a total from"),
        sentence(
            "Для груп у зведенні. Порожньо — за середнім чеком вашого закладу.",
            "Для групп в сводке. Пусто — по среднему чеку вашего заведения.",
            "For the groups of the summary. Blank = by your shop's average check.",
        ),
        _same("15000"),
        optional=True,
    ),
    Setting(
        "contract_notice_days",
        days(0),
        sentence(
            "За скільки днів нагадувати про кінець договору",
            "За сколько дней напоминать об окончании договора",
            "Days to remind of a contract's end",
        ),
        sentence("За скільки днів до закінчення.", "За сколько дней до окончания.", "So many days before it ends."),
        _same("30"),
    ),
    Setting(
        "booking_notice_days",
        days(0),
        sentence(
            "За скільки днів нагадувати про запис",
            "За сколько дней напоминать о записи",
            "Days to remind of a booked visit",
        ),
        sentence(
            "За скільки днів до записаного візиту.",
            "За сколько дней до записанного визита.",
            "So many days before the visit that is booked.",
        ),
        _same("1"),
    ),
    Setting(
        "feb29",
        leap_day,
        sentence(
            "Народжених 29 лютого вітати", "Рождённых 29 февраля поздравлять", "Greet those born on 29 February on"
        ),
        sentence("У роки без 29 лютого.", "В годы без 29 февраля.", "In years that have none."),
        sentence("28 лютого", "28 февраля", "28 February"),
        choices=LEAP_DAYS,
    ),
    Setting(
        "days_off",
        weekdays,
        sentence("Вихідні дні тижня", "Выходные дни недели", "Weekdays closed"),
        sentence(
            "Через кому; окремі дати — на вкладці «Вихідні».",
            "Через запятую; отдельные даты — на вкладке «Выходные».",
            "With commas between; single dates belong on the tab “Days off”.",
        ),
        sentence("субота, неділя", "суббота, воскресенье", "Saturday, Sunday"),
        choices=WEEKDAYS,
    ),
    Setting(
        "day_off_shift",
        choice,
        sentence("Лист на вихідний надсилати", "Письмо на выходной отправлять", "Send letters due on a day off"),
        sentence(
            "Наступного чи попереднього робочого дня.",
            "На следующий или предыдущий рабочий день.",
            "On the next or the previous open day.",
        ),
        sentence("наступного дня", "на следующий день", "next open day"),
        choices=SHIFTS,
    ),
    Setting(
        "day_tasks",
        yes_no,
        sentence(
            "Список дня записувати в завдання", "Список дня записывать в задачи", "Write the list of the day into tasks"
        ),
        sentence(
            "Кому подзвонити, кого привітати й кому нагадати: щодня рядками у вкладці завдань, кожне раз.",
            "Кому позвонить, кого поздравить и кому напомнить: каждый день строками во вкладке задач, каждое раз.",
            "Whom to call, congratulate and remind: rows of the tasks tab every day, each once.",
        ),
        sentence("так", "да", "yes"),
    ),
)
