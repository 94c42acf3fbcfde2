"""What to say to a client: a sentence to begin a call with, and the words of the shop's own template for a chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from clientsheet.book.counting.phrases import inside, together
from clientsheet.book.daylist.value import Matter
from clientsheet.book.letters.chosen import Chosen
from clientsheet.book.letters.facts import BLANK, Facts
from clientsheet.book.letters.rows import Mailing
from clientsheet.book.shop import Shop
from clientsheet.errors import ClientsheetError
from clientsheet.templating import Templates
from clientsheet.templating.filters import addressed, day_month, money, on_day
from clientsheet.text import LANGUAGES, say
from clientsheet.text.names import is_firm

_SPEAKS_OF: Final[Mapping[str, str]] = {
    "repeat_visit": "service",
    "follow_up": "service",
    "booking": "service",
    "birthday": "date",
    "contract_ends": "contract",
    "payment_overdue": "contract",
}
"""What a sentence needs to know; where nobody does, there is a plainer one."""


class Saying:
    """``templates`` None: no words for chats."""

    def __init__(self, shop: Shop, templates: Templates | None = None) -> None:
        self._shop, self._templates, self._facts = shop, templates, Facts(shop)
        self._languages = shop.book["clients"].values("language")

    def aloud(self, client: int, matter: Matter) -> str:
        """In the client's own language, or the shop's; '' for a task, of which its own words say enough."""
        if matter.kind == "task":
            return ""
        language = self._languages[client] or self._shop.book.config.language
        facts = {**BLANK, **self._shop.events[matter.kind].facts(matter.event)}
        known = "" if facts[_SPEAKS_OF[matter.kind]] else ".plain"
        said = say(language, f"today.say.{matter.kind}{known}", **self._told(facts, language))
        return f"{self._hello(facts['person'] or self._facts.name(client), language)} {said}"

    def _hello(self, name: str, language: str) -> str:
        """A firm is not called by its name."""
        shop = self._shop.book.config.business.name
        dear = "" if is_firm(name) and not getattr(name, "called", "") else addressed(name, language)
        key = "today.hello" + ("" if shop else ".no_shop") + ("" if dear else ".plain")
        return say(language, key, dear=dear, shop=shop)

    def chat(self, client: int, matter: Matter) -> str:
        """'': there is no template for it, or it has a mistake, which ``check`` tells."""
        if self._templates is None:
            return ""
        wanted = [self._languages[client], self._shop.book.config.language, *LANGUAGES]
        try:
            template = self._templates.letter(matter.kind, filter(None, wanted), short=True)
            if template is None:
                return ""
            facts = self._facts.of(self._as_chosen(client, matter), template.names)
            return template.render({**facts, "telegram_link": ""}).text.strip()
        except ClientsheetError:
            return ""

    def _as_chosen(self, client: int, matter: Matter) -> Chosen:
        facts = self._shop.events[matter.kind].facts(matter.event)
        day = facts.get("date")
        mailing = Mailing(-1, "", True, matter.kind, 0, "", matter.kind, "draft", False, 0, 0)
        about = day if isinstance(day, dt.date) else matter.day
        return Chosen(mailing, client, "", matter.day, about, matter.day, "phone", "", "", True, facts)

    def _told(self, facts: Mapping[str, Any], language: str) -> dict[str, object]:
        currency = self._shop.book.config.currency
        services = [inside(name) for name in facts["services"] or ()] or [inside(facts["service"] or "")]
        time = facts["time"]
        return {
            "service": together(services, language),
            "last": day_month(facts["last_visit"], language),
            "contract": facts["contract"],
            "end": facts["end"],
            "balance": money(facts["balance"], currency, language),
            "day": on_day(facts["date"], language),
            "time": f" {time:%H:%M}" if time else "",
        }
