"""The list of the day in words, alike on a screen and on paper."""

from __future__ import annotations

from clientsheet.book.card.wording import Wording
from clientsheet.book.daylist.value import DayList, Line


def title(listed: DayList, words: Wording) -> str:
    return words.say("today.title", day=words.weekday(listed.today))


def counted(listed: DayList, words: Wording) -> str:
    if not listed.lines:
        return words.say("today.nobody")
    late = sum(1 for line in listed.lines if line.days)
    return words.say("today.count", n=len(listed.lines), late=late)


def numbers(line: Line, words: Wording) -> str:
    """The numbers to dial; an address only where there is none."""
    phones = [f"{way.shown} ({way.note})" if way.note else way.shown for way in line.ways if way.kind == "phone"]
    others = [way.shown for way in line.ways if way.kind != "phone"]
    return ", ".join(phones) or " ".join((words.say("today.no_phone"), *others[:1]))


def how_late(line: Line, listed: DayList, words: Wording) -> str:
    if line.days and line.section != "remind":
        return words.say("today.late", n=line.days)
    return words.say("today.now")


def reasons(line: Line) -> str:
    return "; ".join(matter.reason for matter in line.matters)


def what_they_take(line: Line, words: Wording) -> str:
    """'Зазвичай: укладка, кожні 8 тижнів · останній візит 15.02.2026 · середній чек 3 000 ₴ · VIP'."""
    average = words.say("today.average", average=words.money(line.average)) if line.average is not None else ""
    owes = words.say("today.debt", debt=words.money(line.debt)) if line.debt else ""
    usual = f"{words.say('today.usual')}: {line.usual}" if line.usual else ""
    seen = words.say("today.last_visit", day=line.last_visit) if line.last_visit else ""
    return " · ".join(filter(None, (usual, seen, average, words.segment(line.segment), owes)))


def last_talk(line: Line, words: Wording) -> str:
    """'Востаннє говорили: 12.03.2026, Viber, питала про ціни'; '' where nothing was noted and no letter lies ready."""
    last, said = line.last, ""
    if last is not None:
        day = words.day(last.at.date()) if last.at else ""
        told = ", ".join(filter(None, (day, words.contact(last), last.said, last.result)))
        said = f"{words.say('today.last')}: {told}"
    return " · ".join(filter(None, (said, words.say("today.draft") if line.draft else "")))


def when_to_call(line: Line, words: Wording) -> str:
    best = f"{words.say('today.best_time')}: {line.best_time}" if line.best_time else words.hours(line.hours)
    channel = words.say("today.channel", channel=words.channel(line.channel)) if line.channel else ""
    return " · ".join(filter(None, (best, channel)))
