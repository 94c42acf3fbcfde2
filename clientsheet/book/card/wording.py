"""The values of a card in the words of a reader: money, days, and what the words of the lists mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from clientsheet.book.card.value import Contact, Contract, Day, Visit
from clientsheet.book.tabs import choices
from clientsheet.book.tabs.choices import Choices
from clientsheet.templating.filters import day_month
from clientsheet.templating.filters import money as amount
from clientsheet.text import say, show


@dataclass(frozen=True, slots=True)
class Wording:
    language: str
    currency: str

    def say(self, key: str, /, **facts: object) -> str:
        return say(self.language, key, **facts)

    def money(self, value: Decimal | None, currency: str = "") -> str:
        return amount(value, currency or self.currency, self.language)

    def day(self, value: dt.date | None) -> str:
        return show(value, self.language)

    def weekday(self, value: dt.date) -> str:
        """'понеділок, 6 квітня'."""
        from babel.dates import format_date

        return format_date(value, "EEEE, d MMMM", locale=self.language)

    def month(self, value: dt.date) -> str:
        """'квітень 2026'."""
        from babel.dates import format_date

        return format_date(value, "LLLL y", locale=self.language)

    def birthday(self, value: Day, today: dt.date) -> str:
        """'14 вересня, виповниться 38'."""
        said = [day_month(value, self.language)]
        if value.on == today:
            said.append(self.say("card.turned_today"))
        if value.age:
            said.append(self.say("card.turns", n=value.age))
        return ", ".join(said)

    def hours(self, value: tuple[int, int] | None) -> str:
        """'найчастіше на зв’язку 10–12'; '' where nobody knows."""
        return self.say("card.hours", begin=value[0], end=value[1]) if value else ""

    def segment(self, value: str) -> str:
        return self._word(choices.SEGMENTS, value)

    def frequency(self, value: str) -> str:
        return self._word(choices.FREQUENCIES, value)

    def channel(self, value: str) -> str:
        return self._word(choices.CHANNELS, value)

    def client_stage(self, value: str) -> str:
        return self._word(choices.STAGES, value)

    def document(self, value: str) -> str:
        return self._word(choices.DOCUMENT_KINDS, value)

    def status(self, visit: Visit) -> str:
        """'': it was done, as most are."""
        return "" if visit.status in ("", "done") else self._word(choices.STATUSES, visit.status)

    def contact(self, contact: Contact) -> str:
        """'телефон, вихідний': how, and from whom."""
        how = self._word(choices.CHANNELS, contact.channel)
        kind = self.say("card.draft") if contact.draft else self._word(choices.HISTORY_KINDS, contact.kind)
        whose = self._word(choices.DIRECTIONS, contact.direction)
        return ", ".join(dict.fromkeys(filter(None, (how, kind, whose))))

    def contract(self, contract: Contract) -> list[str]:
        """What is to be known of it, each in a few words, the most pressing first."""
        said: list[str] = []
        unit = contract.currency
        if contract.balance is not None and contract.balance > 0 and contract.state != "":
            said.append(self.say("card.balance", balance=self.money(contract.balance, unit)))
        elif contract.balance is not None and contract.balance < 0:
            said.append(self.say("card.overpaid", balance=self.money(-contract.balance, unit)))
        if contract.amount is not None:
            paid = contract.amount - contract.balance if contract.balance is not None else None
            whole = self.money(contract.amount, unit)
            said.append(whole if paid is None else self.say("card.paid", paid=self.money(paid, unit), amount=whole))
        if contract.pay_by and contract.balance and contract.balance > 0:
            said.append(self.say("card.pay_by", day=contract.pay_by))
        if contract.end:
            key = "card.in_force" if contract.start else "card.until"
            said.append(self.say(key, start=contract.start, end=contract.end))
        if contract.stage:
            said.append(self.say("card.stage", stage=self._word(choices.ORDER_STAGES, contract.stage)))
        if contract.goods:
            said.append(self.say("card.goods", goods=contract.goods))
        return [*said, *filter(None, (contract.terms, contract.notes, contract.file))]

    def contract_name(self, contract: Contract) -> str:
        number = self.say("card.contract" if contract.number else "card.contract.plain", number=contract.number)
        date = self.say("card.contract.from", day=contract.date) if contract.date else ""
        return " ".join(filter(None, (number, date)))

    def state(self, contract: Contract) -> str:
        return self._word(choices.CONTRACT_STATES, contract.state)

    def how_far(self, day: dt.date, today: dt.date) -> str:
        """'прострочено 3 дні', 'сьогодні', 'через 5 днів'."""
        days = (day - today).days
        key = "late" if days < 0 else "in" if days else "today"
        return self.say(f"card.next.{key}", n=abs(days))

    def consent(self, value: bool | None) -> str:
        return self.say(f"card.consent.{'none' if value is None else 'yes' if value else 'no'}")

    def _word(self, known: Choices, value: str) -> str:
        """The owner's own word where it is not on the list."""
        names = dict(known).get(value)
        return names.first(self.language) if names else value
