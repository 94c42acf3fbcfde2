"""The list of the day -> one HTML page: on paper beside the phone, with room for what came of each call; on a phone
with numbers and chats to tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clientsheet.book.card.links import MESSENGERS, with_text
from clientsheet.book.card.value import Way
from clientsheet.book.card.wording import Wording
from clientsheet.book.daylist import wording
from clientsheet.book.daylist.value import SECTIONS, DayList, Line
from clientsheet.pages.frame import rendered


@dataclass(frozen=True, slots=True)
class Shown:
    """A client as the page tells of them."""

    name: str
    person: str
    segment: str
    phones: Sequence[Way]
    others: Sequence[Way]
    late: str
    overdue: bool
    reasons: Sequence[str]
    lines: Sequence[str]
    notes: str
    best: str
    say: str
    buttons: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: str
    number: int
    about: str
    lines: Sequence[Shown]
    more: str


def today_page(listed: DayList, language: str, shop: str = "") -> str:
    words = Wording(language, listed.currency)
    return rendered(
        "today.html",
        language,
        title=wording.title(listed, words),
        on=" · ".join(filter(None, (shop, wording.counted(listed, words)))),
        foot=words.say("today.quiet", n=listed.quiet) if listed.quiet else "",
        closed=words.say("today.closed") if listed.closed else "",
        sections=[_section(listed, name, words) for name in SECTIONS if listed.section(name)],
        words=words,
    )


def _section(listed: DayList, name: str, words: Wording) -> Section:
    lines, more = listed.section(name), listed.more.get(name, 0)
    return Section(
        name,
        words.say(f"today.{name}"),
        len(lines) + more,
        words.say("today.lost.about") if name == "lost" else "",
        [_shown(line, listed, words) for line in lines],
        words.say(f"today.more.{name}", n=more, all=len(lines) + more) if more else "",
    )


def _shown(line: Line, listed: DayList, words: Wording) -> Shown:
    return Shown(
        name=line.name or line.client,
        person=line.person,
        segment=line.segment,
        phones=[way for way in line.ways if way.kind == "phone"],
        others=[way for way in line.ways if way.kind != "phone"],
        late=wording.how_late(line, listed, words),
        overdue=bool(line.days) and line.section != "remind",
        reasons=[matter.reason for matter in line.matters],
        lines=[told for told in (wording.what_they_take(line, words), wording.last_talk(line, words)) if told],
        notes=line.notes,
        best=wording.when_to_call(line, words),
        say=line.say,
        buttons=_buttons(line, words),
    )


def _buttons(line: Line, words: Wording) -> list[tuple[str, str]]:
    """To call, to chat with the shop's own words in the line (the chat they like first), to write."""
    way = next((way for way in line.ways if way.kind == "phone" and way.links), None)
    found = []
    if way is not None:
        found.append((words.say("card.call"), way.links["tel"]))
        chats = sorted((name for name in MESSENGERS if name in way.links), key=lambda name: name != line.channel)
        found += [(words.channel(name), with_text(way.links[name], name, line.text)) for name in chats]
    mail = next((way.links["mailto"] for way in line.ways if "mailto" in way.links), "")
    return [*found, *([(words.say("card.write"), mail)] if mail else [])]
