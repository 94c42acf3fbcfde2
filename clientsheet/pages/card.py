"""A card -> one HTML page: to look at beside the phone, to tap its numbers on one, to print for the folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from clientsheet.book.card.value import Card, Visit, Way
from clientsheet.book.card.wording import Wording
from clientsheet.pages.charts import Column, columns
from clientsheet.pages.frame import rendered

if TYPE_CHECKING:
    from markupsafe import Markup

VISITS: Final = 12
HISTORY: Final = 10
STATES: Final = {"in_force": "good", "ends_soon": "warn", "ended": "", "overdue": "bad", "": "info"}


@dataclass(frozen=True, slots=True)
class Chart:
    """``says``: what it shows, in words; ``drawn``: the picture."""

    says: str
    drawn: Markup


def card_page(card: Card, language: str) -> str:
    words = Wording(language, card.currency)
    marks = (words.segment(card.segment), words.frequency(card.frequency), words.client_stage(card.stage))
    return rendered(
        "card.html",
        language,
        title=card.name or card.client,
        on=words.say("card.on", day=card.today),
        foot=words.say("card.where", cell=card.cell),
        card=card,
        words=words,
        marks=[mark for mark in dict.fromkeys(marks) if mark],
        chart=_chart(card, words),
        states=STATES,
        shown=card.visits[:VISITS],
        hidden=card.visits[VISITS:],
        history=card.history[:HISTORY],
        older=card.history[HISTORY:],
        buttons=buttons,
        at=_at,
    )


def buttons(way: Way, words: Wording) -> list[tuple[str, str]]:
    """(what the button says, where it leads) of a number or an address."""
    named = {"tel": words.say("card.call"), "mailto": words.say("card.write")}
    return [(named.get(name) or words.channel(name), link) for name, link in way.links.items()]


def _at(visit: Visit) -> str:
    return f"{visit.at:%H:%M}" if visit.at else ""


def _chart(card: Card, words: Wording) -> Chart | None:
    months = card.months
    count = sum(month.visits for month in months)
    if not count:
        return None
    amount = words.money(sum((month.amount for month in months), start=months[0].amount * 0))
    first, last = words.month(months[0].first), words.month(months[-1].first)
    says = words.say("card.chart.about", first=first, last=last, n=count, amount=amount)
    bars = [
        Column(
            value=float(month.amount),
            told=words.say(
                "card.chart.month", month=words.month(month.first), n=month.visits, amount=words.money(month.amount)
            ),
            under=_under(place, months[place].first.month, months[place].first.year),
            above=str(month.visits) if month.visits and len(months) <= 18 else "",
        )
        for place, month in enumerate(months)
    ]
    title = words.say("card.chart")
    return Chart(says, columns(bars, title, says, lambda value: _short(value, words), height=110))


def _under(place: int, month: int, year: int) -> str:
    """'5', and with the year where one begins."""
    return f"{month:02}.{year % 100:02}" if place == 0 or month == 1 else f"{month}"


def _short(value: float, words: Wording) -> str:
    return f"{value:,.0f}".replace(",", "," if words.language == "en" else "\u00a0")
