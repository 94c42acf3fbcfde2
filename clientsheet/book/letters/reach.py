"""How a client may be reached: on which days, by which channel, at which address, and whether they asked us not to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.sheet.kinds.fold import fold

CLOSED_AT_MOST: Final = 31
"""A shop closed for longer than that is on holiday; a letter waits no longer."""

BY_NUMBER: Final = frozenset({"phone", "sms", "whatsapp", "telegram", "viber"})
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Reach:
    """``suppressed``: (address, topic) beside those of the unsubscribed tab. ``now``: the shop's wall clock; None: an
    hour at which anything may leave."""

    def __init__(self, shop: Shop, suppressed: Iterable[tuple[str, str]] = (), now: dt.datetime | None = None) -> None:
        self._shop, self._suppressed, self._now = shop, suppressed, now
        self._clients = shop.book["clients"]
        self._channels = self._clients.values("channel")
        self._emails: dict[int, str] = {}

    # -- days

    def closed(self, day: dt.date) -> bool:
        return _WEEKDAYS[day.weekday()] in self._weekdays_off or day in self._days_off

    def opening(self, day: dt.date, ahead: str = "") -> dt.date:
        """The day itself, or the open day that the shop moves to from a day off.

        ``ahead``: mode of a mailing whose letters have to go before the day comes, so always to an earlier one; those
        that are sent pass by the quiet days too.
        """
        back = ahead or self._shop.book.rules.day_off_shift == "previous"
        quiet = self._shop.book.config.mail.quiet.days if ahead == "send" else ()
        step = dt.timedelta(-1 if back else 1)
        moved = day
        for _ in range(CLOSED_AT_MOST):
            if not self.closed(moved) and _WEEKDAYS[moved.weekday()] not in quiet:
                return moved
            moved += step
        return day

    def quiet(self, today: dt.date) -> tuple[str, dict[str, object]]:
        """Why nothing may reach a client now, a reason of ``LeftOut``; '' where it may. Drafts reach nobody."""
        quiet = self._shop.book.config.mail.quiet
        if _WEEKDAYS[today.weekday()] in quiet.days:
            return "quiet-day", {}
        if quiet.hours and self._now and quiet.hours.holds(self._now.time()):
            return "quiet-hours", {"until": f"{quiet.hours.end:%H:%M}"}
        return "", {}

    @cached_property
    def _weekdays_off(self) -> frozenset[str]:
        return frozenset(self._shop.book.rules.days_off)

    @cached_property
    def _days_off(self) -> frozenset[dt.date]:
        return frozenset(day for day in self._shop.book["days_off"].values("date") if day)

    # -- addresses

    def address(self, client: int, wanted: str) -> tuple[str, str, str]:
        """(channel, address, '') or ('', '', why there is none). ``wanted``: the mailing's channel, '': what suits
        the client, an email where they have one and like nothing else better."""
        if wanted:
            found = self.phone(client) if wanted in BY_NUMBER else self.email(client)
            return (wanted, found, "") if found else ("", "", self._missing(client, wanted))
        channel = self._channels[client]
        if channel in BY_NUMBER and (phone := self.phone(client)):
            return channel, phone, ""
        if email := self.email(client):
            return "email", email, ""
        phone = self.phone(client)
        return ("phone", phone, "") if phone else ("", "", self._missing(client, "email"))

    def email(self, client: int) -> str:
        """The first of the client's addresses that a letter can be sent to; '' where there is none."""
        found = self._emails.get(client)
        if found is None:
            found = self._emails[client] = self._email(client)
        return found

    def _email(self, client: int) -> str:
        from clientsheet.mail.message import BadAddress, checked

        for address in self._clients.value("email", client) or ():
            try:
                return checked(address)
            except BadAddress:
                continue
        return ""

    def phone(self, client: int) -> str:
        phones = self._clients.value("phone", client)
        return phones[0].e164 if phones else ""

    def _missing(self, client: int, channel: str) -> str:
        column = self._clients.columns.get("phone" if channel in BY_NUMBER else "email")
        return "bad-address" if column is not None and column.raw[client] is not None else "no-address"

    @cached_property
    def owner(self) -> str:
        """Where the first letter of a mailing goes; '' where nobody said."""
        from clientsheet.mail.message import BadAddress, checked

        config = self._shop.book.config
        for said in (config.mail.owner, config.business.email):
            address = re.sub(r".*<(.*)>.*", r"\1", said).strip()
            try:
                return checked(address)
            except BadAddress:
                continue
        return ""

    # -- those who asked us not to

    def unsubscribed(self, client: int, topics: Iterable[str]) -> bool:
        """From everything, or from one of these topics, at any of their addresses or numbers."""
        refused = self._refused_by(client)
        return "" in refused or any(fold(topic) in refused for topic in topics)

    def has_unsubscribed(self, client: int) -> bool:
        """From anything at all, at any of their addresses or numbers."""
        return bool(self._refused_by(client))

    def _refused_by(self, client: int) -> set[str]:
        """The topics that the client does not want, '' for all."""
        if not self._refused:
            return set()
        emails = (_plain(email) for email in self._clients.value("email", client) or ())
        phones = (_plain(phone.e164) for phone in self._clients.value("phone", client) or ())
        return {topic for address in (*emails, *phones) for topic in self._refused.get(address, ())}

    @cached_property
    def _refused(self) -> dict[str, set[str]]:
        """Address -> the topics it does not want, '' for all."""
        table = self._shop.book["unsubscribed"]
        found: dict[str, set[str]] = {}
        for address, topic in zip(table.values("address"), table.values("topic"), strict=True):
            for one in re.split(r"[,;\n]", address or ""):
                if one.strip():
                    found.setdefault(_plain(one), set()).update(self._meanings(topic))
        for address, topic in self._suppressed:
            found.setdefault(_plain(address), set()).update(self._meanings(topic))
        return found

    def _meanings(self, topic: str | None) -> set[str]:
        """The topic as written, and the occasion it is a word for."""
        if not topic:
            return {""}
        meant = {fold(topic)}
        for value, words in self._shop.book["mailings"].tab.column("occasion").choices:
            if fold(topic) in map(fold, words.every()):
                meant.add(fold(value))
        return meant


def _plain(address: str) -> str:
    """An email in small letters; of a number its last nine digits, however it is written."""
    if "@" in address:
        return address.strip().lower()
    return re.sub(r"\D", "", address)[-9:]
