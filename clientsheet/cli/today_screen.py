"""The list of the day on a terminal: a few lines a client, ready to be read out from or printed."""

from __future__ import annotations

from clientsheet.book.card.wording import Wording
from clientsheet.book.daylist.value import SECTIONS, DayList, Line
from clientsheet.book.daylist.wording import (
    counted,
    how_late,
    last_talk,
    numbers,
    reasons,
    title,
    what_they_take,
    when_to_call,
)
from clientsheet.screen import Screen


def shown(screen: Screen, listed: DayList) -> None:
    words = Wording(screen.language, listed.currency)
    screen.line(title(listed, words), "bold")
    screen.line(counted(listed, words))
    if listed.closed:
        screen.say("today.closed")
    for name in SECTIONS:
        lines = listed.section(name)
        if lines:
            screen.line()
            screen.line(f"{words.say(f'today.{name}')} ({len(lines) + listed.more.get(name, 0)})", "bold underline")
        if lines and name == "lost":
            screen.line(words.say("today.lost.about"))
        for line in lines:
            _line(screen, line, listed, words)
        if more := listed.more.get(name, 0):
            screen.line()
            screen.line(words.say(f"today.more.{name}", n=more, all=len(lines) + more))
    screen.line()
    if listed.quiet:
        screen.say("today.quiet", n=listed.quiet)


def _line(screen: Screen, line: Line, listed: DayList, words: Wording) -> None:
    screen.line()
    head = "  ".join(filter(None, (line.name or line.client, line.person, numbers(line, words))))
    screen.line(f"□ {head}  {how_late(line, listed, words)}", "bold")
    for said in (
        reasons(line),
        what_they_take(line, words),
        last_talk(line, words),
        when_to_call(line, words),
        f"{words.say('today.notes')}: {line.notes}" if line.notes else "",
        f"{words.say('today.say')}: {line.say}" if line.say else "",
    ):
        if said:
            screen.line(f"    {said}")
